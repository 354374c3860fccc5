"""Columns of polars measured once: where their values lie, and the divisor made of each. What follows is proven from it.

Each column is read while it is at hand, by the threads of polars, so that the numbers asked for cost one pass of memory.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from ..formula.magnitude import ANY, Range
from .adapter import Adapter, working

#: no value of the field is larger, and no formula of sums and products of such values comes near to overflowing
ORDINARY = 1e100
#: ends of ranges: few, so that tables of one kind have the same, and a query made for one holds for the others
_SIZES, _GAPS = (1e30, ORDINARY), (1e-30, 1e-100)


def measured(work: Adapter, names: Sequence[str], divided: Collection[str]) -> tuple[Adapter, dict[str, Range]]:
    """Return an eager table of polars with a divisor for each working column divided by, and the ranges of all.

    The range of a column that holds a NaN or an infinite value is not finite, and has no divisor.
    """
    ranges: dict[str, Range] = {}
    columns = [
        work.space.col(working(name))
        .map_batches(_reading(ranges, name, name in divided), return_dtype=work.space.Float64)
        .alias(divisor(name) if name in divided else working(name))
        for name in names
    ]
    return work.with_columns(columns), ranges


def divisor(name: str) -> str:
    """Return the column that holds a value with null in place of zeros."""
    return working(f"{name}≠0")


def beyond(column: Any, low: float) -> Any:
    """Return whether a column of polars, which takes NaN for the largest number, holds any that is not ordinary."""
    above = (column > ORDINARY).any()
    return above if low >= 0 else above | (column < -ORDINARY).any()


def _reading(ranges: dict[str, Range], name: str, divided: bool) -> Callable[[Any], Any]:
    def read(column: Any) -> Any:
        ranges[name], made = _read(column, divided)
        return made

    return read


def _read(column: Any, divided: bool) -> tuple[Range, Any]:
    """Return where the values lie, and the column, of a divisor with null in place of zeros."""
    made = _without_zeros(column) if divided else column
    low = made.min()
    low = 0.0 if low is None else low
    most = next((size for size in _SIZES if low >= -size and not (made > size).any()), None)
    if most is None:
        return ANY, column
    if low < 0:
        return Range(-most, most), made
    gap = next((size for size in _GAPS if low >= size), 0.0)
    return Range(0.0 if divided else gap, most, gap), made


def _without_zeros(column: Any) -> Any:
    zeros = column == 0.0
    return column.set(zeros, None) if zeros.any() else column
