"""The calendar axis: one integer per year, half-year, quarter, month or day, and its way back to dates and texts.

An index counts periods of one frequency: ``year``, ``2*year + half - 1``, ``4*year + quarter - 1``,
``12*year + month - 1``, and for days the proleptic Gregorian ordinal of ``date.toordinal``.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from ..errors import PeriodError, did_you_mean

FIRST_YEAR, LAST_YEAR = 1000, 9998  # years have four digits, and the year after the last one has them too


class Frequency(StrEnum):
    """How long a period is; the values are the SDMX codes of CL_FREQ.

    >>> Frequency("month"), Frequency("A") > Frequency("D")
    (<Frequency.MONTH: 'M'>, False)
    """

    YEAR = "A"
    HALF = "S"
    QUARTER = "Q"
    MONTH = "M"
    DAY = "D"

    @classmethod
    def _missing_(cls, value: object) -> Frequency:
        word = str(value).strip()
        known = {name: f for f in cls for name in (f.value.lower(), f.name.lower(), _ZH[f])}
        if word.lower() in known:
            return known[word.lower()]
        names = [f.name.lower() for f in cls]
        msg = f"{value!r} is no frequency; take one of {', '.join(names)}.{did_you_mean(word.lower(), names)}"
        raise PeriodError(msg)

    @property
    def per_year(self) -> int:
        """How many of them a year has; 0 for days, whose number is not fixed."""
        return _PER_YEAR[self]

    @property
    def months(self) -> int:
        """How many months one of them has; 0 for a day."""
        return 12 // self.per_year if self.per_year else 0

    def coarser_than(self, other: Frequency) -> bool:
        """Say whether a period of this frequency is longer than one of the other."""
        return self.months > other.months


_ZH = {"A": "年", "S": "半年", "Q": "季", "M": "月", "D": "日"}
_PER_YEAR = {"A": 1, "S": 2, "Q": 4, "M": 12, "D": 0}
_NAMES = {"S": "half-year", "Q": "quarter", "M": "month"}
_DAYS = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()


def index_of(frequency: Frequency, year: int, sub: int = 1) -> int:
    """Return the index of the ``sub``-th period, from 1, of a year; not for days.

    >>> index_of(Frequency.MONTH, 2024, 3)
    24290
    """
    per = frequency.per_year
    if not 1 <= sub <= per:
        msg = f"{_NAMES.get(frequency, 'year')} {sub} is not from 1 to {per}"
        raise PeriodError(msg)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        msg = f"year {year} is not from {FIRST_YEAR} to {LAST_YEAR}"
        raise PeriodError(msg)
    return per * year + sub - 1


def day_index(year: int, month: int, day: int) -> int:
    """Return the index of a day."""
    index_of(Frequency.MONTH, year, month)
    try:
        return date(year, month, day).toordinal()
    except ValueError as error:
        msg = f"month {year}-{month:02} has no day {day}"
        raise PeriodError(msg) from error


def in_calendar(frequency: Frequency, low: int, high: int) -> bool:
    """Say whether the indices lie in the years that have a text."""
    if frequency is Frequency.DAY:
        return _DAYS[0] <= low and high <= _DAYS[1]
    per = frequency.per_year
    return FIRST_YEAR * per <= low and high < LAST_YEAR * per + per


def year_and_sub(frequency: Frequency, index: int) -> tuple[int, int]:
    """Return the year and the position in it, from 1."""
    if frequency is Frequency.DAY:
        day = date.fromordinal(index)
        return day.year, index - date(day.year, 1, 1).toordinal() + 1
    year, sub = divmod(index, frequency.per_year)
    return year, sub + 1


def first_day(frequency: Frequency, index: int) -> date:
    """Return the first day of the period."""
    if frequency is Frequency.DAY:
        return date.fromordinal(index)
    year, sub = divmod(index, frequency.per_year)
    return date(year, sub * frequency.months + 1, 1)


def last_day(frequency: Frequency, index: int) -> date:
    """Return the last day of the period."""
    if frequency is Frequency.DAY:
        return date.fromordinal(index)
    return date.fromordinal(first_day(frequency, index + 1).toordinal() - 1)


def holding(frequency: Frequency, day: date) -> int:
    """Return the index of the period of that frequency which holds the day."""
    if frequency is Frequency.DAY:
        return day.toordinal()
    return frequency.per_year * day.year + (day.month - 1) // frequency.months


def text_of(frequency: Frequency, index: int) -> str:
    """Print one period: ``2024``, ``2024-H1``, ``2024-Q1``, ``2024-01``, ``2024-03-01``."""
    if frequency is Frequency.DAY:
        return date.fromordinal(index).isoformat()
    year, sub = year_and_sub(frequency, index)
    tails = {"A": "", "S": f"-H{sub}", "Q": f"-Q{sub}", "M": f"-{sub:02}"}
    return f"{year:04}{tails[frequency]}"
