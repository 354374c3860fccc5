"""Causes: which reading explains the rows that do not follow; the one that explains most first, then the rest.

A reading is named only where it meets more rows than numbers at random would. How likely a random deviation is to fall
into a reading's box is known for every row, so that of as many hits is too. A known mistake is thought four times as
likely as one that nobody knows, each class of mistakes as likely as any other, and a class of many readings less for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import log, log10

import attrs
import numpy as np

from ...text import Text
from .boxes import Box, Mask, Numbers, Rows
from .neighbours import readings_of_rows
from .readings import Case, Reading, readings_of_formula, readings_of_rounding
from .stand_ins import readings_of_columns, readings_of_windows
from .verdicts import uninformative

_COLLECTIONS: Sequence[Callable[[Case], Iterator[Reading]]] = (
    readings_of_rows,
    readings_of_formula,
    readings_of_rounding,
    readings_of_windows,
    readings_of_columns,
)
#: rows that readings are compared on; the chosen one is then held to all
_SAMPLE = 300
#: readings chosen at most for one column, and the evidence that each needs: twice as likely as an unknown mistake
_CHOSEN, _ENOUGH = 8, log10(2 / 4)
#: the part of the rows that a reading explains at least; one that lies near to the definition; one that is wide open
_SOME, _NEARLY_ALL, _HALF = 0.05, 0.8, 0.5


@attrs.frozen(eq=False)
class Cause:
    """A reading that explains rows.

    Attributes:
        name: the class of the mistake.
        text: what it is, in both languages.
        rows: the rows that it explains.
    """

    name: str
    text: Text
    rows: Rows


def causes_of(case: Case) -> list[Cause]:
    """Return the readings that explain the rows of a column, each with its rows."""
    rows = np.concatenate([case.deviating, case.undetermined])
    search, found = _Search(case), list[Cause]()
    left = rows
    while len(left) and len(found) < _CHOSEN:
        chosen = search.best(_spread(left))
        if chosen is None:
            break
        explained = left[search.explains(chosen, left)]
        found.append(Cause(chosen.cause, chosen.text, explained))
        left = np.setdiff1d(left, explained)
    return found


class _Search:
    """All readings of a column, and what each explains."""

    def __init__(self, case: Case) -> None:
        self.case = case
        contradicts = bool(len(case.deviating))
        readings = [reading for collection in _COLLECTIONS for reading in collection(case)]
        self.readings = [reading for reading in readings if contradicts or reading.reasons]
        self.classes = Counter(reading.cause for reading in readings)
        self.reasons = {row: why.partition(" ")[0] for row, why in case.audited.why.items()}

    def best(self, rows: Rows) -> Reading | None:
        """Return the reading that explains most of some rows, and more than chance would."""
        best, most = None, 0
        for reading in self.readings:
            fits = self.fits(reading, rows)
            hits = int(fits.sum())
            if hits <= most or hits < self._needed(reading, rows):
                continue
            if self._evidence(reading, rows, hits) >= _ENOUGH and self._worth_a_line(reading):
                best, most = reading, hits
        return best

    def _needed(self, reading: Reading, rows: Rows) -> float:
        """Return how many rows a reading has to explain that evidence says little of."""
        if reading.whole:
            return _NEARLY_ALL * float(self._tried(reading, rows).sum())
        if reading.open:
            return _HALF * float((self._tried(reading, rows) & self._undetermined(rows)).sum())
        return 1.0

    def _worth_a_line(self, reading: Reading) -> bool:
        """Say whether a reading explains enough of all the rows that it may explain."""
        return int(self.fits(reading, self._all).sum()) >= _SOME * int(self._tried(reading, self._all).sum())

    @property
    def _all(self) -> Rows:
        return np.concatenate([self.case.deviating, self.case.undetermined])

    def _tried(self, reading: Reading, rows: Rows) -> Mask:
        """Say which rows a reading may explain: those that contradict, and those without a value for its reasons."""
        return np.array([self.reasons.get(int(row), "") in {"", *reading.reasons} for row in rows], dtype=bool)

    def fits(self, reading: Reading, rows: Rows) -> Mask:
        """Say which rows speak for a reading: it meets what is printed, and would not meet just anything."""
        box, printed = self._boxes(reading, rows)
        silent = uninformative(box, printed)
        if reading.open:
            silent &= ~self._undetermined(rows)
        return box.meets(printed) & ~silent & self._tried(reading, rows)

    def explains(self, reading: Reading, rows: Rows) -> Mask:
        """Say which rows a reading explains once others speak for it, those near zero among them."""
        box, printed = self._boxes(reading, rows)
        wide = ~np.isfinite(box.width) & ~(self._undetermined(rows) & reading.open)
        return box.meets(printed) & ~wide & self._tried(reading, rows)

    def _boxes(self, reading: Reading, rows: Rows) -> tuple[Box, Box]:
        printed = self.case.printed.take(rows) if reading.printed is None else reading.printed(rows)
        return reading.boxes(rows), printed

    def _undetermined(self, rows: Rows) -> Mask:
        return np.array([int(row) in self.reasons for row in rows], dtype=bool)

    def _evidence(self, reading: Reading, rows: Rows, hits: int) -> float:
        """Return how unlikely so many hits are for numbers at random, as a negative power of ten."""
        if reading.open or reading.whole:
            return np.inf
        expected = float(self._chances(reading, rows)[self._tried(reading, rows)].sum())
        if hits <= expected:
            return 0.0
        unlikely = (hits * log(hits / max(expected, 1e-300)) - hits + expected) / log(10)
        return unlikely - log10(len(self.classes) * self.classes[reading.cause])

    def _chances(self, reading: Reading, rows: Rows) -> Numbers:
        """Return how likely a number that deviates as far as the reading does falls into its box, row by row."""
        box, printed, own = reading.boxes(rows), self.case.printed.take(rows), self.case.whole.take(rows)
        away = np.where(own.missing, np.abs(printed.middle), np.abs(box.middle - own.middle))
        width = box.width + printed.width
        chance = np.minimum(1.0, width / np.maximum(away, width))
        return np.where(box.missing, 0.0, np.nan_to_num(chance, nan=1.0))


def _spread(rows: Rows) -> Rows:
    """Return some of the rows, from the first to the last."""
    if len(rows) <= _SAMPLE:
        return rows
    return rows[np.linspace(0, len(rows) - 1, _SAMPLE).astype(np.int64)]
