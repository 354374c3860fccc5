"""Aquatic ecology (水生态): algal blooms from dated records, and birds. The trophic state stands in ``trophic``.

No threshold for an "obvious bloom" (明显水华) was found in a text, so none is applied: what counts as a bloom is what
has been recorded as one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kaizhou_indicators import KaizhouError, Text

from .domain import water


class BloomError(KaizhouError, ValueError):
    """A bloom record that contradicts itself."""


@dataclass(frozen=True, order=True)
class Bloom:
    """One recorded algal bloom (水华记录).

    Attributes:
        first: first day on which it was seen.
        last: last day on which it was seen.
        place: the water or part of it.
        area_km2: greatest area covered, in km²; None where it was not measured.
        organism: the dominant organism, where it was determined.
        source: who recorded it.

    >>> Bloom(date(2024, 4, 1), date(2024, 4, 3), "汉丰湖").days
    3
    """

    first: date
    last: date
    place: str
    area_km2: float | None = None
    organism: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            msg = f"bloom at {self.place}: it ends on {self.last}, before it starts on {self.first}; swap the two days"
            raise BloomError(msg)
        if self.area_km2 is not None and self.area_km2 < 0:
            msg = f"bloom at {self.place} from {self.first}: an area of {self.area_km2} km² cannot be; give km² or None"
            raise BloomError(msg)

    @property
    def days(self) -> int:
        """Number of days, the first and the last included."""
        return (self.last - self.first).days + 1

    def within(self, year: int) -> set[date]:
        """Return its days that fall into the year."""
        days = (self.first + timedelta(n) for n in range(self.days))
        return {day for day in days if day.year == year}


def bloom_values(records: Iterable[Bloom], place: str, year: int) -> dict[str, float]:
    """Count a year's blooms at a place from the records; an event counts in the year in which it starts.

    Days of overlapping records count once. The area is left out where none was measured; a year without a
    record gives zeros, so hand in only years that were watched.

    >>> bloom_values([Bloom(date(2024, 4, 1), date(2024, 4, 3), "汉丰湖", 0.2)], "汉丰湖", 2024)
    {'water.bloom_events': 1, 'water.bloom_days': 3, 'water.bloom_area': 0.2}
    """
    here = [record for record in records if record.place == place]
    days = set().union(*(record.within(year) for record in here))
    areas = [r.area_km2 for r in here if r.within(year) and r.area_km2 is not None]
    values: dict[str, float] = {
        "water.bloom_events": sum(record.first.year == year for record in here),
        "water.bloom_days": len(days),
    }
    return values | ({"water.bloom_area": max(areas)} if areas else {})


_COUNT: dict[str, Any] = {"kind": "count", "valid": (0, None)}
_BLOOM: dict[str, Any] = {"better": "lower", "source": "kaizhou_review_2024"}
water.indicator(
    "bloom_events",
    Text("水华次数", "Algal blooms"),
    unit="次",
    over_time="sum",
    definition=Text(
        "记录在案的水华次数，跨年者计入开始年份；报道称“无明显水华”，未见“明显”的公开定义",
        "blooms recorded; one that spans two years counts in the year it starts; the report speaks of no obvious bloom"
        " (无明显水华), and no public definition of 明显 was found",
    ),
    **_COUNT,
    **_BLOOM,
)
water.indicator(
    "bloom_days",
    Text("水华天数", "Days with an algal bloom"),
    unit="天",
    over_time="sum",
    definition=Text(
        "有水华记录的天数，同日多处只计一天；由记录计数，未见公开的统计定义",
        "days with a bloom recorded, several places on one day counting once; counted from records, no public definition"
        " was found",
    ),
    **_COUNT,
    **_BLOOM,
)
water.indicator(
    "bloom_area",
    Text("水华最大面积", "Greatest area of an algal bloom"),
    unit="平方公里",
    valid=(0, None),
    over_time="max",
    definition=Text(
        "记录在案的单次水华最大面积；由记录得出，未见公开的统计定义",
        "greatest area that one recorded bloom covered; read off records, no public definition was found",
    ),
    **_BLOOM,
)

_SPECIES: dict[str, Any] = {
    **_COUNT,
    "unit": "种",
    "better": "higher",
    "definition": Text(
        "一次调查记录的种数，不随时间或地区累加", "species recorded by a survey; never added over time or area"
    ),
    "source": "hanfeng_birds_2018",
}
water.indicator("bird_species", Text("鸟类种数", "Bird species"), **_SPECIES)
water.indicator("wetland_bird_species", Text("湿地鸟类种数", "Wetland bird species"), **_SPECIES)
water.indicator("waterfowl_species", Text("雁鸭类种数", "Waterfowl species"), **_SPECIES)
water.indicator(
    "waterbirds",
    Text("水鸟数量", "Waterbirds counted"),
    unit="只",
    better="higher",
    over_time="max",
    definition=Text(
        "一次调查在样点记录的水鸟个体数，随样点与季节而异，不累加",
        "individuals counted at the sites of one survey; varies with sites and season and is never added",
    ),
    source="hanfeng_birds_2018",
    **_COUNT,
)
