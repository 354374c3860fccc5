"""Workers in new forms of employment: how many they are, how many are members, join the grid, and serve in turn.

Three shares that are often taken for one another stand apart: new-form workers among all workers, members among
new-form workers, and volunteers among new-form workers.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Funnel, Identity, Text

from .domain import FLOW, PERSONS, STOCK, declare_share, stations

_PEOPLE: dict[str, Any] = {**STOCK, "unit": "人"}
_MOVES: dict[str, Any] = {**FLOW, "unit": "人"}

stations.indicator(
    "employees",
    Text("职工总数", "All workers"),
    definition=Text(
        "职工总数，含新就业形态劳动者", "all workers and employees, those in new forms of employment included"
    ),
    **{**_PEOPLE, "source": "workers_survey_9"},
)
stations.indicator(
    "new_form_workers",
    Text("新就业形态劳动者数", "Workers in new forms of employment"),
    aliases=["新就业群体"],
    definition=Text(
        "以货车司机、网约车司机、快递员、外卖配送员等群体为主；计入哪些职业由使用者配置",
        "mainly lorry drivers, ride-hailing drivers, couriers and food deliverers; which occupations count is configured",
    ),
    **{**_PEOPLE, "source": "workers_survey_9"},
)
declare_share(
    "new_form_share",
    Text("新就业形态劳动者占职工比重", "New-form workers among all workers"),
    "new_form_workers",
    "employees",
    Text("新就业形态劳动者占职工总数；与入会率无关", "new-form workers in % of all workers; no rate of membership"),
    better="neutral",  # how work is organised, no achievement
    source="workers_survey_9",
    decimals=0,
)
stations.identity("new_form_of_employees", Identity.k_of_n("stations.new_form_workers", "stations.employees"))

stations.indicator(
    "members",
    Text("新就业形态劳动者会员数", "Union members among new-form workers"),
    better="higher",
    definition=Text(
        "加入工会的新就业形态劳动者，期末数", "new-form workers who are union members, at the end of the period"
    ),
    **_PEOPLE,
)
stations.indicator(
    "members_opening",
    Text("期初新就业形态劳动者会员数", "Union members among new-form workers, opening"),
    definition=Text("期初会员，即上一期末数", "members at the beginning, that is the end of the period before"),
    **{**_PEOPLE, "over_time": "first"},
)
stations.indicator(
    "members_joined",
    Text("新发展会员数", "Members who joined"),
    better="higher",
    definition=Text("期内加入工会的新就业形态劳动者", "new-form workers who joined in the period"),
    **_MOVES,
)
stations.indicator(
    "members_left",
    Text("退会会员数", "Members who left"),
    better="lower",
    definition=Text(
        "期内退出工会或不再属于新就业形态的会员", "members who left, or ceased to be new-form workers, in the period"
    ),
    **_MOVES,
)
declare_share(
    "org_rate",
    Text("入会率", "Union membership rate"),
    "members",
    "new_form_workers",
    Text("会员占新就业形态劳动者", "members in % of the workers in new forms of employment"),
    better="higher",
    aliases=["建会入会率", "组织率"],
)
stations.identity("members_of_workers", Identity.k_of_n("stations.members", "stations.new_form_workers"))
stations.identity(
    "members_stock",
    Identity.stock("stations.members_opening", "stations.members_joined", "stations.members_left", "stations.members"),
)

stations.indicator(
    "grid_recruits",
    Text("网格队伍新招募人数", "Recruited to the grid teams"),
    better="higher",
    definition=Text(
        "期内招募进入网格队伍的新就业形态劳动者（“+网格”）",
        "new-form workers recruited to the grid teams in the period",
    ),
    **_MOVES,
)
stations.indicator(
    "grid_volunteers",
    Text("网格队伍中的新就业形态劳动者", "Grid volunteers from new-form workers"),
    better="higher",
    definition=Text(
        "在网格队伍中的新就业形态劳动者，期末数", "new-form workers in the grid teams, at the end of the period"
    ),
    **_PEOPLE,
)
declare_share(
    "grid_join",
    Text("网格队伍参与率", "Grid participation"),
    "grid_volunteers",
    "new_form_workers",
    Text("参加网格队伍的占新就业形态劳动者", "those in the grid teams, in % of new-form workers"),
    better="higher",
    aliases=["网格参与率"],
)
stations.identity("grid_of_workers", Identity.k_of_n("stations.grid_volunteers", "stations.new_form_workers"))

stations.indicator(
    "serving_served",
    Text("既受服务又提供服务的人数", "Served who serve"),
    definition=Text(
        "期内接受过驿站服务、又参加网格或志愿服务的人，每人只计一次；不同时期、不同地区不相加",
        "persons served by stations who also did grid or volunteer work in the period, each counted once; periods and areas"
        " are not added up",
    ),
    source="kaizhou_review_2024",
    **PERSONS,
)
declare_share(
    "two_way",
    Text("双向服务率", "Two-way service"),
    "serving_served",
    "persons_served",
    Text(
        "受服务者中也提供服务的占比；“双向奔赴”未见公开的统计定义，此为本包的读法",
        "of the persons served, those who serve as well; no public definition was found, this is the reading of this package",
    ),
    better="higher",
)
stations.identity("serving_of_served", Identity.k_of_n("stations.serving_served", "stations.persons_served"))

#: 吸引过来、组织起来、稳固下来: the same people, followed from their first visit on
JOURNEY = Funnel(
    Text("吸引、组织、稳固", "Attract, organise, retain"),
    {
        "attracted": Text("吸引过来", "Attracted"),
        "organised": Text("组织起来", "Organised"),
        "retained": Text("稳固下来", "Retained"),
    },
)
JOURNEY.declare(
    stations,
    "journey",
    unit="人",
    over_time=None,
    better="higher",
    source="kaizhou_review_2024",
    decimals=0,
    definition=Text(
        "同一批人：首次到站者、其中入会或入队者、其中满观察期仍在者；观察期由使用者定，原文只有三个动词，此为本包的读法",
        "one cohort: first visitors, those of them who joined a union or a team, those of them still there after the time"
        " observed, which the user sets; the report has the three verbs only, this is the reading of this package",
    ),
)
