"""Index numbers (指数, 100 at their base) and what they are for: taking the change of prices out of a value (缩减).

The price indices weigh a basket: Laspeyres that of the base period, Paasche that of the current one, Fisher between
the two. Source of all three: ILO, IMF, OECD and others, Consumer Price Index Manual (2004), chapter 15.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import Any

from ..formula.functions import sqrt
from .checks import above_zero, check, check_alike, finite

_NO_BASE = "an index needs a base above it"


def index(current: Any, base: Any, at_base: Any = 100) -> Any:
    """Index number of a value (定基指数): 100 × current ÷ base.

    Args:
        current: value of the reporting period; with nominal and real value of one period it is the implicit deflator.
        base: value of the base period, above 0, in the same unit.
        at_base: the index of the base period.

    Returns:
        A bare number, ``at_base`` for no change.

    Raises:
        DerivationError: an argument is missing, or the base is not above 0.

    >>> round(index(141178, 133972), 2)
    105.38
    """
    check("index", current=current, base=base, at_base=at_base)
    return finite("index", at_base * current / above_zero("index", "base", base, _NO_BASE))


def rebase(index: Any, at_new_base: Any, at_base: Any = 100) -> Any:
    """Move an index number to another base period (换基): 100 × index ÷ index of the new base period.

    Args:
        index: index of the reporting period on the old base.
        at_new_base: index of the new base period on the old base, above 0.
        at_base: the index that the new base period gets.

    Raises:
        DerivationError: an argument is missing, or the index of the new base period is not above 0.

    >>> rebase(132.0, 110.0)
    120.0
    """
    check("rebase", index=index, at_new_base=at_new_base, at_base=at_base)
    return finite("rebase", at_base * index / above_zero("rebase", "at_new_base", at_new_base, _NO_BASE))


def laspeyres(prices: Sequence[Any], base_prices: Sequence[Any], base_quantities: Sequence[Any]) -> Any:
    """Price index of the base period's basket (拉氏指数): 100 × Σp₁q₀ ÷ Σp₀q₀.

    Args:
        prices: prices of the reporting period, an item each.
        base_prices: prices of the base period.
        base_quantities: quantities of the base period. Swap prices and quantities for an index of quantities.

    Returns:
        A bare number, 100 at the base.

    Raises:
        DerivationError: lists of different length, a number missing, or a basket worth nothing.

    >>> laspeyres([12, 9], base_prices=[10, 10], base_quantities=[3, 1])
    112.5
    """
    p1, p0, q0 = check_alike("laspeyres", prices=prices, base_prices=base_prices, base_quantities=base_quantities)
    return _basket("laspeyres", p1, p0, q0)


def paasche(prices: Sequence[Any], base_prices: Sequence[Any], quantities: Sequence[Any]) -> Any:
    """Price index of the current basket (帕氏指数): 100 × Σp₁q₁ ÷ Σp₀q₁.

    Args:
        prices: prices of the reporting period, an item each.
        base_prices: prices of the base period.
        quantities: quantities of the reporting period.

    Returns:
        A bare number, 100 at the base.

    Raises:
        DerivationError: lists of different length, a number missing, or a basket worth nothing.

    >>> paasche([12, 9], base_prices=[10, 10], quantities=[2, 2])
    105.0
    """
    p1, p0, q1 = check_alike("paasche", prices=prices, base_prices=base_prices, quantities=quantities)
    return _basket("paasche", p1, p0, q1)


def fisher(
    prices: Sequence[Any], base_prices: Sequence[Any], quantities: Sequence[Any], base_quantities: Sequence[Any]
) -> Any:
    """Price index between those of Laspeyres and Paasche (费雪理想指数): the root of their product.

    Args:
        prices: prices of the reporting period, an item each.
        base_prices: prices of the base period.
        quantities: quantities of the reporting period.
        base_quantities: quantities of the base period.

    Returns:
        A bare number, 100 at the base.

    Raises:
        DerivationError: lists of different length, a number missing, or a basket worth nothing.

    >>> round(fisher([12, 9], base_prices=[10, 10], quantities=[2, 2], base_quantities=[3, 1]), 2)
    108.69
    """
    p1, p0, q1, q0 = check_alike(
        "fisher", prices=prices, base_prices=base_prices, quantities=quantities, base_quantities=base_quantities
    )
    product = _basket("fisher", p1, p0, q0) * _basket("fisher", p1, p0, q1)
    return sqrt(product)


def _basket(function: str, prices: Sequence[Any], base_prices: Sequence[Any], quantities: Sequence[Any]) -> Any:
    now, before = (_worth(p, quantities) for p in (prices, base_prices))
    return finite(function, 100 * now / above_zero(function, "the basket at base prices", before, _NO_BASE))


def _worth(prices: Sequence[Any], quantities: Sequence[Any]) -> Any:
    return reduce(add, [p * q for p, q in zip(prices, quantities, strict=True)])


def deflate(nominal: Any, price_index: Any, at_base: Any = 100) -> Any:
    """Take the change of prices out of a value (缩减, 扣除价格因素): nominal × 100 ÷ price index.

    Args:
        nominal: value at current prices (现价).
        price_index: price index of the same period, 100 at the base, above 0.
        at_base: the index of the base period.

    Returns:
        The value at the prices of the base period (不变价), in the unit of the nominal one.

    Raises:
        DerivationError: an argument is missing, or the index is not above 0.

    >>> deflate(114.4, 110.0)
    104.0
    """
    check("deflate", nominal=nominal, price_index=price_index, at_base=at_base)
    return finite(
        "deflate", nominal * at_base / above_zero("deflate", "price_index", price_index, "prices are above 0")
    )


def inflate(real: Any, price_index: Any, at_base: Any = 100) -> Any:
    """Bring a value at base prices to current prices; undoes ``deflate``.

    Args:
        real: value at the prices of the base period (不变价).
        price_index: price index of the period, 100 at the base.
        at_base: the index of the base period, above 0.

    Raises:
        DerivationError: an argument is missing, or ``at_base`` is not above 0.

    >>> inflate(104.0, 110.0)
    114.4
    """
    check("inflate", real=real, price_index=price_index, at_base=at_base)
    return finite("inflate", real * price_index / above_zero("inflate", "at_base", at_base, _NO_BASE))


def real_growth(nominal_growth: Any, price_growth: Any) -> Any:
    """Return growth without the change of prices (实际增长): (1 + nominal growth) ÷ (1 + growth of prices) − 1.

    Args:
        nominal_growth: growth at current prices, a bare ratio; in a formula an indicator in %.
        price_growth: growth of the prices, a bare ratio (105.3 with 上年=100 is 0.053).

    Returns:
        A bare ratio; in a formula declare ``unit="%"``.

    Raises:
        DerivationError: an argument is missing, or prices fell by 100% or more.

    >>> round(real_growth(0.10, 0.04), 4)
    0.0577
    """
    check("real_growth", nominal_growth=nominal_growth, price_growth=price_growth)
    prices = above_zero("real_growth", "1 + price_growth", 1 + price_growth, "prices are above 0")
    return finite("real_growth", (1 + nominal_growth) / prices - 1)
