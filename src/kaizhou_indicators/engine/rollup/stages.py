"""Stages: the directions of a rollup, and by which rule an indicator goes in each. What has no rule is refused here, in words.

A stage goes over time (to a longer period), over areas (to their parents), or over one dimension (it is summed away).
"""

from __future__ import annotations

import attrs

from ...model.kinds import Aggregation, Kind
from ...model.records import Indicator
from ...periods import Frequency
from ...registry.catalogue import Catalogue

#: rule of what has one value for all rows of a group: it is taken once, not added
SAME = "same"

#: rules under which every part counts in its own right, and none may be there twice
ADDITIVE = frozenset({"sum", "mean", "weighted", "min", "max", "median"})

_AREA_LESS = {Aggregation.LAST, Aggregation.FIRST}


@attrs.frozen
class Stage:
    """One direction of a rollup.

    Attributes:
        kind: ``time``, ``area`` or ``over``.
        name: the longer period, or the dimension that is summed away.
    """

    kind: str
    name: str = ""

    @property
    def option(self) -> str:
        """The attribute that declares its rule, and the word for it in ``complete=``."""
        return {"time": "over_time", "area": "over_area"}.get(self.kind, "over")

    @property
    def frequency(self) -> Frequency:
        """The frequency of the longer period."""
        return Frequency(self.name)

    @property
    def parts(self) -> str:
        """What its parts are called."""
        return {"time": "periods", "area": "areas"}.get(self.kind, f"values of {self.name}")

    def __str__(self) -> str:
        return {"time": f"over time to the {self.name}", "area": "over areas"}.get(self.kind, f"over {self.name}")


def made(catalogue: Catalogue, key: str) -> bool:
    """Say whether an indicator is made from others."""
    return key in catalogue.parts.formulas or key in catalogue.parts.windows


def rule(catalogue: Catalogue, key: str, stage: Stage) -> str | None:
    """Return the rule by which values of an indicator become one; None: it is re-derived, or not rolled up at all."""
    indicator = catalogue[key]
    if stage.kind == "time":
        return _over_time(catalogue, indicator, stage)
    if stage.kind == "over":
        if not made(catalogue, key) and stage.name not in indicator.by:
            return SAME
        return "sum" if indicator.over_area is Aggregation.SUM else None
    return None if indicator.over_area in _AREA_LESS or indicator.over_area is None else indicator.over_area.value


def _over_time(catalogue: Catalogue, indicator: Indicator, stage: Stage) -> str | None:
    window = catalogue.parts.windows.get(indicator.key)
    if window is not None and window.over == "year" and window.how in {"count_where", "first_when"}:
        return SAME if stage.frequency is Frequency.YEAR else None
    own = indicator.over_time
    if indicator.basis.accumulation == "ytd" and (own is not None or not made(catalogue, indicator.key)):
        return "last"  # 累计: the last value of the year is the year's
    if own is None:
        return "last" if window is not None else None
    return own.value


def refusal(catalogue: Catalogue, key: str, stage: Stage) -> str:
    """Return why a value without a rule is not rolled up, and the way out."""
    option = "over_area" if stage.kind == "over" else stage.option
    return f"{key} is not rolled up {stage}: {_why(catalogue, catalogue[key], stage, option)}"


def _why(catalogue: Catalogue, indicator: Indicator, stage: Stage, option: str) -> str:
    if indicator.published_only:
        return "it is only ever published, and never rebuilt; take the published figure of the whole"
    if indicator.key in catalogue.parts.windows:
        return "it is a value of its whole year; take period='year'"
    if indicator.kind in _BY_KIND:
        return f"a {indicator.kind} is never added or averaged; {_BY_KIND[indicator.kind].format(option=option)}"
    if indicator.kind in {Kind.SHARE, Kind.RATE}:
        way_out = _way_to_ratio(catalogue, indicator.key, option)
        return f"a {indicator.kind} is never added or averaged; {way_out}"
    return _undeclared(indicator, stage, option)


_BY_KIND = {
    Kind.RANK: "roll up what is ranked and rank it anew, or declare {option}='min', 'max' or 'last'",
    Kind.GRADE: "derive it from rolled-up values, or declare {option}='min', 'max' or 'last'",
}


def _undeclared(indicator: Indicator, stage: Stage, option: str) -> str:
    if stage.kind == "over":
        return "only what is summed over areas (over_area='sum') is summed over a dimension"
    if stage.kind == "area" and indicator.over_area is not None:
        return f"over_area={indicator.over_area.value!r} asks for an order that areas do not have"
    way_out = "period=None to leave time alone" if stage.kind == "time" else "area=None to leave areas alone"
    return f"it declares no {option}; declare {option}='sum', 'mean' or another, or take {way_out}"


def _way_to_ratio(catalogue: Catalogue, key: str, option: str) -> str:
    needs = catalogue.parts.needs(key)
    if needs:
        return f"give its parts as columns: {', '.join(needs)}"
    return f"derive it from its numerator and denominator, or declare {option}='weighted' with weight= its denominator"
