"""One grouped pass over a table: columns made before, one aggregation each, and what is made from them after.

The aggregations are plain ones of one column, so that every table library can do them. Groups of an eager table come
in the order in which their first row stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from ..adapter import Adapter

_ROW = "__kz row number"


class Grouping:
    """What is to be aggregated of a table, collected first and done in one pass."""

    def __init__(self, work: Adapter, keys: Sequence[str]) -> None:
        self.work, self.keys = work, list(keys)
        self._before: dict[str, Any] = {}
        self._how: dict[str, str] = {}

    def add(self, how: str, expression: Any) -> Any:
        """Return the expression, over the groups, of ``sum``, ``min``, ``max`` or ``median`` of an expression over the rows."""
        name = f"__kz g{len(self._before)}"
        self._before[name], self._how[name] = expression, how
        return self.work.space.col(name)

    def run(self, schema: Mapping[str, Any]) -> Adapter:
        """Return the groups as a table; ``schema`` says what its columns are to the caller."""
        space, frame = self.work.space, self.work.frame
        frame = frame.with_columns([e.alias(n) for n, e in self._before.items()])
        made = [getattr(space.col(n), how)().alias(n) for n, how in self._how.items()]
        if self.work.polars:
            grouped = frame.group_by(self.keys, maintain_order=not self.work.lazy).agg(made)
        elif self.work.lazy:
            grouped = frame.group_by(self.keys).agg(*made)
        else:
            numbered = frame.with_row_index(_ROW)
            grouped = numbered.group_by(self.keys).agg(*made, space.col(_ROW).min()).sort(_ROW).drop([_ROW])
        return attrs.evolve(self.work, frame=grouped, schema=dict(schema))
