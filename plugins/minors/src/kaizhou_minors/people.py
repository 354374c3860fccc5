"""The minors themselves: how many of the registered people are under 18, as published at the end of a year."""

from __future__ import annotations

from kaizhou_indicators import Basis, Identity, Text

from .domain import minors
from .funnel import share_of

_REGISTERED = Basis(population="registered", population_time="year_end")

minors.indicator(
    "u18",
    Text("18周岁以下户籍人口", "Registered people under 18"),
    unit="万人",
    kind="count",
    valid=(0, None),
    decimals=2,
    over_time="last",
    over_area="sum",
    aliases=["0-18岁户籍人口", "未成年人户籍人口"],
    definition=Text(
        "年末登记户籍的未成年人；是否含满18周岁者，各年用语不一",
        "minors registered in the area at the end of the year; whether those of exactly 18 are in is worded differently"
        " from year to year",
    ),
    basis=_REGISTERED,
    source="kaizhou_2024",
)
minors.derived(
    "share_u18",
    Text("未成年人占户籍人口比重", "Share of minors in registered people"),
    unit="%",
    kind="share",
    better="neutral",  # how a population is made up
    valid=(0, 100),
    decimals=2,
    aliases=["未成年人占比"],
    inputs={"part": "minors.u18", "whole": "people.registered"},
    definition=Text(
        "年末18周岁以下户籍人口与户籍人口之比；分母是户籍人口，不是常住人口",
        "registered people under 18 over all registered people, end of the year; never over the residents",
    ),
    basis=_REGISTERED,
    source="kaizhou_2024",
)(share_of)
minors.identity("u18_of_registered", Identity.funnel(["people.registered", "minors.u18"]))
