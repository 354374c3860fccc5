"""Water environment (水环境): the items of GB 3838-2002 as measured, and complaints.

Means are taken over time at each point first and then over the points (环办〔2011〕22号, lakes); a class or an index of
a year or a lake is then derived from these means and never averaged itself.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Text

from .domain import water
from .tables import Item, items

#: items whose mean is not arithmetic (pH) or whose mean no text read speaks of
_NO_MEAN = {
    "ph": Text(
        "不作算术平均：先换算为氢离子浓度再平均，见 kaizhou_water.mean_ph",
        "never averaged as it is: its mean goes through the hydrogen-ion concentration, see kaizhou_water.mean_ph",
    ),
    "water_temperature": Text("不由监测值直接评类", "no class follows from it"),
    "faecal_coliforms": Text("均值算法未见规定", "how it is averaged was not found in a text"),
}


def _declare(item: Item) -> None:
    mean = {} if item.name in _NO_MEAN else {"over_time": "mean", "over_area": "mean"}
    water.indicator(
        item.name,
        item.title,
        unit=item.unit,
        better={"at_most": "lower", "at_least": "higher", "band": "band"}.get(item.direction, "neutral"),
        valid=(None if item.name == "water_temperature" else 0, item.highest),
        decimals=item.decimals,
        aliases=item.aliases,
        definition=_definition(item),
        source="gb3838_2002",
        **mean,
    )


def _definition(item: Item) -> Text:
    parts = [item.clause, _NO_MEAN.get(item.name, Text(""))]
    zh, en = ["地表水环境质量标准基本项目"], ["basic item of the surface-water standard"]
    if not item.rated:
        zh.append("不参与水质类别评价")
        en.append("outside the class of a section or lake")
    zh += [part.zh for part in parts if part.zh]
    en += [part.en for part in parts if part.en]
    return Text("；".join(zh), "; ".join(en))


for _item in items().values():
    _declare(_item)

_COUNT: dict[str, Any] = {"kind": "count", "valid": (0, None), "over_time": "sum", "over_area": "sum"}
water.indicator(
    "complaints",
    Text("涉水类环境投诉量", "Water-related environmental complaints"),
    unit="件",
    better="lower",
    aliases=["涉水投诉", "涉水类环境投诉"],
    definition=Text("按发布口径，未见公开的统计定义", "as published; no public definition was found"),
    source="kaizhou_review_2024",
    **_COUNT,
)
