"""The domain ``grain``, its sources and what several of its modules share; the modules beside this one fill it."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from kaizhou_indicators import Domain, Text

DATA = files(__package__) / "data"

grain = Domain(
    "grain",
    Text("粮油“亩均论英雄”", "Grain and oil judged by the mu"),
    definition=Text(
        "粮油生产的面积、产量、单产，耕地、农机、秸秆、储备，以及按亩均效益的综合评价",
        "Area, output and yield of grain and oil crops; farmland, machinery, straw and reserves; and scores per mu",
    ),
)
grain.read_sources(DATA / "sources.toml")

#: a quantity of a season or year: added over seasons and over disjoint areas
FLOW: dict[str, Any] = {"valid": (0, None), "over_time": "sum", "over_area": "sum"}
#: what is there at a time: the last value of a year, added over disjoint areas
STOCK: dict[str, Any] = {"valid": (0, None), "over_time": "last", "over_area": "sum"}
#: part of a whole
SHARE: dict[str, Any] = {"unit": "%", "kind": "share", "valid": (0, 100), "decimals": 2}
#: a ratio that is derived again from its parts whenever these are added
PER_MU: dict[str, Any] = {"better": "higher", "valid": (0, None)}
ARTICLE = "kaizhou_review_2024"
#: the source of what this package defines itself, because no source does
OWN = "kaizhou_grain"
