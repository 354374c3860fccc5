"""Omnimedia staff: k of n, never a bare percent; who qualifies is the user's rule, and people are counted, not named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kaizhou_indicators import Identity, Step, Text, arithmetic

from .domain import REVIEW, media
from .errors import configured, is_whole, refuse

_STAFF: dict[str, Any] = {
    "unit": "人",
    "kind": "count",
    "valid": (0, None),
    "decimals": 0,
    "over_time": "last",
    "over_area": "sum",
    "source": REVIEW,
}

media.indicator(
    "staff",
    Text("从业人员", "Staff"),
    definition=Text(
        "融媒体中心全部从业人员，全媒体人才占比的分母；报道未印人数与范围，以此为分母是本包的读法",
        "all staff of the media centre, the denominator; the report prints neither their number nor who is among them, and"
        " that they are the denominator is this package's reading",
    ),
    **_STAFF,
)
media.indicator(
    "omnimedia_staff",
    Text("全媒体人才", "Omnimedia staff"),
    better="higher",
    definition=Text(
        "达到全媒体人才标准的从业人员；标准未公开，须配置",
        "staff who meet the rule for omnimedia talent; the rule is not public and is configuration",
    ),
    **_STAFF,
)


@media.derived(
    "talent_share",
    Text("全媒体人才占比", "Share of omnimedia staff"),
    unit="%",
    kind="share",
    better="higher",
    valid=(0, 100),
    decimals=0,
    aliases=["全媒体人才比例"],
    definition=Text(
        "全媒体人才占全部从业人员；报道只印百分数，未印占什么的比，此处分母为本包的读法",
        "omnimedia staff of all staff; the report prints the percent alone and not of what, the denominator is this"
        " package's reading",
    ),
    source=REVIEW,
)
def talent_share(omnimedia_staff: Any, staff: Any) -> Any:
    """Omnimedia staff of all staff, a bare ratio."""
    return arithmetic.share(omnimedia_staff, staff)


media.identity("talent_share_k_of_n", Identity.share("omnimedia_staff", "staff", "talent_share", decimals=0))

_NEEDED = {
    "criteria": "the criteria that make omnimedia staff: {shooting = {zh = …, en = …}, …}",
    "at_least": "how many of the criteria one has to meet",
}


@dataclass(frozen=True)
class TalentRule:
    """Who counts as omnimedia staff: at least so many of the criteria.

    Attributes:
        criteria: the criteria.
        at_least: how many of them one has to meet.
    """

    criteria: tuple[Step, ...]
    at_least: int

    def __post_init__(self) -> None:
        fits = is_whole(self.at_least, 1, len(self.criteria))
        fault = f"at_least={self.at_least!r} is no whole number from 1 to {len(self.criteria)}, the number of criteria"
        refuse("omnimedia staff", [] if fits else [fault])

    def count(self, profiles: Iterable[Iterable[str]]) -> tuple[int, int]:
        """Return (omnimedia staff, staff).

        Args:
            profiles: for each person the criteria met, and nothing that names the person.

        Raises:
            MediaError: all criteria that the rule does not have.
        """
        known = {step.name for step in self.criteria}
        met = [{profile} if isinstance(profile, str) else set(profile) for profile in profiles]
        strange = sorted(set().union(*met) - known) if met else []
        refuse(
            "omnimedia staff", [f"unknown criterion {word!r}; known: {', '.join(sorted(known))}" for word in strange]
        )
        return sum(len(one) >= self.at_least for one in met), len(met)


def talent_rule_of(table: Mapping[str, Any] | None = None) -> TalentRule:
    """Return the validated rule of who counts as omnimedia staff; there is no default.

    Args:
        table: ``criteria`` (name -> title) and ``at_least``.

    Raises:
        MediaError: what is missing, or a number of criteria that cannot be.

    >>> rule = talent_rule_of({"criteria": {"write": "采写", "film": "拍摄", "cut": "剪辑"}, "at_least": 2})
    >>> rule.count([["write", "cut"], ["film"], []])
    (1, 3)
    """
    given = configured("omnimedia staff", table, _NEEDED)
    criteria = given["criteria"]
    refuse(
        "omnimedia staff",
        [] if isinstance(criteria, Mapping) else [f"criteria {criteria!r} are no table {{name = title}}"],
    )
    return TalentRule(tuple(Step(name, title) for name, title in criteria.items()), given["at_least"])
