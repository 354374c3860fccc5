"""The three headings of the domain, as the report of Kaizhou has them: every indicator stands under exactly one."""

from __future__ import annotations

from collections.abc import Mapping

from kaizhou_indicators import Text

from .classes import ITEM_CLASS, SINGLE_FACTOR
from .tables import BODIES, items
from .trophic import SUB_INDEX

_ENVIRONMENT = (
    *items(),
    *ITEM_CLASS,
    *SINGLE_FACTOR,
    *(f"section_rating_{body}" for body in BODIES),
    "months_at_class",
    "months_at_class_lake",
    "sections",
    "sections_i_iii",
    "sections_below_v",
    "sections_exceeding",
    "share_class_i_iii",
    "share_below_v",
    "exceedance_rate",
    "river_rating",
    "complaints",
)
_ECOLOGY = (
    "chla",
    "sd",
    *(f"tli_{name}" for name in SUB_INDEX),
    "tli_sigma_cn",
    "trophic_grade",
    "lakes",
    "lakes_eutrophic",
    "share_eutrophic",
    "bloom_events",
    "bloom_days",
    "bloom_area",
    "bird_species",
    "wetland_bird_species",
    "waterfowl_species",
    "waterbirds",
)
_RESOURCES = (
    "lake_area",
    "lake_perimeter",
    "inundated_area",
    "lake_level",
    "level_range",
    "night_economy",
    "tourism_income",
)

#: heading -> keys of its indicators, in order
HEADINGS: Mapping[Text, tuple[str, ...]] = {
    title: tuple(f"water.{name}" for name in names)
    for title, names in (
        (Text("水环境", "Water environment"), _ENVIRONMENT),
        (Text("水生态", "Aquatic ecology"), _ECOLOGY),
        (Text("水资源", "Water resources"), _RESOURCES),
    )
}
