"""Items carried by outlets: counted once for each outlet and item, and never for an outlet that the list does not have.

An item is the same where its title is, but for blanks, quotes and widths. Carried again by the same outlet it is not
counted again, whatever the date; what is marked as a reprint (转载) is not counted at all. Carried by two outlets of
its own right it counts for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kaizhou_indicators import Frequency, Identity, KaizhouError, Period, Text

from .domain import REVIEW, media
from .errors import refuse
from .outlets import Outlet, OutletList, plain

_COUNT: dict[str, Any] = {
    "unit": "篇",
    "kind": "count",
    "better": "higher",
    "valid": (0, None),
    "decimals": 0,
    "over_time": "sum",
    "over_area": "sum",
    "source": REVIEW,
}

media.indicator(
    "central_items",
    Text("央媒发稿篇数", "Items in central media"),
    aliases=["央媒发稿", "中央媒体发稿"],
    definition=Text(
        "名单所列中央媒体刊播的稿件数，同一媒体同一稿件只计一次；名单只公开三家，其余须配置",
        "items carried by the central media of the list, one for each outlet and item; three of the outlets are public,"
        " the list itself is configuration",
    ),
    **_COUNT,
)
media.indicator(
    "items",
    Text("分层级发稿篇数", "Items by level of outlet"),
    by=("level",),
    definition=Text(
        "按媒体层级计的刊播稿件数，层级与名单须配置",
        "items carried, by level of the outlet; levels and list are configuration",
    ),
    **_COUNT,
)
media.indicator(
    "items_by_outlet",
    Text("分媒体发稿篇数", "Items by outlet"),
    by=("level", "outlet"),
    definition=Text(
        "按媒体计的刊播稿件数；同层级各媒体相加等于该层级篇数",
        "items carried, by outlet; the outlets of a level add up to the items of the level",
    ),
    **_COUNT,
)
media.identity("items_of_the_outlets", Identity.by_dimension("items", "items_by_outlet", "outlet"))


@dataclass(frozen=True)
class Item:
    """One item as one outlet carried it.

    Attributes:
        outlet: the outlet, by name or alias.
        title: the item's title, or any code that tells items apart.
        date: when it was carried: a year, a quarter, a month or a day.
        reprint: whether the outlet took it over from another (转载).
    """

    outlet: str
    title: str
    date: str
    reprint: bool = False

    def faults(self) -> list[str]:
        """Return what cannot be of it."""
        place = f"item {self.title!r} of {self.outlet!r}"
        empty = [
            f"{place}: {name} is no text, or an empty one"
            for name in ("outlet", "title")
            if not _says(getattr(self, name))
        ]
        return empty + ([] if _dated(self.date) else [f"{place}: date {self.date!r} is no year, quarter, month or day"])


def _says(value: object) -> bool:
    return isinstance(value, str) and bool(plain(value))


def _dated(value: object) -> bool:
    try:
        return Period.parse(value).frequency is not None
    except KaizhouError:
        return False


_Cell = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tally:
    """Items counted.

    Attributes:
        outlets: the list they were counted by.
        counted: (outlet, item) as counted, the earliest of each, by date.
        repeated: items left out because the same outlet had carried them before.
        reprints: items left out because they are reprints.
    """

    outlets: OutletList
    counted: tuple[tuple[Outlet, Item], ...]
    repeated: tuple[Item, ...]
    reprints: tuple[Item, ...]

    @property
    def by_outlet(self) -> dict[str, int]:
        """Outlet -> items, in the order of the list, all outlets included."""
        found = Counter(outlet.name for outlet, _ in self.counted)
        return {outlet.name: found[outlet.name] for outlet in self.outlets.outlets}

    @property
    def by_level(self) -> dict[str, int]:
        """Level -> items, highest first, all levels included."""
        found = Counter(outlet.level for outlet, _ in self.counted)
        return {level: found[level] for level in self.outlets.titles}

    @property
    def central(self) -> int:
        """Items carried by central media."""
        return self.by_level[self.outlets.central]

    def rows(
        self, area: str, within: str | int, frequency: Frequency | str = "month", *, of: str = "items_by_outlet"
    ) -> list[dict[str, Any]]:
        """Return the rows of a wide table: area, period, the dimensions, and the items.

        Every outlet or level of the list has a row in every period, 0 where nothing was carried.

        Args:
            area: the area that the items come from.
            within: the periods told, as in 2024 or 2023/2024; items outside are left out.
            frequency: the length of the periods.
            of: the indicator, ``items_by_outlet``, ``items`` (by level) or ``central_items``.

        Raises:
            MediaError: ``of`` is none of these.
            PeriodError: the date of an item within is longer than the frequency asked for.
        """
        window = Period.parse(within)
        dated = [(outlet, Period.parse(item.date)) for outlet, item in self.counted]
        cells = self._cells(of)
        found = Counter((d.part_of(frequency), self._cell(of, o)) for o, d in dated if window.contains(d))
        return [
            {"area": area, "period": str(period), **dict(cell or ()), f"media.{of}": found[period, cell]}
            for period in window.parts(frequency)
            for cell in cells
        ]

    def _cells(self, of: str) -> tuple[_Cell | None, ...]:
        if of == "items":
            return tuple((("level", level),) for level in self.outlets.titles)
        known = ("items_by_outlet", "items", "central_items")
        refuse("items", [] if of in known else [f"of={of!r} is none of {', '.join(known)}"])
        return ((),) if of == "central_items" else tuple(self._cell(of, o) for o in self.outlets.outlets)

    def _cell(self, of: str, outlet: Outlet) -> _Cell | None:
        """Return the dimensions under which an outlet's items are told; None where they are not."""
        if of == "central_items":
            return () if outlet.level == self.outlets.central else None
        level = ("level", outlet.level)
        return (level,) if of == "items" else (level, ("outlet", outlet.name))


