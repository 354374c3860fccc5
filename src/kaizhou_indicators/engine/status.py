"""Status travels with the value: a result carries the worst status of what it was made from.

A status is the column ``key#status`` of SDMX codes beside a value; while a plan runs it is the severity, as a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import FrameError, did_you_mean
from ..model.kinds import Status
from .adapter import Adapter, working
from .steps import Derive, Given

if TYPE_CHECKING:
    from .plan import Plan

_SUFFIX = "#status"
#: a code of a lazy table that is no status: worse than all, and told as none
_UNKNOWN = len(Status)


def status_column(column: str) -> str:
    """Return the name of the column that states the status of another."""
    return f"{column}{_SUFFIX}"


def worst_of(name: str) -> str:
    """Return the working column of the severity of a value."""
    return working(f"{name}{_SUFFIX}")


def read_statuses(plan: Plan, work: Adapter) -> tuple[Adapter, set[str]]:
    """Return the table with the severities of the values handed in, and which of them have one.

    Raises:
        FrameError: a column of an eager table holds what is no status.
    """
    stated = {given.target: column for given in plan.given if (column := stated_in(work, given))}
    if not stated:
        return work, set()
    _refuse_unknown(work, stated.values())
    labels, severities = [s.value for s in Status], [s.severity for s in Status]
    made = [
        work.col(column)
        .cast(work.space.String)
        .fill_null(Status.NORMAL.value)
        .replace_strict(labels, severities, default=_UNKNOWN, return_dtype=work.space.Int64)
        .alias(worst_of(name))
        for name, column in stated.items()
    ]
    return work.with_columns(made), set(stated)


def stated_in(work: Adapter, given: Given) -> str | None:
    """Return the caller's column that states the status of a value handed in, if there is one."""
    names = (status_column(given.column), status_column(given.target))
    return next((name for name in names if name in work.schema), None)


def _refuse_unknown(work: Adapter, columns: Iterable[str]) -> None:
    if work.lazy:
        return
    known = [s.value for s in Status]
    for column in columns:
        wrong = sorted(str(v) for v in work.distinct(column) if v not in known)
        if wrong:
            msg = f"column {column!r} holds {', '.join(wrong[:5])}, which is no status; known: {', '.join(known)}.{did_you_mean(wrong[0], known)}"
            raise FrameError(msg)


def add_statuses(work: Adapter, steps: Iterable[Derive | Given], stated: set[str]) -> Adapter:
    """Add the worst severity of their inputs to values derived within a row."""
    made = []
    for step in steps:
        inputs = [name for name in getattr(step, "inputs", ()) if name in stated]
        if inputs:
            made.append(severest(work, inputs).alias(worst_of(step.target)))
            stated.add(step.target)
    return work.with_columns(made)


def severest(work: Adapter, names: Sequence[str]) -> Any:
    """Return the expression of the worst severity of values in one row."""
    columns = [work.space.col(worst_of(name)) for name in names]
    return columns[0] if len(columns) == 1 else work.space.max_horizontal(*columns)


def no_status_is_normal(work: Adapter, names: Iterable[str]) -> Adapter:
    """Return the table with the lowest severity where a join found no row."""
    return work.with_columns([work.space.col(worst_of(n)).fill_null(0).alias(worst_of(n)) for n in names])


def status_text(work: Adapter, name: str, value: Any) -> Any:
    """Return the expression of a status as its code; null where there is no value."""
    severity = work.space.col(worst_of(name))
    labels, severities = [s.value for s in Status], [s.severity for s in Status]
    text = severity.replace_strict(severities, labels, default=None, return_dtype=work.space.String)
    return work.space.when(~value.is_null()).then(text)
