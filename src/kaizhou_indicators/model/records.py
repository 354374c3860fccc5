"""The records of the catalogue: what an indicator, a baseline, a source, an observation are.

Frozen, dumb and validated: a record never looks anything up and never calculates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from ..errors import PeriodError, RecordError
from ..periods import Period
from ..text import Text, as_text
from .kinds import ALLOWED, Aggregation, Better, Kind, Rounding, Status
from .record import Frozen, check, member, record

NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


def check_name(name: object, what: str) -> None:
    """Raise unless the name is lower-case ASCII letters, digits and underscores, a letter first."""
    check(
        isinstance(name, str) and NAME.match(name) is not None,
        f"{what} {name!r} is no name; use lower-case letters, digits and _, a letter first",
    )


def _period(value: str | int | None) -> str | None:
    if value is None:
        return None
    try:
        return str(Period.parse(value))
    except PeriodError as error:
        raise RecordError(str(error)) from error


@record
class Source:
    """Where a definition or a figure comes from.

    Attributes:
        key: ``domain.name`` of the source.
        title: the document's title.
        issuer: the body that issued it.
        year: the year of issue.
        clause: the clause, table or page meant.
        url: its public address, if it has one.
        official: whether it is a standard or an official publication that has been read; what has only
            been seen second-hand is not official.
    """

    key: str
    title: Text = attrs.field(converter=as_text)
    issuer: str = ""
    year: int | None = None
    clause: str = ""
    url: str = ""
    official: bool = False


@record
class Break:
    """A break in a series: values before and from ``period`` on are not compared silently."""

    period: str = attrs.field(converter=_period)
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


def _choices(values: Iterable[float | str]) -> tuple[float | str, ...]:
    return tuple(values)


def _status(value: Any) -> Status:
    return member(Status, "status", value, Status)


def _valid(value: Any) -> tuple[float | None, float | None] | None:
    if value is None:
        return None
    check(isinstance(value, tuple | list) and len(value) == 2, f"valid {value!r} is no pair (low, high)")
    low, high = value
    check(low is None or high is None or low <= high, f"valid {value!r}: the low end is above the high end")
    return (low, high)


def _texts(values: Any) -> tuple[Text, ...]:
    return tuple(as_text(v) for v in values or ())


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
    """

    key: str
    title: Text = attrs.field(converter=as_text)
    unit: str = attrs.field(default="1", validator=attrs.validators.instance_of(str))
    kind: Kind = attrs.field(default=Kind.LEVEL, converter=_kind)
    better: Better = attrs.field(default=Better.NEUTRAL, converter=_better)
    over_time: Aggregation | None = attrs.field(default=None, converter=_aggregation)
    over_area: Aggregation | None = attrs.field(default=None, converter=_aggregation)
    valid: tuple[float | None, float | None] | None = attrs.field(default=None, converter=_valid)
    decimals: int | None = None
    rounding: Rounding = attrs.field(default=Rounding.HALF_EVEN, converter=_rounding)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    definition: Text = attrs.field(default=Text(""), converter=as_text)
    source: str | None = None
    by: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    grades: tuple[Text, ...] = attrs.field(default=(), converter=_texts)
    version: str = "1"
    since: str | None = attrs.field(default=None, converter=_period)
    until: str | None = attrs.field(default=None, converter=_period)
    breaks: tuple[Break, ...] = attrs.field(default=(), converter=tuple)
    basis: Basis = Basis()
    published_only: bool = False

    def __attrs_post_init__(self) -> None:
        check(not self.grades or self.kind is Kind.GRADE, "grades belong to kind='grade' only")
        check(self.kind is not Kind.GRADE or len(self.grades) > 1, "kind='grade' needs grades=[labels, best first]")
        self._check_aggregation()

    def _check_aggregation(self) -> None:
        averaging = {Aggregation.SUM, Aggregation.MEAN, Aggregation.MEDIAN}
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
    def default_change(self) -> str:
        """The change that ``@baseline:`` means."""
        return ALLOWED[self.kind][0].value

    @property
    def labels(self) -> tuple[str, ...]:
        """The grades' labels, best first."""
        return tuple(str(grade) for grade in self.grades)


