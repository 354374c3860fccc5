"""Audit: what printed figures can and cannot mean together."""

from __future__ import annotations

from .claim import Claim
from .finding import Finding
from .report import Report
from .run import audit, claims_of
from .values import Consequence, Unanswered, consequences, unanswered

__all__ = [
    "Claim",
    "Consequence",
    "Finding",
    "Report",
    "Unanswered",
    "audit",
    "claims_of",
    "consequences",
    "unanswered",
]
