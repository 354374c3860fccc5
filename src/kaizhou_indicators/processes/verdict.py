"""What a check says: consistent, inconsistent or undetermined, and why; never "true"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

import attrs

from ..intervals import Interval
from ..text import Text
from .figures import figure_text


class Consistency(StrEnum):
    """What can be said of figures that an identity binds."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    UNDETERMINED = "undetermined"


@attrs.frozen
class Verdict:
    """What an identity says of its figures.

    Attributes:
        status: consistent, inconsistent or undetermined.
        residual: left side minus right side; for an order, by how much it is broken at most. An exact number where
            all figures are, else the interval it lies in.
        bounds: missing figure -> where it must lie for the identity to hold.
        explanation: the reason, in both languages.
        adjusted: shares that were made to add up to 100 and are, for that, not the ratio of their parts.
    """

    status: Consistency
    residual: Fraction | Interval
    bounds: Mapping[str, Interval]
    explanation: Text
    adjusted: tuple[str, ...] = ()


def verdict(broken: Sequence[Text], residual: Interval, bounds: Mapping[str, Interval], holds: Text) -> Verdict:
    """Conclude: inconsistent with all that is broken, else undetermined where figures are missing, else consistent."""
    left = residual.lo if residual.lo is not None and residual.is_point else residual
    if broken:
        return Verdict(Consistency.INCONSISTENT, left, bounds, _joined(broken))
    if bounds:
        return Verdict(Consistency.UNDETERMINED, left, bounds, _joined([_missing(*item) for item in bounds.items()]))
    return Verdict(Consistency.CONSISTENT, left, bounds, holds)


def together(verdicts: Sequence[Verdict]) -> Verdict:
    """Return one verdict over several of the same identity: the worst status with its reasons, the largest residual."""
    worst = max((v.status for v in verdicts), key=_SEVERITY.index)
    bounds = {name: where for v in verdicts for name, where in v.bounds.items()}
    residual = max((v.residual for v in verdicts if isinstance(v.residual, Fraction)), default=Fraction(0))
    return Verdict(worst, residual, bounds, _joined([v.explanation for v in verdicts if v.status is worst]))


_SEVERITY = (Consistency.CONSISTENT, Consistency.UNDETERMINED, Consistency.INCONSISTENT)


def _joined(texts: Sequence[Text]) -> Text:
    return Text(";".join(t.zh for t in texts), "; ".join(t.en for t in texts))


def _missing(name: str, where: Interval) -> Text:
    shown = figure_text(where)
    if where.is_point:
        return Text(f"缺{name},应为{shown}", f"{name} is missing and must be {shown}")
    return Text(f"缺{name},应在{shown}内", f"{name} is missing and must lie in {shown}")
