"""Aggregation against meaning: what a sum or a mean over time or areas would make of the quantity.

A ratio is derived again from its rolled-up parts and never averaged; a stock is not summed over time, nor what is
accumulated already; a quantity per something adds up only where that something does not grow with the parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...errors import UnitError
from ...formula.tree import Call
from ...model.kinds import Aggregation, Kind
from ...model.records import Indicator
from .formulas import PERCENT, POINTS
from .report import Finding
from .subject import Subject

_MEANS = {Aggregation.MEAN, Aggregation.MEDIAN}
_STOCK = re.compile("年末|期末|月末|季末|年底|存量|在册|结存|余额|保有量|总人口|常住人口|户籍人口")
_STOCK_EN = re.compile(
    r"\b(?:year-end|end of (?:the )?(?:year|month|quarter|period)|stock|outstanding)\b", re.IGNORECASE
)
_TOTAL = re.compile("累计")
#: what does not grow when areas are put together
_NOT_OF_AREAS = frozenset({"time", "calendar"})
#: what does not grow when periods are put together, and yet no amount of it belongs to a period
_OF_PERIODS = frozenset({"time", "calendar", "length"})


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the aggregations that contradict what the indicator is."""
    for indicator in subject.indicators:
        for rule in ("over_time", "over_area"):
            how = getattr(indicator, rule)
            if how is not None:
                yield from _rule(subject, indicator, rule, how)
    measured = {i.key for i in subject.measured}
    for indicator in subject.indicators:
        none = indicator.over_time is None and indicator.over_area is None
        if none and indicator.key in measured and _adds_up(subject, indicator):
            yield subject.finding("no-aggregation", indicator.key)


def _rule(subject: Subject, indicator: Indicator, rule: str, how: Aggregation) -> Iterator[Finding]:
    if how in _MEANS:
        code = _averaging(subject, indicator, rule)
        if code:
            yield subject.finding(code, indicator.key, rule=rule, how=how.value)
    if how is not Aggregation.SUM:
        return
    if indicator.kind is Kind.INDEX:
        yield subject.finding("summed-index", indicator.key, rule=rule)
    if rule == "over_time":
        yield from _summed_over_time(subject, indicator)
    for per in _per(subject, indicator):
        over_time = rule == "over_time"
        if per in _OF_PERIODS if over_time else per not in _NOT_OF_AREAS:
            yield subject.finding("summed-rate", indicator.key, rule=rule, unit=indicator.unit, per=per)


def _averaging(subject: Subject, indicator: Indicator, rule: str) -> str:
    """Return the rule that a mean breaks, or an empty text."""
    formula = subject.parts.formulas.get(indicator.key)
    quotient = formula is not None and isinstance(formula.tree, Call) and formula.tree.op == "div"
    if quotient and formula is not None and not formula.empirical:
        return "averaged-ratio"
    if indicator.kind is Kind.COUNT:
        return "averaged-count"
    if indicator.kind not in {Kind.SHARE, Kind.RATE} or indicator.unit not in PERCENT | POINTS:
        return ""
    return "averaged-share" if rule == "over_area" else "averaged-over-time"


def _summed_over_time(subject: Subject, indicator: Indicator) -> Iterator[Finding]:
    word = _STOCK.search(indicator.title.zh) or _STOCK_EN.search(indicator.title.en)
    if word:
        yield subject.finding("summed-stock", indicator.key, word=word[0])
    if indicator.basis.accumulation == "ytd" or _TOTAL.search(indicator.title.zh):
        yield subject.finding("summed-total", indicator.key)


def _per(subject: Subject, indicator: Indicator) -> list[str]:
    """Return what the unit is per: the dimensions below the line."""
    try:
        _, dimension = subject.units.scale(indicator.unit)
    except UnitError:
        return []
    return [name for name, power in dimension.parts if power < 0]


def _adds_up(subject: Subject, indicator: Indicator) -> bool:
    """Say whether it is an amount of something: counted, or in a unit with nothing below the line."""
    if indicator.published_only or indicator.kind not in {Kind.COUNT, Kind.LEVEL}:
        return False
    try:
        _, dimension = subject.units.scale(indicator.unit)
    except UnitError:
        return False
    counted = {"length", "mass", "temperature", "substance", "current", "luminosity", "score", "rank"}
    return bool(dimension.parts) and all(power > 0 and name not in counted for name, power in dimension.parts)
