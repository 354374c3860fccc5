"""Clock: looking up other periods and areas, and windows over time. Joins on an integer calendar key, never a shift."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..errors import FrameError
from ..formula.frame import column_expression
from ..periods import Period, Shape
from .adapter import Adapter, working
from .bases import FREQUENCIES, base_period, belongs, code, segment, started
from .rows import key_columns
from .steps import Look, Over

if TYPE_CHECKING:
    from .plan import Plan

_ROW, _BASE, _HOLDER, _FREQUENCY, _SEGMENT = (f"\x00{n}" for n in ("row", "base", "holder", "frequency", "segment"))
#: codes of rows without a calendar period and of bases that are nowhere; they never meet
_NO_PERIOD, _NOWHERE = -1, -2


class Clock:
    """Periods of one table, read once: their codes, and joins on them."""

    def __init__(self, plan: Plan, adapter: Adapter) -> None:
        self.plan = plan
        self.keys = key_columns(adapter, plan)
        known = not adapter.lazy and plan.period in adapter.columns
        self.periods = _read(adapter.to_list(plan.period)) if known else []

    def look(self, work: Adapter, step: Look) -> Adapter:
        """Add the base value of every row."""
        self._require(work, step.target)
        others = [k for k in self.keys if k != self.plan.period and not (step.area and k == self.plan.area)]
        work = self._coded(work, _ROW, code)
        work = self._coded(work, _BASE, lambda p: code(base_period(p, step)), missing=_NOWHERE)
        right = self._bases(work, step, others)
        return work.left_join(right, [*others, _BASE])

    def _bases(self, work: Adapter, step: Look, others: list[str]) -> Any:
        space, target = work.space, working(step.target)
        right = work.frame
        if step.area:
            right = right.filter(space.col(self.plan.area).cast(space.String) == step.area)
        right = right.filter(space.col(_ROW) >= 0)
        right = right.select([*others, space.col(_ROW).alias(_BASE), space.col(working(step.source)).alias(target)])
        # a key with two rows is no base: the eager table was refused before, the lazy one gets null
        count = space.len().alias("\x00n")
        right = right.group_by([*others, _BASE]).agg(space.col(target).max(), count)
        return right.filter(space.col("\x00n") == 1).drop(["\x00n"])

    def over(self, work: Adapter, step: Over) -> Adapter:
        """Add what a window makes of the periods of every row's window."""
        self._require(work, step.target)
        work = self._coded(work, _ROW, code)
        work = self._coded(work, _HOLDER, lambda p: p.year if step.over == "year" else 0)
        work = self._coded(work, _FREQUENCY, lambda p: FREQUENCIES.find(str(p.frequency)))
        work = self._coded(work, "\x00belongs", lambda p: int(belongs(p, step)))
        holds = work.space.when(work.space.col("\x00belongs") == 1).then(self._holds(work, step))
        work = work.with_columns([holds.alias("\x00holds")])
        others = [k for k in self.keys if k != self.plan.period]
        if step.how in {"count_where", "first_when"}:
            self._check_one_length(step)
            return self._grouped(work, step, [*others, _HOLDER])
        self._check_plain(step)
        work = self._coded(work, _SEGMENT, lambda p: segment(p, step))
        return self._ordered(work, step, [*others, _HOLDER, _FREQUENCY, _SEGMENT])

    def _check_one_length(self, step: Over) -> None:
        """Months and quarters are never counted together; a lazy table is not looked into."""
        lengths = {p.frequency for p in self._distinct() if belongs(p, step)}
        if len(lengths) > 1:
            told = ", ".join(sorted(f.name.lower() for f in lengths if f is not None))
            msg = f"{step.target} counts periods, and the table has {told}; declare the window with each='month' or another"
            raise FrameError(msg)

    def _check_plain(self, step: Over) -> None:
        """Refuse periods that span several: a joint 1—2月 has no January, and what runs singly cannot pass over it."""
        spans = sorted(str(p) for p in self._distinct() if p.shape is Shape.WINDOW)
        if spans:
            msg = (
                f"{step.target} runs through single periods, and {', '.join(spans[:5])} span several;"
                " take their rows out, or give the accumulated value as a column of its own"
            )
            raise FrameError(msg)

    def _holds(self, work: Adapter, step: Over) -> Any:
        value = work.space.col(working(step.source))
        if step.condition is None:
            return value
        return column_expression(step.condition, {step.source: working(step.source)}, work.space)

    def _grouped(self, work: Adapter, step: Over, keys: list[str]) -> Adapter:
        space = work.space
        holds = space.col("\x00holds")
        target, of = working(step.target), working(step.of_column)
        if step.how == "count_where":
            right = work.frame.group_by(keys).agg(holds.sum().alias(target), holds.count().alias(of))
            right = right.with_columns([space.when(space.col(of) > 0).then(space.col(target)).alias(target)])
            return work.left_join(right, keys)
        work = self._coded(work, "\x00sub", lambda p: p.sub)
        made = space.when(holds == 1.0).then(space.col("\x00sub").cast(space.Float64)).alias(target)
        right = work.with_columns([made]).frame.group_by(keys).agg(space.col(target).min())
        return work.left_join(right, keys)

    def _ordered(self, work: Adapter, step: Over, keys: list[str]) -> Adapter:
        if not work.orders:
            msg = f"{step.target} runs through the periods in order, which pyarrow cannot do; hand in polars.from_arrow(table)"
            raise FrameError(msg)
        space, target = work.space, working(step.target)
        value, row, holds = space.col(working(step.source)), space.col(_ROW), space.col("\x00holds") == 1.0
        if step.how == "running_total":
            work = self._coded(work, "\x00started", lambda p: int(started(p, step)))
            counts = (space.col("\x00started") == 1) & ~value.is_null()
            work = work.with_columns([space.when(counts).then(value).otherwise(space.lit(0.0)).alias("\x00filled")])
            total = space.col("\x00filled").cum_sum().over(keys, order_by=_ROW)
            return work.with_columns([space.when(counts).then(total).alias(target)])
        step_back = row - row.shift(1).over(keys, order_by=_ROW)
        work = work.with_columns([step_back.alias("\x00gap")])
        gap = space.col("\x00gap")
        fresh = space.when(gap == 1).then(space.lit(-1)).otherwise(row - 1)
        anchor = space.when(holds).then(fresh).otherwise(row)
        work = work.with_columns([anchor.alias("\x00anchor")])
        run = row - space.col("\x00anchor").cum_max().over(keys, order_by=_ROW)
        return work.with_columns([space.when(~value.is_null()).then(run.cast(space.Float64)).alias(target)])

    def _require(self, work: Adapter, target: str) -> None:
        missing = [n for n in (self.plan.area, self.plan.period) if n not in work.columns]
        if missing:
            msg = f"{target} compares rows, and the table has no column {' and '.join(map(repr, missing))}; name yours with area= and period="
            raise FrameError(msg)

    def _coded(
        self, work: Adapter, column: str, of: Callable[[Period], int | None], missing: int = _NO_PERIOD
    ) -> Adapter:
        """Add an integer column worked out from the distinct periods of the table."""
        if not work.lazy:
            return work.with_list(column, _codes(self.periods, of, missing), work.space.Int64)
        if not work.polars:
            msg = "a comparison on a lazy table needs polars for now; collect the table first"
            raise FrameError(msg)
        space = work.space
        made = space.col(self.plan.period).map_batches(
            lambda series: space.Series(_codes(_read(series.to_list()), of, missing), dtype=space.Int64),
            return_dtype=space.Int64,
        )
        return work.with_columns([made.alias(column)])

    def _distinct(self) -> set[Period]:
        """Return the periods of the table; of a lazy one none, for it is not looked into."""
        return {period for period in self.periods if period is not None}


def _read(values: list[Any]) -> list[Period | None]:
    distinct = {v: Period.parse(v) for v in set(values) if v is not None}
    return [distinct.get(v) for v in values]


def _codes(periods: list[Period | None], of: Callable[[Period], int | None], missing: int) -> list[int]:
    """Return an integer a row, worked out from the distinct periods; ``missing`` where there is none."""
    known = {p: of(p) for p in set(periods) if p is not None and code(p) is not None}
    return [missing if (found := known.get(p)) is None else found for p in periods]  # type: ignore[arg-type]  # None too
