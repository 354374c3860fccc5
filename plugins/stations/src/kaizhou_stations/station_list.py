"""The list of stations, one record a station: who built it and what it offers. Counts come from the list alone.

A function that is none of those known is named, not counted silently; which functions are mandatory is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import kaizhou_indicators as ki

from .count import FUNCTIONS
from .records import ConfigurationError, unknown

_BUILT = ("own", "shared")
_WORDS = {
    word: name
    for name, title in FUNCTIONS.items()
    for word in (name, title.zh, title.zh.removesuffix("服务"), title.en.casefold())
}


def function_name(word: str) -> str | None:
    """Return the name of a function from its name or its title; None for a word that is none.

    >>> function_name("维权"), function_name("Care"), function_name("理发")
    ('rights', 'care', None)
    """
    return _WORDS.get(str(word).strip().casefold())


def function_names(words: Iterable[str]) -> tuple[frozenset[str], list[str]]:
    """Return the functions that the words name, and a sentence for every word that names none."""
    given = [words] if isinstance(words, str) else list(words)
    wrong = [unknown("function", word, FUNCTIONS) for word in given if function_name(word) is None]
    return frozenset(name for word in given if (name := function_name(word)) is not None), wrong


@dataclass(frozen=True)
class Station:
    """One station.

    Attributes:
        name: its name, once in an area.
        area: code or name of the area it is in.
        built: ``own`` (the union's own) or ``shared``.
        functions: what it offers, by name or title.
    """

    name: str
    area: str
    built: str
    functions: tuple[str, ...] = ()

    def offers(self) -> frozenset[str]:
        """Return the names of its functions."""
        return function_names(self.functions)[0]

    def faults(self) -> list[str]:
        """Return what is wrong with it."""
        found = [] if self.name.strip() and self.area.strip() else ["it needs a name and an area"]
        found += [] if self.built in _BUILT else [unknown("built", self.built, _BUILT)]
        found += function_names(self.functions)[1]
        return [f"station {self.name!r}: {fault}" for fault in found]


@dataclass(frozen=True)
class StationList:
    """All stations of one or several areas at a date.

    Attributes:
        stations: the stations.

    Raises:
        ProcessError: every unknown function and every name that occurs twice in an area, in one message.

    >>> register = StationList((
    ...     Station("城南", "甲", "own", ("党建", "便民", "维权")),
    ...     Station("银行网点", "甲", "shared", ("便民",)),
    ... ))
    >>> register.equipped(["便民", "维权"]), register.lacking(["便民", "维权"])
    (1, {('甲', '银行网点'): ('rights',)})
    """

    stations: tuple[Station, ...]

    def __post_init__(self) -> None:
        places = Counter((station.area, station.name) for station in self.stations)
        twice = [f"station {name!r} occurs {n} times in {area}" for (area, name), n in places.items() if n > 1]
        ki.refuse("list of stations", [fault for station in self.stations for fault in station.faults()] + twice)

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Any]]) -> StationList:
        """Read rows with ``name``, ``area``, ``built`` and ``functions``, a list or a text parted by 、 ; or ,.

        Raises:
            ProcessError: a row lacks one of them, or the list is at fault.
        """
        given = list(rows)
        lacking = [
            f"row {number} has no {column!r}; write {', '.join(Station.__annotations__)}"
            for number, row in enumerate(given, 1)
            for column in Station.__annotations__
            if row.get(column) is None
        ]
        ki.refuse("list of stations", lacking)
        return cls(tuple(_station(row) for row in given))

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas, in the order in which they first appear."""
        return tuple(dict.fromkeys(station.area for station in self.stations))

    def of(self, area: str) -> StationList:
        """Return the stations of one area."""
        return StationList(tuple(station for station in self.stations if station.area == area))

    def counts(self) -> dict[str, int]:
        """Return the counts under the keys of their indicators; what is mandatory plays no part in them."""
        built = Counter(station.built for station in self.stations)
        offered = Counter(name for station in self.stations for name in station.offers())
        keys = {"own": built["own"], "shared": built["shared"], "count": len(self.stations)}
        keys |= {f"with_{name}": offered[name] for name in FUNCTIONS}
        return {f"stations.{name}": number for name, number in keys.items()}

    def equipped(self, mandatory: Iterable[str]) -> int:
        """Return how many stations have every mandatory function.

        Args:
            mandatory: the functions that a station must have, by name or title.

        Raises:
            ConfigurationError: no function is mandatory; says what to supply.
            ProcessError: a mandatory function that is not known.
        """
        return len(self.stations) - len(self.lacking(mandatory))

    def lacking(self, mandatory: Iterable[str]) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return (area, station) -> the mandatory functions that it lacks, for those that lack one."""
        wanted = mandatory_names(mandatory)
        missing = {(s.area, s.name): tuple(name for name in wanted if name not in s.offers()) for s in self.stations}
        return {place: names for place, names in missing.items() if names}

    def rows(self, period: str | int, mandatory: Iterable[str]) -> list[dict[str, Any]]:
        """Return one row an area, ready to be derived from: area, period and all counts."""
        wanted = mandatory_names(mandatory)
        parts = {area: self.of(area) for area in self.areas}
        return [
            {"area": area, "period": period, **part.counts(), "stations.equipped": part.equipped(wanted)}
            for area, part in parts.items()
        ]


def mandatory_names(mandatory: Iterable[str] | None) -> tuple[str, ...]:
    """Return the mandatory functions by name, in the order of the five.

    Raises:
        ConfigurationError: there is none; says what to supply.
        ProcessError: one that is not known.
    """
    names, wrong = function_names(mandatory or ())
    ki.refuse("mandatory functions", wrong)
    if not names:
        msg = (
            "which functions are mandatory is not known; no source gives it and it has no default. Supply a list such as"
            f" mandatory=['care', 'rights'], out of {', '.join(FUNCTIONS)}"
        )
        raise ConfigurationError(msg)
    return tuple(name for name in FUNCTIONS if name in names)


def _station(row: Mapping[str, Any]) -> Station:
    words = row["functions"]
    parted = words.replace("、", ",").replace(";", ",").split(",") if isinstance(words, str) else words
    functions = tuple(word.strip() for word in parted if word.strip())
    return Station(str(row["name"]), str(row["area"]), str(row["built"]), functions)
