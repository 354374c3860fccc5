"""Awards: counted in people honoured (人次) by level; one award counts once, and levels are never converted.

An award is the same where title, body and year are, as for every honour. The same award told with two different
numbers of people is a contradiction, not a choice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kaizhou_indicators import Event, HonourLevel, Text

from .domain import REVIEW, media
from .errors import is_whole, refuse

Event.declare(
    media,
    "awards",
    Text("获奖人次", "Awards, by people honoured"),
    unit="人次",
    better="higher",
    decimals=0,
    aliases=["获国家级、省部级大奖"],
    definition=Text(
        "按奖项层级计的获奖人次；同一名称、机关和年份的奖只计一次，层级之间不折算",
        "people honoured, by level of the award; one title, body and year counts once, levels are never converted",
    ),
    source=REVIEW,
)


@dataclass(frozen=True)
class Award:
    """One award with the number of people it honours.

    Attributes:
        event: title, level, body and date.
        people: how many people are honoured (人次), at least one.
    """

    event: Event
    people: int

    def __post_init__(self) -> None:
        fits = is_whole(self.people, 1)
        refuse(f"award {self.event.title}", [] if fits else [f"people={self.people!r} is no whole number from 1 on"])


def count_awards(awards: Iterable[Award], *, first: int, last: int) -> dict[HonourLevel, int]:
    """Count people honoured by level in the years from ``first`` to ``last``, both included; all levels, highest first.

    Raises:
        MediaError: awards told twice with different numbers of people or at different levels, all of them.

    >>> film = Event("短视频一等奖", level="national", body="某协会", date="2024")
    >>> count_awards([Award(film, 3), Award(film, 3)], first=2023, last=2024)[HonourLevel.NATIONAL]
    3
    """
    told: dict[tuple[str, str, int], Award] = {}
    faults = []
    for award in awards:
        kept = told.setdefault(award.event.key, award)
        if (kept.people, kept.event.level) != (award.people, award.event.level):
            faults.append(
                f"{award.event.title} ({award.event.year}) is told as {kept.event.level} {kept.people}人次 and as"
                f" {award.event.level} {award.people}人次; correct one of them"
            )
    refuse("awards", faults)
    counted = [award for award in told.values() if first <= award.event.year <= last]
    return {level: sum(a.people for a in counted if a.event.level is level) for level in HonourLevel}
