"""kaizhou_indicators: one definition, one formula, a verified unit and a named baseline for every figure.

The public face: re-exports and ``__all__``, nothing else. The rooms do the work, and a room imports only rooms
above it: errors, text, units, intervals, references, periods, figures, model, processes, formula, arithmetic,
registry, engine, audit, testing, sphinxext, cli. A name is imported from its room when it is first asked for, so
that importing the package costs next to nothing; nothing here loads pint, numpy or a frame library.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import arithmetic
    from .audit import Claim, Consequence, Finding, Report, Unanswered, audit, claims_of, consequences, unanswered
    from .audit.reader import Passage, Reading, read_claims
    from .audit.tables import ColumnReport, LikelyCause, TableReport, audit_table
    from .engine.explain import Explanation
    from .engine.identities import IdentityCheck
    from .engine.loading import load
    from .engine.plan import Plan
    from .engine.registry import Registry
    from .engine.values import Grade
    from .errors import (
        ComparabilityError,
        DerivationError,
        DimensionError,
        FigureError,
        FormulaError,
        FrameError,
        KaizhouDeprecationWarning,
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
    from .figures import Approximator, Figure, Policy, Ratio, round_figure
    from .formula.functions import clip, exp, ln, maximum, minimum, sqrt, total, weighted_mean, where
    from .formula.interval import Bounds, evaluate
    from .intervals import Interval
    from .model.domain import Domain
    from .model.kinds import Aggregation, Better, Change, Kind, Rounding, Status
    from .model.records import Baseline, Basis, Break, Indicator, Observation, Setting, Source
    from .model.windows import count_where, decumulated, first_when, running_total, streak
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
        configured,
        refuse,
    )
    from .references import Reference
    from .registry.declarative.reading import read_domain
    from .registry.declarative.writing import domain_to_toml
    from .registry.discovery import PluginFailure
    from .registry.exchange import catalogue_schema
    from .registry.formula import Formula
    from .registry.hookspecs import hookimpl
    from .text import Text
    from .units import UnitSystem, format_quantity

__version__ = "0.1.0"

__all__ = [
    "Aggregation",
    "Approximator",
    "Band",
    "Baseline",
    "Basis",
    "Better",
    "Bounds",
    "Break",
    "Change",
    "Claim",
    "ColumnReport",
    "ComparabilityError",
    "Completion",
    "Composite",
    "Consequence",
    "Consistency",
    "DerivationError",
    "DimensionError",
    "Distinct",
    "Domain",
    "Event",
    "Explanation",
    "Figure",
    "FigureError",
    "Finding",
    "Formula",
    "FormulaError",
    "FrameError",
    "Frequency",
    "Funnel",
    "Grade",
    "HonourLevel",
    "Identity",
    "IdentityCheck",
    "Indicator",
    "Interval",
    "Item",
    "KaizhouDeprecationWarning",
    "KaizhouError",
    "Kind",
    "League",
    "LikelyCause",
    "Loop",
    "Mark",
    "MissingInputError",
    "Moves",
    "Observation",
    "Passage",
    "Period",
    "PeriodError",
    "Plan",
    "PluginError",
    "PluginFailure",
    "Policy",
    "ProcessError",
    "Quantiles",
    "Ranking",
    "Ratio",
    "Reading",
    "RecordError",
    "Reference",
    "ReferenceTextError",
    "Register",
    "RegistrationError",
    "Registry",
    "Report",
    "Rounding",
    "Score",
    "Setting",
    "SettingError",
    "Source",
    "Stages",
    "Status",
    "Step",
    "StepRate",
    "TableReport",
    "Text",
    "Thresholds",
    "Unanswered",
    "UnitError",
    "UnitSystem",
    "UnknownKeyError",
    "UnknownKeywordError",
    "Verdict",
    "arithmetic",
    "audit",
    "audit_table",
    "catalogue_schema",
    "claims_of",
    "clip",
    "configured",
    "consequences",
    "count_where",
    "decumulated",
    "domain_to_toml",
    "evaluate",
    "exp",
    "first_when",
    "format_quantity",
    "hookimpl",
    "ln",
    "load",
    "maximum",
    "minimum",
    "read_claims",
    "read_domain",
    "refuse",
    "round_figure",
    "running_total",
    "sqrt",
    "streak",
    "total",
    "unanswered",
    "weighted_mean",
    "where",
]

#: room -> the names that it gives to the public face; the package itself gives a room as a whole
_ROOMS = {
    ".": "arithmetic",
    ".audit": "Claim Consequence Finding Report Unanswered audit claims_of consequences unanswered",
    ".audit.reader": "Passage Reading read_claims",
    ".audit.tables": "ColumnReport LikelyCause TableReport audit_table",
    ".engine.explain": "Explanation",
    ".engine.identities": "IdentityCheck",
    ".engine.loading": "load",
    ".engine.plan": "Plan",
    ".engine.registry": "Registry",
    ".engine.values": "Grade",
    ".errors": "ComparabilityError DerivationError DimensionError FigureError FormulaError FrameError KaizhouDeprecationWarning KaizhouError MissingInputError PeriodError PluginError ProcessError RecordError ReferenceTextError RegistrationError SettingError UnitError UnknownKeyError UnknownKeywordError",
    ".figures": "Approximator Figure Policy Ratio round_figure",
    ".formula.functions": "clip exp ln maximum minimum sqrt total weighted_mean where",
    ".formula.interval": "Bounds evaluate",
    ".intervals": "Interval",
    ".model.domain": "Domain",
    ".model.kinds": "Aggregation Better Change Kind Rounding Status",
    ".model.records": "Baseline Basis Break Indicator Observation Setting Source",
    ".model.windows": "count_where decumulated first_when running_total streak",
    ".periods": "Frequency Period",
    ".processes": "Band Completion Composite Consistency Distinct Event Funnel HonourLevel Identity Item League Loop Mark Moves Quantiles Ranking Register Score Stages Step StepRate Thresholds Verdict configured refuse",
    ".references": "Reference",
    ".registry.declarative.reading": "read_domain",
    ".registry.declarative.writing": "domain_to_toml",
    ".registry.discovery": "PluginFailure",
    ".registry.exchange": "catalogue_schema",
    ".registry.formula": "Formula",
    ".registry.hookspecs": "hookimpl",
    ".text": "Text",
    ".units": "UnitSystem format_quantity",
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names.split()}


if not TYPE_CHECKING:  # type checkers know the names above, and tell of every other

    def __getattr__(name: str) -> Any:
        if name not in _ROOM_OF:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        room = _ROOM_OF[name]
        value = import_module(f".{name}", __name__) if room == "." else getattr(import_module(room, __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])


class _Face(ModuleType):
    """The package itself: a room that is imported binds its name here, and must not cover the function of that name."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (isinstance(value, ModuleType) and _ROOM_OF.get(name, ".") != "."):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
