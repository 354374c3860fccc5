"""Sheet: a table as it is audited: what its columns are, its rows in the order of the calendar, and the engine on it.

Values are looked up, added up and defined by the engine alone. It is asked for the row in which a base stands by
handing it the numbers of the rows in place of the values.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from ...engine.columns import read_headers
from ...engine.values import position_of
from ...errors import FrameError, KaizhouError, did_you_mean
from ...figures import Policy
from ...formula.changes import is_graded
from ...references import Reference
from .boxes import DOUBLE, Box, Numbers, Rows, outward
from .decimals import half, places_of
from .printed import Printed, Printing
from .series import Series

if TYPE_CHECKING:
    from ...engine.plan import Plan
    from ...engine.registry import Registry
    from ...engine.steps import Look


class Sheet:
    """A table as it is audited.

    Args:
        frame: the table, in polars.
        reg: the definitions.
        audited: column -> reference, of the published columns that are derived; None: all that can be.
        decimals: column -> decimals printed; a number for all columns.
        units: column or reference -> unit, where it is not the declared one.
        area: the column of areas.
        period: the column of periods.
        parents: area -> parent, or the name of a column that holds it.
        policy: what vague words leave open.
    """

    def __init__(
        self,
        frame: pl.DataFrame,
        reg: Registry,
        audited: Mapping[str, str] | Collection[str] | str | None,
        *,
        decimals: Mapping[str, int] | int | None,
        units: Mapping[str, str],
        area: str,
        period: str,
        parents: Mapping[Any, Any] | str | None,
        policy: Policy,
    ) -> None:
        self.frame, self.reg, self.area, self.period, self.parents = frame, reg, area, period, parents
        headers = read_headers(reg, frame.columns)
        known = {header.column: header.target for header in headers.values()}
        self.audited = _audited(reg, frame.columns, known, audited)
        self.sources = {reference: header.column for reference, header in headers.items()}
        for column, reference in self.audited.items():
            self.sources.setdefault(reference, column)
        stated = {header.column: header.unit for header in headers.values() if header.unit}
        stated |= {self.sources.get(name, name): unit for name, unit in units.items()}
        places = dict.fromkeys(frame.columns, decimals) if isinstance(decimals, int) else dict(decimals or {})
        _refuse_strangers(frame.columns, [*stated, *places])
        self._printing = Printing(reg, policy, places, stated)
        self._printed: dict[tuple[str, str], Printed] = {}
        self._boxes: dict[tuple[str, tuple[str, ...]], tuple[tuple[str, ...], Box] | None] = {}
        self._places: dict[tuple[object, ...], Rows] = {}

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self.frame.height)

    def printed(self, reference: str, column: str | None = None) -> Printed:
        """Return the printed numbers of a reference; of a certain column where more than one is said to hold it."""
        column = self.sources[reference] if column is None else column
        if (column, reference) not in self._printed:
            self._printed[column, reference] = self._printing.read(self.frame[column], reference)
        return self._printed[column, reference]

    @cached_property
    def keys(self) -> pl.DataFrame:
        """The columns that tell rows apart, and the parents."""
        dimensions = {name for key in self.reg for name in self.reg[key].by}
        names = [
            self.area,
            self.period,
            *sorted(dimensions),
            *([self.parents] if isinstance(self.parents, str) else []),
        ]
        found = [name for name in dict.fromkeys(names) if name in self.frame.columns]
        return self.frame.select(found)

    @cached_property
    def series(self) -> Series:
        """The rows as series: one area, in the order of the calendar."""
        return Series(self.keys, self.rows, period=self.period)

    # -- the engine

    def plan(self, target: str, without: Collection[str] = ()) -> Plan:
        """Return how a target is made from the columns of the table, without some of them."""
        given = [reference for reference in self.sources if reference not in without]
        return self.reg.plan([target], given, area=self.area, period=self.period, parents=self.parents)

    def derived(self, target: str, given: Mapping[str, Numbers]) -> Numbers:
        """Return what the engine makes of columns; NaN where it is undefined. A grade is its position."""
        columns = [pl.Series(name, values).fill_nan(None) for name, values in given.items()]
        table = pl.DataFrame([*self.keys.get_columns(), *columns])
        found = self.reg.derive(table, target, area=self.area, period=self.period, parents=self.parents, columns=[])
        made = found[target]
        reference = Reference.parse(target)
        if is_graded(self.reg[reference.key], reference):
            labels = self.reg[reference.key].grades
            made = pl.Series([position_of(labels, label) for label in made.to_list()], dtype=pl.Float64)
        return np.array(made.cast(pl.Float64).fill_null(np.nan).to_numpy(), dtype=np.float64)

    def places(self, step: Look) -> Rows:
        """Return in which row the base of every row stands; -1 where there is none."""
        asked = step.where, self.reg[step.reference.key].by
        if asked not in self._places:
            numbers = self.derived(step.target, {step.source: np.arange(self.rows, dtype=np.float64)})
            self._places[asked] = np.where(np.isnan(numbers), -1, numbers).astype(np.int64)
        return self._places[asked]

    def box(self, reference: str, without: str) -> Box:
        """Return what a reference can be, without the column of another; nothing where it does not follow or means nothing."""
        whole = self._reckoned(reference, ())
        if whole is None or without not in whole[0]:
            return whole[1] if whole is not None else Box.empty(self.rows)
        less = self._reckoned(reference, (without,))
        return less[1] if less is not None else Box.empty(self.rows)

    def _reckoned(self, reference: str, without: tuple[str, ...]) -> tuple[tuple[str, ...], Box] | None:
        from .reckoning import Reckoning

        asked = reference, without
        if asked not in self._boxes:
            try:
                made = Reckoning(self, reference, without)
                self._boxes[asked] = made.given, made.column().box
            except KaizhouError:
                self._boxes[asked] = None
        return self._boxes[asked]

    def unnamed(self, column: str) -> Box | None:
        """Return a column of numbers that is not known to be anything; None where it is no such column."""
        taken = {self.area, self.period, *self.keys.columns, *self.audited, *self.sources.values()}
        series = self.frame[column]
        if column in taken or not series.dtype.is_numeric():
            return None
        values = series.cast(pl.Float64).fill_null(np.nan).to_numpy()
        reach = half(values, places_of(values).each)
        return outward(values - reach, values + reach, DOUBLE)


def as_polars(frame: Any) -> pl.DataFrame:
    """Return an eager table of any kind as a polars one.

    Raises:
        FrameError: the table is lazy, or none that is known.
    """
    if isinstance(frame, pl.DataFrame):
        return frame
    import narwhals.stable.v2 as nw

    try:
        made = nw.from_native(frame, eager_only=True)
    except TypeError as error:
        msg = (
            f"{type(frame).__name__} is no table that is there as a whole; hand in a polars, pandas or pyarrow table,"
            " and collect a lazy one first, as with .collect() or .pl()"
        )
        raise FrameError(msg) from error
    found: pl.DataFrame = made.to_polars()
    return found


def _audited(
    reg: Registry,
    columns: Sequence[str],
    known: Mapping[str, str],
    asked: Mapping[str, str] | Collection[str] | str | None,
) -> dict[str, str]:
    if asked is None:
        found = {column: target for column, target in known.items() if _is_derived(reg, Reference.parse(target))}
        return found or _nothing()
    if isinstance(asked, str):
        asked = [asked]
    if not isinstance(asked, Mapping):
        _refuse_strangers(columns, asked)
        unread = [column for column in asked if column not in known]
        if unread:
            msg = f"column {unread[0]!r} names no indicator; write derived={{{unread[0]!r}: 'a reference'}}"
            raise FrameError(msg)
        asked = {column: known[column] for column in asked}
    _refuse_strangers(columns, asked)
    for column, target in asked.items():
        _refuse_measured(reg, column, Reference.parse(target))
    return {column: str(Reference.parse(target)) for column, target in asked.items()}


def _nothing() -> dict[str, str]:
    msg = (
        "no column of the table is a derived indicator; name them, as in derived={'per_capita': 'co2.total_per_person'}"
    )
    raise FrameError(msg)


def _is_derived(reg: Registry, reference: Reference) -> bool:
    made = reference.key in reg.parts.formulas or reference.key in reg.parts.windows
    return made or reference.baseline is not None or reference.window is not None


def _refuse_measured(reg: Registry, column: str, reference: Reference) -> None:
    reg[reference.key]  # an unknown key is said before anything else
    if not _is_derived(reg, reference):
        msg = (
            f"derived={{{column!r}: {str(reference)!r}}}: {reference} is measured, so nothing it follows from can be"
            " held to it; name a derived indicator, a change or a running total"
        )
        raise FrameError(msg)


def _refuse_strangers(columns: Sequence[str], names: Collection[str]) -> None:
    for name in names:
        if name not in columns:
            msg = f"the table has no column {name!r}.{did_you_mean(str(name), columns)}"
            raise FrameError(msg)
