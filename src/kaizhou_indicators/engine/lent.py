"""Columns of pandas and pyarrow lent to polars, which calculates several times as fast, and what it made handed back.

Null and NaN mean what they mean in the caller's table, and that table is never rebuilt: the new columns are set beside it.
A column that polars would have to read cell by cell is not lent.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from .adapter import Adapter

#: rows from which it pays, the import of polars included
_MANY = 10_000
#: the threads of polars do not live on in a forked process
_PROCESS = os.getpid()
_NUMBERS = {"Float32", "Float64", *(f"{sign}Int{size}" for sign in ("", "U") for size in (8, 16, 32, 64))}


def lent(table: Adapter, columns: Sequence[str]) -> Adapter | None:
    """Return columns of numbers or texts as a table of polars, or None where they cannot be lent or it does not pay."""
    if table.polars:
        return table
    if not columns or table.lazy or len(table.frame) < _MANY or os.getpid() != _PROCESS or not find_spec("polars"):
        return None
    if any(type(table.schema[column]).__name__ not in {*_NUMBERS, "String"} for column in columns):
        return None
    import polars

    if table.frame.implementation.is_pyarrow():
        return Adapter.of(polars.from_arrow(table.native.select(list(columns))))
    if not table.frame.implementation.is_pandas() or not all(map(_family, table.native.dtypes[list(columns)])):
        return None
    return Adapter.of(polars.DataFrame([_series(table.native[column]) for column in columns]))


def one_family(table: Adapter, columns: Sequence[str]) -> bool:
    """Say whether columns are all of numpy or all of Arrow, so that what is made of them is too."""
    pandas = not table.polars and table.frame.implementation.is_pandas()
    return not pandas or len({_family(dtype) for dtype in table.native.dtypes[list(columns)]}) == 1


def _family(dtype: Any) -> str:
    """Return whose a column of pandas is, or an empty text if neither numpy's nor Arrow's."""
    if type(dtype).__module__.startswith("numpy"):
        return "numpy" if dtype.kind in "fiu" else ""
    return "arrow" if type(dtype).__name__ == "ArrowDtype" or getattr(dtype, "storage", "") == "pyarrow" else ""


def _series(column: Any) -> Any:
    """Return a column of pandas as a series of polars, the NaN of numpy as null; nothing else is copied."""
    import polars

    if _family(column.dtype) == "numpy":
        return polars.Series(column.name, column.to_numpy(), nan_to_null=True)
    return polars.Series(column.name, column.array.__arrow_array__())


def handed_back(table: Adapter, made: Any, columns: Sequence[str]) -> Any:
    """Return the caller's table with numbers made of some of its columns set beside it."""
    if table.polars:
        return table.native.hstack(made.get_columns())
    if table.frame.implementation.is_pandas():
        return _beside(table.native, made, columns)
    native = table.native
    for name, column in zip(made.columns, made.to_arrow().columns, strict=True):
        native = native.append_column(name, column)
    return native


def _beside(native: Any, made: Any, columns: Sequence[str]) -> Any:
    """Return a table of pandas with columns beside it, of the family of those that they were made of."""
    pandas = sys.modules["pandas"]
    if _family(native.dtypes[columns[0]]) == "numpy":
        filled = made.fill_null(math.nan)
        fresh = pandas.DataFrame({name: filled[name].to_numpy() for name in filled.columns}, index=native.index)
    else:
        fresh = made.to_arrow().to_pandas(types_mapper=pandas.ArrowDtype).set_axis(native.index)
    whole = pandas.concat([native, fresh], axis=1)
    whole.columns.name = native.columns.name
    return whole
