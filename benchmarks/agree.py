"""Whether two sides calculated the same: asserted before anything is timed, for a race between two tasks says nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from formulas import TARGETS, reference

_RELATIVE = 1e-9


def agree(ours: Any, theirs: Any, columns: Iterable[str] = TARGETS) -> int:
    """Check that wherever we have a value, theirs is the same; return in how many cells only theirs is finite.

    Those are cells that a null or a zero made undefined and that unguarded code fills all the same.

    Raises:
        AssertionError: names the column and the first row that differ.
    """
    import numpy as np

    invented = 0
    for column in columns:
        one, other = numbers(ours, column), numbers(theirs, column)
        assert len(one) == len(other), f"{column}: {len(one)} rows against {len(other)}"
        there = ~np.isnan(one)
        assert there.any(), f"{column}: no value at all"
        difference = np.abs(one - other) > _RELATIVE * np.maximum(np.abs(one), 1.0)
        wrong = np.flatnonzero(there & (difference | np.isnan(other)))
        assert not len(wrong), f"{column}, row {wrong[0]}: {one[wrong[0]]} against {other[wrong[0]]}"
        invented += int(np.isfinite(other[~there]).sum())
    return invented


def numbers(table: Any, column: str) -> Any:
    """Return a column of a table of any kind as numpy floats, nan where it is null."""
    import numpy as np

    kind = type(table).__module__.partition(".")[0]
    if kind == "pandas":
        return table[column].to_numpy(dtype="float64", na_value=np.nan)
    if kind == "pyarrow":
        return table.column(column).to_numpy().astype("float64")
    return table[column].to_numpy().astype("float64")


def agree_with_reference(base: Any, ours: Any, rows: int = 1_000) -> None:
    """Check rows, with their nulls, against the same formulas in plain Python.

    Args:
        base: the panel as a polars frame.
        ours: the result, a table of any kind in the same order.
        rows: how many rows from the top.

    Raises:
        AssertionError: names the target and the row.
    """
    wanted = [reference(row) for row in base.head(rows).select("^panel\\..*$").iter_rows(named=True)]
    for target in TARGETS:
        found = numbers(ours, target)
        for row, values in enumerate(wanted):
            value = math.nan if values[target] is None else float(values[target] or 0.0)
            same = math.isclose(value, found[row], rel_tol=_RELATIVE, abs_tol=_RELATIVE)
            assert same or (math.isnan(value) and math.isnan(found[row])), f"{target}, row {row}: {value}, {found[row]}"


def agree_on_row(ours: Mapping[str, Any], theirs: Mapping[str, float | None]) -> None:
    """Check one row's quantities against plain numbers.

    Raises:
        AssertionError: names the target.
    """
    for target in TARGETS:
        value = theirs[target]
        assert value is not None, f"{target} is undefined"
        assert math.isclose(ours[target].magnitude, value, rel_tol=_RELATIVE), f"{target}: {ours[target]}, {value}"
