"""Rows that could be true: a number for every value a formula is made from, in its range, and keeping the identities.

A row is built from the top down: a whole before its parts, the parts of a total as pieces of it, what is derived as
soon as what it is made from is there. What could not be built in is looked at last, and a row that fails is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from ...formula.reason import value
from ...registry.catalogue import Catalogue
from .choosing import Chooser, Drawn, corners
from .marks import marks_of
from .relations import Relation, closure, relations_of, upstream
from .search import Search
from .span import Span, span_of

__all__ = ["Row", "Rows", "rows"]

#: key or reference -> its number in its unit, exact; None where a derived value is undefined
Row = dict[str, Fraction | float | None]


class Rows:
    """The rows of the values that some targets are made from.

    Args:
        registry: the definitions; formulas that need a setting need it set.
        targets: keys of what is derived or measured.
        identities: whether the rows keep the identities.
    """

    def __init__(self, registry: Catalogue, targets: Iterable[str], *, identities: bool = True) -> None:
        self.registry = registry
        self.targets = tuple(targets)
        names, bound = closure(registry, self.targets, relations_of(registry) if identities else ())
        self.measured = upstream(registry, names)
        leaves = [name for name in names if name not in registry.parts.formulas]
        self.leaves = tuple(dict.fromkeys([*leaves, *sorted(frozenset().union(*self.measured.values()))]))
        self.relations = tuple(bound)
        self.conclusions = tuple(r for r in bound if r.follows(self.measured))
        self.premises = tuple(r for r in bound if r not in self.conclusions)
        self.spans: dict[str, Span] = {name: span_of(registry, name) for name in self.leaves}
        self._lows = {name: self._least(name) for name in names}
        self._order = self._ordered()
        self._marks = marks_of(registry, self.measured)
        self._search = Search(self)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The values to hand in for the targets alone, the identities left aside."""
        below = [sorted(self.measured.get(name, {name})) for name in self.targets]
        return tuple(dict.fromkeys(name for names in below for name in names))

    def make(self, choose: Chooser) -> Row | None:
        """Return a row of exact numbers; None where the choices lead to no row that could be true."""
        row: Row = {}
        for name in self._order:
            if name in self.measured:
                row[name] = self._derived(name, row)
                continue
            low, high = self._bounds(name, row)
            if low is not None and high is not None and low > high:
                return None
            row[name] = choose.number(low, high, whole=self._whole(name), marks=self._marks.get(name, ()))
        return row if not any(r.broken(row) for r in self.premises) else None

    def drawn(self, draw: Any) -> Row:
        """Draw a row; the example is given up where the numbers drawn lead to none."""
        row = self.make(Drawn(draw))
        assume(row is not None)
        assert row is not None
        return row

    def corners(self) -> Iterator[Row]:
        """Yield the rows at the ends of the ranges, the same ones every time."""
        made = map(self.make, corners(len(self.leaves)))
        return (row for row in made if row is not None)

    def chosen(self) -> tuple[str, ...]:
        """Return the values that are chosen, in the order in which they are."""
        return tuple(name for name in self._order if name not in self.measured)

    def furthest(self, key: str, *, up: bool) -> Row | None:
        """Return the row of the greatest (least) value of a derived key that a search from corner to corner finds."""
        return self._search.furthest(key, up=up)

    def derived(self, row: Mapping[str, Any], key: str) -> float | None:
        """Return what a formula makes of a row in which everything below it is there."""
        values = {**self.registry.settings, **row}
        for name in self._order:
            if name in self.measured and values.get(name) is None:
                values[name] = value(self.registry.parts.formulas[name].bare, values)
        return values.get(key)

    # -- building

    def _derived(self, name: str, row: Row) -> float | None:
        return value(self.registry.parts.formulas[name].bare, {**self.registry.settings, **row})

    def _whole(self, name: str) -> bool:
        return self.spans[name].whole or any(r.rule.whole and name in r.figures for r in self.relations)

    def _bounds(self, name: str, row: Row) -> tuple[Fraction | None, Fraction | None]:
        """Return from where to where a value may be chosen, by its own range and by what stands in the row already."""
        lows, highs = [self._lows[name]], [self.spans[name].high]
        for relation in self.relations:
            if relation.greater == name:
                lows.append(_exact(row.get(relation.less)))
            elif relation.less == name:
                highs.append(_exact(row.get(relation.greater)))
            elif relation.balances and name in relation.figures:
                low, high = self._balanced(relation, name, row)
                lows.append(low)
                highs.append(high)
        return max((x for x in lows if x is not None), default=None), min(
            (x for x in highs if x is not None), default=None
        )

    def _balanced(self, relation: Relation, name: str, row: Row) -> tuple[Fraction | None, Fraction | None]:
        """Return what a sum leaves for one of its figures: a number where it is the last, else an end where there is one."""
        signs = relation.signs
        known = {n: _exact(row[n]) for n in signs if n != name and n in row}
        if None in known.values():
            return None, None
        rest = relation.constant - sum((signs[n] * x for n, x in known.items() if x is not None), start=Fraction(0))
        later = [n for n in signs if n != name and n not in row]
        if any(self._lows[n] is None or self._lows[n] < 0 for n in later):  # type: ignore[operator]  # None is seen first
            return None, None
        upper = rest if all(signs[n] > 0 for n in later) else None
        lower = rest if all(signs[n] < 0 for n in later) else None
        return (lower, upper) if signs[name] > 0 else (_minus(upper), _minus(lower))

    def _least(self, name: str) -> Fraction | None:
        """Return the least that a value may be by its range, and by relations in which nothing is below zero."""
        low = self.spans[name].low if name in self.spans else None
        never_below = any(name in r.figures and r.from_zero for r in self.relations)
        return max(low or Fraction(0), Fraction(0)) if never_below else low

    def _ordered(self) -> tuple[str, ...]:
        """Return the order in which values are chosen: of every relation as much as goes without a circle."""
        graph: dict[str, tuple[str, ...]] = dict.fromkeys(self.leaves, ())
        graph |= {name: self.registry.parts.formulas[name].needs for name in self.measured}
        for relation in self.relations:
            wanted = dict(self._first(relation))
            trial = {name: (*needs, *wanted.get(name, ())) for name, needs in graph.items()}
            if _sortable(trial):
                graph = trial
        return tuple(TopologicalSorter(graph).static_order())

    def _first(self, relation: Relation) -> list[tuple[str, tuple[str, ...]]]:
        """Return value -> the values that a relation wants chosen before it."""
        greater, less, rule = relation.greater, relation.less, relation.rule
        if greater:
            return [(greater, (less,))] if less in self.measured else [(less, (greater,))]
        if not relation.balances or rule.right in self.measured:
            return []
        before = tuple(n for n in (*rule.minus, rule.right) if isinstance(n, str))
        return [(part, before) for part in rule.plus if part not in self.measured]


