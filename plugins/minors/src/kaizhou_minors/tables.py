"""Rows of any table, by the door that its library offers; nothing here knows what the columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .errors import MonthError


def rows_of(frame: Any) -> list[Mapping[str, Any]]:
    """Return the rows of a table as mappings, with Python's own numbers.

    Args:
        frame: polars (lazy ones are collected), pandas, pyarrow, DuckDB or PySpark, or rows as mappings.

    Raises:
        MonthError: a table that has none of these doors.

    >>> rows_of([{"level": "高", "opening": 3}])
    [{'level': '高', 'opening': 3}]
    """
    if hasattr(frame, "collect_schema") and hasattr(frame, "collect"):
        frame = frame.collect()
    if hasattr(frame, "fetchall") and hasattr(frame, "columns"):
        return [dict(zip(frame.columns, row, strict=True)) for row in frame.fetchall()]
    for door in ("to_dicts", "to_pylist"):
        if hasattr(frame, door):
            return list(getattr(frame, door)())
    if hasattr(frame, "to_dict"):
        return [_plain(row) for row in frame.to_dict("records")]
    if hasattr(frame, "collect"):
        return [row.asDict() for row in frame.collect()]
    if isinstance(frame, Iterable) and not isinstance(frame, str | Mapping):
        return list(frame)
    msg = f"a {type(frame).__name__} has no rows to read; hand in a data frame, or rows as mappings"
    raise MonthError(msg)


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {str(name): value.item() if hasattr(value, "item") else value for name, value in row.items()}
