"""kaizhou_homecoming: the returnee economy (归雁经济) as a domain of kaizhou_indicators.

The package declares the domain ``homecoming`` and adds the records behind its numbers: a ledger of contracts, the
demography of entities, the network outside, the service loop of the liaison platform, the three building blocks.
"""

from __future__ import annotations

from collections.abc import Iterable

from kaizhou_indicators import Domain, hookimpl

from . import figures as _figures  # noqa: F401  # declares the figures as published, and with them every module's indicators
from .contracts import Contract, by_stage, figures_of
from .demography import ENTRIES, EXITS, entries_of, exits_of, least_base_rate, survival_curve
from .domain import HomecomingError, homecoming
from .headings import CONTEXT, HEADINGS, heading_of
from .mechanisms import BUILDING_BLOCKS, LIAISON_STEPS, building_blocks, liaison_loop, mechanism_domain
from .network import OutsideNetwork, network_of
from .outreach import running_total
from .projects import AMOUNTS, PROJECT_LIFE, PROJECTS, STEPS, indicator_of
from .scope import QUESTIONS, scope_of, scoped_domain

__all__ = [
    "AMOUNTS",
    "BUILDING_BLOCKS",
    "CONTEXT",
    "ENTRIES",
    "EXITS",
    "HEADINGS",
    "LIAISON_STEPS",
    "PROJECTS",
    "PROJECT_LIFE",
    "QUESTIONS",
    "STEPS",
    "Contract",
    "HomecomingError",
    "OutsideNetwork",
    "building_blocks",
    "by_stage",
    "entries_of",
    "exits_of",
    "figures_of",
    "heading_of",
    "homecoming",
    "indicator_of",
    "kaizhou_domains",
    "least_base_rate",
    "liaison_loop",
    "mechanism_domain",
    "network_of",
    "running_total",
    "scope_of",
    "scoped_domain",
    "survival_curve",
]


@hookimpl
def kaizhou_domains() -> Iterable[Domain]:
    """Return the domain of this plugin."""
    return [homecoming]
