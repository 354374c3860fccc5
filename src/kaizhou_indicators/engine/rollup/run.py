"""The run of a rollup: stage after stage, the engine's own plans before, between and after them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import attrs

from ...errors import FrameError, did_you_mean
from ...periods import Frequency
from ...references import Reference
from ...registry.catalogue import Catalogue
from ..adapter import Adapter, working
from ..levels import Levels
from ..plan import Plan, unit_texts
from ..rows import check_rows, key_columns
from ..status import status_column, status_text
from ..steps import Over
from ..table import TableRun
from .ask import Ask, dimensions, refuse_empty, refuse_median, refuse_twice, require, targets_of
from .complete import Completeness
from .course import Course, Setup, closure, courses, leaves, weight
from .layouts import Folded, Keys, over_area, over_dimension, over_time
from .parts import OF, PARTS, Item
from .places import settled
from .reasons import as_table, told
from .stages import ADDITIVE, SAME, Stage, rule


class Rollup:
    """One rollup of one table."""

    def __init__(self, catalogue: Catalogue, native: Any, ask: Ask) -> None:
        self.catalogue, self.ask = catalogue, ask
        self.table = Adapter.of(native)
        self.targets = targets_of(catalogue, ask, self.table.columns)
        self.complete = Completeness.read(ask.complete, closure(catalogue, self.targets))
        self.stages = self._stages()
        self.setup = Setup(
            catalogue,
            tuple(self.table.columns),
            self.stages,
            unit_texts(ask.units),
            ask.area_column,
            ask.period_column,
        )
        self.courses = courses(self.setup, self.targets, apart=not self.complete.strict)

    def run(self) -> Any:
        """Return the table rolled up."""
        done = [Passage(self, course) for course in self.courses]
        tables = [passage.finished() for passage in done]
        first, keys = tables[0]
        columns = {name: column for passage in done for name, column in passage.outputs.items()}
        for other, _ in tables[1:]:
            named = [first.named(k) for k in keys.names]
            mine = [c for c in other.columns if c not in keys.names]
            first = _joined(first, other, named, mine)
        ordered = [c for target in self.targets for c in columns[target]]
        return first.result([*keys.names, *ordered])

    def reasons(self) -> Any:
        """Return keys, target and reason of every null cell; the table must be eager."""
        if self.table.lazy:
            msg = "reasons are told row by row; collect the lazy frame first"
            raise FrameError(msg)
        done = [Passage(self, course) for course in self.courses]
        keys = [passage.finished()[1] for passage in done]
        return as_table(self.table, keys[0].names, [entry for passage in done for entry in told(passage)])

    def by(self, course: Course) -> tuple[str, ...]:
        """Return the dimensions of the targets of a course that the table has."""
        names = key_columns(self.table, course.plans[0])
        return tuple(n for n in names if n not in {self.ask.area_column, self.ask.period_column})

    def _stages(self) -> tuple[Stage, ...]:
        ask, stages = self.ask, []
        if ask.period is not None and not self._settled(Frequency(ask.period)):
            stages.append(Stage("time", Frequency(ask.period).name.lower()))
        stages += [Stage("over", name) for name in dict.fromkeys(ask.over)]
        if ask.area is not None:
            if not isinstance(ask.area, Mapping | str):
                msg = f"area={ask.area!r} is neither a mapping of area to parent nor the name of a column; give one of them"
                raise FrameError(msg)
            require(self.table, ask.area_column, "areas", "area_column")
            stages.append(Stage("area"))
        if not stages and ask.period is None:
            msg = "nothing is rolled up; name a period, area= the parents, or over= the dimensions to sum away"
            raise FrameError(msg)
        return tuple(stages)

    def _settled(self, frequency: Frequency) -> bool:
        """Say whether the rows are of the frequency already; a table without a calendar is refused."""
        if frequency is Frequency.DAY:
            msg = "period='day': nothing is shorter than a day; take month, quarter, half or year"
            raise FrameError(msg)
        require(self.table, self.ask.period_column, "time", "period_column")
        refuse_empty(self.table, self.ask.period_column)
        return settled(self.table, self.ask.period_column, frequency)


class Passage:
    """One course, run: the table of its targets."""

    def __init__(self, rollup: Rollup, course: Course) -> None:
        self.rollup, self.course = rollup, course
        self.outputs: dict[str, list[str]] = {}
        self.tables: list[Adapter] = []
        self.keys: list[Keys] = []
        self.items: list[dict[str, Item]] = []

    def finished(self) -> tuple[Adapter, Keys]:
        """Return the table with the targets and their companions, and its keys."""
        work, keys, run = self._run()
        made: dict[str, Any] = {}
        for target in run.plan.targets:
            columns = self._columns(work, run, target)
            self.outputs[target.key] = list(columns)
            made |= columns
        work = work.with_columns([e.alias(work.named(column)) for column, e in made.items()])
        schema = {**{k: work.schema[k] for k in keys.names}, **dict.fromkeys(made)}
        frame = work.frame.select([work.named(column) for column in schema])
        return attrs.evolve(work, frame=frame, schema=schema), keys

    def _run(self) -> tuple[Adapter, Keys, TableRun]:
        course, table = self.course, self.rollup.table
        keys = self._keys()
        run = TableRun(course.plans[0])
        run._check_columns(table)
        for key in keys.by:
            refuse_empty(table, key)
        check_rows(table, course.plans[0])
        refuse_twice(table, keys.area, keys.names)
        work = _calculated(run, table)
        self.tables, self.keys = [work], [keys]
        for at, stage in enumerate(course.stages, 1):
            items = self._items(at, run)
            self.items.append({item.name: item for item in items})
            folded = self._fold(work, keys, stage, items)
            keys = folded.keys
            run = TableRun(course.plans[at])
            work = _defined(_calculated(run, folded.work), course.plans[at])
            work = _carried(work, course.folded(at))
            self.tables.append(work)
            self.keys.append(keys)
        return work, keys, run

    def _fold(self, work: Adapter, keys: Keys, stage: Stage, items: list[Item]) -> Folded:
        counts, parents = self.rollup.ask.counts, self.rollup.ask.area
        with work.silent():
            if stage.kind == "time":
                return over_time(work, keys, stage, items, counts=counts)
            if stage.kind == "over":
                return over_dimension(work, keys, stage, items, counts=counts)
            assert parents is not None
            return over_area(work, keys, items, parents, counts=counts)

    def _keys(self) -> Keys:
        table, ask = self.rollup.table, self.rollup.ask
        by, union = self.rollup.by(self.course), [n for c in self.rollup.courses for n in self.rollup.by(c)]
        if set(union) != set(by):
            other = ", ".join(sorted(set(union) - set(by)))
            msg = f"{', '.join(self.course.targets)} are not by {other}, and other targets are; roll them up in a call of their own, from a table without it"
            raise FrameError(msg)
        for name in ask.over:
            if name not in by:
                msg = f"over={name!r} is no dimension of the targets in this table.{did_you_mean(name, by)} {dimensions(by)}"
                raise FrameError(msg)
        columns = [n if n in table.columns else None for n in (ask.area_column, ask.period_column)]
        upper = ask.area if isinstance(ask.area, str) and ask.area in table.columns else None
        return Keys(columns[0], columns[1], by, upper)

    def _items(self, at: int, run: TableRun) -> list[Item]:
        """Return what the ``at``-th stage aggregates, and how."""
        catalogue, stage, names = self.rollup.catalogue, self.course.stages[at - 1], self.course.folded(at)
        rules = {name: rule(catalogue, name, stage) or SAME for name in names}
        refuse_median(self.tables[-1], rules)
        joint = () if self.rollup.complete.strict else self._joint(at, rules)
        return [self._item(name, rules[name], stage, joint, run) for name in names]

    def _item(self, name: str, how: str, stage: Stage, joint: tuple[str, ...], run: TableRun) -> Item:
        catalogue, step = self.rollup.catalogue, run.plan.step(name)
        window = catalogue.parts.windows.get(name)
        weighs = weight(catalogue, name, stage)
        work = self.tables[-1].frame.collect_schema()
        return Item(
            name,
            how,
            needed=self.rollup.complete.needed(name, stage),
            joint=joint if how in ADDITIVE and name in joint else (),
            weight=weighs,
            source=step.source if isinstance(step, Over) and how == SAME and window is not None else None,
            stated=name in run.stated,
            weight_stated=weighs in run.stated,
            earlier=working(f"{name}{PARTS}") in work,
            companion=working(f"{name}#of") in work,
        )

    def _joint(self, at: int, rules: Mapping[str, str]) -> tuple[str, ...]:
        """Return the parts that count together: no numerator without its denominator."""
        required = self.course.required(at)
        together = tuple(name for name, how in rules.items() if how in ADDITIVE and name in required)
        return together if len(together) > 1 else ()

    # -- results

    def _columns(self, work: Adapter, run: TableRun, target: Reference) -> dict[str, Any]:
        key = target.key
        made = {column: run._finished(work, name) for column, name in run._outputs(target)}
        if f"{key}#of" not in made and working(f"{key}#of") in work.frame.collect_schema():
            made[f"{key}#of"] = work.space.col(working(f"{key}#of"))
        if self.rollup.ask.counts:
            made |= self._counts(work, run.plan, key)
        if key in run.stated:
            made[status_column(key)] = status_text(work, key, work.space.col(working(key)))
        return made

    def _counts(self, work: Adapter, plan: Plan, key: str) -> dict[str, Any]:
        """Return how many parts there were: of what is re-derived, those of its least complete part."""
        if not self.course.stages:
            return {}
        needed, optional = leaves(plan, [key])
        names = sorted(needed or optional)
        space = work.space
        present = _extreme(space, "min", [space.col(working(f"{n}{PARTS}")) for n in names])
        total = _extreme(space, "max", [space.col(working(f"{n}{OF}")) for n in names])
        return {f"{key}{PARTS}": present.cast(space.Int64), f"{key}{OF}": total.cast(space.Int64)}


def _calculated(run: TableRun, table: Adapter) -> Adapter:
    """Return the table with a working column for every value of a plan, and note which have a status."""
    levels = Levels.of(run.plan, table)
    work = levels.run()
    run.stated = frozenset(levels.stated)
    return work


def _defined(work: Adapter, plan: Plan) -> Adapter:
    """Make null what skips an input that is there in part only: it is neither there nor missing."""
    made = []
    for target in plan.targets:
        _, optional = leaves(plan, [target.key])
        flags = [work.col(f"{name}#partial") == 1 for name in sorted(optional)]
        if flags:
            value = work.space.col(working(target.key))
            spoilt = flags[0]
            for flag in flags[1:]:
                spoilt = spoilt | flag
            made.append(work.space.when(~spoilt).then(value).alias(working(target.key)))
    return work.with_columns(made)


def _extreme(space: Any, how: str, expressions: Sequence[Any]) -> Any:
    """Return the greatest (``max``) or least of a row; Spark refuses to compare one with nothing."""
    return getattr(space, f"{how}_horizontal")(*expressions) if len(expressions) > 1 else expressions[0]


def _carried(work: Adapter, names: Collection[str]) -> Adapter:
    """Give the companions of what was aggregated their working columns, for the next stage."""
    found = [f"{n}{suffix}" for n in names for suffix in ("#of", PARTS, OF) if f"{n}{suffix}" in work.schema]
    return work.with_columns([work.col(name).alias(working(name)) for name in found])


def _joined(first: Adapter, other: Adapter, keys: list[str], columns: list[str]) -> Adapter:
    right = other.frame.select([*keys, *(other.named(c) for c in columns)])
    joined = first.left_join(right, keys)
    return attrs.evolve(joined, schema={**first.schema, **{c: other.schema[c] for c in columns}})
