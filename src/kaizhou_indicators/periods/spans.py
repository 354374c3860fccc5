"""Stretches of the calendar: some neighbouring periods of one frequency, from a lowest to a highest index.

Moving one by months, finding what holds it, and placing it in another year happen here, on integers.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..errors import PeriodError
from .calendar import Frequency, day_index, first_day, holding, last_day, text_of, year_and_sub


class Shape(StrEnum):
    """What sort of period it is."""

    ONE = "one"
    WINDOW = "window"
    POINT = "point"
    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


class Span(NamedTuple):
    """The periods of one frequency from index ``low`` to index ``high``, both included."""

    step: Frequency
    low: int
    high: int

    def __str__(self) -> str:
        first = text_of(self.step, self.low)
        return first if self.low == self.high else f"{first}/{text_of(self.step, self.high)}"

    @property
    def length(self) -> int:
        """How many periods it has."""
        return self.high - self.low + 1

    @property
    def days(self) -> int:
        """How many days it has."""
        return last_day(self.step, self.high).toordinal() - first_day(self.step, self.low).toordinal() + 1

    @property
    def years(self) -> int:
        """In how many years it fits, at least one."""
        return max(1, -(-self.length * self.step.months // 12) or -(-self.days // 366))

    @property
    def cumulative(self) -> bool:
        """Whether it runs from the start of a year to within that year, over several periods."""
        (year, sub), (last, _) = year_and_sub(self.step, self.low), year_and_sub(self.step, self.high)
        return self.step is not Frequency.YEAR and self.length > 1 and sub == 1 and year == last

    def moved(self, by: int) -> Span:
        """Move by a number of periods."""
        return Span(self.step, self.low + by, self.high + by)

    def moved_by_months(self, months: int) -> Span:
        """Move by months, days keeping their number in the month."""
        if self.step is not Frequency.DAY:
            return self.moved(months // self.step.months)
        return Span(self.step, _day_moved(self.low, months), _day_moved(self.high, months))

    def holders(self, frequency: Frequency) -> range:
        """Return the indices of the periods of another frequency that it touches."""
        low = holding(frequency, first_day(self.step, self.low))
        return range(low, holding(frequency, last_day(self.step, self.high)) + 1)

    def placed_in(self, base: Span) -> Span:
        """Return the same sub-period of one longer period, or that period itself where it is as long."""
        if base.length > 1:
            if base.step is self.step and base.length >= self.length:
                return base
            raise _misfit(self, base)
        holders = self.holders(base.step)
        if self.step.coarser_than(base.step) or len(holders) > 1:
            raise _misfit(self, base)
        apart = base.low - holders[0]
        return self.moved_by_months(apart * base.step.months) if base.step.months else self.moved(apart)


def _day_moved(index: int, months: int) -> int:
    day = date.fromordinal(index)
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return day_index(year, month + 1, day.day)


def _misfit(row: Span, base: Span) -> PeriodError:
    year = year_and_sub(base.step, base.low)[0]
    if base.days < row.days - row.days // 20:  # months and years differ by a few days only
        msg = f"the base {base} is shorter than the period {row}; take a base at least as long, such as {year}"
    else:
        msg = f"the period {row} has no single counterpart in the base {base}; take one period of the same length"
    return PeriodError(msg)
