"""The domain ``water`` and its sources; the modules beside this one fill it."""

from __future__ import annotations

from kaizhou_indicators import Domain, Text

from .tables import DATA

water = Domain(
    "water",
    Text("三水统筹", "Three-water coordination"),
    definition=Text(
        "汉丰湖“三水统筹”：水环境修复、水生态保护、水资源利用",
        "Hanfeng Lake: restoring the water environment, protecting the aquatic ecology, using the water resources",
    ),
)
water.read_sources(DATA / "sources.toml")
