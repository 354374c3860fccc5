"""The 1+3+X score per mu (“1+3+X”亩均效益综合评价): its shape is known, every number of it is the user's.

Known from the article: one part that it does not name, three foci and open-ended supplements. Weights, benchmarks,
caps and grades were published nowhere, so there is no default: a table supplies them, and all its faults are told together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from keyword import iskeyword
from typing import Any

import kaizhou_indicators as ki
from kaizhou_indicators import Composite, Domain, Item, KaizhouError, Ranking, SettingError, Text, refuse

from .domain import grain
from .scoring import MISSING, Actuals, UnitScore, rank_group, score_group

#: what the article names as foci of the score (its "3", presumably) and as supplements (its "X")
FOCI = (
    Text("耕地保护", "Farmland protection"),
    Text("粮食生产和种植结构", "Grain production and cropping structure"),
    Text("粮食储备和流通", "Grain reserves and circulation"),
)
SUPPLEMENTS = (
    Text("亩均单产水平", "Yield per mu"),
    Text("农业机械化水平", "Mechanisation"),
    Text("秸秆综合利用水平", "Straw utilisation"),
    Text("种植技术推广", "Promotion of techniques"),
    Text("农机装备", "Machinery"),
)
_WANTED = "title, total, missing, one.GROUP, three.GROUP (three of them), x.ITEM, and grades if units are graded"
_KEYS = {"title", "total", "missing", "one", "three", "x", "grades", "source", "note"}


@dataclass(frozen=True)
class Benefit:
    """A 1+3+X score as its user configured it.

    Attributes:
        composite: weights, benchmarks, caps and grades of all items.
        parts: ``one``, ``three``, ``x`` -> group -> names of its items; of ``x`` each item is a group of its own.
        titles: group -> title.
        missing: how a missing item is treated.
    """

    composite: Composite
    parts: Mapping[str, Mapping[str, tuple[str, ...]]]
    titles: Mapping[str, Text]
    missing: str

    def scores(self, actuals: Actuals, year: int | str) -> dict[str, UnitScore]:
        """Return the score of every unit, with the points of every item."""
        return score_group(self.composite, actuals, year, missing=self.missing)

    def by_group(self, score: UnitScore) -> dict[str, Fraction]:
        """Return the points of a score by group; they add up to the score."""
        groups = {group: names for part in self.parts.values() for group, names in part.items()}
        return {g: sum((score.points[n] or Fraction(0) for n in names), Fraction(0)) for g, names in groups.items()}

    def ranking(self, scores: Mapping[str, UnitScore]) -> Ranking:
        """Return the places of the units, the highest score first."""
        return rank_group(self.composite.title, scores)

    def grades(self, scores: Mapping[str, UnitScore]) -> dict[str, str | None]:
        """Return the grade of every unit; ProcessError where the table has no grades."""
        return self.composite.grade({unit: score.value for unit, score in scores.items()})

    def domain(self, name: str, *, year: int | str, source: str | None = None) -> Domain:
        """Return a domain of the user's name with ``mu_score`` of a year, its grade, and the items without a key.

        In a table a row with a missing item has no score, unless the table says ``renormalise``: the mean of a group
        is known to ``scores`` only. Grades by quantile are those of ``grades``; only thresholds are derived.
        """
        made = Domain(name, self.composite.title, definition=_SHAPE)
        for item in self.composite.items:
            if not item.key:
                made.indicator(item.name, _title(item), unit=item.unit, better=item.better)
        self.composite.declare(made, "mu_score", year=year, functions=ki, kind="index", decimals=2, source=source)
        return made


_SHAPE = Text(
    "“1+3+X”亩均效益综合评价，权重与基准由使用者配置", "1+3+X score per mu; weights and benchmarks are the user's"
)


def mu_benefit(table: Mapping[str, Any] | None = None) -> Benefit:
    """Return the 1+3+X score that a table configures, as a TOML file holds it.

    Args:
        table: ``title``; ``total`` (1 or 100); ``missing`` (refuse, renormalise or group_mean); ``one`` with one group,
            ``three`` with three, each of ``title`` and ``items``; ``x`` with items; ``grades`` (``shares`` or ``bounds``).
            An item has ``weight``, ``benchmarks`` by year, ``better``, and may have ``cap``, ``unit``, ``title`` and
            ``key``, the indicator that it reads, such as ``grain.yield``.

    Raises:
        SettingError: no table; it says what the table must hold.
        ProcessError: everything that is wrong with the table, in one message.

    >>> mu_benefit()
    Traceback (most recent call last):
    ...
    kaizhou_indicators.errors.SettingError: the 1+3+X score has no default, nothing of it was published: supply a table with title, total, missing, one.GROUP, three.GROUP (three of them), x.ITEM, and grades if units are graded
    """
    if table is None:
        msg = f"the 1+3+X score has no default, nothing of it was published: supply a table with {_WANTED}"
        raise SettingError(msg)
    faults = _shape_faults(table)
    refuse("1+3+X", faults)
    parts = _parts(table)
    items = [
        _item(name, entry, f"{part}.{group}" if part != "x" else "x", faults)
        for part, groups in parts.items()
        for group, entries in groups.items()
        for name, entry in entries.items()
    ]
    refuse("1+3+X", faults)
    composite = _composite(table, [item for item in items if item is not None])
    named = {part: {g: tuple(entries) for g, entries in groups.items()} for part, groups in parts.items()}
    return Benefit(composite, named, _titles(table, composite), table["missing"])


def _shape_faults(table: Mapping[str, Any]) -> list[str]:
    faults = [f"unknown entry {name!r}; the table holds {_WANTED}" for name in table if name not in _KEYS]
    faults += [f"no {name}; give it" for name in ("title", "total", "missing") if name not in table]
    missing = table.get("missing", "refuse")
    faults += [] if missing in MISSING else [f"missing={missing!r} is none of {', '.join(MISSING)}"]
    faults += [fault for part, wanted in (("one", 1), ("three", 3)) for fault in _group_faults(table, part, wanted)]
    names = [name for part in ("one", "three", "x") for name in _table_of(table.get(part))]
    faults += [
        f"{name} stands in two parts; give each group and supplement a name of its own"
        for name in sorted({n for n in names if names.count(n) > 1})
    ]
    return faults + ([] if _table_of(table.get("x")) else ["x has no item; give at least one supplement as x.ITEM"])


def _group_faults(table: Mapping[str, Any], part: str, wanted: int) -> list[str]:
    groups = _table_of(table.get(part))
    count = f"{part} has {len(groups)} groups ({', '.join(groups) or 'none'}); 1+3+X wants {wanted}"
    empty = [group for group, entry in groups.items() if not _table_of(_table_of(entry).get("items"))]
    faults = [] if len(groups) == wanted else [count]
    return faults + [f"{part}.{group} has no items; give {part}.{group}.items.ITEM" for group in empty]


def _table_of(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _parts(table: Mapping[str, Any]) -> dict[str, dict[str, Mapping[str, Any]]]:
    parts: dict[str, dict[str, Mapping[str, Any]]] = {
        part: {group: entry["items"] for group, entry in table[part].items()} for part in ("one", "three")
    }
    return {**parts, "x": {name: {name: entry} for name, entry in table["x"].items()}}


def _item(name: str, entry: Any, place: str, faults: list[str]) -> Item | None:
    if not isinstance(entry, Mapping):
        faults.append(f"{place}: item {name} is {entry!r}; give a table with weight, benchmarks and better")
        return None
    if iskeyword(name) or not name.isidentifier():
        faults.append(f"{place}: item {name!r} cannot name an input of a formula; rename it and keep its key")
    key = str(entry.get("key", ""))
    if key.startswith("grain.") and key not in _keys():
        faults.append(f"{place}: item {name} reads {key}, which is no indicator of grain; correct the key")
    try:
        return Item(name, **entry)
    except KaizhouError as error:
        faults.append(f"{place}: {error}")
        return None


def _keys() -> set[str]:
    return {f"grain.{d.name}" for d in grain.declarations if d.what in {"indicator", "derived", "windowed"}}


def _composite(table: Mapping[str, Any], items: list[Item]) -> Composite:
    policy = "refuse" if table["missing"] == "group_mean" else table["missing"]
    return Composite(table["title"], items, total=table["total"], missing=policy, grades=table.get("grades"))


def _titles(table: Mapping[str, Any], composite: Composite) -> dict[str, Text]:
    groups = {group: entry for part in ("one", "three") for group, entry in table[part].items()}
    titles = {group: _text(entry.get("title", group)) for group, entry in groups.items()}
    return {**titles, **{item.name: _title(item) for item in composite.items if item.name in table["x"]}}


def _title(item: Item) -> Text:
    return Text(item.title.zh or item.name, item.title.en or item.name)


def _text(value: Any) -> Text:
    return Text(**{"zh": "", **value}) if isinstance(value, Mapping) else Text(str(value))


grain.indicator(
    "mu_score",
    Text("亩均效益综合得分", "Score per mu"),
    unit="1",
    kind="index",
    better="higher",
    aliases=["亩均效益综合评价", "亩均论英雄得分"],
    definition=Text(
        "“1+3+X”综合评价的得分，按评定结果；权重与基准未见公开，由 mu_benefit 配置后另行推导；只在同组内排名",
        "score of the 1+3+X evaluation as awarded; its weights and benchmarks were not published: mu_benefit configures"
        " them and derives a score of its own; ranked inside a peer group only",
    ),
    source="kaizhou_review_2024",
)
