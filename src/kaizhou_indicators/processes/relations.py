"""How the two sorts of identity are checked: a balance (left side = right side) and an order (never more than before).

Both take ranges by figure; a figure that is missing has all the values its kind allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from ..text import Text
from .counts import number_text
from .ranges import Range
from .verdict import Verdict, verdict

Ranges = Mapping[str, Range]


@attrs.frozen
class Figures:
    """The figures of one check.

    Attributes:
        given: figure -> what was said of it.
        missing: figures of which nothing was said.
        floor: what every figure may be: from 0 on, or anything.
        whole: whether figures are whole numbers.
    """

    given: Ranges
    missing: tuple[str, ...]
    floor: Range
    whole: bool = False

    def of(self, name: str) -> Range:
        """Return what is known of a figure."""
        return self.given.get(name, self.floor)

    def impossible(self) -> list[Text]:
        """Return the figures that are no such figure: below zero, or no whole number."""
        found = []
        for name, value in self.given.items():
            if value.below(self.floor):
                found.append(Text(f"{name}为{value},不应小于0", f"{name} is {value} and may not be below 0"))
            elif self.whole and not value.holds_whole():
                found.append(Text(f"{name}为{value},应为整数", f"{name} is {value} and must be a whole number"))
        return found


@attrs.frozen
class Balance:
    """Σ plus - Σ minus = right, within a slack; right is a figure or a constant."""

    plus: tuple[str, ...]
    minus: tuple[str, ...]
    right: str | Fraction
    slack: Fraction

    def check(self, figures: Figures) -> Verdict:
        """Hold the figures to the balance."""
        impossible = figures.impossible()
        residual = self._residual(figures)
        allowed = Range(-self.slack, self.slack)
        if impossible or not residual.meets(allowed):
            return verdict(impossible or [self._apart(figures, residual)], residual, {}, Text(""))
        bounds = {name: self._implied(name, figures) for name in figures.missing}
        return verdict([], residual, bounds, self._together(figures, residual))

    def _signs(self) -> dict[str, int]:
        right = {self.right: -1} if isinstance(self.right, str) else {}
        return {**dict.fromkeys(self.plus, 1), **dict.fromkeys(self.minus, -1), **right}

    def _residual(self, figures: Figures, without: str = "") -> Range:
        constant = Range.of(0) if isinstance(self.right, str) else Range.of(-self.right)
        for name, sign in self._signs().items():
            if name != without:
                constant = constant + (figures.of(name) if sign > 0 else -figures.of(name))
        return constant

    def _implied(self, name: str, figures: Figures) -> Range:
        rest = Range(-self.slack, self.slack) - self._residual(figures, without=name)
        return (rest if self._signs()[name] > 0 else -rest).both(figures.floor)

    def _left(self, figures: Figures) -> str:
        signs = {**dict.fromkeys(self.plus, "+"), **dict.fromkeys(self.minus, "-")}
        terms = " ".join(f"{sign} {name} {figures.given.get(name, '?')}" for name, sign in signs.items())
        return terms.removeprefix("+ ")

    def _right(self, figures: Figures) -> str:
        return (
            f"{self.right} {figures.given.get(self.right, '?')}"
            if isinstance(self.right, str)
            else number_text(self.right)
        )

    def _apart(self, figures: Figures, residual: Range) -> Text:
        left, right = self._left(figures), self._right(figures)
        slack = number_text(self.slack)
        within_zh, within_en = (f",容差{slack}", f", slack {slack}") if self.slack else ("", "")
        return Text(
            f"{left} 与 {right} 不符,相差{residual}{within_zh}", f"{left} differs from {right} by {residual}{within_en}"
        )

    def _together(self, figures: Figures, residual: Range) -> Text:
        left, right = self._left(figures), self._right(figures)
        if self.slack and residual.point and residual.low:
            slack = number_text(self.slack)
            return Text(
                f"{left} 与 {right} 相差{residual},在容差{slack}内", f"{left} is within {slack} of {right} ({residual})"
            )
        return Text(f"{left} 与 {right} 相符", f"{left} agrees with {right}")


@attrs.frozen
class Order:
    """Figures in a row of which none is more than the one before it; missing ones are skipped over."""

    names: tuple[str, ...]

    def check(self, figures: Figures) -> Verdict:
        """Hold the figures to the order."""
        broken, excess = self._broken(figures)
        found = [*figures.impossible(), *broken]
        bounds = {} if found else {name: self._implied(name, figures) for name in figures.missing}
        return verdict(found, excess, bounds, self._holds(figures))

    def _broken(self, figures: Figures) -> tuple[list[Text], Range]:
        broken: list[Text] = []
        excess = Fraction(0)
        ceiling, by = Range(), ""
        for name in self.names:
            value = figures.given.get(name)
            if value is None:
                continue
            if ceiling.below(value):
                broken.append(
                    Text(
                        f"{name}({value})大于{by}({figures.given[by]})",
                        f"{name} {value} exceeds {by} {figures.given[by]}",
                    )
                )
                excess = max(excess, (value.low or Fraction(0)) - (ceiling.high or Fraction(0)))
            ceiling, by = _lower_ceiling(ceiling, by, value, name)
        return broken, Range.of(excess)

    def _implied(self, name: str, figures: Figures) -> Range:
        place = self.names.index(name)
        known = figures.floor
        for other, value in figures.given.items():
            side = (
                Range(high=value.high, high_closed=value.high_closed)
                if self.names.index(other) < place
                else _from(value)
            )
            known = known.both(side)
        return known

    def _holds(self, figures: Figures) -> Text:
        row = " ≥ ".join(f"{name} {figures.given[name]}" for name in self.names if name in figures.given)
        return Text(f"{row},相符", f"{row}: consistent")


def _lower_ceiling(ceiling: Range, by: str, value: Range, name: str) -> tuple[Range, str]:
    """Return what the next figure may not exceed; after a break, the figure that broke the order."""
    own = Range(high=value.high, high_closed=value.high_closed)
    if ceiling.below(value) or not by:
        return own, name
    both = ceiling.both(own)
    return both, by if both != own else name


def _from(value: Range) -> Range:
    return Range(low=value.low, low_closed=value.low_closed)
