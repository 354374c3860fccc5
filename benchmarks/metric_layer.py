"""The sixty formulas in a metric layer from PyPI: boring-semantic-layer, on DuckDB by way of ibis.

Chosen because it runs here without a server, beside current pint, narwhals and DuckDB, under a permissive licence, and takes all
sixty as calculated measures. A metric layer calculates after grouping; grouped by area and period, a row's measures are
functions of that row alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from formulas import SPECS, Spec
from panel import BASE
from rivals import ARITHMETIC, Shapes, by_hand

NAME = "boring-semantic-layer"


def layer(connection: Any) -> Any:
    """Return the layer with the thirty columns as sums and the sixty indicators as calculated measures.

    Args:
        connection: a DuckDB connection with the table ``panel``.
    """
    import ibis
    from boring_semantic_layer import to_semantic_table

    made = to_semantic_table(ibis.duckdb.from_connection(connection).table("panel"), name="panel")
    made = made.with_dimensions(area=lambda table: table.area, period=lambda table: table.period)
    made = made.with_measures(**{_measure(key): _sum(key) for key in BASE})
    shapes = _shapes()
    for spec in SPECS:  # each level needs the one before
        made = made.with_measures(**{spec.name: _calculated(shapes, spec)})
    return made


def run(made: Any) -> Any:
    """Return the sixty measures as a pyarrow table; the layer compiles its query and DuckDB runs it."""
    return made.group_by("area", "period").aggregate(*[spec.name for spec in SPECS]).to_pyarrow()


def _sum(key: str) -> Callable[[Any], Any]:
    return lambda table: table[key].sum()


def _calculated(shapes: Shapes, spec: Spec) -> Callable[[Any], Any]:
    return lambda table: by_hand(shapes, spec, lambda key: table[_measure(key)])


def _measure(key: str) -> str:
    """Return the name of the measure: a sum must not have the name of its column."""
    name = key.partition(".")[2]
    return f"all_{name}" if key in BASE else name


def _shapes() -> Shapes:
    import ibis

    return {
        **ARITHMETIC,
        "capped": lambda a, b: ibis.least(a / b, 1.0),
        "log": lambda a: 10 * (2.5 + 1.086 * a.ln()),
        "pick": lambda a, b: ibis.ifelse(a > b, a - b, b),
        "best": ibis.greatest,
        "graded": lambda a, b, c: ibis.ifelse(a >= 0, b, c),
    }
