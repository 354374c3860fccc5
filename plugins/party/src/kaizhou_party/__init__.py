"""kaizhou_party: the drive “getting things done, competing on results” (抓落实、赛实绩) as a domain of kaizhou_indicators.

The package declares the domain ``party``, holds the records of the system (``LOOP``, ``ROUND``, ``CONDUCT``,
``REPORTS``, ``SUBJECTS``) and turns a user's configuration into validated ones (``slots_of``, ``scale_of``,
``league_of``, ``roster_of``, ``weighting_of``) or into a domain (``domain_of``).
"""

from __future__ import annotations

from collections.abc import Iterable

from kaizhou_indicators import Domain, hookimpl

from . import figures as _figures  # noqa: F401  # declares the figures as published, and with them every module's indicators
from .configured import domain_of
from .domain import party
from .errors import PartyError
from .grading import GradeCount, Scale, rising, scale_of
from .leagues import Race, Round, league_of
from .loops import CONDUCT, LOOP, ROUND, SYSTEMS
from .reports import REPORTS
from .slots import Slots, slots_of
from .subjects import ROLES, SUBJECTS, Roster, roster_of
from .weighting import weighted, weighting_of

__all__ = [
    "CONDUCT",
    "LOOP",
    "REPORTS",
    "ROLES",
    "ROUND",
    "SUBJECTS",
    "SYSTEMS",
    "GradeCount",
    "PartyError",
    "Race",
    "Roster",
    "Round",
    "Scale",
    "Slots",
    "domain_of",
    "kaizhou_domains",
    "league_of",
    "party",
    "rising",
    "roster_of",
    "scale_of",
    "slots_of",
    "weighted",
    "weighting_of",
]


@hookimpl
def kaizhou_domains() -> Iterable[Domain]:
    """Return the domain of this plugin."""
    return [party]
