"""What an argument must be: on plain numbers a clear error, in a formula the condition under which it is defined.

``above_zero`` says it in the formula itself: dividing by ``maximum(base, 0)`` is undefined for every base that is not
above zero, and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import isfinite
from numbers import Real
from typing import Any

from ..errors import DerivationError
from ..formula.functions import maximum
from ..formula.values import traced


def check(function: str, **arguments: Any) -> None:
    """Raise DerivationError for the first argument that is missing or no finite number; those of a formula pass."""
    for name, value in arguments.items():
        if not traced(value):
            _number(function, name, value)


def check_all(function: str, name: str, values: Sequence[Any], at_least: int = 1) -> list[Any]:
    """Return the values of a list, each checked, at least so many."""
    if isinstance(values, str) or not isinstance(values, Sequence):
        msg = f"{function}: {name} is {values!r}, and a list of numbers is meant, such as [1.02, 1.05]"
        raise DerivationError(msg)
    if len(values) < at_least:
        msg = f"{function}: {name} has {len(values)} numbers and needs at least {at_least}"
        raise DerivationError(msg)
    check(function, **{f"{name}[{i}]": value for i, value in enumerate(values)})
    return list(values)


def check_alike(function: str, **lists: Sequence[Any]) -> list[list[Any]]:
    """Return lists of numbers that belong together item by item, all of one length."""
    checked = [check_all(function, name, values) for name, values in lists.items()]
    if len({len(values) for values in checked}) > 1:
        told = ", ".join(f"{name} {len(values)}" for name, values in zip(lists, checked, strict=True))
        msg = f"{function}: the lists differ in length ({told}); give one number an item in each"
        raise DerivationError(msg)
    return checked


def _number(function: str, name: str, value: Any) -> None:
    if value is None:
        msg = f"{function}: {name} is missing; give its value, or leave the result undefined"
        raise DerivationError(msg)
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        msg = f"{function}: {name} is {value!r}, no number; give bare numbers in matching units"
        raise DerivationError(msg)
    if not _finite(value):
        msg = f"{function}: {name} is {value!r}, no finite number; leave the result undefined"
        raise DerivationError(msg)


def above_zero(function: str, name: str, value: Any, why: str = "a growth on it means nothing") -> Any:
    """Return a divisor that is above zero: DerivationError for a number that is not, undefined in a formula."""
    if traced(value):
        return maximum(value, 0)
    if value <= 0:
        msg = f"{function}: {name} is {value}, and must be above 0, for {why}; give the difference in the unit instead"
        raise DerivationError(msg)
    return value


def not_zero(function: str, name: str, value: Any, why: str) -> Any:
    """Return a divisor that is not zero: DerivationError for zero; a formula is undefined there by itself."""
    if not traced(value) and value == 0:
        msg = f"{function}: {name} is 0; {why}"
        raise DerivationError(msg)
    return value


def not_below_zero(function: str, name: str, value: Any, why: str) -> Any:
    """Return an argument that must not be negative; in a formula the operation on it must see to that."""
    if not traced(value) and value < 0:
        msg = f"{function}: {name} is {value}, and must not be below 0, for {why}"
        raise DerivationError(msg)
    return value


def finite(function: str, result: Any) -> Any:
    """Return a result; DerivationError where it passes the largest number. A formula is undefined there by itself."""
    if not traced(result) and not _finite(result):
        msg = f"{function}: the result passes the largest number; give its arguments in units of like size"
        raise DerivationError(msg)
    return result


def raised(function: str, base: Any, power: Any) -> Any:
    """Return a power of plain numbers; DerivationError where it passes the largest number."""
    try:
        return finite(function, base**power)
    except OverflowError:
        return finite(function, float("inf"))


def _finite(value: Any) -> bool:
    return not isinstance(value, float | Decimal) or isfinite(value)
