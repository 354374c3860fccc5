"""Run: a table from question to report; first every column is held to its formula, then causes are looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from ...engine.rows import check_long
from .boxes import Rows
from .causes import Cause, causes_of
from .inputs import causes_in_inputs
from .printed import unit_of
from .readings import Case
from .report import ColumnReport, LikelyCause, TableReport
from .sheet import Sheet, as_polars
from .verdicts import Audited, Mark, judged

if TYPE_CHECKING:
    from ...engine.registry import Registry

_VERDICTS = {
    Mark.DISAGREES: "disagree",
    Mark.UNDETERMINED: "undetermined",
    Mark.UNINFORMATIVE: "uninformative",
}


def run(frame: Any, reg: Registry, derived: Any, **asked: Any) -> TableReport:
    """Audit a table."""
    table = as_polars(frame)
    check_long(table.columns)
    sheet = Sheet(table, reg, derived, **asked)
    with np.errstate(all="ignore"):
        columns = [judged(sheet, column, reference) for column, reference in sheet.audited.items()]
        causes = _causes(sheet, columns)
    reports = [_report(sheet, audited, found) for audited, found in zip(columns, causes, strict=True)]
    rows = {a.column: _rows(sheet, a, found) for a, found in zip(columns, causes, strict=True)}
    return TableReport(reports, rows)


def _causes(sheet: Sheet, columns: Sequence[Audited]) -> list[list[Cause]]:
    cases = {
        number: Case(sheet, audited, columns)
        for number, audited in enumerate(columns)
        if audited.reckoning is not None and len(audited.of(Mark.DISAGREES, Mark.UNDETERMINED))
    }
    found = {number: causes_of(case) for number, case in cases.items()}
    left = {number: _left(columns[number], found[number]) for number in cases}
    left = {number: rows for number, rows in left.items() if len(rows)}
    for number, further in causes_in_inputs(cases, left).items():
        found[number] += further
    return [sorted(found.get(number, []), key=lambda c: -len(c.rows)) for number in range(len(columns))]


def _left(audited: Audited, causes: Sequence[Cause]) -> Rows:
    """Return the contradicting rows that no reading explains."""
    told = np.concatenate([cause.rows for cause in causes]) if causes else np.array([], dtype=np.int64)
    return np.setdiff1d(audited.of(Mark.DISAGREES), told)


def _report(sheet: Sheet, audited: Audited, causes: Sequence[Cause]) -> ColumnReport:
    agree = audited.of(Mark.AGREES)
    numbers = {mark: len(audited.of(mark)) for mark in Mark}
    return ColumnReport(
        column=audited.column,
        reference=audited.reference,
        unit=unit_of(sheet.reg, audited.reference),
        decimals=audited.printed.decimals,
        status=audited.status,
        printed=int((~np.isnan(audited.printed.value) | audited.printed.infinite).sum()),
        agree=numbers[Mark.AGREES],
        disagree=numbers[Mark.DISAGREES],
        uninformative=numbers[Mark.UNINFORMATIVE],
        undetermined=numbers[Mark.UNDETERMINED],
        unprinted=numbers[Mark.UNPRINTED],
        enclosed=int((~audited.exact[agree]).sum()),
        why=dict(Counter(audited.why.values()).most_common()),
        likely=tuple(LikelyCause(cause.name, cause.text, len(cause.rows)) for cause in causes),
        explained=_explained(audited, causes),
        told=audited.told,
    )


def _explained(audited: Audited, causes: Sequence[Cause]) -> float | None:
    rows = audited.of(Mark.DISAGREES)
    rows = rows if len(rows) else audited.of(Mark.UNDETERMINED)
    told = {int(row) for cause in causes for row in cause.rows}
    return sum(int(row) in told for row in rows) / len(rows) if len(rows) else None


def _rows(sheet: Sheet, audited: Audited, causes: Sequence[Cause]) -> pl.DataFrame:
    """Return the printed cells that do not simply agree, with both values."""
    rows = audited.of(*_VERDICTS)
    named: Mapping[int, str] = {int(row): cause.name for cause in reversed(causes) for row in cause.rows}
    columns = {
        "printed": sheet.frame[audited.column][rows],
        "derived": pl.Series(audited.value[rows]).fill_nan(None),
        "lowest": pl.Series(audited.found.lo[rows]).fill_nan(None),
        "highest": pl.Series(audited.found.hi[rows]).fill_nan(None),
        "verdict": pl.Series([_VERDICTS[Mark(mark)] for mark in audited.marks[rows]], dtype=pl.String),
        "reason": pl.Series([audited.why.get(int(row), "") for row in rows], dtype=pl.String),
        "cause": pl.Series([named.get(int(row), "") for row in rows], dtype=pl.String),
    }
    keys = sheet.keys[rows]
    fresh = [series.alias(name) for name, series in columns.items()]
    number = pl.Series("row", rows, dtype=pl.Int64)
    return pl.DataFrame([number, *(k for k in keys.get_columns() if k.name not in {"row", *columns}), *fresh])
