"""Reporters in the national final of 好记者讲好故事: a yes or no a year, and the years in a row."""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Text, streak

from .domain import REVIEW, media


def entered(finals: Any) -> Any:
    """Whether the final was entered at least once in a year."""
    return finals >= 1


media.indicator(
    "reporter_finals",
    Text("进入“好记者讲好故事”全国总决赛次数", "Entries in the national final of 好记者讲好故事"),
    unit="次",
    kind="count",
    better="higher",
    valid=(0, None),
    decimals=0,
    over_time="sum",
    over_area="sum",
    definition=Text(
        "一年中代表全市进入全国总决赛的次数，未进入为0", "entries in a year for the city; 0 where there was none"
    ),
    source=REVIEW,
)
media.windowed(
    "reporter_streak",
    Text("连续进入“好记者讲好故事”全国总决赛年数", "Years in a row in the national final of 好记者讲好故事"),
    of="reporter_finals",
    how=streak(entered),
    over="all",
    each="year",
    unit="年",
    kind="count",
    better="higher",
    valid=(0, None),
    decimals=0,
    definition=Text(
        "到本年为止连续进入全国总决赛的年数；缺年使连续中断",
        "years in a row, up to the current one, in the national final; a missing year ends the run",
    ),
    source=REVIEW,
)
