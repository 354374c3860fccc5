"""What stands beside GDP: the private economy, investment, retail sales, revenue, incomes; as published, never rebuilt.

The attributes that all of the economy shares stand here too: current prices, flows, growths as published, shares of GDP.
"""

from __future__ import annotations

from typing import Any

from ... import arithmetic
from ...model.domain import Domain
from ...model.records import Basis
from ...text import Text

CURRENT, COMPARABLE = (Basis(price=price) for price in ("current", "comparable"))
FLOW: dict[str, Any] = {"unit": "亿元", "over_time": "sum", "over_area": "sum", "decimals": 2}
GROWTH: dict[str, Any] = {
    "unit": "%",
    "kind": "rate",
    "better": "higher",
    "valid": (-100, None),
    "decimals": 1,
    "basis": COMPARABLE,
    "published_only": True,
}
# what one part of the whole gains another loses: shares, contributions and pulls have no direction
SHARE: dict[str, Any] = {
    "unit": "%",
    "kind": "share",
    "better": "neutral",
    "valid": (0, 100),
    "decimals": 1,
    "basis": CURRENT,
}
#: totals published by themselves: name, title, other names, meaning, source
_TOTALS: tuple[tuple[str, Text, list[str], Text, str], ...] = (
    (
        "retail_sales",
        Text("社会消费品零售总额", "Retail sales of consumer goods"),
        ["社零总额"],
        Text(
            "单位和个体户直接售给个人、社会集团非生产、非经营用的实物商品金额，按现价",
            "goods sold straight to people and bodies for use other than production and trade, at current prices",
        ),
        "retail_terms",
    ),
    (
        "budget_revenue",
        Text("一般公共预算收入", "General public budget revenue"),
        ["财政收入"],
        Text(
            "纳入本级一般公共预算的收入，分税收收入和非税收入，按发布；不含政府性基金",
            "revenue in the general public budget of this level, from taxes and other than taxes, as published; without the"
            " government funds",
        ),
        "kaizhou_2020",
    ),
    (
        "tax_revenue",
        Text("税收收入", "Tax revenue"),
        [],
        Text("一般公共预算收入中的各项税收", "the taxes in the general public budget revenue"),
        "fiscal_terms",
    ),
    (
        "fund_revenue",
        Text("政府性基金预算收入", "Revenue of government funds"),
        ["政府性基金收入"],
        Text(
            "纳入政府性基金预算、专款专用的收入，按发布；与一般公共预算收入不重叠",
            "earmarked revenue in the budget of government funds, as published; apart from the general public budget",
        ),
        "kaizhou_2020",
    ),
)


def share_of_gdp(part: Any, gdp: Any) -> Any:
    """Return a part of GDP over GDP, both at current prices."""
    return arithmetic.share(part, gdp)


def declare_totals(economy: Domain) -> None:
    """Declare the private economy, investment, retail sales, revenue and incomes."""
    _declare_private(economy)
    _declare_further(economy)


def _declare_private(economy: Domain) -> None:
    economy.indicator(
        "private_value_added",
        Text("民营经济增加值", "Private economy, value added"),
        better="higher",
        definition=Text(
            "按现价计算；与三次产业交叉，不可相加", "at current prices; cuts across the industries, never added to them"
        ),
        basis=CURRENT,
        source="kaizhou_2023",
        **FLOW,
    )
    economy.derived(
        "private_share",
        Text("民营经济占地区生产总值比重", "Private economy, share of GDP"),
        aliases=["民营经济占比"],
        definition=Text(
            "民营经济增加值与地区生产总值之比，按现价", "value added of the private economy over GDP, at current prices"
        ),
        inputs={"part": "economy.private_value_added"},
        source="kaizhou_2023",
        **SHARE,
    )(share_of_gdp)


def _declare_further(economy: Domain) -> None:
    economy.indicator(
        "fixed_investment_growth",
        Text("固定资产投资增速", "Growth of fixed-asset investment"),
        aliases=["固定资产投资增长"],
        definition=Text(
            "按可比口径公布，不可由公布的投资额相除得出",
            "published on a comparable scope; never rebuilt from the amounts published",
        ),
        source="kaizhou_press_2024",
        **GROWTH,
    )
    for name, title, aliases, meaning, source in _TOTALS:
        economy.indicator(
            name,
            title,
            better="higher",
            aliases=aliases,
            valid=(0, None),
            definition=meaning,
            basis=CURRENT,
            source=source,
            **FLOW,
        )
    for name, zh, en in (
        ("disposable_income", "居民", "all residents"),
        ("urban_disposable_income", "城镇居民", "urban residents"),
        ("rural_disposable_income", "农村居民", "rural residents"),
    ):
        economy.indicator(
            name,
            Text(f"{zh}人均可支配收入", f"Disposable income per head, {en}"),
            unit="元/人",
            better="higher",
            decimals=0,
            definition=Text("住户调查数，不由总量推算", "from the household survey, never rebuilt from totals"),
            basis=CURRENT,
            source="household_survey",
        )
