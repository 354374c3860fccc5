"""Sixty columns over the whole panel: each kind of table against its own hand-written code, then every other rival."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import metric_layer
import pints
import rivals
from agree import agree, agree_with_reference
from formulas import SPECS, TARGETS, registry
from measure import Outcome, Setting, compare
from panel import panel

#: what is wanted of polars, and of every other kind of table
POLARS, OTHERS = 1.25, 2.0
#: what still counts as linear
LINEAR = 1.25
Runs = tuple[Callable[[], Any], Callable[[], Any]]


def _polars(frame: Any, plan: Any) -> Runs:
    levels = rivals.polars_levels()
    return lambda: plan(frame), lambda: rivals.polars_run(frame, levels)


def _lazy(frame: Any, plan: Any) -> Runs:
    levels = rivals.polars_levels()
    return lambda: plan(frame.lazy()).collect(), lambda: rivals.polars_run(frame.lazy(), levels).collect()


def _pandas_numpy(frame: Any, plan: Any) -> Runs:
    table = frame.to_pandas()
    return lambda: plan(table), lambda: rivals.pandas_numpy(table)


def _pandas_arrow(frame: Any, plan: Any) -> Runs:
    table = frame.to_pandas(use_pyarrow_extension_array=True)
    return lambda: plan(table), lambda: rivals.pandas_series(table)


def _pyarrow(frame: Any, plan: Any) -> Runs:
    table = frame.to_arrow()
    return lambda: plan(table), lambda: rivals.pyarrow_compute(table)


def _duckdb(frame: Any, plan: Any) -> Runs:
    connection = duckdb_with(frame)
    relation, query = connection.table("panel"), rivals.duckdb_sql("panel")
    return lambda: plan(relation).to_arrow_table(), lambda: connection.sql(query).to_arrow_table()


def duckdb_with(frame: Any) -> Any:
    """Return a DuckDB connection with the table ``panel``."""
    import duckdb

    connection = duckdb.connect()
    connection.register("arrow_panel", frame.to_arrow())
    connection.execute("CREATE TABLE panel AS FROM arrow_panel")
    return connection


KINDS: dict[str, tuple[Callable[[Any, Any], Runs], str, float]] = {
    "polars": (_polars, "polars by hand, level by level", POLARS),
    "polars lazy": (_lazy, "polars lazy by hand", POLARS),
    "pandas, numpy": (_pandas_numpy, "pandas and numpy by hand", OTHERS),
    "pandas, Arrow": (_pandas_arrow, "pandas by hand", OTHERS),
    "pyarrow": (_pyarrow, "pyarrow.compute by hand", OTHERS),
    "DuckDB": (_duckdb, "SQL by hand, three SELECTs", OTHERS),
}


def own_kind(kind: str) -> Callable[[Setting], Iterator[Outcome]]:
    """Return the case of one kind of table against hand-written code on that kind, at each size."""

    def case(setting: Setting) -> Iterator[Outcome]:
        for times in setting.times:
            yield _own_kind(kind, times, setting)

    return case


def _own_kind(kind: str, times: int, setting: Setting) -> Outcome:
    frame = panel(times)
    make, against, bar = KINDS[kind]
    ours, rival = make(frame, registry().plan(TARGETS, frame.columns))
    invented = _checked(frame, ours(), rival())
    return compare(
        f"60 columns, {kind}",
        against,
        ours,
        rival,
        rows=frame.height,
        rounds=setting.rounds_for(times),
        bar=bar,
        note=f"by hand {invented:,} cells hold a number where an input is null or zero" if invented else "",
    )


def _checked(frame: Any, ours: Any, theirs: Any) -> int:
    agree_with_reference(frame, ours)
    return agree(ours, theirs)


def linear(setting: Setting) -> Iterator[Outcome]:
    """Compare the time a row at the largest size with that at the smallest; by hand likewise, for the machine's share."""
    small, large = panel(min(setting.times)), panel(max(setting.times))
    if small.height == large.height:
        return
    plan, levels = registry().plan(TARGETS, small.columns), rivals.polars_levels()
    more, rounds = large.height / small.height, setting.rounds_for(10)
    sides = {
        "60 columns, polars, time a row": plan,
        "the same by hand": lambda frame: rivals.polars_run(frame, levels),
    }
    for name, run in sides.items():
        yield compare(
            name,
            f"itself at {small.height:,} rows",
            lambda run=run: run(large),
            lambda run=run: run(small),
            rows=large.height,
            rounds=rounds,
            scale=more,
            bar=LINEAR if run is plan else None,
        )


def with_pint_pandas(setting: Setting) -> Iterator[Outcome]:
    """Compare with pint-pandas: columns that carry their units."""
    frame = panel()
    plan, table = registry().plan(TARGETS, frame.columns), frame.to_pandas()
    columns = pints.pint_columns(table)
    agree(plan(table), pints.pint_pandas(columns))
    yield compare(
        "60 columns, pandas",
        "pint-pandas",
        lambda: plan(table),
        lambda: pints.pint_pandas(columns),
        rows=frame.height,
        rounds=setting.rounds,
    )


def with_pint(setting: Setting) -> Iterator[Outcome]:
    """Compare with pint on single quantities, row by row: a hundred rows, scaled up."""
    frame = panel()
    whole = frame.drop_nulls().filter(*[_positive(name) for name in frame.columns[2:]])
    rows, plan = pints.pint_rows(whole.head(100)), registry().plan(TARGETS, frame.columns)
    agree(plan(whole).head(100), pints.pint_by_row(rows))
    yield compare(
        "60 columns, polars",
        "pint, row by row (100 rows, scaled)",
        lambda: plan(frame),
        lambda: pints.pint_by_row(rows),
        rows=frame.height,
        rounds=max(3, setting.rounds // 3),
        scale=frame.height / 100,
    )


def _positive(name: str) -> Any:
    import polars as pl

    return pl.col(name) > 0


def with_metric_layer(setting: Setting) -> Iterator[Outcome]:
    """Compare with a metric layer: all sixty as calculated measures at the grain of area and period, on DuckDB."""
    import polars as pl

    frame = panel()
    connection = duckdb_with(frame)
    layer, relation = metric_layer.layer(connection), connection.table("panel")
    plan = registry().plan(TARGETS, frame.columns)
    order, names = ["area", "period"], {spec.name: spec.key for spec in SPECS}
    theirs = pl.DataFrame(metric_layer.run(layer)).rename(names)
    agree(plan(frame).sort(order), theirs.sort(order))
    yield compare(
        "60 columns, DuckDB",
        f"{metric_layer.NAME}, all sixty as calculated measures",
        lambda: plan(relation).to_arrow_table(),
        lambda: metric_layer.run(layer),
        rows=frame.height,
        rounds=max(3, setting.rounds // 3),
    )
