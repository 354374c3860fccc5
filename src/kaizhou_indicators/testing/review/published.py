"""What the domain ships beside its indicators: figures against their print, honours, sources, settings, limits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from fractions import Fraction

from ...errors import FigureError, UnitError
from ...figures import Figure
from ...formula.changes import unit_of
from ...intervals import Interval, exact
from ...model.records import Observation, Source
from ...references import Reference
from ...text import Text
from .formulas import PERCENT, POINTS
from .report import Finding
from .subject import Subject

_COPIED = re.compile(
    r"转述|未见原文|未读|二手|仅见摘要|second[- ]hand|not read|only quoted|summar(?:y|ies) only", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with figures, honours, sources, settings and baselines."""
    for observation in subject.observations:
        yield from _observation(subject, observation)
    yield from _two_values(subject)
    for event in subject.events:
        if event.source is None:
            yield subject.finding("honour-without-source", subject.name, place=subject.shipped(event), what=event.title)
    for baseline in subject.own(subject.parts.baselines):
        if baseline.limits and not baseline.source:
            yield subject.finding("limits-without-source", baseline.key)
    yield from _sources(subject)
    yield from _settings(subject)
    yield from _absent(subject)


def _what(observation: Observation) -> Text:
    return Text(f"{observation.area} {observation.period}")


def _observation(subject: Subject, observation: Observation) -> Iterator[Finding]:
    key, what, place = observation.key, _what(observation), subject.shipped(observation)
    if observation.source is None:
        yield subject.finding("figure-without-source", key, place=place, what=what)
    if not observation.printed or not isinstance(observation.value, int | float):
        return
    figure, whole = _figure(observation.printed)
    unit = observation.unit or _unit(subject, key)
    said: dict[str, object] = {"place": place, "what": what, "printed": observation.printed}
    if figure is None or not _known(subject, figure.unit):
        yield subject.finding("unreadable-print", key, **said)  # type: ignore[arg-type]  # the place is a text
        return
    printed = figure.unit if figure.unit != "1" else unit
    scale = _scale(subject, printed, unit)
    if scale is None or _mistaken(printed, unit):
        yield subject.finding("print-unit", key, of_print=printed, unit=unit, **said)  # type: ignore[arg-type]  # as above
        return
    interval, value = figure.interval * scale[0] + scale[1], exact(observation.value)
    if not (_holds(interval, value) or (not whole and _holds(-interval, value))):
        shown = f"{interval.text()} {unit}".strip()
        yield subject.finding("print-contradicts", key, interval=shown, value=f"{observation.value:g}", **said)  # type: ignore[arg-type]  # as above


def _figure(printed: str) -> tuple[Figure | None, bool]:
    """Return the figure printed, at the end of a phrase if need be, and whether the phrase is the figure.

    What stands before a figure (高出全市平均水平15.9个百分点) says its sign in words that only readers know.
    """
    for start in range(len(printed)):
        try:
            return Figure.parse(printed[start:]), start == 0
        except FigureError:
            continue
    return None, False


def _known(subject: Subject, unit: str) -> bool:
    try:
        subject.units.check(unit)
    except UnitError:
        return False
    return True


def _scale(subject: Subject, printed: str, unit: str) -> tuple[Fraction, Fraction] | None:
    """Return factor and offset from the unit printed; 每亩620公斤 prints only what stands above the line of 公斤/亩."""
    for target in (unit, unit.partition("/")[0]):
        try:
            return subject.units.affine(printed, target) if target else (Fraction(1), Fraction(0))
        except UnitError:
            continue
    return None


def _mistaken(printed: str, unit: str) -> bool:
    """Say whether one of the two is in % and the other in percentage points."""
    return {printed, unit} <= PERCENT | POINTS and (printed in POINTS) != (unit in POINTS)


