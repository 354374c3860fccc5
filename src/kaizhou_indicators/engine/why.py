"""Why a value is undefined: one answer for single values, tables and explanations, down to the input that causes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..formula.reason import reason
from ..formula.tree import refs
from ..model.records import Break
from ..periods import Period
from .bases import broken, unbroken_base
from .steps import Derive, Given, Look, Over, Pool, Rank

if TYPE_CHECKING:
    from .plan import Plan


def why(plan: Plan, name: str, numbers: Mapping[str, Any], period: Period | None = None) -> str:
    """Return the reason why a value is undefined.

    Args:
        plan: the plan that makes it.
        name: the reference that has no value.
        numbers: what is known of the other values, None where undefined.
        period: the period of the row, in a table.
    """
    step = plan.step(name)
    if isinstance(step, Look):
        return _why_look(step, period)
    if not isinstance(step, Derive):
        return (
            f"{name}: {_why_between(step, numbers)}" if isinstance(step, Pool | Rank | Over) else f"{name} is missing"
        )
    for ref in step.inputs:
        if numbers.get(ref) is None and not isinstance(plan.step(ref), Given | None) and _required(step, ref):
            return f"{name}: {why(plan, ref, numbers, period)}"
    return f"{name}: {reason_of(step, numbers)}"


def _why_between(step: Pool | Rank | Over, numbers: Mapping[str, Any]) -> str:
    """Return why what needs other rows has no value."""
    if isinstance(step, Over):
        if step.how == "decumulated":
            return "the accumulated value (累计) of the period before is missing, in the same year and series"
        return f"{step.source} is missing, here or in every period of the window"
    if isinstance(step, Rank) and numbers.get(step.source) is None:
        return f"{step.source} is missing"
    return "no area of the group has a value in this period, or the row's area has no parent"


def reason_of(step: Derive, numbers: Mapping[str, Any]) -> str:
    """Return why a derivation is undefined for these numbers."""
    base = numbers.get(step.above_zero) if step.above_zero else None
    if base is not None and base <= 0:
        return f"undefined: the base is zero or negative ({step.above_zero} = {base:g}), so the change has no meaning"
    return reason(step.tree, {name: numbers.get(name) for name in step.inputs}) or "the result is not finite"


def _why_look(step: Look, period: Period | None) -> str:
    if step.area:
        return f"{step.target}: no row of area {step.area!r} in the same period, or it has no value there"
    base = unbroken_base(period, step) if period is not None else None
    found = broken(step, base, period) if base is not None and period is not None else None
    if found is not None:
        return f"{step.target}: a break in the series ({found.period}{_note(found)}) lies between {base} and {period}"
    where = f"period {base}" if base is not None else "the base period"
    return f"{step.target}: no row of {where} that can be compared, or it has no value there"


def _note(found: Break) -> str:
    return f": {found.note.en or found.note.zh}" if found.note.zh or found.note.en else ""


def _required(step: Derive, name: str) -> bool:
    return any(ref.name == name and not ref.optional for ref in refs(step.tree))