@record
class Derivation:
    """A formula that makes one indicator from others.

    Attributes:
        key: the indicator derived.
        function: the plain function; traced once when a registry is built.
        inputs: parameter -> key of another indicator or a reference, where the parameter's name alone does not say it.
        takes: parameter -> unit, for an empirical formula on bare numbers; empty for a dimensional one.
        place: file and line of the function.
    """

    key: str
    function: Callable[..., Any] = attrs.field(eq=False)
    inputs: Mapping[str, str] = attrs.field(factory=dict, converter=Frozen)
    takes: Mapping[str, str] = attrs.field(factory=dict, converter=Frozen)
    place: str = ""


@record
class Windowing:
    """An indicator made from the periods of another: months at a class, first quarter done, streak.

    Attributes:
        key: the indicator made.
        of: the indicator read, period by period.
        how: what is done: see ``count_where``, ``first_when``, ``streak``, ``running_total``.
        over: the period that holds the window: ``year``, or ``all``.
    """

    key: str
    of: str
    how: Any
    over: str = attrs.field(default="year", validator=attrs.validators.in_(("year", "all")))


@record
class Baseline:
    """What a value is compared with, by name. Exactly one of period, area, indicators, limits, event.

    Attributes:
        key: ``domain.name``; used as ``@name`` within the domain, ``@domain.name`` elsewhere.
        title: its name in both languages.
        period: a fixed period (较2018年).
        area: a reference area, the same period (全市平均).
        indicators: indicator name -> the indicator holding its baseline (a plan, a target).
        limits: indicator name -> limit value with unit (a class limit of a standard).
        event: an event before which the baseline lies; its period is not stated (改革前).
        source: key of the source of the limits.
    """

    key: str
    title: Text = attrs.field(converter=as_text)
    period: str | None = attrs.field(default=None, converter=_period)
    area: str | None = None
    indicators: Mapping[str, str] = attrs.field(factory=dict, converter=Frozen)
    limits: Mapping[str, str] = attrs.field(factory=dict, converter=Frozen)
    event: Text = attrs.field(default=Text(""), converter=as_text)
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        given = [n for n in ("period", "area", "indicators", "limits") if getattr(self, n)] + ["event"] * bool(
            self.event.zh
        )
        check(
            len(given) == 1,
            f"a baseline needs exactly one of period, area, indicators, limits, event; given: {', '.join(given) or 'none'}",
        )


@record
class Setting:
    """Configuration that no source gives: declared without a default, supplied by whoever loads the domain.

    Attributes:
        key: ``domain.name``.
        title: its name in both languages.
        choices: the values it may have; empty: any number.
    """

    key: str
    title: Text = attrs.field(converter=as_text)
    choices: tuple[float | str, ...] = attrs.field(default=(), converter=_choices)

    def accept(self, value: object) -> bool:
        """Say whether the value is one that the setting may have."""
        if self.choices:
            return value in self.choices
        return isinstance(value, int | float) and not isinstance(value, bool)


@record
class Observation:
    """One published value of one indicator for one area and one period.

    Attributes:
        key: the indicator, or a reference to a change of it (``water.codmn@2018:pct``).
        area: code or name of the area or monitoring point.
        period: the period, as in ``2024`` or ``2024-Q1``.
        value: the number in ``unit``, the label of a grade, or None where it is missing.
        printed: the figure as printed, which carries its decimals and words such as 超.
        unit: the unit, if not the indicator's own.
        status: SDMX OBS_STATUS.
        source: key of the source.
        by: values of the indicator's further dimensions.
        note: what a reader must know.
    """

    key: str
    area: str
    period: str = attrs.field(converter=_period)
    value: float | str | None = None
    printed: str = ""
    unit: str = ""
    status: Status = attrs.field(default=Status.NORMAL, converter=_status)
    source: str | None = None
    by: Mapping[str, str] = attrs.field(factory=dict, converter=Frozen)
    note: Text = attrs.field(default=Text(""), converter=as_text)

    def __attrs_post_init__(self) -> None:
        missing = self.status is Status.MISSING
        check(
            missing == (self.value is None and not self.printed),
            "an observation without a value has status 'M', and only such",
        )