def rows(
    registry: Catalogue, *targets: str, identities: bool = True, derived: bool = False
) -> st.SearchStrategy[dict[str, float | None]]:
    """Draw rows that could be true: a number for each value that the targets are made from.

    Args:
        registry: the definitions.
        targets: keys; a measured one stands for itself.
        identities: whether the rows keep what the domains' identities say.
        derived: whether the values of the targets' formulas are in the row, too.

    >>> import kaizhou_indicators as ki
    >>> toy = ki.Domain("toy", ki.Text("玩具", "Toys"))
    >>> for name in ("sold", "made"):
    ...     _ = toy.indicator(name, ki.Text(name, name), unit="件", kind="count")
    >>> _ = toy.identity("sales", ki.Identity.k_of_n("sold", "made"))
    >>> from hypothesis import find
    >>> found = find(rows(ki.Registry([toy]), "toy.sold", "toy.made"), lambda row: row["toy.made"] > 1)
    >>> found["toy.sold"] <= found["toy.made"]
    True
    """
    space = Rows(registry, targets, identities=identities)

    @st.composite
    def drawn(draw: st.DrawFn) -> dict[str, float | None]:
        row = space.drawn(draw)
        kept = row if derived else {name: row[name] for name in space.leaves}
        return {name: None if number is None else float(number) for name, number in kept.items()}

    return drawn()


def _sortable(graph: Mapping[str, Iterable[str]]) -> bool:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        return False
    return True


def _minus(number: Fraction | None) -> Fraction | None:
    return None if number is None else -number


def _exact(number: Any) -> Fraction | None:
    return None if number is None else number if isinstance(number, Fraction) else Fraction(repr(float(number)))
