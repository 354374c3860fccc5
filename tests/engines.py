"""The engines that every formula is held to: each runs a traced tree over rows and gives back a list, None where null.

``ENGINES`` holds those of the ordinary run; an engine with needs of its own is added by handing ``on_narwhals`` its table.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Mapping, Sequence

import duckdb
import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

from kaizhou_indicators import Domain, Registry, Text
from kaizhou_indicators.formula.frame import column_expression, finite
from kaizhou_indicators.formula.guard import guarded
from kaizhou_indicators.formula.number import compile_number
from kaizhou_indicators.formula.tree import Node, refs
from kaizhou_indicators.formula.values import Value
from strategies import NAMES

Row = Mapping[str, float | None]
Table = Sequence[Row]
Cells = list[float | None]
Engine = Callable[[Node, Table], Cells]

COLUMNS = {name: name for name in NAMES}


def cells(values: Sequence[object]) -> Cells:
    """Return the values of a column with None for what its table means by null."""
    return [None if v is None or v is pd.NA or math.isnan(v) else float(v) for v in values]  # type: ignore[arg-type]


def on_narwhals(native: object, tree: Node) -> Cells:
    """Run a tree over a table with the columns NAMES, and ``row`` where the table keeps no order."""
    return cells(_calculated(nw.from_native(native), tree, nw))


def _calculated(frame: object, tree: Node, space: object) -> list[object]:
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pandas warns of what is thrown away
        frame = frame.with_columns([finite(space.col(name), space).alias(name) for name in NAMES])
        frame = frame.with_columns(column_expression(guarded(tree), COLUMNS, space).cast(space.Float64).alias("out"))
        frame = frame.with_columns(finite(space.col("out"), space).alias("out"))
        if hasattr(frame, "collect"):
            frame = frame.sort("row").select("out").collect()
        return frame["out"].to_list()


def polars_table(table: Table) -> pl.DataFrame:
    """Return the rows as a polars frame."""
    return pl.DataFrame(list(table), schema=dict.fromkeys(NAMES, pl.Float64)).with_row_index("row")


def pyarrow_table(table: Table) -> pa.Table:
    """Return the rows as a pyarrow table."""
    columns = {name: pa.array([row[name] for row in table], pa.float64()) for name in NAMES}
    return pa.table({"row": pa.array(range(len(table)))} | columns)


def pandas_table(table: Table) -> pd.DataFrame:
    """Return the rows as a pandas frame of numpy columns, NaN for null."""
    return pd.DataFrame(list(table), columns=list(NAMES), dtype="float64")


def pandas_arrow_table(table: Table) -> pd.DataFrame:
    """Return the rows as a pandas frame of Arrow columns."""
    return pyarrow_table(table).to_pandas(types_mapper=pd.ArrowDtype)


def duckdb_table(table: Table) -> duckdb.DuckDBPyRelation:
    """Return the rows as a relation of DuckDB, with their number in the column ``row``."""
    rows = pyarrow_table(table)
    return duckdb.default_connection().from_arrow(rows)


def on_python(tree: Node, table: Table) -> Cells:
    """Run the generated function of a tree row by row."""
    function = compile_number(guarded(tree), NAMES)
    return [function(*(row[name] for name in NAMES)) for row in table]


def registry_of(tree: Node) -> Registry:
    """Return the registry of a domain ``t`` whose one formula is the tree."""
    domain = Domain("t", Text("树", "Tree"))
    names = {ref.name: ref.optional for ref in refs(tree)}
    for name in names:
        domain.indicator(name, Text(name, name), unit="1")
    parameters = ", ".join(f"{n}=None" if names[n] else n for n in sorted(names, key=lambda n: (names[n], n)))
    formula = eval(f"lambda {parameters}: made", {"made": Value(tree)})  # names of the strategies
    domain.derived("out", Text("结果", "Result"), unit="1", takes=dict.fromkeys(names, "1"))(formula)
    return Registry([domain])


def derived(tree: Node, native: object) -> object:
    """Derive the tree on a table of any kind, through the public face."""
    return registry_of(tree).derive(native, "t.out")


def on_many_rows(tree: Node, table: Table) -> Cells:
    """Run the whole engine of polars, the columns measured: on more rows than the generated function is for."""
    times = 300 // len(table) + 1
    frame = polars_table([dict(row) for row in table] * times).rename({name: f"t.{name}" for name in NAMES})
    out = cells(derived(tree, frame)["t.out"].to_list())
    assert out == out[: len(table)] * times
    return out[: len(table)]


ENGINES: dict[str, Engine] = {
    "the whole engine": on_many_rows,
    "python": on_python,
    "polars": lambda tree, table: cells(_calculated(polars_table(table), tree, pl)),
    "polars, lazy": lambda tree, table: cells(_calculated(polars_table(table).lazy(), tree, pl)),
    "pandas": lambda tree, table: on_narwhals(pandas_table(table), tree),
    "pandas on arrow": lambda tree, table: on_narwhals(pandas_arrow_table(table), tree),
    "pyarrow": lambda tree, table: on_narwhals(pyarrow_table(table), tree),
    "duckdb": lambda tree, table: on_narwhals(duckdb_table(table), tree),
}
