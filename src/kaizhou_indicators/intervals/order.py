"""How intervals and numbers stand to each other: certainly, or possibly, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .ends import Number, exact

if TYPE_CHECKING:
    from .bounds import Ends


class Ordered:
    """What has ends; a number stands for its point."""

    __slots__ = ()

    @property
    def _ends(self) -> Ends:
        raise NotImplementedError

    def contains(self, x: Number | Interval) -> bool:
        """Say whether a number, or every number of an interval, lies in it; ``x in interval`` says the same.

        >>> Interval.closed(0, 1).contains(1), 1 in Interval(0, 1, hi_closed=False)
        (True, False)
        """
        (low, high), (other_low, other_high) = self._ends, ends_of(x)
        return low <= other_low and other_high <= high

    def __contains__(self, x: Number | Ordered) -> bool:
        return self.contains(x)

    def certainly_lt(self, other: Number | Interval) -> bool:
        """Say whether every number of it is less than every number of the other."""
        return self._ends[1] < ends_of(other)[0]

    def certainly_le(self, other: Number | Interval) -> bool:
        """Say whether no number of it is greater than any number of the other."""
        return self._ends[1][0] <= ends_of(other)[0][0]

    def certainly_eq(self, other: Number | Interval) -> bool:
        """Say whether both are the same single number."""
        return self.is_point and self == _interval(other)

    def possibly_lt(self, other: Number | Interval) -> bool:
        """Say whether some number of it is less than some number of the other."""
        return not _interval(other).certainly_le(self)

    def possibly_le(self, other: Number | Interval) -> bool:
        """Say whether some number of it is not greater than some number of the other."""
        return not _interval(other).certainly_lt(self)

    def certainly_gt(self, other: Number | Interval) -> bool:
        """Say whether every number of it is greater than every number of the other."""
        return _interval(other).certainly_lt(self)

    def certainly_ge(self, other: Number | Interval) -> bool:
        """Say whether no number of it is less than any number of the other."""
        return _interval(other).certainly_le(self)

    def possibly_gt(self, other: Number | Interval) -> bool:
        """Say whether some number of it is greater than some number of the other."""
        return _interval(other).possibly_lt(self)

    def possibly_ge(self, other: Number | Interval) -> bool:
        """Say whether some number of it is not less than some number of the other."""
        return _interval(other).possibly_le(self)

    def possibly_eq(self, other: Number | Interval) -> bool:
        """Say whether they have a number in common."""
        return self.possibly_le(other) and _interval(other).possibly_le(self)

    intersects = possibly_eq



def ends_of(x: Number | Ordered) -> Ends:
    """Return the ends of an interval or a number."""
    if isinstance(x, Ordered):
        return x._ends
    value = exact(x)
    return (value, 0), (value, 0)
