"""kaizhou_media: omnimedia communication (全媒体传播) as a domain of kaizhou_indicators.

The package declares the domain ``media``, counts items by a list of outlets (``count_items``) and awards by level
(``count_awards``), and turns a user's configuration into validated records (``outlets_of``, ``talent_rule_of``,
``grading_of``, ``reform_of``) or into a domain (``domain_of``).
"""

from __future__ import annotations

from collections.abc import Iterable

from kaizhou_indicators import Domain, hookimpl

from . import figures as _figures  # noqa: F401  # declares the figures as published, and with them every module's indicators
from .awards import Award, count_awards
from .columns import LEAGUE
from .configured import domain_of
from .domain import media
from .errors import MediaError
from .grades import GRADES, grading_of
from .items import Item, Tally, count_items
from .outlets import NAMED_CENTRAL, Outlet, OutletList, outlets_of
from .reform import REBUILDS, Reform, reform_of
from .talent import TalentRule, talent_rule_of

__all__ = [
    "GRADES",
    "LEAGUE",
    "NAMED_CENTRAL",
    "REBUILDS",
    "Award",
    "Item",
    "MediaError",
    "Outlet",
    "OutletList",
    "Reform",
    "TalentRule",
    "Tally",
    "count_awards",
    "count_items",
    "domain_of",
    "grading_of",
    "kaizhou_domains",
    "media",
    "outlets_of",
    "reform_of",
    "talent_rule_of",
]


@hookimpl
def kaizhou_domains() -> Iterable[Domain]:
    """Return the domain of this plugin."""
    return [media]
