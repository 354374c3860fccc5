"""What needs one row only: values handed in and formulas over them, as columns. Everything between rows lives elsewhere.

The law of the working columns: finite numbers or null. What a formula can make of the numbers handed in follows from their
range, which is read once from a table that is there; only a column that is not proven finite is looked at, and only one
that does hold an infinite value or NaN is mended. Of a lazy table every column that is not proven finite is mended.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from numbers import Real
from typing import TYPE_CHECKING, Any

from ..formula.frame import column_expression, finite
from ..formula.magnitude import ANY, FINITE, LARGEST, Range, range_of
from ..formula.tree import Call, Ref, walk
from ..model.kinds import Kind
from ..model.records import Indicator
from .adapter import Adapter, working
from .measured import ORDINARY, beyond, divisor, measured
from .single import catalogue_indicator
from .steps import Derive, Given, Look, Over, Pool

if TYPE_CHECKING:
    from .plan import Plan


Step = Given | Derive


class Rowwise:
    """The steps within rows of one run of a plan, level by level.

    Attributes:
        ranges: reference -> where the values of its working column lie.
        divisors: reference -> the column that holds it with null in place of zeros, where there is one.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.ranges: dict[str, Range] = {}
        self.divisors: dict[str, str] = {}

    def __call__(self, work: Adapter, steps: Sequence[Step]) -> Adapter:
        """Return the table with a working column for each step; undefined values are null, never infinite."""
        if not steps:
            return work
        work = self._measured(work, self._unknown(steps))
        self.derived_ranges(steps)
        work = work.with_columns([self.written(work, step).alias(working(step.target)) for step in steps])
        if work.lazy:
            self.ranges |= dict.fromkeys((step.target for step in steps), FINITE)
            return work
        work = self._proven(work, [step.target for step in steps if isinstance(step, Derive)])
        work = self._measured(work, [step.target for step in steps if isinstance(step, Given)])
        return work if work.polars else self._divided(work, [step.target for step in steps])

    def derived_ranges(self, steps: Iterable[Step]) -> None:
        """Work out where derived values lie."""
        derived = [step for step in steps if isinstance(step, Derive)]
        self.ranges |= {step.target: range_of(step.formula.expression, self.ranges) for step in derived}

    def summed(self, work: Adapter, steps: Iterable[Over | Pool]) -> Adapter:
        """Make sure that sums over rows are finite; sums of ordinary numbers are."""
        adding = [s for s in steps if s.how in {"sum", "mean", "weighted", "running_total", "decumulated"}]
        large = [s.target for s in adding if self.ranges.get(s.source, ANY).size > ORDINARY]
        return self._measured(work, large)

    def _unknown(self, steps: Iterable[Step]) -> list[str]:
        """Return what is read here and was made between rows: a sum over many of them may have overflowed."""
        names = dict.fromkeys(name for step in steps if isinstance(step, Derive) for name in step.inputs)
        looked_up = {n: s.source for n in names if isinstance(s := self.plan.step(n), Look)}
        self.ranges |= {n: self.ranges[s] for n, s in looked_up.items() if n not in self.ranges and s in self.ranges}
        return [name for name in names if name not in self.ranges]

    def written(self, work: Adapter, step: Step) -> Any:
        """Return the expression of a step, written once for every library that the plan meets; finite on a lazy table."""
        if isinstance(step, Given):
            number = _given(self.plan, work, step)
            return finite(number, work.space) if work.lazy and not _exact(work, step) else number
        divisors = {name: self.divisors[name] for name in step.inputs if name in self.divisors}
        kept, key = self.plan.written, (work.space.__name__, work.lazy, step.target, frozenset(divisors.items()))
        if key not in kept:
            made = _derived(step, work.space, divisors)
            doubtful = work.lazy and not self.ranges[step.target].finite
            kept[key] = finite(made, work.space) if doubtful else made
        return kept[key]

    # -- infinite values

    def _proven(self, work: Adapter, names: Sequence[str]) -> Adapter:
        """Make sure that derived columns are finite."""
        doubtful = [name for name in names if not self.ranges[name].finite]
        odd = doubtful if work.lazy else self._odd(work, doubtful)
        most = ORDINARY if work.polars and not work.lazy else LARGEST
        self.ranges |= {
            n: self.ranges[n].within(*((-LARGEST, LARGEST) if n in odd else (-most, most))) for n in doubtful
        }
        return _mended(work, odd)

    def _odd(self, work: Adapter, names: Sequence[str]) -> list[str]:
        """Return the columns of an eager table that hold more than ordinary numbers."""
        if not names:
            return []
        columns = {name: work.space.col(working(name)) for name in names}
        if work.polars:
            found = [beyond(column, self.ranges[name].low).alias(name) for name, column in columns.items()]
            return [name for name, odd in zip(names, work.frame.select(found).row(0), strict=True) if odd]
        sums = work.frame.select([column.sum() for column in columns.values()]).row(0)
        return [name for name, total in zip(names, sums, strict=True) if not _finite_sum(total)]

    def _measured(self, work: Adapter, names: Sequence[str]) -> Adapter:
        """Make sure that columns of any origin are finite, and read the ranges of those of polars."""
        if not work.polars or work.lazy or not names:
            self.ranges |= dict.fromkeys(names, ANY)
            return self._proven(work, names)
        work, found = measured(work, names, self.plan.divisors)
        odd = [name for name, read in found.items() if not read.finite]
        self.ranges |= found | dict.fromkeys(odd, FINITE)
        self.divisors |= {n: divisor(n) for n in names if n in self.plan.divisors and n not in odd}
        return _mended(work, odd)

    def _divided(self, work: Adapter, names: Sequence[str]) -> Adapter:
        """Add the divisors made of these, which narwhals would write out again in every formula."""
        names = [name for name in names if name in self.plan.divisors]
        columns = {divisor(name): work.space.col(working(name)) for name in names}
        self.divisors |= {name: divisor(name) for name in names}
        return work.with_columns([work.space.when(c != 0.0).then(c).alias(name) for name, c in columns.items()])


