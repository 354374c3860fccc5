"""Figures: numbers as printed, and what a printed number can and cannot have been before it was rounded."""

from __future__ import annotations

from .figure import Figure, Ratio
from .policy import DEFAULT, Approximator, Policy
from .rounding import round_figure

__all__ = ["DEFAULT", "Approximator", "Figure", "Policy", "Ratio", "round_figure"]
