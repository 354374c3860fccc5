"""Event: an honour, an instruction, a case commended; counted by level and never turned into a score.

Levels have an order and nothing else: how many of one level make up for another is no fact, so no number
stands for one.
"""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from typing import Any, cast

import attrs

from ..errors import PeriodError, did_you_mean
from ..model.domain import Domain
from ..model.record import record
from ..periods import Period
from ..text import Text, TextLike, as_text
from .faults import refuse


@functools.total_ordering
class HonourLevel(Enum):
    """The level of the body that honours; a higher level is greater, and there is no distance between two.

    >>> HonourLevel.NATIONAL > HonourLevel.DISTRICT, str(HonourLevel.of("市级")), HonourLevel.of("district").title.en
    (True, '市级', 'District')
    """

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    DISTRICT = "district"

    @classmethod
    def of(cls, value: HonourLevel | str) -> HonourLevel:
        """Read a level by its value or its title in either language.

        Raises:
            ProcessError: no level goes by this name.
        """
        level = as_level(value)
        refuse("Event", _level_faults(level))
        return level

    @property
    def title(self) -> Text:
        """The level in both languages."""
        return _TITLES[self.value]

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, HonourLevel):
            return NotImplemented
        order = list(HonourLevel)
        return order.index(self) > order.index(other)

    def __str__(self) -> str:
        return self.title.zh


_TITLES = {
    "national": Text("国家级", "National"),
    "provincial": Text("省部级", "Provincial or ministerial"),
    "municipal": Text("市级", "Municipal"),
    "district": Text("区级", "District"),
}


def as_level(value: HonourLevel | str) -> HonourLevel:
    """Read a level by value or title; what is none stays as it is, for all faults of an event to be told together."""
    known = {word: level for level in HonourLevel for word in (level.value, level.title.zh, level.title.en)}
    return known.get(value, cast("HonourLevel", value)) if isinstance(value, str) else value


def _level_faults(level: object) -> list[str]:
    if isinstance(level, HonourLevel):
        return []
    choices = ", ".join(f"{known} ({known.value})" for known in HonourLevel)
    words = [word for known in HonourLevel for word in (known.value, known.title.zh)]
    return [f"level {level!r} is none of {choices}.{did_you_mean(str(level), words)}"]


def _as_date(value: object) -> str:
    try:
        return str(Period.parse(value))
    except PeriodError:
        return str(value)


def _date_faults(text: str) -> list[str]:
    try:
        dated = Period.parse(text).frequency is not None
    except PeriodError as error:
        return [f"date: {error}"]
    return [] if dated else [f"date {text!r} is no year, month or day; write as in 2024, 2024-05 or 2024-05-01"]


@attrs.frozen
class Distinct:
    """Events after de-duplication.

    Attributes:
        events: one event for each (title, body, year), by date, then from the highest level down.
        merged: (the event kept, the events merged into it), where there are any.
    """

    events: tuple[Event, ...]
    merged: tuple[tuple[Event, tuple[Event, ...]], ...]

    @property
    def conflicts(self) -> tuple[tuple[Event, tuple[Event, ...]], ...]:
        """Those merged although their levels differ; someone has to look at them."""
        return tuple((kept, others) for kept, others in self.merged if any(o.level is not kept.level for o in others))


@record
class Event:
    """One recognition as it was given.

    Attributes:
        title: what was given, and for what.
        level: 国家级, 省部级, 市级 or 区级.
        body: who gave it.
        date: when: a year, a month or a day.
        kind: what sort of recognition it is, in the domain's own words (表彰, 批示, 典型案例 …).
        source: key of the source that tells of it, bare within its domain.
        note: what a reader must know.

    Raises:
        ProcessError: an empty title or body, an unknown level, a date that is none; all faults together.

    >>> dinner = Event("中国厨师之乡", level="国家级", body="中国烹饪协会", date="2024-05", kind="命名")
    >>> dinner.level, dinner.year
    (<HonourLevel.NATIONAL: 'national'>, 2024)
    """

    title: Text = attrs.field(converter=as_text)
    level: HonourLevel = attrs.field(converter=as_level)
    body: Text = attrs.field(converter=as_text)
    date: str = attrs.field(converter=_as_date)
    kind: str = ""
    source: str | None = None
    note: Text = attrs.field(default=Text(""), converter=as_text)

    def __attrs_post_init__(self) -> None:
        faults = [
            f"{name} is empty; give it in Chinese" for name in ("title", "body") if not str(getattr(self, name)).strip()
        ]
        refuse(f"Event {self.title}", [*faults, *_level_faults(self.level), *_date_faults(self.date)])

    @property
    def year(self) -> int:
        """The year of its date."""
        return Period.parse(self.date).year

    @property
    def key(self) -> tuple[str, str, int]:
        """What makes two records the same recognition: title, body and year, without blanks, quotes and widths."""
        return _plain(str(self.title)), _plain(str(self.body)), self.year

    @staticmethod
    def distinct(events: Iterable[Event]) -> Distinct:
        """Keep one event for each title, body and year, and list what was merged into it.

        The one kept is of the highest level and the earliest date, whatever the order of the records.
        """
        groups: dict[tuple[str, str, int], list[Event]] = {}
        for event in sorted(events, key=_precedence):
            groups.setdefault(event.key, []).append(event)
        kept = sorted(groups.values(), key=lambda group: (group[0].date, *_precedence(group[0])))
        merged = tuple((first, tuple(others)) for first, *others in kept if others)
        return Distinct(tuple(group[0] for group in kept), merged)

    @staticmethod
    def count_by_level(events: Iterable[Event]) -> dict[HonourLevel, int]:
        """Count distinct events by level, highest first, all levels included."""
        found = Counter(event.level for event in Event.distinct(events).events)
        return {level: found[level] for level in HonourLevel}

    @staticmethod
    def declare(domain: Domain, name: str, title: TextLike, *, unit: str = "项", **attributes: Any) -> tuple[str, ...]:
        """Declare ``name``, the number of distinct events, a count with the dimension ``level`` that adds up."""
        by = (*attributes.get("by", ()), "level")
        rules = {
            "unit": unit,
            "kind": "count",
            "over_time": "sum",
            "over_area": "sum",
            "valid": (0, None),
            **attributes,
            "by": by,
        }
        return (domain.indicator(name, as_text(title), **rules),)


def _precedence(event: Event) -> tuple[int, str, str, str]:
    return list(HonourLevel).index(event.level), event.date, str(event.title), event.kind


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and c not in _QUOTES)


_QUOTES = "\"'“”‘’「」『』《》"
