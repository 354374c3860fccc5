"""Search: the row in which a formula is greatest or least, looked for from corner to corner of the ranges.

One value after the other is moved to its low end, its middle and its high end, and stays where that helps. The search
starts in the plain corners, and where the derived values that a formula reads are themselves greatest or least: the
best class of a river takes all of its items at their best.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import TYPE_CHECKING, TypeAlias

from .choosing import Corner
from .span import span_of

if TYPE_CHECKING:
    from .rows import Row, Rows

    #: how far, with which steps, and the row
    Best: TypeAlias = tuple[float, dict[str, int], Row] | None

Steps = dict[str, int]
#: as many values as are moved two at a time
_FEW = 12


class Search:
    """One search through the rows of some targets."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._found: dict[tuple[str, bool], Best] = {}

    def furthest(self, key: str, *, up: bool) -> Row | None:
        """Return the row of the greatest (``up``) or least value of a derived key; None where none is defined."""
        found = self._furthest(key, up)
        return found[2] if found else None

    def _furthest(self, key: str, up: bool) -> Best:
        if (key, up) not in self._found:
            self._found[key, up] = None  # formulas never go round in a circle
            best = None
            for start in self._starts(key):
                best = self._climbed(key, up, start, best)
                if best and self._is_end(key, up, best[2]):
                    break
            self._found[key, up] = best
        return self._found[key, up]

    def _starts(self, key: str) -> Iterator[Steps]:
        for step in (1, 2, 0):
            yield dict.fromkeys(self.rows.leaves, step)
        parts = [n for n in self.rows.registry.parts.formulas[key].needs if n in self.rows.measured]
        for up in (True, False) if parts else ():
            found = [self._furthest(part, up) for part in parts]
            taken = [(part, f[1]) for part, f in zip(parts, found, strict=True) if f]
            yield dict.fromkeys(self.rows.leaves, 1) | {
                name: steps[name] for part, steps in taken for name in self.rows.measured[part] if name in steps
            }

    def _climbed(self, key: str, up: bool, steps: Steps, best: Best) -> Best:
        best = self._better(key, up, steps, best)
        for move in self._moves():
            if best and self._is_end(key, up, best[2]):
                return best
            best = self._better(key, up, {**(best[1] if best else steps), **move}, best)
        return best

    def _moves(self) -> Iterator[Steps]:
        """Yield what is tried in turn: one value elsewhere, then two at once where identities bind them together."""
        names = self.rows.chosen()
        yield from ({name: step} for name in names * 2 for step in (0, 1, 2))
        if self.rows.relations and len(names) <= _FEW:
            for one, other in permutations(names, 2):
                yield from ({one: step, other: 2 - step} for step in (0, 2))

    def _better(self, key: str, up: bool, steps: Mapping[str, int], best: Best) -> Best:
        row = self.rows.make(Corner(steps.get(name, 1) for name in self.rows.chosen()))
        number = None if row is None else row[key]
        if row is None or number is None:
            return best
        far = float(number) if up else -float(number)
        return (far, dict(steps), row) if best is None or far > best[0] else best

    def _is_end(self, key: str, up: bool, row: Row) -> bool:
        span, number = span_of(self.rows.registry, key), row[key]
        end = span.high if up else span.low
        return end is not None and number is not None and float(number) == float(end)
