"""Reckoning: what a reference can be in every row of a sheet, from all printed columns but the one that is audited.

It is the engine's plan read once more, on boxes: the same trees, the bases in the same rows. Parts of it can be
replaced, to see what another reading of the same table would have given.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ...engine.steps import Derive, Given, Look, Over, Pool, Rank, Step
from ...formula.tree import Node, Ref, refs, size, substitute
from ...intervals import Interval
from ...model.kinds import Kind
from ...references import Reference
from .boxes import DOUBLE, Box, Numbers, Rows, outward
from .extension import Column, column
from .groups import pooled, ranked
from .windows import over

if TYPE_CHECKING:
    from .sheet import Sheet

Boxes = Mapping[str, Box]

#: formulas are written into each other while they have at most so many nodes
_LARGEST = 200


@attrs.frozen(eq=False)
class Other:
    """What another reading of the table has in place of its own.

    Attributes:
        tree: the formula.
        given: reference of a printed column -> its boxes.
        places: reference of a base -> the row in which it stands.
        leaves: input of the formula -> its boxes.
        any_base: whether a base of zero or below is divided by.
        part: the part of itself by which every number is rounded.
    """

    tree: Node | None = None
    given: Mapping[str, Box] = attrs.field(factory=dict)
    places: Mapping[str, Rows] = attrs.field(factory=dict)
    leaves: Mapping[str, Box] = attrs.field(factory=dict)
    any_base: bool = False
    part: float = DOUBLE

    @property
    def as_it_is(self) -> bool:
        """Whether every input is as in the table."""
        return not (self.given or self.places or self.leaves)


_SAME = Other()


class Reckoning:
    """What a reference can be in every row.

    Args:
        sheet: the table.
        target: the reference.
        without: references whose columns are not taken, the audited one above all.
    """

    def __init__(self, sheet: Sheet, target: str, without: Collection[str] = ()) -> None:
        self.sheet, self.target = sheet, target
        self.plan = sheet.plan(target, without)
        self.tree = self._written_out(target, Ref(target))
        self._boxes: dict[str, Box] = {}

    # -- what it is made of

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The inputs of the tree: printed columns, bases in other rows, running totals."""
        return tuple(ref.name for ref in refs(self.tree))

    @property
    def given(self) -> tuple[str, ...]:
        """The references of the printed columns that it is made from."""
        return tuple(given.target for given in self.plan.given)

    @property
    def looks(self) -> dict[str, Look]:
        """The bases among the inputs: name -> step."""
        steps = {name: self.step(name) for name in self.leaves}
        return {name: step for name, step in steps.items() if isinstance(step, Look)}

    @cached_property
    def optional(self) -> frozenset[str]:
        """The inputs that may be missing."""
        return frozenset(ref.name for ref in refs(self.tree) if ref.optional)

    @property
    def above_zero(self) -> str | None:
        """The base that a growth must have above zero."""
        step = self.step(self.target)
        return step.above_zero if isinstance(step, Derive) else None

    def step(self, name: str) -> Step:
        """Return the step that makes a reference."""
        found = self.plan.step(name)
        assert found is not None
        return found

    def written(self, name: str) -> Node:
        """Return the tree of one of its references."""
        return self._written_out(name, Ref(name))

    def _written_out(self, name: str, asked: Ref) -> Node:
        """Return the tree of a reference, the trees of its inputs in the same row written into it."""
        step = self.plan.step(name)
        if not isinstance(step, Derive) or (asked.optional and name != self.target):
            return asked
        inner = {ref.name: self._written_out(ref.name, ref) for ref in refs(step.tree)}
        tree = substitute(step.tree, inner)
        return tree if size(tree) <= _LARGEST else step.tree

    # -- what it gives

    @cached_property
    def value(self) -> Numbers:
        """What the printed numbers themselves give, as the engine has it; NaN where that is undefined."""
        given = {name: self.sheet.printed(name).value for name in self.given}
        return self.sheet.derived(self.target, given)

    def column(self, rows: Rows | None = None, other: Other = _SAME, inputs: Boxes | None = None) -> Column:
        """Return what it can be, in all rows or in some; ``inputs`` where they are known already."""
        leaves = self.inputs(other) if inputs is None else inputs
        if rows is not None:
            leaves = {name: box.take(rows) for name, box in leaves.items()}
        tree = self.tree if other.tree is None else other.tree
        return column(tree, leaves, self.sheet.rows if rows is None else len(rows), other.part)

    def inputs(self, other: Other = _SAME) -> Boxes:
        """Return what each input of the formula can be, in every row."""
        tree = self.tree if other.tree is None else other.tree
        leaves = {name: self.box(name, other) for name in dict.fromkeys(ref.name for ref in refs(tree))}
        base = None if other.any_base else self.above_zero
        if base in leaves:
            leaves[base] = Box(np.maximum(leaves[base].lo, 0.0), leaves[base].hi)
        if other.part > DOUBLE:
            leaves = {name: outward(box.lo, box.hi, other.part) for name, box in leaves.items()}
        return leaves

    def box(self, name: str, other: Other = _SAME) -> Box:
        """Return what an input can be in every row."""
        if name in other.leaves:
            return other.leaves[name]
        if not other.as_it_is:
            return self._box(name, other)
        if name not in self._boxes:
            self._boxes[name] = self._box(name, other)
        return self._boxes[name]

    def _box(self, name: str, other: Other) -> Box:
        step = self.step(name)
        if isinstance(step, Given):
            return other.given[name] if name in other.given else self.sheet.printed(name).box
        if isinstance(step, Look):
            return self._base(step, other)
        if isinstance(step, Over):
            return over(self.sheet, step, self.box(step.source, other))
        if isinstance(step, Pool):
            return pooled(self.sheet, step, {source: self.box(source, other) for source in step.inputs})
        if isinstance(step, Rank):
            return ranked(self.sheet, step, self.box(step.source, other))
        leaves = {source: self.box(source, other) for source in step.inputs}
        return column(step.tree, leaves, self.sheet.rows, other.part).box

    def _base(self, step: Look, other: Other) -> Box:
        source = self.box(step.source, other)
        if self.sheet.reg[step.reference.key].kind is Kind.GRADE:  # a number of a row is no grade to be looked up
            return Box(*(self.sheet.derived(step.target, {step.source: end}) for end in (source.lo, source.hi)))
        return source.take(other.places[step.target] if step.target in other.places else self.places(step))

    def places(self, step: Look) -> Rows:
        """Return in which row the base of every row stands; -1 where there is none."""
        if self.sheet.reg[step.reference.key].kind is Kind.GRADE:
            return np.full(self.sheet.rows, -1, dtype=np.int64)
        return self.sheet.places(step)

    # -- one row, with exact ends

    def interval(self, name: str, row: int) -> Interval:
        """Return where an input lies in a row; exact ends where it is printed."""
        step = self.step(name)
        if isinstance(step, Given):
            return self.sheet.printed(name).exact(row)
        if isinstance(step, Look):
            base = int(self.places(step)[row])
            if base >= 0:
                return self.interval(step.source, base)
        box = self.box(name)
        low, high = (float(end[row]) for end in (box.lo, box.hi))
        ends = [Fraction(end) if np.isfinite(end) else None for end in (low, high)]
        return Interval(ends[0], ends[1])

    def reference(self) -> Reference:
        """Return the target, read."""
        return Reference.parse(self.target)
