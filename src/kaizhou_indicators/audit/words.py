"""Words of the explanations, in both languages: names of values, intervals with their unit, lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from ..errors import KaizhouError
from ..intervals import Interval
from ..periods import Period
from ..references import Reference
from ..text import Text
from ..units import format_quantity
from .knowledge import Place

if TYPE_CHECKING:
    from ..registry.catalogue import Catalogue

#: candidates shown before the list is cut
SHOWN = 12
_PLACES = 6


def amount(value: Interval | Fraction, unit: str, places: int | None = None) -> str:
    """Return a number or an interval with its unit.

    >>> amount(Interval.printed("3.4"), "mg/L"), amount(Interval.point(9), "篇"), amount(Fraction(2, 3), "%")
    ('[3.35, 3.45] mg/L', '9 篇', '0.666667%')
    """
    if isinstance(value, Interval) and not value.is_point:
        shown = "" if unit == "1" else (unit if unit in "%‰" else f" {unit}")
        return f"{value.text(places)}{shown}"
    number = value.lo if isinstance(value, Interval) else value
    assert number is not None
    whole = number.denominator == 1
    shortest = number if whole or Fraction(f"{float(number):.{_PLACES}f}") != number else float(number)
    return format_quantity(shortest, unit, decimals=None if whole or isinstance(shortest, float) else _PLACES)


def name_of(reg: Catalogue, ref: Reference, place: Place) -> Text:
    """Return what a value is called: its title, its period, and whose it is a base or a change of."""
    indicator = reg[ref.key]
    periods = [Period.parse(place.period).label(language) for language in ("zh", "en")]
    by = "".join(f"·{value}" for value in place.by.values())
    zh, en = f"{indicator.title.zh}{by}", f"{indicator.title.get('en')}{by}"
    if ref.baseline is None:
        return Text(f"{periods[0]}{zh}", f"{en} of {periods[1]}")
    base = base_name(reg, ref)
    if ref.change is None:
        return Text(f"{zh}的{base.zh}值", f"{en}, value at {base.en}")
    return Text(f"{periods[0]}{zh}较{base.zh}的变动", f"change of {en} of {periods[1]} on {base.en}")


def base_name(reg: Catalogue, ref: Reference) -> Text:
    """Return what a baseline is called."""
    base = ref.baseline
    assert base is not None
    if base.kind == "named":
        record = reg.baseline(base.value, ref.key.partition(".")[0])
        return record.title if record is not None and record.title.zh else Text(base.value, base.value)
    fixed = {
        "yoy": Text("上年同期", "the same period of last year"),
        "prev": Text("上期", "the period before"),
        "peers": Text("同级平均", "the pooled value of the peers"),
        "rank": Text("位次", "rank"),
    }
    if base.kind in fixed:
        return fixed[base.kind]
    if base.kind == "period":
        try:
            period = Period.parse(base.value)
        except KaizhouError:
            return Text(base.value, base.value)
        return Text(period.label("zh"), period.label("en"))
    return Text(base.value or base.kind, base.value or base.kind)


def listed(values: Sequence[str]) -> Text:
    """Return values in a row, cut after a dozen."""
    more = len(values) - SHOWN
    shown = values[:SHOWN]
    tail = Text(f"等{len(values)}个", f" and {more} more") if more > 0 else Text("", "")
    return Text("、".join(shown) + tail.zh, ", ".join(shown) + tail.en)


def joined(texts: Iterable[Text], zh: str = ";", en: str = "; ") -> Text:
    """Return texts in one."""
    parts = list(texts)
    return Text(zh.join(t.zh for t in parts), en.join(t.get("en") for t in parts))
