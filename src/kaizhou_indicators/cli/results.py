"""Results on standard output: as a table for people, as CSV or JSON for programs; and the reasons of what is null."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import polars as pl

from ..engine.build import unit_of
from ..engine.columns import Header, read_headers
from ..engine.steps import Given, Look, Over
from ..formula.changes import resolve
from ..model.kinds import Change
from ..references import Reference
from .grades import grades_of, in_language
from .invocation import Invocation
from .language import Words
from .screen import Column, Precision, cell_text, column_texts, print_table
from .writers import print_frame

if TYPE_CHECKING:
    from ..engine.plan import Plan
    from ..registry.catalogue import Catalogue
    from .tables import Table


#: changes in % and 个百分点, which a table shows with one decimal
_IN_PERCENT = (Change.PCT, Change.SHARE, Change.PP)


def print_result(plan: Plan, frame: pl.DataFrame, form: str, rows: int, invocation: Invocation) -> None:
    """Print a result; a table shows so many rows and says how many more there are."""
    if form != "table":
        print_frame(frame, form, invocation.say)
        return
    reg, say = plan.catalogue, invocation.say
    shown = frame if not rows else frame.head(rows)
    meant = {header.column: header for header in read_headers(reg, frame.columns).values()}
    columns = [
        Column(_heading(reg, name, meant.get(name), say), kind.is_numeric()) for name, kind in frame.schema.items()
    ]
    cells = [_cells(plan, shown.get_column(name), meant.get(name), say) for name in frame.columns]
    print_table(columns, list(zip(*cells, strict=True)))
    if shown.height < frame.height:
        invocation.note(invocation.say("more_rows", count=frame.height - shown.height))


def _heading(reg: Catalogue, name: str, meant: Header | None, say: Words) -> str:
    """Return the name of a column, with the title and the unit that it does not say itself."""
    if meant is None:
        return name
    reference = Reference.parse(meant.target)
    title, unit = say.of(reg[reference.key].title), meant.unit or unit_of(reg, reference)
    return "\n".join([name, *(said for said in (title, unit) if said != "1" and said not in name)])


def _cells(plan: Plan, column: pl.Series, meant: Header | None, say: Words) -> list[str]:
    """Return the cells of a column: numbers rounded, grades in the language spoken."""
    texts = column_texts(column.to_list(), _precision(plan, meant))
    grades = grades_of(plan.catalogue, meant.target) if meant else ()
    return [in_language(text, grades, say) for text in texts] if grades else texts


def _precision(plan: Plan, meant: Header | None) -> Precision | None:
    """Return how a column is rounded: by its indicator if it is derived; what was given is not."""
    if meant is None:
        return None
    reference = Reference.parse(meant.target)
    indicator = plan.catalogue[reference.key]
    if reference.change is not None:
        return Precision(1) if resolve(indicator, reference) in _IN_PERCENT else None
    if indicator.decimals is None or _is_given(plan, meant.target):
        return None
    return Precision(indicator.decimals, indicator.rounding)


def _is_given(plan: Plan, name: str) -> bool:
    """Say whether a value is as the caller gave it, in this row or another, or a limit as a standard gives it."""
    step = plan.step(name)
    if isinstance(step, Look) or (isinstance(step, Over) and step.how == "running_total"):
        return _is_given(plan, step.source)
    return step is None or isinstance(step, Given) or not step.inputs


def told_reasons(table: Table, plan: Plan, reasons: pl.DataFrame, say: Words) -> Iterator[str]:
    """Yield why cells are null, a line each."""
    if not reasons.height:
        yield say("no_nulls")
    for row in _with_keys(table, plan, reasons).iter_rows(named=True):
        key = say.listed(str(row[name]) for name in _keys(table, plan) if row[name] is not None)
        yield say("reason", place=table.place(row["row"], say), key=key, reason=row["reason"])


def print_reasons(table: Table, plan: Plan, reasons: pl.DataFrame, form: str, say: Words) -> None:
    """Print why cells are null to standard output: line or row, area, period, target, reason."""
    found = _with_keys(table, plan, reasons)
    if form != "table":
        print_frame(found, form, say)
        return
    keys = _keys(table, plan)
    columns = [Column(say("label.row")), *map(Column, keys), Column(say("label.target")), Column(say("label.reason"))]
    rows = (
        [table.place(row["row"], say), *(cell_text(row[name]) for name in keys), row["target"], row["reason"]]
        for row in found.iter_rows(named=True)
    )
    print_table(columns, rows)


def _keys(table: Table, plan: Plan) -> list[str]:
    return [name for name in (plan.area, plan.period) if name in table.frame.columns]


def _with_keys(table: Table, plan: Plan, reasons: pl.DataFrame) -> pl.DataFrame:
    """Return the reasons with the line of the file and the row's area and period; ``row`` counts from 0."""
    rows: list[Any] = reasons.get_column("row").cast(pl.Int64).to_list()
    keys = [table.frame.get_column(name).gather(rows) for name in _keys(table, plan)]
    lines = [pl.Series("line", [table.lines[row] for row in rows], dtype=pl.Int64)] if table.lines else []
    return pl.DataFrame([pl.Series("row", rows, dtype=pl.Int64), *lines, *keys, *reasons.drop("row").get_columns()])
