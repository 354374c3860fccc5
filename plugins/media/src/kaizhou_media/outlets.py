"""Outlets: which media count, and at which level. The list is the user's; the three named in public are facts.

No public source has the full list of outlets behind "central media" (央媒), so there is no default. A name is taken as
written but for blanks, quotes and widths; an outlet goes by one name or by one of its aliases, never by two outlets'.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kaizhou_indicators import Step, Text

from .errors import configured, refuse

#: the central outlets that the review of Kaizhou names; its list goes on with 等 (and others)
NAMED_CENTRAL = ("人民日报", "光明日报", "中央广播电视总台新闻联播")

_QUOTES = "\"'“”‘’「」『』《》"
_NEEDED = {
    "levels": "the levels of outlets, highest first: {central = {zh = …, en = …}, …}",
    "central": "the name of the level that counts as central media (央媒)",
    "outlets": "the outlets: [{name = …, level = …, aliases = […]}, …]",
}


def plain(text: str) -> str:
    """Return a name without blanks, quotes and differences of width, as names are compared.

    >>> plain("《人民 日报》")
    '人民日报'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and c not in _QUOTES)


@dataclass(frozen=True)
class Outlet:
    """One outlet.

    Attributes:
        name: its name, as frames carry it.
        level: the level it counts at.
        aliases: other names it goes by.
    """

    name: str
    level: str
    aliases: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Its name and its aliases as they are compared."""
        return tuple(dict.fromkeys(plain(word) for word in (self.name, *self.aliases)))


@dataclass(frozen=True)
class OutletList:
    """The outlets that count, each at one level.

    Attributes:
        levels: the levels, highest first.
        central: the level that counts as central media.
        outlets: the outlets.
    """

    levels: tuple[Step, ...]
    central: str
    outlets: tuple[Outlet, ...]

    def __post_init__(self) -> None:
        refuse("outlets", [*self._level_faults(), *self._name_faults()])

    @property
    def titles(self) -> Mapping[str, Text]:
        """Level -> its title, highest first."""
        return {level.name: level.title for level in self.levels}

    def find(self, word: str) -> Outlet | None:
        """Return the outlet that goes by this name or alias, None where there is none."""
        return self._index.get(plain(word))

    def at(self, level: str) -> tuple[Outlet, ...]:
        """Return the outlets of a level, in the order of the list."""
        return tuple(outlet for outlet in self.outlets if outlet.level == level)

    @property
    def unlisted(self) -> tuple[str, ...]:
        """The outlets named as central by the review that this list does not have at its central level."""
        found = {name: self.find(name) for name in NAMED_CENTRAL}
        return tuple(name for name, outlet in found.items() if outlet is None or outlet.level != self.central)

    @cached_property
    def _index(self) -> dict[str, Outlet]:
        return {word: outlet for outlet in self.outlets for word in outlet.words}

    def _level_faults(self) -> list[str]:
        known = ", ".join(self.titles)
        wrong = [] if self.central in self.titles else [f"central={self.central!r} is none of the levels {known}"]
        return wrong + [
            f"{outlet.name}: level {outlet.level!r} is none of {known}"
            for outlet in self.outlets
            if outlet.level not in self.titles
        ]

    def _name_faults(self) -> list[str]:
        if not self.outlets:
            return ["no outlets; name at least one"]
        faults, taken = [], dict[str, Outlet]()
        for outlet in self.outlets:
            for word in outlet.words:
                if not word:
                    faults.append(f"an outlet at level {outlet.level} has an empty name; give it one")
                elif word in taken:
                    faults.append(f"{word} names two outlets, {taken[word].name} and {outlet.name}; keep one of them")
                taken[word] = outlet
        return faults


def outlets_of(table: Mapping[str, Any] | None = None) -> OutletList:
    """Return the validated list of outlets from configuration; there is no default.

    Args:
        table: ``levels`` (name -> title, highest first), ``central`` (the level of 央媒) and ``outlets`` (tables with
            ``name``, ``level`` and, where there are any, ``aliases``), as a TOML file holds them.

    Raises:
        MediaError: what is missing, levels that are none, a name that stands for two outlets; all together.

    >>> local = outlets_of({"levels": {"central": "央媒"}, "central": "central", "outlets": [{"name": "甲报", "level": "central"}]})
    >>> local.find("《甲报》").level, local.unlisted[0]
    ('central', '人民日报')
    """
    given = configured("outlets", table, _NEEDED)
    levels, rows = given["levels"], given["outlets"]
    shapes = [] if isinstance(levels, Mapping) and levels else [f"levels {levels!r} are no table {{name = title}}"]
    if isinstance(rows, str | Mapping) or not isinstance(rows, Iterable):
        shapes.append(f"outlets {rows!r} are no list of tables")
        rows = []
    rows = list(rows)
    refuse("outlets", [*shapes, *(fault for row in rows for fault in _row_faults(row))])
    steps = tuple(Step(name, title) for name, title in levels.items())
    return OutletList(steps, given["central"], tuple(_outlet(row) for row in rows))


def _row_faults(row: Any) -> list[str]:
    if not isinstance(row, Mapping):
        return [f"{row!r} is no outlet; write {{name = …, level = …}}"]
    strange = [
        f"{row.get('name')}: {word!r} means nothing; write name, level, aliases" for word in row if word not in _ROW
    ]
    missing = [
        f"an outlet without {word}: {dict(row)!r}" for word in ("name", "level") if not isinstance(row.get(word), str)
    ]
    listed = isinstance(row.get("aliases", []), list | tuple)
    return strange + missing + ([] if listed else [f"{row.get('name')}: aliases are no list; write ['…']"])


_ROW = ("name", "level", "aliases")


def _outlet(row: Mapping[str, Any]) -> Outlet:
    return Outlet(row["name"], row["level"], tuple(row.get("aliases", ())))
