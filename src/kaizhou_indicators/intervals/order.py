"""How intervals and numbers stand to each other: certainly (for all their numbers) or possibly (for some)."""

from __future__ import annotations

from abc import ABC, abstractmethod

from .bounds import Ends
from .ends import Number, exact


class Ordered(ABC):
    """What has ends; a number stands for its point.

    What is possible is what the contrary does not certainly exclude: ``a.possibly_lt(b)`` unless ``a.certainly_ge(b)``.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def _ends(self) -> Ends:
        """Both ends, each with its openness."""

    def contains(self, x: Number | Ordered) -> bool:
        """Say whether a number, or every number of an interval, lies in it; ``x in interval`` says the same."""
        (low, high), (other_low, other_high) = self._ends, ends_of(x)
        return low <= other_low and other_high <= high

    def __contains__(self, x: Number | Ordered) -> bool:
        return self.contains(x)

    def certainly_lt(self, other: Number | Ordered) -> bool:
        """Say whether every number of it is less than every number of the other."""
        return _all_lt(self._ends, ends_of(other))

    def certainly_le(self, other: Number | Ordered) -> bool:
        """Say whether no number of it is greater than any number of the other."""
        return _all_le(self._ends, ends_of(other))

    def certainly_gt(self, other: Number | Ordered) -> bool:
        """Say whether every number of it is greater than every number of the other."""
        return _all_lt(ends_of(other), self._ends)

    def certainly_ge(self, other: Number | Ordered) -> bool:
        """Say whether no number of it is less than any number of the other."""
        return _all_le(ends_of(other), self._ends)

    def certainly_eq(self, other: Number | Ordered) -> bool:
        """Say whether both are the same single number."""
        return self.certainly_le(other) and self.certainly_ge(other)

    def possibly_lt(self, other: Number | Ordered) -> bool:
        """Say whether some number of it is less than some number of the other."""
        return not self.certainly_ge(other)

    def possibly_le(self, other: Number | Ordered) -> bool:
        """Say whether some number of it is not greater than some number of the other."""
        return not self.certainly_gt(other)

    def possibly_gt(self, other: Number | Ordered) -> bool:
        """Say whether some number of it is greater than some number of the other."""
        return not self.certainly_le(other)

    def possibly_ge(self, other: Number | Ordered) -> bool:
        """Say whether some number of it is not less than some number of the other."""
        return not self.certainly_lt(other)

    def intersects(self, other: Number | Ordered) -> bool:
        """Say whether they have a number in common, and so are possibly equal."""
        return self.possibly_le(other) and self.possibly_ge(other)

    possibly_eq = intersects


def ends_of(x: Number | Ordered) -> Ends:
    """Return the ends of an interval or a number."""
    if isinstance(x, Ordered):
        return x._ends
    value = exact(x)
    return (value, 0), (value, 0)


def _all_lt(x: Ends, y: Ends) -> bool:
    return x[1] < y[0]


def _all_le(x: Ends, y: Ends) -> bool:
    return x[1][0] <= y[0][0]
