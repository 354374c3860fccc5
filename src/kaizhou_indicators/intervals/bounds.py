"""Arithmetic on pairs of ends: which value an end gets, and whether it is attained.

An end is a value, perhaps infinite, and a mark: 0 where it is closed, else 1 at a lower and -1 at an upper end, so
that ends stand in their order. A pair is a lower and an upper end.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import product as pairs

from .ends import exact_root, rounded_down, rounded_up

End = tuple[Fraction | float, int]
Ends = tuple[End, End]


def negative(x: Ends) -> Ends:
    """Return the ends of -x."""
    (lo, lo_open), (hi, hi_open) = x
    return (-hi, -hi_open), (-lo, -lo_open)


def _infinite(x: Fraction | float) -> bool:
    return type(x) is float and math.isinf(x)  # a fraction never is, however great


def summed(x: Ends, y: Ends) -> Ends:
    """Return the ends of x + y; an end is closed only where both are."""
    return _sum(x[0], y[0], 1), _sum(x[1], y[1], -1)


def _sum(a: End, b: End, mark: int) -> End:
    if _infinite(a[0]) or _infinite(b[0]):
        return -mark * math.inf, mark
    return a[0] + b[0], mark if a[1] or b[1] else 0


def multiplied(x: Ends, y: Ends) -> Ends:
    """Return the ends of x * y: products are extreme at corners, and zero times anything is an attained zero."""
    if x[0][0] > 0 and y[0][0] > 0 and not (_infinite(x[1][0]) or _infinite(y[1][0])):  # the corners are known
        return _product(x[0], y[0]), _product(x[1], y[1])
    corners = [_corner(a, b) for a, b in pairs(x, y)]
    low, high = min(value for value, _ in corners), max(value for value, _ in corners)
    return (low, 0 if (low, True) in corners else 1), (high, 0 if (high, True) in corners else -1)


def _product(a: End, b: End) -> End:
    return a[0] * b[0], a[1] or b[1]


def _corner(a: End, b: End) -> tuple[Fraction | float, bool]:
    """Return the product of two ends, and whether it is attained."""
    (x, x_open), (y, y_open) = a, b
    if not x or not y:
        return Fraction(0), (not x and not x_open) or (not y and not y_open)
    if _infinite(x) or _infinite(y):
        return (math.inf if (x > 0) == (y > 0) else -math.inf), False
    return x * y, not x_open and not y_open


def reciprocal(x: Ends) -> Ends:
    """Return the ends of 1 / x for ends that have no zero between them."""
    (lo, lo_open), (hi, hi_open) = x
    infinite = math.inf if lo >= 0 else -math.inf
    return (_inverse(hi, infinite), -hi_open), (_inverse(lo, infinite), -lo_open)


def _inverse(x: Fraction | float, infinite: float) -> Fraction | float:
    if not x:
        return infinite
    return Fraction(0) if _infinite(x) else 1 / x


def powered(x: Ends, n: int) -> Ends:
    """Return the ends of x**n for n > 0, where n is odd or no number below zero."""
    (lo, lo_open), (hi, hi_open) = x
    return (lo**n, lo_open), (hi**n, hi_open)


def exp(x: Ends) -> Ends:
    """Return the ends of *e* to the power of x."""
    return _increasing(x, math.exp, lambda end: None if end else Fraction(1), (0.0, math.inf))


def ln(x: Ends) -> Ends:
    """Return the ends of the natural logarithm of x, which is positive."""
    return _increasing(x, math.log, lambda end: Fraction(0) if end == 1 else None, (-math.inf, math.inf))


def sqrt(x: Ends) -> Ends:
    """Return the ends of the square root of x, which is not negative."""
    return _increasing(x, math.sqrt, exact_root, (0.0, math.inf))


def _increasing(
    x: Ends,
    function: Callable[[float], float],
    known: Callable[[Fraction], Fraction | None],
    limits: tuple[float, float],
) -> Ends:
    (lo, lo_open), (hi, hi_open) = x
    low: End = (limits[0], 1)  # the least and the greatest value, never attained
    high: End = (limits[1], -1)
    if isinstance(lo, Fraction):
        value = known(lo)
        low = (rounded_down(function, lo, limits[0]), 1) if value is None else (value, lo_open)
    if isinstance(hi, Fraction):
        value = known(hi)
        high = (rounded_up(function, hi), -1) if value is None else (value, hi_open)
    return low, high
