"""Comparisons, peers, ranks, windows and guarded formulas on Spark: what plain Python says, in the same rows."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest

import frames
import kaizhou_indicators as ki
import panels
from kaizhou_indicators import Domain, Text, exp, ln, maximum, minimum, sqrt, total, weighted_mean, where

NUMBERS = (None, -3.0, -0.25, 0.0, 0.5, 1.0, 2.0, 6.0, 1e6)


def spark_table(session: Any, columns: dict[str, list[Any]]) -> Any:
    types = {"area": "string", "period": "string", "row_number": "long"}
    schema = ", ".join(f"`{name}` {types.get(name, 'double')}" for name in columns)
    return session.createDataFrame(list(zip(*columns.values(), strict=True)), schema)


@pytest.mark.parametrize("periods", [panels.MONTHS, panels.YEARS, panels.QUARTERS], ids=["months", "years", "quarters"])
def test_spark_says_what_plain_python_says(session: Any, periods: list[str]) -> None:
    drawn = random.Random(len(periods))
    everywhere = [(area, period) for area in panels.AREAS for period in periods]
    rows = drawn.sample(everywhere, len(everywhere) * 4 // 5)
    values = {n: {row: drawn.choice(NUMBERS) for row in rows} for n in ("x", "y", "acc", "broken")}
    table = spark_table(session, panels.columns(rows, values))
    derived = panels.REG.derive(table, *panels.TARGETS, parents=panels.PARENTS)
    assert type(derived).__module__.startswith("pyspark")
    assert [c for c in derived.columns if c != "t.cnt#of"] == [*table.columns, *panels.TARGETS]
    assert panels.differences(frames.plain(derived), rows, values) == []


def formulas() -> Domain:
    """Every operation, and each of the traps: a missing part, a zero divisor, a logarithm of zero, an overflow."""
    d = Domain("f", Text("式", "Formulas"))
    for name in "abc":
        d.indicator(name, Text(f"量{name}", name))
    take = {"takes": {"a": "1", "b": "1"}}

    def declare(name: str, function: Any) -> None:
        d.derived(name, Text(f"式{name}", name), **take)(function)

    declare("ratio", lambda a, b: a / b)
    declare("capped", lambda a, b: minimum(a / b, 1))
    declare("floor", lambda a, b: maximum(a, b, 0))
    declare("log", lambda a, b: ln(a) - ln(b))
    declare("root", lambda a, b: sqrt(a) + sqrt(b))
    declare("power", lambda a, b: a**-2 + b**0.5)
    declare("overflow", lambda a, b: exp(a) * exp(a) - b)
    declare("nested", lambda a, b: a / (a / b))
    declare("graded", lambda a, b: where(a > b, 1, where(a / b > 0.5, 2, 3)))
    declare("either", lambda a, b: where(b != 0, a / b, -1))

    @d.derived("some", Text("部分", "Some"))
    def some(a=None, b=None, c=None):
        return total(a, b, c) + weighted_mean([a, b], [1, 2])

    return d


def test_the_guard_holds_on_spark(session: Any) -> None:
    """Spark raises where other engines divide by zero; nulls stand in the rows where plain Python refuses."""
    reg = ki.Registry([formulas()])
    cells = [None, float("nan"), float("inf"), -1.0, 0.0, 0.5, 1.0, 59.9, 1e6, 1e300]
    rows = [(a, b) for a in cells for b in cells]
    columns = {"row_number": list(range(len(rows)))}
    columns |= {"f.a": [a for a, _ in rows], "f.b": [b for _, b in rows], "f.c": [1.0] * len(rows)}
    targets = sorted(key for key in reg if key.startswith("f.") and key not in columns)
    derived = frames.plain(reg.derive(spark_table(session, columns), *targets))
    expected = frames.plain(reg.derive(frames.polars(columns), *targets))
    for target in targets:
        differ = [
            (rows[i], a, b)
            for i, (a, b) in enumerate(zip(derived[target], expected[target], strict=True))
            if not same(a, b)
        ]
        assert differ == [], target


def same(ours: float | None, theirs: float | None) -> bool:
    return ours is theirs or (ours is not None and theirs is not None and math.isclose(ours, theirs, rel_tol=1e-12))
