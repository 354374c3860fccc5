"""Series: which rows belong together, in the order of the calendar, and which row stands before or after another."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import polars as pl

from ...periods import Period, parse_column
from .boxes import Mask, Rows


class Series:
    """The rows of a table as series: those of one area, its dimensions and one frequency.

    Args:
        keys: the columns that tell rows apart.
        rows: how many rows there are.
        period: the column of periods; the order of the rows where it is absent.
    """

    def __init__(self, keys: pl.DataFrame, rows: int, *, period: str) -> None:
        self.rows = rows
        self.periods = _periods(keys, period, rows)
        apart = [name for name in keys.columns if name != period]
        self.owner = _numbered([keys[name].cast(pl.String) for name in apart], self.rows)
        placed = [p is not None and p.frequency is not None for p in self.periods]
        self.placed: Mask = np.array(placed, dtype=bool)
        self.per_year = np.array(
            [p.frequency.per_year if p and p.frequency else 1 for p in self.periods], dtype=np.int64
        )
        self.ordinal = np.array(
            [p.ordinal if p and p.frequency else row for row, p in enumerate(self.periods)], dtype=np.int64
        )

    @property
    def sub(self) -> Rows:
        """The place of each row's period within its year."""
        return np.where(self.per_year > 0, self.ordinal % np.maximum(self.per_year, 1), 0)

    @cached_property
    def monthly(self) -> bool:
        """Whether some periods are shorter than a year."""
        return bool(np.any(self.per_year != 1))

    def before(self, there: Mask, *, same_sub: bool = False) -> Rows:
        """Return the last earlier row of the series that is there; -1 where none is."""
        return self._neighbour(there, same_sub=same_sub, step=1)

    def after(self, there: Mask, *, same_sub: bool = False) -> Rows:
        """Return the next later row of the series that is there; -1 where none is."""
        return self._neighbour(there, same_sub=same_sub, step=-1)

    def _neighbour(self, there: Mask, *, same_sub: bool, step: int) -> Rows:
        order, start = self._ordered(same_sub)
        if step < 0:
            order = order[::-1]
            start = self._starts(order, same_sub)
        there = there & self.placed
        places = np.arange(self.rows)
        seen = np.maximum.accumulate(np.where(there[order], places, -1))
        before = np.concatenate([[-1], seen[:-1]]) if self.rows else seen
        first = np.maximum.accumulate(np.where(start, places, 0)) if self.rows else seen
        found = np.full(self.rows, -1, dtype=np.int64)
        own = np.where(before >= first, before, -1)
        found[order] = np.where(own >= 0, order[np.maximum(own, 0)], -1)
        return np.where(self.placed, found, -1)

    def _ordered(self, same_sub: bool) -> tuple[Rows, Mask]:
        group = self._groups(same_sub)
        order = np.lexsort((self.ordinal, *reversed(group)))
        return order, self._starts(order, same_sub)

    def _starts(self, order: Rows, same_sub: bool) -> Mask:
        """Say where another series begins, in an order of the rows."""
        start = np.zeros(self.rows, dtype=bool)
        start[:1] = True
        for key in self._groups(same_sub):
            start[1:] |= key[order][1:] != key[order][:-1]
        return start

    def _groups(self, same_sub: bool) -> list[Rows]:
        return [self.owner, self.per_year, *([self.sub] if same_sub else [])]


def _periods(keys: pl.DataFrame, period: str, rows: int) -> list[Period | None]:
    if period not in keys.columns:
        return [None] * rows
    values = keys[period].to_list()
    read = parse_column([value for value in values if value is not None])
    return [None if value is None else read[value] for value in values]


def _numbered(columns: list[pl.Series], rows: int) -> Rows:
    """Return one number a row, the same for the same texts."""
    found = np.zeros(rows, dtype=np.int64)
    for column in columns:
        codes = column.rank("dense").fill_null(0).cast(pl.Int64).to_numpy()
        found = found * (int(codes.max(initial=0)) + 1) + codes
    return found
