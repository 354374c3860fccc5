"""What one value may be: the ends of its range, whether it is counted one by one, the labels of a grade.

The registry alone says it: the declared ``valid`` range, the kind, the unit. Where nothing is declared a level may be
anything, a count is never below zero, a rank starts at 1 and a grade has the positions of its labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from ...figures.figure import COUNTED
from ...intervals import exact
from ...model.indicator import Indicator
from ...model.kinds import Kind
from ...references import Reference
from ...registry.catalogue import Catalogue

__all__ = ["Span", "span_of"]

#: what a value is compared with that is no value of the indicator itself
_COUNTS = {"rank": Fraction(1), "peers.count": Fraction(0)}
_LEAST: Mapping[Kind, Fraction] = {Kind.COUNT: Fraction(0), Kind.RANK: Fraction(1)}


@attrs.frozen
class Span:
    """What a value may be, as a number in its unit.

    Attributes:
        low: the lowest number; None: no lower limit.
        high: the highest number; None: no upper limit.
        whole: whether it is a whole number.
        labels: the labels of a grade, best first; a grade's number is its position, from 1.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    whole: bool = False
    labels: tuple[str, ...] = ()

    def holds(self, value: float | Fraction, slack: float = 1e-9) -> bool:
        """Say whether a number lies in it, give or take the rounding of a float."""
        reach = slack * max(1.0, abs(float(value)))
        over = self.high is not None and value > self.high + Fraction(reach)
        return not over and not (self.low is not None and value < self.low - Fraction(reach))

    def __str__(self) -> str:
        ends = [
            "-∞" if self.low is None else f"{float(self.low):g}",
            "∞" if self.high is None else f"{float(self.high):g}",
        ]
        return f"{'(' if self.low is None else '['}{', '.join(ends)}{')' if self.high is None else ']'}"


def span_of(registry: Catalogue, name: str) -> Span:
    """Return what the value of a key, or of a reference such as ``water.codmn@2018``, may be.

    >>> import kaizhou_indicators as ki
    >>> toy = ki.Domain("toy", ki.Text("玩具", "Toys"))
    >>> _ = toy.indicator("staff", ki.Text("人员", "Staff"), unit="人", valid=(0, 500))
    >>> print(span_of(ki.Registry([toy]), "toy.staff"))
    [0, 500]
    """
    reference = Reference.parse(name)
    indicator = registry[reference.key]
    if reference.change is not None:
        return Span()
    if reference.baseline is not None and reference.baseline.kind in _COUNTS:
        return Span(low=_COUNTS[reference.baseline.kind], whole=True)
    return _of(indicator)


def _of(indicator: Indicator) -> Span:
    if indicator.kind is Kind.GRADE:
        return Span(Fraction(1), Fraction(len(indicator.grades)), whole=True, labels=indicator.labels)
    low, high = indicator.valid or (None, None)
    least = _LEAST.get(indicator.kind)
    return Span(
        least if low is None else exact(low),
        None if high is None else exact(high),
        whole=is_counted(indicator),
    )


def is_counted(indicator: Indicator) -> bool:
    """Say whether observed values are whole numbers: ranks, grades and what is counted one by one."""
    if indicator.kind in {Kind.RANK, Kind.GRADE}:
        return True
    return indicator.unit in COUNTED or (indicator.kind is Kind.COUNT and indicator.unit == "1")
