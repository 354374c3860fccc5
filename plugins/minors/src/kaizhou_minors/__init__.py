"""kaizhou_minors: guardianship risks of minors (未成年人家庭监护风险防控一件事) as a domain of kaizhou_indicators.

The package declares the domain ``minors`` and the records of its system: a risk register, push and handling rules, a
composite evaluation and versioned rule documents, each from the user's configuration. It takes counts only and refuses
tables that speak of persons.
"""

from __future__ import annotations

from collections.abc import Iterable

from kaizhou_indicators import Domain, hookimpl

from . import figures as _figures  # noqa: F401  # declares the figures as published, and with them every module's indicators
from .configured import configured_domain
from .crime import change_on_last_year
from .domain import minors
from .errors import ConfigurationError, MinorsError, MonthError, PersonalDataError, RuleError
from .evaluation import FOUR_ONES, coordination_of, evaluation_of
from .funnel import FUNNEL, share_of
from .handling import HandlingRules, Rule, handling_of, on_time_of
from .months import COLUMNS, RegisterMonth, check_chain, read_months
from .privacy import refuse_personal_data
from .register import register_of
from .rules import RuleBook, RuleDocument, printed_rules, rules_of

__all__ = [
    "COLUMNS",
    "FOUR_ONES",
    "FUNNEL",
    "ConfigurationError",
    "HandlingRules",
    "MinorsError",
    "MonthError",
    "PersonalDataError",
    "RegisterMonth",
    "Rule",
    "RuleBook",
    "RuleDocument",
    "RuleError",
    "change_on_last_year",
    "check_chain",
    "configured_domain",
    "coordination_of",
    "evaluation_of",
    "handling_of",
    "kaizhou_domains",
    "minors",
    "on_time_of",
    "printed_rules",
    "read_months",
    "refuse_personal_data",
    "register_of",
    "rules_of",
    "share_of",
]


@hookimpl
def kaizhou_domains() -> Iterable[Domain]:
    """Return the domain of this plugin."""
    return [minors]
