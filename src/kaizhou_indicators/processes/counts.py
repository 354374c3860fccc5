"""Numbers as process records take them: exact, finite, and counts only where people are counted.

A float is the decimal it is printed as: ``0.1`` is 1/10.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from numbers import Rational
from typing import cast

from .. import intervals
from ..errors import DerivationError, ProcessError
from .steps import Step, find, unknown

Number = int | float | Decimal | Fraction


def exact(value: object, what: str = "value") -> Fraction:
    """Return the exact value of a number as it is written.

    Raises:
        ProcessError: the value is a text, a truth value, infinite, or no number at all.

    >>> exact(3.4)
    Fraction(17, 5)
    """
    if isinstance(value, float | Decimal | Rational):
        try:
            return intervals.exact(cast("Number", value))
        except DerivationError:
            pass
    msg = f"{what} {value!r} is no finite number; write a number, or None where it is missing"
    raise ProcessError(msg)


def number_text(value: Fraction) -> str:
    """Return a number as people write it: a decimal where it ends, else a ratio.

    >>> number_text(Fraction(17, 5)), number_text(Fraction(7, 12))
    ('3.4', '7/12')
    """
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{decimal.normalize():f}" if Fraction(decimal) == value else str(value)


def amount_fault(value: object, what: str, *, whole: bool = True) -> str | None:
    """Say what is wrong with an amount that must be at least zero, and whole where things are counted."""
    try:
        number = exact(value, what)
    except ProcessError as error:
        return str(error)
    if number < 0:
        return f"{what} is {number_text(number)}; a count or amount is never below zero"
    if whole and number.denominator != 1:
        return f"{what} is {number_text(number)}; a count is a whole number"
    return None


def read_amounts(
    given: Mapping[str, object], steps: tuple[Step, ...], kind: str, *, whole: bool = True
) -> tuple[dict[str, Fraction | None], tuple[str, ...]]:
    """Read a table of amounts by step: names or titles on the left, numbers or None on the right.

    Returns:
        The amounts by step name, in the steps' order, None where missing; and the faults found.
    """
    faults: list[str] = []
    read: dict[str, Fraction] = {}
    for word, value in given.items():
        step = find(word, steps)
        if step is None:
            faults.append(unknown(kind, word, steps))
        elif step.name in read:
            faults.append(f"{kind} {step} is given twice, once as {word!r}; give it once")
        elif value is not None:
            fault = amount_fault(value, str(step), whole=whole)
            faults += [fault] if fault else []
            read[step.name] = Fraction(0) if fault else exact(value)
    return {step.name: read.get(step.name) for step in steps}, tuple(faults)
