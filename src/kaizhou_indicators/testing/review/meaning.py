"""Kind, unit and words held against each other: % is not 个百分点, a growth is no share, a count is not in mg/L."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...errors import UnitError
from ...model.kinds import Better, Kind
from ...model.records import Indicator
from ...text import Text
from .formulas import PERCENT, POINTS, says_difference
from .report import Finding
from .subject import Subject, title_of

_POINT_WORDS = re.compile(r"百分点|percentage[ -]points?", re.IGNORECASE)
_SHARE_WORDS = re.compile(r"占比\Z|比例\Z|比重\Z|覆盖率\Z|完成率\Z|达标率\Z|合格率\Z|占有率\Z")
_GROWTH = re.compile(r"增长率|增速|增幅|降幅|涨幅|增长\Z")
_PHYSICAL = frozenset({"length", "mass", "currency", "temperature", "substance", "current", "luminosity"})
_DIRECTED = frozenset({Kind.SHARE, Kind.RATE, Kind.INDEX})
_IN_PERCENT = Text(
    "占比与率以 % 或 ‰ 计，变动只有百分点", "a share or rate is in % or ‰, and changes by percentage points only"
)
_TITLE, _DEFINITION = Text("名称", "the title"), Text("定义", "the definition")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the contradictions of kind, unit, range and words."""
    for indicator in subject.indicators:
        yield from _points(subject, indicator)
        yield from _percent(subject, indicator)
        why = _misfit(subject, indicator)
        if why is not None:
            kind, unit = indicator.kind.value, indicator.unit
            yield subject.finding("kind-unit", indicator.key, kind=kind, unit=unit, why=why)
        if indicator.better is Better.NEUTRAL and indicator.kind in _DIRECTED:
            yield subject.finding("no-direction", indicator.key)


def _points(subject: Subject, indicator: Indicator) -> Iterator[Finding]:
    """Percentage points are a difference of percentages, in their own unit, and no share."""
    key, titles = indicator.key, " ".join([indicator.title.zh, indicator.title.en, *indicator.aliases])
    if indicator.unit in POINTS:
        if indicator.kind is Kind.SHARE:
            yield subject.finding("points-as-share", key)
        word = _SHARE_WORDS.search(indicator.title.zh)
        if word and not says_difference(indicator):
            yield subject.finding("percent-in-points", key, where=_TITLE, word=Text(f"“{word[0]}”", f"{word[0]!r}"))
    elif indicator.unit in PERCENT:
        said = f"{indicator.definition.zh} {indicator.definition.en}"
        measured_in = re.search(r"(?:单位为|以|按)百分点|in percentage points", said)
        if _POINT_WORDS.search(titles):
            yield subject.finding("points-in-percent", key, where=_TITLE, unit=indicator.unit)
        elif measured_in:
            yield subject.finding("points-in-percent", key, where=_DEFINITION, unit=indicator.unit)


def _percent(subject: Subject, indicator: Indicator) -> Iterator[Finding]:
    if indicator.unit in PERCENT and indicator.kind is Kind.SHARE and _GROWTH.search(indicator.title.zh):
        yield subject.finding("growth-as-share", indicator.key, title=title_of(indicator))
    if indicator.unit == "%" and indicator.valid == (0, 1):
        yield subject.finding("fraction-as-percent", indicator.key, valid=indicator.valid)


def _misfit(subject: Subject, indicator: Indicator) -> Text | None:
    """Say why the unit cannot be one of the kind; None where it can."""
    try:
        dimension = subject.units.scale(indicator.unit)[1]
    except UnitError:  # ℃ has a zero of its own; an unknown unit is a fault of its own
        return None
    names, below = {name for name, _ in dimension.parts}, any(power < 0 for _, power in dimension.parts)
    bare = dimension.dimensionless
    fits, why = {
        Kind.SHARE: (indicator.unit in PERCENT | POINTS, _IN_PERCENT),
        Kind.RATE: (indicator.unit in PERCENT | POINTS, _IN_PERCENT),
        Kind.COUNT: (
            not names & _PHYSICAL and not below,
            Text("计数以个、件、人等计", "a count is in 个, 件, 人 and the like"),
        ),
        Kind.INDEX: (bare or names == {"score"}, Text("指数没有量纲", "an index has no dimension")),
        Kind.RANK: (not names & _PHYSICAL and not below, Text("位次以位计", "a rank is in 位")),
        Kind.GRADE: (bare, Text("等级没有单位", "a grade has no unit")),
        Kind.LEVEL: (True, Text("")),
    }[indicator.kind]
    return None if fits else why
