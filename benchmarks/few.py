"""Few rows: one value, one row, forty rows; what a plan, a formula and an import cost."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pints
import rivals
from agree import agree, agree_on_row
from formulas import TARGETS, reference, registry
from measure import Outcome, Setting, against_limit, compare, seconds
from panel import BASE, panel

import kaizhou_indicators as ki


def tli(chla: float) -> float:
    """Calculate the published formula as one would write it by hand."""
    return 10 * (2.5 + 1.086 * math.log(chla))


def one_value(setting: Setting) -> Iterator[Outcome]:
    """Compare one guarded formula over floats with the bare Python expression."""
    compiled = ki.load(only=["water"]).derivation("water.tli_chla").compiled
    assert compiled(26.5) == tli(26.5)
    yield compare(
        "one value, floats, guarded",
        "bare Python",
        lambda: compiled(26.5),
        lambda: tli(26.5),
        rounds=setting.rounds,
        number=20_000,
        bar=8.0,
    )


def one_quantity(setting: Setting) -> Iterator[Outcome]:
    """Compare a ratio of two quantities with the same in pint."""
    reg = ki.load(only=["water"])
    plan = reg.plan(["water.share_class_i_iii"], ["water.sections_i_iii", "water.sections"])
    good, whole, percent = reg.units.Quantity(9, "个"), reg.units.Quantity(12, "个"), reg.units.Unit("%")
    values = {"water.sections_i_iii": good, "water.sections": whole}
    assert plan(values)["water.share_class_i_iii"].magnitude == (good / whole).to(percent).magnitude
    yield compare(
        "one value, quantities in and out",
        "pint",
        lambda: plan(values),
        lambda: (good / whole).to(percent),
        rounds=setting.rounds,
        number=2_000,
        bar=0.33,
    )


def one_column(setting: Setting) -> Iterator[Outcome]:
    """Compare one formula over 300,000 rows of polars with the same by hand."""
    import polars as pl

    frame = pl.DataFrame({"water.chla": [0.5 + (i * 7919 % 100_000) / 1000 for i in range(300_000)]})
    plan = ki.load(only=["water"]).plan(["water.tli_chla"], frame.columns)
    by_hand = (10 * (2.5 + 1.086 * pl.col("water.chla").log())).alias("water.tli_chla")
    agree(plan(frame), frame.with_columns(by_hand), ["water.tli_chla"])
    yield compare(
        "one column, polars",
        "polars by hand",
        lambda: plan(frame),
        lambda: frame.with_columns(by_hand),
        rows=frame.height,
        rounds=setting.rounds,
        number=3,
    )


def one_row(setting: Setting) -> Iterator[Outcome]:
    """Compare the sixty formulas on one row, floats in and quantities out, with pint."""
    row = _whole_rows(1)[0]
    plan = registry().plan(TARGETS, BASE)
    agree_on_row(plan(row), reference(row))
    quantities = _quantities(row)
    yield compare(
        "1 row, 60 formulas, a mapping",
        "pint",
        lambda: plan(row),
        lambda: pints.pint_row(quantities),
        rounds=setting.rounds,
        number=50,
        bar=0.33,
    )


def forty_rows(setting: Setting) -> Iterator[Outcome]:
    """Time the sixty formulas on forty rows, as a polars frame and as a list of mappings."""
    frame, rows = panel().head(40), _whole_rows(40)
    plan, levels = registry().plan(TARGETS, frame.columns), rivals.polars_levels()
    agree(plan(frame), rivals.polars_run(frame, levels))
    for row in rows:
        agree_on_row(plan(row), reference(row))
    quantities = [_quantities(row) for row in rows]
    name, rounds = "40 rows, 60 formulas", setting.rounds
    yield against_limit(f"{name}, polars", lambda: plan(frame), 0.001, rows=40, rounds=rounds, number=20)
    yield compare(
        f"{name}, polars",
        "polars by hand, expressions kept",
        lambda: plan(frame),
        lambda: rivals.polars_run(frame, levels),
        rows=40,
        rounds=rounds,
        number=20,
    )
    yield compare(
        f"{name}, mappings to quantities",
        "pint",
        lambda: [plan(row) for row in rows],
        lambda: [pints.pint_row(row) for row in quantities],
        rows=40,
        rounds=rounds,
        bar=0.33,
    )


def _quantities(row: dict[str, Any]) -> dict[str, Any]:
    return {key: pints.units().Quantity(value, pints.unit_of(key)) for key, value in row.items()}


def _whole_rows(count: int) -> list[dict[str, Any]]:
    """Return rows in which nothing is null or zero, as mappings of key to float."""
    frame = panel().select(BASE).drop_nulls().head(10 * count)
    return [row for row in frame.iter_rows(named=True) if min(row.values()) > 0][:count]


def compiling(setting: Setting) -> Iterator[Outcome]:
    """Time what is done once: a plan of sixty formulas, and one formula traced and checked."""
    from kaizhou_indicators.formula.dimension import measure
    from kaizhou_indicators.formula.trace import trace

    reg, units = registry(), ki.UnitSystem()
    scales = {"done": units.scale("亿元"), "plan": units.scale("万元")}
    columns = ["area", "period", *BASE]
    yield against_limit("a plan of 60 formulas", lambda: reg.plan(TARGETS, columns), None, rounds=setting.rounds)
    yield against_limit(
        "trace and check one formula, warm",
        lambda: measure(trace(lambda done, plan: (done - plan) / plan), scales),
        0.0005,
        rounds=setting.rounds,
        number=500,
    )


def importing(setting: Setting) -> Iterator[Outcome]:
    """Compare the import with that of the two libraries it needs at once, the bare interpreter taken off both."""

    def run(code: str) -> float:
        return seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True))

    taken = [
        (run("pass"), run("import kaizhou_indicators"), run("import attrs, pluggy"))
        for _ in range(max(5, setting.rounds // 2))
    ]
    bare, ours, rival = (sorted(column) for column in zip(*taken, strict=True))
    middle = len(taken) // 2
    shortest, other = ours[0] - bare[0], rival[0] - bare[0]
    median = (ours[middle] - bare[middle]) / (rival[middle] - bare[middle])
    yield Outcome("import kaizhou_indicators", 0, shortest, other, shortest / other, median, "import attrs, pluggy")
