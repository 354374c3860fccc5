"""Review: everything that a reviewer would say of a domain or a plugin distribution, in one report.

``RULES`` lists all that can be said; a rule that is not there is not applied.
"""

from __future__ import annotations

from .report import Finding, Report
from .rules import RULES, Rule, Severity
from .run import review, review_target

__all__ = ["RULES", "Finding", "Report", "Rule", "Severity", "review", "review_target"]
