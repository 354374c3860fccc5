"""Rates of the demography of entities: one indicator a denominator, each with a name of its own.

Eurostat and the OECD take the entities active in the period; the opening stock, the births of a cohort and its survivors
are other denominators and make other rates. None is ever averaged: all are re-derived from counts.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Text, arithmetic

from . import entities as _entities  # noqa: F401  # the counts are declared there
from .domain import homecoming
from .outreach import OWN, REVIEW

_RATE: dict[str, Any] = {"unit": "%", "kind": "share", "valid": (0, 100), "decimals": 1}


def share_of(part: Any, whole: Any) -> Any:
    """Return counted entities over those that they are counted among.

    >>> share_of(6, 96)
    0.0625
    """
    return arithmetic.share(part, whole)


def _declare_rate(name: str, title: Text, part: str, whole: str, **attributes: Any) -> None:
    """Declare ``name`` as ``part`` in % of ``whole``, the denominator that gives the rate its name."""
    inputs = {"part": f"homecoming.{part}", "whole": f"homecoming.{whole}"}
    homecoming.derived(name, title, inputs=inputs, **{**_RATE, **attributes})(share_of)


_declare_rate(
    "birth_rate",
    Text("实体出生率", "Birth rate of entities"),
    "entity_births",
    "active_entities",
    better="higher",
    aliases=["实体设立率"],
    definition=Text("本期出生数与本期活动实体数之比", "births over the entities active in the period"),
    source="eurostat_birth",
)
_declare_rate(
    "death_rate",
    Text("实体消亡率", "Death rate of entities"),
    "entity_deaths",
    "active_entities",
    better="lower",
    aliases=["返乡创业实体消亡率", "消亡率"],
    definition=Text(
        "本期消亡数与本期活动实体数之比；以期初存量、同批出生数为分母的另有指标；开州公布的消亡率未说明分母",
        "deaths over the entities active in the period; the rates over the opening stock and over the cohort have names"
        " of their own; the rate that Kaizhou publishes does not state its denominator",
    ),
    source="eurostat_death",
)
_declare_rate(
    "death_rate_of_opening",
    Text("实体消亡率（期初存量）", "Death rate of entities, over the opening stock"),
    "entity_deaths",
    "entities_opening",
    kind="rate",
    valid=(0, None),
    better="lower",
    definition=Text(
        "本期消亡数与期初存量之比；本期出生又消亡的也在分子中，故可超过100%",
        "deaths over the stock at the start; those born and dead within the period are among the deaths, so it may exceed"
        " 100 %",
    ),
    **OWN,
)
_declare_rate(
    "death_rate_of_cohort",
    Text("实体消亡率（同批出生）", "Death rate of entities, over the births of the cohort"),
    "cohort_deaths",
    "cohort_births",
    better="lower",
    by=("cohort",),
    definition=Text(
        "同一年出生的实体本期消亡数与该年出生数之比",
        "deaths of the period among the entities born in one year, over them",
    ),
    source="eurostat_survival",
)
_declare_rate(
    "death_rate_of_survivors",
    Text("当期消亡率（同批上期存活）", "Death rate of entities, over the survivors of the cohort"),
    "cohort_deaths",
    "cohort_survivors_before",
    better="lower",
    by=("cohort",),
    aliases=["当期死亡率"],
    definition=Text(
        "同一年出生的实体本期消亡数与其上期存活数之比",
        "deaths of the period among the entities born in one year, over those of them alive before",
    ),
    source="saic_2013",
)
_declare_rate(
    "survival",
    Text("n年存活率", "n-year survival rate"),
    "cohort_survivors",
    "cohort_births",
    better="higher",
    by=("cohort",),
    aliases=["存活率"],
    definition=Text(
        "n年前出生、至本期仍存活的实体占当年出生数的比重，n为本期与cohort年之差；随n不增",
        "entities born n years ago and still alive, of all born then; n is the period less the year of the cohort, and the"
        " rate never rises with n",
    ),
    source="eurostat_survival",
)


@homecoming.derived(
    "death_rate_change",
    Text("实体消亡率变动", "Change of the death rate of entities"),
    unit="个百分点",
    kind="rate",
    better="lower",
    valid=(-100, 100),
    decimals=1,
    inputs={"base": "homecoming.death_rate@unstated_base"},
    definition=Text(
        "消亡率与基期消亡率之差，负为下降；基期由使用者给出，公布数未注明基期",
        "death rate less that of the base period, negative when it fell; the user gives the base, the figure published"
        " states none",
    ),
    **REVIEW,
)
def death_rate_change(death_rate: Any, base: Any) -> Any:
    """Death rate less that of the base period.

    >>> round(death_rate_change(0.05, 0.2), 2)
    -0.15
    """
    return arithmetic.points(death_rate, base)
