"""The domain ``stations``, its sources, and the attributes that several of its indicators share.

The modules beside this one fill it. A number of people is a stock of one area; people served by stations are not
added up, because one worker may use several of them.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from kaizhou_indicators import Domain, Text

DATA = files("kaizhou_stations") / "data"

stations = Domain(
    "stations",
    Text("工会驿站", "Union service stations"),
    definition=Text(
        "工会驿站的共建共享网络、服务功能与覆盖，新就业形态劳动者的入会、参与网格与双向服务",
        "The shared network of union stations, their functions and coverage; workers in new forms of employment, how far"
        " they are organised, join the grid teams and serve in turn",
    ),
)
stations.read_sources(DATA / "sources.toml")

#: a number at a date: the last one of a period, the sum of the parts of an area
STOCK: dict[str, Any] = {
    "kind": "count",
    "valid": (0, None),
    "decimals": 0,
    "over_time": "last",
    "over_area": "sum",
    "source": "kaizhou_review_2024",
}
#: a number of a period: the sum over time and over areas
FLOW: dict[str, Any] = {**STOCK, "over_time": "sum"}
#: people counted once each in a period: neither periods nor areas add up, so nothing is said of how
PERSONS: dict[str, Any] = {"unit": "人", "kind": "count", "better": "higher", "valid": (0, None), "decimals": 0}
#: a part of a whole in %; rolled up, it is derived again from its parts
SHARE: dict[str, Any] = {
    "unit": "%",
    "kind": "share",
    "valid": (0, 100),
    "decimals": 2,
    "source": "kaizhou_review_2024",
}


def share(part: Any, whole: Any) -> Any:
    """Share of a part in its whole, a bare ratio; every share of this package is this one.

    >>> share(3, 4)
    0.75
    """
    return part / whole


def declare_share(name: str, title: Text, part: str, whole: str, definition: Text, **attributes: Any) -> None:
    """Declare ``name`` as ``part`` in % of ``whole``; both are indicators of this domain."""
    rules = {**SHARE, **attributes, "definition": definition}
    inputs = {"part": f"stations.{part}", "whole": f"stations.{whole}"}
    stations.derived(name, title, inputs=inputs, **rules)(share)
