"""Columns of the media centre, its own and those held jointly, and their rank among districts; a rank is never added."""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Identity, League, Text

from .domain import REVIEW, media

_COUNT: dict[str, Any] = {
    "unit": "个",
    "kind": "count",
    "better": "higher",
    "valid": (0, None),
    "decimals": 0,
    "over_time": "last",
    "over_area": "sum",
    "source": REVIEW,
}

media.indicator(
    "columns",
    Text("自办联办栏目数", "Columns, own and joint"),
    aliases=["栏目量"],
    definition=Text("期末在办栏目数，自办与联办之和", "columns at the end of the period, own and joint together"),
    **_COUNT,
)
for _name, _zh, _en in (("own_columns", "自办栏目数", "Own columns"), ("joint_columns", "联办栏目数", "Joint columns")):
    media.indicator(
        _name, Text(_zh, _en), definition=Text(f"期末在办的{_zh}", f"{_en.lower()} at the end of the period"), **_COUNT
    )
media.identity("columns_own_and_joint", Identity.partition("columns", ["own_columns", "joint_columns"]))

#: districts ranked by the number of their columns, more is better, equal numbers share the lower place
LEAGUE = League(Text("自办联办栏目数", "Columns, own and joint"), better="higher")
LEAGUE.declare(
    media,
    "columns_rank",
    aliases=["栏目量位次"],
    definition=Text(
        "栏目数在全市区县中的位次；参评区县数未公开，故不设末位",
        "place among the districts of the city by number of columns; how many are ranked is not public, so no last place",
    ),
    source=REVIEW,
)