def count_items(items: Iterable[Item | Mapping[str, Any]], outlets: OutletList) -> Tally:
    """Count items by outlet and level.

    Args:
        items: the items, or tables with ``outlet``, ``title``, ``date`` and, where it is one, ``reprint``.
        outlets: the list of outlets.

    Raises:
        MediaError: every record that cannot be, and all outlets that the list does not have, in one message.

    >>> from kaizhou_media import outlets_of
    >>> table = {"levels": {"central": "央媒"}, "central": "central", "outlets": [{"name": "甲报", "level": "central"}]}
    >>> twice = [Item("甲报", "柑橘熟了", "2024-11-02"), Item("甲报", "《柑橘熟了》", "2024-11-03")]
    >>> count_items(twice, outlets_of(table)).by_level
    {'central': 1}
    """
    read = _read(items)
    faults = [fault for item in read for fault in item.faults()]
    strange = Counter(item.outlet for item in read if _says(item.outlet) and outlets.find(item.outlet) is None)
    refuse("items", [*faults, *_unknown(strange)])
    counted: dict[tuple[str, str], tuple[Outlet, Item]] = {}
    repeated, reprints = [], []
    for item in sorted(read, key=lambda i: (Period.parse(i.date), i.reprint)):
        outlet = outlets.find(item.outlet)
        if outlet is None or item.reprint:
            reprints.append(item)
        elif (outlet.name, plain(item.title)) in counted:
            repeated.append(item)
        else:
            counted[outlet.name, plain(item.title)] = (outlet, item)
    return Tally(outlets, tuple(counted.values()), tuple(repeated), tuple(reprints))


def _unknown(strange: Mapping[str, int]) -> list[str]:
    if not strange:
        return []
    named = ", ".join(f"{outlet} ({n})" for outlet, n in sorted(strange.items()))
    return [
        f"outlets that the list does not have: {named}; add them with their level, or as aliases, or leave the items out"
    ]


def _read(items: Iterable[Item | Mapping[str, Any]]) -> list[Item]:
    read, faults = [], []
    for given in items:
        if isinstance(given, Item):
            read.append(given)
            continue
        try:
            read.append(Item(**given))
        except TypeError as error:
            faults.append(f"{given!r} is no item ({error}); write outlet, title, date and reprint")
    refuse("items", faults)
    return read
