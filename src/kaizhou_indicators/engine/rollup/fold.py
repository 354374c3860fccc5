"""Fold: the rows of each group become one row, every indicator by its own rule, and only where enough parts are there.

What is aggregated is the working column of a value, a number in its declared unit. A part counts where its value is
there; of a ratio that may have gaps, where all of its parts are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_
from typing import Any

from ..adapter import Adapter, working
from ..status import severest, status_column, status_text, worst_of
from .group import Grouping
from .parts import OF, PARTS, Item, Layout
from .stages import ADDITIVE, SAME

#: how many of the 12 months may stand in one integer: a month has four bits of it
_DIGIT, _DIGITS = 16, 12


class Fold:
    """The fold of one table's groups."""

    def __init__(self, work: Adapter, layout: Layout, *, counts: bool) -> None:
        self.work, self.layout, self.counts, self.space = work, layout, counts, work.space

    def run(self, items: Sequence[Item], schema: dict[str, Any]) -> Adapter:
        """Return one row a group with a column for every item, its status, ``#of``, ``#parts`` and ``#mixed``."""
        self._flag(items)
        grouping = Grouping(self.work, self.layout.keys)
        total = grouping.add("max", self.layout.total)
        columns: dict[str, Any] = {}
        statuses = [item.name for item in items if item.stated]
        for item in items:
            columns |= _One(self, grouping, item, total).columns()
        space, named = self.space, self.work.named
        schema = {**schema, **dict.fromkeys(columns, space.Float64)}
        schema |= {status_column(name): space.String for name in statuses}
        grouped = grouping.run(schema)
        grouped = grouped.with_columns([e.alias(named(c)) for c, e in columns.items()])
        texts = [status_text(grouped, n, grouped.col(n)).alias(named(status_column(n))) for n in statuses]
        return grouped.with_columns(texts)

    def there(self, item: Item) -> Any:
        """Return the expression that a part counts for an item."""
        return self.space.col(_there(item)) == 1

    def picked(self, item: Item) -> Any:
        """Return the expression that a part is the one that ``last`` or ``first`` takes."""
        return self.there(item) & self._at_edge(item)

    def _flag(self, items: Sequence[Item]) -> None:
        flags = [self._whole(self._parts(item)).alias(_there(item)) for item in items]
        work = self.work.with_columns(flags)
        edges = [(i, self._edge(i)) for i in items if i.rule in {"last", "first"} and i.needed is not None]
        work = work.with_columns([edge.alias(_edge_of(item)) for item, edge in edges])
        best = [self._best(item).alias(_edge_of(item) + " best") for item, _ in edges]
        self.work = work.with_columns(best)

    def _whole(self, condition: Any) -> Any:
        return self.space.when(condition).then(self.space.lit(1)).otherwise(self.space.lit(0))

    def _parts(self, item: Item) -> Any:
        names = dict.fromkeys([item.name, *item.joint, *([item.weight] if item.weight else [])])
        columns = [working(name) for name in names] + ([working(item.source)] if item.source else [])
        conditions = [present(self.space, column) for column in columns]
        if self.layout.own is not None:
            conditions.append(~self.layout.own)
        return reduce(and_, conditions)

    # -- what comes last or first

    def _edge(self, item: Item) -> Any:
        """Return where a part ends (``last``) or, turned round, begins (``first``): the greatest is taken."""
        first, length = self.layout.first, self.layout.length
        at = first + length if item.rule == "last" else self.space.lit(0) - first
        return self.space.when(self.there(item)).then(at)

    def _best(self, item: Item) -> Any:
        column = self.space.col(_edge_of(item)).max()
        return column.over(self.layout.keys) if self.work.polars else column.over(*self.layout.keys)

    def _at_edge(self, item: Item) -> Any:
        if item.needed is not None:
            edge = self.space.col(_edge_of(item))
            return edge == self.space.col(_edge_of(item) + " best")
        if item.rule == "first":
            return self.layout.first == 0
        return self.layout.first + self.layout.length == self.layout.total


