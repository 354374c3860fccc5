"""The interval reading of a formula for columns: the range where it can be shown, an enclosure everywhere.

An input that occurs once widens nothing. One that occurs more often is fixed, row by row, at the end of its box at
which the formula is least or greatest, where the sign of its slope shows which; elsewhere the enclosure stays, and the
row is not exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

import attrs
import numpy as np

from ...formula.guard import lower, specialise
from ...formula.slope import slope
from ...formula.tree import Call, Const, Node, Ref, rebuild, size, walk
from .boxes import DOUBLE, OPERATIONS, Box, Mask, Rows, choose, outward, power

#: trees of slopes beyond so many nodes are not looked at
_LARGEST = 400
_ONE = Const(Fraction(1))


@attrs.frozen(eq=False)
class Column:
    """What a formula can be, row by row.

    Attributes:
        box: holds every value of it.
        exact: whether it is the range itself, apart from rounding.
    """

    box: Box
    exact: Mask


def column(tree: Node, leaves: Mapping[str, Box], rows: int, part: float = DOUBLE) -> Column:
    """Return what a formula can be while each input lies anywhere in its box.

    Args:
        tree: the formula; ``total`` and ``weighted_mean`` skip optional inputs that are missing in a row.
        leaves: input -> its boxes, one a row.
        rows: how many rows there are.
        part: the part of itself by which every result is rounded outward.
    """
    found, exact = Box.empty(rows), np.ones(rows, dtype=bool)
    for absent, some in _patterns(tree, leaves, rows):
        here = leaves if len(some) == rows else {name: box.take(some) for name, box in leaves.items()}
        made = _Reading(_left(tree, tuple(absent)), here, len(some), part).column()
        found.lo[some], found.hi[some], exact[some] = made.box.lo, made.box.hi, made.exact
    return Column(found, exact)


def _patterns(tree: Node, leaves: Mapping[str, Box], rows: int) -> list[tuple[list[str], Rows]]:
    """Return which optional inputs are missing together, and in which rows."""
    optional = sorted({n.name for n in walk(tree) if isinstance(n, Ref) and n.optional})
    if not optional:
        return [([], np.arange(rows))]
    missing = np.array([leaves[name].missing if name in leaves else np.ones(rows, bool) for name in optional])
    kinds, which = np.unique(missing, axis=1, return_inverse=True)
    which = which.reshape(-1)
    named = [[name for name, gone in zip(optional, kind, strict=True) if gone] for kind in kinds.T]
    return [(absent, np.flatnonzero(which == number)) for number, absent in enumerate(named)]


@lru_cache(maxsize=1024)
def _left(tree: Node, absent: tuple[str, ...]) -> Node:
    """Return the tree without ``total`` and ``wmean`` for rows that lack some inputs; a growth with its base once."""
    left = specialise(tree, absent)
    if left is None:  # a missing input stands in a branch that may not be taken, or too few are left
        return rebuild(lower(tree), _once)
    present = rebuild(left, lambda n: Ref(n.name) if isinstance(n, Ref) else n)
    return rebuild(lower(present), _once)


def _once(node: Node) -> Node:
    """Write (a - b) / b as a / b - 1, in which every number stands once."""
    if not isinstance(node, Call) or node.op != "div":
        return node
    over, under = node.args
    if isinstance(over, Call) and over.op == "sub" and over.args[1] == under:
        return Call("sub", (Call("div", (over.args[0], under)), _ONE))
    return node


class _Reading:
    """One tree over the boxes of some rows."""

    def __init__(self, tree: Node, leaves: Mapping[str, Box], rows: int, part: float) -> None:
        self.tree, self.leaves, self.rows, self.part = tree, leaves, rows, part
        self._known: dict[Node, Box] = {}
        self._undecided = np.zeros(rows, dtype=bool)

    def column(self) -> Column:
        whole = self.of(self.tree)
        exact = ~self._undecided
        several = self._several()
        if not several:
            return Column(whole, exact)
        ends = [self._corner(several, rising=rising) for rising in (False, True)]
        low, high = ends[0][0], ends[1][0]
        found = Box(np.fmax(low.lo, whole.lo), np.fmin(high.hi, whole.hi))
        found = choose(whole.missing, whole, found)
        return Column(found, exact & ends[0][1] & ends[1][1])

    def _several(self) -> list[str]:
        """Return the inputs that occur more than once and are more than single numbers."""
        uses = Counter(n.name for n in walk(self.tree) if isinstance(n, Ref))
        return [name for name, n in uses.items() if n > 1 and bool(np.any(self.leaves[name].width > 0))]

    def _corner(self, several: list[str], *, rising: bool) -> tuple[Box, Mask]:
        """Return the tree with such inputs at the end where it is greatest (least), and where all of them could be fixed."""
        fixed, shown = dict(self.leaves), np.ones(self.rows, dtype=bool)
        for name in several:
            leaf, (up, down) = self.leaves[name], self._sign(name)
            at = np.where(up == rising, leaf.hi, leaf.lo)
            known = ((up | down) & np.isfinite(at)) | (leaf.lo == leaf.hi)
            fixed[name] = choose(known, Box.point(at), leaf)
            shown &= known
        reading = _Reading(self.tree, fixed, self.rows, self.part)
        box = reading.of(self.tree)
        return box, shown & ~box.missing & ~reading._undecided

    def _sign(self, name: str) -> tuple[Mask, Mask]:
        """Say where the tree is shown to rise, and where to fall, with an input."""
        steep = slope(self.tree, name)
        if steep is None or size(steep) > _LARGEST:
            none = np.zeros(self.rows, dtype=bool)
            return none, none
        found = _Reading(steep, self.leaves, self.rows, self.part).of(steep)
        return found.lo >= 0, found.hi <= 0

    def of(self, node: Node) -> Box:
        """Return the extension of a node: each operation on the boxes of its arguments."""
        if node not in self._known:
            self._known[node] = self._extension(node)
        return self._known[node]

    def _extension(self, node: Node) -> Box:
        if isinstance(node, Ref):
            return self.leaves[node.name]
        if isinstance(node, Const):
            return _constant(node, self.rows)
        if node.op == "pow" and isinstance(node.args[1], Const):
            box, args = power(self.of(node.args[0]), float(node.args[1].value), self.part), node.args[:1]
        else:
            args = node.args
            box = OPERATIONS[node.op]([self.of(arg) for arg in args], self.part)
        if node.op == "where":
            condition = self.of(args[0])
            self._undecided |= condition.lo != condition.hi
            return box
        if node.op == "present":
            return box
        missing = np.logical_or.reduce([self.of(arg).missing for arg in args])
        return choose(missing, Box.empty(self.rows), box) if missing.any() else box


def _constant(node: Const, rows: int) -> Box:
    assert not isinstance(node.value, str)  # choices of settings are settled before
    value = float(node.value)
    box = Box.point(np.full(rows, value))
    return box if Fraction(value) == node.value else outward(box.lo, box.hi, DOUBLE)
