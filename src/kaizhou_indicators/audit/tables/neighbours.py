"""Readings that take other rows: across a gap, an empty value as if it were one, a base of zero, the row beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from ...text import Text
from .boxes import Box, Mask, Rows, choose
from .readings import Case, Reading


def readings_of_rows(case: Case) -> Iterator[Reading]:
    """Yield what comes of taking other rows than the definition does."""
    yield from _across_gaps(case)
    yield from _filled(case)
    text = Text("基数(除数)为零或负,照样计算", "a base or divisor of zero or below, used all the same")
    yield Reading("base", text, case.other(any_base=True), reasons=("undefined",), open=True)
    yield from _later(case)
    yield from _shifted(case)


def _over_time(case: Case) -> dict[str, bool]:
    """Return the bases in the period before: name -> whether they are of the same part of the year."""
    looks = case.reckoning.looks
    kinds = {name: step.reference.baseline.kind for name, step in looks.items() if step.reference.baseline}
    return {name: kind == "yoy" for name, kind in kinds.items() if kind in {"yoy", "prev"}}


def _across_gaps(case: Case) -> Iterator[Reading]:
    """Yield the change on the last row there is, as if the years were adjacent."""
    bases = _over_time(case)
    if not bases:
        return
    places = {name: _before(case, name, same_sub=yoy) for name, yoy in bases.items()}
    text = Text("跨越缺失的时期,与上一有值的一行相比", "across missing periods, on the last row that has a value")
    yield Reading("gap", text, case.other(places=places), reasons=("gap",))


def _before(case: Case, name: str, *, same_sub: bool) -> Rows:
    source = case.reckoning.looks[name].source
    return case.sheet.series.before(~case.reckoning.box(source).missing, same_sub=same_sub)


def _filled(case: Case) -> Iterator[Reading]:
    """Yield what empty values give when they are filled with the value before, or taken for zero."""
    boxes = {name: case.sheet.printed(name).box for name in case.reckoning.given}
    empty = {name: box for name, box in boxes.items() if box.missing.any()}
    if not empty:
        return
    places = {name: _row_before(case, same_sub=yoy) for name, yoy in _over_time(case).items()}
    filled = {name: _padded(case, box, step=1) for name, box in empty.items()}
    told = Text("空值以前值填充", "an empty value filled with the one before")
    yield Reading("missing", told, case.other(given=filled, places=places), reasons=("missing",), open=True)
    zeros = {name: box.filled(Box.point(np.zeros(case.sheet.rows))) for name, box in empty.items()}
    told = Text("空值当作零", "an empty value taken for zero")
    yield Reading("missing", told, case.other(given=zeros, any_base=True), reasons=("missing",))


def _row_before(case: Case, *, same_sub: bool) -> Rows:
    return case.sheet.series.before(np.ones(case.sheet.rows, dtype=bool), same_sub=same_sub)


def _padded(case: Case, box: Box, step: int) -> Box:
    earlier = case.sheet.series.before(~box.missing) if step > 0 else case.sheet.series.after(~box.missing)
    return choose(box.missing, box.take(earlier), box)


def _later(case: Case) -> Iterator[Reading]:
    """Yield the change on the period after, in place of the one before."""
    bases = _over_time(case)
    if bases:
        places = {name: _after(case, same_sub=yoy) for name, yoy in bases.items()}
        text = Text("与下一行相比,而非上一期", "on the row after, not the period before")
        yield Reading("row", text, case.other(places=places))


def _after(case: Case, *, same_sub: bool) -> Rows:
    return case.sheet.series.after(everywhere(case), same_sub=same_sub)


def everywhere(case: Case) -> Mask:
    """Return a mask that holds in every row."""
    return np.ones(case.sheet.rows, dtype=bool)


def _shifted(case: Case) -> Iterator[Reading]:
    """Yield the value of the row before and after, in the series and on paper."""
    number = np.arange(case.sheet.rows, dtype=np.int64)
    last = case.sheet.rows - 1
    above, below = number - 1, np.where(number < last, number + 1, -1)
    series = case.sheet.series
    for places, zh, en in (
        (series.before(everywhere(case)), "上一期的值", "the value of the period before"),
        (series.after(everywhere(case)), "下一期的值", "the value of the period after"),
        (above, "上一行的值", "the value of the row above"),
        (below, "下一行的值", "the value of the row below"),
    ):
        yield _taken(case, places, Text(f"错行:{zh}", f"a row off: {en}"))
    for name in case.reckoning.given:
        for places, zh, en in ((above, "上一行", "above"), (below, "下一行", "below")):
            given: Mapping[str, Box] = {name: case.sheet.printed(name).box.take(places)}
            text = Text(f"错行:{name}取自{zh}", f"a row off: {name} of the row {en}")
            yield Reading("row", text, case.other(given=given))


def _taken(case: Case, places: Rows, text: Text) -> Reading:
    return Reading("row", text, lambda rows: case.whole.take(places).take(rows))
