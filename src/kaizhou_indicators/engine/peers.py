"""Peers: what an area is among the others of its group in the same period. Grouped joins, never a window over rows.

A group is the areas of one parent; without parents all areas of the table form one group. A row whose area has no
parent has no peers. An area without a value, or without one of the values that its pool needs, is not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import FrameError
from .adapter import Adapter, working
from .parents import PARENT
from .status import severest, worst_of
from .steps import Pool, Rank
from .temporal import ROW

if TYPE_CHECKING:
    from .levels import Levels

#: pools whose columns are brought to the rows together
_FEW = 4
_COUNTED, _WEIGHT, _PRODUCT, _PLACE, _GROUP = (f"__kz {n}" for n in ("counted", "weight", "product", "place", "group"))


def among_peers(run: Levels, work: Adapter, steps: Sequence[Pool | Rank]) -> Adapter:
    """Return the table with what the steps make of every row's group: one grouped join for all pools."""
    if not steps:
        return work
    apart = {run.plan.area, run.plan.period}
    keys = [
        *([PARENT] if run.plan.parents is not None else []),
        ROW,
        *(work.named(k) for k in run.clock.keys if k not in apart),
    ]
    pools = [step for step in steps if isinstance(step, Pool)]
    if pools:
        work = _pooled(run, work, pools, keys)
    for step in steps:
        if isinstance(step, Rank):
            work = _ranked(run, work, step, keys)
    return work


# -- pools


def _pooled(run: Levels, work: Adapter, pools: Sequence[Pool], keys: list[str]) -> Adapter:
    """Add totals, means and counts of the group, with or without the area itself."""
    _refuse_rough_median(work, pools)
    work = _prepared(work, pools, run.stated)
    source = run.source(work, [name for pool in pools for name in pool.inputs])
    if source is not work:
        source = _prepared(source, pools, run.stated)
    right = source.frame
    if PARENT in keys and not work.polars:  # some libraries let a null meet a null
        right = right.filter(~work.space.col(PARENT).is_null())
    right = right.filter(work.space.col(ROW) >= 0) if run.clock.gaps else right
    right = right.group_by(keys).agg(*[made for pool in pools for made in _aggregates(source, pool, run.stated)])
    made = [made for pool in pools for made in _of_group(work, pool)]
    right = right.with_columns(*made) if made else right
    right = right.drop([name for pool in pools for name in _spent(pool)])
    told = [pool.target for pool in pools if any(name in run.stated for name in pool.inputs)]
    run.stated.update(told)
    work = work.without([worst_of(name) for name in told])
    if work.polars and not work.lazy:
        return _few_at_a_time(work, right, keys, pools)
    return _with_others(work.left_join(right, keys), pools)


def _few_at_a_time(work: Adapter, right: Any, keys: list[str], pools: Sequence[Pool]) -> Adapter:
    """Bring the groups to their rows for a few pools at a time: memory just freed is written twice as fast as new."""
    places = _places(work, right, keys)
    for start in range(0, len(pools), _FEW):
        few = pools[start : start + _FEW]
        columns = [name for pool in few for name in _of_rows(pool) if name in right.columns]
        found = right.select(columns)[places].get_columns()
        work = _with_others(attrs.evolve(work, frame=work.frame.hstack(found)), few)
        made = {working(pool.target) for pool in few} | {worst_of(pool.target) for pool in few}
        work = work.without([name for name in columns if name not in made])
    return work


def _places(work: Adapter, right: Any, keys: list[str]) -> Any:
    """Return in which row of the groups each row of the table finds its own."""
    numbered = right.select(keys).with_row_index(_GROUP)
    return work.frame.select(keys).join(numbered, on=keys, how="left", maintain_order="left").get_column(_GROUP)


def _of_rows(pool: Pool) -> list[str]:
    """Return the columns of the group that a row may need."""
    target = working(pool.target)
    return [target, f"{target} all", f"{target} others", f"{target} w", worst_of(pool.target)]


def _with_others(work: Adapter, pools: Sequence[Pool]) -> Adapter:
    """Return the table, what its groups come to beside it, with the values of the others where a pool asks for them."""
    return work.with_columns([_others(work, pool).alias(working(pool.target)) for pool in pools if not pool.own])


def _refuse_rough_median(work: Adapter, pools: Sequence[Pool]) -> None:
    wanted = [pool.target for pool in pools if pool.how == "median"]
    if wanted and not work.polars and work.frame.implementation.is_pyarrow():
        msg = f"{', '.join(wanted)}: pyarrow only comes near to a median; hand in polars.from_arrow(table)"
        raise FrameError(msg)


def _prepared(work: Adapter, pools: Sequence[Pool], stated: set[str]) -> Adapter:
    """Add what is added up or compared later, as columns: some libraries group by plain columns only."""
    work = work.with_columns([_counted(work, pool).alias(_name(_COUNTED, pool)) for pool in pools])
    weighted = [pool for pool in pools if pool.how == "weighted"]
    work = work.with_columns([_weighing(work, pool).alias(_name(_WEIGHT, pool)) for pool in weighted])
    return work.with_columns([e for pool in pools for e in _further(work, pool, stated)])


def _name(kind: str, pool: Pool) -> str:
    return f"{kind} {working(pool.target)}"


def _counted(work: Adapter, pool: Pool) -> Any:
    """Return the value where the area counts, else null."""
    space = work.space
    value = space.col(working(pool.source))
    there = [~space.col(working(name)).is_null() for name in (*pool.present, *([pool.weight] if pool.weight else []))]
    return space.when(*there).then(value) if there else value


