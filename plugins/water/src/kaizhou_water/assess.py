"""Assess one sample against GB 3838-2002: classes, deciding items, exceedance multiples, main pollutants.

Thresholds and formulas are those of ``tables`` and ``classes``, called on plain numbers; nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import SupportsFloat

from kaizhou_indicators import KaizhouError, Text

from .classes import ITEM_CLASS, SINGLE_FACTOR
from .rating import exceedance_multiple
from .samples import Reading
from .tables import BODIES, Item, classes, items, rated, table

_RULE = table("river_rating_22")["main_pollutants"]
_LIMIT_CLASS = _RULE["worse_than"]


class AssessmentError(KaizhouError, ValueError):
    """Values that cannot be assessed."""


@dataclass(frozen=True)
class Assessment:
    """What the values measured say of a section or lake.

    Attributes:
        body: ``river`` or ``lake``.
        values: the values assessed, in the units of their items.
        item_classes: item -> position of its class, for the rated items measured.
        reference_classes: the same for the items outside the rating (total nitrogen, coliforms).
        position: position of the class, None while an item is missing.
        at_best: position of the worst class among the items measured; None if none was.
        deciding: the items in the worst class.
        missing: the rated items that were not measured.
        multiples: exceedance multiple over class III of every item worse than class III that has one.
        main_pollutants: at most three items worse than class III, the first the most important.
    """

    body: str
    values: Mapping[str, float]
    item_classes: Mapping[str, int]
    reference_classes: Mapping[str, int]
    position: int | None
    at_best: int | None
    deciding: tuple[str, ...]
    missing: tuple[str, ...]
    multiples: Mapping[str, float]
    main_pollutants: tuple[str, ...]

    @property
    def label(self) -> Text | None:
        """The class, None while an item is missing."""
        return None if self.position is None else classes()[self.position - 1]

    def explain(self, language: str = "zh") -> str:
        """Return the assessment in sentences, in ``"zh"`` or ``"en"``."""
        return _english(self) if language.startswith("en") else _chinese(self)

    def __str__(self) -> str:
        return self.explain()


def assess(values: Mapping[str, float | Reading], body: str = "river") -> Assessment:
    """Assess the items of one section, lake point or lake mean.

    Args:
        values: item -> value in its unit (mg/L; pH bare; coliforms 个/L); keys with or without ``water.``.
        body: ``river`` or ``lake`` (reservoirs too; river-type reservoirs count as rivers).

    Raises:
        AssessmentError: an unknown item, a value that is no number or cannot be, or another body of water.

    >>> found = assess({"codmn": 3.4, "bod5": 2.2}, "lake")
    >>> found.label, found.at_best, found.deciding
    (None, 2, ('codmn',))
    >>> len(found.missing)
    19
    """
    if body not in BODIES:
        msg = f"body={body!r} is neither 'river' nor 'lake'"
        raise AssessmentError(msg)
    numbers = {name: _number(name, value) for name, value in ((k.removeprefix("water."), v) for k, v in values.items())}
    found = {
        name: int(ITEM_CLASS[items()[name].class_name(body)](value))
        for name, value in numbers.items()
        if _has_class(name, body)
    }
    ranked = {name: position for name, position in found.items() if items()[name].rated}
    return _assessment(body, numbers, ranked, {n: p for n, p in found.items() if n not in ranked})


def _assessment(body: str, numbers: dict[str, float], ranked: dict[str, int], reference: dict[str, int]) -> Assessment:
    names = [item.name for item in rated(body)]
    missing = tuple(name for name in names if name not in ranked)
    positions = [ranked.get(name) for name in names]
    at_best = int(SINGLE_FACTOR[f"gb3838_at_best_{body}"](*positions)) if ranked else None
    multiples = {n: m for n in ranked if (m := _multiple(n, numbers[n], ranked[n], body)) is not None}
    return Assessment(
        body=body,
        values=numbers,
        item_classes={name: ranked[name] for name in names if name in ranked},
        reference_classes=reference,
        position=None if missing else int(SINGLE_FACTOR[f"gb3838_class_{body}"](*positions)),
        at_best=at_best,
        deciding=tuple(name for name in names if ranked.get(name) == at_best and at_best is not None),
        missing=missing,
        multiples=multiples,
        main_pollutants=_main_pollutants(ranked, multiples),
    )


def _number(name: str, value: object) -> float:
    item = items().get(name)
    if item is None:
        msg = f"{name!r} is no item of GB 3838-2002, table 1; they are {', '.join(items())}"
        raise AssessmentError(msg)
    if isinstance(value, str | bytes | bool) or not isinstance(value, SupportsFloat):
        msg = f"{name} = {value!r} is no number; {_way_out(item, value)}"
        raise AssessmentError(msg)
    number = float(value)
    low = float("-inf") if name == "water_temperature" else 0
    if not low <= number <= (item.highest or float("inf")):
        msg = f"{name} = {number} {item.unit} cannot be; give {item.title.en.lower()} in {item.unit}, or leave it out"
        raise AssessmentError(msg)
    return number


def _way_out(item: Item, value: object) -> str:
    if value is None:
        return f"leave it out, and {item.name} counts as not measured"
    unit = "" if item.unit == "1" else f" in {item.unit}"
    text = "; below_detection() reads a laboratory's text such as '<0.02'" if isinstance(value, str) else ""
    return f"give the bare number{unit}{text}"


def _has_class(name: str, body: str) -> bool:
    return body in items()[name].bodies


def _multiple(name: str, value: float, position: int, body: str) -> float | None:
    item = items()[name]
    if position <= _LIMIT_CLASS or name in _RULE["no_multiple"]:
        return None
    return float(exceedance_multiple(value, float(item.limits[body][_LIMIT_CLASS - 1])))


def _main_pollutants(ranked: Mapping[str, int], multiples: Mapping[str, float]) -> tuple[str, ...]:
    worse = [items()[name] for name, position in ranked.items() if position > _LIMIT_CLASS]

    def order(item: Item) -> tuple[bool, int, float]:
        return not item.priority, -ranked[item.name], -multiples.get(item.name, 0.0)

    return tuple(item.name for item in sorted(worse, key=order)[: _RULE["most"]])


# -- in words


def _chinese(a: Assessment) -> str:
    water = {"river": "河流断面", "lake": "湖库"}[a.body]
    if a.at_best is None:
        return f"{water}：没有参评指标，不能评价。"
    parts = [f"{water}水质为{a.label.zh}（21项齐全）" if a.label else _bound_zh(a, water)]
    parts.append("决定性指标：" + "、".join(_named(a, name, "zh") for name in a.deciding))
    if a.main_pollutants:
        parts.append("主要污染指标：" + "、".join(_polluting(a, name, "zh") for name in a.main_pollutants))
    if a.reference_classes:
        listed = "、".join(f"{items()[n].title.zh}{classes()[p - 1].zh}" for n, p in a.reference_classes.items())
        parts.append(f"不参评、供参考：{listed}")
    return "；".join(parts) + "。"


def _bound_zh(a: Assessment, water: str) -> str:
    best = classes()[(a.at_best or 1) - 1].zh
    names = "、".join(items()[name].title.zh for name in a.missing)
    worse = "" if a.at_best == len(classes()) else "或更差"
    return f"{water}水质为{best}{worse}；缺{len(a.missing)}项（{names}），不定类别"


def _english(a: Assessment) -> str:
    water = {"river": "River section", "lake": "Lake or reservoir"}[a.body]
    if a.at_best is None:
        return f"{water}: no rated item, so nothing can be said."
    parts = [f"{water}: {_small(a.label)} (all 21 items)" if a.label else _bound_en(a, water)]
    parts.append("decided by " + ", ".join(_named(a, name, "en") for name in a.deciding))
    if a.main_pollutants:
        parts.append("main pollutants: " + ", ".join(_polluting(a, name, "en") for name in a.main_pollutants))
    if a.reference_classes:
        listed = ", ".join(
            f"{_small(items()[n].title)} {_small(classes()[p - 1])}" for n, p in a.reference_classes.items()
        )
        parts.append(f"not rated, for reference: {listed}")
    return "; ".join(parts) + "."


def _bound_en(a: Assessment, water: str) -> str:
    best = _small(classes()[(a.at_best or 1) - 1])
    worse = "" if a.at_best == len(classes()) else " or worse"
    names = ", ".join(_small(items()[name].title) for name in a.missing)
    return f"{water}: {best}{worse}, no class while {len(a.missing)} items are missing ({names})"


def _named(a: Assessment, name: str, language: str) -> str:
    item = items()[name]
    number = f"{a.values[name]:g}" + (f" {item.unit}" if item.unit != "1" else "")
    label = classes()[a.item_classes[name] - 1]
    if language == "zh":
        return f"{item.title.zh} {number}（{label.zh}）"
    return f"{_small(item.title)} {number} ({_small(label)})"


def _polluting(a: Assessment, name: str, language: str) -> str:
    title = items()[name].title
    shown = title.zh if language == "zh" else _small(title)
    return f"{shown}({a.multiples[name]:.2f})" if name in a.multiples else shown


def _small(title: Text) -> str:
    """Return the English title as it stands inside a sentence: a small first letter, but pH stays."""
    return title.en if title.en[:2].isupper() else title.en[0].lower() + title.en[1:]
