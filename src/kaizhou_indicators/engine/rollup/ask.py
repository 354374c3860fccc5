"""What a caller asks of a rollup, and what must be true of the table for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import attrs

from ...errors import ComparabilityError, FrameError
from ...references import Reference
from ...registry.catalogue import Catalogue
from ..adapter import Adapter
from ..columns import read_headers
from .layouts import Parents


def _names(names: Any) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


@attrs.frozen
class Ask:
    """What a caller asks of a rollup; see ``Registry.rollup``."""

    targets: tuple[str | Reference, ...] = ()
    period: str | None = "year"
    area: Parents | None = None
    over: tuple[str, ...] = attrs.field(default=(), converter=_names)
    complete: Any = None
    counts: bool = False
    units: Mapping[str, str] | None = None
    area_column: str = "area"
    period_column: str = "period"


def targets_of(catalogue: Catalogue, ask: Ask, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the keys to roll up: those asked for, or every indicator that is a column."""
    asked = ask.targets or tuple(read_headers(catalogue, columns))
    if not asked:
        msg = "the table has no column that is an indicator; name the targets, or the columns by key or title"
        raise FrameError(msg)
    references = [Reference.parse(target) for target in asked]
    for reference in references:
        catalogue[reference.key]
    changed = [str(r) for r in references if str(r) != r.key]
    if changed:
        msg = (
            f"{', '.join(changed)}: comparisons and running totals are not rolled up; roll up"
            f" {', '.join(dict.fromkeys(r.key for r in references if str(r) != r.key))} and derive them from the result"
        )
        raise ComparabilityError(msg)
    return tuple(dict.fromkeys(r.key for r in references))


def require(table: Adapter, column: str, what: str, option: str) -> None:
    """Refuse a table without a column that a stage needs."""
    if column not in table.columns:
        way_out = ", or period=None to leave time alone" if what == "time" else ""
        msg = f"a rollup over {what} needs the column {column!r}, and the table has {', '.join(table.columns)}; name yours with {option}={way_out}"
        raise FrameError(msg)


def refuse_empty(table: Adapter, column: str) -> None:
    """Refuse an eager table with rows that lie nowhere."""
    if not table.lazy and table.frame.get_column(column).is_null().any():
        rows = [n for n, empty in enumerate(table.frame.get_column(column).is_null().to_list()) if empty]
        if rows:
            msg = f"column {column!r} is empty in row {', '.join(map(str, rows[:5]))}; fill it in, or take the rows out"
            raise FrameError(msg)


def refuse_twice(table: Adapter, area: str | None, keys: Sequence[str]) -> None:
    """Refuse rows with the same key in an eager table without areas; with areas the engine's own check does it."""
    if table.lazy or area is not None:
        return
    counts = Counter(zip(*(table.to_list(key) for key in keys), strict=True))
    twice = [", ".join(map(str, key)) for key, count in counts.items() if count > 1]
    if twice:
        msg = f"{len(twice)} keys have more than one row: {'; '.join(twice[:5])}; keep one, or name the area with area_column="
        raise FrameError(msg)


def refuse_median(work: Adapter, rules: Mapping[str, str]) -> None:
    """Refuse medians of a pyarrow table, which only approximates them."""
    if not work.lazy and not work.polars and work.frame.implementation.is_pyarrow() and "median" in rules.values():
        names = ", ".join(n for n, how in rules.items() if how == "median")
        msg = f"{names}: pyarrow only approximates a median; hand in polars.from_arrow(table) or table.to_pandas()"
        raise FrameError(msg)


def dimensions(by: Collection[str]) -> str:
    """Return the sentence that names the dimensions there are."""
    return f"They have {', '.join(by)}" if by else "They have none; a dimension is declared with by=(...)"
