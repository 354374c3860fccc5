"""Running a plan on a table of the caller's own kind. Rows, order and columns stay; the targets are appended.

polars is spoken to directly, every other table through narwhals; both share the names used here.
Working columns live under a prefix of their own and are dropped at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import FrameError
from ..model.kinds import Kind
from ..model.records import Indicator
from ..periods import Period
from ..references import Reference
from .adapter import Adapter, working
from .rows import check_numbers, check_rows
from .rowwise import rowwise
from .steps import Derive, Given, Look, Over, Step
from .temporal import Clock
from .why import why

if TYPE_CHECKING:
    from .plan import Plan


def is_table(data: object) -> bool:
    """Say whether the object is a table rather than a mapping of single values."""
    kind = type(data)  # asked of the class: a lazy table resolves its columns when the object is asked
    return hasattr(kind, "columns") or hasattr(kind, "column_names") or hasattr(data, "__narwhals_dataframe__")


class TableRun:
    """One run of a plan over one table."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def run(self, native: Any) -> Any:
        """Return the table with the targets appended."""
        adapter = Adapter.of(native)
        self._check_columns(adapter)
        work = self._calculated(adapter)
        wanted = {column: name for target in self.plan.targets for column, name in self._outputs(target)}
        fresh = {column: name for column, name in wanted.items() if column not in adapter.columns}
        finished = work.with_columns([self._finished(work, name).alias(column) for column, name in fresh.items()])
        return finished.result([*adapter.columns, *fresh])

    def reasons(self, native: Any) -> Any:
        """Return row, target and reason of every target's cell that is null."""
        adapter = Adapter.of(native)
        if adapter.lazy:
            msg = "reasons are told row by row; collect the lazy frame first"
            raise FrameError(msg)
        work = self._calculated(adapter)
        columns = {name: work.to_list(working(name)) for name in self._by_name()}
        periods = adapter.to_list(self.plan.period) if self.plan.period in adapter.columns else []
        found = [entry for target in self.plan.targets for entry in self._reasons(str(target), columns, periods)]
        data: dict[str, list[Any]] = {
            "row": [f[0] for f in found],
            "target": [f[1] for f in found],
            "reason": [f[2] for f in found],
        }
        return adapter.from_dict(data)

    def _reasons(self, name: str, columns: dict[str, list[Any]], periods: list[Any]) -> Iterator[tuple[int, str, str]]:
        for row, value in enumerate(columns[name]):
            if value is None:
                numbers = {n: column[row] for n, column in columns.items()}
                period = Period.parse(periods[row]) if periods and periods[row] is not None else None
                yield row, name, why(self.plan, name, numbers, period)

    # -- steps

    def _by_name(self) -> list[str]:
        return [step.target for step in self.plan.steps]

    def _calculated(self, adapter: Adapter) -> Adapter:
        check_rows(adapter, self.plan)
        work = adapter
        clock = Clock(self.plan, adapter)
        with adapter.silent():
            for level in _levels(self.plan.steps):
                work = self._level(work, level, clock)
        return work

    def _level(self, work: Adapter, steps: Sequence[Step], clock: Clock) -> Adapter:
        work = rowwise(self.plan, work, [step for step in steps if isinstance(step, Given | Derive)])
        for step in steps:
            if isinstance(step, Look):
                work = clock.look(work, step)
            elif isinstance(step, Over):
                work = clock.over(work, step)
        return work

    # -- results

    def _outputs(self, target: Reference) -> list[tuple[str, str]]:
        """Return column as asked -> name of the value; n of N has a column each."""
        step = self.plan.step(str(target))
        companions = [(step.of_column, step.of_column)] if isinstance(step, Over) and step.counts else []
        return [(target.column, str(target)), *companions]

    def _finished(self, work: Adapter, name: str) -> Any:
        column = work.space.col(working(name))
        if name.endswith("#of"):
            return column
        reference = Reference.parse(name)
        indicator = self.plan.catalogue[reference.key]
        graded = indicator.kind is Kind.GRADE and reference.change is None
        return _labels(column, indicator, work.space) if graded else column

    def _check_columns(self, adapter: Adapter) -> None:
        for given in self.plan.given:
            if given.column not in adapter.columns:
                msg = f"the table has no column {given.column!r}, which {', '.join(map(str, self.plan.targets))} need"
                raise FrameError(msg)
        check_numbers(adapter, self.plan)


def _levels(steps: Sequence[Step]) -> list[list[Step]]:
    """Group the steps so that each needs earlier groups only."""
    level: dict[str, int] = {}
    groups: list[list[Step]] = []
    for step in steps:
        own = max((level[name] + 1 for name in getattr(step, "inputs", ())), default=0)
        level[step.target] = own
        while len(groups) <= own:
            groups.append([])
        groups[own].append(step)
    return groups


def _labels(column: Any, indicator: Indicator, space: Any) -> Any:
    expression = space.lit(None)
    for position, label in reversed(list(enumerate(indicator.grades, 1))):
        expression = space.when(column == float(position)).then(space.lit(label.zh)).otherwise(expression)
    return expression.cast(space.String)
