"""Stages: the life cycle of a thing as ordered stages with allowed transitions.

Two laws: every thing is in one stage at a time, so that counts by stage add up to the total;
and a thing moves only along allowed transitions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import attrs

from ..model.domain import Domain
from ..model.record import Frozen, record
from ..text import Text, as_text
from .faults import refuse
from .identity import Identity
from .steps import Step, as_steps, find, joined, listed, step_faults, unknown


@attrs.frozen
class Moves:
    """How things moved between two dates.

    Attributes:
        stages: names of the stages, the order of rows and columns.
        matrix: ``matrix[i][j]`` things were in stage i before and are in stage j after.
        entered: things that are new, by the stage they are in after.
        left: things that are gone, by the stage they were in before.
        impossible: (from, to, number) of moves that no chain of allowed transitions explains.
    """

    stages: tuple[str, ...]
    matrix: tuple[tuple[int, ...], ...]
    entered: Mapping[str, int]
    left: Mapping[str, int]
    impossible: tuple[tuple[str, str, int], ...]

    def count(self, before: str, after: str) -> int:
        """Return the number of things that went from one stage to the other."""
        return self.matrix[self.stages.index(before)][self.stages.index(after)]


def _each_to_next(steps: tuple[Step, ...]) -> dict[str, tuple[str, ...]]:
    return {a.name: (b.name,) for a, b in pairwise(steps)}


def _words(value: Iterable[str] | str) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _table(given: Mapping[str, Iterable[str] | str]) -> Mapping[str, tuple[str, ...]]:
    return Frozen({source: _words(targets) for source, targets in given.items()})


@record
class Stages:
    """Ordered stages of a life cycle with the transitions that are allowed between them.

    Attributes:
        title: what runs through the stages.
        stages: name -> title, in their order.
        allowed: stage -> stages that may come next; by default each stage leads to the one after it.
        entry: stages in which a thing may begin; by default the first.
        ends: stages in which a thing may stay; by default those that lead nowhere.

    Raises:
        ProcessError: a transition names an unknown stage, a stage cannot be reached, or there is no end.

    >>> batches = Stages("四个一批", ["储备", "开工", "在建", "完工"])
    >>> batches.count(["储备", "在建", "在建"])
    {'储备': 1, '开工': 0, '在建': 2, '完工': 0}
    >>> batches.check_path(["储备", "在建"])
    Traceback (most recent call last):
    ...
    kaizhou_indicators.errors.ProcessError: Stages 四个一批: step 1: 储备 -> 在建 is not allowed; after 储备 comes 开工
    """

    title: Text = attrs.field(converter=as_text)
    stages: tuple[Step, ...] = attrs.field(converter=as_steps)
    allowed: Mapping[str, tuple[str, ...]] = attrs.field(default=Frozen(), converter=_table)
    entry: tuple[str, ...] = attrs.field(default=(), converter=_words)
    ends: tuple[str, ...] = attrs.field(default=(), converter=_words)

    def __attrs_post_init__(self) -> None:
        refuse(self.label, step_faults("stage", self.stages))
        given = self.allowed or _each_to_next(self.stages)
        words = [word for source, targets in given.items() for word in (source, *targets)]
        refuse(self.label, self._unknown([*words, *self.entry, *self.ends]))
        allowed: dict[str, tuple[str, ...]] = {step.name: () for step in self.stages}
        for source, targets in given.items():
            allowed[self._name(source)] += tuple(self._name(word) for word in targets)
        object.__setattr__(self, "allowed", Frozen(allowed))
        object.__setattr__(self, "entry", tuple(map(self._name, self.entry)) or self.names[:1])
        object.__setattr__(self, "ends", tuple(map(self._name, self.ends)) or self._without_way_out())
        refuse(self.label, [*self._unreachable(), *self._trapped()])

    @property
    def label(self) -> str:
        """The record as messages name it."""
        return f"Stages {self.title}"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the stages in their order."""
        return tuple(step.name for step in self.stages)

    def next(self, stage: str) -> tuple[str, ...]:
        """Return the stages that may come after this one."""
        refuse(self.label, self._unknown([stage]))
        return self._next(self._name(stage))

    def faults(self, path: Sequence[str]) -> tuple[str, ...]:
        """Return what is wrong with a path of stages; staying in a stage is no step."""
        wrong = self._unknown(path)
        if wrong:
            return wrong
        names = [self._name(word) for word in path]
        return tuple(
            f"step {number}: {self._title(a)} -> {self._title(b)} is not allowed; {self._way_out(a)}"
            for number, (a, b) in enumerate(pairwise(names), 1)
            if a != b and b not in self._next(a)
        )

    def check_path(self, path: Sequence[str]) -> tuple[str, ...]:
        """Return the path by names.

        Raises:
            ProcessError: all its unknown stages, or all its forbidden steps with those allowed instead.
        """
        refuse(self.label, self.faults(path))
        return tuple(self._name(word) for word in path)

    def count(self, records: Iterable[str] | Mapping[Any, str]) -> dict[str, int]:
        """Count things by stage, all stages included; the counts add up to the number of things.

        Args:
            records: the stage of every thing, or a table from thing to stage.
        """
        words = list(records.values() if isinstance(records, Mapping) else records)
        refuse(self.label, self._unknown(words))
        found = Counter(self._name(word) for word in words)
        return {name: found[name] for name in self.names}

    def moves(self, before: Mapping[Any, str], after: Mapping[Any, str]) -> Moves:
        """Count the moves of things between two dates, each a table from thing to stage."""
        refuse(self.label, self._unknown([*before.values(), *after.values()]))
        pairs = Counter((self._name(before[key]), self._name(after[key])) for key in before if key in after)
        impossible = tuple((a, b, n) for (a, b), n in pairs.items() if b not in self._reach([a]))
        return Moves(
            self.names,
            tuple(tuple(pairs[a, b] for b in self.names) for a in self.names),
            self.count([stage for key, stage in after.items() if key not in before]),
            self.count([stage for key, stage in before.items() if key not in after]),
            tuple(sorted(impossible)),
        )

    def partition(self, whole: str) -> Identity:
        """Return the identity between a total and the counts by stage."""
        return Identity.partition(whole, self.names)

    def declare(self, domain: Domain, name: str, *, unit: str = "个", **attributes: Any) -> tuple[str, ...]:
        """Declare the total ``name`` and ``name_by_stage``, a count with the dimension ``stage``.

        Both are stocks: summed over areas, the last value over time. ``attributes`` go to both indicators.
        """
        count = {"unit": unit, "kind": "count", "over_time": "last", "over_area": "sum", **attributes}
        by = (*attributes.get("by", ()), "stage")
        title = joined(self.title, Text("分阶段", "By stage"))
        return (
            domain.indicator(name, self.title, **count),
            domain.indicator(f"{name}_by_stage", title, **{**count, "by": by}),
        )

    def _name(self, word: str) -> str:
        step = find(word, self.stages)
        return step.name if step else word

    def _title(self, name: str) -> str:
        return str(find(name, self.stages))

    def _next(self, name: str) -> tuple[str, ...]:
        return self.allowed[name]

    def _unknown(self, words: Iterable[object]) -> tuple[str, ...]:
        return tuple(unknown("stage", word, self.stages) for word in words if find(word, self.stages) is None)

    def _way_out(self, name: str) -> str:
        following = ", ".join(map(self._title, self._next(name)))
        return f"after {self._title(name)} comes {following}" if following else f"{self._title(name)} leads nowhere"

    def _reach(self, start: Iterable[str]) -> set[str]:
        reached, queue = set(start), list(start)
        while queue:
            fresh = [name for name in self._next(queue.pop()) if name not in reached]
            reached.update(fresh)
            queue += fresh
        return reached

    def _without_way_out(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if not self._next(name))

    def _unreachable(self) -> list[str]:
        lost = [step for step in self.stages if step.name not in self._reach(self.entry)]
        return [f"stage {step} cannot be reached; allow a transition to it or name it in entry=" for step in lost]

    def _trapped(self) -> list[str]:
        if not self.ends:
            return [f"no stage is an end, every one of {listed(self.stages)} leads on; name one in ends="]
        lost = [step for step in self.stages if not self._reach([step.name]) & set(self.ends)]
        return [f"from stage {step} no end is reached; allow a transition or name it in ends=" for step in lost]
