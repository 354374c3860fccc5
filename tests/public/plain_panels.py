"""Panels like the public ones, drawn at random, and their derived columns in plain Python, by entity and year.

An entity column and a year column by any name, years missing, entities absent for some years, the reference area absent
for some, values zero, negative, missing or not a number, names with quotes, blanks and Chinese characters.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any

import pytest

import frames
import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text

WORLDS = [
    "World",
    "世界",
    "Côte d'Ivoire",
    'The "whole" of it',
    "OWID_WRL",
    "all  of it",
    "100",
    "a;b,c",
    "São Tomé (total)",
    "A/B",
]
NAMES = ["United States", "开州区", "O'Brien's land", 'x"y', "null", "None", "nan", "中国 ", "a b", "Å", "-", "1"]
YEARS: dict[str, Callable[[int], Any]] = {
    "whole numbers": lambda year: year,
    "text": str,
    "Chinese": lambda year: f"{year}年",
    "ISO": lambda year: f"{year}-A1",
}
ODD = [None, 0.0, -0.0, 1e-12, -1e-12, 1e300, 0.001, math.nan]
ROW = dict[str, Any]


def energy() -> Domain:
    """Return the domain of such a panel: two amounts, people, and what is derived from them."""
    domain = Domain("energy", Text("能源", "Energy"))
    domain.indicator(
        "used", Text("用电量", "Electricity"), unit="TWh", over_time="sum", aliases=("electricity_demand",)
    )
    domain.indicator("people", Text("人口", "People"), unit="人", aliases=("population",))
    domain.derived("per_person", Text("人均用电量", "Electricity per person"), unit="kWh/人")(
        lambda used, people: used / people
    )
    return domain


REG = ki.Registry([energy()])


def drawn(seed: int, entities: int = 4) -> tuple[list[ROW], str]:
    """Draw a panel, the same for a seed: no two rows of one key, in any order; and its reference area."""
    rng = random.Random(seed)
    world = rng.choice(WORLDS)
    keys = [(entity, year) for entity in (world, *rng.sample(NAMES, entities)) for year in range(1998, 2004)]

    def value() -> float | None:
        return rng.choice([*ODD, *(round(rng.uniform(-1e6, 1e6), 3) for _ in range(8))])

    kept = rng.sample(keys, rng.randint(len(keys) // 2, len(keys)))
    return [{"entity": e, "year": y, "used": value(), "people": value()} for e, y in kept], world


def known(value: float | None) -> float | None:
    """Return a value, None where it is missing or no number."""
    return None if value is None or math.isnan(value) else value


def settled(make: Callable[[], float]) -> float | None:
    """Return a result, None where it is not finite."""
    try:
        result = make()
    except OverflowError:
        return None
    return result if math.isfinite(result) else None


def ratio(a: float | None, b: float | None, scale: float = 1) -> float | None:
    """Return a / b * scale; None without either or over zero."""
    return None if a is None or b is None or b == 0 else settled(lambda: a / b * scale)


def growth(a: float | None, b: float | None) -> float | None:
    """Return the growth of a on b in %; None without either or on a base that is not above zero."""
    return None if a is None or b is None or b <= 0 else settled(lambda: (a - b) / b * 100)


def less(a: float | None, b: float | None) -> float | None:
    """Return a - b; None without either."""
    return None if a is None or b is None else settled(lambda: a - b)


def expected(rows: list[ROW], world: str) -> dict[str, list[float | None]]:
    """Return every target of every row, in plain Python: look-ups by entity and year, never by position."""
    used = {(r["entity"], r["year"]): known(r["used"]) for r in rows}
    total: dict[tuple[str, int], float | None] = {}
    for entity in {r["entity"] for r in rows}:
        running = 0.0
        for year in sorted(y for e, y in used if e == entity):
            value = used[entity, year]
            running += value or 0.0
            total[entity, year] = None if value is None or not math.isfinite(running) else running
    keys = list(used)
    return {
        "energy.per_person": [ratio(known(r["used"]), known(r["people"]), 1e9) for r in rows],
        "energy.used@yoy": [used.get((e, y - 1)) for e, y in keys],
        "energy.used@yoy:abs": [less(used[e, y], used.get((e, y - 1))) for e, y in keys],
        "energy.used@yoy:pct": [growth(used[e, y], used.get((e, y - 1))) for e, y in keys],
        "energy.used@prev:times": [
            None if growth(used[e, y], used.get((e, y - 1))) is None else ratio(used[e, y], used.get((e, y - 1)))
            for e, y in keys
        ],
        "energy.used@2000:abs": [less(used[e, y], used.get((e, 2000))) for e, y in keys],
        f"energy.used@area={world}:share": [ratio(used[e, y], used.get((world, y)), 100) for e, y in keys],
        "energy.used@cum": [total[e, y] for e, y in keys],
        f"energy.used@cum@area={world}:share": [ratio(total[e, y], total.get((world, y)), 100) for e, y in keys],
        "energy.used@cum@yoy:abs": [less(total[e, y], total.get((e, y - 1))) for e, y in keys],
    }


def handed(rows: list[ROW], year: Callable[[int], Any], names: tuple[str, str]) -> dict[str, list[Any]]:
    """Return the rows as columns named as this publisher names them."""
    return {
        frames.ROW: list(range(len(rows))),
        names[0]: [r["entity"] for r in rows],
        names[1]: [year(r["year"]) for r in rows],
        "electricity_demand": [r["used"] for r in rows],
        "population": [r["people"] for r in rows],
    }


def same(found: list[float | None], wanted: list[float | None]) -> bool:
    """Say whether two columns agree: nulls exactly, numbers to rounding."""
    pairs = list(zip(found, wanted, strict=True))
    return all((a is None) == (b is None) for a, b in pairs) and all(
        a == pytest.approx(b, rel=1e-9, abs=1e-9) for a, b in pairs if b is not None
    )


def check(
    table: Callable[[dict[str, list[Any]]], Any],
    rows: list[ROW],
    world: str,
    year: Callable[[int], Any],
    names: tuple[str, str],
    *,
    ordered: bool = True,
    but: str = "-",
) -> None:
    """Hold every target on a kind of table to the reference; without ``ordered`` those that run through the periods."""
    wanted = {t: v for t, v in expected(rows, world).items() if (ordered or "@cum" not in t) and but not in t}
    derived = REG.derive(table(handed(rows, year, names)), *wanted, area=names[0], period=names[1])
    found = frames.plain(derived)
    for target, values in wanted.items():
        assert same(found[target], values), (target, found[target], values)
