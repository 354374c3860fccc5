"""The table: on the screen as it comes, and as a page of the documentation."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from measure import Outcome, Skipped

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_LIBRARIES = (
    "polars",
    "pandas",
    "numpy",
    "pyarrow",
    "duckdb",
    "pyspark",
    "narwhals",
    "pint",
    "pint-pandas",
    "boring-semantic-layer",
    "ibis-framework",
)
_HEAD = ("case", "rows", "ours", "against", "rival", "ratio min", "ratio median", "wanted", "met")
_RULE = ("---", "--:", "--:", "---", "--:", "--:", "--:", "--:", "---")

INTRODUCTION = """\
# Benchmarks

This page is written by the benchmark itself: `python -m nox -s bench -- --write` measures anew and replaces it (`--quick` for
a few rounds of the small panel, `--only NAME` for one case).

Every row compares two ways to do the same task in one process: rounds of both sides in random order, without the garbage
collector. The ratio of the two shortest times is what is judged; the ratio of the medians beside it says how quiet the
machine was. Times depend on the machine, ratios much less; nothing in the test suite asserts either.

Before anything is timed, both results are compared cell by cell (to 1e-9), and ours also with the same formulas in plain
Python, nulls included. The code by hand is what one writes without a thought for nulls and zeros. Where it fills a cell
that is undefined (the least of a null and 1 is 1 in most libraries), the cell is left out of the comparison and counted in the notes.

The panel is synthetic and always the same: 2,844 counties by 120 months, 30 columns, 1 % nulls, 0.2 % zeros. From it 60
indicators are derived in three levels: ratios, sums, growth, capped ratios, logarithms, choices, weighted means. The metric layer
takes all sixty as calculated measures, grouped by area and period. Units are checked by ours and by pint, by no other rival.
"""


def line(outcome: Outcome) -> str:
    """Return one comparison for the screen."""
    ours, rival = amount(outcome.ours, outcome.unit), amount(outcome.rival, outcome.unit)
    bar = f"≤ {outcome.bar:g}×" if outcome.bar else ""
    figures = f"{ours:>10} {rival:>10} {times(outcome.ratio):>8} {times(outcome.median):>8}  {bar:8} {outcome.met:4}"
    named = f"{outcome.case} / {outcome.against}"
    return f"{named:92} {outcome.rows:>10,} {figures}" + (f" {outcome.note}" if outcome.note else "")


def head() -> str:
    """Return the head of the table for the screen."""
    return f"{'case / against':92} {'rows':>10} {'ours':>10} {'rival':>10} {'min':>8} {'median':>8}  {'wanted':8} met"


def amount(value: float, unit: str) -> str:
    """Return seconds or bytes, three digits long.

    >>> amount(0.0123, "s"), amount(5e8, "B")
    ('12.3 ms', '500 MB')
    """
    if math.isnan(value):
        return "–"
    scales = ((1, "s"), (1e-3, "ms"), (1e-6, "µs"), (0, "ns")) if unit == "s" else ((1e9, "GB"), (0, "MB"))
    least, name = next(pair for pair in scales if value >= pair[0])
    return f"{value / (least or (1e-9 if unit == 's' else 1e6)):.3g} {name}"


def times(ratio: float) -> str:
    """Return a ratio; a very small one says how many times faster."""
    if math.isnan(ratio):
        return "–"
    return f"{ratio:.2f}×" if ratio >= 0.01 else f"1/{1 / ratio:,.0f}"


def page(outcomes: Sequence[Outcome], skipped: Iterable[Skipped]) -> str:
    """Return the page of the documentation."""
    rows = [_HEAD, _RULE, *map(_cells, outcomes)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    notes = "".join(f"- {o.case}, {o.rows:,} rows, against {o.against}: {o.note}.\n" for o in outcomes if o.note)
    absent = "".join(f"- {s.case}: {s.why}\n" for s in skipped)
    parts = [INTRODUCTION, f"## Results\n\n{_machine()}\n\n{table}\n"]
    parts += [f"## Notes\n\n{notes}"] if notes else []
    parts += [f"## Not run\n\n{absent}"] if absent else []
    return "\n".join(parts)


def _cells(outcome: Outcome) -> tuple[str, ...]:
    return (
        outcome.case,
        f"{outcome.rows:,}" if outcome.rows else "",
        amount(outcome.ours, outcome.unit),
        outcome.against,
        amount(outcome.rival, outcome.unit),
        times(outcome.ratio),
        times(outcome.median),
        f"≤ {outcome.bar:g}×" if outcome.bar else "",
        outcome.met,
    )


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else math.nan
    where = f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, {platform.system()}"
    known = [f"{name} {found}" for name in _LIBRARIES if (found := _version(name))]
    return f"{date.today().isoformat()}; {where}; Python {platform.python_version()}, {', '.join(known)}."


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
