"""How many stations there are and what they offer: every station is the union's own or shared, and total is the sum.

Own and shared after the survey of Binzhou: built by the union itself, or together with public bodies and businesses.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Identity, Text

from .domain import FLOW, PERSONS, STOCK, declare_share, stations

#: the five service functions that the report lists: name -> title
FUNCTIONS: dict[str, Text] = {
    "party": Text("党建服务", "Party building"),
    "convenience": Text("便民服务", "Everyday convenience"),
    "care": Text("关爱服务", "Care"),
    "jobs": Text("就业服务", "Employment"),
    "rights": Text("维权服务", "Protection of rights"),
}

_STATIONS: dict[str, Any] = {**STOCK, "unit": "个", "better": "higher"}
stations.indicator(
    "own",
    Text("工会自建驿站数", "Stations of the union's own"),
    definition=Text("由工会自己建设和管理的驿站", "stations that the union built and runs itself"),
    **{**_STATIONS, "source": "binzhou_2025"},
)
stations.indicator(
    "shared",
    Text("共建共享驿站数", "Shared stations"),
    definition=Text(
        "与机关、企业等社会力量共同建设、共同使用的驿站",
        "stations built and used together with public bodies or businesses",
    ),
    **{**_STATIONS, "source": "binzhou_2025"},
)


@stations.derived(
    "count",
    Text("驿站数", "Stations"),
    aliases=["工会驿站数", "户外劳动者服务站点数"],
    definition=Text(
        "自建与共建共享之和；驿站的等级未见公开标准", "own and shared together; no public grading of stations was found"
    ),
    **{**_STATIONS, "source": "binzhou_2025"},
)
def count(own: Any, shared: Any) -> Any:
    """Return all stations: own + shared.

    Binzhou, printed 292:

    >>> count(8, 284)
    292
    """
    return own + shared


stations.identity("own_and_shared", Identity.partition("stations.count", ["stations.own", "stations.shared"]))

stations.indicator(
    "service_functions",
    Text("服务功能类数", "Kinds of service functions"),
    unit="项",
    kind="count",
    better="neutral",
    valid=(0, None),
    decimals=0,
    over_time="last",
    definition=Text(
        "驿站整合的服务功能有几类：党建、便民、关爱、就业、维权",
        "kinds of service that the stations bring together; five are listed",
    ),
    source="kaizhou_review_2024",
)


def _declare_functions() -> None:
    for name, title in FUNCTIONS.items():
        stations.indicator(
            f"with_{name}",
            Text(f"具备{title.zh}的驿站数", f"Stations with {title.en}"),
            definition=Text(f"提供{title.zh}的驿站", f"stations that offer: {title.en}"),
            **_STATIONS,
        )
        declare_share(
            f"share_{name}",
            Text(f"{title.zh}具备率", f"Share of stations with {title.en}"),
            f"with_{name}",
            "count",
            Text(f"具备{title.zh}的驿站占全部驿站", f"stations that offer {title.en}, in % of all"),
            better="higher",
        )
        stations.identity(f"with_{name}_of_count", Identity.k_of_n(f"stations.with_{name}", "stations.count"))


_declare_functions()

stations.indicator(
    "equipped",
    Text("功能达标驿站数", "Stations with all mandatory functions"),
    definition=Text(
        "具备全部必备功能的驿站；哪些功能必备须由使用者配置，未见公开标准",
        "stations that have every mandatory function; which are mandatory is the user's configuration, no public rule was found",
    ),
    **_STATIONS,
)
declare_share(
    "functions",
    Text("功能达标率", "Share of stations with all mandatory functions"),
    "equipped",
    "count",
    Text(
        "功能达标驿站占全部驿站；必备功能由使用者配置",
        "stations with every mandatory function, in % of all; the mandatory set is configured",
    ),
    better="higher",
    aliases=["功能达标"],
)
stations.identity("equipped_of_count", Identity.k_of_n("stations.equipped", "stations.count"))

stations.indicator(
    "visits",
    Text("服务人次", "Service visits"),
    unit="人次",
    better="higher",
    definition=Text("驿站提供服务的人次，一人多次则计多次", "visits served; one person may make several"),
    **{**FLOW, "source": "yaan_jkq"},
)
stations.indicator(
    "persons_served",
    Text("服务人数", "Persons served"),
    definition=Text(
        "期内至少接受过一次服务的人，每人只计一次；不同时期、不同地区不相加",
        "persons served at least once in the period, each counted once; periods and areas are not added up",
    ),
    source="yaan_jkq",
    **PERSONS,
)
stations.identity("visits_at_least_persons", Identity.funnel(["stations.visits", "stations.persons_served"]))


@stations.derived(
    "visits_per_person",
    Text("人均接受服务次数", "Visits a person"),
    unit="人次/人",
    valid=(1, None),
    decimals=1,
    definition=Text("服务人次与服务人数之比，不小于1", "visits over persons served; at least 1"),
    source="yaan_jkq",
)
def visits_per_person(visits: Any, persons_served: Any) -> Any:
    """Return visits a person served.

    >>> visits_per_person(1200, 400)
    3.0
    """
    return visits / persons_served


@stations.derived(
    "visits_per_station",
    Text("站均服务人次", "Visits a station"),
    unit="人次/个",
    better="higher",
    valid=(0, None),
    decimals=1,
    definition=Text("服务人次与驿站数之比", "visits over stations"),
    source="yaan_jkq",
)
def visits_per_station(visits: Any, count: Any) -> Any:
    """Return visits a station; ten stations and 1200 visits of a zone of Ya'an.

    >>> visits_per_station(1200, 10)
    120.0
    """
    return visits / count
