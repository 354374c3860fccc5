"""Claim: a printed statement, bound to an indicator, an area and a period; what it says in the indicator's unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import DimensionError, FigureError, UnitError
from ..figures import DEFAULT, Figure, Policy
from ..figures.figure import as_figure
from ..intervals import Interval
from ..model.indicator import period_text
from ..model.kinds import Kind
from ..model.record import Frozen, record
from ..model.records import Observation
from ..references import Reference
from ..text import Text, as_text

if TYPE_CHECKING:
    from ..registry.catalogue import Catalogue

#: words around a figure that are no part of it: 年度均值3.4mg/L, 6个月Ⅱ类, 环比上升9位
_BEFORE = re.compile(r"^(?:同比|环比|比上年|较上年|预计|实现|出生率|死亡率|为|是)+")
_MULTIPLE = re.compile(r"^(万亿|[十百千]?[万亿])(?=.)")


def _figure(value: Any) -> Figure | None:
    return None if value is None or value == "" else as_figure(value)


def _reference(value: Any) -> str:
    return str(Reference.parse(value))


@record
class Claim:
    """A printed statement.

    Attributes:
        ref: what it speaks of: a key, or a reference to a base value or a change.
        area: the area.
        period: the period.
        figure: the printed figure, or its text; None where a label is printed, or nothing that can be read.
        label: the label of a grade.
        by: values of the indicator's further dimensions.
        source: key of the source.
        place: where it stands, as in ``claims.csv line 12``.
        note: what a reader must know.

    >>> claim = Claim(ref="water.codmn@2018:pct", area="500154", period="2024", figure="-10.5%")
    >>> claim.figure, claim.reference.change
    (Figure.parse('-10.5%'), 'pct')
    """

    ref: str = attrs.field(converter=_reference)
    area: str
    period: str = attrs.field(converter=period_text)
    figure: Figure | None = attrs.field(default=None, converter=_figure)
    label: str = ""
    by: Mapping[str, str] = attrs.field(factory=dict, converter=Frozen)
    source: str | None = None
    place: str = ""
    note: Text = attrs.field(default=Text(""), converter=as_text)

    @property
    def reference(self) -> Reference:
        """What it speaks of."""
        return Reference.parse(self.ref)

    @classmethod
    def of(cls, seen: Observation, reg: Catalogue) -> Claim:
        """Take an observation: its printed figure where that is in the indicator's unit, else its value with as many decimals."""
        label = seen.value if isinstance(seen.value, str) else ""
        place = f"{seen.key} {seen.area} {seen.period}"
        printed = _printed(seen)
        made = cls(seen.key, seen.area, seen.period, printed, label, seen.by, seen.source, place, seen.note)
        if printed is not None and made.reference.key in reg:
            try:
                made._affine(reg)
            except UnitError:
                return attrs.evolve(made, figure=_recorded(seen))
        return made

    def interval(self, reg: Catalogue, policy: Policy = DEFAULT) -> Interval | None:
        """Return what the true value can be, in the unit of the reference; None for a label.

        Raises:
            DimensionError: the unit printed is no unit of the indicator.
        """
        if self.figure is None:
            return None
        factor, offset = self._affine(reg)
        if self._counted(reg) and policy.exact_counts:
            return Interval.point(self.figure.value * factor + offset)
        return self.figure.within(policy) * factor + offset

    def value(self, reg: Catalogue) -> Fraction | None:
        """Return the number as printed, in the unit of the reference; None where a word makes it vague."""
        if self.figure is None or self.figure.word:
            return None
        factor, offset = self._affine(reg)
        return self.figure.value * factor + offset

    def step(self, reg: Catalogue) -> Fraction:
        """Return one unit of the last decimal printed, in the unit of the reference."""
        assert self.figure is not None
        exponent = self.figure.parts.scale - self.figure.decimals
        return Fraction(10) ** exponent * self._affine(reg)[0]

    def _counted(self, reg: Catalogue) -> bool:
        """Say whether a bare whole number is printed of what is counted or ranked: then it is exact."""
        figure, kind = self.figure, reg[self.reference.key].kind
        whole = figure is not None and figure.value.denominator == 1 and not (figure.parts.scale or figure.word)
        bare = figure is not None and figure.parts.form == "plain" and (figure.unit == "1" or figure.exact)
        return whole and bare and kind in {Kind.COUNT, Kind.RANK} and self.reference.change in {None, "rank", "abs"}

    def _affine(self, reg: Catalogue) -> tuple[Fraction, Fraction]:
        assert self.figure is not None
        printed, wanted = self.figure.unit, reg.unit(self.ref)
        if printed == "1":
            return _bare(self.figure, wanted), Fraction(0)
        try:
            return reg.unit_system.affine(printed, wanted)
        except UnitError as error:
            per_head = wanted.removesuffix("/人")
            if per_head != wanted:
                return reg.unit_system.affine(printed, per_head)
            msg = f"{self.ref} ({self.place or self.period}): {self.figure} is printed in {printed}, and the indicator is in {wanted}; {error}"
            raise DimensionError(msg) from error


def _bare(figure: Figure, wanted: str) -> Fraction:
    """Return the factor of a figure without a unit: 46.52万 of an indicator in 万人 is 46.52."""
    multiple = _MULTIPLE.match(wanted)
    if not multiple or not figure.parts.scale:
        return Fraction(1)
    return 1 / Fraction(Figure.parse(f"1{multiple[1]}").value)


def _printed(seen: Observation) -> Figure | None:
    try:
        return Figure.parse(_BEFORE.sub("", seen.printed))
    except FigureError:
        return _recorded(seen)


def _recorded(seen: Observation) -> Figure | None:
    if isinstance(seen.value, str) or seen.value is None:
        return None
    number = Decimal(str(seen.value))
    places = max(0, -int(number.as_tuple().exponent))
    shown = number.quantize(Decimal(1)) if number == number.to_integral_value() else number
    unit = "" if seen.unit in {"", "1"} else seen.unit
    try:
        return Figure.parse(f"{shown:f}{unit}")
    except FigureError:
        return Figure.of(number, decimals=places)
