"""Coverage: what lies within the radius of a station, of all. Workers, towns and business districts never mix.

Each of the three has its counts and its coverage of its own; ``stations.coverage`` is the one that the setting
``stations.coverage_unit`` declares. The radius is ``stations.service_radius``; neither has a default, because "15分钟服务圈"
is a phrase for which no rule was found.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Identity, Text, where

from .domain import SHARE, STOCK, declare_share, stations

#: what coverage may be of: name of the count -> (title, unit)
UNITS: dict[str, tuple[Text, str]] = {
    "outdoor_workers": (Text("户外劳动者", "outdoor workers"), "人"),
    "towns": (Text("镇街", "towns"), "个"),
    "business_districts": (Text("商圈", "business districts"), "个"),
}

stations.setting("service_radius", Text("服务半径（公里）", "Service radius in km"))
stations.setting("coverage_unit", Text("覆盖率的计算单元", "What coverage is of"), choices=tuple(UNITS))

stations.indicator(
    "nearest_station",
    Text("到最近驿站的距离", "Distance to the nearest station"),
    unit="公里",
    better="lower",
    valid=(0, None),
    definition=Text(
        "一处（镇街、商圈或劳动者所在处）到最近驿站的距离，直线或路网由使用者定；不汇总",
        "from one place (a town, a business district, where workers are) to the nearest station; straight or by road is the"
        " user's choice; never rolled up",
    ),
    source="kaizhou_review_2024",
)


def within(nearest: Any, number: Any, service_radius: Any) -> Any:
    """Return the number if the nearest station lies within the radius (the radius included), else 0.

    >>> within(1.0, 300, 1.0), within(1.2, 300, 1.0)
    (300, 0)
    """
    return where(nearest <= service_radius, number, 0)


_COUNTS = {
    "outdoor_workers": Text("户外劳动者数", "Outdoor workers"),
    "towns": Text("镇街数", "Towns"),
    "business_districts": Text("商圈数", "Business districts"),
}
_MEANING = {
    "outdoor_workers": Text(
        "在户外工作的劳动者，与新就业形态劳动者有交叉而不等同；哪些人计入由使用者定",
        "people who work outdoors; they overlap workers in new forms of employment and are not the same. Who is counted is"
        " the user's choice",
    ),
    "towns": Text("镇街个数；一行为一个镇街时为1", "towns and subdistricts; 1 where a row is one of them"),
    "business_districts": Text("商圈个数；一行为一个商圈时为1", "business districts; 1 where a row is one of them"),
}


def _declare_unit(name: str, title: Text, unit: str) -> None:
    rules: dict[str, Any] = {**STOCK, "unit": unit}
    stations.indicator(name, _COUNTS[name], definition=_MEANING[name], **rules)
    stations.derived(
        f"{name}_covered",
        Text(f"服务半径内的{title.zh}", f"{title.en.capitalize()} within the radius"),
        better="higher",
        inputs={"nearest": "stations.nearest_station", "number": f"stations.{name}"},
        takes={"nearest": "公里", "number": unit},
        definition=Text(
            f"到最近驿站不超过服务半径的{title.zh}；也可直接给出，此时半径由计数者说明",
            f"{title.en} whose nearest station lies within the radius; may be handed in as counted elsewhere, with the radius"
            " used there",
        ),
        **rules,
    )(within)
    declare_share(
        f"coverage_{name}",
        Text(f"驿站覆盖率（{title.zh}）", f"Coverage of {title.en}"),
        f"{name}_covered",
        name,
        Text(f"服务半径内的{title.zh}占全部{title.zh}", f"{title.en} within the radius, in % of all"),
        better="higher",
    )
    stations.identity(f"{name}_covered_of_all", Identity.k_of_n(f"stations.{name}_covered", f"stations.{name}"))


for _name, (_title, _unit) in UNITS.items():
    _declare_unit(_name, _title, _unit)


@stations.derived(
    "coverage",
    Text("驿站覆盖率", "Coverage"),
    better="higher",
    aliases=["覆盖率"],
    definition=Text(
        "在设置 stations.coverage_unit 所定单元上的覆盖率：服务半径内的占全部；单元不同的覆盖率不比较、不合并",
        "coverage of the unit that the setting stations.coverage_unit declares: those within the radius, in % of all;"
        " coverages of different units are neither compared nor combined",
    ),
    **SHARE,
)
def coverage(
    coverage_unit: Any, coverage_outdoor_workers: Any, coverage_towns: Any, coverage_business_districts: Any
) -> Any:
    """Return the coverage of the unit declared; the other two are not asked for.

    >>> coverage("towns", 0.25, 0.5, None)
    0.5
    """
    places = where(coverage_unit == "towns", coverage_towns, coverage_business_districts)
    return where(coverage_unit == "outdoor_workers", coverage_outdoor_workers, places)


@stations.derived(
    "per_10k",
    Text("每万名户外劳动者驿站数", "Stations per 10,000 outdoor workers"),
    unit="个/万人",
    better="higher",
    valid=(0, None),
    decimals=2,
    definition=Text("驿站数与户外劳动者数之比，按每万人计", "stations over outdoor workers, for each 10,000 of them"),
    source="kaizhou_review_2024",
)
def per_10k(count: Any, outdoor_workers: Any) -> Any:
    """Return stations per worker; in 个/万人 where derived.

    >>> per_10k(20, 40_000) * 10_000
    5.0
    """
    return count / outdoor_workers
