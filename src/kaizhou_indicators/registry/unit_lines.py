"""The units of a set of domains: each domain's lines under its own name, clashes filed with both owners."""

from __future__ import annotations

from collections.abc import Iterable

from ..units import UnitSystem
from .faults import Faults
from .parts import DomainInfo


def unit_system(domains: Iterable[DomainInfo], faults: Faults) -> tuple[UnitSystem, frozenset[str]]:
    """Return the units of all domains together, and the names that are lost to faulty lines.

    A line that cannot be used is a fault of its domain, two lines that clash are a fault of both; neither depends
    on the order of the domains. The lines of domains at fault are left out.
    """
    lines = [(d.name, line) for d in sorted(domains, key=lambda d: d.name) for line in d.units]
    units = UnitSystem(lines)
    found = units.faults() if lines else ()
    for owner, error in found:
        faults.add(owner, "its units", error)
    bad = {owner for owner, _ in found}
    good = units if not bad else UnitSystem([entry for entry in lines if entry[0] not in bad])
    return good, frozenset(name for owner, line in lines if owner in bad for name in _names(line))


def _names(line: str) -> list[str]:
    name, _, *aliases = (*line.split("="), "")
    return [word for text in (name, *aliases) if (word := text.strip(" _"))]
