"""Bands: where one grade or level ends and the next begins. Nothing is preset: every bound comes from configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, inf
from typing import Any

import attrs

from ..errors import ProcessError
from ..model.record import Frozen, record
from ..text import Text
from .counts import exact, number_text
from .faults import refuse
from .league import League


def _low(value: Any, what: str = "low end") -> Fraction | None:
    return None if value is None or value == -inf else exact(value, what)


def _high(value: Any) -> Fraction | None:
    return None if value is None or value == inf else exact(value, "high end")


def _bounds(given: Mapping[str, Any]) -> Mapping[str, Fraction | None]:
    return Frozen({label: _low(bound, f"bound of {label}") for label, bound in given.items()})


def _shares(given: Mapping[str, Any]) -> Mapping[str, Fraction]:
    return Frozen({label: exact(share, f"share of {label}") for label, share in given.items()})


@record
class Band:
    """A stretch of scores; an end that is None or infinite has no limit.

    Attributes:
        low: lower end, None for no limit.
        high: upper end, None for no limit.
        closed: which end belongs to it, ``low`` or ``high``.

    >>> str(Band(60, 80)), Band(60, 80).holds(Fraction(80))
    ('[60, 80)', False)
    """

    low: Fraction | None = attrs.field(default=None, converter=_low)
    high: Fraction | None = attrs.field(default=None, converter=_high)
    closed: str = "low"

    def __attrs_post_init__(self) -> None:
        refuse("Band", [] if self.closed in {"low", "high"} else [f"closed={self.closed!r} is none of low, high"])

    def holds(self, score: Fraction) -> bool:
        """Say whether the score lies in it; of its two ends it holds the one named by ``closed``."""
        if self.closed == "low":
            return (self.low is None or self.low <= score) and (self.high is None or score < self.high)
        return (self.low is None or self.low < score) and (self.high is None or score <= self.high)

    def __str__(self) -> str:
        low = "-∞" if self.low is None else number_text(self.low)
        high = "∞" if self.high is None else number_text(self.high)
        left = "[" if self.closed == "low" and self.low is not None else "("
        right = "]" if self.closed == "high" and self.high is not None else ")"
        return f"{left}{low}, {high}{right}"


def as_bands(given: Mapping[str, Any], closed: str) -> dict[str, Band]:
    """Read ``{level: (low, high)}``."""
    bands = {}
    for name, ends in given.items():
        if not isinstance(ends, Sequence) or isinstance(ends, str) or len(ends) != 2:
            msg = f"band of {name} {ends!r} is no pair (low, high); None is an open end"
            raise ProcessError(msg)
        bands[name] = Band(ends[0], ends[1], closed)
    return bands


def band_faults(bands: Mapping[str, Band]) -> list[str]:
    """Return the gaps, the overlaps and the empty bands in a row of bands that rises or falls.

    >>> band_faults({"蓝": Band(0, 20), "黄": Band(30, 50), "红": Band(45, None)})
    ['gap from 20 to 30 between 蓝 [0, 20) and 黄 [30, 50)', 'overlap from 45 to 50 of 黄 [30, 50) and 红 [45, ∞)']
    """
    empty = [
        f"band {name} {b} is empty; its low end must lie below its high end"
        for name, b in bands.items()
        if _is_empty(b)
    ]
    if empty or len(bands) < 2:
        return empty
    rising = list(bands.items())
    first, last = rising[0][1], rising[-1][1]
    if _start(first) > _start(last):
        rising.reverse()
    return [fault for (a, x), (b, y) in pairwise(rising) for fault in _between(f"{a} {x}", f"{b} {y}", x, y)]


def _is_empty(band: Band) -> bool:
    return band.low is not None and band.high is not None and band.low >= band.high


def _start(band: Band) -> Fraction | float:
    return float("-inf") if band.low is None else band.low


def _between(earlier: str, later: str, x: Band, y: Band) -> list[str]:
    if x.high is None or y.low is None:
        return [f"overlap of {earlier} and {later}: only the outermost ends may be open"]
    if x.high < y.low:
        return [f"gap from {number_text(x.high)} to {number_text(y.low)} between {earlier} and {later}"]
    if x.high > y.low:
        return [f"overlap from {number_text(y.low)} to {number_text(x.high)} of {earlier} and {later}"]
    return []


@record
class Thresholds:
    """Grades by score: each label from its lowest score on, best first; the last one takes the rest.

    Attributes:
        bounds: label -> lowest score (included); None (or -inf, in a configuration file) for the last label.

    >>> Thresholds({"A": 90, "B": 75, "C": None}).grade_all({"甲": 90, "乙": 80.5, "丙": None})
    {'甲': 'A', '乙': 'B', '丙': None}
    """

    bounds: Mapping[str, Fraction | None] = attrs.field(converter=_bounds)

    def __attrs_post_init__(self) -> None:
        *upper, last = self.bounds.values() if self.bounds else (None,)
        faults = [] if len(self.bounds) > 1 else ["grades need at least two labels"]
        faults += [] if last is None else ["the last label takes the rest; give it None"]
        numbers = [bound for bound in upper if bound is not None]
        if len(numbers) < len(upper) or any(a <= b for a, b in pairwise(numbers)):
            faults.append(f"bounds must fall from label to label: {self._text()}")
        refuse("Thresholds", faults)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, best first."""
        return tuple(self.bounds)

    def grade(self, score: Any) -> str:
        """Return the label of one score."""
        value = exact(score, "score")
        return next(label for label, bound in self.bounds.items() if bound is None or value >= bound)

    def grade_all(self, scores: Mapping[str, Any]) -> dict[str, str | None]:
        """Return the label of every unit; None where there is no score."""
        return {unit: None if score is None else self.grade(score) for unit, score in scores.items()}

    def _text(self) -> str:
        return ", ".join(f"{k} {'rest' if v is None else number_text(v)}" for k, v in self.bounds.items())


