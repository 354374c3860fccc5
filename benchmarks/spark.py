"""Sixty columns on Spark, in local mode, against the same written by hand; skipped where PySpark or Java is absent."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import reduce
from typing import Any

from agree import agree, agree_with_reference
from formulas import LEVELS, TARGETS, registry
from measure import Outcome, Setting, Skipped, compare
from panel import panel
from rivals import ARITHMETIC, Shapes, by_hand

BAR = 2.0


def bulk(setting: Setting) -> Iterator[Outcome | Skipped]:
    """Compare the derivation of sixty columns, each result written to nowhere, which makes Spark calculate all of it."""
    from pyspark.sql import SparkSession

    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        yield Skipped("bulk spark", "no Java here")
        return
    builder = SparkSession.builder.master("local[2]").appName("benchmarks").config("spark.ui.enabled", "false")
    quiet = builder.config("spark.sql.ansi.enabled", "false").config("spark.driver.memory", "3g")
    session = quiet.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield _bulk(session, setting)
    finally:
        session.stop()


def _bulk(session: Any, setting: Setting) -> Outcome:
    frame = panel()
    table = _read(session, frame)
    small = _read(session, frame.head(5_000))
    plan, levels = registry().plan(TARGETS, frame.columns), spark_levels()
    found, theirs = plan(small).toArrow(), spark_run(small, levels).toArrow()
    agree_with_reference(frame, found)
    invented = agree(found, theirs)
    return compare(
        "60 columns, Spark, local[2]",
        "PySpark by hand, level by level",
        lambda: _calculate(plan(table)),
        lambda: _calculate(spark_run(table, levels)),
        rows=frame.height,
        rounds=max(3, setting.rounds // 3),
        bar=BAR,
        note=f"by hand {invented:,} of the cells of 5,000 rows hold a number where an input is null or zero",
    )


def _read(session: Any, frame: Any) -> Any:
    """Return the rows as a Spark table in memory, by way of a file."""
    with tempfile.TemporaryDirectory() as folder:
        frame.write_parquet(f"{folder}/panel.parquet")
        table = session.read.parquet(f"{folder}/panel.parquet").cache()
        table.count()
    return table


def _calculate(table: Any) -> None:
    table.write.format("noop").mode("overwrite").save()


def spark_levels() -> list[dict[str, Any]]:
    """Return the expressions of PySpark, level by level."""
    from pyspark.sql import functions as f

    shapes: Shapes = {
        **ARITHMETIC,
        "capped": lambda a, b: f.least(a / b, f.lit(1.0)),
        "log": lambda a: 10 * (2.5 + 1.086 * f.log(a)),
        "pick": lambda a, b: f.when(a > b, a - b).otherwise(b),
        "best": f.greatest,
        "graded": lambda a, b, c: f.when(a >= 0, b).otherwise(c),
    }

    def column(key: str) -> Any:
        return f.col(f"`{key}`")

    return [{spec.key: by_hand(shapes, spec, column) for spec in level} for level in LEVELS]


def spark_run(table: Any, levels: list[dict[str, Any]]) -> Any:
    """Return the table with the sixty columns."""
    return reduce(lambda made, level: made.withColumns(level), levels, table)
