"""Farmland (耕地保护): the land itself, how often it is sown, and how much of it is high-standard.

No text read says over what the share of high-standard farmland is taken: the denominator is a setting without a default.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Identity, Text, total, where

from .crops import yield_of
from .domain import ARTICLE, OWN, PER_MU, SHARE, STOCK, grain

_LAND: dict[str, Any] = {"unit": "万亩", "decimals": 2, **STOCK}


def multiple_cropping_index(total_sown_area: Any, cultivated_land: Any) -> Any:
    """Multiple-cropping index (复种指数): area sown in the year over cultivated land; above 1 where land is sown twice.

    Chongqing in 2007, in hectares:

    >>> round(100 * multiple_cropping_index(3533977, 1384645), 1)
    255.2
    """
    return total_sown_area / cultivated_land


def high_standard_share(
    high_standard_farmland: Any,
    high_standard_denominator: Any,
    cultivated_land: Any = None,
    basic_farmland: Any = None,
) -> Any:
    """Share of high-standard farmland, in the denominator that the setting names; the other may be absent.

    >>> high_standard_share(60.0, "cultivated_land", cultivated_land=150.0)
    0.4
    """
    either = {"cultivated_land": cultivated_land, "basic_farmland": basic_farmland}
    return high_standard_farmland / total(
        [None if land is None else where(high_standard_denominator == name, land, 0) for name, land in either.items()]
    )


def _declare_land() -> None:
    for name, title, definition, aliases in (
        ("cultivated_land", Text("耕地面积", "Cultivated land"), Text("年末耕地总面积", "all cultivated land at the end of the year"), ["耕地总面积"]),
        ("cultivated_land_task", Text("耕地保有量任务", "Cultivated land to be kept"), Text("下达的耕地保有量", "as assigned from above"), []),
        ("basic_farmland", Text("永久基本农田面积", "Permanent basic farmland"), Text("划定的永久基本农田", "farmland designated as permanent"), ["永久基本农田"]),
        ("high_standard_farmland", Text("高标准农田面积", "High-standard farmland"), Text("累计建成的高标准农田", "built so far"), ["高标准农田"]),
    ):  # fmt: skip
        better = "higher" if name in {"cultivated_land", "high_standard_farmland"} else "neutral"
        grain.indicator(name, title, better=better, aliases=aliases, definition=definition, source=ARTICLE, **_LAND)


_declare_land()
grain.derived(
    "multiple_cropping_index",
    Text("复种指数", "Multiple-cropping index"),
    unit="%",
    kind="index",
    better="neutral",  # how often land is sown depends on climate and rotation
    valid=(0, None),
    decimals=1,
    definition=Text(
        "全年播种或移栽的农作物总面积÷耕地总面积×100，一地多季时大于100",
        "area sown or planted with all crops in the year over cultivated land; above 100 where land is sown twice",
    ),
    source="multiple_cropping_2017",
)(multiple_cropping_index)
grain.derived(
    "mu_output",
    Text("耕地亩均粮食产量", "Grain a mu of cultivated land"),
    unit="公斤/亩",
    decimals=1,
    definition=Text(
        "粮食总产量÷耕地面积；与单产不同，一地多季时更大",
        "output over cultivated land; larger than the yield where land is sown twice",
    ),
    inputs={"output": "grain.output", "area": "grain.cultivated_land"},
    source=OWN,
    **PER_MU,
)(yield_of)
grain.setting(
    "high_standard_denominator",
    Text("高标准农田占比的分母", "Denominator of the share of high-standard farmland"),
    choices=("cultivated_land", "basic_farmland"),
)
grain.derived(
    "high_standard_share",
    Text("高标准农田占比", "Share of high-standard farmland"),
    better="higher",
    definition=Text(
        "高标准农田面积÷分母；分母为耕地或永久基本农田，须在设置中声明；以永久基本农田为分母时，建在其外的也在分子中，可超过100%",
        "high-standard farmland over cultivated land or permanent basic farmland; which one is a setting; what lies outside"
        " of the permanent basic farmland is in the numerator too, so that over it the share may exceed 100 %",
    ),
    source=ARTICLE,
    **{**SHARE, "valid": (0, None)},
)(high_standard_share)
grain.identity("high_standard_of_cultivated", Identity.funnel(["cultivated_land", "high_standard_farmland"]))
