"""The plan by tier: which institutions are led by whom, and which grade is planned for which year.

A plan speaks of kinds of institutions and their numbers, never of a single one by name. It ships empty: groups, numbers
and years are the user's. What it holds to: every group below the top is led by one of the tier right above it
(区级龙头带中心、中心带一般), nobody leads in a circle, and no plan falls below what is reached already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from kaizhou_indicators import KaizhouError, ProcessError, SettingError, Step, Text, refuse

from .grading import GRADES
from .group import AWARDED, Group
from .plan_checks import circle_faults, leader_faults, name_faults, number_faults

#: the tiers as the reform names them, from the top
TIERS = (
    Step("lead", Text("区级龙头", "Leading district hospitals")),
    Step("centre", Text("中心", "Central institutions")),
    Step("general", Text("一般", "General institutions")),
)
_NEEDS = (
    "a plan by tier has no default, for no source gives its groups; supply a table with title, as_of and"
    " group={NAME: {tier, count, led_by, reached={grade_a, grade_b}, planned={YEAR: {grade_a, grade_b}}}}"
)


def _year(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        return value
    msg = f"as_of is {value!r}, and must be the year of what is reached, such as 2024"
    raise ProcessError(msg)


def _groups(given: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(given)


@attrs.frozen
class TierPlan:
    """A plan of grades by tier; the top tier leads and is not among the institutions graded.

    Attributes:
        title: whose plan it is.
        as_of: the year of what is reached.
        groups: kinds of institutions, each with its tier, its leader, what is reached and what is planned.
        tiers: the tiers from the top.

    Raises:
        ProcessError: all that contradicts itself, in one message.

    >>> plan = TierPlan(Text("示例"), 2024, [
    ...     Group("district", "lead", 2),
    ...     Group("central", "centre", 4, "district", {"甲级": 3, "乙级": 1}, {2025: {"甲级": 4}}),
    ...     Group("township", "general", 6, "central", {"乙级": 4}, {2025: {"乙级": 6}}),
    ... ])
    >>> plan.planned(2025), plan.chain("township")
    ({'institutions': 10, 'grade_a': 4, 'grade_b': 6}, ('township', 'central', 'district'))
    """

    title: Text
    as_of: int = attrs.field(converter=_year)
    groups: tuple[Group, ...] = attrs.field(converter=_groups)
    tiers: tuple[Step, ...] = TIERS

    def __attrs_post_init__(self) -> None:
        refuse(f"TierPlan {self.title}", name_faults(self.groups, self.tiers))
        numbers = number_faults(self.groups, self.tiers, self.as_of)
        refuse(
            f"TierPlan {self.title}", [*circle_faults(self.groups), *leader_faults(self.groups, self.tiers), *numbers]
        )

    @property
    def years(self) -> tuple[int, ...]:
        """The years planned, in their order."""
        return tuple(sorted({year for group in self.groups for year in group.planned}))

    def reached(self, tier: str = "") -> dict[str, int]:
        """Return the institutions, and those at each grade as they stand, of one tier or of all that are graded."""
        groups = self._graded(tier)
        return _added(groups, [group.reached for group in groups])

    def planned(self, year: int, tier: str = "") -> dict[str, int]:
        """Return the institutions, and those at each grade as planned for the end of a year.

        A group without a plan of its own for the year stays at its last one, or at what it has reached.

        Raises:
            ProcessError: the year lies before what is reached.
        """
        if year < self.as_of:
            refuse(
                f"TierPlan {self.title}",
                [f"{year} lies before {self.as_of}, the year of what is reached; ask for a later one"],
            )
        groups = self._graded(tier)
        return _added(groups, [group.at(year) for group in groups])

    def leads(self, name: str) -> tuple[str, ...]:
        """Return the groups that a group leads."""
        leader = self._group(name)
        return tuple(group.name for group in self.groups if group.led_by == leader.name)

    def chain(self, name: str) -> tuple[str, ...]:
        """Return a group and those above it, up to the top."""
        group = self._group(name)
        return (group.name, *(self.chain(group.led_by) if group.led_by else ()))

    def rows(self, area: str) -> list[dict[str, Any]]:
        """Return one row a planned year for a table, with ``health.planned_grade_a`` and kin, for ``@plan``."""
        return [{"area": area, "period": str(year), **self._targets(year)} for year in self.years]

    def by_tier(self, area: str) -> list[dict[str, Any]]:
        """Return what is reached as rows of ``health.grade_count``, one for each tier and grade."""
        counts = {tier.name: self.reached(tier.name) for tier in self.tiers[1:]}
        return [
            {
                "area": area,
                "period": str(self.as_of),
                "tier": tier,
                "grade": grade,
                "health.grade_count": _cell(of, grade),
            }
            for tier, of in counts.items()
            for grade in GRADES
        ]

    def _targets(self, year: int) -> dict[str, int]:
        planned = self.planned(year)
        targets = {f"health.planned_{grade}": planned[grade] for grade in AWARDED}
        return {"health.institutions": planned["institutions"], **targets}

    def _graded(self, tier: str) -> list[Group]:
        tiers = {step.name for step in self.tiers[1:]}
        if tier and tier not in tiers:
            refuse(f"TierPlan {self.title}", [f"tier {tier!r} is none of those graded: {', '.join(sorted(tiers))}"])
        return [group for group in self.groups if group.tier in ({tier} if tier else tiers)]

    def _group(self, name: str) -> Group:
        found = {group.name: group for group in self.groups}
        if name not in found:
            refuse(f"TierPlan {self.title}", [f"no group {name!r}; its groups are {', '.join(found)}"])
        return found[name]


def _added(groups: Iterable[Group], counts: list[Mapping[str, int]]) -> dict[str, int]:
    total = {grade: sum(row[grade] for row in counts) for grade in AWARDED}
    return {"institutions": sum(group.count for group in groups), **total}


def _cell(counts: Mapping[str, int], grade: str) -> int:
    return counts.get(grade, counts["institutions"] - sum(counts[g] for g in AWARDED))


def tier_plan_of(table: Mapping[str, Any] | None = None) -> TierPlan:
    """Return the plan that a user's table describes, as a TOML file holds it.

    Args:
        table: ``title``, ``as_of``, ``group.NAME`` with the attributes of ``Group``, and ``tiers`` (name -> title, from
            the top) where they are not those of the reform.

    Raises:
        SettingError: no table; the message says what to supply.
        ProcessError: all groups that cannot be, or all that contradicts itself between them.
    """
    if not table or not {"title", "as_of", "group"} <= table.keys() or not isinstance(table["group"], Mapping):
        raise SettingError(_NEEDS)
    title, tiers = _title(table["title"]), table.get("tiers")
    strange = [word for word in table if word not in {"title", "as_of", "group", "tiers"}]
    read = [_group_or_fault(name, entry) for name, entry in table["group"].items()]
    faults = [f"{word} is no part of a plan; it has title, as_of, group and tiers" for word in strange]
    refuse(f"TierPlan {title}", faults + [fault for fault in read if isinstance(fault, str)])
    groups = [group for group in read if isinstance(group, Group)]
    if tiers is None:
        return TierPlan(title, table["as_of"], groups)
    return TierPlan(title, table["as_of"], groups, tuple(Step(name, _title(text)) for name, text in tiers.items()))


def _title(given: Text | str | Mapping[str, str]) -> Text:
    return Text(**given) if isinstance(given, Mapping) else given if isinstance(given, Text) else Text(given)


def _group_or_fault(name: str, entry: Mapping[str, Any]) -> Group | str:
    try:
        return Group(name, **entry)
    except KaizhouError as error:
        return str(error) if name in str(error) else f"group {name}: {error}"
    except TypeError as error:
        return f"group {name}: {error}; a group has tier, count, led_by, reached and planned"
