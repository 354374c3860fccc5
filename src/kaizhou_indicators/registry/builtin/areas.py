"""Names of the areas whose figures the built-in domains and the ten plugins record; codes of GB/T 2260."""

from __future__ import annotations

from collections.abc import Mapping

from ...text import Text

AREAS: Mapping[str, Text] = {
    "CN": Text("全国", "China"),
    "500000": Text("重庆市", "Chongqing"),
    "500154": Text("开州区", "Kaizhou"),
    "371600": Text("滨州市", "Binzhou"),
}


def area_name(code: str) -> Text:
    """Return the name of an area; the code itself where it is not known.

    >>> area_name("500154").en, area_name("汉丰湖").zh
    ('Kaizhou', '汉丰湖')
    """
    return AREAS.get(code, Text(code, code))
