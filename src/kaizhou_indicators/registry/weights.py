"""Weights: what is weighted names what weighs it, which must be there and must be a quantity."""

from __future__ import annotations

from ..errors import RecordError
from ..model.kinds import Aggregation, Kind
from ..model.records import Indicator
from .collect import Collected


def check_weight(collected: Collected, indicator: Indicator) -> None:
    """Check the ``weight`` of an indicator.

    Raises:
        RecordError: it is needed and not named, named and not needed, no indicator, or one that weighs nothing (a share,
            a rank, a grade).
    """
    _check_need(indicator)
    key = indicator.weight_key
    weight = collected.parts.indicators.get(key or "")
    if key is None or (weight is None and collected.excused(indicator.domain, key)):
        return
    if weight is None:
        msg = f"weight={indicator.weight!r} is no indicator.{collected.parts.near(key)} Declare it, or correct the name"
        raise RecordError(msg)
    if weight.kind not in {Kind.LEVEL, Kind.COUNT}:
        msg = f"weight={indicator.weight!r}: {key} is a {weight.kind} and weighs nothing; name a quantity, such as the population"
        raise RecordError(msg)


def _check_need(indicator: Indicator) -> None:
    weighted = Aggregation.WEIGHTED in {indicator.over_time, indicator.over_area}
    if weighted and not indicator.weight:
        msg = "over_*='weighted' needs weight='the indicator that weighs', such as the population"
        raise RecordError(msg)
    if indicator.weight is not None and not weighted:
        msg = f"weight={indicator.weight!r} is read by over_time or over_area='weighted' only; declare one of them, or leave it out"
        raise RecordError(msg)
    if indicator.weight_key == indicator.key:
        msg = "weight names the indicator itself; name another, such as the population"
        raise RecordError(msg)
