"""Reach: what lies within a radius that the user gives, of what the user declares; one unit of coverage at a time.

A place whose distance is unknown is neither inside nor outside: it is named, and nothing is counted until it is measured
or left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import Any

import kaizhou_indicators as ki

from .coverage import UNITS
from .domain import share
from .records import only, section, unknown, value

MEASURES = ("公里", "分钟")
_WHAT = (
    f"radius (a number above 0), measure ({' or '.join(MEASURES)}) and unit (one of {', '.join(UNITS)}), for example"
    ' radius = 1.5, measure = "公里", unit = "towns"'
)


@dataclass(frozen=True)
class Covered:
    """How much lies within a radius.

    Attributes:
        reach: what was asked.
        covered: how many lie within the radius.
        total: how many there are.
    """

    reach: Reach
    covered: int
    total: int

    @property
    def share(self) -> Fraction | None:
        """Covered of all as an exact fraction; None where there is nothing to cover."""
        return Fraction(self.covered, self.total) if self.total else None

    def counts(self) -> dict[str, int]:
        """Return both numbers under the keys of their indicators."""
        return {f"stations.{self.reach.unit}_covered": self.covered, f"stations.{self.reach.unit}": self.total}

    @staticmethod
    def pooled(parts: Iterable[Covered]) -> Covered:
        """Add up several areas: Σ covered of Σ all.

        Raises:
            ProcessError: nothing to add, or parts of different units or radii, which are never mixed.
        """
        given = list(parts)
        reaches = list(dict.fromkeys(part.reach for part in given))
        if len(reaches) != 1:
            told = " and ".join(map(str, reaches)) or "nothing"
            ki.refuse("coverage", [f"{told} cannot be added up; pool coverages of one unit and one radius"])
        return Covered(reaches[0], sum(part.covered for part in given), sum(part.total for part in given))


@dataclass(frozen=True)
class Reach:
    """A service radius and what it is to cover.

    Attributes:
        radius: how far a station reaches, the radius included.
        measure: 公里 or 分钟; the distances handed in are in it.
        unit: ``outdoor_workers``, ``towns`` or ``business_districts``.

    Raises:
        ProcessError: a radius that is none, an unknown measure or unit; all together.

    >>> reach = Reach(1.5, "公里", "towns")
    >>> reach.count({"甲镇": 0.4, "乙镇": 2.0}).share
    Fraction(1, 2)
    """

    radius: float
    measure: str
    unit: str

    def __post_init__(self) -> None:
        radius: object = self.radius
        number = isinstance(radius, int | float) and not isinstance(radius, bool) and isfinite(radius) and radius > 0
        found = [] if number else [f"radius {radius!r} is no number above 0"]
        found += [] if self.measure in MEASURES else [unknown("measure", self.measure, MEASURES)]
        found += [] if self.unit in UNITS else [unknown("unit of coverage", self.unit, UNITS)]
        ki.refuse("reach", found)

    def __str__(self) -> str:
        return f"{self.unit} within {self.radius:g} {self.measure}"

    def count(self, nearest: Mapping[str, float | None], workers: Mapping[str, int] | None = None) -> Covered:
        """Count what lies within the radius.

        Args:
            nearest: place -> distance to its nearest station, in the measure of the radius.
            workers: place -> workers there; with the unit ``outdoor_workers`` only, a town or a district counts as one.

        Raises:
            ProcessError: distances that are missing or below zero, workers missing or handed in where places count.
        """
        ki.refuse(f"coverage of {self}", [*_distance_faults(nearest), *self._worker_faults(nearest, workers)])
        numbers = workers if workers is not None else dict.fromkeys(nearest, 1)
        inside = [place for place, distance in nearest.items() if distance is not None and distance <= self.radius]
        return Covered(self, sum(numbers[place] for place in inside), sum(numbers[place] for place in nearest))

    def declare(self, domain: ki.Domain) -> tuple[str, ...]:
        """Declare the unit's count, those covered and ``coverage``; another radius or unit is not compared with it."""
        title, unit = UNITS[self.unit]
        stock = {"unit": unit, "kind": "count", "over_time": "last", "over_area": "sum", "valid": (0, None)}
        whole = domain.indicator(self.unit, _number(title), **stock, **self._common())
        covered = domain.indicator(f"{self.unit}_covered", _inside(title), **stock, **self._common())
        share_title = ki.Text(f"驿站覆盖率（{self._told()}）", f"Coverage: {self}")
        inputs = {"part": covered, "whole": whole}
        rules = {"unit": "%", "better": "higher", "valid": (0, 100), "inputs": inputs}
        domain.derived("coverage", share_title, **rules, **self._common())(share)
        domain.identity("covered_of_all", ki.Identity.k_of_n(covered, whole))
        return whole, covered, f"{domain.name}.coverage"

    def _told(self) -> str:
        return f"{UNITS[self.unit][0].zh}，服务半径{self.radius:g}{self.measure}"

    def _common(self) -> dict[str, Any]:
        definition = ki.Text(f"按使用者配置：{self._told()}", f"as the user configured it: {self}")
        return {"definition": definition, "source": "configuration", "basis": ki.Basis(scope=str(self))}

    def _worker_faults(self, nearest: Mapping[str, Any], workers: Mapping[str, Any] | None) -> list[str]:
        if self.unit != "outdoor_workers":
            return [f"each of the {self.unit} counts as one; leave workers out"] if workers is not None else []
        if workers is None:
            return ["it counts workers; hand in workers={place: number}"]
        found = [
            f"workers of {place!r} are missing; count them, or leave the place out"
            for place in nearest
            if place not in workers
        ]
        wrong = [place for place, n in workers.items() if not isinstance(n, int) or isinstance(n, bool) or n < 0]
        return found + [f"workers of {place!r} are {workers[place]!r}, no whole number from 0 on" for place in wrong]


def reach_of(table: Mapping[str, Any] | None) -> Reach:
    """Return the reach of the user's configuration, section ``[reach]``.

    Raises:
        ConfigurationError: the section or an entry is missing; says what to supply.
        ProcessError: a radius, measure or unit that cannot be.
    """
    given = section(table, "reach", _WHAT)
    only(given, "reach", ("radius", "measure", "unit"))
    return Reach(*(value(given, "reach", name, _WHAT) for name in ("radius", "measure", "unit")))


def _distance_faults(nearest: Mapping[str, float | None]) -> list[str]:
    missing = [place for place, distance in nearest.items() if distance is None]
    found = [f"the distance of {place!r} is unknown; measure it, or leave the place out" for place in missing]
    below = [(place, d) for place, d in nearest.items() if d is not None and not d >= 0]
    return found + [f"the distance of {place!r} is {distance}; it is never below 0" for place, distance in below]


def _number(title: ki.Text) -> ki.Text:
    return ki.Text(f"{title.zh}数", title.en.capitalize())


def _inside(title: ki.Text) -> ki.Text:
    return ki.Text(f"服务半径内的{title.zh}", f"{title.en.capitalize()} within the radius")
