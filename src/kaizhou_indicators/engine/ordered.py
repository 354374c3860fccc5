"""Windows that run through the periods in order: running totals and streaks. They know the calendar, never the rows' order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from .adapter import Adapter, working
from .calendar import Calendar
from .calendar_sql import SqlCalendar
from .status import worst_of
from .steps import Over

_ORDER, _FREQUENCY, _SEGMENT, _STARTED = (f"__kz {n}" for n in ("order", "frequency", "segment", "started"))
_FILLED, _GAP, _ANCHOR, _HOLDS, _TWICE = (f"__kz {n}" for n in ("filled", "gap", "anchor", "holds", "twice"))


def ordered(work: Adapter, step: Over, keys: list[str], calendar: Calendar | SqlCalendar, stated: set[str]) -> Adapter:
    """Add a running total or a streak to the table, within rows of the same keys, frequency and unbroken series."""
    codes = {
        _ORDER: calendar.ordinal(),
        _FREQUENCY: calendar.frequency(),
        _SEGMENT: calendar.segment(step.breaks),
        _STARTED: calendar.started(step),
    }
    work = work.with_columns([expression.alias(name) for name, expression in codes.items()])
    keys = [*keys, _FREQUENCY, _SEGMENT]
    if step.source in stated:
        worst = work.space.col(worst_of(step.source))
        work = _running(work, worst, "cum_max", keys, worst_of(step.target))
        stated.add(step.target)
    work = _total(work, step, keys) if step.how == "running_total" else _streak(work, step, keys)
    return _without_doubles(work, working(step.target), keys) if work.lazy else work


def _without_doubles(work: Adapter, target: str, keys: list[str]) -> Adapter:
    """Take away what runs through a key with two rows; an eager table was refused before."""
    space = work.space
    rows = space.col(_ORDER).count().over([*keys, _ORDER])
    work = work.with_columns([space.when(rows > 1).then(space.lit(1)).otherwise(space.lit(0)).alias(_TWICE)])
    work = _running(work, space.col(_TWICE), "cum_max", keys, _TWICE)
    return work.with_columns([space.when(space.col(_TWICE) == 0).then(space.col(target)).alias(target)])


def _total(work: Adapter, step: Over, keys: list[str]) -> Adapter:
    space, value = work.space, work.space.col(working(step.source))
    counts = (space.col(_STARTED) == 1) & ~value.is_null()
    work = work.with_columns([space.when(counts).then(value).otherwise(space.lit(0.0)).alias(_FILLED)])
    target = working(step.target)
    work = _running(work, space.col(_FILLED), "cum_sum", keys, target)
    return work.with_columns([space.when(counts).then(space.col(target)).alias(target)])


def _streak(work: Adapter, step: Over, keys: list[str]) -> Adapter:
    """Add the length of the run that ends with the row: its distance to the last period that does not belong to it."""
    space, value = work.space, work.space.col(working(step.source))
    order, holds = space.col(_ORDER), space.col(_HOLDS) == 1.0
    work = _running(work, order, "gap", keys, _GAP)
    fresh = space.when(space.col(_GAP) == 1).then(space.lit(-1)).otherwise(order - 1)
    work = work.with_columns([space.when(holds).then(fresh).otherwise(order).alias(_ANCHOR)])
    work = _running(work, space.col(_ANCHOR), "cum_max", keys, _ANCHOR)
    run = (order - space.col(_ANCHOR)).cast(space.Float64)
    return work.with_columns([space.when(~value.is_null()).then(run).alias(working(step.target))])


def _running(work: Adapter, values: Any, how: str, keys: list[str], target: str) -> Adapter:
    """Add ``cum_sum``, ``cum_max`` or the ``gap`` to the row before, in the order of the calendar."""
    if not work.orders:
        return _in_python(work, values, how, keys, target)
    made = values.shift(1) if how == "gap" else getattr(values, how)()
    made = made.over(keys, order_by=_ORDER)
    return work.with_columns([(values - made if how == "gap" else made).alias(target)])


def _in_python(work: Adapter, values: Any, how: str, keys: list[str], target: str) -> Adapter:
    """Add the same row by row, for tables that have no ordered windows (pyarrow)."""
    work = work.with_columns([values.alias(target)])
    columns = [work.to_list(name) for name in (*keys, _ORDER)]
    numbers = work.to_list(target)
    rows: dict[tuple[Any, ...], list[tuple[int, int]]] = defaultdict(list)
    for row, (*key, order) in enumerate(zip(*columns, strict=True)):
        rows[tuple(key)].append((order, row))
    made: list[Any] = [None] * len(numbers)
    for places in rows.values():
        places.sort()
        ordered_rows = [row for _, row in places]
        for row, number in zip(ordered_rows, _RUNS[how]([numbers[row] for row in ordered_rows]), strict=True):
            made[row] = number
    return work.with_list(target, made, work.space.Float64 if how == "cum_sum" else work.space.Int64)


def _sums(values: list[Any]) -> Iterator[Any]:
    total = 0.0
    for value in values:
        total += value
        yield total


def _greatest(values: list[Any]) -> Iterator[Any]:
    greatest = values[0]
    for value in values:
        greatest = max(greatest, value)
        yield greatest


def _gaps(values: list[Any]) -> Iterator[Any]:
    before = None
    for value in values:
        yield None if before is None else value - before
        before = value


_RUNS = {"cum_sum": _sums, "cum_max": _greatest, "gap": _gaps}
