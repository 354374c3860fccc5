"""Group: institutions of one kind that are planned together, by their number and never by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from kaizhou_indicators import ProcessError

from .grading import GRADES, grade_name

#: grades that are awarded, best first
AWARDED = ("grade_a", "grade_b")


def _whole(what: str, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    msg = f"{what} is {value!r}; a number of institutions is a whole number from 0 on"
    raise ProcessError(msg)


def grade_counts(given: Mapping[str, Any]) -> dict[str, int]:
    """Read a table from grade to number of institutions; a grade left out has none.

    >>> grade_counts({"甲级": 3})
    {'grade_a': 3, 'grade_b': 0}

    Raises:
        ProcessError: an unknown grade, one given twice, or no whole number from 0 on.
    """
    if not isinstance(given, Mapping):
        msg = f"{given!r} is no table of grades; write {{grade_a = 3, grade_b = 1}}"
        raise ProcessError(msg)
    read: dict[str, int] = {}
    for word, number in given.items():
        grade = grade_name(word)
        if grade in read or grade not in AWARDED:
            why = "is given twice" if grade in read else "is what is left over and not given"
            msg = f"grade {word} {why}; give each of {GRADES['grade_a']} and {GRADES['grade_b']} once"
            raise ProcessError(msg)
        read[grade] = _whole(f"the number at {word}", number)
    return {grade: read.get(grade, 0) for grade in AWARDED}


def _planned(given: Mapping[Any, Any]) -> dict[int, dict[str, int]]:
    years = {str(year): counts for year, counts in given.items()}
    wrong = [year for year in years if not (len(year) == 4 and year.isascii() and year.isdigit())]
    if wrong:
        msg = f"planned for {', '.join(wrong)}, which is no year; write 2025"
        raise ProcessError(msg)
    return {int(year): grade_counts(years[year]) for year in sorted(years)}


@attrs.frozen
class Group:
    """Institutions of one kind.

    Attributes:
        name: what the user calls the kind.
        tier: its tier, by name (``lead``, ``centre``, ``general``) or title.
        count: how many institutions there are.
        led_by: name of the group that leads them; empty in the top tier.
        reached: grade -> institutions that have it, each counted at its own grade only.
        planned: year -> (grade -> institutions planned to have it at the end of that year).

    Raises:
        ProcessError: numbers that are none, or more graded institutions than there are.

    >>> Group("central", "centre", 4, "district", {"甲级": 3}, {2025: {"甲级": 4}}).at(2026)
    {'grade_a': 4, 'grade_b': 0}
    """

    name: str
    tier: str
    count: int
    led_by: str = ""
    reached: Mapping[str, int] = attrs.field(factory=dict, converter=grade_counts)
    planned: Mapping[int, Mapping[str, int]] = attrs.field(factory=dict, converter=_planned)

    def __attrs_post_init__(self) -> None:
        faults = (
            [] if _whole(f"group {self.name}: count", self.count) else [f"group {self.name}: count is 0; leave it out"]
        )
        stated = {"reached": self.reached, **{f"planned for {year}": counts for year, counts in self.planned.items()}}
        faults += [
            f"group {self.name}: {what} {sum(counts.values())} of {self.count} institutions; no more can have a grade than there are"
            for what, counts in stated.items()
            if sum(counts.values()) > self.count
        ]
        if faults:
            raise ProcessError("; ".join(faults))

    def at(self, year: int) -> Mapping[str, int]:
        """Return the institutions at each grade as planned for a year: by the last plan until then, or as reached."""
        until = [planned for planned in self.planned if planned <= year]
        return self.planned[max(until)] if until else self.reached
