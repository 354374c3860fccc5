"""How the sorts of identity are checked: a balance (left side = right side) and an order (never more than before)."""

from __future__ import annotations

from fractions import Fraction

import attrs

from ..intervals import Interval
from ..text import Text
from .counts import number_text
from .figures import ANYTHING, Figures, figure_text
from .verdict import Verdict, verdict


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
        if impossible or not residual.intersects(self._allowed()):
            return verdict(impossible or [self._apart(figures, residual)], residual, {}, Text(""))
        bounds = {name: self._implied(name, figures) for name in figures.missing}
        return verdict([], residual, bounds, self._together(figures, residual))

    def _allowed(self) -> Interval:
        return Interval(-self.slack, self.slack)

    def _signs(self) -> dict[str, int]:
        right = {self.right: -1} if isinstance(self.right, str) else {}
        return {**dict.fromkeys(self.plus, 1), **dict.fromkeys(self.minus, -1), **right}

    def _residual(self, figures: Figures, without: str = "") -> Interval:
        total = Interval.point(0 if isinstance(self.right, str) else -self.right)
        for name, sign in self._signs().items():
            if name != without:
                total = total + figures.of(name) if sign > 0 else total - figures.of(name)
        return total

    def _implied(self, name: str, figures: Figures) -> Interval:
        rest = self._allowed() - self._residual(figures, without=name)
        implied = rest if self._signs()[name] > 0 else -rest
        return implied.intersection(figures.possible) or figures.possible

    def _sides(self, figures: Figures) -> tuple[str, str]:
        terms = [f"+ {figures.text(name)}" for name in self.plus] + [f"- {figures.text(name)}" for name in self.minus]
        right = figures.text(self.right) if isinstance(self.right, str) else number_text(self.right)
        return " ".join(terms).removeprefix("+ "), right

    def _apart(self, figures: Figures, residual: Interval) -> Text:
        left, right = self._sides(figures)
        by, slack = figure_text(residual), number_text(self.slack)
        within_zh, within_en = (f",容差{slack}", f", slack {slack}") if self.slack else ("", "")
        return Text(f"{left} 与 {right} 不符,相差{by}{within_zh}", f"{left} differs from {right} by {by}{within_en}")

    def _together(self, figures: Figures, residual: Interval) -> Text:
        left, right = self._sides(figures)
        if not self.slack or residual.contains(0):
            return Text(f"{left} 与 {right} 相符", f"{left} agrees with {right}")
        by, slack = figure_text(residual), number_text(self.slack)
        return Text(f"{left} 与 {right} 相差{by},在容差{slack}内", f"{left} is within {slack} of {right} ({by})")


@attrs.frozen
class Order:
    """Figures in a row of which none is more than the one before it; missing ones are skipped over."""

    names: tuple[str, ...]

    def check(self, figures: Figures) -> Verdict:
        """Hold the figures to the order."""
        broken, excess = self._broken(figures)
        found = [*figures.impossible(), *broken]
        bounds = {} if found else {name: self._implied(name, figures) for name in figures.missing}
        row = " ≥ ".join(figures.text(name) for name in self.names if name in figures.given)
        return verdict(found, Interval.point(excess), bounds, Text(f"{row},相符", f"{row}: consistent"))

    def _broken(self, figures: Figures) -> tuple[list[Text], Fraction]:
        broken: list[Text] = []
        excess = Fraction(0)
        ceiling, by = ANYTHING, ""
        for name in [name for name in self.names if name in figures.given]:
            value = figures.of(name)
            if ceiling.certainly_lt(value):
                more, less = figures.text(name), figures.text(by)
                broken.append(Text(f"{more} 大于 {less}", f"{more} exceeds {less}"))
                excess = max(excess, (value.lo or Fraction(0)) - (ceiling.hi or Fraction(0)))
                ceiling = ANYTHING  # what follows is held to the figure that broke the order
            lower = ceiling.intersection(_up_to(value)) or _up_to(value)
            ceiling, by = lower, by if lower == ceiling else name
        return broken, excess

    def _implied(self, name: str, figures: Figures) -> Interval:
        place = self.names.index(name)
        known = figures.possible
        for other, value in figures.given.items():
            side = _up_to(value) if self.names.index(other) < place else _from(value)
            known = known.intersection(side) or known
        return known


def _up_to(value: Interval) -> Interval:
    return Interval(None, value.hi, hi_closed=value.hi_closed)


def _from(value: Interval) -> Interval:
    return Interval(value.lo, None, lo_closed=value.lo_closed)
