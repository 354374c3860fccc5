"""Giving back (付得出): jobs near home, and what people outside give to public causes.

Pledged and received are two figures, and only their ratio says how much of a pledge came.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Identity, Text, arithmetic

from .domain import homecoming
from .outreach import FLOW, OWN, REVIEW, STOCK

homecoming.indicator(
    "jobs",
    Text("带动就近就业", "Jobs near home"),
    unit="人",
    better="higher",
    aliases=["就近就业", "带动全区劳动力就近就业", "带动就业"],
    definition=Text(
        "返乡创业带动全区劳动力就近就业的人数，按发布；只计直接吸纳还是包括间接带动，未说明",
        "people of the district in work near home thanks to returnees, as published; whether only those employed or those"
        " further down the chain too is not said",
    ),
    **STOCK,
    **REVIEW,
)
homecoming.indicator(
    "jobs_direct",
    Text("实体直接吸纳就业", "Jobs within the entities"),
    unit="人",
    better="higher",
    definition=Text("返乡创业实体的从业人数", "people employed by the entities of returnees themselves"),
    **STOCK,
    **OWN,
)
homecoming.identity("jobs_direct", Identity.k_of_n("homecoming.jobs_direct", "homecoming.jobs"))


@homecoming.derived(
    "jobs_per_entity",
    Text("户均带动就业", "Jobs per entity"),
    unit="人/户",
    better="higher",
    valid=(0, None),
    decimals=1,
    definition=Text("带动就近就业人数与返乡创业实体户数之比", "jobs near home over the entities of returnees"),
    **OWN,
)
def jobs_per_entity(jobs: Any, entities: Any) -> Any:
    """Jobs near home over entities.

    >>> jobs_per_entity(700, 100)
    7.0
    """
    return arithmetic.share(jobs, entities)


_MONEY: dict[str, Any] = {
    "unit": "万元",
    "valid": (0, None),
    "over_time": "sum",
    "over_area": "sum",
    "better": "higher",
    "source": "hometown_meeting_2022",
}
homecoming.indicator(
    "charity_pledged",
    Text("公益回馈认领资金", "Charity pledged"),
    aliases=["回馈认领资金", "认领资金"],
    definition=Text("在外人员认领公益项目的资金", "money that people outside have pledged to public causes"),
    **_MONEY,
)
homecoming.indicator(
    "charity_received",
    Text("公益回馈到位资金", "Charity received"),
    aliases=["公益到位资金"],
    definition=Text("认领资金中已到位的部分", "the part of what was pledged that has been paid"),
    **_MONEY,
)
homecoming.indicator(
    "charity_projects",
    Text("公益回馈实施项目", "Charity projects carried out"),
    unit="个",
    better="higher",
    definition=Text("用公益回馈资金实施的项目个数", "projects carried out with this money"),
    source="hometown_meeting_2022",
    **FLOW,
)
homecoming.identity("charity_received", Identity.funnel(["homecoming.charity_pledged", "homecoming.charity_received"]))


@homecoming.derived(
    "charity_realised",
    Text("公益回馈到位率", "Charity realisation"),
    unit="%",
    kind="share",
    better="higher",
    valid=(0, 100),
    decimals=1,
    definition=Text("到位资金与认领资金之比", "money received, of the money pledged"),
    **OWN,
)
def charity_realised(charity_received: Any, charity_pledged: Any) -> Any:
    """Money received over money pledged.

    >>> charity_realised(30, 120)
    0.25
    """
    return arithmetic.share(charity_received, charity_pledged)
