"""Integers: which whole numbers a printed percentage leaves, and when it leaves all of them and says nothing.

Counts are whole. A percentage printed with d decimals is an interval of width 10⁻ᵈ; a base of n things reaches it only
if some whole number lies between n times its ends. From n = 100·10ᵈ on every base does.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import count, islice, takewhile
from math import ceil, floor

import attrs

from ..intervals import Interval


@attrs.frozen
class Bases:
    """The bases, of things counted, that a printed percentage leaves.

    Attributes:
        pairs: the smallest (base, count) that give it.
        every: the number from which every base gives it; None where that was not reached.
        step: the common divisor of all bases below ``every``; 1 where they have none.
    """

    pairs: tuple[tuple[int, int], ...]
    every: int | None
    step: int


def whole_numbers(where: Interval, limit: int = 1000) -> tuple[int, ...] | None:
    """Return the whole numbers in an interval; None where there are more than ``limit``, or it has no end.

    >>> whole_numbers(Interval.closed("8.9", "9.1")), whole_numbers(Interval(0, None))
    ((9,), None)
    """
    if where.lo is None or where.hi is None or where.hi - where.lo > limit:
        return None
    return tuple(n for n in range(ceil(where.lo), floor(where.hi) + 1) if where.contains(n))


def bases_of(ratio: Interval, *, smallest: int = 8, limit: int = 2000) -> Bases:
    """Return the bases n for which some whole number lies in n times the ratio.

    >>> fall = bases_of(Interval.closed("0.62855", "0.62865"))  # 下降37.14%
    >>> fall.pairs[:3], fall.step, fall.every
    (((35, 22), (70, 44), (105, 66)), 35, None)
    """
    found = list(islice(_pairs(ratio, limit), limit))
    every = _every([n for n, _ in found], limit)
    below = [n for n, _ in found if every is None or n < every]
    step = _common(below[:smallest])
    return Bases(tuple(found[:smallest]), every, step)


def _pairs(ratio: Interval, limit: int) -> Iterator[tuple[int, int]]:
    """Yield the bases up to the limit with the smallest count that fits each."""
    if ratio.lo is None or ratio.hi is None:
        return
    for n in takewhile(lambda n: n <= limit, count(1)):
        low = max(0, ceil(ratio.lo * n))
        fits = (k for k in range(low, floor(ratio.hi * n) + 1) if ratio.contains(Fraction(k, n)))
        k = next(fits, None)
        if k is not None:
            yield n, k


def _every(bases: list[int], limit: int) -> int | None:
    """Return the number from which no base up to the limit is missing, if it lies well below the limit."""
    missing = set(range(1, limit + 1)) - set(bases)
    first = max(missing, default=0) + 1
    return first if first <= limit // 2 else None


def _common(numbers: list[int]) -> int:
    from math import gcd

    return gcd(*numbers) if numbers else 1
