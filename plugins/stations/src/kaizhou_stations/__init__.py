"""kaizhou_stations: union service stations (工会驿站) and workers in new forms of employment as a domain.

The package declares the domain ``stations`` and offers the records behind its numbers: a ``Network`` of 1+3+N, a
``StationList`` with the functions of every station, a ``Reach`` for coverage, and ``configured``, which turns the user's
own configuration into a domain.
"""

from __future__ import annotations

from collections.abc import Iterable

from kaizhou_indicators import Domain, hookimpl

from .configuration import configured, digital_of, mandatory_of, meetings_of, occupations_of
from .count import FUNCTIONS
from .coverage import UNITS
from .domain import stations
from .figures import KAIZHOU, published
from .meetings import MeetingPlan
from .network import Network, network_of
from .reach import Covered, Reach, reach_of
from .records import ConfigurationError, UnpublishedError, read_configuration
from .station_list import Station, StationList
from .workers import JOURNEY

__all__ = [
    "FUNCTIONS",
    "JOURNEY",
    "KAIZHOU",
    "UNITS",
    "ConfigurationError",
    "Covered",
    "MeetingPlan",
    "Network",
    "Reach",
    "Station",
    "StationList",
    "UnpublishedError",
    "configured",
    "digital_of",
    "kaizhou_domains",
    "mandatory_of",
    "meetings_of",
    "network_of",
    "occupations_of",
    "published",
    "reach_of",
    "read_configuration",
    "stations",
]


@hookimpl
def kaizhou_domains() -> Iterable[Domain]:
    """Return the domain of this plugin."""
    return [stations]
