"""Windows over time on lists of values in the order of their periods; None is a missing period."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Condition = Callable[[float], bool]
Values = Sequence[float | None]


def over_list(how: str, values: Values, holds: Condition) -> tuple[float | None, int]:
    """Return what a window makes of its values, and how many periods had one (the N of n of N).

    >>> over_list("count_where", [1, 2, 4, None], lambda c: c <= 2)
    (2.0, 3)
    >>> over_list("streak", [25, 21, None, 30], lambda g: g >= 20)
    (1.0, 3)
    """
    present = [v for v in values if v is not None]
    if not present:
        return None, 0
    return _WINDOWS[how](values, holds), len(present)


def _count(values: Values, holds: Condition) -> float | None:
    return float(sum(holds(v) for v in values if v is not None))


def _first(values: Values, holds: Condition) -> float | None:
    return next((float(i) for i, v in enumerate(values, 1) if v is not None and holds(v)), None)


def _streak(values: Values, holds: Condition) -> float | None:
    if values[-1] is None:
        return None
    length = 0
    for value in reversed(values):
        if value is None or not holds(value):
            break
        length += 1
    return float(length)


def _total(values: Values, _holds: Condition) -> float | None:
    return None if values[-1] is None else sum(v for v in values if v is not None)


def _grown(values: Values, _holds: Condition) -> float | None:
    last = values[-1]
    before = values[-2] if len(values) > 1 else 0.0
    return None if last is None or before is None else last - before


_WINDOWS: dict[str, Callable[[Values, Condition], float | None]] = {
    "count_where": _count,
    "first_when": _first,
    "streak": _streak,
    "running_total": _total,
    "decumulated": _grown,
}
