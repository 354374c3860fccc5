"""What must be true of a table before anything is calculated: wide, numbers in number columns, one row a key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from numbers import Number
from typing import TYPE_CHECKING, Any

from ..errors import FrameError
from ..formula.changes import is_graded
from ..model.kinds import Kind
from ..references import Reference
from .adapter import Adapter
from .calendar import read_periods
from .keys import unique_keys
from .lent import lent
from .single import catalogue_indicator
from .values import position_of

if TYPE_CHECKING:
    from .plan import Plan

_SHOWN = 5


def check_long(columns: Collection[str]) -> None:
    """Refuse a long table (area, period, indicator, value).

    Raises:
        FrameError: the table is long.
    """
    if {"indicator", "value"} <= set(columns):
        msg = "the table is long (columns indicator and value); make it wide with reg.wide(table) first"
        raise FrameError(msg)


def check_numbers(adapter: Adapter, plan: Plan) -> None:
    """Check that the columns read hold numbers, and grades known labels.

    Raises:
        FrameError: names every column at fault, with rows and values where the table is eager.
    """
    faults = number_faults(adapter, plan)
    if faults:
        raise FrameError("; ".join(faults))


def number_faults(adapter: Adapter, plan: Plan) -> list[str]:
    """Return what is wrong with the columns read, one text a column."""
    return [fault for given in plan.given for fault in _column_faults(adapter, plan, given)]


def _column_faults(adapter: Adapter, plan: Plan, given: Any) -> Iterable[str]:
    indicator = catalogue_indicator(plan, given)
    if adapter.is_number(given.column) or _objects_are_numbers(adapter, given.column):
        if is_graded(indicator, Reference.parse(given.target)):
            yield from _position_faults(adapter, given.column, len(indicator.grades))
        return
    if not adapter.is_text(given.column):
        yield f"column {given.column!r} holds {adapter.schema[given.column]}; numbers are needed"
    elif indicator.kind is not Kind.GRADE:
        yield f"column {given.column!r} holds text{_examples(adapter, given.column, _no_number)}; numbers are needed: mend the cells, and give the unit in units={{...}}"
    elif not adapter.lazy:
        wrong = _examples(adapter, given.column, lambda v: position_of(indicator.grades, v) is None)
        if wrong:
            yield f"column {given.column!r} holds labels that are no grades{wrong}; known: {', '.join(indicator.labels)}"


def _position_faults(adapter: Adapter, column: str, grades: int) -> Iterable[str]:
    wrong = _examples(adapter, column, lambda v: not 1 <= v <= grades or v != int(v))
    if wrong:
        yield f"column {column!r} holds positions that are no grades{wrong}; they are whole numbers from 1 to {grades}"


def _objects_are_numbers(adapter: Adapter, column: str) -> bool:
    """Say whether a column of Python objects (pandas) holds numbers, Decimals or nothing, and so can be cast."""
    if adapter.lazy or adapter.polars:
        return False
    values = adapter.to_list(column)
    return all(v is None or (isinstance(v, Number) and not isinstance(v, bool)) for v in values)


def _no_number(value: object) -> bool:
    try:
        float(str(value))
    except ValueError:
        return True
    return False


def _examples(adapter: Adapter, column: str, wrong: Any) -> str:
    if adapter.lazy:
        return ""
    rows = [(i, v) for i, v in enumerate(adapter.to_list(column)) if v is not None and wrong(v)]
    shown = ", ".join(f"row {i}: {v!r}" for i, v in rows[:_SHOWN])
    more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
    return f" ({shown}{more})" if rows else ""


def key_columns(adapter: Adapter, plan: Plan) -> list[str]:
    """Return the columns that make a row's key: area, period, and the dimensions of the indicators used."""
    wanted = [plan.area, plan.period, *plan.dimensions]
    return [name for name in wanted if name in adapter.columns]


def check_rows(adapter: Adapter, plan: Plan) -> None:
    """Check that no key of an eager table with area and period has two rows.

    Raises:
        FrameError: periods that cannot be read, or rows with the same key, listed.
    """
    keys = key_columns(adapter, plan)
    if adapter.lazy or plan.period not in keys:
        return
    unique = plan.area not in keys or _unique(adapter, keys)  # it may meet the distinct periods on its way
    read = read_periods(adapter.distinct(plan.period), plan.period)
    if plan.area not in keys:
        return
    if not unique:
        _list_twice(adapter, keys, [])
    if len(set(read.values())) < len(read):  # one period written in two ways: 2024 and 2024年
        _list_twice(adapter, keys, [read.get(value) for value in adapter.to_list(plan.period)])


def _unique(adapter: Adapter, keys: list[str]) -> bool:
    table = lent(adapter, keys) or adapter
    unique = unique_keys(table, keys)
    adapter.read.update(table.read)
    return unique


def _list_twice(adapter: Adapter, keys: list[str], periods: Sequence[object]) -> None:
    columns = [adapter.to_list(key) for key in keys]
    if periods:
        columns[1] = list(periods)
    counts = Counter(zip(*columns, strict=True))
    twice = [key for key, count in counts.items() if count > 1]
    if twice:
        shown = "; ".join(", ".join(f"{k}={v}" for k, v in zip(keys, key, strict=True)) for key in twice[:_SHOWN])
        more = f" and {len(twice) - _SHOWN} more" if len(twice) > _SHOWN else ""
        msg = (
            f"{len(twice)} keys have more than one row: {shown}{more}; keep one row for each {', '.join(keys)},"
            " or declare the dimension that tells them apart with by=(...)"
        )
        raise FrameError(msg)
