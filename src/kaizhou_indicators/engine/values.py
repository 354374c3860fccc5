"""Values at the edge: from what a caller hands in to bare numbers in declared units, and back to quantities.

Everything between is bare numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, SupportsFloat

import attrs

from ..errors import DerivationError, UnitError
from ..model.kinds import Kind
from ..model.records import Indicator
from ..text import Text
from ..units import UnitSystem


@attrs.frozen(order=False)
class Grade:
    """A value of an ordered scale.

    Attributes:
        position: from 1, the best.
        labels: the labels of the scale, best first.

    Grades of one scale compare by position: ``a < b`` says that ``a`` stands nearer to the best end.

    >>> second = Grade(2, (Text("Ⅰ类", "Class I"), Text("Ⅱ类", "Class II")))
    >>> str(second), second.position
    ('Ⅱ类', 2)
    """

    position: int
    labels: tuple[Text, ...]

    @property
    def label(self) -> str:
        """The Chinese label."""
        return str(self.labels[self.position - 1])

    @property
    def title(self) -> Text:
        """The label in both languages."""
        return self.labels[self.position - 1]

    def __str__(self) -> str:
        return self.label

    def __int__(self) -> int:
        return self.position

    def _position(self, other: object) -> int | None:
        if isinstance(other, Grade):
            return other.position if other.labels == self.labels else None
        return other if isinstance(other, int) else position_of(self.labels, other)

    def __lt__(self, other: object) -> bool:
        return self._compare(other) < 0

    def __le__(self, other: object) -> bool:
        return self._compare(other) <= 0

    def __gt__(self, other: object) -> bool:
        return self._compare(other) > 0

    def __ge__(self, other: object) -> bool:
        return self._compare(other) >= 0

    def _compare(self, other: object) -> int:
        position = self._position(other)
        if position is None:
            scale = ", ".join(map(str, self.labels))
            msg = f"{self} cannot be compared with {other!r}; both must be grades of the scale {scale}"
            raise DerivationError(msg)
        return self.position - position


def position_of(labels: tuple[Text, ...], value: object) -> int | None:
    """Return the position of a label, in either language, or None."""
    for position, label in enumerate(labels, 1):
        if value in {label.zh, label.en} and value:
            return position
    return None


def reader(indicator: Indicator, unit: str, units: UnitSystem, name: str) -> Callable[[Any], float | None]:
    """Return a function from a value handed in to a number in ``unit``, None if it is missing.

    Args:
        indicator: what the values are values of.
        unit: the unit wanted.
        units: the units known.
        name: what the caller calls it, for the message.

    The function takes a number, a text such as ``"26.5 mg/m^3"``, a Quantity, a grade or its label, or None. It raises
    DerivationError if the value is no number, or its unit does not fit.
    """
    magnitude = units.magnitude
    graded = indicator.kind is Kind.GRADE

    def read(value: Any) -> float | None:
        kind = type(value)
        if kind is float or kind is int:
            return None if value != value else float(value)  # noqa: PLR0124  # NaN is missing
        if value is None:
            return None
        try:
            if graded:
                return _grade(value, indicator)
            number = magnitude(value, unit) if hasattr(value, "magnitude") else _number(value, unit, units)
        except (UnitError, TypeError, ValueError, OverflowError) as error:
            way_out = (
                "a label, or its position from 1" if graded else f'a number in {unit}, or a quantity such as "3.4 mg/L"'
            )
            msg = f"{name}: {error}; give {way_out}"
            raise DerivationError(msg) from error
        return None if number != number else number  # noqa: PLR0124  # NaN is missing

    return read


def _number(value: Any, unit: str, units: UnitSystem) -> float:
    if isinstance(value, str):
        number, given = units.read(value)
        return float(number) if given in {"1", ""} else float(units.convert(number, given, unit))
    if isinstance(value, bool) or not isinstance(value, SupportsFloat):
        msg = f"{value!r} is no number"
        raise TypeError(msg)
    return float(value)


def _grade(value: Any, indicator: Indicator) -> float:
    position = value if isinstance(value, int | float) else getattr(value, "position", None)
    if position is None:
        position = position_of(indicator.grades, value)
    if position is None or not 1 <= position <= len(indicator.grades) or position != int(position):
        msg = f"{value!r} is none of {', '.join(indicator.labels)}"
        raise ValueError(msg)
    return float(position)


def grade(position: float, indicator: Indicator) -> Grade:
    """Return the grade at a position that a formula calculated.

    Raises:
        DerivationError: there is no such position on the scale.
    """
    if position != int(position) or not 1 <= position <= len(indicator.grades):
        msg = f"{indicator.key}: the formula yields {position}, which is no position from 1 to {len(indicator.grades)}"
        raise DerivationError(msg)
    return Grade(int(position), indicator.grades)
