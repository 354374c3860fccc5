"""Party meetings at the stations (“+党建”): kinds and how many of each a period asks for, as the user's own rule says.

The report names the rule and the mobile lectures, and no kind, no number. Meetings held are counted by kind against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import kaizhou_indicators as ki

from .domain import share
from .records import unknown


@dataclass(frozen=True)
class MeetingPlan:
    """What the rule of meetings asks for in one period.

    Attributes:
        kinds: the kinds of meetings.
        planned: how many of each, in the order of the kinds.

    Raises:
        ProcessError: no kind, a kind twice, or a number that is none.

    >>> plan = MeetingPlan((ki.Step("lecture"), ki.Step("council")), (12, 4))
    >>> plan.behind({"lecture": 9, "council": 4})
    {'lecture': 3}
    """

    kinds: tuple[ki.Step, ...]
    planned: tuple[int, ...]

    def __post_init__(self) -> None:
        names = self.names
        found = [] if names else ["there is no kind of meeting; name at least one"]
        found += [f"kind {name!r} occurs twice" for name in sorted({n for n in names if names.count(n) > 1})]
        found += (
            []
            if len(self.planned) == len(names)
            else [f"{len(names)} kinds have {len(self.planned)} numbers; give one each"]
        )
        found += [
            f"{name}: {number!r} meetings planned is no whole number above 0"
            for name, number in zip(names, self.planned, strict=False)
            if not _whole(number) or number <= 0
        ]
        ki.refuse("plan of meetings", found)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the kinds."""
        return tuple(kind.name for kind in self.kinds)

    def check(self, held: Mapping[str, int]) -> dict[str, int]:
        """Return the meetings held by kind, 0 where nothing is said.

        Raises:
            ProcessError: unknown kinds and numbers that are none, all together.
        """
        found = [unknown("kind of meeting", kind, self.names) for kind in held if kind not in self.names]
        found += [
            f"{kind}: {n!r} meetings held is no whole number from 0 on"
            for kind, n in held.items()
            if not _whole(n) or n < 0
        ]
        ki.refuse("meetings held", found)
        return {name: held.get(name, 0) for name in self.names}

    def behind(self, held: Mapping[str, int]) -> dict[str, int]:
        """Return kind -> meetings still to be held, for those behind the plan; more of one kind never makes up."""
        done = self.check(held)
        due = {name: planned - done[name] for name, planned in zip(self.names, self.planned, strict=True)}
        return {name: number for name, number in due.items() if number > 0}

    def counts(self, held: Mapping[str, int]) -> dict[str, int]:
        """Return held and planned, over all kinds, under the keys of their indicators."""
        return {
            "stations.party_meetings": sum(self.check(held).values()),
            "stations.party_meetings_planned": sum(self.planned),
        }

    def declare(self, domain: ki.Domain) -> tuple[str, ...]:
        """Declare for every kind ``meetings_KIND``, ``meetings_KIND_planned`` and ``meetings_KIND_rate`` in %."""
        keys: list[str] = []
        common: dict[str, Any] = {"source": "configuration", "valid": (0, None)}
        rules = {"unit": "次", "kind": "count", "over_time": "sum", "over_area": "sum", **common}
        for kind in self.kinds:
            name, zh, en = f"meetings_{kind.name}", str(kind.title), kind.title.get("en")
            meaning = ki.Text(f"使用者配置的会议种类：{zh}", f"a kind of meeting that the user configured: {en}")
            held = domain.indicator(name, ki.Text(f"{zh}次数", f"Meetings: {en}"), definition=meaning, **rules)
            planned = domain.indicator(
                f"{name}_planned", ki.Text(f"{zh}计划次数", f"Meetings planned: {en}"), definition=meaning, **rules
            )
            domain.derived(
                f"{name}_rate",
                ki.Text(f"{zh}完成率", f"Held of planned: {en}"),
                unit="%",
                inputs={"part": held, "whole": planned},
                definition=meaning,
                **common,
            )(share)
            keys += [held, planned, f"{domain.name}.{name}_rate"]
        return tuple(keys)


def _whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)