@record
class Quantiles:
    """Grades by place among the units: each label for a share of them, best first. Equal scores get equal grades.

    Attributes:
        shares: label -> share of the units; they add up to 1.
        rounding: ``down`` or ``up``, where a share is no whole number of units (30 % of 7 units: 2 or 3).
        better: ``higher`` or ``lower`` scores are better.

    >>> bands = Quantiles({"A": 0.3, "B": 0.4, "C": 0.3}, rounding="up", better="higher")
    >>> bands.grade_all({"甲": 9, "乙": 7, "丙": 7, "丁": 1})
    {'甲': 'A', '乙': 'A', '丙': 'A', '丁': 'C'}
    """

    shares: Mapping[str, Fraction] = attrs.field(converter=_shares)
    rounding: str
    better: str

    def __attrs_post_init__(self) -> None:
        shares = self.shares.values()
        faults = [] if len(self.shares) > 1 else ["grades need at least two labels"]
        faults += [f"share of {k} is {number_text(v)}; it must be above 0" for k, v in self.shares.items() if v <= 0]
        faults += (
            []
            if sum(shares) == 1
            else [f"shares add up to {number_text(sum(shares, Fraction(0)))}; they must add up to 1"]
        )
        faults += [] if self.rounding in {"down", "up"} else [f"rounding={self.rounding!r} is none of down, up"]
        faults += [] if self.better in {"higher", "lower"} else [f"better={self.better!r} is none of higher, lower"]
        refuse("Quantiles", faults)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, best first."""
        return tuple(self.shares)

    def grade_all(self, scores: Mapping[str, Any]) -> dict[str, str | None]:
        """Return the label of every unit by its place; None where there is no score."""
        ranking = League(Text("得分", "Score"), better=self.better).rank(scores)
        last = self._last_places(len(ranking.places))
        grades = {unit: next(k for k, end in last.items() if place <= end) for unit, place in ranking.places.items()}
        return {unit: grades.get(unit) for unit in scores}

    def _last_places(self, units: int) -> dict[str, int]:
        whole = floor if self.rounding == "down" else ceil
        upto, last = Fraction(0), {}
        for label, share in self.shares.items():
            upto += share
            last[label] = whole(upto * units)
        return last


def as_grades(value: Thresholds | Quantiles | Mapping[str, Any] | None) -> Thresholds | Quantiles | None:
    """Take grades, or their table of a configuration file: ``bounds`` make Thresholds, ``shares`` Quantiles."""
    if isinstance(value, Mapping):
        return Thresholds(**value) if "bounds" in value else Quantiles(**value)
    return value


def grade_faults(grades: object) -> list[str]:
    """Say that something is no grades."""
    known = grades is None or isinstance(grades, Thresholds | Quantiles)
    return [] if known else [f"grades={grades!r} are neither Thresholds nor Quantiles"]
