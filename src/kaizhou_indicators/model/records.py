"""The records beside the indicator: where it comes from, what makes it, what it is compared with, what was published.

Frozen, dumb and validated: a record never looks anything up and never calculates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from sys import float_info
from typing import Any

import attrs

from ..text import Text, as_text
from .indicator import Basis, Break, Indicator, period_text
from .kinds import Status
from .record import Frozen, check, member, record

__all__ = [
    "Baseline",
    "Basis",
    "Break",
    "Derivation",
    "Indicator",
    "Observation",
    "Setting",
    "Source",
    "Windowing",
]


_GREATEST = float_info.max


def _choices(values: Iterable[float | str]) -> tuple[float | str, ...]:
    return tuple(values)


def _status(value: Any) -> Status:
    return member(Status, "status", value, Status)


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
        official: whether it is a standard or an official publication of which the parts used were read; a clause read
            in a copy says so. What is only quoted or summed up elsewhere is not official.
    """

    key: str
    title: Text = attrs.field(converter=as_text)
    issuer: str = ""
    year: int | None = None
    clause: str = ""
    url: str = ""
    official: bool = False


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
        how: what is done: see ``count_where``, ``first_when``, ``streak``, ``running_total``, ``decumulated``.
        over: the period that holds the window: ``year``, or ``all``.
        each: the periods of the window: ``month``, ``quarter``, ``half``, ``day`` or ``year``; rows of other periods are
            not part of it. Empty: rows of any one period.
    """

    key: str
    of: str
    how: Any
    over: str = attrs.field(default="year", validator=attrs.validators.in_(("year", "all")))
    each: str = attrs.field(default="", validator=attrs.validators.in_(("", "year", "half", "quarter", "month", "day")))


@record
class Baseline:
    """What a value is compared with, by name. Exactly one of period, area, indicators, limits, event, peers.

    Attributes:
        key: ``domain.name``; used as ``@name`` within the domain, ``@domain.name`` elsewhere.
        title: its name in both languages.
        period: a fixed period (较2018年).
        area: a reference area, the same period (全市平均).
        indicators: indicator name -> the indicator holding its baseline (a plan, a target).
        limits: indicator name -> limit value with unit (a class limit of a standard).
        event: an event before which the baseline lies; its period is not stated (改革前).
        peers: the areas of the same parent in the same period: their ``pooled`` value, ``mean``, ``median`` or ``best``.
        weight: the indicator that weighs a mean of peers; None: every area counts alike.
        own: whether the area itself is one of the peers.
        source: key of the source of the limits.
    """

    key: str
    title: Text = attrs.field(converter=as_text)
    period: str | None = attrs.field(default=None, converter=period_text)
    area: str | None = None
    indicators: Mapping[str, str] = attrs.field(factory=dict, converter=Frozen)
    limits: Mapping[str, str] = attrs.field(factory=dict, converter=Frozen)
    event: Text = attrs.field(default=Text(""), converter=as_text)
    peers: str = attrs.field(default="", validator=attrs.validators.in_(("", "pooled", "mean", "median", "best")))
    weight: str | None = None
    own: bool = attrs.field(default=True, validator=attrs.validators.instance_of(bool))
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        given = [n for n in ("period", "area", "indicators", "limits", "peers") if getattr(self, n)]
        given += ["event"] * bool(self.event.zh)
        check(
            len(given) == 1,
            f"a baseline needs exactly one of period, area, indicators, limits, event, peers; given: {', '.join(given) or 'none'}",
        )
        check(self.weight is None or self.peers == "mean", "weight= weighs the mean of peers; say peers='mean' with it")
        alone = self.peers in {"pooled", "mean"}
        check(
            self.own or alone,
            "own=False leaves the area out of its peers' pooled value or mean; say peers='pooled' or 'mean' with it",
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
        if isinstance(value, bool) or (isinstance(value, int | float) and not abs(value) <= _GREATEST):
            return False
        return value in self.choices if self.choices else isinstance(value, int | float)


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
    period: str = attrs.field(converter=period_text)
    value: float | str | None = None
    printed: str = ""
    unit: str = ""
    status: Status = attrs.field(default=Status.NORMAL, converter=_status)
    source: str | None = None
    by: Mapping[str, str] = attrs.field(factory=dict, converter=Frozen)
    note: Text = attrs.field(default=Text(""), converter=as_text)

    def __attrs_post_init__(self) -> None:
        check(bool(self.area) and isinstance(self.area, str), f"area {self.area!r} is no code or name of an area")
        number = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        fine = self.value is None or isinstance(self.value, str) or (number and isfinite(self.value))
        check(fine, f"value {self.value!r} is no number and no label; leave it out where only a print is known")
        missing = self.status is Status.MISSING
        check(
            missing == (self.value is None and not self.printed),
            "an observation has a value or a printed figure, or else status='M' and neither",
        )
