"""Process records: the systems behind the numbers, frozen and validated, each yielding indicators.

A record is configuration; it holds no figures. ``check`` and its kin take figures and name everything that is wrong in
one ProcessError; ``declare`` records the indicators, formulas and identities of the process on a Domain.
"""

from __future__ import annotations

from .bands import Band, Quantiles, Thresholds
from .composite import Composite, Score
from .event import Distinct, Event, HonourLevel
from .faults import configured, refuse
from .funnel import Funnel, StepRate
from .identity import Identity
from .item import Item
from .league import League, Ranking
from .loop import Completion, Loop, Mark
from .register import Register
from .stages import Moves, Stages
from .steps import Step
from .verdict import Consistency, Verdict

__all__ = [
    "Band",
    "Completion",
    "Composite",
    "Consistency",
    "Distinct",
    "Event",
    "Funnel",
    "HonourLevel",
    "Identity",
    "Item",
    "League",
    "Loop",
    "Mark",
    "Moves",
    "Quantiles",
    "Ranking",
    "Register",
    "Score",
    "Stages",
    "Step",
    "StepRate",
    "Thresholds",
    "Verdict",
    "configured",
    "refuse",
]
