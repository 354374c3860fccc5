"""kaizhou_grain: grain and oil judged by the mu (粮油“亩均论英雄”) as a domain of kaizhou_indicators.

The package declares the domain ``grain`` and the systems behind it: the 1+3+X score of a user's table (``mu_benefit``),
scores inside a group (``score_group``), the task-force loop, two-way bidding, runs of growth in both readings, and
mechanisation after a standard whose weights the user supplies.
"""

from __future__ import annotations

from collections.abc import Iterable

from kaizhou_indicators import Domain, hookimpl

from . import figures as _figures  # noqa: F401  # declares the figures as published, and with them every module's indicators
from .benchmarks import published, published_shares
from .benefit import FOCI, SUPPLEMENTS, Benefit, mu_benefit
from .bidding import DIRECTIONS, FUNNEL, STAGES, Topic, counts, moved
from .crops import yield_of
from .demonstration import Run, RunError, rises_in_a_row, run_of
from .domain import grain
from .hills import Mechanization, mechanization
from .land import high_standard_share, multiple_cropping_index
from .machinery import WEIGHTS, mechanization_rate
from .scoring import UnitScore, rank_group, score_group
from .taskforce import task_force_domain, task_force_loop

__all__ = [
    "DIRECTIONS",
    "FOCI",
    "FUNNEL",
    "STAGES",
    "SUPPLEMENTS",
    "WEIGHTS",
    "Benefit",
    "Mechanization",
    "Run",
    "RunError",
    "Topic",
    "UnitScore",
    "counts",
    "grain",
    "high_standard_share",
    "kaizhou_domains",
    "mechanization",
    "mechanization_rate",
    "moved",
    "mu_benefit",
    "multiple_cropping_index",
    "published",
    "published_shares",
    "rank_group",
    "rises_in_a_row",
    "run_of",
    "score_group",
    "task_force_domain",
    "task_force_loop",
    "yield_of",
]


@hookimpl
def kaizhou_domains() -> Iterable[Domain]:
    """Return the domain of this plugin."""
    return [grain]
