"""Long tables: area, period, indicator, value[, unit, status]. They are made wide before anything is derived."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import polars as pl

from ..engine.columns import read_headers
from ..engine.values import position_of
from ..errors import FrameError
from ..text import Text
from .columns import Keys, number_fault, require_column, with_nulls, wrong_rows
from .grades import grades_of, label_of
from .language import Words
from .tables import Table

if TYPE_CHECKING:
    from ..engine.registry import Registry


def widened(table: Table, reg: Registry, keys: Keys, nulls: Collection[str], say: Words) -> Table:
    """Return a long table as a wide one. Its rows have no lines of the file any more.

    Raises:
        FrameError: a column is missing, or a value is neither a number nor a grade of its indicator.
    """
    for name in (keys.area, keys.period, "indicator", "value"):
        require_column(table, name, say)
    frame, graded = table.frame, _graded(table, reg)
    if frame.schema["value"] == pl.String:
        frame = frame.with_columns(_values(table, graded, nulls, say))
    wide: pl.DataFrame = reg.wide(frame, area=keys.area, period=keys.period)
    labelled = {target: grades for target, grades in graded.values() if target in wide.columns}
    return Table(wide.with_columns(_labels(wide, target, grades) for target, grades in labelled.items()), table.name)


def _graded(table: Table, reg: Registry) -> dict[str, tuple[str, tuple[Text, ...]]]:
    """Return name of an indicator as written -> its reference and grades, for those that have grades."""
    names = [str(name) for name in table.frame.get_column("indicator").unique()]
    meant = {name: target for name in names for target in read_headers(reg, [name])}
    return {name: (target, grades) for name, target in meant.items() if (grades := grades_of(reg, target))}


def _values(
    table: Table, graded: Mapping[str, tuple[str, tuple[Text, ...]]], nulls: Collection[str], say: Words
) -> pl.Series:
    """Return the values as numbers, grades as their positions."""
    text = with_nulls(table.frame.get_column("value"), nulls)
    number = text.cast(pl.Float64, strict=False)
    names = table.frame.get_column("indicator")
    positions: dict[int, float] = {}
    for row in wrong_rows(text, number):
        _, grades = graded.get(str(names[row]), ("", ()))
        position = position_of(grades, label_of(text[row], grades))
        if position is not None:
            positions[row] = float(position)
    faulty = [row for row in wrong_rows(text, number) if row not in positions]
    if faulty:
        raise FrameError(number_fault(table, "value", text, faulty, say))
    return number.scatter(list(positions), list(positions.values()))


def _labels(wide: pl.DataFrame, column: str, grades: tuple[Text, ...]) -> pl.Series:
    """Return a column of positions as labels; a position that is none stays for the engine to refuse."""
    numbers = wide.get_column(column).cast(pl.Float64)
    labels = {float(position): grade.zh for position, grade in enumerate(grades, 1)}
    if not numbers.drop_nulls().is_in(list(labels)).all():
        return numbers
    return numbers.replace_strict(labels, return_dtype=pl.String)