def _holds(interval: Interval, value: Fraction) -> bool:
    """Say whether the value lies in what was printed; an open end (超50%) may hold the number printed itself."""
    return Interval(interval.lo, interval.hi).contains(value)


def _unit(subject: Subject, text: str) -> str:
    reference = Reference.parse(text)
    indicator = subject.parts.indicators.get(reference.key)
    return unit_of(indicator, reference) if indicator is not None else ""


def _two_values(subject: Subject) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], Observation] = {}
    for observation in subject.observations:
        by = tuple(sorted(observation.by.items()))
        cell = (observation.key, observation.area, observation.period, by, observation.source)
        first = seen.setdefault(cell, observation)
        if first.value != observation.value:
            values = f"{first.value}, {observation.value}"
            place = subject.shipped(observation)
            yield subject.finding("two-values", observation.key, place=place, what=_what(observation), values=values)


# -- sources, settings, domains that are away


def _sources(subject: Subject) -> Iterator[Finding]:
    used = _used_sources(subject)
    for source in subject.own(subject.parts.sources):
        why = _unread(source) if source.official else None
        if why is not None:
            yield subject.finding("official-unread", source.key, why=why)
        elif not source.issuer and not source.url:
            yield subject.finding("untraceable-source", source.key)
        if source.key not in used:
            yield subject.finding("unused-source", source.key)


def _unread(source: Source) -> Text | None:
    """Say why an official source does not show that its text was read."""
    if _COPIED.search(f"{source.title.zh} {source.title.en} {source.clause}"):
        return Text("它自称只是转述或未读", "by its own words it is second-hand or was not read")
    dated = source.year is not None or _YEAR.search(f"{source.title.zh} {source.title.en} {source.clause}")
    there = {"issuer": source.issuer, "year": dated or source.url, "clause": source.clause or source.url}
    missing = [name for name, said in there.items() if not said]
    return Text(f"没有写 {'、'.join(missing)}", f"{', '.join(missing)} is missing") if missing else None


def _used_sources(subject: Subject) -> set[str]:
    named = [i.source for i in subject.indicators]
    named += [observation.source for observation in subject.observations]
    named += [event.source for event in subject.events]
    named += [baseline.source for baseline in subject.own(subject.parts.baselines)]
    return {key if "." in key else f"{subject.name}.{key}" for key in named if key}


def _settings(subject: Subject) -> Iterator[Finding]:
    read = {key for formula in subject.parts.formulas.values() for key in formula.settings.values()}
    read |= {key for window in subject.parts.windows.values() for key in window.settings}
    for setting in subject.own(subject.parts.settings):
        if setting.key not in read:
            yield subject.finding("unused-setting", setting.key)


def _absent(subject: Subject) -> Iterator[Finding]:
    names = absent(subject)
    if names:
        yield subject.finding("absent-domain", subject.name, names=", ".join(sorted(names)))


def absent(subject: Subject, names: Collection[str] = ()) -> set[str]:
    """Return the domains that are spoken of and not loaded: by the domain itself, or by those named."""
    of = {subject.name, *names}
    parts = subject.parts
    spoken = [name for key, formula in parts.formulas.items() if _owner(key) in of for name in formula.inputs.values()]
    spoken += [window.of for key, window in parts.windows.items() if _owner(key) in of]
    spoken += [observation.key for owner, observation in subject.collected.observations if owner in of]
    for key, baseline in parts.baselines.items():
        spoken += [k for pair in baseline.indicators.items() for k in pair] if _owner(key) in of else []
    for key, indicator in parts.indicators.items():
        named = (indicator.growth_key, indicator.weight_key, indicator.source)
        spoken += [k for k in named if k] if _owner(key) in of else []
    spoken += [figure for key, rule in subject.identities if _owner(key) in of for figure in rule.figures]
    keys = [text.partition("@")[0] for text in spoken]
    return {_owner(key) for key in keys if "." in key} - set(parts.domains)


def _owner(key: str) -> str:
    return key.partition(".")[0]
