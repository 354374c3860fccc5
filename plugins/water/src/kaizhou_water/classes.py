"""Classes of GB 3838-2002, table 1: of every item, and of a section or lake by the single-factor rule.

Three laws:

* A value on the limit has the class of the limit; where two classes share a limit, it has the better one.
* The class of a river section or of a lake is the worst of its 21 rated items; with one of them missing there is none.
* What the items measured do tell is another indicator: ``gb3838_at_best_*``, "class X or worse".

Positions count from 1 (class I) to 6 (worse than class V).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kaizhou_indicators import Text, maximum, minimum, total, where

from .domain import water
from .formulas import Formula, formula_of
from .tables import BODIES, Item, classes, items, rated

WORST = len(classes())
_BODY = {"river": Text("河流", "river"), "lake": Text("湖库", "lake or reservoir")}
_WATERS = {"river": "rivers", "lake": "lakes and reservoirs"}
_GRADE: dict[str, Any] = {"kind": "grade", "grades": classes(), "better": "lower"}


def item_class(item: Item, body: str) -> Formula:
    """Return the formula of an item's class: 1 + the number of limits that the value misses.

    >>> from kaizhou_water.tables import items
    >>> codmn = item_class(items()["codmn"], "river")
    >>> codmn(4), codmn(4.1), codmn(99)
    (2, 3, 6)
    """
    limits = [float(limit) for limit in item.limits[body]]
    return formula_of([item.name], {"at_most": _at_most, "at_least": _at_least, "band": _band}[item.direction](limits))


def _at_most(limits: list[float]) -> Formula:
    def class_at_most(value: Any) -> Any:
        return 1 + sum(where(value > limit, classes_lost, 0) for limit, classes_lost in Counter(limits).items())

    return class_at_most


def _at_least(limits: list[float]) -> Formula:
    def class_at_least(value: Any) -> Any:
        return 1 + sum(where(value < limit, classes_lost, 0) for limit, classes_lost in Counter(limits).items())

    return class_at_least


def _band(limits: list[float]) -> Formula:
    low, high = limits

    def class_in_band(value: Any) -> Any:
        return where((value >= low) & (value <= high), 1, WORST)

    return class_in_band


def worst(*positions: Any) -> Any:
    """Single-factor rule: the worst class among the items, all of them present.

    >>> worst(1, 3, 2)
    3
    """
    return maximum(*positions)


def at_best(*positions: Any) -> Any:
    """Worst class among the items that are present: the class cannot be better.

    ``maximum`` is undefined as soon as an item is missing, so the steps reached are counted with ``total``,
    which skips missing ones.

    >>> at_best(1, None, 4)
    4
    """
    steps = (minimum(total(*[_above(p, step) for p in positions]), 1) for step in range(1, WORST))
    return 1 + sum(steps)


def _above(position: Any, step: int) -> Any:
    return None if position is None else where(position > step, 1, 0)


def _declare_items() -> dict[str, Formula]:
    declared = {}
    for item in items().values():
        for body in item.bodies if item.split else item.bodies[-1:]:
            name = item.class_name(body)
            formula = item_class(item, body)
            declare = water.derived(
                name, _title(item, body), takes={item.name: item.unit}, source="gb3838_2002", **_note(item), **_GRADE
            )
            declared[name] = declare(formula)
    return declared


def _title(item: Item, body: str) -> Text:
    zh, en = f"{item.title.zh}类别", f"Class of {item.title.en.lower() if item.name != 'ph' else 'pH'}"
    if len(item.bodies) == len(BODIES) and not item.split:
        return Text(zh, en)
    return Text(f"{zh}（{_BODY[body].zh}）", f"{en} ({_WATERS[body]})")


def _note(item: Item) -> dict[str, Text]:
    zh, en = [item.clause.zh or "单项类别"], [item.clause.en or "class of the single item"]
    if not item.rated:
        zh, en = ["不参与水质类别评价，单独列出供参考"], ["outside the rating, given for reference only"]
    if len(item.bodies) < len(BODIES):
        only = _BODY[item.bodies[0]].zh, _WATERS[item.bodies[0]]
        zh.append(f"标准限值只适用于{only[0]}")
        en.append(f"the standard has limits for {only[1]} only")
    return {"definition": Text("；".join(zh), "; ".join(en))}


def _declare_classes() -> dict[str, Formula]:
    declared = {}
    for body in BODIES:
        names = [item.class_name(body) for item in rated(body)]
        takes = dict.fromkeys(names, "1")
        zh, en = _BODY[body].zh, _BODY[body].en
        rule = water.derived(
            f"gb3838_class_{body}",
            Text(f"水质类别（{zh}）", f"Water-quality class ({en})"),
            takes=takes,
            aliases=[f"{zh}水质类别"],
            definition=Text(
                "单因子评价：21项参评指标中最差一项的类别；缺项则无类别。水温、总氮、粪大肠菌群不参评",
                "single-factor rule: the worst class of the 21 rated items; none while an item is missing."
                " Temperature, total nitrogen and faecal coliforms are not rated",
            ),
            source="hb_2011_22",
            **_GRADE,
        )
        bound = water.derived(
            f"gb3838_at_best_{body}",
            Text(f"已测指标水质类别下限（{zh}）", f"Class by the items measured, or worse ({en})"),
            takes=takes,
            definition=Text(
                "已测参评指标中最差一项的类别；指标不全时水质为该类或更差，不是水质类别",
                "the worst class of the rated items measured; with items missing the water is of this class or worse,"
                " which is no class",
            ),
            source="hb_2011_22",
            **_GRADE,
        )
        declared[f"gb3838_class_{body}"] = rule(formula_of(names, worst))
        declared[f"gb3838_at_best_{body}"] = bound(formula_of(names, at_best, optional=True))
    return declared


#: name of the indicator -> the formula of its class, as declared
ITEM_CLASS: Mapping[str, Formula] = _declare_items()
SINGLE_FACTOR: Mapping[str, Formula] = _declare_classes()
