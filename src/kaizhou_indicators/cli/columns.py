"""From cells as written to a table that the engine takes; every fault names file, line and column.

Only columns of indicators become numbers; all else stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs
import polars as pl

from ..engine.adapter import Adapter
from ..engine.columns import read_headers
from ..engine.rows import key_columns
from ..errors import FrameError, MissingInputError, PeriodError
from ..periods import Period
from .grades import grades_of, label_of, labels_of
from .language import Words
from .tables import Table

if TYPE_CHECKING:
    from ..engine.plan import Plan
    from ..engine.registry import Registry
    from ..text import Text

_SHOWN = 5
#: how laboratories write a value below detection: <0.02, 0.02L, ND, 未检出
_BELOW = re.compile(r"\s*([<＜﹤≤]|\d+(\.\d+)?\s*L\s*$|N\.?D\.?\s*$|未检出|低于检出限)", re.IGNORECASE)
_NAMES = {"area": "地区", "period": "时期"}


@attrs.frozen
class Keys:
    """The names of the columns that say where and when."""

    area: str
    period: str


def keys_of(table: Table, area: str | None, period: str | None, say: Words) -> Keys:
    """Return the names asked for, else ``area`` and ``period``, else 地区 and 时期 where only these are there.

    Raises:
        FrameError: a name asked for is no column.
    """
    columns = table.frame.columns
    for name in (area, period):
        if name is not None:
            require_column(table, name, say)
    found = {k: zh if zh in columns and k not in columns else k for k, zh in _NAMES.items()}
    return Keys(area or found["area"], period or found["period"])


@contextmanager
def named(table: Table) -> Iterator[None]:
    """Put the file's name before what is wrong with its table."""
    try:
        yield
    except (FrameError, MissingInputError) as error:
        if str(error).startswith(table.name):
            raise
        msg = f"{table.name}: {error}"
        raise type(error)(msg) from error


def require_column(table: Table, name: str, say: Words) -> None:
    """Raise FrameError unless the table has the column."""
    columns = table.frame.columns
    if name not in columns:
        near, known = say.near(name, columns), say.listed(columns)
        raise FrameError(say("table.no_column", name=table.name, column=name, near=near, known=known))


def target_of(text: str, reg: Registry) -> str:
    """Return a target as a reference: ``高锰酸盐指数@2018:pct`` is ``water.codmn@2018:pct``; all else stays."""
    title, sign, rest = text.strip().partition("@")
    if title in reg or "." in title:
        return text
    return next(iter(read_headers(reg, [title])), title) + sign + rest


def plan_for(
    reg: Registry,
    table: Table,
    targets: Iterable[str],
    *,
    units: dict[str, str],
    keys: Keys,
    say: Words,
    parents: str | None = None,
) -> Plan:
    """Compile the targets over the table's columns.

    Raises:
        MissingInputError: what is missing, and the columns that may have been meant.
    """
    columns = table.frame.columns
    try:
        return reg.plan(list(targets), columns, units=units, area=keys.area, period=keys.period, parents=parents)
    except MissingInputError as error:
        if {"indicator", "value"} <= set(columns):
            raise FrameError(say("table.long", name=table.name)) from error
        strange = _strange(reg, columns, keys, say)
        hint = f"; {say('table.unknown_columns', columns=say.listed(strange))}" if strange else ""
        msg = f"{error}{hint}"
        raise MissingInputError(msg) from error


def _strange(reg: Registry, columns: Iterable[str], keys: Keys, say: Words) -> list[str]:
    known = {header.column for header in read_headers(reg, columns).values()}
    names = [n for i in reg.values() for n in (i.key, i.title.zh, i.title.en, *i.aliases) if n]
    dimensions = {name for i in reg.values() for name in i.by}
    strange = [
        c for c in columns if c not in {*known, *dimensions, keys.area, keys.period} and not c.endswith("#status")
    ]
    return [
        say("table.unknown_column", column=c, near=near) if (near := say.near(c, names)) else repr(c) for c in strange
    ]


