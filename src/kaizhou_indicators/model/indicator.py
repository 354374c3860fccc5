"""Indicator: what is measured, in which unit, how it may change and be added, and with what it may be compared."""

from __future__ import annotations

from typing import Any

import attrs

from ..errors import PeriodError, RecordError
from ..periods import Period
from ..text import Text, as_text
from .kinds import ALLOWED, Aggregation, Better, Kind, Rounding
from .record import check, member, record


def period_text(value: str | int | None) -> str | None:
    """Return a period's canonical text, None for None; what is no period is a RecordError."""
    if value is None:
        return None
    try:
        return str(Period.parse(value))
    except PeriodError as error:
        raise RecordError(str(error)) from error


@record
class Break:
    """A break in a series: values before and from ``period`` on are not compared silently."""

    period: str = attrs.field(converter=period_text)
    note: Text = attrs.field(default=Text(""), converter=as_text)


@record
class Basis:
    """What a value must share with another to be compared with it. An empty text says nothing.

    Attributes:
        price: ``current`` 现价, ``constant`` 不变价, ``comparable`` 可比口径.
        population: ``resident`` 常住, ``registered`` 户籍.
        population_time: ``year_end`` or ``average``.
        accumulation: ``period`` (本期) or ``ytd`` (累计).
        seasonal: ``raw`` or ``adjusted``.
        scope: what is covered, in the domain's own words.
        vintage: which release of the data.
    """

    price: str = attrs.field(default="", validator=attrs.validators.in_(("", "current", "constant", "comparable")))
    population: str = attrs.field(default="", validator=attrs.validators.in_(("", "resident", "registered")))
    population_time: str = attrs.field(default="", validator=attrs.validators.in_(("", "year_end", "average")))
    accumulation: str = attrs.field(default="", validator=attrs.validators.in_(("", "period", "ytd")))
    seasonal: str = attrs.field(default="", validator=attrs.validators.in_(("", "raw", "adjusted")))
    scope: str = ""
    vintage: str = ""

    def mismatch(self, other: Basis) -> tuple[str, ...]:
        """Return the names of the attributes in which both say something and not the same.

        >>> Basis(price="current").mismatch(Basis(price="constant", scope="x"))
        ('price',)
        """
        said = [(f.name, getattr(self, f.name), getattr(other, f.name)) for f in attrs.fields(Basis)]
        return tuple(name for name, mine, theirs in said if mine and theirs and mine != theirs)


def _better(value: Any) -> Better:
    return member(Better, "better", value, Better)


def _aggregation(value: Any) -> Aggregation | None:
    return None if value is None else member(Aggregation, "aggregation", value, Aggregation)


def _rounding(value: Any) -> Rounding:
    return member(Rounding, "rounding", value, Rounding)


def _kind(value: Any) -> Kind:
    return Kind.LEVEL if value is None else member(Kind, "kind", value, Kind)


def _valid(value: Any) -> tuple[float | None, float | None] | None:
    if value is None:
        return None
    check(isinstance(value, tuple | list) and len(value) == 2, f"valid {value!r} is no pair (low, high)")
    low, high = value
    numbers = all(e is None or (isinstance(e, int | float) and e == e) for e in value)  # noqa: PLR0124  # NaN is no end
    check(numbers, f"valid {value!r} is no pair of numbers; write None for an open end")
    check(low is None or high is None or low <= high, f"valid {value!r}: the low end is above the high end")
    return (low, high)


def _texts(values: Any) -> tuple[Text, ...]:
    return tuple(as_text(v) for v in _listed("grades", values))


def _names(values: Any) -> tuple[str, ...]:
    names = _listed("a list of names", values)
    check(all(isinstance(n, str) and n for n in names), f"{values!r} is no list of names")
    return names


def _breaks(values: Any) -> tuple[Break, ...]:
    return tuple(b if isinstance(b, Break) else Break(b) for b in _listed("breaks", values))


def _listed(what: str, values: Any) -> tuple[Any, ...]:
    check(not isinstance(values, str), f"{what}: {values!r} is a text; write [{values!r}]")
    return tuple(values or ())


def _decimals(value: Any) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    check(value is None or (whole and 0 <= value <= 30), f"decimals {value!r} is no whole number from 0 on")
    return None if value is None else int(value)


