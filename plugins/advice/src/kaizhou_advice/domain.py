"""The domain ``advice`` and its sources; the modules beside this one fill it."""

from __future__ import annotations

from importlib.resources import files

from kaizhou_indicators import Domain, Text

DATA = files(__package__) / "data"

advice = Domain(
    "advice",
    Text("议政建言", "Advice on public affairs"),
    definition=Text(
        "党外人士建言：智库人员、课题、报送与采用、闭环办理、促进机制",
        "advice of people outside the party: think tank, topics, papers submitted and adopted, handling, encouragement",
    ),
)
advice.read_sources(DATA / "sources.toml")

#: where the definitions come from
REVIEW = "kaizhou_review_2024"

#: attributes of a count that adds up over time and areas
COUNT = {"kind": "count", "valid": (0, None), "decimals": 0, "over_time": "sum", "over_area": "sum"}
