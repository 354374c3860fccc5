"""A month of the register: counts by level, read from a table and held to every identity before anything is derived.

Per level the counts of handling follow the level at the time of the warning. Between two levels a minor may move, so
the stock identity binds the levels together and not each alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kaizhou_indicators import KaizhouError, Period, Register, Text

from .errors import MonthError, refuse
from .funnel import FUNNEL
from .privacy import columns_of, refuse_personal_data
from .tables import rows_of

#: the columns of a register month, each by name or Chinese heading
COLUMNS: Mapping[str, Text] = {
    "area": Text("地区", "Area"),
    "period": Text("时期", "Period"),
    "level": Text("等级", "Level"),
    "opening": Text("期初在库", "Opening"),
    "entries": Text("入库", "Entries"),
    "exits": Text("出库", "Exits"),
    "closing": Text("期末在库", "Closing"),
    **{step.name: step.title for step in FUNNEL.steps},
    "on_time": Text("按时处置", "Handled on time"),
}
_KEYS = ("area", "period", "level")
_COUNTS = tuple(name for name in COLUMNS if name not in _KEYS)


@dataclass(frozen=True)
class RegisterMonth:
    """One month (or other period) of a register in one area, checked.

    Attributes:
        area: code or name of the area.
        period: the period.
        counts: level -> (count -> number), with the counts of ``COLUMNS``.
    """

    area: str
    period: str
    counts: Mapping[str, Mapping[str, int]]

    def total(self, name: str) -> int:
        """Return a count over all levels."""
        return sum(row[name] for row in self.counts.values())

    def values(self) -> dict[str, int]:
        """Return the counts over all levels by key, as ``Registry.derive`` takes them."""
        names = {"opening": "stock_opening", "closing": "stock"}
        return {f"minors.{names.get(name, name)}": self.total(name) for name in _COUNTS}

    def row(self) -> dict[str, Any]:
        """Return one row of a wide table: area, period and the counts by key."""
        return {"area": self.area, "period": self.period, **self.values()}

    def rows_by_level(self) -> list[dict[str, Any]]:
        """Return the rows of a wide table with the dimension ``level``."""
        return [
            {
                "area": self.area,
                "period": self.period,
                "level": level,
                "minors.stock_by_level": row["closing"],
                "minors.handled_by_level": row["handled"],
                "minors.on_time_by_level": row["on_time"],
            }
            for level, row in self.counts.items()
        ]


def read_months(frame: Any, register: Register) -> tuple[RegisterMonth, ...]:
    """Read register months, one row for each area, period and level of the register.

    Args:
        frame: a table with exactly the columns of ``COLUMNS``, by name or Chinese heading, or rows as mappings.
        register: the register whose levels they are counted by.

    Raises:
        PersonalDataError: a column about persons; nothing else is looked at then.
        MonthError: columns that are missing or not known; or, for all months together, levels that are missing, twice or
            unknown, values that are no counts, stocks that do not follow from their flows, funnels that grow, more on
            time than handled.
    """
    rows = frame if isinstance(frame, Sequence) and not isinstance(frame, str) else None
    columns = tuple(dict.fromkeys(str(name) for row in rows for name in row)) if rows else columns_of(frame)
    refuse_personal_data(columns)
    names = _names(columns)
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for given in rows if rows is not None else rows_of(frame):
        row = {names[str(column)]: value for column, value in given.items()}
        groups.setdefault((str(row["area"]), str(row["period"])), []).append(row)
    found = [_month(area, period, group, register) for (area, period), group in groups.items()]
    refuse(MonthError, "register months", [fault for _, faults in found for fault in faults])
    return tuple(month for month, _ in found)


def check_chain(months: Iterable[RegisterMonth]) -> None:
    """Hold each period's opening to the closing of the period before it, level by level, area by area.

    Raises:
        MonthError: all openings that differ, and all periods in a row that do not follow each other.
    """
    areas: dict[str, list[RegisterMonth]] = {}
    for month in months:
        areas.setdefault(month.area, []).append(month)
    faults: list[str] = []
    for of_area in areas.values():
        ordered = sorted(of_area, key=lambda month: Period.parse(month.period).start)
        for before, after in pairwise(ordered):
            faults += _link(before, after)
    refuse(MonthError, "register months", faults)


def _link(before: RegisterMonth, after: RegisterMonth) -> list[str]:
    place = f"{after.area} {after.period}"
    if Period.parse(after.period).previous != Period.parse(before.period):
        return [f"{place}: does not follow {before.period}; hand in the periods between, or each run alone"]
    return [
        f"{place}, level {level}: opening {row['opening']} differs from closing {before.counts[level]['closing']} of"
        f" {before.period}; correct one of them"
        for level, row in after.counts.items()
        if row["opening"] != before.counts[level]["closing"]
    ]


def _names(columns: Iterable[str]) -> dict[str, str]:
    known = {word: name for name, title in COLUMNS.items() for word in (name, title.zh, title.en)}
    names = {column: known[column] for column in columns if column in known}
    faults = [
        f"column {column!r} is no part of a register month, which takes counts only; drop it"
        for column in columns
        if column not in known
    ]
    faults += [f"column {name!r} ({COLUMNS[name].zh}) is missing" for name in COLUMNS if name not in names.values()]
    taken = list(names.values())
    faults += [f"column {name!r} stands twice" for name in COLUMNS if taken.count(name) > 1]
    refuse(MonthError, "register month", faults)
    return names


def _month(area: str, period: str, rows: list[dict[str, Any]], register: Register) -> tuple[RegisterMonth, list[str]]:
    place = f"{area} {period}"
    counts, faults = _by_level(rows, register)
    faults += _period_faults(period)
    if not faults:
        faults = [*_stock_faults(counts, register), *_handling_faults(counts)]
    return RegisterMonth(area, period, counts), [f"{place}: {fault}" for fault in faults]


def _by_level(rows: list[dict[str, Any]], register: Register) -> tuple[dict[str, dict[str, int]], list[str]]:
    names = {word: s.name for s in register.levels for word in (s.name, s.title.zh, s.title.en) if word}
    counts: dict[str, dict[str, int]] = {}
    faults: list[str] = []
    for row in rows:
        level = names.get(str(row["level"]))
        if level is None:
            faults.append(
                f"a level that the register does not have; its levels are {', '.join(map(str, register.levels))}"
            )
        elif level in counts:
            faults.append(f"level {level} stands twice; add its rows up")
        else:
            faults += [f"level {level}: {name} is no count; write a whole number from 0 on" for name in _uncounted(row)]
            counts[level] = {name: _whole(row[name]) for name in _COUNTS}
    missing = [str(step) for step in register.levels if step.name not in counts]
    return counts, [
        *faults,
        *(f"level {level} is missing; write 0 where nothing is on the register" for level in missing),
    ]


def _uncounted(row: Mapping[str, Any]) -> list[str]:
    wrong = [name for name in _COUNTS if not isinstance(number := _whole(row[name]), int) or number < 0]
    return [f"{name} ({COLUMNS[name].zh})" for name in wrong]


def _whole(value: Any) -> Any:
    """Return a whole number as int, also where a table holds it as 12.0; all else is None, and never shown."""
    whole = isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1
    return int(value) if whole else None


def _period_faults(period: str) -> list[str]:
    try:
        dated = Period.parse(period).frequency is not None
    except KaizhouError as error:
        return [str(error)]
    return [] if dated else [f"{period!r} has no date; write as in 2024-01"]


def _stock_faults(counts: Mapping[str, Mapping[str, int]], register: Register) -> list[str]:
    sums = {name: sum(row[name] for row in counts.values()) for name in ("opening", "entries", "exits", "closing")}
    verdict = register.check_stock(**sums)
    return [] if verdict.status == "consistent" else [f"stock: {verdict.explanation.en}"]


def _handling_faults(counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    found = []
    for level, row in counts.items():
        steps = {name: row[name] for name in FUNNEL.names}
        found += [f"level {level}: {fault}" for fault in FUNNEL.faults(steps)]
        if row["on_time"] > row["handled"]:
            found.append(
                f"level {level}: on time {row['on_time']} exceeds handled {row['handled']}; one of them is wrong"
            )
    return found