class _One:
    """The aggregations of one item, and what its columns are made of."""

    def __init__(self, fold: Fold, grouping: Grouping, item: Item, total: Any) -> None:
        self.fold, self.grouping, self.item, self.space, self.total = fold, grouping, item, fold.space, total
        self.layout = fold.layout
        self.there = fold.picked(item) if item.rule in {"last", "first"} else fold.there(item)
        self.value = self.space.col(working(item.name))
        self.present = self._sum(self.layout.length, fold.there(item))
        self.mixed = self._mixed()

    def columns(self) -> dict[str, Any]:
        """Return column -> expression over the groups."""
        item, when = self.item, self.space.when
        good = self._enough()
        if self.mixed is not None:
            good = good & ~self.mixed
        part = when(good).then(self._value())
        made, worst = part, when(good).then(self._worst(self.there) if item.stated else self.space.lit(0))
        if self.layout.own is not None:
            alone = ~good if item.rule in {"last", "first"} else self.present == 0
            own = self._own(self.value)
            made = part.otherwise(when(alone).then(own))
            worst = worst.otherwise(when(alone).then(self._worst(self.layout.own))) if item.stated else worst
        columns = {item.name: made, f"{item.name}#partial": self._flag((self.present > 0) & ~good)}
        if self.mixed is not None:
            columns[f"{item.name}#mixed"] = self._flag(self.mixed)
        if item.companion:
            columns[f"{item.name}#of"] = when(good).then(self._companion())
        if self.fold.counts:
            columns |= self._counts()
        return columns | ({worst_of(item.name): worst.fill_null(0).cast(self.space.Int64)} if item.stated else {})

    # -- values

    def _value(self) -> Any:
        rule = self.item.rule
        if rule == "mean":
            return self._sum(self.value * self.layout.length) / self._sum(self.layout.length)
        if rule == "weighted":
            weight = self.space.col(working(self.item.weight or ""))
            below = self._sum(weight)
            return self.space.when(below != 0).then(self._sum(self.value * weight) / below)
        if rule == SAME:
            low, high = self._add("min", self.value), self._add("max", self.value)
            return self.space.when(low == high).then(low)
        return self._sum(self.value) if rule == "sum" else self._add(_PICKED.get(rule, rule), self.value)

    def _own(self, value: Any) -> Any:
        there = self.layout.own & present(self.space, working(self.item.name))
        return self._add("max", value, there)

    def _worst(self, rows: Any) -> Any:
        rows = rows & present(self.space, working(self.item.name))
        names = [self.item.name, *([self.item.weight] if self.item.weight_stated and self.item.weight else [])]
        return self._add("max", severest(self.fold.work, names).fill_null(0), rows)

    def _companion(self) -> Any:
        of = self.space.col(working(f"{self.item.name}#of"))
        return self._sum(of) if self.item.rule == "sum" else self._add("max", of)

    # -- whether there is enough

    def _enough(self) -> Any:
        needed, some = self.item.needed, self.present > 0
        if self.item.rule in {"last", "first"} and needed is None:
            return self._sum(self.space.lit(1)) == 1
        if self.item.rule == SAME and self.item.source is None:
            return some
        if self.item.rule == "median":  # of unequal parts there is none
            low, high = (self._add(how, self.layout.length) for how in ("min", "max"))
            some = some & (low == high)
        if needed is None:
            return some & (self.present >= self.total)
        if isinstance(needed, float):
            return some & (self.present >= self.total * needed - 1e-9)
        return some & (self.present >= self._unit() * needed)

    def _unit(self) -> Any:
        unit = self.layout.unit
        if isinstance(unit, int):
            return self.space.lit(unit)
        there, any_row = self._add("min", unit, self.fold.there(self.item)), self.grouping.add("min", unit)
        return self.space.when(there.is_null()).then(any_row).otherwise(there).fill_null(1)

    def _mixed(self) -> Any:
        """Return whether parts overlap: months and quarters of one year are never counted together."""
        if self.layout.apart:
            return None
        if self.item.rule not in ADDITIVE:
            return self._sum(self.space.lit(1)) > 1 if self.item.rule in {"last", "first"} else None
        there = self.fold.there(self.item)
        low, high = (self._add(how, self.layout.total, there) for how in ("min", "max"))
        covered = self._sum(_months(self.space, self.layout.first, self.layout.length, self.layout.total), there)
        twice = reduce(
            lambda a, b: a | b,
            [covered // _DIGIT**n - covered // _DIGIT ** (n + 1) * _DIGIT > 1 for n in range(_DIGITS)],
        )
        return (self.present > 0) & ((self.present > self.total) | (low != high) | twice)

    # -- what is told beside the value

    def _counts(self) -> dict[str, Any]:
        name = self.item.name
        if self.item.earlier:
            there, of = (self.space.col(working(f"{name}{suffix}")) for suffix in (PARTS, OF))
            counts = self._sum(there), self.total * self._add("max", of).fill_null(1)
        else:
            unit = self._unit()
            counts = self.present / unit, self.total / unit
        if self.layout.own is not None and not self.item.earlier:  # a row of the whole period is its one part
            alone = (self.present == 0) & (self._own(self.space.lit(1)) == 1)
            counts = tuple(self.space.when(alone).then(self.space.lit(1)).otherwise(count) for count in counts)
        return {f"{name}{suffix}": n.cast(self.space.Float64) for suffix, n in zip((PARTS, OF), counts, strict=True)}

    def _flag(self, condition: Any) -> Any:
        return self.space.when(condition).then(self.space.lit(1.0)).otherwise(self.space.lit(0.0))

    # -- aggregations

    def _sum(self, expression: Any, rows: Any = None) -> Any:
        counted = self.space.when(self.there if rows is None else rows).then(expression)
        return self.grouping.add("sum", counted.otherwise(self.space.lit(0)))

    def _add(self, how: str, expression: Any, rows: Any = None) -> Any:
        return self.grouping.add(how, self.space.when(self.there if rows is None else rows).then(expression))


_PICKED = {"last": "max", "first": "max"}


def present(space: Any, column: str) -> Any:
    """Return the expression that a number is there: neither null nor NaN nor infinite."""
    value = space.col(column)
    return ~value.is_null() & value.is_finite()


def _there(item: Item) -> str:
    return working(f"{item.name} there")


def _edge_of(item: Item) -> str:
    return working(f"{item.name} edge")


def _months(space: Any, first: Any, length: Any, total: Any) -> Any:
    """Return an integer with one in the digit of every month covered; 0 for days, which are never two of a kind."""
    made = space.lit(0)
    for month in range(_DIGITS):
        covered = (first <= month) & (first + length > month) & (total <= _DIGITS)
        made = made + space.when(covered).then(space.lit(_DIGIT**month)).otherwise(space.lit(0))
    return made.cast(space.Int64)


def flagged(grouped: Adapter, names: Iterable[str], suffix: str) -> list[str]:
    """Return the names whose flag is raised in some group of an eager table."""
    schema = grouped.schema
    found = [n for n in names if f"{n}#{suffix}" in schema]
    return [n for n in found if any(v == 1 for v in grouped.to_list(f"{n}#{suffix}"))]
