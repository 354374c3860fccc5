"""The network and the mechanisms as counts: 1+3+N, meetings at the stations, what runs through the digital platform.

The report names the mechanisms (“+党建”, “+数智”) and no number. Kinds of meetings and the steps of the platform are
configuration: see ``kaizhou_stations.configuration``.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Identity, Text

from .domain import FLOW, STOCK, declare_share, stations

stations.indicator(
    "network_leads",
    Text("统领主体数", "Leading bodies"),
    unit="个",
    definition=Text("“1+3+N”的1：党建统领，恰为一", "the 1 of 1+3+N: leadership by the Party, exactly one"),
    **{**STOCK, "valid": (1, 1), "over_area": None},
)
stations.indicator(
    "union_levels",
    Text("主导工会的层级数", "Levels of unions"),
    unit="级",
    definition=Text(
        "“1+3+N”的3：三级工会；各级名称由使用者配置", "the 3 of 1+3+N: levels of unions; their names are configured"
    ),
    **{**STOCK, "valid": (3, 3), "over_area": None},
)
stations.indicator(
    "unions",
    Text("参与主导的工会数", "Unions that lead"),
    unit="个",
    better="higher",
    definition=Text(
        "三级之中参与驿站建设管理的工会组织", "union organisations of the three levels that build and run stations"
    ),
    **STOCK,
)
stations.indicator(
    "partners",
    Text("社会共建力量数", "Partners from society"),
    unit="家",
    better="higher",
    aliases=["社会N力量"],
    definition=Text(
        "“1+3+N”的N：参与共建共享的单位，每家只计一次；跨地区的单位会在各地各计一次",
        "the N of 1+3+N: bodies that share stations, each counted once; one that is active in several areas counts in each",
    ),
    **STOCK,
)

_MEETINGS: dict[str, Any] = {**FLOW, "unit": "次", "better": "higher"}
stations.indicator(
    "party_meetings",
    Text("驿站党建会议次数", "Party meetings at stations"),
    definition=Text(
        "期内按“+党建”会议制度在驿站召开的会议；会议种类由使用者配置",
        "meetings held at stations in the period; their kinds are configured",
    ),
    **_MEETINGS,
)
stations.indicator(
    "party_meetings_planned",
    Text("计划召开的驿站党建会议次数", "Party meetings planned"),
    definition=Text(
        "会议制度规定期内应开的次数，由使用者配置", "meetings that the user's own rule asks for in the period"
    ),
    **{**_MEETINGS, "better": "neutral"},
)
declare_share(
    "party_meetings_rate",
    Text("会议完成率", "Party meetings held, of those planned"),
    "party_meetings",
    "party_meetings_planned",
    Text("已开次数占计划次数，可超过100%", "meetings held in % of those planned; may exceed 100 %"),
    better="higher",
    valid=(0, None),
)
stations.indicator(
    "party_lectures",
    Text("流动党课进驿站场次", "Mobile Party lectures at stations"),
    definition=Text("期内在驿站举办的流动党课", "mobile Party lectures held at stations in the period"),
    **{**_MEETINGS, "unit": "场"},
)

stations.indicator(
    "digital_stations",
    Text("接入数智机制的驿站数", "Stations on the digital platform"),
    unit="个",
    better="higher",
    definition=Text(
        "接入“+数智”机制的驿站；何为接入由使用者定",
        "stations connected to the digital mechanism; what connected means is the user's choice",
    ),
    **STOCK,
)
declare_share(
    "digital_share",
    Text("数智驿站占比", "Share of stations on the digital platform"),
    "digital_stations",
    "count",
    Text("接入数智机制的驿站占全部驿站", "stations connected, in % of all"),
    better="higher",
)
stations.identity("digital_of_count", Identity.k_of_n("stations.digital_stations", "stations.count"))
_REQUESTS: dict[str, Any] = {**FLOW, "unit": "件"}
stations.indicator(
    "requests",
    Text("数智平台受理诉求数", "Requests received"),
    definition=Text("期内经数智机制受理的诉求", "requests received through the digital mechanism in the period"),
    **_REQUESTS,
)
stations.indicator(
    "requests_closed",
    Text("办结诉求数", "Requests closed"),
    better="higher",
    definition=Text("期内受理的诉求中已办结的", "of the requests received in the period, those closed"),
    **_REQUESTS,
)
declare_share(
    "requests_closed_rate",
    Text("诉求办结率", "Requests closed, of those received"),
    "requests_closed",
    "requests",
    Text("已办结诉求占受理诉求", "requests closed in % of those received"),
    better="higher",
)
stations.identity("closed_of_requests", Identity.k_of_n("stations.requests_closed", "stations.requests"))
