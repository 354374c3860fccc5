"""Economy: gross domestic product and its kin, with the price basis of each said.

Three laws:

* Levels and shares are at current prices; growth is published at comparable prices and never the ratio of the levels.
* Contribution and pull need constant-price levels and their bases on ONE price base; across rebasing there is none.
* Per head means per head of the average resident population; incomes come from the household survey as published.
"""

from __future__ import annotations

from typing import Any

from ... import arithmetic
from ...model.domain import Domain
from ...model.records import Basis
from ...processes import Identity
from ...text import Text
from .documents import quote
from .figures import ECONOMY, observe
from .totals import COMPARABLE, FLOW, GROWTH, SHARE, declare_totals, share_of_gdp

economy = Domain(
    "economy",
    Text("经济", "Economy"),
    definition=Text("地区生产总值及相关指标", "Gross domestic product of an area and what goes with it"),
)
quote(
    economy, "kaizhou_2020", "kaizhou_2023", "kaizhou_2024", "kaizhou_plan_2024", "kaizhou_press_2024",
    "contribution", "pull", "gdp_release_2024", "household_survey", "fiscal_terms", "retail_terms",
)  # fmt: skip

_CONSTANT = Basis(price="constant")
#: levels from which official 环比, which is seasonally adjusted, is never rebuilt
_RAW = Basis(price="current", seasonal="raw")
_INDUSTRIES = {
    "primary": Text("第一产业", "Primary industry"),
    "secondary": Text("第二产业", "Secondary industry"),
    "tertiary": Text("第三产业", "Tertiary industry"),
}


def contribution(part: Any, part_base: Any, gdp_constant: Any, gdp_constant_base: Any) -> Any:
    """Increment of a part over the increment of the whole, at constant prices; undefined where the whole stands still."""
    return arithmetic.contribution(part, part_base, gdp_constant, gdp_constant_base)


def pull(contribution: Any, gdp_growth: Any) -> Any:
    """Contribution times the growth of the whole: the points of growth that the part accounts for."""
    return arithmetic.pull(contribution, gdp_growth)


def _declare_gdp() -> None:
    economy.indicator(
        "gdp",
        Text("地区生产总值", "Gross domestic product"),
        better="higher",
        aliases=["GDP", "生产总值"],
        definition=Text("按现价计算", "at current prices"),
        valid=(0, None),
        basis=_RAW,
        source="kaizhou_2023",
        growth="gdp_growth",
        **FLOW,
    )
    economy.indicator(
        "gdp_growth",
        Text("地区生产总值增速", "Growth of gross domestic product"),
        aliases=["GDP增速", "经济增速"],
        definition=Text(
            "按可比价格（不变价）计算，只用公布数；不等于现价总量之比",
            "at comparable prices, as published; not the ratio of current-price levels",
        ),
        source="gdp_release_2024",
        **GROWTH,
    )
    for name, title, meaning in (
        ("gdp_constant", Text("地区生产总值（不变价）", "GDP at constant prices"), "本期"),
        (
            "gdp_constant_base",
            Text("上年同期地区生产总值（不变价）", "GDP of last year at constant prices"),
            "上年同期",
        ),
    ):
        economy.indicator(
            name,
            title,
            valid=(0, None),
            definition=_one_base(meaning),
            basis=_CONSTANT,
            source="contribution",
            **FLOW,
        )

    @economy.derived(
        "gdp_per_capita",
        Text("人均地区生产总值", "GDP per head"),
        unit="元/人",
        better="higher",
        valid=(0, None),
        decimals=0,
        aliases=["人均GDP", "人均生产总值"],
        definition=Text("地区生产总值与年平均常住人口之比", "GDP over the average resident population"),
        basis=Basis(price="current", population="resident", population_time="average"),
        inputs={"resident_average": "people.resident_average"},
        growth="gdp_per_capita_growth",
        source="kaizhou_2023",
    )
    def gdp_per_capita(gdp: Any, resident_average: Any) -> Any:
        return gdp / resident_average

    economy.indicator(
        "gdp_per_capita_growth",
        Text("人均地区生产总值增速", "Growth of GDP per head"),
        definition=Text(
            "按可比价格（不变价）计算，只用公布数；不等于现价人均数之比",
            "at comparable prices, as published; not the ratio of current-price levels per head",
        ),
        source="kaizhou_2023",
        **GROWTH,
    )


