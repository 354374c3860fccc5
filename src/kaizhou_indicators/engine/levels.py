"""Levels: a plan's steps over one table, level by level, each from earlier ones only.

What compares rows is a join of the table with itself. An eager table is itself; a table that runs elsewhere would grow
twofold with each join, so there the other side is made anew from the start, of the steps it needs and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .adapter import Adapter
from .at_once import at_once
from .peers import among_peers
from .rowwise import Rowwise
from .status import add_statuses, read_statuses
from .steps import Derive, Given, Look, Over, Pool, Rank, Step
from .temporal import Clock

if TYPE_CHECKING:
    from .plan import Plan


class Levels:
    """One run of a plan's steps.

    Attributes:
        clock: the calendar of the table.
        start: the table before the first step.
        stated: the references whose values have a status.
    """

    def __init__(self, plan: Plan, clock: Clock, start: Adapter, stated: Iterable[str]) -> None:
        self.plan, self.clock, self.start = plan, clock, start
        self.known = frozenset(stated)
        self.stated = set(self.known)
        self.rowwise = Rowwise(plan)

    @classmethod
    def of(cls, plan: Plan, adapter: Adapter) -> Levels:
        """Prepare a run: the calendar and the statuses of the table are read."""
        clock = Clock(plan, adapter)
        return cls(plan, clock, *read_statuses(plan, clock.start))

    def run(self) -> Adapter:
        """Return the table with a working column for every step."""
        with self.start.silent():
            made = None if self.stated else at_once(self.plan, self.start)
            return self._through(self.plan.levels) if made is None else made

    def source(self, work: Adapter, names: Iterable[str]) -> Adapter:
        """Return the table that a join takes the values of these references from."""
        if not work.lazy:
            return work
        needed = self.plan.ancestors(names)
        levels = [[step for step in level if step.target in needed] for level in self.plan.levels]
        return Levels(self.plan, self.clock, self.start, self.known)._through(levels)

    def _through(self, levels: Iterable[Sequence[Step]]) -> Adapter:
        work = self.start
        for level in levels:
            work = self._level(work, level)
        return work

    def _level(self, work: Adapter, steps: Sequence[Step]) -> Adapter:
        within = [step for step in steps if isinstance(step, Given | Derive)]
        work = self.rowwise(work, within)
        if self.stated:
            work = add_statuses(work, within, self.stated)
        looks = [step for step in steps if isinstance(step, Look)]
        for where in dict.fromkeys(step.where for step in looks):
            work = self.clock.look(self, work, [step for step in looks if step.where == where])
        overs = [step for step in steps if isinstance(step, Over)]
        for step in overs:
            work = self.clock.over(self, work, step)
        work = among_peers(self, work, [step for step in steps if isinstance(step, Pool | Rank)])
        return self.rowwise.summed(work, [*overs, *(step for step in steps if isinstance(step, Pool))])
