"""Grades by position: which share of the row a place belongs to, best first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any

from ..errors import DerivationError
from ..formula.functions import where
from ..formula.values import exact, traced
from .checks import check, check_all


def quantile_grade(
    position: Any, count: Any, shares: Sequence[Any] | Mapping[str, Any], *, rounding: str = "down"
) -> Any:
    """Return the grade of a place by shares of the row (前30%为A): the position of the grade, from 1, best first.

    Args:
        position: place in the row, 1 the best; equal places get equal grades.
        count: how many there are in the row.
        shares: share of each grade, best first, adding up to 1; or a mapping of label to share.
        rounding: where a share is no whole number of places (30% of 7): ``down`` gives the grade to places that lie
            wholly within it (2), ``up`` to those that begin in it (3).

    Returns:
        The position of the grade, as a formula of ``kind="grade"`` returns it. In a formula name the units:
        ``takes={"position": "位", "count": "个"}``.

    Raises:
        DerivationError: an argument is missing, the shares do not add up to 1, or the place is not one of 1 … count.

    >>> [quantile_grade(place, 7, [0.3, 0.4, 0.3]) for place in range(1, 8)]
    [1, 1, 2, 2, 3, 3, 3]
    """
    check("quantile_grade", position=position, count=count)
    ends = _ends(shares)
    if rounding not in {"down", "up"}:
        msg = f"quantile_grade: rounding is {rounding!r}, and must be 'down' or 'up'"
        raise DerivationError(msg)
    if not traced(position, count) and not (1 <= position <= count and position == int(position)):
        msg = f"quantile_grade: position is {position}, no place among {count}; give a whole number from 1 to count"
        raise DerivationError(msg)
    reached = position if rounding == "down" else position - 1
    grade: Any = len(ends)
    for place, end in reversed(list(enumerate(ends[:-1], 1))):
        grade = where(reached <= end * count if rounding == "down" else reached < end * count, place, grade)
    return grade


def _ends(shares: Sequence[Any] | Mapping[str, Any]) -> list[Fraction]:
    given = list(shares.values()) if isinstance(shares, Mapping) else shares
    parts = [exact(share) for share in check_all("quantile_grade", "shares", given, at_least=2)]
    if any(part <= 0 for part in parts) or sum(parts) != 1:
        told = ", ".join(str(share) for share in given)
        msg = f"quantile_grade: the shares {told} are not all above 0 and adding up to 1; give one a grade, best first"
        raise DerivationError(msg)
    return list(accumulate(parts))