def _one_base(period_zh: str) -> Text:
    return Text(
        f"{period_zh}数，与另一期用同一价格基期；换基期前后不可比",
        "both periods on the same price base; not comparable across rebasing",
    )


def _declare_industry(name: str, title: Text) -> None:
    zh, en = title.zh, title.en
    economy.indicator(
        f"{name}_value_added",
        Text(f"{zh}增加值", f"{en}, value added"),
        better="higher",
        aliases=[f"{zh}"],
        definition=Text("按现价计算", "at current prices"),
        basis=_RAW,
        source="kaizhou_2023",
        growth=f"{name}_growth",
        **FLOW,
    )
    economy.indicator(
        f"{name}_growth",
        Text(f"{zh}增加值增速", f"{en}, growth of value added"),
        definition=Text(
            "按可比价格（不变价）计算，只用公布数；不等于现价增加值之比",
            "at comparable prices, as published; not the ratio of value added at current prices",
        ),
        source="gdp_release_2024",
        **GROWTH,
    )
    for suffix, when in (("constant", Text("", "")), ("constant_base", Text("上年同期", " of last year"))):
        economy.indicator(
            f"{name}_{suffix}",
            Text(f"{when.zh}{zh}增加值（不变价）", f"{en}, value added{when.en} at constant prices"),
            definition=_one_base(when.zh or "本期"),
            basis=_CONSTANT,
            source="contribution",
            **FLOW,
        )
    economy.derived(
        f"{name}_share",
        Text(f"{zh}占地区生产总值比重", f"{en}, share of GDP"),
        aliases=[f"{zh}占比", f"{zh}比重"],
        definition=Text("增加值与地区生产总值之比，按现价", "value added over GDP, at current prices"),
        inputs={"part": f"economy.{name}_value_added"},
        source="kaizhou_2023",
        **SHARE,
    )(share_of_gdp)
    _declare_contribution(name, title)


def _declare_contribution(name: str, title: Text) -> None:
    zh, en = title.zh, title.en
    economy.derived(
        f"{name}_contribution",
        Text(f"{zh}对经济增长的贡献率", f"{en}, contribution to growth"),
        unit="%",
        kind="share",
        better="neutral",
        decimals=1,
        aliases=[f"{zh}贡献率"],
        definition=Text(
            "增加值增量与地区生产总值增量之比，按不变价；可为负或超过100%，总量下降时符号反转",
            "increment of value added over the increment of GDP, at constant prices; may be negative or above 100%,"
            " and its sign turns where GDP falls",
        ),
        inputs={"part": f"economy.{name}_constant", "part_base": f"economy.{name}_constant_base"},
        source="contribution",
        basis=_CONSTANT,
    )(contribution)
    economy.derived(
        f"{name}_pull",
        Text(f"{zh}拉动经济增长", f"{en}, points of growth"),
        unit="个百分点",
        kind="rate",
        better="neutral",
        decimals=1,
        aliases=[f"{zh}拉动"],
        definition=Text("贡献率×地区生产总值增速", "contribution times the growth of GDP"),
        inputs={"contribution": f"economy.{name}_contribution"},
        source="pull",
        basis=COMPARABLE,
    )(pull)


def _declare_identities() -> None:
    parts = {
        suffix: [f"economy.{name}_{suffix}" for name in _INDUSTRIES]
        for suffix in ("value_added", "share", "contribution", "pull")
    }
    # four figures printed with two decimals, four with one: each may miss by half a unit of its last
    economy.identity("gdp_parts", Identity.total("economy.gdp", parts["value_added"], signed=True, slack=0.02))
    economy.identity("shares", Identity.closure(parts["share"], decimals=1))
    economy.identity("shares_of_gdp", Identity.shares(parts["share"], parts["value_added"], "economy.gdp", decimals=1))
    economy.identity("contributions", Identity.closure(parts["contribution"], decimals=1, signed=True))
    economy.identity("private_of_gdp", Identity.funnel(["economy.gdp", "economy.private_value_added"]))
    economy.identity("tax_of_budget", Identity.funnel(["economy.budget_revenue", "economy.tax_revenue"]))
    economy.identity("pulls", Identity.total("economy.gdp_growth", parts["pull"], signed=True, slack=0.2))


_declare_gdp()
for _name, _title in _INDUSTRIES.items():
    _declare_industry(_name, _title)
declare_totals(economy)
_declare_identities()

observe(economy, ECONOMY)
