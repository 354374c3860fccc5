"""The value Period: frozen, hashable, ordered in time. Everything that can be asked of one period lives here."""

from __future__ import annotations

import functools
from datetime import date
from typing import Any, ClassVar

import attrs

from ..errors import PeriodError
from . import calendar
from .calendar import Frequency
from .labels import label
from .objects import text_of_object
from .reading import ACCEPTED, event_name, read
from .spans import Shape, Span


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
        span: the stretch of the calendar it covers (a point: at whose end it lies); None without a date.
        event: the event it lies before or after.

    >>> half = Period.parse("2024年1—6月")
    >>> str(half), half.same_last_year, half.label("en")
    ('2024-01/2024-06', Period('2023-01/2023-06'), 'January–June 2024')
    """

    shape: Shape
    span: Span | None = None
    event: str = ""

    UNKNOWN: ClassVar[Period]

    def __attrs_post_init__(self) -> None:
        if self.span and not calendar.in_calendar(*self.span):
            msg = f"a period lies outside the years {calendar.FIRST_YEAR} to {calendar.LAST_YEAR}"
            raise PeriodError(msg)

    @classmethod
    def parse(cls, value: Any) -> Period:
        """Read a period from a text, an integer year, a date, a datetime at midnight, or a period itself.

        Dates of numpy and pandas are taken too. PeriodError names the text and the accepted forms.

        >>> Period.parse("2024年第1季度"), Period.parse(2024), Period.parse("2024/2024")
        (Period('2024-Q1'), Period('2024'), Period('2024'))
        """
        try:
            return parse(value)
        except PeriodError as error:
            msg = f"{error}. Accepted are {ACCEPTED}"
            raise PeriodError(msg) from None

    @classmethod
    def window(cls, first: Any, last: Any) -> Period:
        """Make the range from one calendar period to another of the same frequency, both included.

        >>> Period.window(2023, 2024)
        Period('2023/2024')
        """
        return cls.parse(f"{cls.parse(first)}/{cls.parse(last)}")

    @classmethod
    def at_end_of(cls, period: Any) -> Period:
        """Make the point in time at the end of one calendar period (截至, 年末).

        >>> Period.at_end_of("2024").end
        datetime.date(2024, 12, 31)
        """
        return cls.parse(f"..{cls.parse(period)}")

    @classmethod
    def after(cls, event: str) -> Period:
        """Make the time since an event whose date is not stated (改革后)."""
        return cls(Shape.AFTER, event=event_name(event))

    @classmethod
    def before(cls, event: str) -> Period:
        """Make the time before an event whose date is not stated (改革前)."""
        return cls(Shape.BEFORE, event=event_name(event))

    @property
    def frequency(self) -> Frequency | None:
        """The frequency of one calendar period; None for windows, points, events and unknown."""
        return self.span.step if self.span and self.shape is Shape.ONE else None

    @property
    def year(self) -> int:
        """The year in which it starts (for a point: in which it lies). PeriodError without a date."""
        return calendar.year_and_sub(*self._placed("year")[:2])[0]

    @property
    def sub(self) -> int:
        """The position in its year, from 1: its half, quarter, month or day of the year; 1 for a year."""
        return calendar.year_and_sub(*self._placed("position in a year")[:2])[1]

    @property
    def ordinal(self) -> int:
        """The calendar index, counting periods of one frequency; for a window that of its first period."""
        return self._placed("calendar index").low

    @property
    def start(self) -> date:
        """The first day; for a point in time its only day. PeriodError without a date."""
        span = self._placed("first day")
        return calendar.last_day(*span[:2]) if self.shape is Shape.POINT else calendar.first_day(*span[:2])

    @property
    def end(self) -> date:
        """The last day. PeriodError without a date."""
        span = self._placed("last day")
        return calendar.last_day(span.step, span.high)

    @property
    def months(self) -> int:
        """How many months it has; 0 for days, points in time and what has no date."""
        return 0 if self.span is None or self.shape is Shape.POINT else self.span.step.months * self.span.length

    @property
    def cumulative(self) -> bool:
        """Whether it is a range from the start of a year to within that year (累计)."""
        return self.span is not None and self.span.cumulative

    def label(self, language: str = "zh") -> str:
        """Return it as people read it, in ``"zh"`` or ``"en"``.

        >>> Period.parse("2024-Q1").label("zh"), Period.parse("..2024-10").label("zh")
        ('2024年第一季度', '截至2024年10月末')
        """
        return label(self.shape, self.span, self.event, language)

    def contains(self, other: Period) -> bool:
        """Say whether the other lies wholly within it; without a date, whether both are the same but unknown.

        >>> Period.parse("2024").contains(Period.parse("2024-Q1"))
        True
        """
        if self.span is None or other.span is None:
            return self == other and self.shape is not Shape.UNKNOWN
        return self.start <= other.start and other.end <= self.end

    def shift(self, n: int) -> Period:
        """Move by ``n`` times its own length.

        >>> Period.parse("2024-01").shift(-1), Period.parse("2023/2024").shift(-1)
        (Period('2023-12'), Period('2021/2022'))
        """
        span = self._placed("neighbour")
        return Period(self.shape, span.moved(n * span.length))

    @property
    def previous(self) -> Period:
        """The period before (环比). A 累计 range has none: PeriodError."""
        if self.cumulative:
            msg = f"{self}: 累计 has no 环比 (period before); compare with the same months of last year (yoy)"
            raise PeriodError(msg)
        return self.shift(-1)

    @property
    def same_last_year(self) -> Period:
        """The same period of last year (同比); a window longer than a year moves by whole years, without overlap.

        29 February has none: PeriodError.

        >>> Period.parse("2024-03").same_last_year, Period.parse("2023/2024").same_last_year
        (Period('2023-03'), Period('2021/2022'))
        """
        span = self._placed("same period of last year")
        return Period(self.shape, span.moved_by_months(-12 * span.years))

    def within(self, base: Period) -> Period:
        """Return the period that a fixed base means for this one: the same sub-period of a longer base.

        A base of the same length is meant as it is, and so are points in time and what has no date. A base shorter
        than the period is a PeriodError, and so is one without a single counterpart.

        >>> march = Period.parse("2024-03")
        >>> march.within(Period.parse("2018")), march.within(Period.parse("2018-11"))
        (Period('2018-03'), Period('2018-11'))
        """
        if base.span is None or base.shape is Shape.POINT:
            return base
        span = self._placed(f"counterpart in {base}")
        if self.shape is Shape.POINT and base.shape is Shape.WINDOW:
            msg = f"the point in time {self} has no counterpart in the window {base}; take a year or a point (..2018)"
            raise PeriodError(msg)
        placed = span.placed_in(base.span)
        return base if placed == base.span and self.shape is not Shape.POINT else Period(self.shape, placed)

    def part_of(self, frequency: Frequency | str) -> Period:
        """Return the calendar period of a frequency no finer than its own that holds it.

        >>> Period.parse("2024-03").part_of("year"), Period.parse("2024-01/2024-03").part_of("quarter")
        (Period('2024'), Period('2024-Q1'))
        """
        frequency, span = Frequency(frequency), self._placed("longer period")
        holders = span.holders(frequency)
        if span.step.coarser_than(frequency) or len(holders) > 1:
            msg = f"{self} does not lie in one {frequency.name.lower()}; take a longer frequency"
            raise PeriodError(msg)
        return Period(Shape.ONE, Span(frequency, holders[0], holders[0]))

    def parts(self, frequency: Frequency | str) -> tuple[Period, ...]:
        """Return the calendar periods of a frequency no coarser than its own that make it up, in order.

        >>> [str(p) for p in Period.parse("2024-H1").parts("quarter")]
        ['2024-Q1', '2024-Q2']
        """
        frequency, span = Frequency(frequency), self._placed("parts")
        if frequency.coarser_than(span.step) or self.shape is Shape.POINT:
            msg = f"{self} is not made up of whole {frequency.name.lower()}s; take a shorter frequency"
            raise PeriodError(msg)
        return tuple(Period(Shape.ONE, Span(frequency, i, i)) for i in span.holders(frequency))

    def _placed(self, what: str) -> Span:
        if self.span is None:
            msg = f"{self} has no {what}, because it has no date; write a calendar period, such as 2024"
            raise PeriodError(msg)
        return self.span

    def _order(self) -> tuple[date, date, int, str, str]:
        days = (self.start, self.end) if self.span else (date.max, date.max)
        return (*days, -self.months, self.shape, str(self))

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        if self.frequency and self.frequency is other.frequency:
            return self.ordinal < other.ordinal
        return self._order() < other._order()

    def __str__(self) -> str:
        if self.span is None:
            return f"{self.shape}({self.event})" if self.event else self.shape
        return f"..{self.span}" if self.shape is Shape.POINT else str(self.span)

    def __repr__(self) -> str:
        return f"Period({str(self)!r})"


Period.UNKNOWN = Period(Shape.UNKNOWN)


def parse(value: Any) -> Period:
    """Read a period; the error gives the reason, but not the accepted forms."""
    if isinstance(value, Period):
        return value
    return _read(value if type(value) is str else str(value) if isinstance(value, str) else text_of_object(value))


@functools.lru_cache(maxsize=2**16)
def _read(text: str) -> Period:
    return Period(*read(text))
