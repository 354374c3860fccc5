"""The district around it: all market entities, all investment promotion, employment; returnees are only a part of these.

They ship beside the domain because its figures are read against them. They are never added to those of returnees, and a
share of one in the other holds only where both are counted alike.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Identity, Text

from .domain import homecoming
from .outreach import FLOW, OWN, STOCK
from .projects import share_of_step

# -- market entities

_KINDS = {
    "domestic": Text("内资企业", "Domestic enterprises"),
    "foreign": Text("外资企业", "Foreign-funded enterprises"),
    "self_employed": Text("个体工商户", "Self-employed households"),
    "cooperatives": Text("农民专业合作社", "Farmers' co-operatives"),
}


def _declare_market_entities() -> None:
    rules = {"unit": "户", "better": "higher", "source": "kaizhou_2024", **STOCK}
    homecoming.indicator(
        "market_entities",
        Text("经营主体", "Market entities"),
        aliases=["经营主体总数", "各类经营主体"],
        definition=Text("期末登记的各类经营主体户数", "all market entities registered at the end of the period"),
        **rules,
    )
    for name, title in _KINDS.items():
        homecoming.indicator(
            f"market_entities_{name}",
            title,
            definition=Text("经营主体的一类，四类互斥", "one of the four disjoint kinds of market entities"),
            **rules,
        )
    homecoming.indicator(
        "market_entities_private",
        Text("私营企业", "Private enterprises"),
        definition=Text(
            "内资企业的一部分，不另计入总数", "a part of the domestic enterprises, not counted again in the total"
        ),
        **rules,
    )
    parts = [f"homecoming.market_entities_{name}" for name in _KINDS]
    # the total and two of its parts are printed in 万 with two decimals: each may miss by 50 户
    homecoming.identity("market_entities", Identity.total("homecoming.market_entities", parts, slack=150))
    homecoming.identity(
        "private_of_domestic",
        Identity.funnel(["homecoming.market_entities_domestic", "homecoming.market_entities_private"]),
    )


# -- investment promotion of the whole district

_AMOUNT: dict[str, Any] = {
    "unit": "亿元",
    "valid": (0, None),
    "over_time": "sum",
    "over_area": "sum",
    "better": "higher",
}


def _declare_promotion() -> None:
    source = {"source": "promotion_2020"}
    count = {"unit": "个", "better": "higher", **FLOW}
    for name, zh, en, rules in (
        ("promotion_projects", "招商签约项目", "Promotion: projects signed", count),
        ("promotion_contracted", "招商签约总投资", "Promotion: investment signed", _AMOUNT),
        ("promotion_formal", "招商正式协议投资", "Promotion: investment under formal contracts", _AMOUNT),
        ("promotion_industrial_projects", "招商工业签约项目", "Promotion: industrial projects signed", count),
        ("promotion_industrial_contracted", "招商工业签约投资", "Promotion: industrial investment signed", _AMOUNT),
    ):
        homecoming.indicator(
            name,
            Text(zh, en),
            definition=Text(
                "全区招商引资，不限于返乡创业", "investment promotion of the whole district, returnees or not"
            ),
            **rules,
            **source,
        )
    for part, whole in (
        ("promotion_formal", "promotion_contracted"),
        ("promotion_industrial_contracted", "promotion_contracted"),
        ("promotion_industrial_projects", "promotion_projects"),
    ):
        homecoming.identity(f"{part}_within", Identity.funnel([f"homecoming.{whole}", f"homecoming.{part}"]))
    homecoming.derived(
        "promotion_formal_rate",
        Text("招商正式协议率", "Promotion: share under formal contracts"),
        unit="%",
        kind="share",
        valid=(0, 100),
        decimals=1,
        better="higher",
        definition=Text("正式协议投资与签约总投资之比", "investment under formal contracts, of all investment signed"),
        inputs={"part": "homecoming.promotion_formal", "whole": "homecoming.promotion_contracted"},
        **source,
    )(share_of_step)


def _declare_occasions() -> None:
    meaning = Text(
        "某次活动（occasion）上集中签约的数，包含在当期签约之内，不与之相加",
        "signed at one occasion; part of what is signed in the period and never added to it",
    )
    at = {"by": ("occasion",), "better": "higher", "definition": meaning, "valid": (0, None), "over_area": "sum", **OWN}
    homecoming.indicator("signed_at_occasion", Text("活动签约金额", "Amount signed at an occasion"), unit="亿元", **at)
    homecoming.indicator(
        "projects_at_occasion",
        Text("活动签约项目", "Projects signed at an occasion"),
        unit="个",
        kind="count",
        **at,
    )


# -- employment


def _declare_employment() -> None:
    rules = {"source": "kaizhou_2024", "better": "higher"}
    homecoming.indicator(
        "urban_new_jobs",
        Text("城镇新增就业", "New urban jobs"),
        unit="人",
        definition=Text("全区城镇新增就业人数，按公报", "new urban jobs of the district, as in its communiqués"),
        **rules,
        **FLOW,
    )
    homecoming.indicator(
        "startup_loans",
        Text("新增小额担保贷款", "New guaranteed small loans"),
        aliases=["小额担保贷款"],
        definition=Text("本期新发放的小额担保贷款", "guaranteed small loans granted in the period"),
        **{**_AMOUNT, **rules},
    )
    homecoming.indicator(
        "startups_supported",
        Text("扶持自主创业", "People supported in starting a business"),
        unit="人",
        definition=Text("本期扶持自主创业的人数", "people supported in starting a business in the period"),
        **rules,
        **FLOW,
    )


_declare_market_entities()
_declare_promotion()
_declare_occasions()
_declare_employment()
