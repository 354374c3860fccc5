"""The periods of a table's column: all faults together."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

from ..errors import PeriodError
from .period import Period, parse
from .reading import ACCEPTED

_LISTED = 10

V = TypeVar("V", bound=Hashable)


def parse_column(values: Iterable[V]) -> dict[V, Period]:
    """Return value -> period for the distinct values of a column, in their order.

    PeriodError lists the values that are no period, up to ten of them.

    >>> parse_column(["2024-Q1", 2023, "2024-Q1"])
    {'2024-Q1': Period('2024-Q1'), 2023: Period('2023')}
    """
    found: dict[V, Period] = {}
    faults: list[str] = []
    for value in dict.fromkeys(values):
        try:
            found[value] = parse(value)
        except PeriodError as error:  # every fault is wanted, not the first
            faults.append(str(error))
    if faults:
        raise _together(faults, len(found) + len(faults))
    return found


def _together(faults: list[str], count: int) -> PeriodError:
    listed = "".join(f"\n  {fault}" for fault in faults[:_LISTED])
    more = f"\n  and {len(faults) - _LISTED} more" if len(faults) > _LISTED else ""
    return PeriodError(
        f"{len(faults)} of {count} distinct values are no period:{listed}{more}\nAccepted are {ACCEPTED}"
    )
