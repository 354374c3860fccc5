"""What needs other rows: comparisons with last year, with peers, and rolling up; against joins written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import signature
from typing import Any

from agree import agree, numbers
from formulas import registry
from measure import Outcome, Setting, Skipped, compare
from panel import AMOUNTS, BASE, PEOPLE, panel, parents

SELF_JOIN, GROUPED_JOIN = 1.5, 1.3
TWENTY = BASE[:20]
MISSING = 0.02


def year_on_year(setting: Setting) -> Iterator[Outcome]:
    """Compare twenty columns with the same month of last year, 2 % of the months missing, rows in order and shuffled."""
    for shuffled in (False, True):
        yield _year_on_year(panel(missing=MISSING, shuffled=shuffled), setting, "shuffled" if shuffled else "in order")


def _year_on_year(frame: Any, setting: Setting, order: str) -> Outcome:
    targets = [f"{key}@yoy:pct" for key in TWENTY]
    plan, names = registry().plan(targets, frame.columns), dict(zip(TWENTY, targets, strict=True))
    found = plan(frame)
    wrong, lost = _against_dict(frame, found, names)
    assert (wrong, lost) == (0, 0), f"{wrong} wrong cells, {lost} lost"
    agree(found, self_join(frame, names), targets)
    return compare(
        f"同比 of 20 columns, 2 % of months missing, rows {order}",
        "polars self-join by hand",
        lambda: plan(frame),
        lambda: self_join(frame, names),
        rows=frame.height,
        rounds=setting.rounds,
        bar=SELF_JOIN,
        note=f"against a dict of (area, period): {wrong} wrong, {lost} lost",
    )


def self_join(frame: Any, names: dict[str, str]) -> Any:
    """Return the table with the changes on last year in %, by a join of the table with itself a year on."""
    import polars as pl

    month = pl.col("period").str.slice(0, 4).cast(pl.Int32) * 12 + pl.col("period").str.slice(5, 2).cast(pl.Int32)
    numbered = frame.with_columns(month.alias("month"))
    base = numbered.select("area", pl.col("month") + 12, *[pl.col(key).alias(f"{key} base") for key in names])
    joined = numbered.join(base, on=["area", "month"], how="left", maintain_order="left")
    made = [((pl.col(k) / pl.col(f"{k} base") - 1) * 100).alias(target) for k, target in names.items()]
    return joined.with_columns(made).select(*frame.columns, *names.values())


def _against_dict(frame: Any, found: Any, names: dict[str, str]) -> tuple[int, int]:
    """Count cells that differ from, and cells that lack, the change on the row that a plain dict finds."""
    import numpy as np

    keys = list(zip(frame["area"].to_list(), frame["period"].to_list(), strict=True))
    row_of = {key: row for row, key in enumerate(keys)}
    bases = np.array([row_of.get((area, f"{int(period[:4]) - 1}{period[4:]}"), -1) for area, period in keys])
    wrong = lost = 0
    for key, target in names.items():
        value, got = numbers(frame, key), numbers(found, target)
        base = np.where(bases >= 0, value[bases], np.nan)
        with np.errstate(all="ignore"):
            wanted = np.where(base > 0, (value - base) / base * 100, np.nan)
        wrong += int((~np.isnan(got) & ~np.isclose(got, wanted, rtol=1e-9, atol=1e-9)).sum())
        lost += int((np.isnan(got) & ~np.isnan(wanted)).sum())
    return wrong, lost


def peers(setting: Setting) -> Iterator[Outcome | Skipped]:
    """Compare twenty columns with the mean of the other areas: of all, and of those with the same parent."""
    frame = panel()
    yield _peers(frame, setting, {}, "all counties one group")
    if "parents" in signature(registry().plan).parameters:
        yield _peers(frame, setting, {"parents": parents(frame)}, "by parent")
    else:
        yield Skipped("peers by parent", "the plan takes no parents= yet.")


def _peers(frame: Any, setting: Setting, how: dict[str, Any], told: str) -> Outcome:
    targets = [f"{key}@peers.mean" for key in TWENTY]
    plan, names = registry().plan(targets, frame.columns, **how), dict(zip(TWENTY, targets, strict=True))
    grouped = how.get("parents")
    agree(plan(frame), grouped_join(frame, names, grouped), targets)
    return compare(
        f"mean of the peers, 20 columns, {told}",
        "polars group_by and join by hand",
        lambda: plan(frame),
        lambda: grouped_join(frame, names, grouped),
        rows=frame.height,
        rounds=setting.rounds,
        bar=GROUPED_JOIN,
    )


def grouped_join(frame: Any, names: dict[str, str], parent_of: dict[str, str] | None) -> Any:
    """Return the table with the means of the other areas of the group and period."""
    import polars as pl

    keys = ["period", "parent"] if parent_of else ["period"]
    table = frame.with_columns(pl.col("area").replace_strict(parent_of).alias("parent")) if parent_of else frame
    sums = [pl.col(key).sum().alias(f"{key} sum") for key in names]
    counts = [pl.col(key).count().alias(f"{key} count") for key in names]
    joined = table.join(table.group_by(keys).agg(*sums, *counts), on=keys, how="left", maintain_order="left")
    made = [
        ((pl.col(f"{k} sum") - pl.col(k).fill_null(0)) / (pl.col(f"{k} count") - pl.col(k).is_not_null())).alias(target)
        for k, target in names.items()
    ]
    return joined.with_columns(made).select(*frame.columns, *names.values())


def rollup(setting: Setting) -> Iterator[Outcome | Skipped]:
    """Roll months up to years: twenty sums and the ratios re-derived from them, against group_by by hand."""
    frame, reg = panel(), registry()
    if not hasattr(reg, "rollup"):
        yield Skipped("rollup", "the registry has no rollup yet.")
        return
    kept = frame.select("area", "period", *[f"panel.{name}" for name in (*AMOUNTS, *PEOPLE)])
    found, theirs = reg.rollup(kept, period="year"), rolled_up(kept)
    order = ["area", "period"]
    agree(found.sort(order), theirs.sort(order), kept.columns[2:])
    yield compare(
        "twenty columns rolled up to years",
        "polars group_by by hand",
        lambda: reg.rollup(kept, period="year"),
        lambda: rolled_up(kept),
        rows=kept.height,
        rounds=setting.rounds,
    )


def rolled_up(frame: Any) -> Any:
    """Return the sums of the years."""
    import polars as pl

    year = pl.col("period").str.slice(0, 4)
    return frame.group_by("area", year, maintain_order=True).agg(pl.col("^panel\\..*$").sum())
