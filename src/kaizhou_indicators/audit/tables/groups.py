"""Groups: what boxes come to over the areas of one parent and period, and the places they can take in a ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from ...engine.steps import Pool, Rank
from .boxes import DOUBLE, OPERATIONS, Box, Numbers, Rows, outward

if TYPE_CHECKING:
    from .sheet import Sheet

#: sums of many numbers are rounded outward more than a single sum
_SUMS = 2.0**-44


def groups_of(sheet: Sheet) -> list[Rows]:
    """Return the rows of each group: one parent, one period, one value of every dimension."""
    keys = sheet.keys
    apart = [pl.Series(sheet.period, [str(p) if p else None for p in sheet.series.periods])]
    apart += [keys[n].cast(pl.String) for n in keys.columns if n not in {sheet.area, sheet.period, sheet.parents}]
    parents = _parents(sheet)
    apart += [] if parents is None else [parents]
    table = pl.DataFrame(apart).with_row_index("__row").drop_nulls()
    names = [column.name for column in apart]
    return [np.array(rows) for rows in table.group_by(names, maintain_order=True).agg("__row")["__row"].to_list()]


def _parents(sheet: Sheet) -> pl.Series | None:
    if sheet.parents is None:
        return None
    if isinstance(sheet.parents, str):
        return sheet.keys[sheet.parents].cast(pl.String).alias("__parent")
    known = {str(area): None if parent is None else str(parent) for area, parent in sheet.parents.items()}
    areas = sheet.keys[sheet.area].cast(pl.String).to_list()
    return pl.Series("__parent", [known.get(area) for area in areas], dtype=pl.String)


def pooled(sheet: Sheet, pool: Pool, boxes: Mapping[str, Box]) -> Box:
    """Return what a pool of every row's group can be, with or without the row's own area."""
    source, found = boxes[pool.source], Box.empty(sheet.rows)
    counted = ~reduce(np.logical_or, [boxes[name].missing for name in pool.inputs])
    weights = boxes[pool.weight] if pool.weight else None
    for rows in groups_of(sheet):
        there = rows[counted[rows]]
        for row, others in _others(rows, there, own=pool.own):
            made = _aggregate(pool.how, source.take(others), None if weights is None else weights.take(others))
            found.lo[row], found.hi[row] = made
    return found


def _others(rows: Rows, there: Rows, *, own: bool) -> Iterator[tuple[Rows | int, Rows]]:
    """Yield rows and the rows that they are held against: the whole group at once, or all but each."""
    if own:
        yield rows, there
    else:
        yield from ((int(row), there[there != row]) for row in rows)


def _aggregate(how: str, x: Box, weight: Box | None) -> tuple[float, float]:
    if how == "count":
        return float(len(x.lo)), float(len(x.lo))
    if not len(x.lo):
        return np.nan, np.nan
    if weight is not None:
        products = OPERATIONS["mul"]([x, weight], DOUBLE)
        found = OPERATIONS["div"]([_total(products), _total(weight)], DOUBLE)
    elif how == "sum":
        found = _total(x)
    elif how == "mean":
        found = OPERATIONS["div"]([_total(x), Box.point(np.array([float(len(x.lo))]))], DOUBLE)
    else:
        rules: Mapping[str, Callable[[Numbers], Any]] = {"median": np.median, "min": np.min, "max": np.max}
        rule = rules[how]
        return float(rule(x.lo)), float(rule(x.hi))
    return float(found.lo[0]), float(found.hi[0])


def _total(x: Box) -> Box:
    slack = float(np.maximum(np.abs(x.lo), np.abs(x.hi)).sum()) * _SUMS
    return outward(np.array([x.lo.sum() - slack]), np.array([x.hi.sum() + slack]), DOUBLE)


def ranked(sheet: Sheet, step: Rank, source: Box) -> Box:
    """Return the places that each row can take among its group: 1 is best, ties share the lower number."""
    found = Box.empty(sheet.rows)
    worth = Box(-source.hi, -source.lo) if step.highest_first else source
    for rows in groups_of(sheet):
        there = rows[~source.missing[rows]]
        low, high = worth.lo[there], worth.hi[there]
        found.lo[there] = 1 + _below(np.sort(high), low)  # only what is certainly better stands before it
        found.hi[there] = 1 + _below(np.sort(low), high) - (low < high)  # all that may be, but itself
    return found


def _below(ordered: Numbers, limits: Numbers) -> Numbers:
    return np.searchsorted(ordered, limits, side="left").astype(np.float64)
