"""Verdicts: a published column held to what its formula gives, row by row; two intervals must meet.

What does not meet an enclosure is a contradiction. Where the two come close, and where the enclosure was not shown to
be the range, the row is worked out once more in exact fractions.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ...errors import DerivationError, KaizhouError, SettingError
from ...formula.changes import is_graded
from ...formula.interval import evaluate
from ...intervals import Interval
from ...model.kinds import Kind
from ...processes import Consistency
from ...references import Reference
from .boxes import Box, Mask, Numbers, Rows
from .extension import Column
from .printed import Printed
from .reckoning import Reckoning
from .why import reasons

if TYPE_CHECKING:
    from .sheet import Sheet

#: how near two intervals come before fractions decide, as a part of their size
_NEAR = 1e-9
#: rows of a column that are worked out in fractions
_MOST = 2000


class Mark(IntEnum):
    """What is said of a cell."""

    NOTHING = 0
    AGREES = 1
    DISAGREES = 2
    UNINFORMATIVE = 3
    UNDETERMINED = 4
    UNPRINTED = 5


@attrs.frozen(eq=False)
class Audited:
    """A published column, held to what its formula gives.

    Attributes:
        column: the caller's name.
        reference: what it should be.
        printed: the column; None where nothing follows from the table.
        reckoning: how it follows; None where it does not.
        found: what it can be.
        marks: what is said of each row.
        why: row -> why it is undetermined.
        told: why nothing of it follows from the table, as an error says it.
    """

    column: str
    reference: str
    printed: Printed
    reckoning: Reckoning | None
    found: Box
    value: Numbers
    exact: Mask
    marks: Rows
    why: Mapping[int, str]
    told: str = ""

    def of(self, *marks: Mark) -> Rows:
        """Return the rows with one of these marks."""
        return np.flatnonzero(np.isin(self.marks, marks))

    @property
    def status(self) -> Consistency:
        """What is said of the whole column."""
        if len(self.of(Mark.DISAGREES)):
            return Consistency.INCONSISTENT
        return Consistency.CONSISTENT if len(self.of(Mark.AGREES)) else Consistency.UNDETERMINED


def judged(sheet: Sheet, column: str, reference: str) -> Audited:
    """Hold a published column to what its formula gives from the other columns."""
    printed = sheet.printed(reference, column)
    try:
        reckoning = Reckoning(sheet, reference, without=[reference])
        value, found = reckoning.value, reckoning.column()
    except (DerivationError, SettingError) as error:
        return _unfounded(sheet, printed, error)
    defined = ~np.isnan(value)
    there = ~np.isnan(printed.value)
    box = Box(*(np.where(defined, end, np.nan) for end in (found.box.lo, found.box.hi)))
    meets, exact = _met(reckoning, printed, Column(box, found.exact), there & defined)
    silent = uninformative(box, printed.box) if not _ordered(sheet, reference) else _any_grade(sheet, reference, box)
    marks = np.full(sheet.rows, Mark.NOTHING, dtype=np.int64)
    marks[there & defined] = Mark.DISAGREES
    marks[there & defined & meets] = Mark.AGREES
    marks[there & defined & meets & silent] = Mark.UNINFORMATIVE
    marks[there & (~defined | box.missing)] = Mark.UNDETERMINED
    marks[~there & defined] = Mark.UNPRINTED
    why = reasons(reckoning, np.flatnonzero(marks == Mark.UNDETERMINED))
    marks[printed.infinite] = Mark.UNDETERMINED
    why |= dict.fromkeys(map(int, np.flatnonzero(printed.infinite)), "infinite")
    return Audited(column, reference, printed, reckoning, box, value, exact, marks, why)


def _unfounded(sheet: Sheet, printed: Printed, error: KaizhouError) -> Audited:
    there = ~np.isnan(printed.value)
    marks = np.where(there, int(Mark.UNDETERMINED), int(Mark.NOTHING))
    nothing = Box.empty(sheet.rows)
    why = dict.fromkeys(map(int, np.flatnonzero(there)), _class_of(error))
    exact = np.ones(sheet.rows, dtype=bool)
    return Audited(printed.column, printed.reference, printed, None, nothing, nothing.lo, exact, marks, why, str(error))


def _class_of(error: KaizhouError) -> str:
    classes = {"MissingInputError": "absent", "ComparabilityError": "comparable", "SettingError": "setting"}
    return classes.get(type(error).__name__, "undefined")


def uninformative(found: Box, printed: Box) -> Mask:
    """Say where the opposite, ten times and a tenth of what was found would be printed alike: near zero, or wide open."""
    opposite = Box(-found.hi, -found.lo)
    return opposite.meets(printed) & found.times(10).meets(printed) & found.times(0.1).meets(printed)


def _ordered(sheet: Sheet, reference: str) -> bool:
    ref = Reference.parse(reference)
    indicator = sheet.reg[ref.key]
    ranked = ref.baseline is not None and ref.baseline.kind == "rank"
    return is_graded(indicator, ref) or ranked or (indicator.kind is Kind.RANK and ref.change is None)


def _any_grade(sheet: Sheet, reference: str, found: Box) -> Mask:
    """Say where every grade is possible."""
    grades = len(sheet.reg[Reference.parse(reference).key].grades)
    return (found.width >= grades - 1) if grades else ~np.isfinite(found.width)


def _met(reckoning: Reckoning, printed: Printed, found: Column, rows: Mask) -> tuple[Mask, Mask]:
    """Say where the two meet, and where that is certain; what is close or not exact is worked out in fractions."""
    meets, exact = found.box.meets(printed.box), found.exact.copy()
    gap = np.maximum(found.box.lo - printed.box.hi, printed.box.lo - found.box.hi)
    size = np.maximum(np.abs(printed.box.lo), np.abs(printed.box.hi))
    near = np.abs(gap) <= _NEAR * np.maximum(size, 1e-300)
    doubtful = rows & (near | (meets & ~exact & np.isfinite(found.box.width)))
    for row in np.flatnonzero(doubtful)[:_MOST]:
        decided = _decided(reckoning, printed, int(row))
        if decided is not None:
            meets[row], exact[row] = decided
    return meets, exact


def _decided(reckoning: Reckoning, printed: Printed, row: int) -> tuple[bool, bool] | None:
    inputs = {name: reckoning.interval(name, row) for name in reckoning.leaves if not _absent(reckoning, name, row)}
    base = reckoning.above_zero
    if base in inputs:
        inputs[base] = inputs[base].intersection(Interval(0, None)) or inputs[base]
    try:
        bounds = evaluate(reckoning.tree, inputs)
    except DerivationError:
        return None
    return bounds.interval.intersects(printed.exact(row)), bounds.exact


def _absent(reckoning: Reckoning, name: str, row: int) -> bool:
    return bool(reckoning.box(name).missing[row])