@record
class Indicator:
    """Something measured for an area over a period, in a unit.

    Attributes:
        key: ``domain.name``.
        title: its name in both languages.
        unit: the unit as people write it; values are numbers in this unit.
        kind: what sort of quantity it is; decides how it may change.
        better: which way is better.
        over_time: how values of shorter periods become one of a longer period; None: not at all.
        over_area: how values of parts become one of the whole area; None: not at all.
        valid: lowest and highest possible value, None for an open end.
        decimals: decimals it is printed with.
        rounding: how it is rounded when printed.
        aliases: other names it goes by.
        definition: what is measured, in words.
        source: key of the source of the definition.
        by: further dimensions its frames carry (``level``, ``outlet`` …).
        grades: labels of a grade, best first.
        version: version of the definition.
        since: first period for which this definition holds.
        until: last period for which it holds.
        breaks: breaks in the series.
        basis: what values must share to be compared.
        published_only: whether it is only ever published, never rebuilt from levels.
        growth: the indicator that publishes this level's growth on another price basis or scope (可比价格, 可比口径), by
            key or name; its growth is then never rebuilt from its levels.
        weight: the indicator that weighs its values where ``over_time`` or ``over_area`` is ``weighted``, by key or
            name: income a head is weighted by population.
    """

    key: str
    title: Text = attrs.field(converter=as_text)
    unit: str = attrs.field(default="1", validator=attrs.validators.instance_of(str))
    kind: Kind = attrs.field(default=Kind.LEVEL, converter=_kind)
    better: Better = attrs.field(default=Better.NEUTRAL, converter=_better)
    over_time: Aggregation | None = attrs.field(default=None, converter=_aggregation)
    over_area: Aggregation | None = attrs.field(default=None, converter=_aggregation)
    valid: tuple[float | None, float | None] | None = attrs.field(default=None, converter=_valid)
    decimals: int | None = attrs.field(default=None, converter=_decimals)
    rounding: Rounding = attrs.field(default=Rounding.HALF_EVEN, converter=_rounding)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=_names)
    definition: Text = attrs.field(default=Text(""), converter=as_text)
    source: str | None = None
    by: tuple[str, ...] = attrs.field(default=(), converter=_names)
    grades: tuple[Text, ...] = attrs.field(default=(), converter=_texts)
    version: str = attrs.field(default="1", converter=str)
    since: str | None = attrs.field(default=None, converter=period_text)
    until: str | None = attrs.field(default=None, converter=period_text)
    breaks: tuple[Break, ...] = attrs.field(default=(), converter=_breaks)
    basis: Basis = attrs.field(default=Basis(), validator=attrs.validators.instance_of(Basis))
    published_only: bool = attrs.field(default=False, validator=attrs.validators.instance_of(bool))
    growth: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(str))
    )
    weight: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(str))
    )

    def __attrs_post_init__(self) -> None:
        check(not self.grades or self.kind is Kind.GRADE, "grades belong to kind='grade' only")
        check(self.kind is not Kind.GRADE or len(self.grades) > 1, "kind='grade' needs grades=[labels, best first]")
        check(len(set(self.labels)) == len(self.labels), f"grades {', '.join(self.labels)}: a label stands twice")
        check(
            self.since is None or self.until is None or Period.parse(self.since) <= Period.parse(self.until),
            f"since {self.since} is later than until {self.until}",
        )
        self._check_aggregation()

    def _check_aggregation(self) -> None:
        averaging = {Aggregation.SUM, Aggregation.MEAN, Aggregation.MEDIAN, Aggregation.WEIGHTED}
        ordinal = self.kind in {Kind.RANK, Kind.GRADE}
        for name in ("over_time", "over_area"):
            rule = getattr(self, name)
            check(
                not (ordinal and rule in averaging),
                f"{name}={rule and rule.value!r}: a {self.kind} is never added or averaged",
            )
            adding = self.kind in {Kind.SHARE, Kind.RATE} and rule is Aggregation.SUM
            check(not adding, f"{name}='sum': a {self.kind} is never added; give its parts over_*='sum' instead")

    @property
    def domain(self) -> str:
        """The domain part of the key."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """The key without its domain."""
        return self.key.partition(".")[2]

    @property
    def growth_key(self) -> str | None:
        """The key of the indicator that publishes its growth; None where its levels give it."""
        return f"{self.domain}.{self.growth}" if self.growth and "." not in self.growth else self.growth or None

    @property
    def weight_key(self) -> str | None:
        """The key of the indicator that weighs its values; None where they are not weighted."""
        return f"{self.domain}.{self.weight}" if self.weight and "." not in self.weight else self.weight or None

    @property
    def default_change(self) -> str:
        """The change that ``@baseline:`` means."""
        return ALLOWED[self.kind][0].value

    @property
    def labels(self) -> tuple[str, ...]:
        """The grades' labels, best first."""
        return tuple(str(grade) for grade in self.grades)
