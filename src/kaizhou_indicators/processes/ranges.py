"""Ranges: what is known of a figure, from a single exact number to nothing at all.

An identity reads every figure as a range: a number is one point, an interval its two ends, a missing figure all that
its kind allows. Sums of ranges are exact, because every figure stands in an identity once.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Any

import attrs

from .counts import exact, number_text


@attrs.frozen
class Range:
    """All values between two ends; an end that is None is infinite.

    >>> str(Range.of(3.4)), str(Range.at_least(0) - Range.of(2))
    ('3.4', '[-2, ∞)')
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_closed: bool = True
    high_closed: bool = True

    @classmethod
    def of(cls, value: Any) -> Range:
        """Read a number or an interval with exact ends.

        Raises:
            ProcessError: the value is neither.
        """
        if not hasattr(value, "low") or not hasattr(value, "high"):
            number = exact(value)
            return cls(number, number)
        low, high = _end(value.low), _end(value.high)
        return cls(low, high, not getattr(value, "low_open", False), not getattr(value, "high_open", False))

    @classmethod
    def at_least(cls, low: int | None) -> Range:
        """Return everything from ``low`` on; everything at all for None."""
        return cls(None if low is None else Fraction(low))

    @property
    def point(self) -> bool:
        """Whether it is one exact number."""
        return self.low is not None and self.low == self.high

    def __neg__(self) -> Range:
        return Range(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_closed,
            self.low_closed,
        )

    def __add__(self, other: Range) -> Range:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Range(low, high, self.low_closed and other.low_closed, self.high_closed and other.high_closed)

    def __sub__(self, other: Range) -> Range:
        return self + -other

    def below(self, other: Range) -> bool:
        """Say whether everything in it lies below everything in the other."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and not (self.high_closed and other.low_closed))

    def meets(self, other: Range) -> bool:
        """Say whether the two have a value in common."""
        return not self.below(other) and not other.below(self)

    def both(self, other: Range) -> Range:
        """Return what lies in both, which must meet."""
        low, low_closed = _upper((self.low, self.low_closed), (other.low, other.low_closed))
        mine, theirs = -self, -other
        high, high_closed = _upper((mine.low, mine.low_closed), (theirs.low, theirs.low_closed))
        return Range(low, None if high is None else -high, low_closed, high_closed)

    def holds_whole(self) -> bool:
        """Say whether there is a whole number in it."""
        if self.low is None or self.high is None:
            return True
        first = ceil(self.low) + (not self.low_closed and self.low.denominator == 1)
        last = floor(self.high) - (not self.high_closed and self.high.denominator == 1)
        return first <= last

    def __str__(self) -> str:
        if self.low is not None and self.low == self.high:
            return number_text(self.low)
        low = "-∞" if self.low is None else number_text(self.low)
        high = "∞" if self.high is None else number_text(self.high)
        left = "[" if self.low is not None and self.low_closed else "("
        return f"{left}{low}, {high}{']' if self.high is not None and self.high_closed else ')'}"


def _end(value: Any) -> Fraction | None:
    infinite = value is None or (isinstance(value, float) and value in {float("inf"), float("-inf")})
    return None if infinite else exact(value, "end of an interval")


def _upper(a: tuple[Fraction | None, bool], b: tuple[Fraction | None, bool]) -> tuple[Fraction | None, bool]:
    if a[0] is None or b[0] is None:
        return b if a[0] is None else a
    if a[0] == b[0]:
        return a[0], a[1] and b[1]
    return a if a[0] > b[0] else b
