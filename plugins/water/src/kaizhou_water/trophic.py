"""Trophic state: TLI(Σ) of 总站生字〔2001〕090号, its five sub-indices, and the trophic grades.

``tli_sigma_cn`` is the Chinese index of 0 to 100 and more, not New Zealand's TLI and not the water ministry's EI.
It has no mean of its own: over months and points the concentrations are averaged first and the index derived from
the means, because the logarithm of a mean is not the mean of logarithms.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kaizhou_indicators import Text, ln, weighted_mean, where

from .domain import water
from .formulas import Formula, formula_of
from .tables import items, table, text

_TABLE = table("tli_cn")
_PARAMETERS: Mapping[str, Mapping[str, Any]] = {entry["name"]: entry for entry in _TABLE["parameter"]}
_MISSING = _TABLE["missing"]
_TITLES = {
    "chla": Text("叶绿素a", "Chlorophyll a"),
    "sd": Text("透明度", "Secchi depth"),
    **{name: items()[name].title for name in ("tp", "tn", "codmn")},
}

#: r², from which the weights follow; never the weights as printed with four digits
R_SQUARED: Mapping[str, float] = {name: float(Decimal(p["r"]) ** 2) for name, p in _PARAMETERS.items()}
AT_LEAST: int = _MISSING["at_least"]
#: decimals that tables of the index are printed with, as the Hulun Lake paper does; the rule names none
DECIMALS = 3
GRADES = tuple(text(entry) for entry in _TABLE["grade"])

_MEAN: dict[str, Any] = {"valid": (0, None), "over_time": "mean", "over_area": "mean", "source": _TABLE["source"]}
water.indicator(
    "chla",
    _TITLES["chla"],
    unit="mg/m^3",
    better="lower",
    aliases=["Chla", "Chl-a", "叶绿素"],
    definition=Text(
        "水中叶绿素a的质量浓度（1 mg/m³ = 1 μg/L），TLI(Σ) 的基准参数，不属 GB 3838-2002 基本项目",
        "mass concentration of chlorophyll a in the water (1 mg/m³ = 1 μg/L), the reference parameter of TLI(Σ); no"
        " basic item of GB 3838-2002",
    ),
    **_MEAN,
)
water.indicator(
    "sd",
    _TITLES["sd"],
    unit="m",
    better="higher",
    aliases=["SD", "塞氏盘透明度"],
    definition=Text(
        "塞氏盘在水中刚好看不见时的深度，不属 GB 3838-2002 基本项目",
        "depth at which a Secchi disk just disappears from sight; no basic item of GB 3838-2002",
    ),
    **_MEAN,
)


def sub_index(name: str) -> Formula:
    """Return the formula of a sub-index, 10 (a + b ln x), of a bare number in the unit of the rule.

    >>> round(sub_index("chla")(7.77), 3)
    47.266
    """
    a, b = float(_PARAMETERS[name]["a"]), float(_PARAMETERS[name]["b"])

    def trophic_index(value: Any) -> Any:
        return 10 * (a + b * ln(value)) if b > 0 else 10 * (a - abs(b) * ln(value))  # as the rule prints it

    return formula_of([name], trophic_index)


def _small(name: str) -> str:
    """Return the English name of a parameter inside a sentence; Secchi is a person's name."""
    title = _TITLES[name].en
    return title if name == "sd" else title[0].lower() + title[1:]


def _sub_index_definition(parameter: Mapping[str, Any]) -> Text:
    a, b, unit = parameter["a"], parameter["b"], parameter["unit"]
    written = f"10×({a}{'+' if b > 0 else '−'}{abs(b)} ln x)"
    title, small = _TITLES[parameter["name"]], _small(parameter["name"])
    return Text(
        f"{written}，x 为{title.zh}（{unit}）的均值；综合指数的分指数，单独不定营养状态级别",
        f"{written}, x the mean of {small} in {unit}; part of the comprehensive index, no trophic grade follows from it"
        " alone",
    )


def _declare_sub_indices() -> dict[str, Formula]:
    declared = {}
    for name, parameter in _PARAMETERS.items():
        title = _TITLES[name]
        declare = water.derived(
            f"tli_{name}",
            Text(f"营养状态指数（{title.zh}）", f"Trophic level index ({_small(name)})"),
            unit="1",
            kind="index",
            better="lower",
            takes={name: parameter["unit"]},
            aliases=[f"TLI({title.zh})"],
            decimals=DECIMALS,
            definition=_sub_index_definition(parameter),
            source=_TABLE["source"],
        )
        declared[name] = declare(sub_index(name))
    return declared


#: parameter -> formula of its sub-index, as declared
SUB_INDEX: Mapping[str, Formula] = _declare_sub_indices()


@water.derived(
    "tli_sigma_cn",
    Text("综合营养状态指数", "Comprehensive trophic level index"),
    unit="1",
    kind="index",
    better="lower",
    aliases=["TLI(Σ)", "TLI", "水体综合营养状态指数"],
    decimals=DECIMALS,
    definition=Text(
        "Σr²·TLI/Σr²；叶绿素a必需，至少四个参数，缺一个时权重按其余参数重新归一（本包声明的缺项规则，以呼伦湖论文"
        "十行数据为据，非官方规定）",
        "Σr²·TLI/Σr²; chlorophyll a and three more parameters are required; with one missing the weights are"
        " renormalised over the others (a rule declared here, evidenced by ten rows of the Hulun Lake paper;"
        " not official)",
    ),
    source=_TABLE["source"],
)
def tli_sigma_cn(
    tli_chla: Any, tli_tp: Any = None, tli_tn: Any = None, tli_sd: Any = None, tli_codmn: Any = None
) -> Any:
    """Comprehensive trophic level index from the sub-indices present.

    >>> round(tli_sigma_cn(37.749, 69.802, 68.909, 81.743), 3)
    61.837
    """
    weights = [R_SQUARED[name] for name in ("chla", "tp", "tn", "sd", "codmn")]
    return weighted_mean([tli_chla, tli_tp, tli_tn, tli_sd, tli_codmn], weights, at_least=AT_LEAST)


def _ends_before(entry: Mapping[str, Any], index: Any) -> Any:
    return index >= float(entry["below"]) if "below" in entry else index > float(entry["up_to"])


@water.derived(
    "trophic_grade",
    Text("营养状态级别", "Trophic grade"),
    kind="grade",
    grades=GRADES,
    better="lower",
    takes={"tli_sigma_cn": "1"},
    aliases=["富营养化程度", "营养状态"],
    definition=Text(
        "TLI(Σ)<30 贫营养；30≤TLI(Σ)≤50 中营养；50—60 轻度、60—70 中度富营养（含上限）；>70 重度富营养",
        "below 30 oligotrophic; 30 to 50 mesotrophic; above 50 to 60 lightly, to 70 moderately, above 70 heavily"
        " eutrophic",
    ),
    source=_TABLE["source"],
)
def trophic_grade(tli_sigma_cn: Any) -> Any:
    """Position of the trophic grade, 1 (oligotrophic) to 5 (heavily eutrophic).

    >>> trophic_grade(50.0), trophic_grade(50.1)
    (2, 3)
    """
    return 1 + sum(where(_ends_before(entry, tli_sigma_cn), 1, 0) for entry in _TABLE["grade"][:-1])


water.baseline(
    "eutrophic_limit",
    title=Text("富营养界限（TLI(Σ)=50）", "Limit of eutrophy (TLI(Σ) = 50)"),
    limits={"tli_sigma_cn": str(_TABLE["grade"][1]["up_to"])},
    source=_TABLE["source"],
)
