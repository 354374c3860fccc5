"""Decimals: how many were printed, where the cells are numbers and not texts.

A printed zero at the end is lost in a number, so the cell with most decimals speaks for its column. It does not where
too many cells have fewer: nine digits in ten are no zero, and then every cell speaks for itself.
"""

from __future__ import annotations

from math import comb

import attrs
import numpy as np

from .boxes import Mask, Numbers, Rows

#: more decimals than anybody prints: the number was never rounded, and is known to this part of itself
UNROUNDED, KNOWN_TO = 99, 1e-12
_DEEPEST = 12
_FULL, _LAST_IS_NO_ZERO, _UNLIKELY = 0.6, 0.9, 0.01


@attrs.frozen(eq=False)
class Places:
    """The decimals of a column's cells.

    Attributes:
        each: those of each cell; ``UNROUNDED`` where it was never rounded.
        whole: those of the whole column; None where its cells differ.
    """

    each: Rows
    whole: int | None


def places_of(values: Numbers) -> Places:
    """Return the decimals that a column of numbers was printed with, as far as its numbers tell."""
    own = shortest(values)
    cells = _distinct(values, own)
    if not len(cells):
        return Places(np.zeros(len(values), dtype=np.int64), 0)
    deepest, full = int(cells.max()), int((cells == cells.max()).sum())
    if full / len(cells) >= _FULL or (deepest != UNROUNDED and _chance(full, len(cells)) >= _UNLIKELY):
        return Places(np.full(len(values), deepest), deepest)
    usual = int(np.median(cells))
    return Places(np.where(values == 0, usual, own), None)


def half(values: Numbers, places: Rows) -> Numbers:
    """Return half of the last decimal of each cell."""
    rounded = 0.5 * np.power(10.0, -np.where(places == UNROUNDED, 0, places))
    return np.asarray(np.where(places == UNROUNDED, np.abs(values) * KNOWN_TO, rounded), dtype=np.float64)


def _distinct(values: Numbers, own: Rows) -> Rows:
    _, first = np.unique(values, return_index=True)
    return np.array([own[i] for i in first if np.isfinite(values[i]) and values[i] != 0], dtype=np.int64)


def shortest(values: Numbers) -> Rows:
    """Return how many decimals each number has as it is written shortest."""
    found = np.full(len(values), UNROUNDED, dtype=np.int64)
    left: Mask = np.isfinite(values)
    for places in range(_DEEPEST + 1):
        factor = 10.0**places
        here = left & (np.rint(values * factor) / factor == values)
        found[here], left = places, left & ~here
    return found


def _chance(full: int, cells: int) -> float:
    """Return how likely it is that so few cells end in no zero, if all were printed alike."""
    if cells > 60:
        return 1.0 if full / cells >= _FULL else 0.0
    p, q = _LAST_IS_NO_ZERO, 1 - _LAST_IS_NO_ZERO
    return sum(comb(cells, k) * p**k * q ** (cells - k) for k in range(full + 1))
