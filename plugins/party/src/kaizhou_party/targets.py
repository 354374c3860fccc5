"""Targets of the annual plan: reached or nearly reached, and missed; both parts make up all targets."""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Identity, Text, arithmetic

from .domain import COUNT, party

_COUNT: dict[str, Any] = {**COUNT, "source": "kaizhou_plan_2024"}

party.indicator(
    "plan_targets",
    Text("计划指标总数", "Targets of the plan"),
    definition=Text("年度计划报告所列的指标", "targets that the report on the annual plan lists"),
    **_COUNT,
)
party.indicator(
    "plan_targets_reached",
    Text("计划指标完成或基本完成数", "Targets reached or nearly reached"),
    better="higher",
    definition=Text(
        "完成与基本完成合计；“基本完成”的界限未见公开，由填报者定",
        "reached and nearly reached together; where 基本完成 (nearly reached) begins is not public and is the reporter's to say",
    ),
    **_COUNT,
)
party.indicator(
    "plan_targets_missed",
    Text("计划指标未达预期数", "Targets missed"),
    better="lower",
    definition=Text("未达预期的指标", "targets that fell short"),
    **_COUNT,
)


@party.derived(
    "plan_targets_met",
    Text("计划指标完成率", "Share of plan targets met"),
    unit="%",
    kind="share",
    better="higher",
    valid=(0, 100),
    decimals=2,
    aliases=["计划指标完成比例"],
    definition=Text(
        "完成或基本完成的指标占全部计划指标的比重；汇总时先加总指标数",
        "targets reached or nearly reached, in % of all targets; pooled over the targets",
    ),
    source="kaizhou_plan_2024",
)
def plan_targets_met(plan_targets_reached: Any, plan_targets: Any) -> Any:
    """Return the targets reached over all targets: 23 of 37 are 62.16 %.

    >>> round(100 * plan_targets_met(23, 37), 2)
    62.16
    """
    return arithmetic.share(plan_targets_reached, plan_targets)


party.identity(
    "plan_targets_partition",
    Identity.partition("party.plan_targets", ["party.plan_targets_reached", "party.plan_targets_missed"]),
)
