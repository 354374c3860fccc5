"""Rollup: a table's rows of short periods and small areas become rows of longer periods and larger areas.

Each indicator goes by the rule that it declares; a ratio is derived again from its rolled-up parts and never averaged;
what has no meaning for the whole is refused with the reason. Every part must be there unless the caller says otherwise.
"""

from __future__ import annotations

from .ask import Ask
from .run import Rollup

__all__ = ["Ask", "Rollup"]
