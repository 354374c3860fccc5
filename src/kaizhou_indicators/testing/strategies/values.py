"""Values of an indicator: in its range, in its unit, whole where it is counted, a label where it is a grade."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from ...formula.changes import unit_of
from ...model.kinds import Status
from ...model.records import Observation
from ...references import Reference
from ...registry.catalogue import Catalogue
from ...units import UnitSystem
from .choosing import numbers
from .places import areas, dimensions, periods
from .printed import figures
from .span import Span, span_of

__all__ = ["as_value", "observations", "units", "values"]

#: units that people write beside each other; those of the same dimension stand in for one another
_BESIDE = (
    *("1", "%", "‰", "ppm", "个百分点"),
    *("元", "万元", "亿元", "人", "万人", "户", "万户", "件", "个", "万个", "篇", "项", "家", "人次", "万人次", "位"),
    *("m", "km", "公里", "里", "m²", "亩", "万亩", "公顷", "平方公里", "m³", "L", "万m³"),
    *("g", "公斤", "斤", "吨", "万吨", "亿斤", "天", "小时", "年", "个月", "千瓦", "万千瓦", "MW", "℃", "K"),
)
_MULTIPLES = ("千", "万", "亿")
_TO_COMPOUND = (("m", "u"), ("u", "m"), ("m", "k"), ("公斤", "吨"), ("公斤", "斤"), ("万元", "元"), ("元", "万元"))


def units(registry: Catalogue, key: str) -> st.SearchStrategy[str]:
    """Draw units that a value of an indicator could be given in: its own, its multiples, and others of its dimension.

    >>> import kaizhou_indicators as ki
    >>> toy = ki.Domain("toy", ki.Text("玩具", "Toys"))
    >>> _ = toy.indicator("sown", ki.Text("播种面积", "Area sown"), unit="万亩")
    >>> from hypothesis import find
    >>> find(units(ki.Registry([toy]), "toy.sown"), lambda unit: unit != "万亩")
    '亩'
    """
    unit = unit_of(registry[Reference.parse(key).key], Reference.parse(key))
    return st.sampled_from([unit, *others(registry, unit)])


def others(registry: Catalogue, unit: str) -> tuple[str, ...]:
    """Return units of the same dimension, without the unit itself and what means the same."""
    return _others(registry.unit_system, unit)


@lru_cache(maxsize=512)
def _others(system: UnitSystem, unit: str) -> tuple[str, ...]:
    bare = unit.removeprefix("万").removeprefix("亿").removeprefix("千")
    asked = [bare, *(m + bare for m in _MULTIPLES), *_BESIDE, *_compound(unit)]
    found: dict[Any, str] = {}
    for text in dict.fromkeys(asked):
        try:
            meaning = system.affine(unit, text)
        except ValueError:
            continue
        found.setdefault(meaning, text)
    found.pop((Fraction(1), Fraction(0)), None)
    return tuple(found.values())


def _compound(unit: str) -> list[str]:
    """Return what a unit of two parts becomes with another multiple of one of them: mg/L to ug/L."""
    if "/" not in unit:
        return []
    top, below = unit.split("/", 1)
    tops = [new + top.removeprefix(old) for old, new in _TO_COMPOUND if top.startswith(old)]
    bare = below.removeprefix("万")
    bottoms = [bare, f"万{bare}", {"L": "m^3", "m^3": "L", "亩": "公顷", "公顷": "亩"}.get(below, below)]
    return [f"{t}/{b}" for t in (top, f"万{top}", top.removeprefix("万"), *tops) for b in (below, *bottoms)]


def as_value(span: Span, number: Fraction | float | None) -> float | int | str | None:
    """Return a number as people hand it in: a label of a grade, a whole number where it is counted, else a float."""
    if number is None:
        return None
    if span.labels:
        return span.labels[int(number) - 1]
    return int(number) if span.whole else float(number)


def values(registry: Catalogue, key: str, *, nulls: bool = False) -> st.SearchStrategy[float | int | str | None]:
    """Draw values of an indicator, or of a reference to it: numbers in its unit and range, labels of a grade.

    Args:
        registry: the definitions.
        key: the key, or a reference such as ``water.codmn@2018``.
        nulls: whether a value may be missing.

    >>> import kaizhou_indicators as ki
    >>> toy = ki.Domain("toy", ki.Text("玩具", "Toys"))
    >>> _ = toy.indicator("rate", ki.Text("完成率", "Rate"), unit="%", valid=(0, 100))
    >>> from hypothesis import find
    >>> find(values(ki.Registry([toy]), "toy.rate"), lambda rate: True)
    100.0
    """
    span = span_of(registry, key)
    drawn = numbers(span.low, span.high, whole=span.whole).map(lambda number: as_value(span, number))
    return st.one_of(drawn, drawn, st.none()) if nulls else drawn


def observations(registry: Catalogue, key: str) -> st.SearchStrategy[Observation]:
    """Draw observations of an indicator that a domain could ship: in range, within the time its definition holds.

    Some are printed figures, some numbers in another unit of the same dimension, some missing with the status M.
    """
    span, when, dims = span_of(registry, key), periods(registry, key), dimensions(registry, key)
    number, printed, unit_of_it = values(registry, key), figures(registry, key), units(registry, key)

    @st.composite
    def drawn(draw: st.DrawFn) -> Observation:
        area, period, by = draw(areas()), draw(when), draw(dims)
        told = draw(st.sampled_from(["value", "missing"] if span.labels else ["value", "printed", "unit", "missing"]))
        if told == "missing":
            return Observation(key, area=area, period=period, by=by, status=Status.MISSING)
        if told == "printed":
            return Observation(key, area=area, period=period, by=by, printed=str(draw(printed)))
        value, unit = draw(number), ""
        if told == "unit":
            value, unit = _elsewhere(registry, key, value, draw(unit_of_it))
        return Observation(key, area=area, period=period, by=by, value=value, unit=unit)

    return drawn()


def _elsewhere(registry: Catalogue, key: str, value: Any, unit: str) -> tuple[Any, str]:
    """Return a value in another unit; in its own where the way there and back would leave its range."""
    declared, convert = registry[key].unit, registry.unit_system.convert
    there = float(convert(Fraction(str(value)), declared, unit))
    return (there, unit) if span_of(registry, key).holds(convert(there, unit, declared), 0) else (value, "")
