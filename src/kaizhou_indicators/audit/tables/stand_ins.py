"""Readings that put something else in its place: another window or base year, another reference, another column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np
import polars as pl

from ...references import Base, Reference, Window
from ...text import Text
from .boxes import DOUBLE, Box, Numbers, Rows, choose, outward
from .neighbours import everywhere
from .readings import Boxes, Case, Reading

#: base periods, reference areas and references of one unit that are tried
_PERIODS, _AREAS, _LABELS = 12, 12, 60
#: how far a column may lie from the one that it stands in for
_ALIKE = 3.0


def readings_of_windows(case: Case) -> Iterator[Reading]:
    """Yield accumulated against single periods, other base years, other reference areas."""
    yield from _windows(case)
    yield from _began_earlier(case)
    yield from _own_periods(case)
    yield from _bases(case)


def readings_of_columns(case: Case) -> Iterator[Reading]:
    """Yield other columns in the place of an input, and what the column may be the values of."""
    yield from _vintages(case)
    yield from _labels(case)


def _of(case: Case, reference: Reference) -> Boxes:
    """Return what another reference gives, worked out when it is asked for; nothing where it does not follow."""
    return lambda rows: _whole(case, reference).take(rows)


def _whole(case: Case, reference: Reference) -> Box:
    return case.sheet.box(str(reference), without=case.audited.reference)


def _named(case: Case, cause: str, reference: Reference) -> Reading:
    return Reading(cause, Text(f"实为{reference}", f"it is {reference}"), _of(case, reference))


def _windows(case: Case) -> Iterator[Reading]:
    own = case.reference.window
    for window in (None, Window("cum"), Window("ytd")):
        if window != own and not (window is not None and window.kind == "ytd" and not case.sheet.series.monthly):
            yield _named(case, "window", attrs.evolve(case.reference, window=window, asked=""))
    if own is None:
        yield _accumulated(case)


def _accumulated(case: Case) -> Reading:
    """Return the formula on accumulated inputs."""

    def boxes(rows: Rows) -> Box:
        windows = {name: attrs.evolve(Reference.parse(name), window=Window("cum")) for name in case.reckoning.given}
        given = {name: _whole(case, reference) for name, reference in windows.items()}
        return case.other(given=given)(rows)

    return Reading("window", Text("各项为累计值", "of accumulated inputs"), boxes)


def _began_earlier(case: Case) -> Iterator[Reading]:
    """Yield the published total of the period before and the value of the period: a total that began before the table.

    The first row of a series is held to the row after it.
    """
    ref = case.reference
    if ref.window is None or ref.window.kind != "cum" or ref.baseline is not None:
        return

    def boxes(rows: Rows) -> Box:
        value, series = _whole(case, Reference(ref.key)), case.sheet.series
        before, after = (find(~case.printed.missing) for find in (series.before, series.after))
        last, then = case.printed.take(before), case.printed.take(after)
        grown = _plus(last, value, 1)
        shrunk = _plus(then, value.take(after), -1)
        return choose(before < 0, shrunk, grown).take(rows)

    text = Text(
        "累计始于表前(逐期增量与当期值相符)", "the total began before the table; it grows by each period's value"
    )
    yield Reading("window", text, boxes)


def _plus(total: Box, value: Box, sign: int) -> Box:
    """Add a value to a running total, or take it off; such totals are often kept in single precision."""
    slack = np.maximum(np.abs(total.lo), np.abs(total.hi)) * 2.0**-22
    low, high = (value.lo, value.hi) if sign > 0 else (-value.hi, -value.lo)
    return outward(total.lo + low - slack, total.hi + high + slack, DOUBLE)


def _own_periods(case: Case) -> Iterator[Reading]:
    """Yield a share of running totals whose whole runs over the periods of the row's own area only."""
    ref, name = case.reference, str(case.reference.base)
    if ref.window is None or ref.baseline is None or ref.baseline.kind != "area" or name not in case.reckoning.leaves:
        return
    area = ref.baseline.value

    def boxes(rows: Rows) -> Box:
        whole, missing = _whole(case, Reference(ref.key, None, ref.baseline)), _whole(case, Reference(ref.key)).missing
        ends: list[Numbers] = [np.where(missing, np.nan, end) for end in (whole.lo, whole.hi)]
        made = Box(*(case.sheet.derived(str(ref.current), {ref.key: end}) for end in ends))
        return case.other(leaves={name: made})(rows)

    zh, en = (
        f"{area}的累计只加该地区有值的时期",
        f"the total of {area} runs over the periods of the row's own area only",
    )
    yield Reading("window", Text(zh, en), boxes)


