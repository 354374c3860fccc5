"""Intervals: what a number can be, between two ends that are exact fractions, open or closed.

Two laws. Inclusion: whatever numbers the operands hold, the result holds theirs. Attainment: an end that arithmetic
makes is closed only if a number of the operands reaches it; an end of ``exp``, ``ln`` and ``sqrt`` that is no
fraction is rounded outward and open.
"""

from __future__ import annotations

from .ends import exact
from .interval import Interval

__all__ = ["Interval", "exact"]
