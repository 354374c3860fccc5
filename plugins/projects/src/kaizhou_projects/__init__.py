"""kaizhou_projects: major projects over their life cycle (重大项目全生命周期) as a domain of kaizhou_indicators.

The package declares the domain ``projects`` and adds the records behind it: batches of a life cycle, a schedule of the
year, sources of funds, and a portfolio that turns single projects into rows of indicators.
"""

from __future__ import annotations

from collections.abc import Iterable

from kaizhou_indicators import Domain, hookimpl

from . import figures as _figures  # noqa: F401  # declares the figures as published, and with them every module's indicators
from .batches import batches_domain, city_batches, five_batches
from .domain import projects
from .faults import ProjectError
from .funds import Funding, funding_of
from .investment import SCOPES, declare_scopes
from .portfolio import Portfolio, Project
from .schedule import Schedule, schedule_of

__all__ = [
    "SCOPES",
    "Funding",
    "Portfolio",
    "Project",
    "ProjectError",
    "Schedule",
    "batches_domain",
    "city_batches",
    "declare_scopes",
    "five_batches",
    "funding_of",
    "kaizhou_domains",
    "projects",
    "schedule_of",
]


@hookimpl
def kaizhou_domains() -> Iterable[Domain]:
    """Return the domain of this plugin."""
    return [projects]
