"""kaizhou_indicators: one definition, one formula, a verified unit and a named baseline for every figure.

The public face: re-exports and ``__all__``, nothing else. The rooms do the work, and a room imports only rooms
above it: errors, text, units, intervals, references, periods, figures, model, processes, formula, registry,
engine, audit, testing, sphinxext, cli. Importing the package loads attrs and pluggy, no pint, numpy or frame library.
"""

from __future__ import annotations

from .engine.explain import Explanation
from .engine.plan import Plan
from .engine.registry import Registry, load
from .engine.values import Grade
from .errors import (
    ComparabilityError,
    DerivationError,
    DimensionError,
    FormulaError,
    FrameError,
    KaizhouError,
    MissingInputError,
    PeriodError,
    PluginError,
    ProcessError,
    RecordError,
    ReferenceTextError,
    RegistrationError,
    SettingError,
    UnitError,
    UnknownKeyError,
    UnknownKeywordError,
)
from .formula.functions import clip, exp, ln, maximum, minimum, sqrt, total, weighted_mean, where
from .formula.interval import Bounds, evaluate
from .intervals import Interval
from .model.domain import Domain
from .model.kinds import Aggregation, Better, Change, Kind, Rounding, Status
from .model.records import Baseline, Basis, Break, Indicator, Observation, Setting, Source
from .model.windows import count_where, first_when, running_total, streak
from .periods import Frequency, Period
from .processes import (
    Band,
    Completion,
    Composite,
    Consistency,
    Distinct,
    Event,
    Funnel,
    HonourLevel,
    Identity,
    Item,
    League,
    Loop,
    Mark,
    Moves,
    Quantiles,
    Ranking,
    Register,
    Score,
    Stages,
    Step,
    StepRate,
    Thresholds,
    Verdict,
)
from .references import Reference
from .registry.discovery import PluginFailure
from .registry.exchange import catalogue_schema
from .registry.formula import Formula
from .registry.hookspecs import hookimpl
from .text import Text
from .units import UnitSystem, format_quantity

__version__ = "0.1.0"

__all__ = [
    "Aggregation",
    "Band",
    "Baseline",
    "Basis",
    "Better",
    "Bounds",
    "Break",
    "Change",
    "ComparabilityError",
    "Completion",
    "Composite",
    "Consistency",
    "DerivationError",
    "DimensionError",
    "Distinct",
    "Domain",
    "Event",
    "Explanation",
    "Formula",
    "FormulaError",
    "FrameError",
    "Frequency",
    "Funnel",
    "Grade",
    "HonourLevel",
    "Identity",
    "Indicator",
    "Interval",
    "Item",
    "KaizhouError",
    "Kind",
    "League",
    "Loop",
    "Mark",
    "MissingInputError",
    "Moves",
    "Observation",
    "Period",
    "PeriodError",
    "Plan",
    "PluginError",
    "PluginFailure",
    "ProcessError",
    "Quantiles",
    "Ranking",
    "RecordError",
    "Reference",
    "ReferenceTextError",
    "Register",
    "RegistrationError",
    "Registry",
    "Rounding",
    "Score",
    "Setting",
    "SettingError",
    "Source",
    "Stages",
    "Status",
    "Step",
    "StepRate",
    "Text",
    "Thresholds",
    "UnitError",
    "UnitSystem",
    "UnknownKeyError",
    "UnknownKeywordError",
    "Verdict",
    "catalogue_schema",
    "clip",
    "count_where",
    "evaluate",
    "exp",
    "first_when",
    "format_quantity",
    "hookimpl",
    "ln",
    "load",
    "maximum",
    "minimum",
    "running_total",
    "sqrt",
    "streak",
    "total",
    "weighted_mean",
    "where",
]
