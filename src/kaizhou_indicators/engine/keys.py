"""Whether the rows of an eager table have different keys, found out with as little work as the table allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .adapter import Adapter

_GLANCE = 256


def unique_keys(work: Adapter, keys: Sequence[str]) -> bool:
    """Say whether no two rows have the same key. False may be a false alarm, True never is."""
    if work.polars and work.frame.height < _GLANCE:
        columns = [work.frame.get_column(key).to_list() for key in keys]
        return len(set(zip(*columns, strict=True))) == int(work.frame.height)
    if work.polars:
        return _in_order(work, keys) or _hashes_differ(work, keys)
    height = len(work.frame)
    if work.frame.implementation.is_pyarrow():  # its group_by over texts takes several times as long
        return bool(_combined(work, keys).n_unique() == height)
    return len(work.frame.select(list(keys)).unique()) == height


def _hashes_differ(work: Adapter, keys: Sequence[str]) -> bool:
    hashes = work.space.struct(list(keys)).hash().n_unique()
    return bool(work.frame.select(hashes).item() == work.frame.height)


def _in_order(work: Adapter, keys: Sequence[str]) -> bool:
    """Say whether a table of two keys is sorted: one block of rows for each value of one, the other rising in it."""
    frame = work.frame
    if len(keys) != 2 or any(frame[key].null_count() for key in keys):
        return False
    outer, inner = sorted(keys, key=lambda key: _changes(frame.head(_GLANCE)[key]))
    if not _comparable(frame[inner].dtype):
        return False
    space = work.space
    fresh = space.col(outer) != space.col(outer).shift(1)
    rising = space.col(inner) > space.col(inner).shift(1)
    fresh, rising = frame.select(fresh=fresh.fill_null(value=True), rising=rising).get_columns()
    if not (fresh | rising).all():
        return False
    blocks = frame[outer].filter(fresh)
    return bool(blocks.n_unique() == len(blocks))


def _changes(series: Any) -> int:
    return int((series != series.shift(1)).sum())


def _comparable(dtype: Any) -> bool:
    return bool(dtype.is_numeric() or dtype.is_temporal() or str(dtype) == "String")


def _combined(work: Adapter, keys: Sequence[str]) -> Any:
    """Return one integer a row that is different for different keys."""
    total: Any = None
    for number, key in enumerate(keys):
        name = f"__kz key {number}"
        values = work.distinct(key)
        work = work.numbered(key, name, values)
        column = work.space.col(name)
        total = column if total is None else total * (len(values) + 1) + column
    return work.frame.select(total.alias("__kz key")).get_column("__kz key")
