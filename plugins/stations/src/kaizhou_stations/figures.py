"""Figures and honours as published, from ``data/``; nothing here is calculated, and Kaizhou has no number of stations.

The report prints the shape of the network and five functions. What it does not print is refused with the reason, never
filled from another place.
"""

from __future__ import annotations

import kaizhou_indicators as ki

from . import count, coverage, mechanisms, workers  # noqa: F401  # the indicators observed are declared there
from .domain import DATA, stations
from .records import UnpublishedError

#: area code of 开州区
KAIZHOU = "500154"

stations.read_figures(DATA / "figures.toml")
stations.read_honours(DATA / "honours.toml")


def published(registry: ki.Registry, key: str, area: str = KAIZHOU) -> tuple[ki.Observation, ...]:
    """Return the published figures of an indicator in an area.

    Args:
        registry: one that holds the domain.
        key: an indicator of this domain, or a reference to a change of it.
        area: code of the area; Kaizhou unless another is named.

    Raises:
        UnknownKeyError: there is no such indicator.
        UnpublishedError: nothing was published for this area; says where figures exist and what to do.

    >>> reg = ki.Registry([stations])
    >>> published(reg, "stations.union_levels")[0].printed
    '三级'
    """
    indicator = registry[ki.Reference.parse(key).key]
    found = tuple(registry.observations.of(key, area))
    if not found:
        raise UnpublishedError(_nothing(registry, indicator, key, area))
    return found


def _nothing(registry: ki.Registry, indicator: ki.Indicator, key: str, area: str) -> str:
    elsewhere = sorted({o.area for o in registry.observations.of(key)})
    known = f" Published for {', '.join(elsewhere)}, which is not {area}." if elsewhere else ""
    text = " The report prints the 1+3+N network and five functions, and no other number." if area == KAIZHOU else ""
    return (
        f"{key} ({indicator.title}): no figure of area {area} was published.{text}{known}"
        f" Hand in your own, as in reg.derive({{{key!r}: ...}}, ...)"
    )
