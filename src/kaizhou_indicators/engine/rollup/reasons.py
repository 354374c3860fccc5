"""Why a cell of a rollup is null: which parts were missing, down to the row and the stage where it began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from ...formula.tree import refs
from ...periods import Frequency, Period
from ...periods.calendar import text_of
from ..adapter import Adapter, working
from ..steps import Derive, Given
from ..why import why
from .places import Place, place
from .stages import ADDITIVE, SAME, Stage, rule

if TYPE_CHECKING:
    from .run import Passage

_SHOWN = 5
_BY_MONTHS = {f.months: f for f in Frequency if f.months}


def told(passage: Passage) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    """Yield keys, target and reason of every null cell of a course that was run."""
    tracing = Tracing(passage)
    last = len(passage.tables) - 1
    keys = tracing.keys(last)
    for target in passage.course.targets:
        for row, value in enumerate(tracing.values(last, target)):
            if value is None:
                yield keys[row], target, tracing.reason(last, target, row)


class Tracing:
    """The stages of one course, row by row."""

    def __init__(self, passage: Passage) -> None:
        self.passage, self.course = passage, passage.course
        self.catalogue = passage.rollup.catalogue
        self.values = cache(self._values)
        self.groups = cache(self._groups)

    def keys(self, at: int) -> list[tuple[Any, ...]]:
        """Return the keys of the rows after a stage."""
        table, keys = self.passage.tables[at], self.passage.keys[at]
        return list(zip(*(table.to_list(name) for name in keys.names), strict=True))

    def _values(self, at: int, name: str) -> list[Any]:
        return self.passage.tables[at].to_list(working(name))

    def reason(self, at: int, name: str, row: int) -> str:
        """Return why a value after a stage is null."""
        plan = self.course.plans[at]
        step = plan.step(name)
        if isinstance(step, Given) or step is None:
            return self._missing(at, name, row) if at else f"{name} has no value"
        numbers = {s.target: self.values(at, s.target)[row] for s in plan.steps}
        optional = {ref.name for ref in refs(step.tree) if ref.optional} if isinstance(step, Derive) else set()
        for need in step.inputs:
            if numbers.get(need) is None and need not in optional:
                return f"{name}: {self.reason(at, need, row)}"
        partly = [need for need in optional if at and self._partly(at, need, row)]
        if partly:
            return f"{name}: an input that may be missing is there in part only: {self._missing(at, partly[0], row)}"
        return why(plan, name, numbers, self._period(at, row))

    def _period(self, at: int, row: int) -> Period | None:
        column = self.passage.keys[at].period
        return None if column is None else Period.parse(self.passage.tables[at].to_list(column)[row])

    def _partly(self, at: int, name: str, row: int) -> bool:
        column = f"{name}#partial"
        return column in self.passage.tables[at].schema and self.passage.tables[at].to_list(column)[row] == 1

    # -- parts

    def _missing(self, at: int, name: str, row: int) -> str:
        stage, whole = self.course.stages[at - 1], self.keys(at)[row]
        rows = self.groups(at).get(whole, [])
        there = [r for r in rows if self._counts(at, name, r)]
        how = rule(self.catalogue, name, stage) or SAME
        if how == SAME and there:
            return f"{name} differs from row to row of {_words(whole)}, so that it is no one value"
        lacking, count = self._lacking(at, stage, row, there, how)
        listed = f"; missing: {_listed(lacking)}" if lacking else ""
        known = f"{name} of {_words(whole)}: {count}{listed}"
        below = next((r for r in rows if r not in there and at > 1), None)
        return known if below is None else f"{known} ({self.reason(at - 1, name, below)})"

    def _counts(self, at: int, name: str, row: int) -> bool:
        """Say whether a row counted as a part of a value: its parts and its weight were there too."""
        item = self.passage.items[at - 1][name]
        names = [name, *item.joint, *([item.weight] if item.weight else []), *([item.source] if item.source else [])]
        return all(self.values(at - 1, n)[row] is not None for n in names)

    def _lacking(self, at: int, stage: Stage, row: int, there: list[int], how: str) -> tuple[list[str], str]:
        """Return what is missing, and how many there are of how many."""
        if stage.kind == "time":
            holder = self._period(at, row)
            assert holder is not None
            return _missing_periods(holder, stage.frequency, [self._place(at, stage, r) for r in there], how)
        expected = self._expected(at, stage, row)
        found = {str(self._parts(at, stage)[r]) for r in there}
        lacking = [name for name in expected if name not in found]
        return lacking, f"{len(found)} of {len(expected)} {stage.parts} have a value"

    def _parts(self, at: int, stage: Stage) -> list[Any]:
        keys = self.passage.keys[at - 1]
        column = keys.area if stage.kind == "area" else stage.name
        assert column is not None
        return self.passage.tables[at - 1].to_list(column)

    def _expected(self, at: int, stage: Stage, row: int) -> list[str]:
        names = self._parts(at, stage)
        if stage.kind == "over":
            return list(dict.fromkeys(str(n) for n in names if n is not None))
        parents, area = self.passage.rollup.ask.area, self.passage.keys[at].area
        assert area is not None
        parent = str(self.passage.tables[at].to_list(area)[row])
        if isinstance(parents, Mapping):
            return [str(a) for a, p in parents.items() if str(p) == parent and str(a) != parent]
        pairs = zip(names, self._parents(at), strict=True)
        return list(dict.fromkeys(str(n) for n, p in pairs if str(p) == parent and str(n) != parent))

    def _parents(self, at: int) -> list[Any]:
        table, parents = self.passage.tables[at - 1], self.passage.rollup.ask.area
        if isinstance(parents, str):
            return table.to_list(parents)
        area = self.passage.keys[at - 1].area
        known = {str(a): p for a, p in (parents or {}).items()}
        return [known.get(str(a)) for a in table.to_list(area or "")]

    def _place(self, at: int, stage: Stage, row: int) -> Place:
        found = place(self._period(at - 1, row) or Period.UNKNOWN, stage.frequency)
        assert found is not None
        return found

    def _groups(self, at: int) -> dict[tuple[Any, ...], list[int]]:
        """Return the keys of a row after a stage -> the rows before it that made it."""
        stage, before, after = self.course.stages[at - 1], self.passage.keys[at - 1], self.passage.keys[at]
        table = self.passage.tables[at - 1]
        columns = {name: table.to_list(name) for name in before.names}
        if stage.kind == "time" and before.period is not None:
            columns[before.period] = [_holder(p, stage.frequency) for p in columns[before.period]]
        if stage.kind == "area" and before.area is not None:
            columns[before.area] = [None if p is None else str(p) for p in self._parents(at)]
        groups: dict[tuple[Any, ...], list[int]] = {}
        for row, key in enumerate(zip(*(columns[name] for name in after.names), strict=True)):
            groups.setdefault(key, []).append(row)
        return groups


def _holder(period: Any, frequency: Frequency) -> str | None:
    found = place(Period.parse(period), frequency)
    return None if found is None else text_of(frequency, found.holder)


def _missing_periods(holder: Period, frequency: Frequency, there: list[Place], how: str) -> tuple[list[str], str]:
    """Return the periods of the longer one that nothing covers, and how many there are of how many."""
    parts = [at for at in there if not at.own]
    days = any(at.total > 12 for at in parts)
    step = Frequency.DAY if days else _BY_MONTHS[min((at.unit for at in parts), default=1)]
    all_parts = holder.parts(step)
    covered = {n for at in parts for n in range(at.first, at.first + at.length)}
    places = [place(part, frequency) for part in all_parts]
    lacking = [
        str(part) for part, at in zip(all_parts, places, strict=True) if at is not None and at.first not in covered
    ]
    if how in {"last", "first"} and how not in ADDITIVE:
        edge = all_parts[-1 if how == "last" else 0]
        return [str(edge)], f"its {how} period has no value"
    return lacking, f"{len(all_parts) - len(lacking)} of {len(all_parts)} {step.name.lower()}s have a value"


def _words(key: tuple[Any, ...]) -> str:
    return ", ".join(str(k) for k in key)


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{more}"


def as_table(adapter: Adapter, names: tuple[str, ...], found: list[tuple[tuple[Any, ...], str, str]]) -> Any:
    """Return the reasons as a table of the caller's kind."""
    data: dict[str, list[Any]] = {name: [key[n] for key, _, _ in found] for n, name in enumerate(names)}
    return adapter.from_dict(
        {**data, "target": [f[1] for f in found], "reason": [f[2] for f in found]}, texts=("target", "reason")
    )
