"""The eight reports (八张报表): their names, grades and places; the problem lists (八张问题清单): score and place.

Three laws:

* A grade and a place are given by the city and never averaged; grades are counted, and a share is k of n.
* A place gets better as it falls: a change in 位 is positive when it rises (上升), and 环比 is the quarter before.
* What is graded (reports, units, items within a report), the scale and the score are not public: nothing here assumes them.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Identity, Text, arithmetic, count_where, streak

from .domain import COUNT, party

#: the eight reports, shown once a quarter; their names are those of the source "dangdai_dangyuan_2024"
REPORTS = {
    "party_building": Text("党建", "Party building"),
    "economy": Text("经济", "Economy"),
    "safety": Text("平安", "Safety"),
    "reform": Text("改革", "Reform"),
    "innovation": Text("创新", "Innovation"),
    "ecology": Text("生态", "Ecology"),
    "culture": Text("文化", "Culture"),
    "livelihood": Text("民生", "Livelihood"),
}

_COUNT: dict[str, Any] = {**COUNT, "source": "kaizhou_review_2024"}
_PLACE: dict[str, Any] = {"unit": "位", "kind": "rank", "better": "lower", "valid": (1, None), "decimals": 0}
_QUARTERS: dict[str, Any] = {"unit": "个季度", "kind": "count", "better": "higher", "decimals": 0, "each": "quarter"}

party.indicator(
    "report_grade",
    Text("报表档次", "Grade of a report"),
    kind="grade",
    grades=[Text("A档", "A"), Text("A档以下", "Below A")],
    better="higher",
    by=("report",),
    aliases=["八张报表档次"],
    definition=Text(
        "全市评定，不由指标计算；公开文本只见A档，其余档次的名称与界限以 domain_of 配置",
        "given by the city, not calculated; texts name the grade A only, further grades and bounds are configured with domain_of",
    ),
    source="kaizhou_review_2024",
)
party.indicator(
    "reports_graded",
    Text("报表评档数", "Gradings of the reports"),
    definition=Text(
        "一段时间内评出的全部档次（n）；评档对象（报表、单位或表内事项）未见公开",
        "all grades given in a period (n); whether reports, units or items are graded is not public",
    ),
    **_COUNT,
)
party.indicator(
    "reports_grade_a",
    Text("报表A档数", "Grades A of the reports"),
    better="higher",
    definition=Text("其中的A档（k）", "grades A among them (k)"),
    **_COUNT,
)


@party.derived(
    "a_share",
    Text("八张报表A档占比", "Share of A grades of the eight reports"),
    unit="%",
    kind="share",
    better="higher",
    valid=(0, 100),
    decimals=2,
    aliases=["A档占比", "“八张报表”A档占比"],
    definition=Text(
        "A档数占评档数的比重（n中k）；跨期、跨单位先加总再相除，不平均",
        "grades A in % of all grades (k of n); over periods and units the counts are pooled, shares are never averaged",
    ),
    source="kaizhou_review_2024",
)
def a_share(reports_grade_a: Any, reports_graded: Any) -> Any:
    """Return the grades A over all grades: 7 of 12 are 58.33 %.

    >>> round(100 * a_share(7, 12), 2)
    58.33
    """
    return arithmetic.share(reports_grade_a, reports_graded)


@party.derived(
    "a_share_rise",
    Text("A档占比环比", "Rise of the share of A grades"),
    unit="个百分点",
    kind="rate",
    better="higher",
    decimals=2,
    valid=(-100, 100),
    inputs={"current": "party.a_share", "before": "party.a_share@prev"},
    definition=Text("与上一季度A档占比之差", "difference to the share of the quarter before"),
    source="kaizhou_review_2024",
)
def a_share_rise(current: Any, before: Any) -> Any:
    """Return the rise on the quarter before, a bare difference: 0.0833 for 8.33 个百分点."""
    return arithmetic.points(current, before)


party.windowed(
    "a_share_rising",
    Text("A档占比连续上升季度数", "Quarters in a row with a rising share of A grades"),
    of="a_share_rise",
    how=streak(lambda rise: rise > 0),
    over="all",
    valid=(0, None),
    aliases=["逐季攀升"],
    definition=Text(
        "到本季为止连续上升的季度数；缺一季即中断",
        "quarters in a row, up to this one, in which the share rose; a missing quarter ends it",
    ),
    source="kaizhou_review_2024",
    **_QUARTERS,
)
party.indicator(
    "report_rank",
    Text("报表全市位次", "Place of a report in the city"),
    by=("report",),
    definition=Text(
        "该报表在全市各区县中的位次，按季公布",
        "place of the report among the districts of the city, quarter by quarter",
    ),
    source="kaizhou_plan_2024",
    **_PLACE,
)
party.setting("top_places", Text("前几位算在前列", "Places that count as the top"))
party.windowed(
    "top10_quarters",
    Text("报表居全市前10的季度数", "Quarters with the report in the top 10"),
    of="report_rank",
    how=count_where(lambda place: place <= 10),
    over="year",
    by=("report",),
    valid=(0, 4),
    aliases=["经济报表全市前10的季度数"],
    definition=Text(
        "一年中位次不低于第10位的季度数，与有位次的季度数一并给出",
        "quarters of a year with a place of 10 or better, given with the quarters that have a place",
    ),
    source="kaizhou_plan_2024",
    **_QUARTERS,
)
party.windowed(
    "top_quarters",
    Text("报表居前列的季度数", "Quarters with the report at the top"),
    of="report_rank",
    how=count_where(lambda place, top_places: place <= top_places),
    over="year",
    by=("report",),
    valid=(0, 4),
    definition=Text(
        "同上，前几位由设置 party.top_places 给出", "the same for as many places as the setting party.top_places says"
    ),
    source="kaizhou_plan_2024",
    **_QUARTERS,
)
party.indicator(
    "problem_score",
    Text("八张问题清单得分", "Score of the eight problem lists"),
    unit="分",
    better="higher",
    decimals=2,
    definition=Text("全市评定；计分办法未见公开", "given by the city; how it is made up is not public"),
    source="kaizhou_review_2024",
)
party.indicator(
    "problem_score_rank",
    Text("八张问题清单得分位次", "Place by the score of the problem lists"),
    aliases=["问题清单位次"],
    definition=Text(
        "按得分由高到低在参评区县中的位次，同分并列；有全部区县得分时即 party.problem_score@rank。“环比上升9位”为 party.problem_score_rank@prev:rank，上升为正",
        "place among the districts by falling score, ties share a place; with the scores of all districts it is "
        "party.problem_score@rank. “up 9 places” is party.problem_score_rank@prev:rank, positive when it rises",
    ),
    source="kaizhou_review_2024",
    **_PLACE,
)
party.identity(
    "a_share_k_of_n", Identity.share("party.reports_grade_a", "party.reports_graded", "party.a_share", decimals=2)
)