def _finite_sum(total: Any) -> bool:
    """Say whether a sum is a finite number or of nothing; pandas writes NA where a nullable column holds a NaN."""
    return total is None or (isinstance(total, Real) and math.isfinite(total))


def _mended(work: Adapter, names: Iterable[str]) -> Adapter:
    """Return the table with null for what is infinite or NaN in these working columns."""
    columns = {working(name): work.space.col(working(name)) for name in names}
    return work.with_columns([finite(column, work.space).alias(name) for name, column in columns.items()])


def divided_by(steps: Iterable[object]) -> frozenset[str]:
    """Return the references that some formula divides by as they are."""
    nodes = [n for step in steps if isinstance(step, Derive) for n in walk(step.formula.expression)]
    divisors = [n.args[1] for n in nodes if isinstance(n, Call) and n.op == "div"]
    return frozenset(n.name for n in divisors if isinstance(n, Ref))


def _exact(work: Adapter, step: Given) -> bool:
    """Say whether a column holds whole or decimal numbers or labels, which are never infinite."""
    dtype = work.schema[step.column]
    return not dtype.is_numeric() or bool(dtype.is_integer() or dtype.is_decimal())


def _given(plan: Plan, work: Adapter, step: Given) -> Any:
    column = work.col(step.column)
    indicator = catalogue_indicator(plan, step)
    if indicator.kind is Kind.GRADE and work.is_text(step.column):
        return _positions(column, indicator, work.space)
    number = column if work.schema[step.column] == work.space.Float64 else column.cast(work.space.Float64)
    if step.factor != 1.0:
        number = number * step.factor
    return number + step.offset if step.offset else number


def _derived(step: Derive, space: Any, divisors: dict[str, str]) -> Any:
    columns = {name: working(name) for name in step.inputs}
    expression = column_expression(step.formula, columns, space, divisors)
    constant = not step.inputs and not isinstance(step.formula.expression, Ref)
    return expression.cast(space.Float64) if constant else expression


def _positions(column: Any, indicator: Indicator, space: Any) -> Any:
    expression = space.lit(None)
    for position, label in reversed(list(enumerate(indicator.grades, 1))):
        same = column == label.zh
        if label.en:
            same = same | (column == label.en)
        expression = space.when(same).then(space.lit(float(position))).otherwise(expression)
    return expression.cast(space.Float64)
