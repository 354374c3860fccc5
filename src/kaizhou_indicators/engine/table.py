"""Running a plan on a table of the caller's own kind. Rows, order and columns stay; the targets are appended.

polars is spoken to directly, every other table through narwhals; both share the names used here.
Working columns live under a prefix of their own and are dropped at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..errors import FrameError
from ..formula.changes import is_graded
from ..model.records import Indicator
from ..periods import Period
from ..references import Reference
from .adapter import Adapter, working
from .at_once import at_once
from .lent import handed_back, lent, one_family
from .levels import Levels
from .rows import check_numbers, check_rows
from .small import small
from .status import stated_in, status_column, status_text
from .steps import Over
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
        self.stated: frozenset[str] = frozenset()

    def run(self, native: Any) -> Any:
        """Return the table with the targets appended."""
        adapter = Adapter.of(native)
        self._check_columns(adapter)
        check_rows(adapter, self.plan)
        few = small(self.plan, adapter)
        made = self._at_once(adapter) if few is None else few
        return self._appended(adapter, self._calculated(adapter)) if made is None else made

    def _at_once(self, adapter: Adapter) -> Any:
        """Return the caller's table with the targets from one query of polars, or None where there is none."""
        given, fresh = self.plan.columns, self._fresh(adapter)
        stated = any(stated_in(adapter, step) for step in self.plan.given)
        if self.plan.compares_rows or stated or not fresh or not one_family(adapter, given):
            return None
        if not adapter.polars and any(self._graded(name) for name in fresh.values()):
            return None
        numbers = lent(adapter, given)
        work = None if numbers is None else at_once(self.plan, numbers)
        if work is None:
            return None
        made = work.frame.select([self._finished(work, name).alias(column) for column, name in fresh.items()])
        return handed_back(adapter, made, given)

    def _fresh(self, adapter: Adapter) -> dict[str, str]:
        """Return column -> name of the values that the table does not have yet."""
        wanted = {column: name for target in self.plan.targets for column, name in self._outputs(target)}
        return {column: name for column, name in wanted.items() if column not in adapter.schema}

    def _appended(self, adapter: Adapter, work: Adapter) -> Any:
        """Return the caller's table with the targets, which stand in working columns so far."""
        fresh = self._fresh(adapter)
        made = {column: self._finished(work, name) for column, name in fresh.items()}
        statuses = self._status_columns(adapter, fresh)
        made |= {c: status_text(work, n, work.space.col(working(n))) for c, n in statuses.items()}
        return work.result(adapter.columns, made)

    def reasons(self, native: Any) -> Any:
        """Return row, target and reason of every target's cell that is null."""
        adapter = Adapter.of(native)
        if adapter.lazy:
            msg = "reasons are told row by row; collect the lazy frame first"
            raise FrameError(msg)
        check_rows(adapter, self.plan)
        work = self._calculated(adapter)
        columns = {name: work.to_list(working(name)) for name in self._by_name()}
        periods = adapter.to_list(self.plan.period) if self.plan.period in adapter.columns else []
        found = [entry for target in self.plan.targets for entry in self._reasons(str(target), columns, periods)]
        data: dict[str, list[Any]] = {
            "row": [f[0] for f in found],
            "target": [f[1] for f in found],
            "reason": [f[2] for f in found],
        }
        return adapter.from_dict(data, texts=("target", "reason"))

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
        levels = Levels.of(self.plan, adapter)
        work = levels.run()
        self.stated = frozenset(levels.stated)
        return work

    # -- results

    def _outputs(self, target: Reference) -> list[tuple[str, str]]:
        """Return column as asked -> name of the value; n of N has a column each."""
        step = self.plan.step(str(target))
        companions = [(step.of_column, step.of_column)] if isinstance(step, Over) and step.counts else []
        return [(target.column, str(target)), *companions]

    def _finished(self, work: Adapter, name: str) -> Any:
        column = work.space.col(working(name))
        indicator = self._graded(name)
        return column if indicator is None else _labels(column, indicator, work.space)

    def _graded(self, name: str) -> Indicator | None:
        """Return the indicator of a value that is handed out as a label."""
        if name.endswith("#of"):
            return None
        reference = Reference.parse(name)
        indicator = self.plan.catalogue[reference.key]
        return indicator if is_graded(indicator, reference) else None

    def _status_columns(self, adapter: Adapter, fresh: dict[str, str]) -> dict[str, str]:
        """Return column -> name of the values whose status is known and not there yet."""
        known = {status_column(column): name for column, name in fresh.items() if name in self.stated}
        return {column: name for column, name in known.items() if column not in adapter.columns}

    def _check_columns(self, adapter: Adapter) -> None:
        for given in self.plan.given:
            if given.column not in adapter.columns:
                msg = f"the table has no column {given.column!r}, which {', '.join(map(str, self.plan.targets))} need"
                raise FrameError(msg)
        check_numbers(adapter, self.plan)


def _labels(column: Any, indicator: Indicator, space: Any) -> Any:
    expression = space.lit(None)
    for position, label in reversed(list(enumerate(indicator.grades, 1))):
        expression = space.when(column == float(position)).then(space.lit(label.zh)).otherwise(expression)
    return expression.cast(space.String)
