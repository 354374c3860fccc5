"""Drawings of figures as they were published, taken from the registry when they are drawn."""

from __future__ import annotations

from functools import cache

from svg import Drawing

import kaizhou_indicators as ki

DISTRICT = "500154"


@cache
def _registry() -> ki.Registry:
    return ki.load(only=["economy", "health", "people", "projects"])


def _value(reference: str, period: str) -> float:
    return float(str(_registry().observations.of(reference, DISTRICT, period)[0].value))


def _title(key: str, language: str) -> str:
    return _registry()[key].title.get(language)


def sectors(language: str) -> Drawing:
    """Draw the published shares of the three industries in three years."""
    keys = ("economy.primary_share", "economy.secondary_share", "economy.tertiary_share")
    drawing = Drawing(640, 200, "、".join(_title(key, language) for key in keys))
    kinds = ("b", "rest", "a")
    for row, year in enumerate(("2020", "2023", "2024")):
        x, y = 70.0, 12 + 44 * row
        drawing.text((60, y + 20), year, anchor="end")
        for key, kind in zip(keys, kinds, strict=True):
            share = _value(key, year)
            drawing.rect((x, y), share * 5.4, 30, kind)
            drawing.text((x + share * 2.7, y + 20), f"{share:g}%", "strong" if kind == "rest" else "strong on")
            x += share * 5.4
    for i, (key, kind) in enumerate(zip(keys, kinds, strict=True)):
        y = 152 + 16 * i
        drawing.rect((70, y), 11, 11, kind).text((88, y + 10), _title(key, language), anchor="start")
    return drawing


def completion(language: str) -> Drawing:
    """Draw the investment done against the plan of the year, half-way through and at its end."""
    drawing = Drawing(640, 150, _title("projects.completion_rate", language))
    plan = _value("projects.plan", "2024")

    def x(amount: float) -> float:
        return 90 + amount * 2.7

    for row, (period, passed) in enumerate((("2024-H1", 0.5), ("2024", 1.0))):
        y, done = 14 + 46 * row, _value("projects.completed", period)
        drawing.text((80, y + 20), period, anchor="end").rect((90, y), x(done) - 90, 30, "a")
        drawing.line((x(plan * passed), y - 5), (x(plan * passed), y + 35), "line b")
        drawing.text((98, y + 20), f"{done:g} / {plan:g} = {done / plan:.1%}", "strong on", anchor="start")
    drawing.line((90, 124), (108, 124), "line b")
    told = "计划按月均摊的时序" if language == "zh" else "the plan of the year, spread evenly over its months"
    return drawing.text((116, 128), told, anchor="start")


def primary_care(language: str) -> Drawing:
    """Draw the published share of visits to primary care, and the two that follow from it within rounding."""
    key, period = "health.primary_visit_share", "after(改革)"
    share = ki.Interval.printed(f"{_value(key, period)}")
    apart = {base: ki.Interval.printed(f"{_value(f'{key}@{base}:pp', period)}") for base in ("pre_reform", "city")}
    drawing = Drawing(640, 170, _title(key, language))
    told = {
        "zh": ("开州，公布", "改革前，推得", "全市平均，推得"),
        "en": ("Kaizhou, printed", "before the reform, implied", "the city, implied"),
    }[language]
    rows = (share, share - apart["pre_reform"], share - apart["city"])
    for row, (name, interval) in enumerate(zip(told, rows, strict=True)):
        low, high = float(interval.lo or 0), float(interval.hi or 0)
        y = 12 + 50 * row
        drawing.text((190, y + 20), name, anchor="end").rect((200, y), low * 4.6, 30, "soft" if row else "a")
        shown = f"{_value(key, period):g}%" if row == 0 else f"{interval.text(3)}%"
        drawing.text((208 + high * 4.6, y + 20), shown, anchor="start")
    return drawing
