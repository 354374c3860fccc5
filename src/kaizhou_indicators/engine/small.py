"""Few rows: one generated Python function for a whole plan, where column expressions cost more than the rows they work on.

Only plans whose every step stays within its row, and only tables that are there; the results are those of ``rowwise``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

from ..errors import DerivationError, MissingInputError
from ..formula.changes import is_graded
from ..formula.number import Cells, CompiledRows, compile_rows
from ..model.kinds import Kind
from ..references import Reference
from .adapter import Adapter
from .single import catalogue_indicator
from .status import stated_in
from .steps import Derive, Given
from .values import position_of, reader

if TYPE_CHECKING:
    from .plan import Plan

#: rows up to which the generated function is faster: expressions of polars cost little, all others a lot
_FEW_IN_POLARS, _FEW = 256, 2_048


class SmallRun:
    """The steps of a plan as one function over few rows; built once, run often.

    Raises:
        DerivationError: a step compares rows, or runs through periods.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        between = [step.target for step in plan.steps if not isinstance(step, Given | Derive)]
        if between:
            msg = f"{', '.join(between)} need the rows of other periods or areas; derive them on a table"
            raise DerivationError(msg)
        self.made = {step.target: step.formula for step in plan.steps if isinstance(step, Derive)}
        self.compiled: CompiledRows = compile_rows(self.made, plan.inputs)

    def __call__(self, columns: Sequence[Cells], rows: int) -> dict[str, Cells]:
        """Return every value of the plan, given and derived, from columns in the units declared."""
        given = dict(zip(self.plan.inputs, columns, strict=True))
        return given | dict(zip(self.made, self.compiled(columns, rows), strict=True))

    # -- rows handed in without a table

    def rows(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, float | None]]:
        """Return the targets of each row as bare numbers in declared units, None where undefined."""
        made = self.columns({given.column: _picked(rows, given.column) for given in self.plan.given}, len(rows))
        return [dict(zip(made, row, strict=True)) for row in zip(*made.values(), strict=True)]

    def columns(self, columns: Mapping[str, Sequence[Any]], rows: int | None = None) -> dict[str, list[float | None]]:
        """Return the targets as bare numbers, a list each."""
        lengths = {name: len(columns[name]) for name in self.plan.columns if name in columns}
        if len(set(lengths.values())) > 1:
            msg = f"the lists differ in length ({lengths}); give one value a row, None where it is missing"
            raise DerivationError(msg)
        rows = next(iter(lengths.values()), rows or 0)
        values = self([self._read(given, columns) for given in self.plan.given], rows)
        return {target.column: list(values[str(target)]) for target in self.plan.targets}

    def _read(self, given: Given, columns: Mapping[str, Sequence[Any]]) -> Cells:
        if given.column not in columns:
            raise MissingInputError(_absent(given.column))
        indicator, units = catalogue_indicator(self.plan, given), self.plan.catalogue.unit_system
        read = reader(indicator, given.unit, units, given.column)
        return _rescaled([v if type(v) is float else read(v) for v in columns[given.column]], given)


def _picked(rows: Sequence[Mapping[str, Any]], column: str) -> list[Any]:
    try:
        return [row[column] for row in rows]
    except KeyError as error:
        raise MissingInputError(_absent(column)) from error


def _absent(column: str) -> str:
    return f"{column} is not given, and the plan was made for it; give None where it is missing"


def small(plan: Plan, table: Adapter) -> Any:
    """Return the caller's table with the targets appended, or None where it is no case for few rows."""
    if plan.compares_rows or not _few(plan, table):
        return None
    values = plan.small([_column(plan, table, given) for given in plan.given], len(table.frame))
    fresh = [target for target in plan.targets if target.column not in table.schema]
    return _with_columns(table, {target.column: _finished(plan, target, values, table.space) for target in fresh})


def _finished(plan: Plan, target: Reference, values: Mapping[str, Cells], space: Any) -> tuple[Sequence[Any], Any]:
    """Return the cells of a target as they are handed out, and their type."""
    indicator, cells = plan.catalogue[target.key], values[str(target)]
    if not is_graded(indicator, target):
        return cells, space.Float64
    labels = {float(position): label.zh for position, label in enumerate(indicator.grades, 1)}
    return [None if cell is None else labels.get(cell) for cell in cells], space.String


def _few(plan: Plan, work: Adapter) -> bool:
    if work.lazy or not plan.given or len(work.frame) > (_FEW_IN_POLARS if work.polars else _FEW):
        return False
    if any(stated_in(work, given) for given in plan.given):
        return False
    if work.polars or work.frame.implementation.is_pyarrow():
        return True
    dtypes = work.native.dtypes if work.frame.implementation.is_pandas() else {}
    return bool(len(dtypes)) and all(type(dtypes[g.column]).__module__.startswith("numpy") for g in plan.given)


def _column(plan: Plan, work: Adapter, given: Given) -> Cells:
    values = work.to_list(given.column)
    indicator = catalogue_indicator(plan, given)
    if indicator.kind is Kind.GRADE and work.is_text(given.column):
        return [None if v is None else _float(position_of(indicator.grades, v)) for v in values]
    if work.schema[given.column] != work.space.Float64:
        values = [None if v is None else float(v) for v in values]
    return _rescaled(values, given)


def _float(value: int | None) -> float | None:
    return None if value is None else float(value)


def _rescaled(values: list[float | None], given: Given) -> Cells:
    if (given.factor, given.offset) == (1.0, 0.0):
        return values
    return [None if v is None else v * given.factor + given.offset for v in values]


def _with_columns(table: Adapter, columns: Mapping[str, tuple[Sequence[Any], Any]]) -> Any:
    """Return the caller's table with these columns, each of cells and their type."""
    space = table.space
    if table.polars:
        return table.frame.hstack(_series(columns, len(table.frame), space))
    made = _built(table, columns)
    return space.concat([table.frame, made], how="horizontal").to_native() if columns else table.native


def _series(columns: Mapping[str, tuple[Sequence[Any], Any]], rows: int, space: Any) -> list[Any]:
    """Return the columns as series of polars: those of numbers as pieces of one, which takes a third of the time."""
    numbers = [cells for cells, dtype in columns.values() if dtype == space.Float64]
    pieces = space.Series([cell for cells in numbers for cell in cells], dtype=space.Float64)
    starts = count(0, rows)
    return [
        pieces.slice(next(starts), rows).alias(name) if dtype == space.Float64 else space.Series(name, cells, dtype)
        for name, (cells, dtype) in columns.items()
    ]


def _built(table: Adapter, columns: Mapping[str, tuple[Sequence[Any], Any]]) -> Any:
    """Return these columns as a table of their own, with the caller's index."""
    space, backend = table.space, table.frame.implementation
    cells = {name: list(values) for name, (values, _) in columns.items()}
    dtypes = {name: dtype for name, (_, dtype) in columns.items()}
    if not backend.is_pandas():
        return space.from_dict(cells, dtypes, backend=backend)
    if set(dtypes.values()) <= {space.Float64}:  # pandas takes longer to be told the type than to find it
        cells = {name: [math.nan if v is None else v for v in values] for name, values in cells.items()}
        dtypes = {}
    native = space.from_dict(cells, dtypes or None, backend=backend).to_native()
    native.index = table.native.index
    return space.from_native(native)
