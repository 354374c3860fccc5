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
        return _in_blocks(work, keys) or _hashes_differ(work, keys)
    height = len(work.frame)
    if work.frame.implementation.is_pyarrow():  # its group_by over texts takes several times as long
        return bool(_combined(work, keys).n_unique() == height)
    return len(work.frame.select(list(keys)).unique()) == height


def _hashes_differ(work: Adapter, keys: Sequence[str]) -> bool:
    hashes = work.space.struct(list(keys)).hash().n_unique()
    return bool(work.frame.select(hashes).item() == work.frame.height)


def _in_blocks(work: Adapter, keys: Sequence[str]) -> bool:
    """Say whether a table of two keys is one block of rows for each value of one, the other different within it."""
    frame = work.frame
    if len(keys) != 2 or any(frame[key].null_count() for key in keys):
        return False
    outer, inner = sorted(keys, key=lambda key: int(_changes(frame[key].head(_GLANCE)).sum()))
    fresh = _changes(frame[outer])
    starts = fresh.arg_true() + 1
    repeats = _repeats(frame[inner], starts)
    if not (repeats or _rises(frame[inner], fresh)):
        return False
    blocks = frame[outer].head(1).append(frame[outer].gather(starts))
    if blocks.n_unique() < len(blocks):
        return False
    if repeats:  # then the distinct values need no search
        work.read[outer], work.read[inner] = blocks.to_list(), frame[inner].head(starts[0]).to_list()
    return True


def _changes(series: Any) -> Any:
    """Return, from the second row on, whether the value is another than the one before."""
    return series.slice(1) != series.head(len(series) - 1)


def _repeats(series: Any, starts: Any) -> bool:
    """Say whether every block holds the same values in the same order, all of them different."""
    size, rest = divmod(len(series), len(starts) + 1)
    if rest or not len(starts) or not (starts.diff(null_behavior="drop") == size).all() or starts[0] != size:
        return False
    same = (series.slice(size) == series.head(len(series) - size)).all()
    return bool(same and series.head(size).n_unique() == size)


def _rises(series: Any, fresh: Any) -> bool:
    """Say whether the values rise within every block."""
    dtype = series.dtype
    if not (dtype.is_numeric() or dtype.is_temporal() or str(dtype) == "String"):
        return False
    return bool((fresh | (series.slice(1) > series.head(len(series) - 1))).all())


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
