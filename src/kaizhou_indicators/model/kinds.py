"""The words that decide what may be done with a value: kind, direction, aggregation, change, status.

Values are the texts that plugins write; the official SDMX codes stand beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """What sort of quantity an indicator is; the kind decides how it may change."""

    LEVEL = "level"
    COUNT = "count"
    SHARE = "share"
    RATE = "rate"
    INDEX = "index"
    RANK = "rank"
    GRADE = "grade"


class Better(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"
    BAND = "band"


class Aggregation(StrEnum):
    """How values of parts become the value of the whole, over time or over an area.

    ``weighted`` is the mean weighted with the indicator that ``weight`` names, over the parts that have both values.
    A ratio needs none of them: without a rule, what is derived is derived again from its rolled-up parts.
    """

    SUM = "sum"
    MEAN = "mean"
    LAST = "last"
    FIRST = "first"
    MIN = "min"
    MAX = "max"
    MEDIAN = "median"
    WEIGHTED = "weighted"

    @property
    def sdmx(self) -> str | None:
        """The SDMX code TIME_PER_COLLECT: A average, E end, B beginning, S summed, H highest, L lowest."""
        return {"sum": "S", "mean": "A", "weighted": "A", "last": "E", "first": "B", "max": "H", "min": "L"}.get(
            self.value
        )


class Rounding(StrEnum):
    """How a printed figure is rounded."""

    HALF_EVEN = "half_even"
    HALF_UP = "half_up"


class Status(StrEnum):
    """SDMX OBS_STATUS of an observation."""

    NORMAL = "A"
    BREAK = "B"
    DEFINITION_DIFFERS = "D"
    ESTIMATED = "E"
    FORECAST = "F"
    IMPUTED = "I"
    MISSING = "M"
    NOT_SIGNIFICANT = "N"
    PROVISIONAL = "P"
    LOW_RELIABILITY = "U"

    @property
    def severity(self) -> int:
        """Order from normal to missing: a result carries the worst status of what it was made from."""
        return _BY_SEVERITY.index(self.value)


_BY_SEVERITY = "ANIEFPUDBM"


def worst(*statuses: Status) -> Status:
    """Return the worst of the statuses.

    >>> worst(Status.NORMAL, Status.PROVISIONAL)
    <Status.PROVISIONAL: 'P'>
    """
    return max(statuses, key=lambda s: s.severity, default=Status.NORMAL)


class Change(StrEnum):
    """A value against its baseline.

    ``pct`` and ``share`` are in %, ``pp`` in 个百分点, ``times`` (是x倍), ``times_more`` (增长x倍) and
    ``index`` (base = 100) are bare, ``abs`` is in the indicator's unit, ``rank`` in 位 (positive is 上升).
    """

    PCT = "pct"
    PP = "pp"
    ABS = "abs"
    TIMES = "times"
    TIMES_MORE = "times_more"
    SHARE = "share"
    INDEX = "index"
    RANK = "rank"


_LEVEL = (Change.PCT, Change.ABS, Change.TIMES, Change.TIMES_MORE, Change.SHARE, Change.INDEX)

#: kind -> the changes it allows, its default first
ALLOWED: Mapping[Kind, tuple[Change, ...]] = {
    Kind.LEVEL: _LEVEL,
    Kind.COUNT: _LEVEL,
    Kind.INDEX: _LEVEL,
    Kind.SHARE: (Change.PP, Change.ABS),
    Kind.RATE: (Change.PP, Change.ABS),
    Kind.RANK: (Change.RANK,),
    Kind.GRADE: (Change.ABS,),
}

#: why a kind refuses the other changes
REFUSED: Mapping[Kind, str] = {
    Kind.SHARE: "a percentage changes in 个百分点 (pp); 'by x %' of a percentage is ambiguous",
    Kind.RATE: "a rate changes in 个百分点 (pp); 'by x %' of a rate is ambiguous",
    Kind.RANK: "a rank changes by places (rank); distances between ranks have no ratio",
    Kind.GRADE: "a grade changes in steps (abs); grades have no ratio",
    Kind.LEVEL: "only percentages change in 个百分点 and only ranks in 位",
    Kind.COUNT: "only percentages change in 个百分点 and only ranks in 位",
    Kind.INDEX: "only percentages change in 个百分点 and only ranks in 位",
}
