"""Values: what follows from claims without being claimed, and what does not follow, with the reason.

Every formula of the registry is tried wherever its inputs are claimed; every series with two periods has a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from ..errors import ComparabilityError, DerivationError, PeriodError
from ..figures import DEFAULT, Policy
from ..formula.changes import change_formula, check_comparable, resolve
from ..formula.interval import evaluate
from ..intervals import Interval
from ..model.indicator import Indicator
from ..model.kinds import Change
from ..periods import Period
from ..references import Reference
from ..text import Text
from .claim import Claim
from .knowledge import Knowledge, Known, Place
from .words import listed

if TYPE_CHECKING:
    from ..registry.catalogue import Catalogue


@attrs.frozen
class Consequence:
    """A value that follows from claims.

    Attributes:
        ref: what it is: a key, or a reference to a change.
        place: its area, period and dimensions.
        interval: where it lies, in ``unit``.
        unit: the unit.
        claims: the claims it follows from.
        value: what the printed numbers give; None where a word makes one of them vague.
        exact: whether the interval is the range itself.
    """

    ref: str
    place: Place
    interval: Interval
    unit: str
    claims: tuple[Claim, ...]
    value: Fraction | None = None
    exact: bool = True


@attrs.frozen
class Unanswered:
    """An indicator that does not follow from the claims.

    Attributes:
        key: the indicator.
        reason: why, in both languages.
        missing: keys of the measured indicators of which there is no claim.
        settings: keys of the settings that are not supplied.
    """

    key: str
    reason: Text
    missing: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()


def consequences(claims: Iterable[Claim], reg: Catalogue, *, policy: Policy = DEFAULT) -> list[Consequence]:
    """Return everything that follows: derived indicators that are not claimed themselves, and changes of series.

    >>> import kaizhou_indicators as ki
    >>> toy = ki.Domain("press", ki.Text("报刊", "Press"))
    >>> share = toy.indicator("share", ki.Text("占比", "Share"), unit="%")
    >>> said = [Claim(ref=share, area="A", period=year, figure=text) for year, text in (("2021", "10%"), ("2024", "72%"))]
    >>> [(c.ref, str(c.interval)) for c in consequences(said, ki.Registry([toy]))]
    [('press.share@2021:pp', '[61, 63]')]
    """
    know = Knowledge(claims, reg, policy)
    places = {Place(place.area, place.period, place.by) for _, place in know.said}
    derived = [c for key in reg.parts.formulas for place in sorted(places, key=str) for c in _derived(know, key, place)]
    return [*derived, *_changes(know)]


def _derived(know: Knowledge, key: str, place: Place) -> Iterator[Consequence]:
    ref = Reference.parse(key)
    if set(place.by) - set(know.reg[key].by) or know.claimed(ref, place):
        return
    known = know.computed(ref, place)
    if known is not None:
        yield _consequence(know, key, place, known)


def _consequence(know: Knowledge, ref: str, place: Place, known: Known) -> Consequence:
    return Consequence(ref, place, known.interval, know.reg.unit(ref), known.claims, known.value, known.exact)


def _changes(know: Knowledge) -> Iterator[Consequence]:
    """Yield the change of each series of levels from every period to the next one claimed, in its default reading."""
    series: dict[tuple[str, str, Mapping[str, str]], list[str]] = {}
    for ref, place in know.said:
        plain = "@" not in ref and Period.parse(place.period).frequency is not None
        if plain:
            series.setdefault((ref, place.area, place.by), []).append(place.period)
    for (key, area, by), periods in sorted(series.items(), key=str):
        ordered = sorted(periods, key=Period.parse)
        for then, now in pairwise(ordered):
            yield from _change(
                know, Reference.parse(f"{key}@{then}:{know.reg[key].default_change}"), Place(area, now, by)
            )


def _change(know: Knowledge, ref: Reference, place: Place) -> Iterator[Consequence]:
    indicator = know.reg[ref.key]
    assert ref.baseline is not None
    same = Period.parse(ref.baseline.value).frequency is Period.parse(place.period).frequency
    if not same or know.claimed(ref, place):
        return
    found = _compared(know, indicator, ref, place)
    if found is not None:
        yield found


def _compared(know: Knowledge, indicator: Indicator, ref: Reference, place: Place) -> Consequence | None:
    level, base = know.of(ref.current, place), know.of(ref.base, place)
    if level is None or base is None:
        return None
    try:
        check_comparable(indicator, ref)
        change: Change = resolve(indicator, ref)
        tree, _ = change_formula(indicator, change, "level", "base")
        bounds = evaluate(tree, {"level": level.interval, "base": base.interval})
        points = [known.value for known in (level, base)]
        value = None
        if None not in points:
            pair = {"level": Interval.point(points[0] or 0), "base": Interval.point(points[1] or 0)}
            value = evaluate(tree, pair).interval.midpoint
    except (ComparabilityError, DerivationError, PeriodError):
        return None
    known = Known(bounds.interval, (*level.claims, *base.claims), value, bounds.exact)
    return _consequence(know, str(ref), place, known)


def unanswered(claims: Iterable[Claim], reg: Catalogue, *, policy: Policy = DEFAULT) -> list[Unanswered]:
    """Return the derived indicators of the registry that follow from the claims nowhere, each with its reason."""
    claims = list(claims)
    know = Knowledge(claims, reg, policy)
    answered = {c.ref for c in consequences(claims, reg, policy=policy)} | {ref for ref, _ in know.said}
    claimed = {Reference.parse(ref).key for ref, _ in know.said}
    made = [key for key in reg if key in reg.parts.formulas or key in reg.parts.windows]
    return [_unanswered(know, key, claimed) for key in made if key not in answered]


def _unanswered(know: Knowledge, key: str, claimed: set[str]) -> Unanswered:
    settings = tuple(dict.fromkeys(_unset(know.reg, key)))
    missing = tuple(dict.fromkeys(leaf for leaf in _leaves(know.reg, key) if leaf not in claimed))
    if settings:
        names = listed([know.reg.parts.settings[name].title.zh for name in settings])
        named = listed(list(settings))
        return Unanswered(key, Text(f"未声明配置：{names.zh}", f"settings not supplied: {named.en}"), missing, settings)
    if missing:
        zh = listed([know.reg[name].title.zh if name in know.reg else name for name in missing])
        en = listed([know.reg[name].title.get("en") if name in know.reg else name for name in missing])
        return Unanswered(key, Text(f"未公布：{zh.zh}", f"not published: {en.en}"), missing, settings)
    text = Text("所需数字未在同一地区、同一时期公布", "what it needs was not published for one area and period")
    return Unanswered(key, text, (), ())


def _unset(reg: Catalogue, key: str) -> Iterator[str]:
    formula, window = reg.parts.formulas.get(key), reg.parts.windows.get(key)
    needed = formula.settings.values() if formula else window.settings if window else ()
    yield from (name for name in needed if name not in reg.settings)
    for need in reg.parts.needs(key):
        if need in reg:
            yield from _unset(reg, need)


def _leaves(reg: Catalogue, key: str) -> Iterator[str]:
    needs = reg.parts.needs(key)
    if not needs:
        yield key
    optional = reg.parts.formulas[key].optional if key in reg.parts.formulas else frozenset()
    for need in needs:
        if need not in optional:
            yield from _leaves(reg, need)
