"""The functions a formula may call: on the facade they build nodes, on plain numbers they calculate."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import Any

from ..errors import FormulaError
from .values import call, flatten, traced


def ln(x: Any) -> Any:
    """Natural logarithm of a dimensionless number; undefined for ``x <= 0``.

    >>> ln(1.0)
    0.0
    """
    return call("ln", x) if traced(x) else math.log(x)


def exp(x: Any) -> Any:
    """*e* to the power of a dimensionless number.

    >>> exp(0)
    1.0
    """
    return call("exp", x) if traced(x) else math.exp(x)


def sqrt(x: Any) -> Any:
    """Square root; undefined for ``x < 0``. The unit's root is taken too.

    >>> sqrt(9.0)
    3.0
    """
    return call("sqrt", x) if traced(x) else math.sqrt(x)


def minimum(*xs: Any) -> Any:
    """Return the least of the arguments; undefined as soon as one of them is.

    >>> minimum(3, 1, 2)
    1
    """
    items = _several("minimum", flatten(xs))
    return call("min", *items) if traced(*items) else min(items)


def maximum(*xs: Any) -> Any:
    """Return the greatest of the arguments; undefined as soon as one of them is.

    >>> maximum([3, 1, 2])
    3
    """
    items = _several("maximum", flatten(xs))
    return call("max", *items) if traced(*items) else max(items)


def where(condition: Any, a: Any, b: Any) -> Any:
    """Return ``a`` where the condition holds, ``b`` elsewhere; only the branch taken has to be defined.

    >>> where(75 >= 60, 1, 0)
    1
    """
    if traced(condition, a, b):
        if isinstance(condition, bool):  # decided before any value is known, e.g. by a setting
            return a if condition else b
        return call("where", condition, a, b)
    if isinstance(condition, int):  # ~True is -2, which Python takes for true
        condition = condition & 1
    return a if condition else b


def clip(x: Any, low: Any, high: Any) -> Any:
    """Return ``x`` held between ``low`` and ``high``.

    >>> clip(1.2, 0, 1)
    1
    """
    return minimum(maximum(x, low), high)


def total(*xs: Any, at_least: int = 1) -> Any:
    """Sum the arguments that are present; undefined with fewer than ``at_least`` of them.

    An argument is missing when one of its optional inputs (parameters defaulting to None) is.

    >>> total(1, None, 2)
    3
    """
    items = flatten(xs)
    _check_at_least("total", at_least, len(items))
    if traced(*items):
        return call("total", *_present(items), at_least=at_least)
    present = [x for x in items if x is not None]
    _enough("total", present, at_least)
    return reduce(add, present)  # the builtin sum() is compensated since Python 3.12, and no engine is


def weighted_mean(values: Sequence[Any], weights: Sequence[Any], at_least: int = 1) -> Any:
    """Σwx/Σw over the values present; weights are renormalised over them.

    Undefined with fewer than ``at_least`` values, and where the weights present add up to zero.

    >>> weighted_mean([60.0, None, 30.0], [2, 5, 1])
    50.0
    """
    if len(values) != len(weights):
        msg = f"weighted_mean has {len(values)} values and {len(weights)} weights; give one weight a value"
        raise FormulaError(msg)
    _check_at_least("weighted_mean", at_least, len(values))
    if traced(*values, *weights):
        kept = [(v, w) for v, w in zip(values, weights, strict=True) if v is not None and w is not None]
        return call("wmean", *[v for v, _ in kept], *[w for _, w in kept], at_least=at_least)
    pairs = [(v, w) for v, w in zip(values, weights, strict=True) if v is not None and w is not None]
    _enough("weighted_mean", pairs, at_least)
    return reduce(add, (v * w for v, w in pairs)) / reduce(add, (w for _, w in pairs))


def _present(items: Sequence[Any]) -> list[Any]:
    return [x for x in items if x is not None]


def _several(name: str, items: list[Any]) -> list[Any]:
    if not items:
        msg = f"{name}() needs at least one argument"
        raise FormulaError(msg)
    return items


def _check_at_least(name: str, at_least: int, available: int) -> None:
    if not 1 <= at_least <= max(available, 1):
        msg = f"{name}(at_least={at_least!r}) must be a whole number from 1 to the number of its values ({available})"
        raise FormulaError(msg)
    if not available:
        msg = f"{name}() needs at least one value"
        raise FormulaError(msg)


def _enough(name: str, present: Sequence[Any], at_least: int) -> None:
    if len(present) < at_least:
        msg = f"{name} has {len(present)} values present and needs at least {at_least}"
        raise FormulaError(msg)
