"""Scoring a group of units: scores, what fills a missing item, places and grades inside the group.

A score of a unit comes from the core's ``Composite``; what needs the other units of the group lives here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kaizhou_indicators import Composite, KaizhouError, League, ProcessError, Ranking, Text, refuse

#: how a missing item is treated: the two policies of the core, and the mean points of the group
MISSING = ("refuse", "renormalise", "group_mean")
Actuals = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class UnitScore:
    """The score of one unit of a group, exact.

    Attributes:
        value: the score.
        points: item -> its points; they add up to the value.
        filled: items without a value, given the mean points of the group.
    """

    value: Fraction
    points: Mapping[str, Fraction | None]
    filled: tuple[str, ...] = ()


def score_group(composite: Composite, actuals: Actuals, year: int | str, *, missing: str) -> dict[str, UnitScore]:
    """Return the scores of all units of a group.

    Args:
        composite: weights, benchmarks and caps.
        actuals: unit -> item -> number, None where it is missing.
        year: whose benchmarks hold.
        missing: ``refuse``, ``renormalise`` or ``group_mean`` (the item's mean points among the units that have it).

    Raises:
        ProcessError: an unknown policy, a unit that cannot be scored, an item that no unit has; all units together.

    >>> index = Composite("综合", {
    ...     "tax": {"weight": 60, "benchmarks": {"2022": 20}, "better": "higher"},
    ...     "waste": {"weight": 40, "benchmarks": {"2022": 100}, "better": "higher"},
    ... }, total=100, missing="refuse")
    >>> group = {"甲": {"tax": 20, "waste": 50}, "乙": {"tax": 30, "waste": None}}
    >>> {unit: int(score.value) for unit, score in score_group(index, group, 2022, missing="group_mean").items()}
    {'甲': 80, '乙': 110}
    """
    if missing not in MISSING:
        msg = f"{composite.label}: missing={missing!r} is none of {', '.join(MISSING)}"
        raise ProcessError(msg)
    if missing == "group_mean":
        return _filled(composite, actuals, year)
    if missing != composite.missing:
        msg = f"{composite.label} was made with missing={composite.missing!r}; make it with missing={missing!r}"
        raise ProcessError(msg)
    scored, faults = {}, []
    for unit, values in actuals.items():
        try:
            found = composite.score(values, year)
            scored[unit] = UnitScore(found.value, found.points)
        except KaizhouError as error:
            faults.append(f"{unit}: {error}")
    refuse("1+3+X", faults)
    return scored


def rank_group(title: Text | str, scores: Mapping[str, UnitScore]) -> Ranking:
    """Return the places of the units by their scores, the highest first; equal scores share the better place."""
    return League(title, better="higher").rank({unit: score.value for unit, score in scores.items()})


def _filled(composite: Composite, actuals: Actuals, year: int | str) -> dict[str, UnitScore]:
    known = [item.name for item in composite.items]
    faults = [
        f"{unit}: unknown item {word!r}; known: {', '.join(known)}"
        for unit, row in actuals.items()
        for word in row
        if word not in known
    ]
    refuse("1+3+X", faults or [fault for item in composite.items for fault in item.year_faults(year)])
    points = {unit: _points(composite, row, year, unit, faults) for unit, row in actuals.items()}
    refuse("1+3+X", faults)
    means = {name: _mean([row[name] for row in points.values()]) for name in known}
    empty = [name for name, mean in means.items() if mean is None]
    refuse(
        "1+3+X",
        [f"no unit has a value of {name}, so it has no mean; leave the item out of the table" for name in empty],
    )
    return {
        unit: _score({n: means[n] if p is None else p for n, p in row.items()}, row) for unit, row in points.items()
    }


def _points(
    composite: Composite, row: Mapping[str, Any], year: int | str, unit: str, faults: list[str]
) -> dict[str, Fraction | None]:
    points: dict[str, Fraction | None] = {}
    for item in composite.items:
        try:
            actual = item.read(row.get(item.name))
            points[item.name] = None if actual is None else item.weight * item.term(year).ratio(min, actual)
        except KaizhouError as error:
            faults.append(f"{unit}: {error}")
            points[item.name] = None
    return points


def _mean(values: list[Fraction | None]) -> Fraction | None:
    present = [value for value in values if value is not None]
    return sum(present, Fraction(0)) / len(present) if present else None


def _score(full: Mapping[str, Fraction | None], given: Mapping[str, Fraction | None]) -> UnitScore:
    value = sum((points for points in full.values() if points is not None), Fraction(0))
    return UnitScore(value, dict(full), tuple(name for name, points in given.items() if points is None))
