"""The domain ``party`` and its sources; the modules beside this one fill it."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from kaizhou_indicators import Domain, Text

DATA = files(__package__) / "data"

party = Domain(
    "party",
    Text("党建统领“抓落实、赛实绩”", "Party-led “getting things done, competing on results”"),
    definition=Text(
        "清单、调度、责任、督查、晾晒的闭环，报表档次与位次，单位之间的比拼",
        "the loop of list, dispatch, responsibility, supervision and display; grades and places of the reports; the race between units",
    ),
)
party.read_sources(DATA / "sources.toml")

#: a number of things of a period: added over time and over areas
COUNT: dict[str, Any] = {
    "unit": "项",
    "kind": "count",
    "valid": (0, None),
    "decimals": 0,
    "over_time": "sum",
    "over_area": "sum",
}
