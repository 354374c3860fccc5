"""Steps of a plan: small frozen records of what is calculated from what. They never calculate."""

from __future__ import annotations

from functools import cached_property

import attrs

from ..formula.guard import Guarded
from ..formula.tree import Node, refs
from ..model.records import Break
from ..references import Reference


@attrs.frozen
class Given:
    """A value that the caller hands in.

    Attributes:
        target: the reference it is the value of.
        column: the caller's name for it.
        unit: the unit the caller's numbers are in.
        factor: exact factor to the declared unit, as a float at run time.
        offset: offset after the factor (temperatures).
    """

    target: str
    column: str
    unit: str
    factor: float = 1.0
    offset: float = 0.0


@attrs.frozen
class Derive:
    """A value from others of the same row.

    Attributes:
        target: the reference made.
        formula: expression and conditions over references.
        tree: the tree before lowering, for reasons and explanations.
        above_zero: the base that must be above zero for the change to have a meaning.
    """

    target: str
    formula: Guarded
    tree: Node
    above_zero: str | None = None

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """References it reads."""
        nodes = [self.formula.expression, *self.formula.conditions]
        return tuple(dict.fromkeys(ref.name for node in nodes for ref in refs(node)))


@attrs.frozen
class Look:
    """A base value: the same indicator in another period or area.

    Attributes:
        target: the reference made, ``water.codmn@2018``.
        source: the reference read.
        reference: what is asked for.
        breaks: the breaks of the series that must not lie between a row and its base.
        same_sub: whether a base must be the same sub-period of its year (累计 of unequal length never compare).
        period: the base period of a fixed base, as text.
        area: the reference area.
    """

    target: str
    source: str
    reference: Reference
    breaks: tuple[Break, ...] = ()
    same_sub: bool = False
    period: str | None = None
    area: str | None = None

    @property
    def inputs(self) -> tuple[str, ...]:
        """References it reads."""
        return (self.source,)

    @property
    def where(self) -> tuple[object, ...]:
        """What says in which row the base lies; steps that agree in it are looked up together."""
        baseline = self.reference.baseline
        kind = baseline.kind if baseline is not None and baseline.kind in {"yoy", "prev"} else ""
        return kind, self.period, self.area, self.breaks, self.same_sub


@attrs.frozen
class Pool:
    """A value from the areas of a row's group in its period: peers, or a whole made from its parts.

    Attributes:
        target: the reference made.
        source: the reference read, area by area.
        how: ``sum``, ``mean``, ``weighted``, ``median``, ``min``, ``max`` or ``count``.
        present: the references that an area must have to be counted.
        weight: the reference that weighs, of ``weighted``.
        own: whether the area itself is one of them.
    """

    target: str
    source: str
    how: str
    present: tuple[str, ...] = ()
    weight: str | None = None
    own: bool = True

    @property
    def inputs(self) -> tuple[str, ...]:
        """References it reads."""
        weight = (self.weight,) if self.weight else ()
        return tuple(dict.fromkeys((self.source, *self.present, *weight)))


@attrs.frozen
class Rank:
    """The position of an area among its group in its period: 1 is best, ties share the lower number.

    Attributes:
        target: the reference made.
        source: the reference ranked.
        highest_first: whether the highest value is the best.
    """

    target: str
    source: str
    highest_first: bool

    @property
    def inputs(self) -> tuple[str, ...]:
        """References it reads."""
        return (self.source,)


@attrs.frozen
class Over:
    """A value from the periods of another.

    Attributes:
        target: the reference made.
        source: the reference read, period by period.
        how: ``count_where``, ``first_when``, ``streak``, ``running_total`` or ``decumulated``.
        over: ``year`` or ``all``.
        condition: over ``source``; 1 where it holds, 0 where not, undefined where the value is.
        since: first period of a running total, as text.
        by: dimensions that tell rows of one area and period apart.
        each: the periods that belong to the window, or an empty text.
        breaks: the breaks of the series, which no window reaches across.
    """

    target: str
    source: str
    how: str
    over: str
    condition: Guarded | None = None
    since: str | None = None
    by: tuple[str, ...] = ()
    each: str = ""
    breaks: tuple[Break, ...] = ()

    @property
    def inputs(self) -> tuple[str, ...]:
        """References it reads."""
        return (self.source,)

    @property
    def counts(self) -> bool:
        """Whether it counts periods, so that n of N is told."""
        return self.how == "count_where"

    @property
    def of_column(self) -> str:
        """The companion that says of how many periods: n of N is kept."""
        return f"{self.target}#of"


Step = Given | Derive | Look | Over | Pool | Rank
