"""Machinery (农业机械化、农机装备): rates of mechanised work from areas, and their weighted mean.

Areas are added first, then rates are taken, then weighted. The plain standard's weights stand in
``data/mechanization.toml``; those of the standard for hills were not read and come from the user, see ``hills``.
"""

from __future__ import annotations

import tomllib
from typing import Any

from kaizhou_indicators import Identity, Text, arithmetic

from .domain import DATA, FLOW, OWN, PER_MU, SHARE, STOCK, grain

_TABLE = tomllib.loads((DATA / "mechanization.toml").read_text("utf-8"))
WEIGHTS: dict[str, float] = _TABLE["weights"]
_AREA: dict[str, Any] = {"unit": "万亩", "decimals": 2, **FLOW}
_WORK = {
    "tillage": (Text("机耕", "ploughed"), Text("应耕作", "to be ploughed"), "机耕率"),
    "sowing": (Text("机播", "sown"), Text("应播种", "to be sown"), "机播率"),
    "harvest": (Text("机收", "harvested"), Text("应收获", "to be harvested"), "机收率"),
}


def mechanization_rate(tillage_rate: Any, sowing_rate: Any, harvest_rate: Any) -> Any:
    """Overall rate of mechanised ploughing, sowing and harvesting (耕种收综合机械化率): the weighted mean of the rates.

    China in 2020, printed 71.25%; 71.258 lies within the rounding of the three rates:

    >>> round(mechanization_rate(85.49, 58.98, 64.56), 3)
    71.258
    """
    return WEIGHTS["tillage"] * tillage_rate + WEIGHTS["sowing"] * sowing_rate + WEIGHTS["harvest"] * harvest_rate


def power_per_mu(power: Any, land: Any) -> Any:
    """Power of farm machinery over cultivated land.

    >>> power_per_mu(90.0, 150.0)
    0.6
    """
    return power / land


def _declare_work(name: str, by_machine: Text, due: Text, rate: str) -> None:
    grain.indicator(
        f"{name}_area_machine",
        Text(f"{by_machine.zh}面积", f"Area {by_machine.en} by machine"),
        better="higher",
        definition=Text(
            f"全年用机械完成的{due.zh.removeprefix('应')}面积，一地多季重复计算",
            f"area {by_machine.en} by machine in the year; land worked in several seasons counts in each",
        ),
        source="machinery_bulletin_2020",
        **_AREA,
    )
    grain.indicator(
        f"{name}_area_due",
        Text(f"{due.zh}面积", f"Area {due.en}"),
        definition=Text(
            "机械化率的分母；标准原文未见，按“应作业面积”理解",
            "denominator of the rate; the standard was not read, the area due is meant",
        ),
        source="nyt_1408_1",
        **_AREA,
    )
    grain.derived(
        f"{name}_rate",
        Text(rate, f"Rate {by_machine.en} by machine"),
        better="higher",
        inputs={"part": f"grain.{name}_area_machine", "whole": f"grain.{name}_area_due"},
        definition=Text("机械作业面积÷应作业面积", "area worked by machine over the area due"),
        source="machinery_bulletin_2020",
        **SHARE,
    )(arithmetic.share)
    grain.identity(f"{name}_within_due", Identity.funnel([f"{name}_area_due", f"{name}_area_machine"]))


def _declare_rates() -> None:
    grain.derived(
        "mechanization_rate",
        Text("耕种收综合机械化率", "Overall mechanisation rate"),
        better="higher",
        aliases=["综合机械化率", "农业机械化水平", "农业机械化率"],
        definition=Text(
            "机耕率×0.4＋机播率×0.3＋机收率×0.3；权数由公布数验证，标准原文未见",
            "0.4, 0.3 and 0.3 of the rates ploughed, sown and harvested; confirmed by published figures, the standard was not read",
        ),
        source=_TABLE["source"],
        **SHARE,
    )(mechanization_rate)
    grain.indicator(
        "mechanization_rate_hilly",
        Text("丘陵山区综合机械化率", "Overall mechanisation rate in hills and mountains"),
        better="higher",
        aliases=["丘陵山区耕种收综合机械化率"],
        definition=Text(
            "按丘陵山区标准公布的数；与通用口径不同，互不比较；环节与权数由使用者配置",
            "as published after the standard for hills; another scope than the plain rate; its weights are configuration",
        ),
        source="nyt_1408_7",
        **SHARE,
    )


def _declare_equipment() -> None:
    grain.indicator(
        "machinery_power",
        Text("农业机械总动力", "Power of farm machinery"),
        unit="万千瓦",
        better="higher",
        aliases=["农机总动力", "农机装备"],
        definition=Text("年末农业机械的额定功率之和", "rated power of all farm machinery at the end of the year"),
        source="machinery_bulletin_2020",
        **STOCK,
    )
    grain.derived(
        "machinery_power_per_mu",
        Text("亩均农机动力", "Machinery power a mu"),
        unit="千瓦/亩",
        decimals=2,
        inputs={"power": "grain.machinery_power", "land": "grain.cultivated_land"},
        definition=Text("农业机械总动力÷耕地面积", "power of farm machinery over cultivated land"),
        source=OWN,
        **PER_MU,
    )(power_per_mu)


for _name, (_machine, _due, _rate) in _WORK.items():
    _declare_work(_name, _machine, _due, _rate)
_declare_rates()
_declare_equipment()
grain.baseline(
    "target_2025",
    title=Text("2025年全国目标", "National targets for 2025"),
    limits={"mechanization_rate": "75 %", "mechanization_rate_hilly": "55 %"},
    source="machinery_plan_2025",
)
