"""The kinds of tables that the tests hand in, and how to read their results back: every caller's frame, one face."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa

Columns = Mapping[str, Sequence[Any]]
ROW = "row_number"


def _arrow(data: Columns) -> pa.Table:
    """Return columns as arrow; a column of nothing but None is a column of numbers."""
    made = {name: pa.array(values) for name, values in data.items()}
    return pa.table({n: a.cast(pa.float64()) if pa.types.is_null(a.type) else a for n, a in made.items()})


def polars(data: Columns) -> pl.DataFrame:
    return pl.from_arrow(_arrow(data))


def polars_lazy(data: Columns) -> pl.LazyFrame:
    return polars(data).lazy()


def pandas(data: Columns) -> pd.DataFrame:
    return pd.DataFrame(dict(data))


def pandas_arrow(data: Columns) -> pd.DataFrame:
    return _arrow(data).to_pandas(types_mapper=pd.ArrowDtype)


def pyarrow(data: Columns) -> pa.Table:
    return _arrow(data)


def duckdb(data: Columns) -> Any:
    import duckdb as engine

    connection = engine.connect()
    return connection.from_arrow(_arrow(data))


EAGER: dict[str, Callable[[Columns], Any]] = {
    "polars": polars,
    "pandas": pandas,
    "pandas on arrow": pandas_arrow,
    "pyarrow": pyarrow,
}
LAZY: dict[str, Callable[[Columns], Any]] = {"polars lazy": polars_lazy, "duckdb": duckdb}
ALL = {**EAGER, **LAZY}


def plain(table: Any) -> dict[str, list[Any]]:
    """Return any table as lists of Python values, NaN as None, in the order of ``row_number`` where it has one."""
    if isinstance(table, pl.LazyFrame):
        table = table.collect()
    if isinstance(table, pl.DataFrame):
        columns = table.to_dict(as_series=False)
    elif isinstance(table, pd.DataFrame):
        columns = {name: table[name].tolist() for name in table.columns}
    elif isinstance(table, pa.Table):
        columns = table.to_pydict()
    elif hasattr(table, "toPandas"):
        rows = [row.asDict() for row in table.collect()]
        columns = {name: [row[name] for row in rows] for name in table.columns}
    else:
        columns = table.to_arrow_table().to_pydict()
    cleaned = {n: [None if v is pd.NA or v != v else v for v in values] for n, values in columns.items()}
    if ROW not in cleaned:
        return cleaned
    order = sorted(range(len(cleaned[ROW])), key=cleaned[ROW].__getitem__)
    return {name: [values[i] for i in order] for name, values in cleaned.items()}
