"""Windows: running totals, counted periods and streaks of boxes, by the engine, at both ends of the boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...engine.steps import Over
from ...formula.guard import Guarded
from ...formula.tree import Call, Const, Ref, walk
from .boxes import DOUBLE, Box, outward

if TYPE_CHECKING:
    from .sheet import Sheet

#: sums of many numbers are rounded outward more than a single sum
_SUMS = 2.0**-44


def over(sheet: Sheet, step: Over, source: Box) -> Box:
    """Return what a window makes of the boxes of its periods."""
    if step.how == "running_total":
        return _total(sheet, step, source)
    if step.how == "decumulated":
        return _decumulated(sheet, step, source)
    return _counted(sheet, step, source)


def _total(sheet: Sheet, step: Over, source: Box) -> Box:
    size = np.maximum(np.abs(source.lo), np.abs(source.hi))
    low, high, slack = (sheet.derived(step.target, {step.source: ends}) for ends in (source.lo, source.hi, size))
    return outward(low - slack * _SUMS, high + slack * _SUMS, DOUBLE)


def _decumulated(sheet: Sheet, step: Over, source: Box) -> Box:
    """Return what an accumulated value grew by: numbers of rows in its place say which row is taken off."""
    own = np.arange(1, sheet.rows + 1, dtype=np.float64)
    grown = sheet.derived(step.target, {step.source: own})
    before = np.where(np.isnan(grown), 0, own - np.nan_to_num(grown)).astype(np.int64) - 1
    earlier = source.take(before)
    low, high = (np.where(before < 0, a, a - b) for a, b in ((source.lo, earlier.hi), (source.hi, earlier.lo)))
    found = outward(low, high, DOUBLE)
    return Box(*(np.where(np.isnan(grown), np.nan, end) for end in (found.lo, found.hi)))


def _counted(sheet: Sheet, step: Over, source: Box) -> Box:
    """Return how many periods a condition holds in; everything where the ends of the boxes do not say it."""
    ends = [sheet.derived(step.target, {step.source: end}) for end in (source.lo, source.hi)]
    found = Box(np.minimum(*ends), np.maximum(*ends))
    if not (source.missing | (source.lo == source.hi)).all() and not _one_way(step.condition):
        there = ~found.missing
        return Box(np.where(there, -np.inf, np.nan), np.where(there, np.inf, np.nan))
    return found


def _one_way(condition: Guarded | None) -> bool:
    """Say whether a condition only begins or only ceases to hold as its value rises: one comparison with a number."""
    if condition is None:
        return True
    choice = condition.expression
    if not isinstance(choice, Call) or choice.op != "where" or not isinstance(choice.args[0], Call):
        return False
    asked = choice.args[0]
    sides = [isinstance(arg, Ref | Const) for arg in asked.args]
    once = sum(isinstance(node, Ref) for node in walk(asked)) == 1
    return asked.op in {"lt", "le", "gt", "ge"} and all(sides) and once