def with_numbers(table: Table, reg: Registry, used: Collection[str], nulls: Collection[str], say: Words) -> Table:
    """Return the table with the text of indicators' columns read as numbers; grades may stay labels.

    Args:
        table: the cells as written.
        reg: the definitions.
        used: columns that must be numbers; another that is not stays text.
        nulls: texts that mean a missing value.
        say: the texts.

    Raises:
        FrameError: text among numbers, with the lines of all columns at fault.
    """
    made: list[pl.Series] = []
    faults: list[str] = []
    for target, header in read_headers(reg, table.frame.columns).items():
        column = table.frame.get_column(header.column)
        if column.dtype != pl.String:
            continue
        graded = grades_of(reg, target)
        text = with_nulls(column, nulls)
        number = text.cast(pl.Float64, strict=False)
        wrong = wrong_rows(text, number)
        if not wrong and not (graded and text.is_in(labels_of(graded)).any()):
            made.append(number)
            continue
        if graded:
            text, wrong = _labelled(text, graded)
        made.append(text)
        if header.column in used and wrong:
            if graded:
                faults.append(_grade_fault(table, text, wrong, graded, say))
            else:
                faults.append(number_fault(table, header.column, text, wrong, say))
    if faults:
        raise FrameError("; ".join(faults))
    return table.with_frame(table.frame.with_columns(made))


def _labelled(text: pl.Series, grades: tuple[Text, ...]) -> tuple[pl.Series, list[int]]:
    """Return a column with the labels of its scale, and the rows that hold none of them."""
    labels = {word: label_of(word, grades) for word in text.drop_nulls().unique()}
    known = text.replace({word: label for word, label in labels.items() if label is not None})
    return known, [row for row, word in enumerate(text) if word is not None and labels[word] is None]


def with_nulls(column: pl.Series, nulls: Collection[str]) -> pl.Series:
    """Return a column of text without blanks around it, null where it means a missing value."""
    text = column.str.strip_chars()
    missing = text.is_in(list(nulls)).fill_null(value=False)
    return text.set(missing, None).alias(column.name)


def wrong_rows(text: pl.Series, number: pl.Series) -> list[int]:
    """Return the rows whose text is no number; nan and inf are none."""
    fine = number.is_not_null() & number.is_finite().fill_null(value=False)
    return [int(row) for row in (text.is_not_null() & ~fine).arg_true()]


def number_fault(table: Table, column: str, text: pl.Series, wrong: list[int], say: Words) -> str:
    """Return the sentence on text among numbers, with a way out for each kind of it."""
    below = [str(text[row]) for row in wrong if _BELOW.match(text[row])]
    ways = [say("table.below", value=below[0])] if below else []
    if len(below) < len(wrong):
        ways.append(say("table.mend"))
    cells = _cells(table, text, wrong, say)
    return say("table.number", name=table.name, column=column, cells=cells, way="; ".join(ways))


def _grade_fault(table: Table, text: pl.Series, wrong: list[int], grades: tuple[Text, ...], say: Words) -> str:
    known, cells = say.listed(say.of(grade) for grade in grades), _cells(table, text, wrong, say)
    return say("table.grade", name=table.name, column=text.name, cells=cells, known=known)


def _cells(table: Table, text: pl.Series, wrong: list[int], say: Words) -> str:
    cells = [say("table.cell", place=table.place(row, say), value=text[row]) for row in wrong[:_SHOWN]]
    return say.listed(cells) + (say("and_more", count=len(wrong) - _SHOWN) if len(wrong) > _SHOWN else "")


def check_keys(table: Table, plan: Plan, say: Words) -> None:
    """Check periods and the uniqueness of rows.

    Raises:
        FrameError: names the lines.
    """
    frame = table.frame
    if plan.period not in frame.columns:
        return
    for row, value in _firsts(frame.get_column(plan.period)):
        try:
            Period.parse(value)
        except PeriodError as error:
            place = table.place(row, say)
            msg = say("table.period", name=table.name, place=place, column=plan.period, reason=error)
            raise FrameError(msg) from error
    columns = key_columns(Adapter.of(frame), plan)
    if plan.area in columns:
        _check_once(table, columns, say)


def _firsts(column: pl.Series) -> Iterator[tuple[int, object]]:
    """Yield the row and value of each distinct value, where it stands first."""
    numbered = pl.DataFrame({"row": pl.Series(range(len(column)), dtype=pl.Int64), "value": column}).drop_nulls()
    yield from numbered.unique(subset="value", keep="first", maintain_order=True).iter_rows()


def _check_once(table: Table, columns: list[str], say: Words) -> None:
    numbered = table.frame.select(columns).with_row_index("\x00row")
    groups = numbered.group_by(columns, maintain_order=True).agg("\x00row").filter(pl.col("\x00row").list.len() > 1)
    if groups.height:
        first = groups.row(0, named=True)
        places = say.listed(table.place(row, say) for row in first["\x00row"][:_SHOWN])
        key = say.listed(f"{name}={first[name]}" for name in columns)
        raise FrameError(say("table.twice", name=table.name, places=places, key=key))
