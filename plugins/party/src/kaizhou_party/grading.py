"""Grades counted: how many of which grade, k of n exact; a scale is configuration, labels best first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from kaizhou_indicators import Frequency, Period, Quantiles, Thresholds

from .errors import refuse, required, unexpected


@dataclass(frozen=True)
class GradeCount:
    """Grades of one window, counted.

    Attributes:
        counts: label -> how many, best first, all labels included.
    """

    counts: Mapping[str, int]

    @property
    def graded(self) -> int:
        """How many were graded: the n of every share."""
        return sum(self.counts.values())

    def share(self, *labels: str) -> Fraction | None:
        """Return the share of these labels as an exact fraction; None where nothing was graded.

        >>> GradeCount({"A档": 7, "B档": 5}).share("A档")
        Fraction(7, 12)
        """
        refuse(
            "grades", [f"unknown grade {w!r}; known: {', '.join(self.counts)}" for w in labels if w not in self.counts]
        )
        return (
            Fraction(sum(self.counts[label] for label in dict.fromkeys(labels)), self.graded) if self.graded else None
        )

    def __add__(self, other: GradeCount) -> GradeCount:
        """Pool two windows of one scale: counts are added, shares follow from them."""
        if tuple(self.counts) != tuple(other.counts):
            refuse(
                "grades", [f"scales {', '.join(self.counts)} and {', '.join(other.counts)} differ; pool one scale only"]
            )
        return GradeCount({label: n + other.counts[label] for label, n in self.counts.items()})


@dataclass(frozen=True)
class Scale:
    """The grades that are given, best first, and how a score becomes one where that is known.

    Attributes:
        labels: the labels, best first.
        rule: bounds or quantiles from configuration; None: grades are given, not calculated.
    """

    labels: tuple[str, ...]
    rule: Thresholds | Quantiles | None = None

    def __post_init__(self) -> None:
        twice = [label for label, n in Counter(self.labels).items() if n > 1]
        faults = [f"grade {label!r} occurs twice; give every grade a label of its own" for label in twice]
        faults += [] if len(self.labels) > 1 else ["a scale needs at least two grades; list them, best first"]
        faults += [f"{w!r} is no label; write a text" for w in self.labels if not str(w).strip()]
        refuse("grades", faults)

    def count(self, grades: Mapping[Any, str | None] | Iterable[str | None]) -> GradeCount:
        """Count grades by label; None is not graded and not counted.

        Raises:
            PartyError: all labels that the scale does not have.

        >>> Scale(("A档", "B档")).count(["A档", "B档", None]).counts
        {'A档': 1, 'B档': 1}
        """
        words = [word for word in (grades.values() if isinstance(grades, Mapping) else grades) if word is not None]
        unknown = [word for word in words if word not in self.labels]
        refuse("grades", [f"unknown grade {word!r}; known: {', '.join(self.labels)}" for word in unknown])
        found = Counter(words)
        return GradeCount({label: found[label] for label in self.labels})

    def grade(self, scores: Mapping[str, Any]) -> dict[str, str | None]:
        """Grade scores by the configured bounds or quantiles; None where there is no score.

        Raises:
            PartyError: the scale has no rule, because grades are given and not calculated.
        """
        if self.rule is None:
            refuse("grades", ["no rule from score to grade was supplied, and none is public; supply bounds or shares"])
            return {}
        return self.rule.grade_all(scores)


def scale_of(table: Mapping[str, Any] | None = None) -> Scale:
    """Return a validated scale from configuration; there is no default.

    Args:
        table: ``labels`` (best first), or ``bounds`` (label -> lowest score, the last None), or ``shares`` with
            ``rounding`` and ``better`` (label -> share of the units).

    Raises:
        PartyError: nothing was supplied, more than one of them, or labels that cannot be.
        ProcessError: bounds that do not fall, shares that do not add up to 1.

    >>> scale_of({"labels": ["A档", "B档", "C档"]}).labels
    ('A档', 'B档', 'C档')
    """
    ways = ("labels", "bounds", "shares")
    given = required("grades", table, {})
    found = [way for way in ways if way in given]
    if not found:
        refuse(
            "grades", ["no scale is public beyond the grade A; supply labels=[best first], bounds={…} or shares={…}"]
        )
    refuse("grades", [f"{' and '.join(found)} were supplied; supply one of them"] if len(found) > 1 else [])
    refuse("grades", unexpected("grades", given, ways if found != ["shares"] else ("shares", "rounding", "better")))
    if found == ["labels"]:
        return Scale(_labels(given["labels"]))
    rule = Thresholds(given["bounds"]) if found == ["bounds"] else _quantiles(given)
    return Scale(rule.labels, rule)


def _labels(value: Any) -> tuple[str, ...]:
    refuse("grades", [f"labels {value!r} are one text; write a list, best first"] if isinstance(value, str) else [])
    return tuple(value)


def _quantiles(given: Mapping[str, Any]) -> Quantiles:
    required("grades", given, {"rounding": "'down' or 'up'", "better": "'higher' or 'lower'"})
    return Quantiles(given["shares"], given["rounding"], given["better"])


def rising(shares: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what speaks against 逐季攀升: quarters that do not rise, and quarters missing between the first and the last.

    Args:
        shares: quarter -> share, exact or in %; None where it is missing.

    Raises:
        PeriodError: a key is no period.
        PartyError: a key is no quarter.

    >>> rising({"2024-Q1": 25, "2024-Q2": 25, "2024-Q4": 50})
    ('2024-Q2 (25) is not above 2024-Q1 (25)', '2024-Q3 is missing between 2024-Q2 and 2024-Q4')
    """
    quarters = {Period.parse(when): share for when, share in shares.items() if share is not None}
    refuse(
        "rising", [f"{q} is no quarter; write as in 2024-Q1" for q in quarters if q.frequency is not Frequency.QUARTER]
    )
    faults = []
    for before, after in pairwise(sorted(quarters)):
        missing = [str(before.shift(n)) for n in range(1, after.ordinal - before.ordinal)]
        if missing:
            faults.append(f"{', '.join(missing)} is missing between {before} and {after}")
        elif not quarters[after] > quarters[before]:
            faults.append(f"{after} ({quarters[after]}) is not above {before} ({quarters[before]})")
    return tuple(faults)
