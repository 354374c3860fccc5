"""Entities (留得住): how many there are, how many are born and die, and how long a cohort lives.

Births and deaths are those of Eurostat and the OECD: a merger, a take-over, a break-up, a restructuring or a change of
activity is neither, and stands among the other changes of the stock. Counts only; their rates stand in ``rates``.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Identity, Text

from .domain import homecoming
from .outreach import FLOW, OPENING, OWN, REVIEW, STOCK

_COHORT: dict[str, Any] = {"unit": "户", "by": ("cohort",)}


def _declare_stock() -> None:
    homecoming.indicator(
        "entities",
        Text("返乡创业实体", "Returnee entities"),
        unit="户",
        better="higher",
        aliases=["返乡创业实体数", "返乡创业主体"],
        definition=Text(
            "期末存续的返乡创业企业、个体工商户、合作社等户数；认定口径未见公布，报道用“累计创办”，是否扣除已消亡的未说明",
            "businesses, self-employed and co-operatives of returnees at the end of the period; what counts as one was not"
            " found, and the report speaks of those founded so far without saying whether the dead are taken out",
        ),
        **STOCK,
        **REVIEW,
    )
    homecoming.indicator(
        "entities_opening",
        Text("期初返乡创业实体", "Returnee entities, opening"),
        unit="户",
        definition=Text("期初存量，即上一期末户数", "the closing stock of the period before"),
        **OPENING,
        **OWN,
    )
    homecoming.indicator(
        "active_entities",
        Text("本期活动实体", "Entities active in the period"),
        unit="户",
        better="higher",
        definition=Text(
            "本期内任何时候活动过的实体户数，出生率、消亡率的分母",
            "entities active at any time of the period, the denominator of birth and death rate",
        ),
        kind="count",
        valid=(0, None),
        over_area="sum",
        source="eurostat_death",
    )


def _declare_events() -> None:
    for name, title, meaning, better, source in (
        (
            "entity_births",
            Text("实体出生数", "Births of entities"),
            Text(
                "新创办且不涉及其他企业的实体；合并、分立、重组所设及两年内复业的不计",
                "founded from scratch with no other enterprise involved; not those set up by merger, break-up or"
                " restructuring, nor those reactivated within two years",
            ),
            "higher",
            "eurostat_birth",
        ),
        (
            "entity_deaths",
            Text("实体消亡数", "Deaths of entities"),
            Text(
                "终止经营且不涉及其他企业的实体；合并、收购、分立、重组及仅变更经营活动的不计",
                "ended with no other enterprise involved; not exits by merger, take-over, break-up or restructuring, nor"
                " those by a mere change of activity",
            ),
            "lower",
            "eurostat_death",
        ),
        (
            "other_entries",
            Text("其他转入数", "Other entries of entities"),
            Text(
                "分立、重组新设或变更活动、迁入而进入统计范围的实体",
                "entered by break-up, restructuring, change of activity or moving in",
            ),
            "neutral",
            "eurostat_birth",
        ),
        (
            "other_exits",
            Text("其他转出数", "Other exits of entities"),
            Text(
                "合并、收购、重组或变更活动、迁出而退出统计范围的实体",
                "left by merger, take-over, restructuring, change of activity or moving out",
            ),
            "neutral",
            "eurostat_death",
        ),
    ):
        homecoming.indicator(name, title, unit="户", definition=meaning, better=better, source=source, **FLOW)
    homecoming.identity(
        "entity_stock",
        Identity.stock(
            "homecoming.entities_opening",
            ["homecoming.entity_births", "homecoming.other_entries"],
            ["homecoming.entity_deaths", "homecoming.other_exits"],
            "homecoming.entities",
        ),
    )
    for event in ("births", "deaths"):  # whoever is born or dies in a period was active in it
        homecoming.identity(
            f"{event}_of_active", Identity.k_of_n(f"homecoming.entity_{event}", "homecoming.active_entities")
        )


def _declare_cohorts() -> None:
    for name, title, meaning in (
        (
            "cohort_births",
            Text("同批出生实体", "Entities born in a cohort"),
            Text("cohort年出生的实体户数", "entities born in the year of the cohort"),
        ),
        (
            "cohort_survivors",
            Text("同批存活实体", "Entities of a cohort still alive"),
            Text(
                "cohort年出生、至本期仍存活的实体户数", "born in the year of the cohort and still alive in the period"
            ),
        ),
        (
            "cohort_survivors_before",
            Text("同批上期存活实体", "Entities of a cohort alive before"),
            Text(
                "cohort年出生、至上一期仍存活的实体户数",
                "born in the year of the cohort and alive in the period before",
            ),
        ),
        (
            "cohort_deaths",
            Text("同批消亡实体", "Deaths within a cohort"),
            Text("cohort年出生、本期消亡的实体户数", "born in the year of the cohort, dead in the period"),
        ),
    ):
        rules = {"kind": "count", "valid": (0, None), "over_area": "sum", "source": "eurostat_survival"}
        homecoming.indicator(name, title, definition=meaning, **_COHORT, **rules)
    for name, part, whole in (
        ("cohort_survivors", "cohort_survivors", "cohort_births"),
        ("cohort_survivors_before", "cohort_survivors_before", "cohort_births"),
        ("cohort_deaths_of_births", "cohort_deaths", "cohort_births"),
        ("cohort_deaths_of_survivors", "cohort_deaths", "cohort_survivors_before"),
    ):
        homecoming.identity(name, Identity.k_of_n(f"homecoming.{part}", f"homecoming.{whole}"))
    # with deaths never below zero this also says that survival never rises with age
    homecoming.identity(
        "cohort_stock",
        Identity.stock(
            "homecoming.cohort_survivors_before", (), "homecoming.cohort_deaths", "homecoming.cohort_survivors"
        ),
    )


_declare_stock()
_declare_events()
_declare_cohorts()
