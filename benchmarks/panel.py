"""The table that is derived from: counties by months, amounts, people and cases, with nulls and zeros; always the same."""

from __future__ import annotations

from typing import Any

COUNTIES, MONTHS = 2_844, 120
AMOUNTS = [f"amount_{i}" for i in range(10)]
PEOPLE = [f"people_{i}" for i in range(10)]
CASES = [f"cases_{i}" for i in range(10)]
BASE = [f"panel.{name}" for name in (*AMOUNTS, *PEOPLE, *CASES)]
NULLS, ZEROS = 0.01, 0.002


def panel(times: int = 1, *, missing: float = 0.0, shuffled: bool = False, columns: int = 30) -> Any:
    """Return a polars frame of area, period and base columns.

    Args:
        times: how many times as many counties.
        missing: the share of the months that have no row.
        shuffled: whether the rows come in no order.
        columns: how many of the base columns.
    """
    import numpy as np
    import polars as pl

    random = np.random.default_rng(20150101)
    rows = COUNTIES * times * MONTHS
    data: dict[str, Any] = dict(_keys(COUNTIES * times))
    for name in BASE[:columns]:
        values = random.lognormal(mean=4.0, sigma=0.6, size=rows)
        values[random.random(rows) < ZEROS] = 0.0
        data[name] = pl.Series(values).set(pl.Series(random.random(rows) < NULLS), None)
    frame = pl.DataFrame(data)
    if missing:
        frame = frame.filter(pl.Series(random.random(rows) >= missing))
    return frame.sample(fraction=1.0, shuffle=True, seed=7) if shuffled else frame


def _keys(counties: int) -> dict[str, Any]:
    import numpy as np
    import polars as pl

    months = [f"{2015 + m // 12}-{m % 12 + 1:02d}" for m in range(MONTHS)]
    areas = pl.Series([f"{500_000 + i:06d}" for i in range(counties)])
    return {
        "area": areas.gather(pl.Series(np.repeat(np.arange(counties, dtype="uint32"), MONTHS))),
        "period": pl.Series(months).gather(pl.Series(np.tile(np.arange(MONTHS, dtype="uint32"), counties))),
    }


def parents(frame: Any, group: int = 38) -> dict[str, str]:
    """Return area -> parent, some forty counties to a parent."""
    return {area: f"{int(area) // group:05d}" for area in frame["area"].unique().to_list()}
