"""Planned numbers of graded institutions, and the baseline ``plan`` that compares what is reached with them.

They carry no number of their own: a ``TierPlan`` or a table of the user's gives them.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Identity, Text

from .domain import health
from .grading import grade_a_share, graded_share, ungraded

_COUNT: dict[str, Any] = {
    "unit": "家",
    "kind": "count",
    "valid": (0, None),
    "decimals": 0,
    "over_time": "last",
    "over_area": "sum",
    "source": "kaizhou_review_2024",
}
# a plan is what is compared with: more of it is neither better nor worse
_SHARE: dict[str, Any] = {
    "unit": "%",
    "better": "neutral",
    "valid": (0, 100),
    "decimals": 1,
    "source": "kaizhou_review_2024",
}
_PLANNED = {"grade_a": "health.planned_grade_a", "grade_b": "health.planned_grade_b"}

for _name, _zh, _en in (("grade_a", "甲级", "grade A"), ("grade_b", "乙级", "grade B")):
    health.indicator(
        f"planned_{_name}",
        Text(f"计划{_zh}机构数", f"Institutions planned at {_en}"),
        definition=Text(
            f"分层创建计划中年末应为{_zh}的机构数，由使用者的计划给出",
            f"institutions that the plan by tier has at {_en} at the end of the year; the user's plan gives them",
        ),
        **_COUNT,
    )
health.derived(
    "planned_ungraded",
    Text("计划未达标机构数", "Institutions planned without a grade"),
    unit="家",
    kind="count",
    valid=(0, None),
    decimals=0,
    inputs=_PLANNED,
    definition=Text(
        "机构总数减计划甲级、乙级；不小于0，计划不能多于机构",
        "all institutions less those planned at grade A or B; never below 0, as no plan has more than there are",
    ),
    source="kaizhou_review_2024",
)(ungraded)
health.derived(
    "planned_graded_share",
    Text("计划机构达标率", "Planned share of graded institutions"),
    inputs=_PLANNED,
    definition=Text("计划为甲级、乙级的机构占全部机构", "institutions planned at either grade, of all"),
    **_SHARE,
)(graded_share)
health.derived(
    "planned_grade_a_share",
    Text("计划甲级机构占比", "Planned share of institutions at grade A"),
    inputs={"grade_a": _PLANNED["grade_a"]},
    definition=Text("计划为甲级的机构占全部机构", "institutions planned at grade A, of all"),
    **_SHARE,
)(grade_a_share)
health.baseline(
    "plan",
    title=Text("等级创建计划", "Plan of grading"),
    indicators={
        "grade_a": "planned_grade_a",
        "grade_b": "planned_grade_b",
        "graded_share": "planned_graded_share",
        "grade_a_share": "planned_grade_a_share",
    },
)
health.identity("planned_of_all", Identity.k_of_n("health.planned_grade_a", "health.institutions"))
health.identity(
    "planned_by_grade", Identity.partition("health.institutions", [*_PLANNED.values(), "health.planned_ungraded"])
)
