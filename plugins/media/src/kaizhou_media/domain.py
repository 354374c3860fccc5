"""The domain ``media`` and its sources; the modules beside this one fill it."""

from __future__ import annotations

from importlib.resources import files

from kaizhou_indicators import Domain, Text

DATA = files(__package__) / "data"

media = Domain(
    "media",
    Text("全媒体传播", "Omnimedia communication"),
    definition=Text(
        "区县融媒体中心的传播：各级媒体发稿、全媒体人才、传播质效档次、获奖、栏目",
        "the work of a district's media centre: items carried by outlets, omnimedia staff, grades, awards, columns",
    ),
)
media.read_sources(DATA / "sources.toml")

#: where the definitions come from
REVIEW = "kaizhou_review_2024"
