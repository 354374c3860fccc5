"""Boxes: columns of intervals, and the operations of the trees on them; every end is rounded outward.

A missing value is NaN at both ends. What is undefined in a part of a box is taken over the part where it is defined,
for a published value can only have come from there; a divisor whose box holds zero leaves everything open. A condition
is a box too: 1 where it holds, 0 where it fails, from 0 to 1 where that is not certain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce

import attrs
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]

#: a part of itself by which an end moves outward: two units in the last place of a double, or of single precision
DOUBLE, SINGLE = 2.0**-51, 2.0**-23
_FUNCTIONS = 4.0
_LEAST = 5e-324


@attrs.frozen(eq=False)
class Box:
    """A column of intervals.

    Attributes:
        lo: the lower ends.
        hi: the upper ends.
    """

    lo: Numbers
    hi: Numbers

    @classmethod
    def point(cls, values: Numbers) -> Box:
        """Make a column of single numbers."""
        return cls(values, values)

    @classmethod
    def empty(cls, rows: int) -> Box:
        """Make a column of missing values."""
        return cls(np.full(rows, np.nan), np.full(rows, np.nan))

    @property
    def missing(self) -> Mask:
        """Where there is no value."""
        return np.isnan(self.lo) | np.isnan(self.hi)

    @property
    def width(self) -> Numbers:
        """How wide each is."""
        return self.hi - self.lo

    @property
    def middle(self) -> Numbers:
        """The number in the middle of each; NaN where one has no end."""
        return (self.lo + self.hi) / 2

    def take(self, rows: Rows) -> Box:
        """Return the boxes of some rows; row -1 is none and has a missing value."""
        found = np.where(rows < 0, 0, rows)
        if not len(self.lo):
            return Box.empty(len(rows))
        return Box(*(np.where(rows < 0, np.nan, end[found]) for end in (self.lo, self.hi)))

    def filled(self, other: Box) -> Box:
        """Return the boxes with those of another where they are missing."""
        return choose(self.missing, other, self)

    def meets(self, other: Box) -> Mask:
        """Say where two columns have a number in common; nowhere where one is missing."""
        return (self.lo <= other.hi) & (other.lo <= self.hi)

    def times(self, factor: float) -> Box:
        """Return the boxes times a number."""
        a, b = self.lo * factor, self.hi * factor
        return outward(np.minimum(a, b), np.maximum(a, b), DOUBLE)


def choose(mask: Mask, a: Box, b: Box) -> Box:
    """Return one column where the mask holds, another elsewhere."""
    return Box(np.where(mask, a.lo, b.lo), np.where(mask, a.hi, b.hi))


def outward(lo: Numbers, hi: Numbers, part: float) -> Box:
    """Return a box a little larger than its ends."""
    return Box(lo - (np.abs(lo) * part + _LEAST), hi + (np.abs(hi) * part + _LEAST))


Operation = Callable[[Sequence[Box], float], Box]


def _sum(xs: Sequence[Box], part: float) -> Box:
    return outward(xs[0].lo + xs[1].lo, xs[0].hi + xs[1].hi, part)


def _difference(xs: Sequence[Box], part: float) -> Box:
    return outward(xs[0].lo - xs[1].hi, xs[0].hi - xs[1].lo, part)


def _times(a: Numbers, b: Numbers) -> Numbers:
    return np.where((a == 0) | (b == 0), 0.0, a * b)


def _product(xs: Sequence[Box], part: float) -> Box:
    a, b = xs
    corners = [_times(x, y) for x in (a.lo, a.hi) for y in (b.lo, b.hi)]
    return outward(reduce(np.minimum, corners), reduce(np.maximum, corners), part)


def _reciprocal(x: Box, part: float) -> Box:
    """Return 1 / x: everything where zero lies inside, one side where it is an end, nothing where it is all there is."""
    holds = (x.lo <= 0) & (x.hi >= 0)
    inside, nothing = holds & (x.lo < 0) & (x.hi > 0), (x.lo == 0) & (x.hi == 0)
    with np.errstate(divide="ignore"):
        low = np.where(inside | (x.hi == 0), -np.inf, 1 / x.hi)
        high = np.where(inside | (x.lo == 0), np.inf, 1 / x.lo)
    found = outward(low, high, part)
    return Box(*(np.where(nothing, np.nan, end) for end in (found.lo, found.hi)))


def _quotient(xs: Sequence[Box], part: float) -> Box:
    a, b = xs
    if np.all(b.lo == b.hi) and np.all(b.lo != 0):  # a constant: one rounding, not two
        ends = [a.lo / b.lo, a.hi / b.lo]
        return outward(np.minimum(*ends), np.maximum(*ends), part)
    return _product([a, _reciprocal(b, part)], part)


def _absolute(xs: Sequence[Box], _part: float) -> Box:
    (x,) = xs
    holds = (x.lo <= 0) & (x.hi >= 0)
    return Box(np.where(holds, 0.0, np.minimum(np.abs(x.lo), np.abs(x.hi))), np.maximum(np.abs(x.lo), np.abs(x.hi)))


def _rising(function: Callable[[Numbers], Numbers], least: float, below: float) -> Operation:
    """Make the operation of a rising function that is defined above ``least``, where it tends to ``below``."""

    def apply(xs: Sequence[Box], part: float) -> Box:
        (x,) = xs
        low, high = (function(np.maximum(end, least)) for end in (x.lo, x.hi))
        found = outward(low, high, part * _FUNCTIONS)
        nothing = x.hi < least if np.isfinite(below) else x.hi <= least
        at_least = np.where(x.lo <= least, below, np.maximum(found.lo, below))
        return Box(*(np.where(nothing | x.missing, np.nan, end) for end in (at_least, found.hi)))

    return apply


def power(x: Box, exponent: float, part: float) -> Box:
    """Return a constant power."""
    if exponent < 0:
        return _reciprocal(power(x, -exponent, part), part)
    if exponent == 0:
        return Box.point(np.where(x.missing, np.nan, 1.0))
    if not float(exponent).is_integer():
        x = Box(np.maximum(x.lo, 0.0), np.where(x.hi < 0, np.nan, x.hi))
    elif exponent % 2 == 0:
        x = _absolute([x], part)
    return outward(x.lo**exponent, x.hi**exponent, part * _FUNCTIONS)


def _power(xs: Sequence[Box], part: float) -> Box:
    logarithm = _product([_LOGARITHM([xs[0]], part), xs[1]], part)
    return _EXPONENTIAL([logarithm], part)


def _condition(certain: Callable[[Box, Box], Mask], possible: Callable[[Box, Box], Mask]) -> Operation:
    def apply(xs: Sequence[Box], _part: float) -> Box:
        return Box(certain(*xs).astype(float), possible(*xs).astype(float))

    return apply


def _where(xs: Sequence[Box], _part: float) -> Box:
    """Return the branch taken, or what holds both; what is undefined in one branch comes from the other."""
    condition, a, b = xs
    yes, no = condition.lo == 1, condition.hi == 0
    low = np.where(yes, a.lo, np.where(no, b.lo, np.fmin(a.lo, b.lo)))
    high = np.where(yes, a.hi, np.where(no, b.hi, np.fmax(a.hi, b.hi)))
    return Box(*(np.where(condition.missing, np.nan, end) for end in (low, high)))


_LOGARITHM = _rising(np.log, 0.0, -np.inf)
_EXPONENTIAL = _rising(np.exp, -np.inf, 0.0)
_ROOT = _rising(np.sqrt, 0.0, 0.0)

#: operation -> what it does to boxes; ``pow`` here is that of two inputs
OPERATIONS: Mapping[str, Operation] = {
    "add": _sum,
    "sub": _difference,
    "mul": _product,
    "div": _quotient,
    "neg": lambda xs, _: Box(-xs[0].hi, -xs[0].lo),
    "abs": _absolute,
    "pow": _power,
    "ln": _LOGARITHM,
    "exp": _EXPONENTIAL,
    "sqrt": _ROOT,
    "min": lambda xs, _: Box(reduce(np.minimum, [x.lo for x in xs]), reduce(np.minimum, [x.hi for x in xs])),
    "max": lambda xs, _: Box(reduce(np.maximum, [x.lo for x in xs]), reduce(np.maximum, [x.hi for x in xs])),
    "lt": _condition(lambda a, b: a.hi < b.lo, lambda a, b: a.lo < b.hi),
    "le": _condition(lambda a, b: a.hi <= b.lo, lambda a, b: a.lo <= b.hi),
    "gt": _condition(lambda a, b: a.lo > b.hi, lambda a, b: a.hi > b.lo),
    "ge": _condition(lambda a, b: a.lo >= b.hi, lambda a, b: a.hi >= b.lo),
    "eq": _condition(lambda a, b: (a.lo == b.hi) & (a.hi == b.lo), lambda a, b: a.meets(b)),
    "ne": _condition(lambda a, b: ~a.meets(b), lambda a, b: ~((a.lo == b.hi) & (a.hi == b.lo))),
    "and": lambda xs, _: Box(np.minimum(xs[0].lo, xs[1].lo), np.minimum(xs[0].hi, xs[1].hi)),
    "or": lambda xs, _: Box(np.maximum(xs[0].lo, xs[1].lo), np.maximum(xs[0].hi, xs[1].hi)),
    "not": lambda xs, _: Box(1 - xs[0].hi, 1 - xs[0].lo),
    "present": lambda xs, _: Box.point((~xs[0].missing).astype(float)),
    "where": _where,
}
