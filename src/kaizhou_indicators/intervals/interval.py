"""The value Interval and its arithmetic."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from numbers import Rational
from typing import TypeAlias

import attrs

from ..errors import DerivationError
from . import bounds, ends
from .bounds import Ends
from .ends import Number, exact
from .order import Ordered, ends_of

_MOST_DECIMALS = 1_000_000

Operand: TypeAlias = "int | float | Decimal | Fraction | Interval"


def _end(value: Number | None) -> Fraction | None:
    return None if value is None else exact(value)


@attrs.frozen(repr=False)
class Interval(Ordered):
    """All numbers between two ends, which are exact fractions; never empty.

    Numbers stand for their points in arithmetic. There is no ``<``: two intervals compare with ``certainly_lt``,
    ``possibly_lt`` and their kin.

    Attributes:
        lo: the lower end; None: no lower limit. An int, Decimal, Fraction, text, or a float by its shortest decimal.
        hi: the upper end; None: no upper limit.
        lo_closed: whether the lower end belongs to it; never where it has no limit.
        hi_closed: whether the upper end belongs to it.

    >>> now, change = Interval.printed("3.4"), Interval.printed("-10.5")
    >>> (now / (1 + change / 100)).text(2)
    '[3.74, 3.86]'
    """

    lo: Fraction | None = attrs.field(converter=_end)
    hi: Fraction | None = attrs.field(converter=_end)
    lo_closed: bool = True
    hi_closed: bool = True

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "lo_closed", bool(self.lo_closed) and self.lo is not None)
        object.__setattr__(self, "hi_closed", bool(self.hi_closed) and self.hi is not None)
        if self.lo is None or self.hi is None or self.lo < self.hi:
            return
        if self.lo > self.hi or not (self.lo_closed and self.hi_closed):
            msg = f"no number lies in {self}; give the lower end first, and close both ends of a single point"
            raise DerivationError(msg)

    @classmethod
    def closed(cls, lo: Number, hi: Number) -> Interval:
        """Make the interval that holds both its ends."""
        return cls(exact(lo), exact(hi))

    @classmethod
    def point(cls, x: Number) -> Interval:
        """Make the interval of one number."""
        return cls.closed(x, x)

    @classmethod
    def printed(cls, text: str) -> Interval:
        """Make what a number can have been before it was rounded to the decimals printed; both halves count.

        >>> Interval.printed("3.40"), Interval.printed("3.4")
        (Interval('[3.395, 3.405]'), Interval('[3.35, 3.45]'))
        """
        number = ends.decimal(text)
        half = Fraction(10) ** int(number.as_tuple().exponent) / 2
        return cls(exact(number) - half, exact(number) + half)

    @property
    def is_point(self) -> bool:
        """Whether it is a single number."""
        return self.lo is not None and self.lo == self.hi

    @property
    def width(self) -> Fraction | None:
        """The distance of its ends; None without a limit."""
        return None if self.lo is None or self.hi is None else self.hi - self.lo

    @property
    def midpoint(self) -> Fraction | None:
        """The number half-way; None without a limit."""
        return None if self.lo is None or self.hi is None else (self.lo + self.hi) / 2

    def decimals(self, places: int) -> tuple[Decimal, ...]:
        """Return the decimal numbers with so many places that lie in it, in order.

        DerivationError without a limit, and for more than a million of them.

        >>> [str(d) for d in Interval.closed("3.74", "3.857").decimals(1)]
        ['3.8']
        """
        scale = Fraction(10) ** places
        if self.lo is None or self.hi is None or (self.hi - self.lo) * scale > _MOST_DECIMALS:
            msg = f"{self} holds more than {_MOST_DECIMALS} numbers with {places} decimals; intersect it first"
            raise DerivationError(msg)
        numbers = range(math.ceil(self.lo * scale), math.floor(self.hi * scale) + 1)
        return tuple(Decimal(f"{i}e{-places}") for i in numbers if self.contains(i / scale))

    def text(self, places: int | None = None) -> str:
        """Print it, its ends rounded outward to so many decimals; without places exactly, or to six digits.

        >>> third = Interval.closed("1/3", "2/3")
        >>> third.text(), third.text(1), Interval(50, None, lo_closed=False).text()
        ('[0.333333, 0.666667]', '[0.3, 0.7]', '(50, ∞)')
        """
        low, high = ends.show(self.lo, self.hi, places)
        if self.is_point and low == high:
            return low
        return f"{'[' if self.lo_closed else '('}{low}, {high}{']' if self.hi_closed else ')'}"

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"Interval({self.text()!r})"

    def intersection(self, other: Number | Interval) -> Interval | None:
        """Return what both hold; None if they have no number in common."""
        if not self.intersects(other):
            return None
        (low, high), (other_low, other_high) = self._ends, ends_of(other)
        return _between(max(low, other_low), min(high, other_high))

    def hull(self, other: Number | Interval) -> Interval:
        """Return the least interval that holds both."""
        (low, high), (other_low, other_high) = self._ends, ends_of(other)
        return _between(min(low, other_low), max(high, other_high))

    def minimum(self, other: Number | Interval) -> Interval:
        """Return what the lesser of a number of it and one of the other can be."""
        return _between(*map(min, self._ends, ends_of(other)))

    def maximum(self, other: Number | Interval) -> Interval:
        """Return what the greater of a number of it and one of the other can be."""
        return _between(*map(max, self._ends, ends_of(other)))

    min, max = minimum, maximum  # as the formula trees call them

    def __neg__(self) -> Interval:
        return _between(*bounds.negative(self._ends))

    def __abs__(self) -> Interval:
        if not self.contains(0):
            return self if self.possibly_gt(0) else -self
        return _between((Fraction(0), 0), max(self._ends[1], bounds.negative(self._ends)[1]))

    def __add__(self, other: Operand) -> Interval:
        return _between(*bounds.summed(self._ends, ends_of(other))) if _operand(other) else NotImplemented

    def __sub__(self, other: Operand) -> Interval:
        return self + -_interval(other) if _operand(other) else NotImplemented

    def __mul__(self, other: Operand) -> Interval:
        return _between(*bounds.multiplied(self._ends, ends_of(other))) if _operand(other) else NotImplemented

    def __truediv__(self, other: Operand) -> Interval:
        return self * _interval(other)._reciprocal() if _operand(other) else NotImplemented

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other: Operand) -> Interval:
        return -self + other if _operand(other) else NotImplemented

    def __rtruediv__(self, other: Operand) -> Interval:
        return self._reciprocal() * other if _operand(other) else NotImplemented

    def __pow__(self, n: int) -> Interval:
        """Return the power with a whole exponent; DerivationError for a negative one where zero lies in it."""
        if not isinstance(n, int):
            return NotImplemented
        if n < 0:
            return (self**-n)._reciprocal()
        if n == 0:
            return Interval.point(1)
        base = self if n % 2 else abs(self)
        return _between(*bounds.powered(base._ends, n))

    pow = __pow__

    def _reciprocal(self) -> Interval:
        if self.contains(0):
            msg = f"the divisor {self} holds 0; intersect it with the values that are possible, such as those above 0"
            raise DerivationError(msg)
        return _between(*bounds.reciprocal(self._ends))

    def exp(self) -> Interval:
        """Return *e* to its powers, rounded outward.

        >>> Interval.closed(0, 1).exp().text(3)
        '[1.000, 2.719)'
        """
        return _between(*bounds.exp(self._ends))

    def ln(self) -> Interval:
        """Return its natural logarithms, rounded outward; DerivationError unless all its numbers are above 0."""
        if not self.certainly_gt(0):
            msg = f"ln of {self}, which is not all above 0; intersect it with the values that are possible"
            raise DerivationError(msg)
        return _between(*bounds.ln(self._ends))

    def sqrt(self) -> Interval:
        """Return its square roots, exact for squares, else rounded outward; DerivationError below 0.

        >>> Interval.closed("1/4", 9).sqrt()
        Interval('[0.5, 3]')
        """
        if self.possibly_lt(0):
            msg = f"sqrt of {self}, which reaches below 0; intersect it with the values that are possible"
            raise DerivationError(msg)
        return _between(*bounds.sqrt(self._ends))

    @property
    def _ends(self) -> Ends:
        low: bounds.End = (-math.inf, 1) if self.lo is None else (self.lo, 0 if self.lo_closed else 1)
        high: bounds.End = (math.inf, -1) if self.hi is None else (self.hi, 0 if self.hi_closed else -1)
        return low, high


def _interval(x: Number | Interval) -> Interval:
    return x if isinstance(x, Interval) else Interval.point(x)


def _operand(x: object) -> bool:
    return isinstance(x, Interval | Rational | Decimal | float) and not isinstance(x, bool)


def _between(low: bounds.End, high: bounds.End) -> Interval:
    lo, hi = (x if type(x) is Fraction else None if math.isinf(x) else Fraction(x) for x in (low[0], high[0]))
    return Interval(lo, hi, not low[1], not high[1])
