"""A small domain of comparisons, random panels for it, and plain Python that says what every target must be.

The reference knows nothing of the engine: dictionaries of (area, period) and loops.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators import Basis, Break, Domain, Period, Text, count_where, decumulated, first_when, streak

PARENTS = {"a": "K", "b": "K", "c": "M", "d": "K"}  # w, the whole, has no parent
AREAS = [*PARENTS, "w"]
MONTHS = [f"{year}-{month:02}" for year in (2018, 2019) for month in (1, 2, 3, 11, 12)]
YEARS = [str(year) for year in range(2015, 2022)]
QUARTERS = [f"{year}-Q{quarter}" for year in (2018, 2019) for quarter in (1, 2, 3, 4)]

Cell = float | None
Values = dict[tuple[str, str], Cell]


def domain() -> Domain:
    d = Domain("t", Text("试", "Trial"))
    d.indicator("x", Text("甲", "X"), unit="件", better="higher", over_time="sum", over_area="sum")
    d.indicator("y", Text("乙", "Y"), unit="件", better="lower", over_time="sum", over_area="sum")
    d.indicator("acc", Text("累计", "Accumulated"), unit="件", basis=Basis(accumulation="ytd"))
    d.indicator("broken", Text("断", "Broken"), unit="件", breaks=[Break("2019")])

    @d.derived("r", Text("比", "Ratio"), unit="%", better="higher")
    def r(x: Any, y: Any) -> Any:
        return x / y

    d.windowed("run", Text("连", "Run"), of="x", how=streak(lambda v: v >= 0), over="all")
    d.windowed("cnt", Text("数", "Count"), of="x", how=count_where(lambda v: v >= 0))
    d.windowed("first", Text("首", "First"), of="x", how=first_when(lambda v: v >= 0))
    d.windowed("grown", Text("本期", "Grown"), of="acc", unit="件", how=decumulated())
    d.baseline("others", title=Text("其他", "Others"), peers="mean", weight="y", own=False)
    d.baseline("y18", title=Text("2018年", "2018"), period="2018")
    d.baseline("whole", title=Text("全市", "Whole"), area="w")
    return d


REG = ki.Registry([domain()])


def growth(now: Cell, base: Cell) -> Cell:
    return None if now is None or base is None or base <= 0 else (now - base) / base * 100


def less(now: Cell, base: Cell) -> Cell:
    return None if now is None or base is None else now - base


def part(now: Cell, base: Cell) -> Cell:
    return None if now is None or base is None or base == 0 else now / base * 100


class Reference:
    """What every target must be in every row of a panel."""

    def __init__(self, panel: dict[str, Values]) -> None:
        self.panel = panel

    def at(self, name: str, area: str, period: Period | None) -> Cell:
        return None if period is None else self.panel[name].get((area, str(period)))

    def group(self, area: str, period: str) -> list[str]:
        parent = PARENTS.get(area)
        return [a for a in PARENTS if PARENTS[a] == parent and (a, period) in self.panel["x"]] if parent else []

    def yoy(self, name: str, area: str, period: str) -> Cell:
        return self.at(name, area, Period.parse(period).same_last_year)

    def total(self, area: str, period: str, *, year: bool) -> Cell:
        own = Period.parse(period)
        if self.at("x", area, own) is None:
            return None
        rows = [(Period.parse(p), v) for (a, p), v in self.panel["x"].items() if a == area and v is not None]
        return sum(v for p, v in rows if p.start <= own.start and (not year or p.year == own.year))

    def pooled(self, name: str, area: str, period: str) -> Cell:
        found = [v for a in self.group(area, period) if (v := self.panel[name][a, period]) is not None]
        return sum(found) if found else None

    def pooled_ratio(self, area: str, period: str) -> Cell:
        pairs = [(self.panel["x"][a, period], self.panel["y"][a, period]) for a in self.group(area, period)]
        full = [(x, y) for x, y in pairs if x is not None and y is not None]
        bottom = sum(y for _, y in full)
        return sum(x for x, _ in full) / bottom * 100 if full and bottom != 0 else None

    def ratio(self, area: str, period: str) -> Cell:
        x, y = self.panel["x"][area, period], self.panel["y"][area, period]
        return None if x is None or y is None or y == 0 else x / y * 100

    def others(self, area: str, period: str, *, weighted: bool) -> Cell:
        found = [
            (v, self.panel["y"][a, period] if weighted else 1.0)
            for a in self.group(area, period)
            if a != area and (v := self.panel["x"][a, period]) is not None
        ]
        found = [(v, w) for v, w in found if w is not None]
        weight = sum(w for _, w in found)
        return sum(v * w for v, w in found) / weight if found and weight != 0 else None

    def rank(self, area: str, period: str) -> Cell:
        values = [v for a in self.group(area, period) if (v := self.panel["x"][a, period]) is not None]
        own = self.panel["x"][area, period]
        return None if own is None or not PARENTS.get(area) else 1.0 + sum(v > own for v in values)

    def run(self, area: str, period: str) -> Cell:
        at, length = Period.parse(period), 0.0
        if self.at("x", area, at) is None:
            return None
        while (value := self.at("x", area, at)) is not None and value >= 0:
            length, at = length + 1, at.previous
        return length

    def in_year(self, area: str, period: str) -> list[tuple[int, float]]:
        year = Period.parse(period).year
        rows = [(Period.parse(p), v) for (a, p), v in self.panel["x"].items() if a == area and v is not None]
        return [(p.sub, v) for p, v in rows if p.year == year and p.months < 12]

    def count(self, area: str, period: str) -> Cell:
        values = self.in_year(area, period)
        return float(sum(v >= 0 for _, v in values)) if values else None

    def first(self, area: str, period: str) -> Cell:
        return min((float(sub) for sub, v in self.in_year(area, period) if v >= 0), default=None)

    def grown(self, area: str, period: str) -> Cell:
        own = Period.parse(period)
        now = self.at("acc", area, own)
        return now if own.sub == 1 else less(now, self.at("acc", area, own.previous))

    def unbroken(self, area: str, period: str) -> Cell:
        before = Period.parse(period).same_last_year
        crosses = before.year < 2019 <= Period.parse(period).year
        return None if crosses else less(self.panel["broken"][area, period], self.at("broken", area, before))

    def value(self, target: str, area: str, period: str) -> Cell:
        x = self.panel["x"][area, period]
        return TARGETS[target](self, x, area, period)


def _y18(ref: Reference, area: str, period: str) -> Cell:
    return ref.at("x", area, Period.parse(period).within(Period.parse("2018")))


TARGETS: dict[str, Callable[[Reference, Cell, str, str], Cell]] = {
    "t.x@yoy": lambda ref, x, a, p: ref.yoy("x", a, p),
    "t.x@yoy:pct": lambda ref, x, a, p: growth(x, ref.yoy("x", a, p)),
    "t.y@yoy:abs": lambda ref, x, a, p: less(ref.panel["y"][a, p], ref.yoy("y", a, p)),
    "t.x@prev:abs": lambda ref, x, a, p: less(x, ref.at("x", a, Period.parse(p).previous)),
    "t.x@2018:abs": lambda ref, x, a, p: less(x, _y18(ref, a, p)),
    "t.x@y18": lambda ref, x, a, p: _y18(ref, a, p),
    "t.x@area=w:share": lambda ref, x, a, p: part(x, ref.at("x", "w", Period.parse(p))),
    "t.x@whole:abs": lambda ref, x, a, p: less(x, ref.at("x", "w", Period.parse(p))),
    "t.x@cum": lambda ref, x, a, p: ref.total(a, p, year=False),
    "t.x@ytd": lambda ref, x, a, p: ref.total(a, p, year=True),
    "t.x@peers": lambda ref, x, a, p: ref.pooled("x", a, p),
    "t.x@peers:share": lambda ref, x, a, p: part(x, ref.pooled("x", a, p)),
    "t.r@peers": lambda ref, x, a, p: ref.pooled_ratio(a, p),
    "t.r@peers:pp": lambda ref, x, a, p: less(ref.ratio(a, p), ref.pooled_ratio(a, p)),
    "t.x@peers.mean": lambda ref, x, a, p: ref.others(a, p, weighted=False),
    "t.x@others": lambda ref, x, a, p: ref.others(a, p, weighted=True),
    "t.x@peers.count": lambda ref, x, a, p: (
        float(sum(ref.panel["x"][b, p] is not None for b in ref.group(a, p))) if a in PARENTS else None
    ),
    "t.x@peers.best": lambda ref, x, a, p: max(
        (v for b in ref.group(a, p) if (v := ref.panel["x"][b, p]) is not None), default=None
    ),
    "t.x@rank": lambda ref, x, a, p: ref.rank(a, p),
    "t.run": lambda ref, x, a, p: ref.run(a, p),
    "t.cnt": lambda ref, x, a, p: ref.count(a, p),
    "t.first": lambda ref, x, a, p: ref.first(a, p),
    "t.grown": lambda ref, x, a, p: ref.grown(a, p),
    "t.broken@yoy:abs": lambda ref, x, a, p: ref.unbroken(a, p),
}

CELLS = st.one_of(st.none(), st.integers(-3, 6).map(float), st.sampled_from([0.5, -0.25, 1e6]))


@st.composite
def panels(draw: st.DrawFn) -> tuple[list[tuple[str, str]], dict[str, Values]]:
    """Draw rows of areas and periods of one frequency, some missing, in any order, and values with gaps."""
    periods = draw(st.sampled_from([MONTHS, YEARS, QUARTERS]))
    everywhere = [(area, period) for area in AREAS for period in periods]
    rows = draw(st.lists(st.sampled_from(everywhere), min_size=1, max_size=40, unique=True))
    values = {name: {row: draw(CELLS) for row in rows} for name in ("x", "y", "acc", "broken")}
    return rows, values


def columns(rows: list[tuple[str, str]], values: dict[str, Values]) -> dict[str, list[Any]]:
    """Return a panel as the columns of a table."""
    table: dict[str, list[Any]] = {"row_number": list(range(len(rows)))}
    table |= {"area": [area for area, _ in rows], "period": [period for _, period in rows]}
    return table | {f"t.{name}": [cells[row] for row in rows] for name, cells in values.items()}


def differences(
    derived: dict[str, list[Any]], rows: list[tuple[str, str]], values: dict[str, Values]
) -> list[tuple[str, tuple[str, str], Any, Cell]]:
    """Return every cell that is not what the reference says."""
    reference = Reference(values)
    found = []
    for target in TARGETS:
        for row, ours in zip(rows, derived[target], strict=True):
            theirs = reference.value(target, *row)
            if (ours is None) != (theirs is None) or (
                ours is not None and theirs is not None and not math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9)
            ):
                found.append((target, row, ours, theirs))
    return found
