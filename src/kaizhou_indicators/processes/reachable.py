"""How printed shares are checked: against whole counts that could give them, and against the levels they stand for.

A share is in %; printed with d decimals it may miss its true value by half a unit of the last, both ends included,
because nobody says how an office rounds a tie. Shares that were made to add up to 100 are told apart from wrong ones.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import count, islice, takewhile
from math import ceil, floor

import attrs

from ..intervals import Interval
from ..text import Text
from .counts import number_text
from .figures import Figures, figure_text, holds_whole
from .verdict import Consistency, Verdict, verdict

_HUNDRED = Fraction(100)
#: denominators looked through where none is stated, and how many of them are shown
_LIMIT, _SHOWN = 1000, 5
_UNHELD = Text("分项或总数未全,比重无从核对", "parts or the whole are missing, so that shares cannot be held to them")


@attrs.frozen
class ShareOf:
    """k of n printed as a share in %: k ≤ n whole, 100 k/n within ``half`` of the print."""

    k: str
    n: str
    share: str
    half: Fraction

    def check(self, figures: Figures) -> Verdict:
        """Hold the figures to the share; of what is missing say what it can be."""
        impossible = figures.impossible()
        unfit = [] if impossible else self._unfit(figures)
        bounds = {} if impossible or unfit else {name: self._bound(name, figures) for name in figures.missing}
        holds = Text(f"{self._row(figures)},可以得出", f"{self._row(figures)}: reachable")
        found = verdict([*impossible, *unfit], self._residual(figures), bounds, holds)
        silent = self.n in figures.missing and self.share in figures.given and not unfit and not impossible
        return attrs.evolve(found, explanation=self._denominators(figures)) if silent else found

    def reachable(self, n: int, printed: Interval) -> bool:
        """Say whether some whole k of n prints as the share."""
        low, high = self._around(printed)
        return max(0, ceil(low * n / 100)) <= min(n, floor(high * n / 100))

    def _around(self, printed: Interval) -> tuple[Fraction, Fraction]:
        low = Fraction(0) if printed.lo is None else max(Fraction(0), printed.lo - self.half)
        return low, _HUNDRED if printed.hi is None else min(_HUNDRED, printed.hi + self.half)

    def _unfit(self, figures: Figures) -> list[Text]:
        k, n, printed = (figures.given.get(name) for name in (self.k, self.n, self.share))
        parts = [name for name in (self.k, self.n) if name in figures.given and not holds_whole(figures.given[name])]
        if parts:
            named = ", ".join(map(figures.text, parts))
            return [Text(f"{named},应为整数", f"{named}: must be a whole number")]
        if k and n and k.certainly_gt(n):
            more, less = figures.text(self.k), figures.text(self.n)
            return [Text(f"{more} 大于 {less}", f"{more} exceeds {less}")]
        if printed is None or n is None or not n.is_point or not n.lo:
            return []
        low, high = self._around(printed)
        fits = Interval(low * n.lo / 100, high * n.lo / 100)
        if k is not None and not k.intersects(fits):
            row = self._row(figures)
            return [Text(f"{row},由计数得不出", f"{row}: the counts do not give it")]
        if k is None and not self.reachable(int(n.lo), printed):
            total, shown = number_text(n.lo), figure_text(printed)
            return [Text(f"{total}中取任何整数都得不出{shown}%", f"no whole number of {total} prints as {shown} %")]
        return []

    def _bound(self, name: str, figures: Figures) -> Interval:
        k, n, printed = (figures.given.get(other) for other in (self.k, self.n, self.share))
        if name == self.share and k and n and k.is_point and n.is_point and n.lo and k.lo is not None:
            true = k.lo / n.lo * 100
            return Interval(true - self.half, true + self.half)
        if name == self.k and n and printed and n.is_point and n.lo:
            low, high = self._around(printed)
            return Interval(ceil(low * n.lo / 100), floor(high * n.lo / 100))
        if name == self.n and k and printed and k.is_point and k.lo:
            low, high = self._around(printed)
            return Interval(ceil(k.lo * 100 / high), floor(k.lo * 100 / low) if low else None)
        return Interval(0, 100) if name == self.share else Interval(0, n.hi if name == self.k and n else None)

    def _denominators(self, figures: Figures) -> Text:
        printed = figures.of(self.share)
        fits = (n for n in takewhile(lambda n: n <= _LIMIT, count(1)) if self.reachable(n, printed))
        first = list(islice(fits, _SHOWN))
        shown = figure_text(printed)
        if not first:
            return Text(
                f"{_LIMIT}以内没有分母可得{shown}%", f"no denominator up to {_LIMIT} gives {shown} %; larger ones may"
            )
        listed = ", ".join(map(str, first))
        return Text(
            f"{self.n}未公布;可得{shown}%的最小分母为{listed}",
            f"{self.n} is not stated; the smallest denominators that give {shown} % are {listed}",
        )

    def _residual(self, figures: Figures) -> Interval:
        k, n, printed = (figures.given.get(name) for name in (self.k, self.n, self.share))
        if k and n and printed and k.is_point and n.is_point and n.lo and k.lo is not None:
            return printed - k.lo / n.lo * 100
        return Interval(-100, 100)

    def _row(self, figures: Figures) -> str:
        return f"{figures.text(self.k)} / {figures.text(self.n)} = {figures.text(self.share)}"


@attrs.frozen
class Closed:
    """Shares in % printed beside the parts and the whole they stand for; where they were forced to 100 it says so."""

    shares: tuple[str, ...]
    parts: tuple[str, ...]
    whole: str
    half: Fraction

    def check(self, figures: Figures) -> Verdict:
        """Hold each share to its part over the whole."""
        unit = 2 * self.half
        off = {name: self._off(name, part, figures) for name, part in zip(self.shares, self.parts, strict=True)}
        wrong = {name: by for name, by in off.items() if by is not None and abs(by) > self.half}
        forced = self._closes(figures) and all(abs(by) <= self.half + unit for by in wrong.values())
        residual = Interval.point(max((abs(by) for by in off.values() if by is not None), default=Fraction(0)))
        if wrong and forced:
            told = self._told(wrong, figures)
            text = Text(f"{told}:为使合计为100而调整", f"{told}: adjusted so that the parts add up to 100")
            return attrs.evolve(verdict([], residual, {}, text), adjusted=tuple(wrong))
        unheld = None in off.values() and not wrong
        told = self._told(wrong, figures)
        broken = [Text(f"{told}:与分项之比不符", f"{told}: not the ratio of the parts")] if wrong else []
        holds = Text("各比重与分项之比相符", "every share is the ratio of its part")
        found = verdict(broken, residual, {}, holds)
        return attrs.evolve(found, status=Consistency.UNDETERMINED, explanation=_UNHELD) if unheld else found

    def _off(self, share: str, part: str, figures: Figures) -> Fraction | None:
        """Return by how much a printed share misses its ratio; 0 inside the print, None where something is missing."""
        given = [figures.given.get(name) for name in (share, part, self.whole)]
        if any(value is None or not value.is_point for value in given):
            return None
        printed, above, below = (value.lo for value in given if value is not None)
        return None if not below or printed is None or above is None else printed - above / below * 100

    def _closes(self, figures: Figures) -> bool:
        values = [figures.given.get(name) for name in self.shares]
        return all(v is not None and v.is_point for v in values) and sum(v.lo or 0 for v in values if v) == 100

    def _told(self, wrong: dict[str, Fraction], figures: Figures) -> str:
        return "; ".join(
            f"{figures.text(name)} ({float((figures.of(name).lo or 0) - by):.3f})" for name, by in wrong.items()
        )
