"""The network 1+3+N: one body that leads, three levels of unions, and partners from society, each of a kind.

The report gives the shape and no names. Lead, levels, unions and partners are the user's configuration; the record holds
them to the shape and counts them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import kaizhou_indicators as ki

from .records import named, only, section, unknown, value

LEVELS = 3
_SHAPE = "lead, levels (three, the highest first), unions (name, level, parent), kinds and partners (name, kind)"


@dataclass(frozen=True)
class Union:
    """One union organisation.

    Attributes:
        name: its name.
        level: the name of its level.
        parent: the union one level above; empty for the highest.
    """

    name: str
    level: str
    parent: str = ""


@dataclass(frozen=True)
class Partner:
    """One partner from society.

    Attributes:
        name: its name.
        kind: the name of its kind.
    """

    name: str
    kind: str


@dataclass(frozen=True)
class Network:
    """A network of the shape 1+3+N.

    Attributes:
        leads: the bodies that lead; there is exactly one.
        levels: the three levels of unions, the highest first.
        unions: the unions, each below one of the level above it.
        kinds: the kinds of partners.
        partners: the partners, at least one.

    Raises:
        ProcessError: all that contradicts the shape, in one message.
    """

    leads: tuple[str, ...]
    levels: tuple[ki.Step, ...]
    unions: tuple[Union, ...]
    kinds: tuple[ki.Step, ...]
    partners: tuple[Partner, ...]

    def __post_init__(self) -> None:
        ki.refuse("network 1+3+N", [*self._shape_faults(), *self._union_faults(), *self._partner_faults()])

    @property
    def shape(self) -> str:
        """The shape with its N."""
        return f"{len(self.leads)}+{len(self.levels)}+{len(self.partners)}"

    def counts(self) -> dict[str, int]:
        """Return the counts under the keys of their indicators."""
        return {
            "stations.network_leads": len(self.leads),
            "stations.union_levels": len(self.levels),
            "stations.unions": len(self.unions),
            "stations.partners": len(self.partners),
        }

    def by_level(self) -> dict[str, int]:
        """Count the unions by level, all levels included."""
        found = Counter(union.level for union in self.unions)
        return {level.name: found[level.name] for level in self.levels}

    def by_kind(self) -> dict[str, int]:
        """Count the partners by kind, all kinds included."""
        found = Counter(partner.kind for partner in self.partners)
        return {kind.name: found[kind.name] for kind in self.kinds}

    def declare(self, domain: ki.Domain) -> tuple[str, ...]:
        """Declare ``unions_LEVEL``, ``partners_KIND``, their totals and the identities that bind them."""
        return (
            *_declare_classes(domain, "unions", ki.Text("工会数", "Unions"), "个", self.levels),
            *_declare_classes(domain, "partners", ki.Text("社会共建力量数", "Partners"), "家", self.kinds),
        )

    def _shape_faults(self) -> list[str]:
        found = [] if len(self.leads) == 1 else [f"exactly one body leads, {len(self.leads)} are given; name one"]
        names = [level.name for level in self.levels]
        found += (
            []
            if len(names) == LEVELS == len(set(names))
            else [f"there are three levels of unions, {len(set(names))} are given; name three, the highest first"]
        )
        return found + ([] if self.partners else ["there is no partner; N is at least 1"])

    def _union_faults(self) -> list[str]:
        names = [level.name for level in self.levels]
        level_of = {union.name: union.level for union in self.unions}
        found = _twice("union", [union.name for union in self.unions])
        for union in self.unions:
            if union.level not in names:
                found.append(f"union {union.name!r}: {unknown('level', union.level, names)}")
            elif fault := _parent_fault(union, names, level_of):
                found.append(f"union {union.name!r}: {fault}")
        empty = [name for name in names if name not in level_of.values()]
        return found + [f"level {name!r} has no union; name at least one" for name in empty]

    def _partner_faults(self) -> list[str]:
        kinds = [kind.name for kind in self.kinds]
        inside = {*self.leads, *(union.name for union in self.unions)}
        found = _twice("partner", [partner.name for partner in self.partners])
        for partner in self.partners:
            if partner.kind not in kinds:
                found.append(f"partner {partner.name!r}: {unknown('kind', partner.kind, kinds)}")
            if partner.name in inside:
                found.append(f"partner {partner.name!r} leads or is a union already; partners come from society")
        return found


_ALL = ki.Text("使用者配置的网络中的合计", "all of the network that the user configured")
_PART = ki.Text("使用者配置的网络中的一类", "one class of the network that the user configured")


def _declare_classes(
    domain: ki.Domain, whole: str, title: ki.Text, unit: str, classes: tuple[ki.Step, ...]
) -> tuple[str, ...]:
    rules = {"unit": unit, "kind": "count", "over_time": "last", "over_area": "sum", "source": "configuration"}
    total = domain.indicator(whole, title, valid=(0, None), definition=_ALL, **rules)
    parts = [
        domain.indicator(
            f"{whole}_{step.name}",
            ki.Text(f"{title.zh}（{step.title}）", f"{title.en}: {step.title.get('en')}"),
            valid=(0, None),
            definition=_PART,
            **rules,
        )
        for step in classes
    ]
    domain.identity(f"{whole}_add_up", ki.Identity.partition(total, parts))
    return (total, *parts)


def network_of(table: Mapping[str, Any] | None) -> Network:
    """Return the network of the user's configuration.

    Args:
        table: the configuration, with a section ``[network]``.

    Raises:
        ConfigurationError: the section or one of its entries is missing; says what to supply.
        ProcessError: the network is not of the shape 1+3+N.
    """
    given = section(table, "network", _SHAPE)
    only(given, "network", ("lead", "levels", "unions", "kinds", "partners"))
    lead, levels, unions, kinds, partners = (
        value(given, "network", name, _SHAPE) for name in ("lead", "levels", "unions", "kinds", "partners")
    )
    return Network(
        (lead,) if isinstance(lead, str) else tuple(lead),
        tuple(ki.Step(name, named(title)) for name, title in levels.items()),
        tuple(Union(**_entry(union, Union, "unions")) for union in unions),
        tuple(ki.Step(name, named(title)) for name, title in kinds.items()),
        tuple(Partner(**_entry(partner, Partner, "partners")) for partner in partners),
    )


def _entry(entry: Mapping[str, Any], record: type, where: str) -> dict[str, Any]:
    only(entry, f"network.{where}", record.__annotations__)
    required = [name for name in record.__annotations__ if name != "parent"]
    return {**{name: value(entry, f"network.{where}", name, _SHAPE) for name in required}, **entry}


def _parent_fault(union: Union, levels: list[str], level_of: Mapping[str, str]) -> str:
    place = levels.index(union.level)
    if place == 0:
        return f"it is of the highest level and has the parent {union.parent!r}; leave it out" if union.parent else ""
    above = levels[place - 1]
    if level_of.get(union.parent) == above:
        return ""
    return f"its parent {union.parent!r} is no union of level {above!r}; name the one above it"


def _twice(what: str, names: list[str]) -> list[str]:
    return [f"{what} {name!r} occurs {n} times; name it once" for name, n in Counter(names).items() if n > 1]
