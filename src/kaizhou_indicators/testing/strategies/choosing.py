"""Choosing numbers: the same construction of a row is driven by hypothesis or walked through corner by corner.

Numbers are exact fractions with at most three decimals, so that a sum of parts is their total and no rounding of a
float stands between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice, product
from math import ceil, floor
from random import Random
from typing import Any, Protocol

from hypothesis import strategies as st

__all__ = ["Chooser", "Corner", "Drawn", "corners", "numbers"]

#: the first of these is what a counterexample shrinks to
_FRACTIONS = st.one_of(
    st.sampled_from([Fraction(1), Fraction(0)]), st.integers(1, 999).map(lambda n: Fraction(n, 1000))
)
_AMOUNTS = st.one_of(
    st.sampled_from([Fraction(1), Fraction(0), Fraction(2), Fraction(1000)]),
    st.integers(0, 5_000).map(Fraction),
    st.integers(0, 5_000_000).map(lambda n: Fraction(n, 1000)),
)
_PLACES = 1000
#: as far as the end of a range without limit is looked for
_FAR = 1_000_000


class Chooser(Protocol):
    """What chooses the numbers of a row, one after the other."""

    def number(
        self, low: Fraction | None, high: Fraction | None, *, whole: bool, marks: Sequence[Fraction] = ()
    ) -> Fraction:
        """Return a number from ``low`` to ``high``, None being no limit; ``marks`` are numbers of interest."""


class Drawn:
    """Numbers drawn by hypothesis, the ends of their range often."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw

    def number(
        self, low: Fraction | None, high: Fraction | None, *, whole: bool, marks: Sequence[Fraction] = ()
    ) -> Fraction:
        """Draw a number, one of the marks as likely as not."""
        inside = [m for m in marks if (low is None or m >= low) and (high is None or m <= high)]
        if inside and self._draw(st.booleans()):
            return self._draw(st.sampled_from(inside))  # type: ignore[no-any-return]  # draws what is sampled
        if low is not None and high is not None:
            return _placed(low, high, self._draw(_FRACTIONS), whole=whole)
        amount: Fraction = self._draw(_AMOUNTS)
        amount = Fraction(round(amount)) if whole else amount
        if low is None and high is None:
            return -amount if self._draw(st.booleans()) else amount
        return low + amount if low is not None else high - amount if high is not None else amount


class Corner:
    """Numbers at the ends and in the middle of their ranges, as a pattern of steps says.

    Args:
        steps: for one number after the other 0 (low end), 1 (middle) or 2 (high end); where they end, the last goes on.
    """

    def __init__(self, steps: Iterable[int]) -> None:
        self._steps = list(steps) or [1]
        self._at = 0

    def number(
        self,
        low: Fraction | None,
        high: Fraction | None,
        *,
        whole: bool,
        marks: Sequence[Fraction] = (),  # noqa: ARG002  # the ends are of interest here
    ) -> Fraction:
        """Return the number that the pattern says."""
        step = self._steps[min(self._at, len(self._steps) - 1)]
        self._at += 1
        if low is not None and high is not None:
            return _placed(low, high, Fraction(step, 2), whole=whole)
        away = Fraction((0, 7 + self._at, _FAR)[step])
        if low is None and high is None:
            return away or Fraction(-_FAR)
        return low + away if low is not None else high - away if high is not None else away


def corners(length: int, most: int = 400) -> Iterator[Corner]:
    """Yield the corners of a box of so many numbers: all of them where they are few, else a spread that never changes."""
    if 3**length <= most:
        yield from (Corner(steps) for steps in product((1, 2, 0), repeat=length))
        return
    for steps in _spread(length):
        yield Corner(steps)
    chance = Random(length)
    yield from (Corner(chance.choices((0, 1, 2), k=length)) for _ in range(most - 4 * length - 3))


def _spread(length: int) -> Iterator[list[int]]:
    for base in (1, 2, 0):
        yield [base] * length
    for base, at, step in islice(product((1, 2), range(length), (0, 2)), 4 * length):
        yield [step if i == at else base for i in range(length)]


def numbers(low: Fraction | None, high: Fraction | None, *, whole: bool = False) -> st.SearchStrategy[Fraction]:
    """Draw exact numbers from a range, its ends often."""

    @st.composite
    def drawn(draw: st.DrawFn) -> Fraction:
        return Drawn(draw).number(low, high, whole=whole)

    return drawn()


def _placed(low: Fraction, high: Fraction, part: Fraction, *, whole: bool) -> Fraction:
    """Return the number that lies so far between two ends, with three decimals or whole where that stays inside."""
    if whole:
        low, high = Fraction(ceil(low)), Fraction(max(floor(high), ceil(low)))
    if part in (0, 1):
        return high if part else low
    at = low + part * (high - low)
    rounded = Fraction(round(at)) if whole else Fraction(round(at * _PLACES), _PLACES)
    return min(max(rounded, low), high)
