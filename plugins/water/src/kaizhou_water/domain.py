"""The domain ``water`` and its sources; the modules beside this one fill it."""

from __future__ import annotations

from kaizhou_indicators import Domain, Text

from .tables import table, text

water = Domain(
    "water",
    Text("三水统筹", "Three-water coordination"),
    definition=Text(
        "汉丰湖“三水统筹”：水环境修复、水生态保护、水资源利用",
        "Hanfeng Lake: restoring the water environment, protecting the aquatic ecology, using the water resources",
    ),
)


def _declare_sources() -> None:
    for name, entry in table("sources").items():
        water.source(
            name,
            text(entry["title"]),
            issuer=entry.get("issuer", ""),
            year=entry.get("year"),
            clause=entry.get("clause", ""),
            url=entry.get("url", ""),
            official=entry["official"],
        )


_declare_sources()
