"""Linking: growths of neighbouring periods chained to one growth on a fixed base (定基 = 环比连乘), and taken apart again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import accumulate, pairwise
from operator import mul
from typing import Any

from ..formula.values import flatten
from .checks import above_zero, check, check_all


def chained_growth(*growths: Any) -> Any:
    """Growth over a chain of periods, each grown on the one before (环比连乘): Π(1 + g) − 1.

    Args:
        growths: growth of each period on the one before, in order, bare ratios; in a formula indicators in %.

    Returns:
        The growth of the last period on the base of the first, a bare ratio.

    Raises:
        DerivationError: no growth given, or one is missing.

    Source: the definition of 环比 and 定基 development, (a₁÷a₀)(a₂÷a₁)… = aₙ÷a₀.

    People admitted for prosecution (受理审查起诉) rose by 5.1%, fell by 10.3% and rose by 34.7%, 2018—2021:

    >>> round(100 * chained_growth(0.051, -0.103, 0.347))
    27
    >>> round(100 * (73998 / 58307 - 1))
    27
    """
    given = check_all("chained_growth", "growths", flatten(growths))
    return reduce(mul, [1 + g for g in given]) - 1


def chain_index(growths: Sequence[Any], at_base: Any = 100) -> list[Any]:
    """Index numbers on a fixed base from the growth of each period on the one before (定基指数).

    Args:
        growths: growth of each period on the one before, in order, bare ratios.
        at_base: the index of the base period, which is not part of the result.

    Returns:
        One index a growth. Chain published growth at comparable prices (可比价) so: a series of real levels.

    Raises:
        DerivationError: no growth given, or one is missing.

    >>> [round(x, 1) for x in chain_index([0.051, -0.103, 0.347])]
    [105.1, 94.3, 127.0]
    """
    given = check_all("chain_index", "growths", growths)
    check("chain_index", at_base=at_base)
    return list(accumulate(given, lambda level, growth: level * (1 + growth), initial=at_base))[1:]


def links(levels: Sequence[Any]) -> list[Any]:
    """Growth of each value on the one before; undoes ``chain_index``.

    Args:
        levels: values of neighbouring periods in one unit, the base first, at least two.

    Returns:
        One growth fewer than levels, bare ratios.

    Raises:
        DerivationError: fewer than two levels, one missing, or one that is a base and not above 0.

    People admitted for prosecution (受理审查起诉), 2018—2021, 白皮书:

    >>> [round(100 * g, 1) for g in links([58307, 61295, 54954, 73998])]
    [5.1, -10.3, 34.7]
    """
    given = check_all("links", "levels", levels, at_least=2)
    return [
        current / above_zero("links", f"levels[{i}]", base) - 1 for i, (base, current) in enumerate(pairwise(given))
    ]
