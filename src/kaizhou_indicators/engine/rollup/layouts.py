"""Layouts: which rows make a group of a stage, and how they lie in the whole. One function a direction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ...errors import FrameError, did_you_mean
from ..adapter import Adapter
from .fold import Fold
from .parts import Item, Layout
from .places import FIRST, HOLDER, LENGTH, TOTAL, UNIT, Places, holder_text
from .stages import Stage

_PARENT, _PLACE, _CHILDREN, _ALL, _VALUES = (f"__kz roll {n}" for n in ("parent", "place", "children", "all", "values"))
_SHOWN = 5

Parents = Mapping[Any, Any] | str


@attrs.frozen
class Keys:
    """The columns that tell rows apart.

    Attributes:
        area: name of the area column, None where the table has none.
        period: name of the period column, None where the table has none.
        by: the dimensions.
        upper: name of the column of parents, which stays until the areas are folded.
    """

    area: str | None
    period: str | None
    by: tuple[str, ...] = ()
    upper: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns in order."""
        return tuple(name for name in (self.area, self.period, *self.by) if name is not None)

    def without(self, name: str | None) -> tuple[str, ...]:
        """Return the columns that stay while one is folded."""
        upper = (self.upper,) if self.upper is not None and name != self.area else ()
        return tuple(n for n in (*self.names, *upper) if n != name)


@attrs.frozen
class Folded:
    """A table after a stage, and its keys."""

    work: Adapter
    keys: Keys


def over_time(work: Adapter, keys: Keys, stage: Stage, items: list[Item], *, counts: bool) -> Folded:
    """Fold the rows of each longer period."""
    assert keys.period is not None
    places = Places(work, keys.period, stage.frequency)
    col, facts = work.space.col, places.facts
    rest = keys.without(keys.period)
    layout = Layout(
        keys=(*(work.named(k) for k in rest), HOLDER),
        length=col(LENGTH),
        total=col(TOTAL),
        unit=facts.unit if facts.unit is not None else col(UNIT),
        first=col(FIRST),
        own=col(LENGTH) == col(TOTAL) if facts.own else None,
        apart=facts.apart,
    )
    schema = {**{k: work.schema[k] for k in rest}, HOLDER: work.space.Int64}
    grouped = Fold(places.work, layout, counts=counts).run(items, schema)
    if not grouped.lazy and not facts.apart:
        _refuse_mixed(grouped, keys, stage, items)
    text = holder_text(grouped.space, stage.frequency, HOLDER).alias(work.named(keys.period))
    grouped = attrs.evolve(grouped, schema={**grouped.schema, keys.period: work.space.String})
    return Folded(grouped.with_columns([text]), keys)


def _refuse_mixed(grouped: Adapter, keys: Keys, stage: Stage, items: list[Item]) -> None:
    """Refuse periods that overlap: what they share would be counted twice."""
    text = holder_text(grouped.space, stage.frequency, HOLDER).alias("__kz roll text")
    told = grouped.with_columns([text])
    rest = [told.to_list(k) for k in keys.without(keys.period)]
    holders = told.to_list("__kz roll text")
    for item in items:
        if f"{item.name}#mixed" in told.schema:
            rows = [n for n, flag in enumerate(told.to_list(f"{item.name}#mixed")) if flag == 1]
            if rows:
                where = "; ".join(", ".join(map(str, (*(c[n] for c in rest), holders[n]))) for n in rows[:_SHOWN])
                more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
                msg = (
                    f"{item.name}: the periods within one {stage.name} overlap ({where}{more}); months and quarters, or"
                    " accumulated ranges (1—2月, 1—3月), are never counted together: take the rows of one of them out,"
                    " or declare basis=Basis(accumulation='ytd') where the values are 累计"
                )
                raise FrameError(msg)


def over_dimension(work: Adapter, keys: Keys, stage: Stage, items: list[Item], *, counts: bool) -> Folded:
    """Fold the rows of each combination of the other keys; every value of the dimension that occurs is a part."""
    space, column = work.space, work.named(stage.name)
    rest = keys.without(stage.name)
    work = work.with_columns([space.lit(1).alias(_ALL)])
    values = work.frame.filter(~space.col(column).is_null()).select([_ALL, column]).unique()
    values = values.group_by([_ALL]).agg(space.len().alias(_VALUES))
    values = values.with_columns(space.col(_VALUES).cast(space.Int64))
    work = work.left_join(values, [_ALL])
    named = tuple(work.named(k) for k in rest) or (_ALL,)
    layout = Layout(keys=named, length=space.lit(1), total=space.col(_VALUES), unit=1)
    grouped = Fold(work, layout, counts=counts).run(items, {k: work.schema[k] for k in rest})
    return Folded(grouped, attrs.evolve(keys, by=tuple(b for b in keys.by if b != stage.name)))


