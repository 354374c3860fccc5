"""Water resources (水资源): the lake itself, and what its use brings in: night economy and tourism."""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Text

from .domain import water

_EXTENT: dict[str, Any] = {"valid": (0, None), "over_time": "last"}
water.indicator(
    "lake_area",
    Text("水域面积", "Water surface"),
    unit="平方公里",
    aliases=["湖面面积"],
    definition=Text(
        "湖的水面面积，随水位变化；按发布，所依水位未必注明",
        "surface of the lake, which varies with its level; as published, the level is not always stated",
    ),
    source="hanfeng_2018",
    **_EXTENT,
)
water.indicator(
    "lake_perimeter",
    Text("湖岸周长", "Shoreline"),
    unit="公里",
    definition=Text(
        "湖岸线长度，按发布，量算方法未注明", "length of the shoreline, as published; how it was measured is not stated"
    ),
    source="hanfeng_2018",
    **_EXTENT,
)
water.indicator(
    "inundated_area",
    Text("淹没水域面积", "Inundated area"),
    unit="平方公里",
    over_area="sum",
    definition=Text(
        "全区被水库淹没的水域面积，按发布，未见公开的统计定义",
        "area of the district under reservoir water, as published; no public definition was found",
    ),
    source="hanfeng_2018",
    **_EXTENT,
)
water.indicator(
    "lake_level",
    Text("水位高程", "Water level"),
    unit="m",
    over_time="mean",
    aliases=["水位"],
    definition=Text("水面高程，高程基准未注明", "elevation of the surface above a datum that the sources do not state"),
    source="hanfeng_birds_2018",
)
water.indicator(
    "level_range",
    Text("水位变幅", "Range of the water level"),
    unit="m",
    valid=(0, None),
    definition=Text("最高与最低水位之差，按发布", "between the highest and the lowest level, as published"),
    source="hanfeng_birds_2018",
)

_INCOME: dict[str, Any] = {
    "unit": "亿元",
    "better": "higher",
    "valid": (0, None),
    "over_time": "sum",
    "over_area": "sum",
    "source": "kaizhou_review_2024",
}
water.indicator(
    "night_economy",
    Text("环湖夜经济消费规模", "Night economy around the lake"),
    aliases=["夜经济"],
    definition=Text(
        "按发布口径，未见公开的统计定义；与旅游综合收入可能重叠，两者不相加",
        "as published, no public definition was found; it may overlap tourism income, so the two are never added",
    ),
    **_INCOME,
)
water.indicator(
    "tourism_income",
    Text("旅游综合收入", "Tourism income"),
    aliases=["旅游收入"],
    definition=Text(
        "按发布口径，未见公开的统计定义；与环湖夜经济消费规模可能重叠，两者不相加",
        "as published, no public definition was found; it may overlap the night economy, so the two are never added",
    ),
    **_INCOME,
)
