"""From single projects to rows of indicators: a portfolio holds the life of each project and is checked as a whole.

Laws: a project's batches follow the allowed transitions in the order of their dates; its running total never falls
within a year; a sum over projects is missing where one that has a plan has not reported, and says which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from kaizhou_indicators import Consistency, Identity, KaizhouError, Moves, Period, Stages

from .faults import refuse
from .funds import Funding
from .investment import SCOPES


@dataclass(frozen=True)
class Project:
    """The life of one project as it is reported.

    Attributes:
        name: the project.
        entered: period -> the batch that it entered then; it stays there until it enters another.
        plan: year -> investment planned for the year, 亿元.
        completed: period -> investment done since January of its year, 亿元.
        funds: name or title of a source -> funds granted, 亿元.

    >>> dam = Project("水库", {"2024-01": "储备", "2024-04": "开工"}, {2024: 3}, {"2024-06": 1.2})
    >>> dam.batch_at("2024-03"), dam.done_by("2024-Q2"), dam.planned("2024-Q2")
    ('储备', Fraction(6, 5), Fraction(3, 1))
    """

    name: str
    entered: Mapping[str, str]
    plan: Mapping[int, Any] = field(default_factory=dict)
    completed: Mapping[str, Any] = field(default_factory=dict)
    funds: Mapping[str, Any] = field(default_factory=dict)

    def batch_at(self, period: Any) -> str | None:
        """Return the batch that it is in at the end of a period; None before its first."""
        end = _end(period)
        return next((batch for when, batch in reversed(self._path()) if when <= end), None)

    def done_by(self, period: Any) -> Fraction | None:
        """Return what is done since January by the end of a period; None where that end was not reported."""
        end = _end(period)
        return next(
            (Fraction(str(v)) for when, v in self.completed.items() if v is not None and _end(when) == end), None
        )

    def planned(self, period: Any) -> Fraction | None:
        """Return the plan of the year that a period lies in; None where it has none."""
        plan = self.plan.get(_end(period).year)
        return None if plan is None else Fraction(str(plan))

    def faults(self, batches: Stages, funding: Funding | None = None) -> list[str]:
        """Return everything that is wrong with it."""
        told = [fault for when in (*self.entered, *self.completed) for fault in _told(_end, when)]
        if not told:
            told = [*self._path_faults(batches), *self._amount_faults(), *self._without_plan()]
        if self.funds and funding is None:
            told.append("it has funds; give the portfolio funding= with the names of their sources")
        elif funding is not None:
            told += _told(funding.read, self.funds)
        return [f"{self.name}: {fault}" for fault in told]

    def _path(self) -> list[tuple[date, str]]:
        return sorted((_end(when), batch) for when, batch in self.entered.items())

    def _path_faults(self, batches: Stages) -> list[str]:
        if not self.entered:
            return ["it is in no batch; give the period in which it entered its first"]
        path = [batch for _, batch in self._path()]
        dates = [when for when, _ in self._path()]
        twice = [
            f"it enters two batches by {a}; give the later one a later period" for a, b in pairwise(dates) if a == b
        ]
        wrong = list(batches.faults(path))
        first = "" if wrong else batches.check_path(path)[0]
        begun = [f"it begins in {path[0]}; a project may begin in {', '.join(batches.entry)}"]
        return [*twice, *wrong, *(begun if first and first not in batches.entry else [])]

    def _amount_faults(self) -> list[str]:
        below = [
            f"plan of {year} is {amount!r}; give 亿元 above 0"
            for year, amount in self.plan.items()
            if not _above(amount)
        ]
        reported = {when: value for when, value in self.completed.items() if value is not None}
        return [*below, *(_told(_check_never_falls, reported) if reported else [])]

    def _without_plan(self) -> list[str]:
        years = dict.fromkeys(_end(when).year for when in self.completed)
        return [
            f"it has investment in {year} and no plan of {year}; give plan={{{year}: …}}"
            for year in years
            if year not in self.plan
        ]


@dataclass(frozen=True)
class Portfolio:
    """The projects of one scope.

    Attributes:
        projects: the projects.
        batches: the batches that they run through.
        funding: the sources of their funds, where funds are recorded.

    Raises:
        ProjectError: a name that occurs twice, and all faults of all projects, together.
    """

    projects: tuple[Project, ...]
    batches: Stages
    funding: Funding | None = None

    def __post_init__(self) -> None:
        names = [project.name for project in self.projects]
        twice = [f"project {n} occurs twice; it would count twice" for n in dict.fromkeys(names) if names.count(n) > 1]
        refuse("portfolio", [*twice, *(f for p in self.projects for f in p.faults(self.batches, self.funding))])

    def counts(self, period: Any) -> dict[str, int]:
        """Return the number of projects by batch at the end of a period; they add up to all that have begun."""
        return self.batches.count(self._batches_at(period))

    def moves(self, before: Any, after: Any) -> Moves:
        """Return how the projects moved between the ends of two periods."""
        return self.batches.moves(self._batches_at(before), self._batches_at(after))

    def unreported(self, period: Any) -> tuple[str, ...]:
        """Return the projects that have a plan for the year and no figure for the period."""
        return tuple(p.name for p in self._planned(period) if p.done_by(period) is None)

    def row(self, area: str, period: Any, scope: str = "") -> dict[str, Any]:
        """Return one row of a wide table: ``projects.total``, ``projects.plan`` and ``projects.completed``.

        What is done is None where ``unreported`` names a project.

        Args:
            area: code or name of the area.
            period: the period whose end is meant.
            scope: one of ``SCOPES``: the prefix of the indicators' names.

        Raises:
            ProjectError: an unknown scope.
        """
        known = [name for name in SCOPES if name]
        refuse("portfolio", [] if scope in SCOPES else [f"unknown scope {scope!r}; known: {', '.join(known)}, or none"])
        key = f"projects.{scope}_" if scope else "projects."
        planned = self._planned(period)
        plan = sum((p.planned(period) or Fraction(0) for p in planned), Fraction(0))
        done = [p.done_by(period) for p in planned]
        missing = not planned or None in done
        return {
            "area": area,
            "period": str(Period.parse(period)),
            f"{key}total": len(self._batches_at(period)),
            f"{key}plan": float(plan) if planned else None,
            f"{key}completed": None if missing else float(sum((d for d in done if d is not None), Fraction(0))),
        }

    def stage_rows(self, area: str, period: Any) -> list[dict[str, Any]]:
        """Return one row a batch, with the dimension ``stage`` and ``projects.stage_count``."""
        when = str(Period.parse(period))
        return [
            {"area": area, "period": when, "stage": stage, "projects.stage_count": number}
            for stage, number in self.counts(period).items()
        ]

    def fund_rows(self, area: str, period: Any) -> list[dict[str, Any]]:
        """Return one row a project and source, with ``projects.funds``."""
        return list(self._funds(area, str(Period.parse(period))))

    def _funds(self, area: str, when: str) -> Iterator[dict[str, Any]]:
        for project in self.projects if self.funding else ():
            for source, amount in (self.funding.read(project.funds) if self.funding else {}).items():
                if amount is not None:
                    yield {
                        "area": area,
                        "period": when,
                        "project": project.name,
                        "source": source,
                        "projects.funds": float(amount),
                    }

    def _batches_at(self, period: Any) -> dict[str, str]:
        found = {project.name: project.batch_at(period) for project in self.projects}
        return {name: batch for name, batch in found.items() if batch is not None}

    def _planned(self, period: Any) -> list[Project]:
        return [p for p in self.projects if p.planned(period) is not None and p.batch_at(period) is not None]


def _end(period: Any) -> date:
    return Period.parse(period).end


def _above(amount: Any) -> bool:
    return isinstance(amount, int | float | Fraction) and not isinstance(amount, bool) and amount > 0


def _check_never_falls(reported: Mapping[str, Any]) -> None:
    verdict = Identity.cumulative("completed").check(reported)
    falls = verdict.status is Consistency.INCONSISTENT
    refuse("completed", [f"{verdict.explanation.en}; a running total never falls within a year"] if falls else [])


def _told(check: Callable[[Any], object], value: Any) -> list[str]:
    try:
        check(value)
    except KaizhouError as error:
        return [str(error)]
    return []