def _weighing(work: Adapter, pool: Pool) -> Any:
    """Return the weight where the area counts, else null."""
    space = work.space
    weight = space.col(working(pool.weight or ""))
    return space.when(~space.col(_name(_COUNTED, pool)).is_null()).then(weight)


def _further(work: Adapter, pool: Pool, stated: set[str]) -> list[Any]:
    """Return the weighted values and the severities of a pool."""
    space, made = work.space, []
    if pool.how == "weighted":
        product = space.col(_name(_COUNTED, pool)) * space.col(_name(_WEIGHT, pool))
        made.append(product.alias(_name(_PRODUCT, pool)))
    sources = [name for name in pool.inputs if name in stated]
    if sources:
        made.append(severest(work, sources).alias(worst_of(pool.target)))
    return made


def _aggregates(work: Adapter, pool: Pool, stated: set[str]) -> list[Any]:
    space = work.space
    value, target = space.col(_name(_COUNTED, pool)), working(pool.target)
    made = [value.count().alias(f"{target} n")]
    if pool.how in {"sum", "mean"}:
        made.append(value.sum().alias(target))
    elif pool.how == "weighted":
        weighed = space.col(_name(_PRODUCT, pool)).sum().alias(target)
        made += [weighed, space.col(_name(_WEIGHT, pool)).sum().alias(f"{target} w")]
    elif pool.how != "count":
        made.append(getattr(value, pool.how)().alias(target))
    if any(name in stated for name in pool.inputs):
        made.append(space.col(worst_of(pool.target)).max().alias(worst_of(pool.target)))
    return made


def _of_group(work: Adapter, pool: Pool) -> list[Any]:
    """Return the pool's value of the whole group, null where nobody is counted; and what the value of the others needs."""
    space, target = work.space, working(pool.target)
    count, total, weight = space.col(f"{target} n"), space.col(target), space.col(f"{target} w")
    if pool.how in {"min", "max", "median"}:
        return []
    if pool.how == "count":
        return [count.cast(space.Float64).alias(target)]
    if pool.how == "weighted":
        whole = space.when((count > 0) & (weight != 0)).then(total / weight)
    else:
        whole = space.when(count > 0).then(total / count if pool.how == "mean" else total)
    if pool.own:
        return [whole.alias(target)]
    others = space.when(count > 1).then((count - 1).cast(space.Float64))
    return [whole.alias(f"{target} all"), others.alias(f"{target} others")]


def _spent(pool: Pool) -> list[str]:
    """Return the columns of the group that no row needs."""
    target = working(pool.target)
    return [f"{target} n", *([f"{target} w"] if pool.how == "weighted" and pool.own else [])]


def _others(work: Adapter, pool: Pool) -> Any:
    """Return the pool's value without the row's own area, null where nobody is left; one pass where it can be."""
    space, target = work.space, working(pool.target)
    total, others, own = space.col(target), space.col(f"{target} others"), space.col(_name(_COUNTED, pool))
    if pool.how == "mean":
        left = (total - own) / others
    elif pool.how == "weighted":
        weight = space.col(f"{target} w") - space.col(_name(_WEIGHT, pool))
        somebody = ~others.is_null() & (weight != 0)
        left = space.when(somebody).then((total - space.col(_name(_PRODUCT, pool))) / weight)
    else:
        left = space.when(~others.is_null()).then(total - own)
    return space.when(own.is_null()).then(space.col(f"{target} all")).otherwise(left)


# -- ranks


def _ranked(run: Levels, work: Adapter, step: Rank, keys: list[str]) -> Adapter:
    """Add the position in the group, 1 for the best; ties share the lower number."""
    space = work.space
    value = space.col(working(step.source)) + 0.0  # -0.0 and 0.0 are one place
    if PARENT in keys:
        value = space.when(~space.col(PARENT).is_null()).then(value)
    if run.clock.gaps:
        value = space.when(space.col(ROW) >= 0).then(value)
    if work.orders:
        position = value.rank("min", descending=step.highest_first).over(keys).cast(space.Float64)
        work = work.with_columns([space.when(~value.is_null()).then(position).alias(working(step.target))])
    else:
        work = _counted_before(work, step, value, keys)
    if step.source in run.stated:
        worst = space.col(worst_of(step.source)).max().alias(worst_of(step.target))
        work = work.left_join(run.source(work, [step.source]).frame.group_by(keys).agg(worst), keys)
        run.stated.add(step.target)
    return work


def _counted_before(work: Adapter, step: Rank, value: Any, keys: list[str]) -> Adapter:
    """Rank by sorting the whole table once: a value's place less the first place of its group."""
    space = work.space
    sort_by = value * (-1.0 if step.highest_first else 1.0)
    work = work.with_columns([sort_by.alias(_PLACE)])
    right = work.frame.select([*keys, _PLACE]).filter(~space.col(_PLACE).is_null())
    right = right.sort([*keys, _PLACE]).with_row_index("__kz place number")
    number = space.col("__kz place number")
    first = right.group_by(keys).agg(number.min().alias("__kz first"))
    ties = right.group_by([*keys, _PLACE]).agg(number.min().alias("__kz tied")).join(first, on=keys, how="left")
    place = (space.col("__kz tied") - space.col("__kz first") + 1).cast(space.Float64)
    ties = ties.with_columns(place.alias(working(step.target))).drop(["__kz tied", "__kz first"])
    return work.left_join(ties, [*keys, _PLACE])
