"""Composite: several items in one score, Σ weight × min(actual / benchmark, cap).

Every number (weights, benchmarks with their year, caps, bounds of grades) comes from configuration. The score is
written once: the formula that a domain registers is the one that ``score`` calculates with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any, Protocol

import attrs

from ..errors import ProcessError
from ..model.domain import Domain
from ..model.record import record
from ..text import Text, as_text
from .bands import Quantiles, Thresholds, as_grades, grade_faults
from .counts import number_text
from .faults import refuse
from .formulas import NamedFormula
from .item import Item, item_faults, read_items
from .scoring import Plain, grade_position, score_of
from .steps import joined, unknown


class Functions(Protocol):
    """The functions of formulas that a traced score needs; the package ``kaizhou_indicators`` offers them."""

    minimum: Callable[..., Any]
    weighted_mean: Callable[..., Any]
    where: Callable[..., Any]


@attrs.frozen
class Score:
    """A score and what it is made of, exact.

    Attributes:
        value: the score.
        points: item -> its points, None where it is missing; they add up to the value.
        missing: items without a value, whose weight the others took over.
    """

    value: Fraction
    points: Mapping[str, Fraction | None]
    missing: tuple[str, ...] = ()


@record
class Composite:
    """A weighted score of items against dated benchmarks.

    Attributes:
        title: what is scored.
        items: name -> table of an ``Item``, or the items in a row.
        total: what the weights add up to, 1 or 100; also the score of one who meets every benchmark.
        missing: ``refuse`` a score with missing items, or ``renormalise`` the weights over those present.
        grades: ``Thresholds`` or ``Quantiles`` over the scores; None: not graded.

    Raises:
        ProcessError: all weights, benchmarks, caps and choices that cannot be, in one message.

    >>> index = Composite("综合评价", {
    ...     "visits": {"weight": 60, "benchmarks": {"2024": 200}, "better": "higher", "cap": 1.2},
    ...     "complaints": {"weight": 40, "benchmarks": {"2024": 15}, "better": "lower", "cap": 1.2},
    ... }, total=100, missing="refuse")
    >>> index.score({"visits": 150, "complaints": 10}, year=2024).value
    Fraction(93, 1)
    """

    title: Text = attrs.field(converter=as_text)
    items: tuple[Item, ...] = attrs.field(converter=read_items)
    total: int
    missing: str
    grades: Thresholds | Quantiles | None = attrs.field(default=None, converter=as_grades)

    def __attrs_post_init__(self) -> None:
        faults = item_faults(self.items)
        faults += [] if faults else [f"item {name} occurs twice" for name in _twice(self.names)]
        faults += [] if self.total in (1, 100) else [f"total={self.total!r} is none of 1, 100"]
        faults += (
            []
            if self.missing in ("refuse", "renormalise")
            else [f"missing={self.missing!r} is none of refuse, renormalise"]
        )
        faults += grade_faults(self.grades)
        refuse(self.label, faults or self._weight_faults())

    @property
    def label(self) -> str:
        """The record as messages name it."""
        return f"Composite {self.title}"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the items."""
        return tuple(item.name for item in self.items)

    def formula(
        self, year: int | str, *, name: str = "score", functions: Functions | type[Plain] = Plain
    ) -> NamedFormula:
        """Return the score of a year as a function of the items.

        Args:
            year: whose benchmarks hold.
            name: what the formula is called.
            functions: ``minimum`` and ``weighted_mean``; those of the package can be traced.

        Raises:
            ProcessError: all items without a benchmark for the year, with the years they have.
        """
        refuse(self.label, [fault for item in self.items for fault in item.year_faults(year)])
        terms = tuple(item.term(year) for item in self.items)
        mean = functions.weighted_mean if self.missing == "renormalise" else None
        arithmetic = partial(score_of, terms, self.total, functions.minimum, mean)
        return NamedFormula(name, self.names, arithmetic, optional=mean is not None)

    def score(self, actuals: Mapping[str, Any], year: int | str) -> Score:
        """Return the score of one unit, exact.

        Args:
            actuals: item -> number in the item's unit, None where it is missing.
            year: whose benchmarks hold.

        Raises:
            ProcessError: unknown items, texts, missing items where they are refused, a year without benchmark.
        """
        read = self._read(actuals)
        formula = self.formula(year)
        present = [name for name in self.names if read[name] is not None]
        value = Fraction(formula(*(read[name] for name in self.names)))
        weights = sum((item.weight for item in self.items if item.name in present), Fraction(0))
        points: dict[str, Fraction | None] = dict.fromkeys(self.names)
        for item in self.items:
            if item.name in present:
                ratio = item.term(year).ratio(Plain.minimum, read[item.name])
                points[item.name] = Fraction(self.total) * item.weight / weights * ratio
        return Score(value, points, tuple(name for name in self.names if name not in present))

    def grade(self, scores: Mapping[str, Any]) -> dict[str, str | None]:
        """Return the grade of every unit by its score; None where there is no score."""
        if self.grades is None:
            msg = f"{self.label} has no grades; give grades=Thresholds(...) or Quantiles(...)"
            raise ProcessError(msg)
        return self.grades.grade_all(scores)

    def declare(
        self,
        domain: Domain,
        name: str,
        *,
        year: int | str,
        unit: str = "1",
        functions: Functions | None = None,
        **attributes: Any,
    ) -> tuple[str, ...]:
        """Declare the score ``name`` of a year, derived from the items, and ``name_grade`` where it is graded.

        Args:
            domain: the domain that gets the indicators; items are its indicators by name, unless an item says ``key``.
            name: name of the score.
            year: whose benchmarks hold; the indicator is defined for this year only.
            unit: unit of the score.
            functions: the package ``kaizhou_indicators``; needed where missing items are renormalised, and to derive
                grades by thresholds. Without it the score is plain arithmetic.
            attributes: further attributes of the score.
        """
        if functions is None and self.missing == "renormalise":
            refuse(
                self.label, ["missing='renormalise' needs weighted_mean; pass functions=kaizhou_indicators to declare"]
            )
        formula = self.formula(year, name=name, functions=functions or Plain)
        rules = {"unit": unit, "since": str(year), "until": str(year), "better": "higher", **attributes}
        inputs = {item.name: item.key for item in self.items if item.key}
        takes = {item.name: item.unit for item in self.items}
        domain.derived(name, self.title, inputs=inputs, takes=takes, **rules)(formula)
        grade = (self._declare_grade(domain, name, unit, functions, rules),) if self.grades else ()
        return (f"{domain.name}.{name}", *grade)

    def _declare_grade(
        self, domain: Domain, name: str, unit: str, functions: Functions | None, rules: dict[str, Any]
    ) -> str:
        grades = self.grades
        labels = list(grades.labels) if grades else []
        kept: dict[str, Any] = {
            word: value for word, value in rules.items() if word in {"since", "until", "better", "source"}
        }
        given = {**kept, "kind": "grade", "grades": labels}
        title = joined(self.title, Text("档次", "Grade"))
        if functions is None or not isinstance(grades, Thresholds):
            return domain.indicator(f"{name}_grade", title, **given)
        bounds = tuple(bound for bound in grades.bounds.values() if bound is not None)
        formula = NamedFormula(f"{name}_grade", (name,), partial(grade_position, bounds, functions.where))
        domain.derived(f"{name}_grade", title, takes={name: unit}, **given)(formula)
        return f"{domain.name}.{name}_grade"

    def _weight_faults(self) -> list[str]:
        weights = sum((item.weight for item in self.items), Fraction(0))
        wrong = weights != self.total
        listed = " + ".join(f"{item.name} {number_text(item.weight)}" for item in self.items)
        return [f"weights add up to {number_text(weights)}, not to total={self.total}: {listed}"] if wrong else []

    def _read(self, actuals: Mapping[str, Any]) -> dict[str, Fraction | None]:
        faults = [unknown("item", word, self.items) for word in actuals if word not in self.names]
        read: dict[str, Fraction | None] = dict.fromkeys(self.names)
        for item in self.items:
            try:
                read[item.name] = item.read(actuals.get(item.name))
            except ProcessError as error:
                faults.append(str(error))
        absent = [item for item in self.items if actuals.get(item.name) is None]
        if self.missing == "refuse":
            faults += [f"item {item} is missing; missing='refuse' asks for all items" for item in absent]
        elif len(absent) == len(self.items):
            faults.append("all items are missing; there is nothing to score")
        refuse(self.label, faults)
        return read


def _twice(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
