"""Rounding: to printed decimals once, half to even (GB/T 8170) or half up. Never feed a rounded number back in."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from ..intervals import exact


def round_figure(value: float | Decimal | Fraction, decimals: int, rounding: str = "half_even") -> Decimal:
    """Round an exact value to so many decimals; negative decimals round to tens, hundreds, ….

    The absolute value is rounded and the sign put back, as GB/T 8170-2008 asks; a float counts as the decimal it prints as.

    >>> round_figure(0.125, 2), round_figure(0.125, 2, "half_up"), round_figure(Fraction(7, 12) * 100, 2)
    (Decimal('0.12'), Decimal('0.13'), Decimal('58.33'))
    """
    scaled = abs(exact(value)) * Fraction(10) ** decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest - scaled.denominator
    up = twice > 0 or (twice == 0 and (rounding == "half_up" or whole % 2 == 1))
    rounded = Decimal(whole + up).scaleb(-decimals, Context(prec=400))
    return -rounded if exact(value) < 0 and rounded else rounded
