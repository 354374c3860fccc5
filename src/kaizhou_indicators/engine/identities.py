"""Identities held to data: every relation that a domain registers, checked on a table or on the figures as published.

One check is one identity for one area, one period and one set of further dimensions; a running total is one check an
area. A published figure that stands under a word such as 超 or 约 says no exact number and counts as missing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

import attrs

from ..intervals import exact
from ..model.record import Frozen
from ..processes import Identity, Verdict
from ..references import Reference
from . import shapes
from .adapter import Adapter
from .build import unit_of

if TYPE_CHECKING:
    from ..registry.catalogue import Catalogue
    from .registry import Registry

#: words beside a printed number that leave it open
_OPEN = re.compile(r"超|逾|突破|余|多|近|约|左右|以上|以下|以内|不足|不满|小于|大于|低于|高于|[<>≈≤≥]")


@attrs.frozen
class IdentityCheck:
    """What an identity says of the figures of one area and period.

    Attributes:
        identity: its key, ``domain.name``.
        area: the area.
        period: the period; for a running total all its periods, the first and the last.
        verdict: consistent, inconsistent or undetermined, with the reason.
        by: values of further dimensions.
        figures: the figures that it binds.
    """

    identity: str
    area: str
    period: str
    verdict: Verdict
    by: Mapping[str, str] = attrs.field(factory=dict, converter=Frozen)
    figures: tuple[str, ...] = ()


@attrs.frozen
class Cell:
    """One figure: what, where, when, and its value as a number or an interval."""

    key: str
    area: str
    period: str
    by: Frozen
    value: Any


def check_identities(
    registry: Catalogue, cells: Iterable[Cell], rules: Mapping[str, Identity] | None = None
) -> list[IdentityCheck]:
    """Hold the cells to all identities of the registry; one figure alone says nothing, but for a share."""
    found: list[IdentityCheck] = []
    cells = list(cells)
    for key, rule in (registry.identities if rules is None else rules).items():
        domain = key.partition(".")[0]
        named = {_full(domain, figure): figure for figure in rule.figures}
        bound = [cell for cell in cells if cell.key in named]
        groups = _over_time(bound) if rule.kind == "cumulative" else _groups(bound, rule.over)
        for where, group in groups.items():
            found += _checks(key, rule, named, where, group)
    return sorted(found, key=lambda c: (c.identity, c.area, c.period, sorted(c.by.items())))


def of_table(registry: Registry, native: Any, area: str, period: str) -> Iterator[Cell]:
    """Return the cells of a wide table; numbers in the indicators' own units."""
    long = Adapter.of(registry.long(native, area=area, period=period))
    for row in shapes.rows_of(long):
        if row["value"] is not None:
            key = str(row["indicator"])
            own = registry[Reference.parse(key).key].by
            dims = Frozen({n: str(v) for n, v in row.items() if n in own and v is not None})
            yield Cell(
                key, str(row[area]), str(row[period]), dims, _in_unit(registry, key, row["value"], str(row["unit"]))
            )


def of_published(registry: Registry) -> Iterator[Cell]:
    """Return the cells that the registry's observations make."""
    for seen in registry.observations:
        known = isinstance(seen.value, int | float) and not _OPEN.search(seen.printed)
        if known and Reference.parse(seen.key).key in registry:
            value = _in_unit(registry, seen.key, seen.value, seen.unit)
            yield Cell(seen.key, seen.area, seen.period, Frozen(seen.by), value)


def _in_unit(registry: Registry, key: str, value: Any, unit: str) -> Any:
    declared = unit_of(registry, Reference.parse(key))
    return value if not unit or unit == declared else registry.unit_system.convert(exact(value), unit, declared)


def _full(domain: str, figure: str) -> str:
    return figure if "." in figure.partition("@")[0] else f"{domain}.{figure}"


_Where = tuple[str, str, Frozen]


def _groups(cells: Iterable[Cell], over: str) -> dict[_Where, list[Cell]]:
    groups: dict[_Where, list[Cell]] = {}
    for cell in cells:
        by = Frozen({name: value for name, value in cell.by.items() if name != over})
        groups.setdefault((cell.area, cell.period, by), []).append(cell)
    return groups


def _over_time(cells: Iterable[Cell]) -> dict[_Where, list[Cell]]:
    series: dict[_Where, list[Cell]] = {}
    for cell in cells:
        series.setdefault((cell.area, "", cell.by), []).append(cell)
    return {
        (area, f"{min(c.period for c in group)} … {max(c.period for c in group)}", by): group
        for (area, _, by), group in series.items()
    }


def _checks(
    key: str, rule: Identity, named: Mapping[str, str], where: _Where, group: list[Cell]
) -> Iterator[IdentityCheck]:
    """Check one group; where two sources print different values of a figure, each reading is one check."""
    values: dict[str, list[Any]] = {}
    for cell in group:
        name = cell.period if rule.kind == "cumulative" else _name(rule, named[cell.key], cell)
        if cell.value not in values.setdefault(name, []):
            values[name].append(cell.value)
    if len(values) < 2 and not (
        rule.kind == "share" and rule.plus[0] in values
    ):  # a printed share alone says which denominators give it
        return
    expanded = rule.expand(v for c in group if (v := c.by.get(rule.over)) is not None)
    area, period, by = where
    for reading in product(*values.values()):
        yield IdentityCheck(
            key, area, period, expanded.check(dict(zip(values, reading, strict=True))), by, rule.figures
        )


def _name(rule: Identity, figure: str, cell: Cell) -> str:
    return f"{figure}[{cell.by[rule.over]}]" if rule.over and rule.over in cell.by else figure
