"""The sixty formulas by hand, as one writes them in each library without a thought for nulls and zeros.

Each rival has a table of the ten shapes in its own words and runs them level by level. None of them guards anything:
a minimum with a null is what the library makes of it, a division by zero is infinite.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any

from formulas import LEVELS, Spec

Shapes = Mapping[str, Callable[..., Any]]


def by_hand(shapes: Shapes, spec: Spec, column: Callable[[str], Any]) -> Any:
    """Return the expression of one indicator, times its factor."""
    made = shapes[spec.shape](*[column(key) for key in spec.keys])
    return made if spec.factor == 1.0 else made * spec.factor


def polars_levels() -> list[list[Any]]:
    """Return the expressions of polars, level by level."""
    import polars as pl

    shapes: Shapes = {
        **ARITHMETIC,
        "capped": lambda a, b: pl.min_horizontal(a / b, 1.0),
        "log": lambda a: 10 * (2.5 + 1.086 * a.log()),
        "pick": lambda a, b: pl.when(a > b).then(a - b).otherwise(b),
        "best": pl.max_horizontal,
        "graded": lambda a, b, c: pl.when(a >= 0).then(b).otherwise(c),
    }
    return [[by_hand(shapes, spec, pl.col).alias(spec.key) for spec in level] for level in LEVELS]


def polars_run(frame: Any, levels: list[list[Any]]) -> Any:
    """Return the table with the sixty columns, of an eager or a lazy frame."""
    return reduce(lambda table, level: table.with_columns(level), levels, frame)


def pandas_numpy(frame: Any) -> Any:
    """Return the table with the sixty columns, in numpy's words, which is how pandas code is written."""
    import numpy as np
    import pandas as pd

    shapes: Shapes = {
        **ARITHMETIC,
        "capped": lambda a, b: np.minimum(a / b, 1.0),
        "log": lambda a: 10 * (2.5 + 1.086 * np.log(a)),
        "pick": lambda a, b: np.where(a > b, a - b, b),
        "best": np.maximum,
        "graded": lambda a, b, c: np.where(a >= 0, b, c),
    }
    with np.errstate(all="ignore"):
        columns = {name: frame[name].to_numpy() for name in frame.columns if name.startswith("panel.")}
        return pd.concat([frame, pd.DataFrame(_calculated(shapes, columns), index=frame.index)], axis=1)


def pandas_series(frame: Any) -> Any:
    """Return the table with the sixty columns, in the words of pandas that keep Arrow's types."""
    import numpy as np
    import pandas as pd

    shapes: Shapes = {
        **ARITHMETIC,
        "capped": lambda a, b: (a / b).clip(upper=1.0),
        "log": lambda a: 10 * (2.5 + 1.086 * np.log(a)),
        "pick": lambda a, b: (a - b).where(a > b, b),
        "best": lambda a, b: a.where(a > b, b),
        "graded": lambda a, b, c: b.where(a >= 0, c),
    }
    with np.errstate(all="ignore"):
        columns = {name: frame[name] for name in frame.columns if name.startswith("panel.")}
        return pd.concat([frame, pd.DataFrame(_calculated(shapes, columns))], axis=1)


def pyarrow_compute(table: Any) -> Any:
    """Return the table with the sixty columns, in pyarrow's functions."""
    import pyarrow.compute as pc

    def log(a: Any) -> Any:
        return pc.multiply(pc.add(pc.multiply(pc.ln(a), 1.086), 2.5), 10.0)

    def weighted(a: Any, b: Any, c: Any) -> Any:
        return pc.add(pc.add(pc.multiply(a, 0.5), pc.multiply(b, 0.3)), pc.multiply(c, 0.2))

    shapes: Shapes = {
        "quotient": pc.divide,
        "growth": lambda a, b: pc.divide(pc.subtract(a, b), b),
        "total": lambda a, b, c: pc.add(pc.add(a, b), c),
        "capped": lambda a, b: pc.min_element_wise(pc.divide(a, b), 1.0),
        "log": log,
        "pick": lambda a, b: pc.if_else(pc.greater(a, b), pc.subtract(a, b), b),
        "mean": lambda a, b, c: pc.divide(pc.add(pc.add(a, b), c), 3.0),
        "weighted": weighted,
        "best": pc.max_element_wise,
        "graded": lambda a, b, c: pc.if_else(pc.greater_equal(a, 0.0), b, c),
    }
    columns = {name: table.column(name) for name in table.column_names if name.startswith("panel.")}
    for name, column in _calculated(shapes, columns, pc.multiply).items():
        table = table.append_column(name, column)
    return table


def _calculated(shapes: Shapes, columns: dict[str, Any], multiply: Callable[..., Any] | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for spec in (spec for level in LEVELS for spec in level):
        value = shapes[spec.shape](*[made[key] if key in made else columns[key] for key in spec.keys])
        scaled = value if spec.factor == 1.0 else multiply(value, spec.factor) if multiply else value * spec.factor
        made[spec.key] = scaled
    return made


def duckdb_sql(source: str) -> str:
    """Return the query of DuckDB: a SELECT a level, the finer one inside the next."""

    def select(inner: str, level: Sequence[Spec]) -> str:
        made = [f'{sql(spec, [_quoted(key) for key in spec.keys])} AS "{spec.key}"' for spec in level]
        return f"SELECT *, {', '.join(made)} FROM ({inner})"

    return reduce(select, LEVELS, f"FROM {source}")


def _quoted(name: str) -> str:
    return f'"{name}"'


_SQL = {
    "quotient": "{0} / {1}",
    "growth": "({0} - {1}) / {1}",
    "total": "{0} + {1} + {2}",
    "capped": "least({0} / {1}, 1)",
    "log": "10 * (2.5 + 1.086 * ln({0}))",
    "pick": "CASE WHEN {0} > {1} THEN {0} - {1} ELSE {1} END",
    "mean": "({0} + {1} + {2}) / 3",
    "weighted": "0.5 * {0} + 0.3 * {1} + 0.2 * {2}",
    "best": "greatest({0}, {1})",
    "graded": "CASE WHEN {0} >= 0 THEN {1} ELSE {2} END",
}


def sql(spec: Spec, names: Sequence[str]) -> str:
    """Return the expression of one indicator over the columns of these names, times its factor."""
    written = _SQL[spec.shape].format(*names)
    return written if spec.factor == 1.0 else f"({written}) * {spec.factor}"


#: the shapes that every library with operators writes alike
ARITHMETIC: Shapes = {
    "quotient": lambda a, b: a / b,
    "growth": lambda a, b: (a - b) / b,
    "total": lambda a, b, c: a + b + c,
    "mean": lambda a, b, c: (a + b + c) / 3,
    "weighted": lambda a, b, c: 0.5 * a + 0.3 * b + 0.2 * c,
}
