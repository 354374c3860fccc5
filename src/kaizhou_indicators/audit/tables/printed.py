"""Printed: a column as it stands in a table; every cell is the interval that its printed digits leave."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import polars as pl

from ...engine.values import position_of
from ...errors import ComparabilityError, FrameError, KaizhouError
from ...figures import Policy
from ...formula.changes import is_graded
from ...intervals import Interval
from ...model.kinds import Kind
from ...references import Reference
from ..claim import Claim
from .boxes import DOUBLE, Box, Mask, Numbers, Rows, outward
from .decimals import KNOWN_TO, UNROUNDED, Places, half, places_of

if TYPE_CHECKING:
    from ...registry.catalogue import Catalogue

_PLAIN = r"^[-−－+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$"
#: what stands in a table where nothing is known
_NOTHING = ("", "-", "--", "—", "——", "－", "…", "……", "...", "..", "/", "NA", "N/A", "n/a", "na", "nan", "NaN", "null")


@attrs.frozen(eq=False)
class Printed:
    """A column of printed numbers, in the declared unit of what it is.

    Attributes:
        column: the caller's name.
        reference: what it is.
        box: where each cell's true value lies.
        value: the numbers themselves; NaN where nothing is printed.
        places: decimals of each cell.
        decimals: decimals of the column; None where its cells differ.
        factor: exact factor from the printed number to the declared unit, and the offset after it.
        point: the cells that are known exactly: counts, places in a ranking, grades.
        bare: the numbers as they stand in the table.
        infinite: the cells that hold no finite number.
        read: row -> interval of the cells that were read as figures.
    """

    column: str
    reference: str
    box: Box
    value: Numbers
    places: Rows
    decimals: int | None
    factor: tuple[Fraction, Fraction]
    point: Mask
    bare: Numbers
    infinite: Mask
    read: Mapping[int, Interval]

    def exact(self, row: int) -> Interval:
        """Return where the true value of a row lies, its ends exact."""
        if row in self.read:
            return self.read[row]
        number, factor, offset = Fraction(repr(float(self.bare[row]))), *self.factor
        if self.point[row]:
            return Interval.point(number * factor + offset)
        places = int(self.places[row])
        by = abs(number) * Fraction(KNOWN_TO) if places == UNROUNDED else Fraction(1, 2) / Fraction(10) ** places
        return Interval.closed(number - by, number + by) * factor + offset


@attrs.frozen
class Printing:
    """How columns are read.

    Attributes:
        reg: the definitions.
        policy: what vague words and zeros at the end leave open.
        decimals: column -> decimals printed, where they are stated.
        units: column -> unit, where it is not the declared one.
    """

    reg: Catalogue
    policy: Policy
    decimals: Mapping[str, int]
    units: Mapping[str, str]

    def read(self, series: pl.Series, reference: str) -> Printed:
        """Read a column.

        Raises:
            FrameError: a cell is no printed number, or in a unit that the reference cannot have.
        """
        ref = Reference.parse(reference)
        if is_graded(self.reg[ref.key], ref):
            return self._grades(series, reference)
        if series.dtype in (pl.String, pl.Categorical, pl.Enum):
            return self._texts(series.cast(pl.String), reference)
        if not (series.dtype.is_numeric() or series.dtype == pl.Null):
            msg = (
                f"column {series.name!r} holds {series.dtype}; numbers, or texts as printed, are needed for {reference}"
            )
            raise FrameError(msg)
        return self._numbers(series, reference)

    def _numbers(self, series: pl.Series, reference: str) -> Printed:
        single = series.dtype == pl.Float32  # of which the shortest decimal is meant
        bare = (series.cast(pl.String) if single else series).cast(pl.Float64).fill_null(np.nan).to_numpy()
        odd = np.isinf(bare)
        bare = np.where(odd, np.nan, bare)
        places = self._stated(series.name, len(bare)) or _by_type(series) or places_of(bare)
        reach = half(bare, places.each)
        reach = np.maximum(reach, np.abs(bare) * 2.0**-24) if single else reach
        return attrs.evolve(self._made(series, reference, bare, places, reach=reach), infinite=odd)

    def _stated(self, column: str, rows: int) -> Places | None:
        stated = self.decimals.get(column)
        return None if stated is None else Places(np.full(rows, stated, dtype=np.int64), stated)

    def _texts(self, series: pl.Series, reference: str) -> Printed:
        text = series.str.strip_chars()
        text = text.set(text.is_in(list(_NOTHING)), None)
        plain = text.str.contains(_PLAIN).fill_null(value=False)
        digits = text.set(~plain, None).str.replace_all(",", "").str.replace_all("[−－]", "-")
        bare = digits.cast(pl.Float64).fill_null(np.nan).to_numpy().copy()
        each = digits.str.extract(r"\.(\d+)$").str.len_chars().fill_null(0).cast(pl.Int64).to_numpy()
        own = np.unique(each[np.isfinite(bare)])
        whole = int(own[0]) if len(own) == 1 else None
        places = self._stated(series.name, len(bare)) or Places(each, whole)
        read = self._figures(series.name, text, plain, reference)
        return self._made(series, reference, bare, places, reach=half(bare, places.each), read=read)

    def _figures(
        self, column: str, text: pl.Series, plain: pl.Series, reference: str
    ) -> dict[int, tuple[Interval, Fraction]]:
        """Read the cells that are more than digits: 46.52万人, 超50%, full-width numerals."""
        odd = (~plain & text.is_not_null()).arg_true().to_list()
        return {row: self._figure(column, row, text[row], reference) for row in odd}

    def _figure(self, column: str, row: int, text: str, reference: str) -> tuple[Interval, Fraction]:
        try:
            claim = Claim(ref=reference, area="-", period="unknown", figure=text)
            found = claim.interval(self.reg, self.policy)
            value = claim.value(self.reg)
        except KaizhouError as error:
            msg = f"column {column!r}, row {row}: {text!r} is no printed value of {reference}: {error}"
            raise FrameError(msg) from error
        assert found is not None
        return found, found.midpoint or Fraction(0) if value is None else value

    def _made(
        self,
        series: pl.Series,
        reference: str,
        bare: Numbers,
        places: Places,
        *,
        reach: Numbers,
        read: Mapping[int, tuple[Interval, Fraction]] | None = None,
    ) -> Printed:
        factor, offset = self._factor(series.name, reference)
        point = self._counted(reference) & (bare == np.rint(bare)) & (factor == 1)
        reach = np.where(point, 0.0, np.maximum(reach, _of_zeros(bare, places.each, self.policy)))
        low, high = ((bare + side * reach) * float(factor) + float(offset) for side in (-1, 1))
        box = outward(np.minimum(low, high), np.maximum(low, high), DOUBLE)
        box = Box(np.where(point, bare, box.lo), np.where(point, bare, box.hi))
        value = bare * float(factor) + float(offset)
        for row, (interval, number) in (read or {}).items():
            value[row] = float(number)
            box.lo[row], box.hi[row] = _floats(interval)
        intervals = {row: interval for row, (interval, _) in (read or {}).items()}
        return Printed(
            series.name,
            reference,
            box,
            value,
            places.each,
            places.whole,
            (factor, offset),
            point,
            bare,
            np.zeros(len(bare), dtype=bool),
            intervals,
        )

    def _counted(self, reference: str) -> bool:
        ref = Reference.parse(reference)
        kind, counted = self.reg[ref.key].kind, ref.change in {None, "rank", "abs"}
        place = ref.baseline is not None and ref.baseline.kind in {"rank", "peers.count"}
        return self.policy.exact_counts and (place or (kind in {Kind.COUNT, Kind.RANK} and counted))

    def _factor(self, column: str, reference: str) -> tuple[Fraction, Fraction]:
        unit, declared = self.units.get(column, ""), unit_of(self.reg, reference)
        if not (unit and declared) or unit == declared:
            return Fraction(1), Fraction(0)
        try:
            return self.reg.unit_system.affine(unit, declared)
        except ValueError as error:
            msg = f"column {column!r} is in {unit}, and {reference} is in {declared}: {error}"
            raise FrameError(msg) from error

    def _grades(self, series: pl.Series, reference: str) -> Printed:
        labels = self.reg[Reference.parse(reference).key].grades
        known = {cell: _position(labels, cell) for cell in series.unique().to_list() if cell is not None}
        wrong = [cell for cell, position in known.items() if position is None and str(cell).strip() not in _NOTHING]
        if wrong:
            names = ", ".join(label.zh for label in labels)
            msg = f"column {series.name!r} holds {wrong[0]!r}, which is no grade of {reference}; known: {names}"
            raise FrameError(msg)
        value = np.array([_float(known.get(cell)) for cell in series.to_list()], dtype=np.float64)
        none = np.zeros(len(value), dtype=np.int64)
        factor = (Fraction(1), Fraction(0))
        return Printed(
            series.name, reference, Box.point(value), value, none, 0, factor, none == 0, value, none == 1, {}
        )


def unit_of(reg: Catalogue, reference: str) -> str:
    """Return the unit of a reference; an empty text for a comparison that would mean nothing."""
    try:
        return reg.unit(reference)
    except ComparabilityError:
        return ""


def _by_type(series: pl.Series) -> Places | None:
    """Return the decimals that the type of a column states: whole numbers, decimal numbers."""
    if not (series.dtype.is_integer() or isinstance(series.dtype, pl.Decimal)):
        return None
    scale = series.dtype.scale if isinstance(series.dtype, pl.Decimal) else 0
    return Places(np.full(len(series), scale, dtype=np.int64), scale)


def _of_zeros(bare: Numbers, places: Rows, policy: Policy) -> Numbers:
    """Return half of the last digit that is no zero, where the zeros at the end of whole numbers are no digits."""
    reach = np.zeros(len(bare))
    if policy.zeros:
        return reach
    whole = np.isfinite(bare) & (bare != 0) & (places == 0)
    for power in range(1, 16):
        whole &= np.mod(bare, 10.0**power) == 0
        reach = np.where(whole, 0.5 * 10.0**power, reach)
    return reach


def _floats(interval: Interval) -> tuple[float, float]:
    low = -np.inf if interval.lo is None else float(interval.lo)
    high = np.inf if interval.hi is None else float(interval.hi)
    found = outward(np.array([low]), np.array([high]), DOUBLE)
    return (low, high) if interval.is_point else (float(found.lo[0]), float(found.hi[0]))


def _position(labels: Any, cell: Any) -> int | None:
    if isinstance(cell, int | float):
        return int(cell) if cell == int(cell) and 1 <= cell <= len(labels) else None
    return position_of(labels, cell)


def _float(position: int | None) -> float:
    return float("nan") if position is None else float(position)
