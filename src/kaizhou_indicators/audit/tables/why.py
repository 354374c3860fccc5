"""Why: the class of the reason why a printed cell has nothing to be held to, and the input that it lies in.

``missing KEY``: an input is empty; ``gap KEY``: the table has no row for the base, but earlier ones; ``start KEY``: the
table begins too late; ``area CODE``: the reference area has no value; ``break KEY``: a break in the series lies between;
``undefined``: a divisor of zero, a base of zero or below, a logarithm of no positive number.
"""

from __future__ import annotations

import numpy as np

from ...engine.bases import broken, unbroken_base
from ...engine.steps import Look
from .boxes import Rows
from .reckoning import Reckoning


def reasons(reckoning: Reckoning, rows: Rows) -> dict[int, str]:
    """Return row -> reason for rows without a value."""
    found: dict[int, str] = {}
    for name in reckoning.leaves:
        if name in reckoning.optional:
            continue
        step, missing = reckoning.step(name), reckoning.box(name).missing
        absent = [int(row) for row in rows if missing[row] and int(row) not in found]
        found |= (
            _of_base(reckoning, step, absent) if isinstance(step, Look) else dict.fromkeys(absent, f"missing {name}")
        )
    return {int(row): found.get(int(row), "undefined") for row in rows}


def _of_base(reckoning: Reckoning, step: Look, rows: list[int]) -> dict[int, str]:
    places, series = reckoning.places(step), reckoning.sheet.series
    earlier = series.before(np.ones(len(places), dtype=bool), same_sub=True)
    return {row: _one(reckoning, step, row, int(places[row]), int(earlier[row])) for row in rows}


def _one(reckoning: Reckoning, step: Look, row: int, place: int, earlier: int) -> str:
    if place >= 0:
        return f"missing {step.source}"
    if step.area:
        return f"area {step.area}"
    period = reckoning.sheet.series.periods[row]
    base = unbroken_base(period, step) if period is not None else None
    if base is not None and period is not None and broken(step, base, period) is not None:
        return f"break {step.source}"
    return f"{'gap' if earlier >= 0 else 'start'} {step.source}"
