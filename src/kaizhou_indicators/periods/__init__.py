"""Periods: 2024, 2024-H1, 2024-Q1, 2024-01, 2024-03-01, and what lies beyond one of these.

Time is a calendar, not a row order: a period knows its place on an integer calendar axis, its predecessor (环比) and
the same period of the year before (同比), whether or not a table has a row for them. Everything that reads, prints,
orders or shifts a period lives here.
"""

from __future__ import annotations

from .calendar import Frequency
from .column import parse_column
from .period import Period
from .spans import Shape

__all__ = ["Frequency", "Period", "Shape", "parse_column"]
