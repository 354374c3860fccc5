"""Parents: to which group a row's area belongs, as a column. Without parents there is none: all areas form one group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import FrameError, did_you_mean
from .adapter import Adapter
from .steps import Pool, Rank

if TYPE_CHECKING:
    from .plan import Plan

PARENT = "__kz parent"


def with_parents(plan: Plan, work: Adapter) -> Adapter:
    """Return the table with the parent of every row's area, if a step of the plan asks for it.

    Raises:
        FrameError: the column that should hold the parents is not there.
    """
    parents = plan.parents
    if parents is None or not any(isinstance(step, Pool | Rank) for step in plan.steps):
        return work
    if isinstance(parents, str):
        if parents not in work.schema:
            msg = f"parents={parents!r} names no column of the table.{did_you_mean(parents, work.schema)} Name one, or give a mapping of area to parent"
            raise FrameError(msg)
        return work.with_columns([work.code(parents).alias(PARENT)])
    return work.with_columns([_mapped(work, plan.area, parents).alias(PARENT)])


def _mapped(work: Adapter, area: str, parents: Mapping[Any, Any]) -> Any:
    """Return a number for every parent, null for an area without one."""
    numbers = {parent: number for number, parent in enumerate(dict.fromkeys(parents.values())) if parent is not None}
    known = {str(code): numbers[parent] for code, parent in parents.items() if parent is not None}
    column = work.code(area)
    return column.replace_strict(list(known), list(known.values()), default=None, return_dtype=work.space.Int64)
