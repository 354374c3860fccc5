"""What needs one row only: values handed in and formulas over them, as columns. Everything between rows lives elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..formula.frame import column_expression, finite, may_overflow
from ..formula.tree import Ref
from ..model.kinds import Kind
from ..model.records import Indicator
from .adapter import Adapter, working
from .single import catalogue_indicator
from .steps import Derive, Given

if TYPE_CHECKING:
    from .plan import Plan


def rowwise(plan: Plan, work: Adapter, steps: Sequence[Given | Derive]) -> Adapter:
    """Return the table with a working column for each step; undefined values are null, never infinite."""
    if not steps:
        return work
    made = [(s, _given(plan, work, s) if isinstance(s, Given) else _derived(work, s)) for s in steps]
    work = work.with_columns([expression.alias(working(step.target)) for step, expression in made])
    derived = [s.target for s in steps if isinstance(s, Derive) and may_overflow(s.formula.expression)]
    return work.with_columns([finite(working(name), work.space) for name in derived])


def _given(plan: Plan, work: Adapter, step: Given) -> Any:
    column = work.col(step.column)
    indicator = catalogue_indicator(plan, step)
    if indicator.kind is Kind.GRADE and work.is_text(step.column):
        return _positions(column, indicator, work.space)
    number = column.cast(work.space.Float64)
    if step.factor != 1.0:
        number = number * step.factor
    return number + step.offset if step.offset else number


def _derived(work: Adapter, step: Derive) -> Any:
    columns = {name: working(name) for name in step.inputs}
    expression = column_expression(step.formula, columns, work.space)
    constant = not step.inputs and not isinstance(step.formula.expression, Ref)
    return expression.cast(work.space.Float64) if constant else expression


def _positions(column: Any, indicator: Indicator, space: Any) -> Any:
    expression = space.lit(None)
    for position, label in reversed(list(enumerate(indicator.grades, 1))):
        same = column == label.zh
        if label.en:
            same = same | (column == label.en)
        expression = space.when(same).then(space.lit(float(position))).otherwise(expression)
    return expression.cast(space.Float64)
