"""The value Period: frozen, hashable, ordered in time. Everything that can be asked of one period lives here."""

from __future__ import annotations

import functools
import operator
from collections.abc import Hashable, Iterable
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, ClassVar, Self

import attrs

from ..errors import PeriodError
from . import calendar
from .calendar import Frequency
from .labels import label
from .reading import ACCEPTED, read, window


class Shape(StrEnum):
    """What sort of period it is."""

    ONE = "one"
    WINDOW = "window"
    POINT = "point"
    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


@functools.total_ordering
@attrs.frozen(repr=False)
class Period:
    """A period of time: one of the calendar, a window of several, a point in time, relative to an event, or unknown.

    Make it with ``Period.parse``. ``str()`` is its canonical text, which is read back as the same period:
    ``2024``, ``2024-H1``, ``2024-Q1``, ``2024-01``, ``2024-03-01``; ``2023/2024`` (近两年), ``2024-01/2024-06``
    (1—6月); ``..2024-10`` (截至2024年10月末); ``after(改革)``, ``before(改革)``; ``unknown``.
    Periods are ordered by their start, then by their end; those without a date come last.

    Attributes:
        shape: what sort of period it is.
        step: the frequency its ends are written in; None without a place in the calendar.
        low: calendar index of its first (for a point: only) period of that frequency.
        high: calendar index of its last one.
        event: the event it lies before or after.

    >>> half = Period.parse("2024年1—6月")
    >>> str(half), half.same_last_year, half.label("en")
    ('2024-01/2024-06', Period('2023-01/2023-06'), 'January–June 2024')
    """

    shape: Shape = attrs.field(converter=Shape)
    step: Frequency | None = None
    low: int = 0
    high: int = 0
    event: str = ""

    UNKNOWN: ClassVar[Period]

    def __attrs_post_init__(self) -> None:
        if self.step is None:
            return
        if not (calendar.in_calendar(self.step, self.low) and calendar.in_calendar(self.step, self.high)):
            msg = f"a period lies outside the years {calendar.FIRST_YEAR} to {calendar.LAST_YEAR}"
            raise PeriodError(msg)

    # --- making ---------------------------------------------------------------------------------------------------

    @classmethod
    def parse(cls, value: Any) -> Period:
        """Read a period from a text, an integer year, a date, a datetime at midnight, or a period itself.

        Dates of numpy and pandas are taken too. PeriodError names the text and the accepted forms.

        >>> Period.parse("2024年第1季度"), Period.parse(2024), Period.parse("2024/2024")
        (Period('2024-Q1'), Period('2024'), Period('2024'))
        """
        if isinstance(value, str):
            return _read(str(value))
        return value if isinstance(value, Period) else _from_object(value)

    @classmethod
    def window(cls, first: Any, last: Any) -> Period:
        """Make the range from one calendar period to another of the same frequency, both included.

        >>> Period.window(2023, 2024)
        Period('2023/2024')
        """
        first, last = cls.parse(first), cls.parse(last)
        return cls.parse(f"{first}/{last}")

    @classmethod
    def at_end_of(cls, period: Any) -> Period:
        """Make the point in time at the end of a calendar period (截至, 年末).

        >>> Period.at_end_of("2024").end
        datetime.date(2024, 12, 31)
        """
        return cls.parse(f"..{cls.parse(period)}")

    @classmethod
    def after(cls, event: str) -> Period:
        """Make the time since an event whose date is not stated (改革后)."""
        return cls(Shape.AFTER, event=_event(event))

    @classmethod
    def before(cls, event: str) -> Period:
        """Make the time before an event whose date is not stated (改革前)."""
        return cls(Shape.BEFORE, event=_event(event))

    # --- telling --------------------------------------------------------------------------------------------------

    @property
    def frequency(self) -> Frequency | None:
        """The frequency of one calendar period; None for windows, points, events and unknown."""
        return self.step if self.shape is Shape.ONE else None

    @property
    def year(self) -> int:
        """The year in which it starts (for a point: in which it lies)."""
        return calendar.year_and_sub(self._placed("year"), self.low)[0]

    @property
    def sub(self) -> int:
        """The position in its year, from 1: the month, quarter, half, or day of the year; 1 for a year."""
        return calendar.year_and_sub(self._placed("position in a year"), self.low)[1]

    @property
    def ordinal(self) -> int:
        """The calendar index, which counts periods of one frequency; for a window that of its first period."""
        self._placed("calendar index")
        return self.low

    @property
    def start(self) -> date | None:
        """The first day; a point in time is the last day of its period. None for events and unknown."""
        if self.step is None:
            return None
        return self.end if self.shape is Shape.POINT else calendar.first_day(self.step, self.low)

    @property
    def end(self) -> date | None:
        """The last day; None for events and unknown."""
        return None if self.step is None else calendar.last_day(self.step, self.high)

    @property
    def months(self) -> int:
        """How many months it has; 0 for days, points in time, events and unknown."""
        return 0 if self.step is None or self.shape is Shape.POINT else self.step.months * (self.high - self.low + 1)

    @property
    def cumulative(self) -> bool:
        """Whether it is a year-to-date range (累计): from the start of a year, within that year."""
        if self.shape is not Shape.WINDOW or self.step is None or self.step is Frequency.YEAR:
            return False
        (year, sub), (last, _) = (calendar.year_and_sub(self.step, i) for i in (self.low, self.high))
        return sub == 1 and year == last

    def label(self, language: str = "zh") -> str:
        """Return it as people read it, in ``"zh"`` or ``"en"``.

        >>> Period.parse("2024-Q1").label("zh"), Period.parse("..2024-10").label("zh")
        ('2024年第一季度', '截至2024年10月末')
        """
        return label(self.shape, self.step, self.low, self.high, self.event, language)

    def contains(self, other: Period) -> bool:
        """Say whether the other lies wholly within it; without dates, whether both are the same.

        >>> Period.parse("2024").contains(Period.parse("2024-Q1"))
        True
        """
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return self == other and self.shape is not Shape.UNKNOWN
        return self.start <= other.start and other.end <= self.end

    # --- moving ---------------------------------------------------------------------------------------------------

    def shift(self, n: int) -> Period:
        """Move by ``n`` periods of its own length.

        >>> Period.parse("2024-01").shift(-1), Period.parse("2023/2024").shift(-1)
        (Period('2023-12'), Period('2021/2022'))
        """
        self._placed("neighbour")
        return self._moved(n * (self.high - self.low + 1))

    @property
    def previous(self) -> Period:
        """The period before (环比); a 累计 range has none."""
        if self.cumulative:
            msg = f"{self}: 累计 has no 环比 (period before); compare with the same months of last year (yoy)"
            raise PeriodError(msg)
        return self.shift(-1)

    @property
    def same_last_year(self) -> Period:
        """The same period of last year (同比); a window of several years moves by its whole years, without overlap.

        29 February has none before a leap year: PeriodError.

        >>> Period.parse("2024-03").same_last_year, Period.parse("2023/2024").same_last_year
        (Period('2023-03'), Period('2021/2022'))
        """
        step = self._placed("same period of last year")
        years = max(1, -(-self.months // 12))
        if step is Frequency.DAY:
            return self._days_in(self.year - years)
        return self._moved(-years * step.per_year)

    def within(self, base: Period) -> Period:
        """Return the period that a fixed base means for this one: the same sub-period of a longer base.

        A base of the same length is meant as it is, as are events and unknown. A base shorter than the period is a
        PeriodError, and so is one that has no such sub-period.

        >>> march = Period.parse("2024-03")
        >>> march.within(Period.parse("2018")), march.within(Period.parse("2018-11"))
        (Period('2018-03'), Period('2018-11'))
        """
        if base.step is None or (base.step is self.step and base.shape is not Shape.ONE):
            return base
        step = self._placed(f"sub-period in {base}")
        if base.step is step and self.shape is Shape.ONE:
            return base
        return self._inside(base, step)

    def _inside(self, base: Period, step: Frequency) -> Period:
        span = Period.parse(calendar.text_of(base.step, calendar.holding(base.step, self.end)))  # type: ignore[arg-type]
        ...
        raise NotImplementedError


Period.UNKNOWN = Period(Shape.UNKNOWN)
