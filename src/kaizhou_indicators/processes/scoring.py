"""The arithmetic of a composite: on exact numbers and on the facades of a trace alike.

What cannot be said by + - * / alone (a mean that skips what is missing, a choice) comes in as a function.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import attrs

from ..errors import ProcessError
from .formulas import least


class Plain:
    """The functions of a score on numbers; ``minimum`` can be traced as well."""

    @staticmethod
    def minimum(a: Any, b: Any) -> Any:
        """Return the smaller of two."""
        return least(a, b)

    @staticmethod
    def weighted_mean(values: Sequence[Any], weights: Sequence[Any]) -> Any:
        """Return Σwx/Σw over the values present."""
        pairs = [(value, weight) for value, weight in zip(values, weights, strict=True) if value is not None]
        if not all(isinstance(value, int | float | Fraction) for value, _ in pairs):
            msg = "a traced score that renormalises needs functions=kaizhou_indicators"
            raise ProcessError(msg)
        return sum(value * weight for value, weight in pairs) / sum(weight for _, weight in pairs)

    @staticmethod
    def where(condition: bool, a: Any, b: Any) -> Any:
        """Return ``a`` where the condition holds, else ``b``."""
        return a if condition else b


@attrs.frozen
class Term:
    """One item in one year: its weight, its benchmark, whether lower is better, and its cap."""

    weight: Fraction
    benchmark: Fraction
    lower: bool
    cap: Fraction | None

    def ratio(self, minimum: Callable[..., Any], actual: Any) -> Any:
        """Return min(actual / benchmark, cap), or benchmark / actual where lower is better; None stays None."""
        if actual is None:
            return None
        reached = self.benchmark / actual if self.lower else actual / self.benchmark
        return reached if self.cap is None else minimum(reached, self.cap)


def score_of(
    terms: Sequence[Term], total: int, minimum: Callable[..., Any], mean: Callable[..., Any] | None, *actuals: Any
) -> Any:
    """Return Σ weight × ratio, or total × the weighted mean of the ratios present where a mean is given."""
    ratios = [term.ratio(minimum, actual) for term, actual in zip(terms, actuals, strict=True)]
    weights = [term.weight for term in terms]
    if mean is not None:
        return total * mean(ratios, weights)
    return sum(weight * ratio for weight, ratio in zip(weights, ratios, strict=True))


def grade_position(bounds: Sequence[Fraction], where: Callable[..., Any], score: Any) -> Any:
    """Return the position, from 1, of the first bound that the score reaches; one more than the bounds for the rest.

    >>> [grade_position((Fraction(90), Fraction(75)), Plain.where, score) for score in (95, 75, 10)]
    [1, 2, 3]
    """
    position: Any = len(bounds) + 1
    for place in range(len(bounds), 0, -1):
        position = where(score >= bounds[place - 1], place, position)
    return position
