"""The schedule (时序): the share of the year's plan that is due by the end of a month, linear or seasonal.

Two laws: a schedule never falls and is complete at the end of the year; the linear one (months ÷ 12) is the one that
printed figures are held to, and a seasonal one is configuration without a default.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from kaizhou_indicators import Period, Text, arithmetic

from .domain import projects
from .faults import ProjectError, given, refuse, take

projects.indicator(
    "elapsed",
    Text("时序进度", "Scheduled share of the year's plan"),
    unit="%",
    kind="share",
    better="neutral",  # it is the calendar's
    valid=(0, 100),
    decimals=1,
    over_time="last",
    aliases=["时间进度", "序时进度"],
    definition=Text(
        "按时序到期末应完成的比例：按月均摊为已过月数÷12；按季节分配的时序须由使用者给定；用 Schedule.column 由时期得出",
        "what is due by the end of the period: months ÷ 12 on the linear schedule; a seasonal one is for the user to give;"
        " Schedule.column makes it from periods",
    ),
    source="city_schedule_2022",
)

#: the month ends that a seasonal schedule may be given for
_GRIDS = (tuple(range(1, 13)), (3, 6, 9, 12))


@dataclass(frozen=True)
class Schedule:
    """What is due by the end of each month of a year, in % of the year's plan.

    Attributes:
        title: the name of the schedule.
        due: month -> % due by its end, for all twelve months or for the four quarters' last; empty: linear.

    Raises:
        ProjectError: months that are missing, a share that falls or lies outside 0–100, a year that does not end at 100.

    >>> Schedule.linear().at("2024-Q3"), Schedule.linear().at("2024-10")
    (Fraction(75, 1), Fraction(250, 3))
    """

    title: Text
    due: Mapping[int, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        place = f"schedule {self.title}"
        refuse(place, self._grid_faults() if self.due else [])
        refuse(place, self._share_faults() if self.due else [])

    @classmethod
    def linear(cls) -> Schedule:
        """Return the schedule that spreads the plan evenly over the months of the year."""
        return cls(Text("按月均摊", "Linear"))

    def at(self, period: Any) -> Fraction:
        """Return what is due by the end of a period, in %, exact.

        Args:
            period: a period within a year, such as ``2024-Q3``, ``2024-10`` or ``2024年1—10月``.

        Raises:
            PeriodError: it is no period within one year.
            ProjectError: the schedule says nothing of its end.
        """
        linear = arithmetic.elapsed(period)
        if not self.due:
            return 100 * linear
        end = Period.parse(period).end
        known = ", ".join(map(str, sorted(self.due)))
        whole = _last_of_month(end) and end.month in self.due
        refuse(f"schedule {self.title}", [] if whole else [f"{period} does not end with one of the months {known}"])
        return _exact(self.due[end.month])

    def column(self, periods: Iterable[Any]) -> list[float]:
        """Return the column ``projects.elapsed`` for the periods of a table, in %.

        >>> Schedule.linear().column(["2024-03", "2024-06"])
        [25.0, 50.0]
        """
        return [float(self.at(period)) for period in periods]

    def _grid_faults(self) -> list[str]:
        strange = [month for month in self.due if month not in _GRIDS[0]]
        lacking = [month for month in min(_GRIDS, key=lambda g: len(set(g) ^ set(self.due))) if month not in self.due]
        told = [f"month {month!r} is none of 1 to 12" for month in strange]
        grid = tuple(sorted(set(self.due) - set(strange)))
        if strange or grid in _GRIDS:
            return told
        return [f"no share for month {', '.join(map(str, lacking))}; give all twelve months, or 3, 6, 9 and 12"]

    def _share_faults(self) -> list[str]:
        shares = {month: _exact(self.due[month]) for month in sorted(self.due)}
        outside = [
            f"month {month} has {self.due[month]}%, outside 0–100" for month, s in shares.items() if not 0 <= s <= 100
        ]
        falls = [
            f"it falls from {self.due[a]}% in month {a} to {self.due[b]}% in month {b}; shares are accumulated since January"
            for a, b in pairwise(shares)
            if shares[b] < shares[a]
        ]
        end = [] if shares[12] == 100 else [f"the year ends at {self.due[12]}%; month 12 has 100"]
        return [*outside, *falls, *end]


def schedule_of(table: Mapping[str, Any] | None = None) -> Schedule:
    """Return the seasonal schedule of a configuration: ``{title = …, due = {"3" = 15, "6" = 45, …}}``.

    Raises:
        ProjectError: there is none, or it contradicts itself; all faults together.

    >>> rainy = schedule_of({"title": "汛期避让", "due": {"3": 30, "6": 50, "9": 60, "12": 100}})
    >>> rainy.at("2024-Q3")
    Fraction(60, 1)
    """
    supply = "supply a table with due = {month: % due by its end} for the months 1–12 or 3, 6, 9, 12, or take Schedule.linear()"
    place = "a seasonal schedule (时序)"
    known = given(place, table, supply)
    take(place, known, ("title", "due"), ("due",))
    due = {_month(word): share for word, share in known["due"].items()}
    title = known.get("title") or Text("自定时序", "Schedule of one's own")
    return Schedule(title if isinstance(title, Text) else Text(title), due)


def _month(word: Any) -> Any:
    return int(word) if str(word).isdecimal() else word


def _exact(share: Any) -> Fraction:
    try:
        return Fraction(str(share))
    except (ValueError, ZeroDivisionError):
        msg = f"share {share!r} is no number; write the % due, such as 45"
        raise ProjectError(msg) from None


def _last_of_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1
