"""Multiples: 倍 in both readings (是x倍 and 增长x倍, which is 是1+x倍), and 翻番, doubling.

Which reading is meant can be measured: China's GDP “增长33.5倍, 年均增长9.5%” in 39 years holds for the index 34.5 only.
"""

from __future__ import annotations

from typing import Any

from ..formula.functions import exp, ln
from ..formula.values import call, traced
from .checks import above_zero, check, finite, raised


def times(current: Any, base: Any) -> Any:
    """How many times the base (是x倍, 为x倍, 达x倍): current ÷ base.

    Args:
        current: value of the reporting period.
        base: value of the base period, above 0, in the same unit.

    Returns:
        A bare number of 倍; 1 is no change.

    Raises:
        DerivationError: an argument is missing, or the base is not above 0.

    Omnimedia staff, 10% of all in 2021 and 72% in 2024:

    >>> round(times(72, 10), 1)
    7.2
    """
    check("times", current=current, base=base)
    return finite("times", current / above_zero("times", "base", base))


def times_more(current: Any, base: Any) -> Any:
    """How many times more than the base (增长x倍, 上升x倍): current ÷ base − 1, one less than ``times``.

    Args:
        current: value of the reporting period.
        base: value of the base period, above 0, in the same unit.

    Returns:
        A bare number of 倍; 0 is no change.

    Raises:
        DerivationError: an argument is missing, or the base is not above 0.

    Orders of guardianship to the guardians of victims (督促监护令), 白皮书2023, printed 上升2.1倍, which is 3.1 times:

    >>> round(times_more(14091, 4574), 1), round(times(14091, 4574), 1)
    (2.1, 3.1)
    """
    check("times_more", current=current, base=base)
    return finite("times_more", current / above_zero("times_more", "base", base) - 1)


def times_from_more(more: Any) -> Any:
    """Read 增长x倍 as 是1+x倍.

    GDP of 2017 on 1978, 增长33.5倍:

    >>> times_from_more(33.5)
    34.5
    """
    check("times_from_more", more=more)
    return 1 + more


def more_from_times(times: Any) -> Any:
    """Read 是x倍 as 增长x−1倍.

    >>> more_from_times(34.5)
    33.5
    """
    check("more_from_times", times=times)
    return times - 1


def percent_from_times(times: Any) -> Any:
    """Return the growth in percent that 是x倍 means: 100(x − 1). The result is a number of %, not a ratio.

    >>> percent_from_times(3.08)
    208.0
    """
    check("percent_from_times", times=times)
    return 100 * (times - 1)


def times_from_percent(percent: Any) -> Any:
    """Return the multiple that a growth in percent means: 是1 + percent÷100倍. The argument is a number of %.

    >>> times_from_percent(208)
    3.08
    """
    check("times_from_percent", percent=percent)
    return 1 + percent / 100


def doubled(base: Any, n: Any = 1) -> Any:
    """Return what a base becomes when it doubles n times (翻n番): base × 2ⁿ; 翻一番 is +100%.

    Args:
        base: value of the base period.
        n: how often it doubles; need not be whole, and below 0 it halves.

    Returns:
        The value, in the unit of the base.

    Raises:
        DerivationError: an argument is missing, or the result passes the largest number.

    >>> doubled(53.9), doubled(53.9, 2)
    (107.8, 215.6)
    """
    check("doubled", base=base, n=n)
    return finite("doubled", base * (exp(n * call("ln", 2)) if traced(n) else raised("doubled", 2, n)))


def doublings(current: Any, base: Any) -> Any:
    """How often a value has doubled (翻了几番): log₂(current ÷ base); undoes ``doubled``.

    Args:
        current: value of the reporting period, above 0.
        base: value of the base period, above 0, in the same unit.

    Returns:
        A bare number of 番.

    Raises:
        DerivationError: an argument is missing or not above 0.

    China's GDP, 53.9万亿元 in 2012 and 121万亿元 in 2022, at current prices:

    >>> round(doublings(121, 53.9), 2)
    1.17
    """
    check("doublings", current=current, base=base)
    ratio = current / above_zero("doublings", "base", base)
    if traced(ratio):
        return ln(ratio) / call("ln", 2)
    return ln(above_zero("doublings", "current", ratio, "nothing doubles to it")) / ln(2)
