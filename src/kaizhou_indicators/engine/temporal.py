"""Clock: looking up other periods and areas, and windows over time. Joins on an integer calendar key, never a shift."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..errors import FrameError
from ..formula.frame import column_expression
from ..periods import Shape
from .adapter import Adapter, working
from .bases import belongs, code
from .calendar import NO_PERIOD, Calendar, LazyCalendar, ReadCalendar
from .calendar_sql import SqlCalendar
from .ordered import ordered
from .parents import with_parents
from .rows import key_columns
from .status import no_status_is_normal, worst_of
from .steps import Derive, Given, Look, Over

if TYPE_CHECKING:
    from .levels import Levels
    from .plan import Plan

ROW, _BASE, _HOLDER, _BELONGS, _HOLDS = (f"__kz {n}" for n in ("row", "base", "holder", "belongs", "holds"))
_SUB, _COUNT, _OPENS, _SEGMENT, _LESS, _LESS_SEGMENT = (
    f"__kz {n}" for n in ("sub", "n", "opens", "segment", "less", "less segment")
)

#: column -> its name in a join
Pairs = Sequence[tuple[str, str]]


class Clock:
    """The calendar of one table, and joins on it.

    Attributes:
        keys: the columns that make a row's key.
        gaps: whether a row may lack its area or calendar period; it then belongs to no group and no total.
        start: the table with the columns of its calendar, where the plan compares rows.
    """

    def __init__(self, plan: Plan, adapter: Adapter) -> None:
        self.plan = plan
        self.keys = key_columns(adapter, plan)
        self.start = adapter
        if plan.compares_rows:
            self._check_columns(adapter)
            self.calendar = _calendar(adapter, plan.period)
            self.gaps, row = self._rows(adapter)
            self.start = with_parents(plan, self.calendar.work.with_columns([row.alias(ROW)]))

    def _rows(self, adapter: Adapter) -> tuple[bool, Any]:
        """Return whether rows without area or period are possible, and the code of a row: such a row has none."""
        row, area = self.calendar.row(), adapter.col(self.plan.area)
        if adapter.lazy or adapter.missing(self.plan.area):
            row = adapter.space.when(~area.is_null()).then(row).otherwise(adapter.space.lit(NO_PERIOD))
            return True, row.cast(adapter.space.Int64)
        return adapter.missing(self.plan.period) or not all(map(code, self.calendar.periods)), row

    def _check_columns(self, adapter: Adapter) -> None:
        missing = [n for n in (self.plan.area, self.plan.period) if n not in adapter.columns]
        if missing:
            target = next(step.target for step in self.plan.steps if not isinstance(step, Given | Derive))
            msg = f"{target} compares rows, and the table has no column {' and '.join(map(repr, missing))}; name yours with area= and period="
            raise FrameError(msg)

    # -- other periods and areas

    def look(self, run: Levels, work: Adapter, steps: Sequence[Look]) -> Adapter:
        """Add the base values of every row: steps with one base share one join."""
        step = steps[0]
        work = work.with_columns([self.calendar.base(step).alias(_BASE)])
        others = [work.named(k) for k in self.keys if k != self.plan.period and not (step.area and k == self.plan.area)]
        told = [s for s in steps if s.source in run.stated]
        columns = [(working(s.source), working(s.target)) for s in steps]
        columns += [(worst_of(s.source), worst_of(s.target)) for s in told]
        run.stated.update(s.target for s in told)
        source = run.source(work, [s.source for s in steps])
        joined = work.left_join(self._bases(source, step.area, others, columns), [*others, _BASE])
        return no_status_is_normal(joined, [s.target for s in told])

    def _bases(self, work: Adapter, area: str | None, others: list[str], columns: Pairs) -> Any:
        """Return the columns of the rows that may be a base, with their period as the key."""
        space, right = work.space, work.frame
        if area:
            right = right.filter(work.code(self.plan.area) == area)
        if not work.polars:  # some libraries let a null meet a null
            for key in others:
                right = right.filter(~space.col(key).is_null())
        right = right.select([*others, space.col(ROW).alias(_BASE), *(space.col(s).alias(t) for s, t in columns)])
        if not work.lazy:  # that its keys are unique was checked before
            return right
        # a key with two rows is no base: null
        made = [space.col(target).max() for _, target in columns]
        right = right.group_by([*others, _BASE]).agg(*made, space.len().alias(_COUNT))
        return right.filter(space.col(_COUNT) == 1).drop([_COUNT])

    # -- windows

    def over(self, run: Levels, work: Adapter, step: Over) -> Adapter:
        """Add what a window makes of the periods of every row's window."""
        if step.how == "decumulated":
            return self._decumulated(run, work, step)
        self._check(step, self.calendar)
        others = [work.named(k) for k in self.keys if k != self.plan.period]
        work = self._window(work, step)
        if step.how in {"count_where", "first_when"}:
            source = self._window(run.source(work, [step.source]), step) if work.lazy else work
            return self._grouped(run, work, source, step, [*others, _HOLDER])
        work = ordered(work, step, [*others, _HOLDER], self.calendar, run.stated)
        if not self.gaps:
            return work
        target = working(step.target)
        kept = work.space.when(work.space.col(ROW) >= 0).then(work.space.col(target))
        return work.with_columns([kept.alias(target)])

    def _window(self, work: Adapter, step: Over) -> Adapter:
        """Add which window a row belongs to, and what the condition says of it."""
        codes = [self.calendar.holder(step).alias(_HOLDER), self.calendar.belongs(step).alias(_BELONGS)]
        work = work.with_columns(codes)
        belongs_here = work.space.col(_BELONGS) == 1
        belongs_here = belongs_here & (work.space.col(ROW) >= 0) if self.gaps else belongs_here
        holds = work.space.when(belongs_here).then(self._holds(work, step))
        return work.with_columns([holds.alias(_HOLDS)])

    def _check(self, step: Over, calendar: Calendar | SqlCalendar) -> None:
        if step.how in {"count_where", "first_when"}:
            self._check_one_length(step, calendar)
        else:
            self._check_plain(step, calendar)

    def _check_one_length(self, step: Over, calendar: Calendar | SqlCalendar) -> None:
        """Months and quarters are never counted together; a lazy table is not looked into."""
        lengths = {p.frequency for p in calendar.periods if belongs(p, step)}
        if len(lengths) > 1:
            told = ", ".join(sorted(f.name.lower() for f in lengths if f is not None))
            msg = f"{step.target} counts periods, and the table has {told}; declare the window with each='month' or another"
            raise FrameError(msg)

    def _check_plain(self, step: Over, calendar: Calendar | SqlCalendar) -> None:
        """Refuse periods that span several: a joint 1—2月 has no January, and what runs singly cannot pass over it."""
        spans = sorted(str(p) for p in calendar.periods if p.shape is Shape.WINDOW)
        if spans:
            msg = (
                f"{step.target} runs through single periods, and {', '.join(spans[:5])} span several;"
                " take their rows out, or give the accumulated value as a column of its own"
            )
            raise FrameError(msg)

    def _holds(self, work: Adapter, step: Over) -> Any:
        if step.condition is None:
            return work.space.col(working(step.source))
        return column_expression(step.condition, {step.source: working(step.source)}, work.space)

    def _grouped(self, run: Levels, work: Adapter, source: Adapter, step: Over, keys: list[str]) -> Adapter:
        space, holds = work.space, work.space.col(_HOLDS)
        target, of = working(step.target), working(step.of_column)
        made = [holds.sum().alias(target), holds.count().alias(of)]
        if step.how == "first_when":
            source = source.with_columns([self.calendar.sub().cast(space.Float64).alias(_SUB)])
            source = source.with_columns([space.when(holds == 1.0).then(space.col(_SUB)).alias(_SUB)])
            made = [space.col(_SUB).min().alias(target)]
        if step.source in run.stated:
            made.append(space.col(worst_of(step.source)).max().alias(worst_of(step.target)))
            run.stated.add(step.target)
        right = source.frame.group_by(keys).agg(*made)
        if step.how == "count_where":
            right = right.with_columns([space.when(space.col(of) > 0).then(space.col(target)).alias(target)])
        return work.left_join(right, keys)

    def _decumulated(self, run: Levels, work: Adapter, step: Over) -> Adapter:
        """Add what an accumulated value (累计) grew by since the period before, within the year."""
        space, calendar = work.space, self.calendar
        segment = calendar.segment(step.breaks).alias(_SEGMENT)
        work = work.with_columns([calendar.before().alias(_BASE), calendar.opens().alias(_OPENS), segment])
        others = [work.named(k) for k in self.keys if k != self.plan.period]
        columns = [(working(step.source), _LESS), (_SEGMENT, _LESS_SEGMENT)]
        told = [step.target] if step.source in run.stated else []
        columns += [(worst_of(step.source), worst_of(name)) for name in told]
        run.stated.update(told)
        source = run.source(work, [step.source]).with_columns([segment])
        work = work.left_join(self._bases(source, None, others, columns), [*others, _BASE])
        value, unbroken = space.col(working(step.source)), space.col(_SEGMENT) == space.col(_LESS_SEGMENT)
        grown = space.when(unbroken).then(value - space.col(_LESS))
        made = space.when(space.col(_OPENS) == 1).then(value).otherwise(grown).alias(working(step.target))
        return no_status_is_normal(work.with_columns([made]).without([_LESS, _LESS_SEGMENT]), told)


def _calendar(work: Adapter, period: str) -> Calendar | SqlCalendar:
    if not work.lazy:
        return ReadCalendar(work, period)
    return LazyCalendar(work, period) if work.polars else SqlCalendar(work, period)
