"""Tables: published columns of a table, held to what their formulas give from its other columns."""

from __future__ import annotations

from .ask import audit_table
from .report import ColumnReport, LikelyCause, TableReport

__all__ = ["ColumnReport", "LikelyCause", "TableReport", "audit_table"]
