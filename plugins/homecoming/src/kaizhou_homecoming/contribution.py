"""Contribution to the regional economy (发展得好), in the two readings of the word, each under its own name.

``gdp_share`` is a part of GDP at current prices; ``growth_contribution`` is a part of its growth at constant prices.
They answer different questions and neither follows from the other. What is published without saying which of the two it
is stands under ``contribution`` and is never derived.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Basis, Identity, Text, arithmetic

from .domain import homecoming
from .outreach import OWN, REVIEW

_CURRENT, _CONSTANT = Basis(price="current"), Basis(price="constant")
_FLOW: dict[str, Any] = {"unit": "亿元", "over_time": "sum", "over_area": "sum", "decimals": 2}

homecoming.indicator(
    "contribution",
    Text("对区域经济贡献率（公布数）", "Contribution to the regional economy, as published"),
    unit="%",
    kind="share",
    better="higher",
    aliases=["对区域经济贡献率", "区域经济贡献率"],
    definition=Text(
        "按发布；是占地区生产总值的比重，还是对增长的贡献，未说明；两种读法另见“占地区生产总值比重”和“对经济增长的贡献率”",
        "as published; whether it is a share of GDP or a contribution to its growth is not said, and the two readings have"
        " indicators of their own",
    ),
    published_only=True,
    **REVIEW,
)
homecoming.indicator(
    "value_added",
    Text("返乡创业实体增加值", "Value added of returnee entities"),
    better="higher",
    valid=(0, None),
    definition=Text("按现价计算", "at current prices"),
    basis=_CURRENT,
    **_FLOW,
    **OWN,
)
for _name, _zh, _en in (
    ("value_added_constant", "返乡创业实体增加值（不变价）", "Value added of returnee entities at constant prices"),
    (
        "value_added_constant_base",
        "上年同期返乡创业实体增加值（不变价）",
        "Value added of returnee entities last year at constant prices",
    ),
):
    homecoming.indicator(
        _name,
        Text(_zh, _en),
        valid=(0, None),
        definition=Text(
            "与地区生产总值（不变价）用同一价格基期；换基期前后不可比",
            "on the price base of GDP at constant prices; not comparable across rebasing",
        ),
        basis=_CONSTANT,
        **_FLOW,
        **OWN,
    )
homecoming.identity("value_added_of_gdp", Identity.funnel(["economy.gdp", "homecoming.value_added"]))


@homecoming.derived(
    "gdp_share",
    Text("占地区生产总值比重", "Share of GDP"),
    unit="%",
    kind="share",
    better="higher",
    valid=(0, 100),
    decimals=1,
    aliases=["对区域经济占比", "返乡创业占GDP比重"],
    inputs={"gdp": "economy.gdp"},
    definition=Text(
        "返乡创业实体增加值与地区生产总值之比，按现价；贡献率的第一种读法",
        "value added of returnee entities over GDP, at current prices; the first reading of contribution",
    ),
    basis=_CURRENT,
    **OWN,
)
def gdp_share(value_added: Any, gdp: Any) -> Any:
    """Value added of returnee entities over GDP, both at current prices.

    >>> gdp_share(180, 720)
    0.25
    """
    return arithmetic.share(value_added, gdp)


@homecoming.derived(
    "growth_contribution",
    Text("对经济增长的贡献率", "Contribution to growth"),
    unit="%",
    kind="share",
    better="higher",
    decimals=1,
    aliases=["返乡创业对经济增长贡献率"],
    inputs={
        "part": "homecoming.value_added_constant",
        "part_base": "homecoming.value_added_constant_base",
        "gdp": "economy.gdp_constant",
        "gdp_base": "economy.gdp_constant_base",
    },
    definition=Text(
        "返乡创业实体增加值增量与地区生产总值增量之比，按不变价；贡献率的第二种读法，可为负或超过100%，总量下降时符号反转",
        "increment of the value added of returnee entities over that of GDP, at constant prices; the second reading of"
        " contribution, may be negative or above 100 %, and its sign turns where GDP falls",
    ),
    source="economy.contribution",
    basis=_CONSTANT,
)
def growth_contribution(part: Any, part_base: Any, gdp: Any, gdp_base: Any) -> Any:
    """Increment of the entities' value added over that of GDP, on one constant-price base.

    >>> growth_contribution(part=62, part_base=50, gdp=524, gdp_base=500)
    0.5
    """
    return arithmetic.contribution(part, part_base, gdp, gdp_base)


@homecoming.derived(
    "growth_pull",
    Text("拉动经济增长", "Points of growth"),
    unit="个百分点",
    kind="rate",
    better="higher",
    decimals=1,
    inputs={"contribution": "homecoming.growth_contribution", "growth": "economy.gdp_growth"},
    definition=Text(
        "对经济增长的贡献率×地区生产总值增速（公布数）", "contribution to growth times the growth of GDP as published"
    ),
    source="economy.pull",
    basis=Basis(price="comparable"),
)
def growth_pull(contribution: Any, growth: Any) -> Any:
    """Contribution to growth times the growth of GDP.

    >>> growth_pull(contribution=0.5, growth=0.03)
    0.015
    """
    return arithmetic.pull(contribution, growth)
