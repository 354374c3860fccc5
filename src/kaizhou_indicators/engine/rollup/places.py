"""Places: where a row's period lies in the longer period that holds it. All that a rollup knows of the calendar is here.

Five integers a row: the index of the longer period, where in it the row begins, how much of it the row covers, how long
one of the row's periods is, and how long the whole is. Months are counted, or days where the rows are days.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Any

import attrs

from ...errors import FrameError
from ...periods import Frequency, Period, Shape
from ...periods.calendar import first_day, last_day
from ..adapter import Adapter
from ..calendar import Calendar, LazyCalendar, ReadCalendar, read_periods
from ..calendar_sql import SqlCalendar
from ..periods_sql import DAY

HOLDER, FIRST, LENGTH, UNIT, TOTAL = (f"__kz part {n}" for n in ("holder", "first", "length", "unit", "total"))
NOWHERE = -1


@attrs.frozen
class Place:
    """Where a period lies in the longer period that holds it.

    Attributes:
        holder: index of the longer period.
        first: months (of a day: days) of the longer period before it.
        length: months it has; 1 of a day.
        unit: months of one of its periods, 1 of a day or of a range: a year of quarters has 12 / 3 parts.
        total: months (of a day: days) of the longer period.
    """

    holder: int
    first: int
    length: int
    unit: int
    total: int

    @property
    def end(self) -> tuple[int, int]:
        """Where it ends: the longer period and the months in it."""
        return self.holder, self.first + self.length

    @property
    def own(self) -> bool:
        """Whether it is the longer period itself."""
        return self.length == self.total


@lru_cache(maxsize=2**16)
def place(period: Period, frequency: Frequency) -> Place | None:
    """Return where a period lies in the one that holds it; None if none of that frequency does.

    >>> place(Period.parse("2024-02"), Frequency.YEAR)
    Place(holder=2024, first=1, length=1, unit=1, total=12)
    >>> place(Period.parse("2024年1—2月"), Frequency.QUARTER)
    Place(holder=8096, first=0, length=2, unit=1, total=3)
    """
    span = period.span
    if span is None or period.shape not in {Shape.ONE, Shape.WINDOW}:
        return None
    holders = span.holders(frequency)
    if len(holders) > 1 or (span.step is Frequency.DAY and span.length > 1):
        return None
    holder, months = holders[0], frequency.months
    if span.step is Frequency.DAY:
        start, end = first_day(frequency, holder).toordinal(), last_day(frequency, holder).toordinal()
        return Place(holder, span.low - start, 1, 1, end - start + 1)
    unit = span.step.months
    one = unit if span.length == 1 else 1
    return Place(holder, span.low * unit - holder * months, span.length * unit, one, months)


@attrs.frozen
class Facts:
    """What is known of the places of a table before it is run; of a lazy table the worst is assumed.

    Attributes:
        own: whether some rows may be the longer period itself.
        apart: whether no two of the periods overlap.
        unit: the length of one period, where all rows share it; None: it is found out group by group.
    """

    own: bool = True
    apart: bool = False
    unit: int | None = None


def settled(work: Adapter, period: str, frequency: Frequency) -> bool:
    """Say whether every row is known to be a period of the frequency already, so that nothing is rolled up."""
    if work.lazy:
        return frequency is Frequency.YEAR and bool(work.schema[period].is_integer())
    found = read_periods(work.distinct(period), period).values()
    return bool(found) and all(p.frequency is frequency for p in found)


class Places:
    """The places of one table's rows.

    Attributes:
        work: the table with the five columns.
        facts: what is known of them.
    """

    def __init__(self, work: Adapter, period: str, frequency: Frequency) -> None:
        self.frequency, self.facts = frequency, Facts()
        if work.lazy and not work.polars:
            self.work = _elsewhere(work, period, frequency)
        else:
            calendar = LazyCalendar(work, period) if work.lazy else ReadCalendar(work, period)
            self._look(calendar.periods, period)
            self.work = _added(calendar.work, _read(calendar, frequency))

    def _look(self, periods: Iterable[Period], column: str) -> None:
        """Note what the distinct periods of an eager table tell, and refuse those that lie in no longer period."""
        found = {period: place(period, self.frequency) for period in periods}
        lost = sorted(str(period) for period, at in found.items() if at is None)
        if lost:
            word = self.frequency.name.lower()
            more = f" and {len(lost) - 5} more" if len(lost) > 5 else ""
            msg = (
                f"column {column!r}: {', '.join(lost[:5])}{more} do not lie in one {word};"
                " take their rows out, or roll up to a longer period"
            )
            raise FrameError(msg)
        places = [at for at in found.values() if at is not None]
        if not places:
            return
        parts = [at for at in places if not at.own]
        kinds = {(at.unit, at.total > 12) for at in parts}
        self.facts = Facts(len(parts) < len(places), _apart(parts), next(iter(kinds))[0] if len(kinds) == 1 else None)


def _apart(places: list[Place]) -> bool:
    """Say whether no two places overlap; days and months are never apart."""
    if len({at.total > 12 for at in places}) > 1:
        return False
    ordered = sorted(places, key=lambda at: (at.holder, at.first))
    return all(a.end <= (b.holder, b.first) for a, b in pairwise(ordered))


def _added(work: Adapter, columns: dict[str, Any]) -> Adapter:
    return work.with_columns([expression.alias(name) for name, expression in columns.items()])


def _read(calendar: Calendar, frequency: Frequency) -> dict[str, Any]:
    def number(name: str) -> Any:
        def of(period: Period) -> int | None:
            at = place(period, frequency)
            return None if at is None else int(getattr(at, name))

        return calendar.number(of, NOWHERE if name == "holder" else 0)

    names = {HOLDER: "holder", FIRST: "first", LENGTH: "length", UNIT: "unit", TOTAL: "total"}
    return {column: number(name) for column, name in names.items()}


def _elsewhere(work: Adapter, period: str, frequency: Frequency) -> Adapter:
    """Return a table that runs elsewhere with the same integers, worked out for the distinct periods and joined on.

    A database copies an expression as often as it is used; what was grouped it calculates once.
    """
    calendar = SqlCalendar(work, period)
    names = (SqlCalendar.FREQUENCY, SqlCalendar.START, SqlCalendar.LENGTH)
    made = [work.space.col(name).max() for name in names]
    distinct = calendar.work.frame.group_by([work.named(period)]).agg(*made)
    placed = _sql(calendar, attrs.evolve(work, frame=distinct), frequency).frame
    right = placed.select([work.named(period), HOLDER, FIRST, LENGTH, UNIT, TOTAL])
    return work.left_join(right, [work.named(period)])


def _sql(calendar: SqlCalendar, work: Adapter, frequency: Frequency) -> Adapter:
    """Return the places by arithmetic on months and written days."""
    months, day, when, col = frequency.months, calendar.f == DAY, calendar._when, calendar.space.col
    month, length, lies, start, end = (f"__kz part {n}" for n in ("month", "covers", "lies", "start", "end"))
    written = calendar.s // 10_000 * 12 + calendar.s // 100 % 100 - 1
    work = _added(
        work,
        {month: when(day, written, calendar.s), length: when(day, 1, when(calendar.f >= 0, calendar.n, 1))},
    )
    work = _added(work, {lies: col(month) // months})
    edges = {name: _first_day(calendar, (col(lies) + further) * months) for name, further in ((start, 0), (end, 1))}
    work = _added(work, {name: when(day, edge, 0) for name, edge in edges.items()})
    inside = (calendar.f >= 0) & (col(lies) == (col(month) + col(length) - 1) // months)
    made = {
        HOLDER: (col(lies), NOWHERE),
        FIRST: (when(day, calendar._day_number() - col(start), col(month) - col(lies) * months), 0),
        LENGTH: (col(length), 0),
        UNIT: (calendar._months(), 0),
        TOTAL: (when(day, col(end) - col(start), months), 0),
    }
    return _added(work, {name: when(inside, value, missing) for name, (value, missing) in made.items()})


def _first_day(calendar: SqlCalendar, month: Any) -> Any:
    return calendar._number_of_day(month // 12, month % 12 + 1, calendar._lit(1))


def holder_text(space: Any, frequency: Frequency, column: str) -> Any:
    """Return the expression of the text of a longer period from its index: 2024, 2024-H1, 2024-Q1, 2024-01."""
    index, per = space.col(column), frequency.per_year
    year = (index // per).cast(space.Int64).cast(space.String)
    if per == 1:
        text = year
    else:
        sub = (index - index // per * per + 1).cast(space.Int64)
        mark = {2: space.lit("-H"), 4: space.lit("-Q")}.get(per)
        if mark is None:
            mark = space.when(sub < 10).then(space.lit("-0")).otherwise(space.lit("-"))
        text = space.concat_str([year, mark, sub.cast(space.String)])
    return space.when(index >= 0).then(text)