def _bases(case: Case) -> Iterator[Reading]:
    base = case.reference.baseline
    if base is None or base.kind not in {"yoy", "prev", "period", "area"}:
        return
    others = _areas(case) if base.kind == "area" else _periods(case)
    cause = "area" if base.kind == "area" else "window"
    for other in others:
        if other != base:
            yield _named(case, cause, attrs.evolve(case.reference, baseline=other, asked=""))
    if base.kind != "area":
        yield _first(case)


def _periods(case: Case) -> Sequence[Base]:
    """Return the bases in other periods: last year's, the one before, and the periods of the table nearest to both ends."""
    found = sorted({p for p in case.sheet.series.periods if p is not None and p.frequency is not None})
    years = [str(p.year) for p in found] if case.sheet.series.monthly else [str(p) for p in found]
    years = list(dict.fromkeys(years))
    half = _PERIODS // 2
    near = [*years[:half], *years[-half:]] if len(years) > _PERIODS else years
    return [*([Base("yoy"), Base("prev")]), *(Base("period", year) for year in dict.fromkeys(near))]


def _areas(case: Case) -> Sequence[Base]:
    areas = case.sheet.keys[case.sheet.area].drop_nulls().cast(pl.String).unique(maintain_order=True).to_list()
    return [Base("area", str(area)) for area in areas] if len(areas) <= _AREAS else []


def _first(case: Case) -> Reading:
    """Return the change on the first period of each series."""
    series = case.sheet.series
    before = series.before(everywhere(case))
    first = np.arange(case.sheet.rows, dtype=np.int64)
    for _ in range(case.sheet.rows):
        further = np.where(before[first] >= 0, before[first], first)
        if (further == first).all():
            break
        first = further
    places = dict.fromkeys(case.reckoning.looks, first)
    return Reading("window", Text("以首期为基期", "on the first period of the series"), case.other(places=places))


def _vintages(case: Case) -> Iterator[Reading]:
    """Yield other columns in the place of an input: of its unit, or unnamed and of its size."""
    for name in case.reckoning.given:
        own = case.sheet.printed(name).value
        for column, box in [*_of_unit(case, name), *_unnamed(case, own)]:
            text = Text(f"以{column}代{name}", f"{column} in the place of {name}")
            yield Reading("vintage", text, case.other(given={name: box}), reasons=("missing",))


def _of_unit(case: Case, name: str) -> Iterator[tuple[str, Box]]:
    reg = case.sheet.reg
    taken = {*case.reckoning.given, case.audited.reference, *(other.reference for other in case.others)}
    for reference, column in case.sheet.sources.items():
        if reference not in taken and reg.unit(reference) == reg.unit(name):
            yield column, case.sheet.printed(reference).box


def _unnamed(case: Case, own: Numbers) -> Iterator[tuple[str, Box]]:
    for column in case.sheet.frame.columns:
        box = case.sheet.unnamed(column)
        if box is not None and _alike(box.middle, own):
            yield column, box


def _alike(one: Numbers, other: Numbers) -> bool:
    both = np.isfinite(one) & np.isfinite(other) & (other != 0)
    if not both.any():
        return False
    ratio = float(np.median(one[both] / other[both]))
    return 1 / _ALIKE <= ratio <= _ALIKE


def _labels(case: Case) -> Iterator[Reading]:
    """Yield the other references of the table and of the registry that have the same unit."""
    reg, unit = case.sheet.reg, case.sheet.reg.unit(case.audited.reference)
    known = dict.fromkeys(
        [other.reference for other in case.others] + list(case.sheet.sources) + list(reg.parts.formulas)
    )
    wanted = [name for name in known if name != case.audited.reference and reg.unit(name) == unit]
    for name in wanted[:_LABELS]:
        yield from _labelled(case, name)


def _labelled(case: Case, name: str) -> Iterator[Reading]:
    text = Text(f"错列:实为{name}", f"mislabelled: it is {name}")
    yield Reading("label", text, _of(case, Reference.parse(name)))
    if name in case.sheet.sources:
        column = case.sheet.sources[name]
        text = Text(f"错列:同列{column}", f"mislabelled: the column {column}")
        yield Reading("label", text, case.sheet.printed(name).box.take)
