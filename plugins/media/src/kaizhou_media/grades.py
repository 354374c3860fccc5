"""Grades of communication: given by quarter, ordered, counted and never averaged.

The city gives them; only grade A is seen in print, B to D are the scale this domain assumes, and no bound is public.
A score becomes a grade by the user's bounds alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kaizhou_indicators import Text, Thresholds, count_where, streak

from .domain import REVIEW, media
from .errors import refuse

#: the labels, best first
GRADES = tuple(Text(f"{letter}档", letter) for letter in "ABCD")

_QUARTERS: dict[str, Any] = {
    "unit": "个季度",
    "kind": "count",
    "better": "higher",
    "decimals": 0,
    "each": "quarter",
    "source": REVIEW,
}


def at_a(grade: Any) -> Any:
    """Whether a grade, as its position from 1, is A."""
    return grade <= 1


media.indicator(
    "dissem_grade",
    Text("全媒体传播质效档次", "Grade of omnimedia communication"),
    kind="grade",
    grades=GRADES,
    better="higher",
    aliases=["全媒体传播质效", "传播质效档次"],
    definition=Text(
        "市级文化报表中按季评定的档次，由市评定，不由指标计算；公开文本只见A档，B至D档为本包设的顺序，界限未公开",
        "given by the city every quarter within the culture report, not calculated; texts print grade A only, B to D are"
        " the order this package assumes, and no bound is public",
    ),
    source=REVIEW,
)
media.windowed(
    "quarters_at_a",
    Text("全媒体传播质效A档季度数", "Quarters at grade A"),
    of="dissem_grade",
    how=count_where(at_a),
    over="year",
    valid=(0, 4),
    aliases=["传播质效A档季度"],
    definition=Text(
        "一年中评为A档的季度数，与已评档的季度数一并给出",
        "quarters of a year at grade A, together with the number of quarters graded",
    ),
    **_QUARTERS,
)
media.windowed(
    "a_streak",
    Text("全媒体传播质效连续A档季度数", "Quarters in a row at grade A"),
    of="dissem_grade",
    how=streak(at_a),
    over="all",
    valid=(0, None),
    definition=Text(
        "到本季为止连续评为A档的季度数；未评档的季度使连续中断",
        "quarters in a row, up to the current one, at grade A; a quarter without a grade ends the run",
    ),
    **_QUARTERS,
)


def grading_of(bounds: Mapping[str, Any] | None = None) -> Thresholds:
    """Return the validated bounds of the grades from configuration; there is no default.

    Args:
        bounds: label -> lowest score that has it, best first; None (``-inf`` in TOML) for the last label.

    Raises:
        MediaError: no bounds were supplied.
        ProcessError: bounds that do not fall from label to label, or a last label that does not take the rest.

    >>> grading_of({"A档": 90, "B档": 80, "C档": 70, "D档": None}).grade(80)
    'B档'
    """
    missing = "no bound of a grade is public; supply {'A档': lowest score, …, last label: None}"
    refuse("grades", [] if isinstance(bounds, Mapping) and bounds else [missing])
    return Thresholds(bounds or {})
