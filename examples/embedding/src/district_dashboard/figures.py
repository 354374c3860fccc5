"""The figures: a CSV of area, period and one column an indicator, checked by the library before anything is derived."""

from __future__ import annotations

from pathlib import Path

import kaizhou_indicators as ki
import polars as pl

from .errors import FiguresError

_KEYS = ("area", "period")


def read_figures(file: str | Path, registry: ki.Registry) -> pl.DataFrame:
    """Read and check monthly figures.

    Args:
        file: a CSV; headers are keys, or titles with a unit such as ``总磷(ug/L)``.
        registry: the definitions that the figures are checked against.

    Raises:
        FiguresError: the file cannot be read, or figures are at fault; all faults together.
    """
    name = Path(file).name
    try:
        table = pl.read_csv(file, schema_overrides=dict.fromkeys(_KEYS, pl.String), infer_schema_length=None)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise FiguresError(name, [f"it cannot be read: {error}"]) from error
    missing = [f"there is no column {key!r}; every row needs an area and a period" for key in _KEYS if key not in table]
    if missing:
        raise FiguresError(name, missing)
    table = _empty_columns_are_numbers(table)
    faults = registry.check(table)
    if faults:
        raise FiguresError(name, faults)
    return table


def _empty_columns_are_numbers(table: pl.DataFrame) -> pl.DataFrame:
    """Return columns without a single value as numbers: a CSV cannot say what they would hold, and polars takes text."""
    empty = [name for name in table.columns if name not in _KEYS and table[name].null_count() == table.height]
    return table.with_columns(pl.col(empty).cast(pl.Float64)) if empty else table
