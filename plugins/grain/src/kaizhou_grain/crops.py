"""Crops (粮油生产和种植结构): sown area, output and yield. A yield is Σ output / Σ area and is never averaged.

Areas are sown areas: land sown twice in a year counts twice.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Identity, Text, arithmetic

from .domain import ARTICLE, FLOW, OWN, PER_MU, SHARE, grain

_AREA: dict[str, Any] = {"unit": "万亩", "decimals": 2, **FLOW}
_OUTPUT: dict[str, Any] = {"unit": "万吨", "better": "higher", "decimals": 2, **FLOW}
_SOWN = Text(
    "全年各季播种或移栽面积之和，一地多季重复计算", "areas sown or planted in all seasons; land sown twice counts twice"
)

_HARVEST = {
    "oil": Text(
        "全年各季油料产量之和，品种按发布", "oil crops harvested in all seasons of the year; which, as published"
    ),
    "crop": Text(
        "某种作物（crop）全年各季产量之和，各作物的计量不同，不相加",
        "harvest of one crop in all seasons of the year; crops are weighed differently and never added",
    ),
}


def yield_of(output: Any, area: Any) -> Any:
    """Yield (单产): output over sown area.

    Args:
        output: of a season or year, in any unit of mass.
        area: sown for it, in any unit of area.

    580 thousand tonnes on 1.7 million mu, in kilograms a mu:

    >>> round(1000 * yield_of(58.24, 172.59), 1)
    337.4
    """
    return output / area


def _declare_yield(name: str, title: Text, output: str, area: str, unit: str = "公斤/亩", **attributes: Any) -> None:
    grain.derived(
        name,
        title,
        unit=unit,
        inputs={"output": f"grain.{output}", "area": f"grain.{area}"},
        definition=Text(
            "总产量÷播种面积；汇总时先分别求和再相除",
            "output over sown area; of several areas or seasons, sum over sum",
        ),
        **{"decimals": 1, **PER_MU, **attributes},
    )(yield_of)


def _declare_grain() -> None:
    grain.indicator(
        "sown_area",
        Text("粮食播种面积", "Sown area of grain"),
        aliases=["粮食播面", "粮食面积", "grain_area"],
        better="higher",
        definition=Text(
            f"{_SOWN.zh}；以扩面为方向，故排名从大到小",
            f"{_SOWN.en}; more is better, as 扩面 asks, so ranks go from the largest",
        ),
        source="kaizhou_harvest_2025",
        **_AREA,
    )
    grain.indicator(
        "output",
        Text("粮食总产量", "Output of grain"),
        aliases=["粮食产量", "grain_output"],
        definition=Text("全年各季粮食产量之和", "grain harvested in all seasons of the year"),
        source="kaizhou_grain_2024",
        **_OUTPUT,
    )
    yields = Text("粮食单产", "Yield of grain")
    _declare_yield(
        "yield",
        yields,
        "output",
        "sown_area",
        aliases=["亩均单产", "粮食亩产", "亩产", "grain_yield"],
        source="chongqing_grain_2024",
    )
    _declare_yield(
        "yield_per_hectare",
        Text("粮食单产（每公顷）", "Yield of grain per hectare"),
        "output",
        "sown_area",
        "公斤/公顷",
        aliases=["公顷单产"],
        source=OWN,
    )


def _declare_oil_and_crops() -> None:
    for name, zh, en, by in (
        ("oil", "油料", "oil crops", ()),
        ("crop", "分作物", "crops told apart", ("crop",)),
    ):
        more: dict[str, Any] = {"by": by, "source": ARTICLE if name == "oil" else "zhuxi_ratoon_2022"}
        unit = {} if name == "oil" else {"unit": "亩", "decimals": 0}
        grain.indicator(
            f"{name}_area", Text(f"{zh}播种面积", f"Sown area, {en}"), definition=_SOWN, **{**_AREA, **unit, **more}
        )
        mass = {} if name == "oil" else {"unit": "吨", "decimals": 1}
        grain.indicator(
            f"{name}_output",
            Text(f"{zh}产量", f"Output, {en}"),
            definition=_HARVEST[name],
            **{**_OUTPUT, **mass, **more},
        )
        _declare_yield(f"{name}_yield", Text(f"{zh}单产", f"Yield, {en}"), f"{name}_output", f"{name}_area", **more)


def _declare_structure() -> None:
    grain.indicator(
        "vegetable_area",
        Text("蔬菜播种面积", "Sown area of vegetables"),
        aliases=["蔬菜面积"],
        definition=_SOWN,
        source="kaizhou_harvest_2025",
        **_AREA,
    )
    grain.indicator(
        "other_area",
        Text("其他农作物播种面积", "Sown area of other crops"),
        definition=Text(
            "粮食、油料、蔬菜以外的农作物；三者之外全部归入，以便合计相符",
            "all crops other than grain, oil crops and vegetables, so that the four add up to the total",
        ),
        source=OWN,
        **_AREA,
    )
    grain.indicator(
        "total_sown_area",
        Text("农作物总播种面积", "Sown area of all crops"),
        aliases=["全年农作物播种面积"],
        definition=_SOWN,
        source="multiple_cropping_2017",
        **_AREA,
    )
    grain.derived(
        "grain_share",
        Text("粮食占农作物播种面积比重", "Grain in the sown area of all crops"),
        better="neutral",  # the structure of what is sown, no achievement
        aliases=["种植结构", "粮食面积占比"],
        inputs={"part": "grain.sown_area", "whole": "grain.total_sown_area"},
        definition=Text("粮食播种面积÷农作物总播种面积", "sown area of grain over that of all crops"),
        source=OWN,
        **SHARE,
    )(arithmetic.share)


_declare_grain()
_declare_oil_and_crops()
_declare_structure()
# four areas and their total printed with one or two decimals: each may miss by half a unit of its last
grain.identity(
    "sown_parts",
    Identity.total("total_sown_area", ["sown_area", "oil_area", "vegetable_area", "other_area"], slack=0.25),
)
