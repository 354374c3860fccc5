"""Arithmetic between the constants of a formula written as text: exact, and never larger than a float can be."""

from __future__ import annotations

from fractions import Fraction
from sys import float_info
from typing import Any

from ..errors import FormulaError
from .values import exact

NUMBERS = (int, Fraction)
_BITS = 8192
_GREATEST = Fraction(float_info.max)


def quotient(a: int | Fraction, b: int | Fraction) -> Fraction:
    """Return a ÷ b, exactly.

    >>> quotient(2000, 3)
    Fraction(2000, 3)
    """
    if not b:
        msg = "a division by zero"
        raise FormulaError(msg)
    return Fraction(a) / Fraction(b)


def power(a: int | Fraction, b: int | Fraction) -> Any:
    """Return a to the power of b, exactly where b is whole.

    >>> power(10, -2), power(2, Fraction(1, 2))
    (Fraction(1, 100), 1.4142135623730951)
    """
    if Fraction(b).denominator != 1:
        if a < 0:
            msg = f"{a} has no real power {b}"
            raise FormulaError(msg)
        return float(a) ** float(b)
    if not a and b < 0:
        msg = "zero has no negative power"
        raise FormulaError(msg)
    whole = int(b)
    if _bits(Fraction(a)) > 1 and abs(whole) * _bits(Fraction(a)) > _BITS:
        msg = "a number too large for a formula; change the unit"
        raise FormulaError(msg)
    return a**whole if whole >= 0 else Fraction(a) ** whole


def exactly(value: Any) -> Any:
    """Return a result as an exact number; conditions and facades stay as they are.

    Raises:
        FormulaError: it is larger than a float can be, or has more digits than a formula may hold.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        return value
    found = exact(value) if isinstance(value, float) else value
    if _bits(Fraction(found)) > _BITS or abs(Fraction(found)) > _GREATEST:
        msg = "a number too large for a formula; change the unit"
        raise FormulaError(msg)
    return found


def _bits(value: Fraction) -> int:
    return max(abs(value.numerator).bit_length(), value.denominator.bit_length())
