"""The sixty formulas in pint: on columns that carry units (pint-pandas), and on single quantities, row by row.

pint knows what 万元 by 人 is, but a logarithm, a minimum or a choice takes numbers: there the unit is taken off and put on again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from formulas import EMPIRICAL, SPECS, TARGETS, Spec
from panel import BASE

#: units of the panel in ASCII, and of the results
_UNITS = {"万元": "wanyuan", "人": "person", "件": "matter", "元/人": "yuan / person", "%": "percent", "1": ""}
_LINES = ("yuan = [currency]", "wanyuan = 10000 * yuan", "person = [people]", "matter = [matters]")


@lru_cache
def units() -> Any:
    """Return pint's registry with the units of the panel."""
    import pint

    registry = pint.UnitRegistry()
    for line in _LINES:
        registry.define(line)
    pint.set_application_registry(registry)
    return registry


def unit_of(key: str) -> Any:
    """Return the pint unit of a base column."""
    kind = key.partition(".")[2].partition("_")[0]
    return units().Unit({"amount": "wanyuan", "people": "person", "cases": "matter"}[kind])


def pint_rows(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a polars frame as dicts of quantities."""
    quantity, made = units().Quantity, {key: unit_of(key) for key in BASE}
    return [{key: quantity(row[key], unit) for key, unit in made.items()} for row in frame.iter_rows(named=True)]


def pint_by_row(rows: list[dict[str, Any]]) -> Any:
    """Return the sixty columns as a polars frame of bare numbers in the declared units."""
    import polars as pl

    made = [pint_row(row) for row in rows]
    return pl.DataFrame({target: [row[target].magnitude for row in made] for target in TARGETS})


def pint_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sixty quantities of one row."""
    values = dict(row)
    for spec in SPECS:
        values[spec.key] = _one(spec, [values[key] for key in spec.keys])
    return {target: values[target] for target in TARGETS}


def _one(spec: Spec, taken: list[Any]) -> Any:
    if spec.shape in EMPIRICAL:
        return units().Quantity(_QUANTITIES[spec.shape](*[value.magnitude for value in taken]))
    return _QUANTITIES[spec.shape](*taken).to(_unit(spec.unit))


@lru_cache
def _unit(text: str) -> Any:
    return units().Unit(_UNITS[text])


_SHARED: Mapping[str, Callable[..., Any]] = {
    "quotient": lambda a, b: a / b,
    "growth": lambda a, b: (a - b) / b,
    "total": lambda a, b, c: a + b + c,
    "mean": lambda a, b, c: (a + b + c) / 3,
    "weighted": lambda a, b, c: 0.5 * a + 0.3 * b + 0.2 * c,
}
_QUANTITIES: Mapping[str, Callable[..., Any]] = {
    **_SHARED,
    "capped": lambda a, b: min((a / b).to(""), units().Quantity(1.0)),
    "log": lambda a: 10 * (2.5 + 1.086 * math.log(a)),
    "pick": lambda a, b: a - b if a > b else b,
    "best": max,
    "graded": lambda a, b, c: b if a.magnitude >= 0 else c,
}


def pint_columns(table: Any) -> Any:
    """Return the base columns of a pandas table as columns with units."""
    import pandas as pd
    from pint_pandas import PintArray, PintType

    PintType.ureg = units()
    return pd.DataFrame({key: PintArray(table[key].to_numpy(), unit_of(key)) for key in BASE})


def pint_pandas(columns: Any) -> Any:
    """Return the sixty columns as a pandas table of bare numbers in the declared units."""
    import numpy as np
    import pandas as pd

    values = {key: columns[key] for key in BASE}
    with np.errstate(all="ignore"):
        for spec in SPECS:
            values[spec.key] = _column(spec, [values[key] for key in spec.keys])
    return pd.DataFrame({target: values[target].pint.magnitude.to_numpy() for target in TARGETS})


def _column(spec: Spec, taken: list[Any]) -> Any:
    if spec.shape in _SHARED and spec.shape not in EMPIRICAL:
        return _SHARED[spec.shape](*taken).pint.to(_unit(spec.unit))
    return _with_unit(_MAGNITUDES[spec.shape](*[column.pint.magnitude.to_numpy() for column in taken]), spec.unit)


def _with_unit(numbers: Any, unit: str) -> Any:
    import pandas as pd
    from pint_pandas import PintArray

    return pd.Series(PintArray(numbers, _unit(unit)))


def _numpy() -> Mapping[str, Callable[..., Any]]:
    import numpy as np

    return {
        "weighted": _SHARED["weighted"],
        "capped": lambda a, b: np.minimum(a / b, 1.0) * 100.0,
        "log": lambda a: 10 * (2.5 + 1.086 * np.log(a)),
        "pick": lambda a, b: np.where(a > b, a - b, b),
        "best": np.maximum,
        "graded": lambda a, b, c: np.where(a >= 0, b, c),
    }


_MAGNITUDES = _numpy()
