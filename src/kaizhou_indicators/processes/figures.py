"""The figures of one check, each as an interval: a number is one point, a missing figure all that its kind allows.

Sums of intervals are exact here, because every figure stands in an identity once.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor
from typing import Any

import attrs

from ..intervals import Interval
from ..text import Text
from .counts import exact, number_text

#: what a figure may be of which nothing is known
ANYTHING = Interval(None, None)
FROM_ZERO = Interval(0, None)


def as_interval(value: Any) -> Interval:
    """Read an exact number or an interval.

    Raises:
        ProcessError: the value is neither.

    >>> figure_text(as_interval(3.4))
    '3.4'
    """
    return value if isinstance(value, Interval) else Interval.point(exact(value))


def figure_text(value: Interval) -> str:
    """Return a figure as people write it: a point as its number, all else by its ends.

    >>> figure_text(Interval(1, None)), figure_text(Interval(1, 2, hi_closed=False))
    ('[1, ∞)', '[1, 2)')
    """
    if value.is_point and value.lo is not None:
        return number_text(value.lo)
    low = "-∞" if value.lo is None else number_text(value.lo)
    high = "∞" if value.hi is None else number_text(value.hi)
    return f"{'[' if value.lo_closed else '('}{low}, {high}{']' if value.hi_closed else ')'}"


def holds_whole(value: Interval) -> bool:
    """Say whether there is a whole number in it.

    >>> holds_whole(Interval("3.2", "3.8")), holds_whole(Interval(3, "3.8")), holds_whole(Interval(3, 4, False, False))
    (False, True, False)
    """
    if value.lo is None or value.hi is None:
        return True
    first = ceil(value.lo) + (not value.lo_closed and value.lo.denominator == 1)
    last = floor(value.hi) - (not value.hi_closed and value.hi.denominator == 1)
    return first <= last


@attrs.frozen
class Figures:
    """The figures of one check.

    Attributes:
        given: figure -> what was said of it.
        missing: figures of which nothing was said.
        possible: what every figure may be.
        whole: whether figures are whole numbers.
    """

    given: Mapping[str, Interval]
    missing: tuple[str, ...]
    possible: Interval
    whole: bool = False

    def of(self, name: str) -> Interval:
        """Return what is known of a figure."""
        return self.given.get(name, self.possible)

    def text(self, name: str) -> str:
        """Return the figure with its name, ``?`` where it is missing."""
        return f"{name} {figure_text(self.given[name]) if name in self.given else '?'}"

    def impossible(self) -> list[Text]:
        """Say which figures cannot be: those below zero, and counts that are no whole numbers."""
        found = []
        for name, value in self.given.items():
            shown = figure_text(value)
            if not value.intersects(self.possible):
                found.append(Text(f"{name}为{shown},不应小于0", f"{name} is {shown} and may not be below 0"))
            elif self.whole and not holds_whole(value):
                found.append(Text(f"{name}为{shown},应为整数", f"{name} is {shown} and must be a whole number"))
        return found