def over_area(work: Adapter, keys: Keys, items: list[Item], parents: Parents, *, counts: bool) -> Folded:
    """Fold the rows of each parent's areas."""
    assert keys.area is not None
    work = _of_column(work, keys.area, parents) if isinstance(parents, str) else _of_mapping(work, keys.area, parents)
    space, rest = work.space, keys.without(keys.area)
    layout = Layout(
        keys=(_PARENT, *(work.named(k) for k in rest)),
        length=space.lit(1),
        total=space.col(_CHILDREN),
        unit=1,
    )
    dtype = work.frame.collect_schema()[_PARENT]
    schema = {keys.area: dtype, **{k: work.schema[k] for k in rest}}
    grouped = Fold(work, layout, counts=counts).run(items, schema)
    folded = grouped.with_columns([space.col(_PARENT).alias(work.named(keys.area))])
    return Folded(folded, attrs.evolve(keys, upper=None))


# -- parents


def _of_mapping(work: Adapter, area: str, parents: Mapping[Any, Any]) -> Adapter:
    """Add parent and number of children; the row of an area that is a parent itself is no part of it and is left out."""
    known = {str(a): str(p) for a, p in parents.items() if p is not None and str(a) != str(p)}
    tops = set(known.values()) - set(known)
    space, text = work.space, work.col(area).cast(work.space.String)
    if not work.lazy:
        lost = [a for a in work.distinct(area) if str(a) not in known and str(a) not in tops]
        if lost:
            raise FrameError(_lost(area, lost))
    if tops:
        work = attrs.evolve(work, frame=work.frame.filter(~text.is_in(sorted(tops))))
    sizes: dict[str, int] = {}
    for parent in known.values():
        sizes[parent] = sizes.get(parent, 0) + 1
    areas = list(known)
    children = [sizes[known[a]] for a in areas]
    made = [
        text.replace_strict(areas, [known[a] for a in areas], default=None, return_dtype=space.String).alias(_PARENT),
        text.replace_strict(areas, children, default=None, return_dtype=space.Int64).alias(_CHILDREN),
    ]
    return work.with_columns(made)


def _lost(area: str, lost: list[Any]) -> str:
    shown = ", ".join(sorted(map(str, lost))[:_SHOWN])
    more = f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
    return (
        f"column {area!r}: area= names no parent of {shown}{more}; add them to it, or take their rows out"
        " (the row of an area that is a parent itself is left out without a word)"
    )


def _of_column(work: Adapter, area: str, column: str) -> Adapter:
    """Do the same from a column that holds each row's parent; the children are those that occur in the table."""
    if column not in work.schema:
        msg = f"area={column!r} names no column of the table.{did_you_mean(column, work.columns)} Name the column of the parents, or give a mapping of area to parent"
        raise FrameError(msg)
    space, own = work.space, work.col(area)
    if not work.lazy:
        _refuse_parentless(work, area, column)
    parent = work.col(column)
    frame = work.frame.filter(~parent.is_null() & (parent.cast(space.String) != own.cast(space.String)))
    frame = frame.with_columns(parent.alias(_PARENT))
    pairs = frame.select([_PARENT, work.named(area)]).unique()
    children = pairs.group_by([_PARENT]).agg(space.len().alias(_CHILDREN))
    children = children.with_columns(space.col(_CHILDREN).cast(space.Int64))
    return attrs.evolve(work, frame=frame).left_join(children, [_PARENT])


def _refuse_parentless(work: Adapter, area: str, column: str) -> None:
    areas, parents = work.to_list(area), work.to_list(column)
    tops = {str(p) for p in parents if p is not None}
    lost = {a for a, p in zip(areas, parents, strict=True) if p is None and str(a) not in tops}
    if lost:
        raise FrameError(f"column {column!r} is empty; {_lost(area, list(lost))}")
