"""kaizhou_advice: advice on public affairs (议政建言) as a domain of kaizhou_indicators.

The package declares the domain ``advice``, holds the loop of handling (``LOOP``), counts papers by level and body
(``count_papers``), tells apart what a growth of several years may mean (``readings``), and turns a user's
configuration into validated records (``bodies_of``, ``topics_of``, ``roster_of``, ``encouragement_of``) or into a
domain (``domain_of``).
"""

from __future__ import annotations

from collections.abc import Iterable

from kaizhou_indicators import Domain, hookimpl

from . import figures as _figures  # noqa: F401  # declares the figures as published, and with them every module's indicators
from .bodies import NAMED_NATIONAL, Bodies, bodies_of
from .configured import domain_of
from .counting import Paper, Tally, count_papers
from .domain import advice
from .encouragement import MECHANISMS, encouragement_of
from .errors import AdviceError
from .handling import FUNNEL, LOOP, Handling, handled
from .links import LINKS
from .papers import ADOPTION
from .roster import Roster, roster_of
from .topics import ROLES, Topic, topic_row, topics_of
from .windows import Reading, readings

__all__ = [
    "ADOPTION",
    "FUNNEL",
    "LINKS",
    "LOOP",
    "MECHANISMS",
    "NAMED_NATIONAL",
    "ROLES",
    "AdviceError",
    "Bodies",
    "Handling",
    "Paper",
    "Reading",
    "Roster",
    "Tally",
    "Topic",
    "advice",
    "bodies_of",
    "count_papers",
    "domain_of",
    "encouragement_of",
    "handled",
    "kaizhou_domains",
    "readings",
    "roster_of",
    "topic_row",
    "topics_of",
]


@hookimpl
def kaizhou_domains() -> Iterable[Domain]:
    """Return the domain of this plugin."""
    return [advice]
