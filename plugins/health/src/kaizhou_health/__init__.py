"""kaizhou_health: grading of primary-care institutions (基层医疗机构等级创建) as a domain of kaizhou_indicators.

The package declares the domain ``health`` and adds the records that a user configures: the plan by tier
(``tier_plan_of``) and the incentives (``incentives_of``); ``monitoring_items`` names the indicators of 2024.
"""

from __future__ import annotations

from collections.abc import Iterable

from kaizhou_indicators import Domain, hookimpl

from . import figures as _figures  # noqa: F401  # declares the figures as published, and with them every module's indicators
from .community import MonitoringItem, monitoring_items, monitoring_keys
from .domain import health
from .grading import GRADES, counts_of, grade_name
from .group import Group
from .incentives import LINKS, Incentives, incentives_of
from .plan import TIERS, TierPlan, tier_plan_of
from .visits import LEAGUE, SCOPES

__all__ = [
    "GRADES",
    "LEAGUE",
    "LINKS",
    "SCOPES",
    "TIERS",
    "Group",
    "Incentives",
    "MonitoringItem",
    "TierPlan",
    "counts_of",
    "grade_name",
    "health",
    "incentives_of",
    "kaizhou_domains",
    "monitoring_items",
    "monitoring_keys",
    "tier_plan_of",
]


@hookimpl
def kaizhou_domains() -> Iterable[Domain]:
    """Return the domain of this plugin."""
    return [health]
