"""The ends of intervals: exact numbers, their bounds as floats, and their decimals rounded outward."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from numbers import Rational

from ..errors import DerivationError

#: what is taken for an exact number
Number = int | float | str | Decimal | Fraction

_EXACT_PLACES = 12
_SIGNIFICANT = 6


def exact(value: Number) -> Fraction:
    """Return the fraction that a number means; a float by its shortest decimal, so that 0.1 is 1/10.

    DerivationError for infinities, NaN, truth values and texts that are no numbers.

    >>> exact(0.1), exact("3.40"), exact("7/12")
    (Fraction(1, 10), Fraction(17, 5), Fraction(7, 12))
    """
    if type(value) is Fraction:
        return value
    try:
        if isinstance(value, float):
            return Fraction(repr(float(value)))
        if isinstance(value, Rational) and not isinstance(value, bool):
            return Fraction(int(value.numerator), int(value.denominator))  # numpy's integers would overflow
        if isinstance(value, Decimal | str):
            return Fraction(value)
    except (ValueError, OverflowError, ZeroDivisionError):
        pass
    msg = f"{value!r} is no finite number; give an int, Decimal, Fraction, float or a text such as '3.4' (None: no end)"
    raise DerivationError(msg)


def decimal(text: str) -> Decimal:
    """Read a plain decimal number as printed, with its trailing zeros."""
    try:
        number = Decimal(text.strip().replace(",", "").replace("−", "-"))
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        msg = f"{text!r} is no printed number; write digits such as '3.4' or '-10.5'"
        raise DerivationError(msg)
    return number


def below(x: Fraction) -> float:
    """Return the greatest float that is not above the fraction; minus infinity if there is none."""
    try:
        near = float(x)
    except OverflowError:
        return sys.float_info.max if x > 0 else -math.inf
    return near if Fraction(near) <= x else math.nextafter(near, -math.inf)


def above(x: Fraction) -> float:
    """Return the least float that is not below the fraction; infinity if there is none."""
    return -below(-x)


def rounded_down(function: Callable[[float], float], x: Fraction, least: float) -> Fraction | float:
    """Return a lower bound of an increasing function at ``x``, not below its least value."""
    return max(_outward(function, below(x), -math.inf), least)


def rounded_up(function: Callable[[float], float], x: Fraction) -> Fraction | float:
    """Return an upper bound of an increasing function at ``x``."""
    return _outward(function, above(x), math.inf)


def _outward(function: Callable[[float], float], x: float, towards: float) -> Fraction | float:
    try:
        value = function(x)
    except OverflowError:
        value = math.inf
    except ValueError:  # the logarithm of a float that became zero
        value = -math.inf
    for _ in range(2):  # libraries of functions err by up to one unit in the last place; the other one is for safety
        value = math.nextafter(value, towards)
    return value if math.isinf(value) else Fraction(value)


def exact_root(x: Fraction) -> Fraction | None:
    """Return the square root of a fraction that is a square, else None."""
    root = Fraction(math.isqrt(x.numerator), math.isqrt(x.denominator))
    return root if root * root == x else None


def show(lo: Fraction | None, hi: Fraction | None, places: int | None) -> tuple[str, str]:
    """Print two ends, rounded outward to so many decimals; without places exactly, or to six digits."""
    enough = _enough_places([x for x in (lo, hi) if x is not None])
    low = "-∞" if lo is None else _show(lo, places, math.floor, enough)
    return low, "∞" if hi is None else _show(hi, places, math.ceil, enough)


def _show(x: Fraction, places: int | None, rounded: Callable[[Fraction], int], enough: int) -> str:
    if places is None:
        places = next((n for n in range(_EXACT_PLACES + 1) if 10**n % x.denominator == 0), enough)
    return f"{Decimal(f'{rounded(x * Fraction(10) ** places)}e{-places}'):f}"


def _enough_places(ends: list[Fraction]) -> int:
    """Return decimals that show six digits of the ends, and tell two ends apart."""
    size = max((abs(x) for x in ends), default=Fraction(0))
    width = max(ends) - min(ends) if ends else Fraction(0)
    wanted = [_SIGNIFICANT - 1 - _magnitude(size)] if size else []
    wanted += [1 - _magnitude(width)] if width else []
    return max([0, *wanted])


def _magnitude(x: Fraction) -> int:
    return math.floor(math.log10(x.numerator) - math.log10(x.denominator))
