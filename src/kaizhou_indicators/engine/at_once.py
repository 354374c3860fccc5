"""A plan that stays within rows as one query of polars, which does that faster than level by level.

The ranges of the numbers handed in say what is proven; the query for ranges met before is kept. What is not proven to be
an ordinary number is looked at afterwards, and where it is none the plan runs level by level instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

import attrs

from .adapter import Adapter, working
from .measured import ORDINARY, beyond
from .rowwise import Rowwise
from .steps import Derive, Given

if TYPE_CHECKING:
    from .plan import Plan

Steps = Sequence[Derive | Given]


@attrs.frozen
class Query:
    """The expressions of a plan for columns of certain ranges.

    Attributes:
        ranges: what was known of the columns, for which alone the query holds.
        levels: expressions, each level from earlier ones only.
        doubts: expressions over the result, none of which may be true.
    """

    ranges: object
    levels: tuple[tuple[Any, ...], ...]
    doubts: tuple[Any, ...]


def at_once(plan: Plan, work: Adapter) -> Adapter | None:
    """Return the table with a working column for every step of a plan, from one query.

    None where the table is not an eager one of polars, or a value made on the way is not ordinary: level by level then.
    """
    if not work.polars or work.lazy or plan.compares_rows:
        return None
    first, *later = [[s for s in level if isinstance(s, Given | Derive)] for level in plan.levels]
    run = Rowwise(plan)
    work = run(work, first)
    query = _query(plan, run, work, later)
    frame = reduce(lambda lazy, level: lazy.with_columns(level), query.levels, work.frame.lazy()).collect()
    if query.doubts and any(frame.select(query.doubts).row(0)):
        return None
    return attrs.evolve(work, frame=frame)


def _query(plan: Plan, run: Rowwise, work: Adapter, levels: Sequence[Steps]) -> Query:
    """Return the query for the ranges measured, the one kept if it was made for them."""
    known, kept = (tuple(run.ranges.items()), frozenset(run.divisors)), plan.query
    if kept is not None and kept.ranges == known:
        return kept
    doubtful: dict[str, float] = {}
    written = tuple(tuple(_level(run, work, steps, doubtful)) for steps in levels)
    doubts = [beyond(work.space.col(working(name)), low).alias(name) for name, low in doubtful.items()]
    made = plan.query = Query(known, written, tuple(doubts))
    return made


def _level(run: Rowwise, work: Adapter, steps: Steps, doubtful: dict[str, float]) -> list[Any]:
    """Return the expressions of a level, and note which of its values are not proven to be ordinary, from where on."""
    run.derived_ranges(steps)
    taken = [step.target for step in steps if not run.ranges[step.target].finite]
    run.ranges |= {name: run.ranges[name].within(-ORDINARY, ORDINARY) for name in taken}
    doubtful |= {name: run.ranges[name].low for name in taken}
    return [run.written(work, step).alias(working(step.target)) for step in steps]
