"""What can be wrong with a plan by tier, one sentence a fault, each with its way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kaizhou_indicators import Step

from .grading import GRADES
from .group import AWARDED, Group

Groups = Sequence[Group]


def name_faults(groups: Groups, tiers: Sequence[Step]) -> list[str]:
    """Return names used twice, tiers that are unknown and tiers without a group."""
    names = [group.name for group in groups]
    twice = [
        f"group {name} occurs twice; give every group a name of its own"
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    known = ", ".join(f"{tier} ({tier.name})" for tier in tiers)
    strange = [
        f"group {group.name} is of tier {group.tier!r}, which is none of {known}"
        for group in groups
        if group.tier not in {tier.name for tier in tiers}
    ]
    taken = {group.tier for group in groups}
    empty = [
        f"tier {tier} has no group; nobody leads or is led there, so add one"
        for tier in tiers
        if tier.name not in taken
    ]
    return [*twice, *strange, *empty]


def leader_faults(groups: Groups, tiers: Sequence[Step]) -> list[str]:
    """Return the groups that nobody leads, that an unknown group leads, or one that is not of the tier right above."""
    return [fault for group in groups for fault in _leader(group, groups, tiers)]


def _leader(group: Group, groups: Groups, tiers: Sequence[Step]) -> Iterator[str]:
    order = [tier.name for tier in tiers]
    place = order.index(group.tier)
    leader = next((other for other in groups if other.name == group.led_by), None)
    if place == 0:
        if group.led_by:
            yield f"group {group.name} is of the top tier {tiers[0]} and led by {group.led_by}; leave led_by out"
        return
    above = tiers[place - 1]
    candidates = ", ".join(other.name for other in groups if other.tier == above.name)
    way_out = f"name a group of tier {above} in led_by: {candidates}"
    if not group.led_by:
        yield f"group {group.name} of tier {tiers[place]} is led by nobody; {way_out}"
    elif leader is None:
        yield f"group {group.name} is led by {group.led_by}, which is no group; {way_out}"
    elif leader.tier != above.name:
        yield f"group {group.name} of tier {tiers[place]} is led by {leader.name} of tier {tiers[order.index(leader.tier)]}; {way_out}"


def circle_faults(groups: Groups) -> list[str]:
    """Return the circles in which groups lead each other, each told once."""
    leader = {group.name: group.led_by for group in groups}
    found: dict[frozenset[str], str] = {}
    for group in groups:
        path = [group.name]
        while leader.get(path[-1]) and path[-1] not in path[:-1]:
            path.append(leader[path[-1]])
        ring = path[path.index(path[-1]) :]
        if len(ring) > 1:
            found.setdefault(frozenset(ring), f"{' is led by '.join(ring)}: a circle; let the first tier lead")
    return list(found.values())


def number_faults(groups: Groups, tiers: Sequence[Step], as_of: int) -> list[str]:
    """Return the plans for years gone by, and those below what is reached or planned before."""
    return [
        fault for group in groups for fault in (*_top(group, tiers), *_early(group, as_of), *_falling(group, as_of))
    ]


def _top(group: Group, tiers: Sequence[Step]) -> Iterator[str]:
    if group.tier == tiers[0].name and (group.planned or any(group.reached.values())):
        yield f"group {group.name} is of the top tier {tiers[0]}, which leads and is not graded; leave reached and planned out"


def _early(group: Group, as_of: int) -> Iterator[str]:
    for year in group.planned:
        if year < as_of:
            yield f"group {group.name} is planned for {year}, and what is reached is of {as_of}; plan for later years"


def _falling(group: Group, as_of: int) -> Iterator[str]:
    rows: list[tuple[str, Mapping[str, int]]] = [(f"reached by {as_of}", group.reached)]
    rows += [(f"planned for {year}", counts) for year, counts in group.planned.items()]
    for (earlier, before), (later, after) in pairwise(rows):
        for last, grade in enumerate(AWARDED, 1):
            had, has = (sum(counts[g] for g in AWARDED[:last]) for counts in (before, after))
            if has < had:
                yield f"group {group.name}: {later} {has} institutions at {GRADES[grade]} or better, below the {had} {earlier}; plan at least as many"
                break
