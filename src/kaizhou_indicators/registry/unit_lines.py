"""The units of a set of domains: each domain's lines under its own name, clashes filed with both owners."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import UnitError
from ..units import UnitSystem
from .faults import Faults
from .parts import DomainInfo


def unit_system(domains: Iterable[DomainInfo], faults: Faults) -> UnitSystem:
    """Return the units of all domains together.

    A line that cannot be used is a fault of its domain, two lines that clash are a fault of both; neither depends
    on the order of the domains.
    """
    lines = [(d.name, line) for d in sorted(domains, key=lambda d: d.name) for line in d.units]
    bad = {owner for owner, _ in lines if _fails([entry for entry in lines if entry[0] == owner], faults, owner)}
    good = [entry for entry in lines if entry[0] not in bad]
    clashing: set[str] = set()
    owners = list(dict.fromkeys(owner for owner, _ in good))
    for i, one in enumerate(owners):
        for other in owners[i + 1 :]:
            if _fails([e for e in good if e[0] in {one, other}], faults, one, other):
                clashing |= {one, other}
    return UnitSystem([entry for entry in good if entry[0] not in clashing])


def _fails(lines: list[tuple[str, str]], faults: Faults, *owners: str) -> bool:
    try:
        _ = UnitSystem(lines).registry
    except UnitError as error:
        for owner in owners:
            faults.add(owner, "its units", error)
        return True
    return False
