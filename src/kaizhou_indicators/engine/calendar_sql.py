"""Calendar of tables that run elsewhere (DuckDB, Spark): the same answers by integer arithmetic on three columns.

A row's period is a frequency, a start and a length: months since year 0 and how many of them, or, for days, the day
written as one number (20240301) and length 0. A text that ``periods_sql`` does not read has no period.
"""

from __future__ import annotations

from typing import Any

from ..model.records import Break
from ..periods import Frequency, Period, Shape
from .adapter import Adapter
from .bases import FREQUENCIES
from .calendar import NO_PERIOD, NOWHERE
from .periods_sql import DAY, WINDOW, YEAR, with_periods
from .steps import Look, Over

_STARTS, _LENGTHS = 10**8, 10**5
_MONTHS = {"A": 12, "S": 6, "Q": 3, "M": 1}


class SqlCalendar:
    """The periods of a DuckDB or Spark table; it answers what ``Calendar`` does."""

    #: the distinct periods: none, for the table is not looked into
    periods: tuple[Period, ...] = ()
    FREQUENCY, START, LENGTH = (f"__kz {name}" for name in ("frequency", "start", "length"))

    def __init__(self, work: Adapter, period: str) -> None:
        self.space = work.space
        self.work = with_periods(work, period, (self.FREQUENCY, self.START, self.LENGTH))
        self.f, self.s, self.n = (self.space.col(name) for name in (self.FREQUENCY, self.START, self.LENGTH))

    # -- codes

    def row(self) -> Any:
        """Return the code of the row's own period."""
        return self._code(self.s, self.f >= 0, NO_PERIOD)

    def base(self, step: Look) -> Any:
        """Return the code of the period that the row is compared with."""
        if step.period is not None:
            return self._fixed(Period.parse(step.period), step)
        kind = step.reference.baseline.kind if step.reference.baseline else ""
        start, there = self.s, self.f >= 0
        if kind == "yoy":
            start, there = self._last_year()
        elif kind == "prev":
            start, there = self._previous()
        return self._code(start, there & self._comparable(start, step), NOWHERE)

    def before(self) -> Any:
        """Return the code of the accumulated period one step shorter than the row's, within its year."""
        single = self._code(self.s - self._months(), ~self._opens(), NOWHERE)
        length = self.n - 1
        shorter = self._joined(self._when(length == 1, FREQUENCIES.index("M"), WINDOW), length, self.s)
        window = self._when(self._cumulative() & (self.n > 1), shorter, NOWHERE)
        return self._when(self.f == WINDOW, window, self._when((self.f >= 0) & (self.f != DAY), single, NOWHERE))

    def opens(self) -> Any:
        """Return 1 where the row's period is the first of its year, else 0."""
        return self._flag(self._opens() & (self.f >= 0) & (self.f != WINDOW))

    def _last_year(self) -> tuple[Any, Any]:
        years = (self.n + 11) // 12
        start = self._when(self.f == DAY, self.s - 10_000, self.s - 12 * years)
        return start, ~((self.f == DAY) & (self.s % 10_000 == 229))

    def _previous(self) -> tuple[Any, Any]:
        start = self._when(self.f == DAY, self._day_before(), self.s - self.n)
        return start, ~self._cumulative()

    def _fixed(self, base: Period, step: Look) -> Any:
        """Return the same sub-period of a fixed base, or the base where it is as long as the row."""
        if base.span is None or base.shape is Shape.POINT:
            return self._lit(NOWHERE)
        frequency, low, length = base.span.step, base.span.low, base.span.length
        if frequency is Frequency.DAY:
            day = base.start.year * 10_000 + base.start.month * 100 + base.start.day
            start, there = self._lit(day), self.f == (DAY if length == 1 else NO_PERIOD)
            return self._code(start, there & self._comparable(start, step), NOWHERE)
        months = frequency.months
        start = self._lit(low * months)
        if length > 1:  # a window is the base of rows of its own frequency
            whole = self._joined(self._lit(WINDOW), self._lit(length * months), start)
            fits = (self.f == FREQUENCIES.index(str(frequency))) | ((self.f == WINDOW) & (self.n <= length * months))
            return self._when(fits & self._comparable(start, step), whole, NOWHERE)
        monthly = self._when(self.f == DAY, self.s // 10_000 * 12 + self.s // 100 % 100 - 1, self.s)
        within = monthly % months
        placed = low * months + within
        placed = self._when(self.f == DAY, placed // 12 * 10_000 + (placed % 12 + 1) * 100 + self.s % 100, placed)
        return self._code(placed, (within + self.n <= months) & self._comparable(placed, step), NOWHERE)

    def _comparable(self, start: Any, step: Look) -> Any:
        """Say whether no break lies between, and whether a 累计 meets one of equal length."""
        fine = self.f >= 0
        for broken in step.breaks:
            at, own, base = _day(Period.parse(broken.period)), self._first_day(self.s), self._first_day(start)
            fine = fine & ~(((own < at) & (base >= at)) | ((base < at) & (own >= at)))
        if step.same_sub:
            fine = fine & (self._when(self.f == DAY, self.s % 10_000, self.s % 12) == self._in_year(start))
        return fine

    # -- windows

    def holder(self, step: Over) -> Any:
        """Return the year that holds the row's window, 0 where the window is all there is."""
        year = self._when(self.f == DAY, self.s // 10_000, self.s // 12)
        return self._when(self.f >= 0, year if step.over == "year" else 0, NO_PERIOD)

    def frequency(self) -> Any:
        """Return the place of the row's frequency among the frequencies."""
        return self._when(self.f == WINDOW, NO_PERIOD, self.f)

    def ordinal(self) -> Any:
        """Return an integer that grows by one from period to period of one frequency."""
        months = self._months()
        return self._when(self.f == DAY, self._day_number(), self._when(self.n > 0, self.s // months, self.s))

    def sub(self) -> Any:
        """Return the position of the row's period in its year, from 1."""
        january = self._number_of_day(self.s // 10_000, self._lit(1), self._lit(1))
        return self._when(self.f == DAY, self._day_number() - january + 1, self.s % 12 // self._months() + 1)

    def belongs(self, step: Over) -> Any:
        """Return 1 where the row's period is one that the window is made of, else 0."""
        if step.each:
            return self._flag(self.f == FREQUENCIES.index(str(Frequency(step.each))))
        single = (self.f >= 0) & (self.f != WINDOW)
        return self._flag(single & (self.f != YEAR) if step.over == "year" else single)

    def segment(self, breaks: tuple[Break, ...]) -> Any:
        """Return how many breaks of the series lie before the row's period."""
        count = self._lit(0)
        for broken in breaks:
            count = count + self._flag(self._first_day(self.s) >= _day(Period.parse(broken.period)))
        return self._when(self.f >= 0, count, NO_PERIOD)

    def started(self, step: Over) -> Any:
        """Return 1 where the running total has begun, else 0."""
        if step.since is None:
            return self._flag(self.f >= 0)
        return self._flag((self.f >= 0) & (self._first_day(self.s) >= _day(Period.parse(step.since))))

    # -- arithmetic

    def _code(self, start: Any, there: Any, missing: int) -> Any:
        return self._when((self.f >= 0) & there, self._joined(self.f, self.n, start), missing)

    def _joined(self, frequency: Any, length: Any, start: Any) -> Any:
        return (frequency * _LENGTHS + length) * _STARTS + start

    def _months(self) -> Any:
        """Return the months of a period of the row's frequency, 1 where it has none."""
        months: Any = self._lit(1)
        for letter, count in _MONTHS.items():
            months = self._when(self.f == FREQUENCIES.index(letter), count, months)
        return months

    def _opens(self) -> Any:
        return self._when(self.f == DAY, self.s % 10_000 == 101, self.s % 12 == 0)

    def _cumulative(self) -> Any:
        return (self.f == WINDOW) & (self.s % 12 == 0) & (self.n <= 12)

    def _in_year(self, start: Any) -> Any:
        return self._when(self.f == DAY, start % 10_000, start % 12)

    def _first_day(self, start: Any) -> Any:
        return self._when(self.f == DAY, start, start // 12 * 10_000 + (start % 12 + 1) * 100 + 1)

    def _day_number(self) -> Any:
        return self._number_of_day(self.s // 10_000, self.s // 100 % 100, self.s % 100)

    def _number_of_day(self, year: Any, month: Any, day: Any) -> Any:
        """Return the day's number in the Gregorian calendar, counted from 1 March of year 0."""
        early = self._flag(month <= 2)
        y, m = year - early, month - 3 + 12 * early
        return 365 * y + y // 4 - y // 100 + y // 400 + (153 * m + 2) // 5 + day

    def _day_before(self) -> Any:
        year, month, day = self.s // 10_000, self.s // 100 % 100, self.s % 100
        last = self._number_of_day(year, month, self._lit(1)) - self._number_of_day(
            self._when(month == 1, year - 1, year), self._when(month == 1, 12, month - 1), self._lit(1)
        )
        ended = self._when(month == 1, (year - 1) * 10_000 + 1200, year * 10_000 + (month - 1) * 100) + last
        return self._when(day > 1, self.s - 1, ended)

    def _when(self, condition: Any, then: Any, otherwise: Any) -> Any:
        return self.space.when(condition).then(self._lit(then)).otherwise(self._lit(otherwise))

    def _flag(self, condition: Any) -> Any:
        return self._when(condition, 1, 0)

    def _lit(self, value: Any) -> Any:
        return self.space.lit(value).cast(self.space.Int64) if isinstance(value, int) else value


def _day(period: Period) -> int:
    start = period.start
    return start.year * 10_000 + start.month * 100 + start.day
