"""Handling, topics, the roster and encouragement: processes run from the records to the indicators."""

import tomllib

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_advice import (
    LOOP,
    MECHANISMS,
    ROLES,
    AdviceError,
    Topic,
    advice,
    domain_of,
    encouragement_of,
    handled,
    roster_of,
    topic_row,
    topics_of,
)

REG = ki.Registry([advice])
WHOLE = {"办理前": ["梳理", "归口"], "办理中": ["沟通", "督促"], "办理后": ["评价", "通报"]}


# -- handling


def test_the_loop_has_the_three_steps_and_six_elements_of_the_review():
    assert [(str(step), [str(e) for e in LOOP.elements[step.name]]) for step in LOOP.steps] == list(WHOLE.items())


def test_a_quarter_of_papers_from_the_marks_to_the_closed_loop_rate():
    papers = {
        "1": WHOLE,
        "2": {**WHOLE, "办理后": {"评价": True, "通报": "not_applicable"}},
        "3": {"办理前": ["梳理", "归口"], "办理中": ["沟通"]},
        "4": {"办理前": ["梳理"]},
    }
    handling = handled(papers)
    assert handling.amounts == {"due": 4, "before": 3, "during": 2, "after": 2}
    assert (handling.completion.done, handling.completion.required) == (6 + 5 + 3 + 1, 23)
    assert handling.gaps == ()
    made = REG.derive(pl.DataFrame([handling.row("500154", "2024-Q1")]), "advice.loop", "advice.handling_during_rate")
    assert made["advice.loop"].to_list() == [50]
    assert made["advice.handling_during_rate"].to_list() == [pytest.approx(200 / 3)]


def test_a_step_done_over_an_open_one_is_named_and_not_counted():
    handling = handled({"9": {**WHOLE, "办理前": ["梳理"]}})
    assert handling.amounts == {"due": 1, "before": 0, "during": 0, "after": 0}
    assert handling.gaps == ("paper 9: 办理后 is done and 办理前/归口 is not; close it first",)


def test_steps_and_elements_that_are_none_are_refused():
    with pytest.raises(ki.ProcessError, match="unknown element '表扬'"):
        handled({"1": {"办理后": ["表扬"]}})
    with pytest.raises(ki.ProcessError, match="unknown step '办理'"):
        handled({"1": {"办理": ["梳理"]}})


def test_the_closed_loop_rate_of_a_year_is_pooled():
    quarters = [("2024-Q1", 10, 9, 8, 8), ("2024-Q2", 30, 30, 20, 3), ("2024-Q3", 5, 5, 5, 5), ("2024-Q4", 5, 4, 4, 4)]
    names = [f"advice.handling_{step}" for step in ("due", "before", "during", "after")]
    table = pl.DataFrame([("500154", *row) for row in quarters], schema=["area", "period", *names], orient="row")
    assert REG.rollup(table, "advice.loop").rows() == [("500154", "2024", 40.0)]
    assert {c.verdict.status for c in REG.check_identities(table)} == {ki.Consistency.CONSISTENT}


def test_a_funnel_that_grows_is_found_in_a_table():
    table = pl.DataFrame(
        {"area": ["500154"], "period": ["2024"], "advice.handling_before": [5], "advice.handling_after": [6]}
    )
    [check] = REG.check_identities(table)
    assert check.verdict.explanation.en == "advice.handling_after 6 exceeds advice.handling_before 5"


def test_elements_done_exceed_no_elements_required():
    rule = REG.identities["advice.elements_k_of_n"]
    assert rule.check({"advice.elements_done": 7, "advice.elements_required": 6}).status is ki.Consistency.INCONSISTENT


# -- topics

#: synthetic
TOPICS = """
[[topic]]
title = "柑橘产业链"
setter = "区委"
leader = "农业界"
participants = ["科技界", "工商联"]
task_force = ["农业界", "科技界", "区农业农村委"]
departments = ["区农业农村委"]
reported = true
[[topic]]
title = "湖城旅游"
setter = "区委"
leader = "文化界"
participants = ["经济界"]
task_force = ["文化界"]
"""
GIVEN = {
    "title": "课题",
    "setter": "区委",
    "leader": "甲界",
    "participants": ["乙界", "丙界"],
    "task_force": ["甲界", "乙界"],
}


def test_topics_of_a_year_from_the_file_to_the_indicators():
    topics = topics_of(tomllib.loads(TOPICS)["topic"])
    assert topics[0].units == ("农业界", "科技界", "工商联")
    table = pl.DataFrame([topic_row(topics, "500154", "2024")])
    made = REG.derive(table, "advice.units_per_topic", "advice.topic_report_rate")
    assert made["advice.units_per_topic"].to_list() == [2.5]
    assert all(len(topic.units) >= 2 for topic in topics)
    assert made["advice.topic_report_rate"].to_list() == [50]


def test_one_leader_in_a_list_is_one_leader():
    assert Topic(**{**GIVEN, "leader": ["甲界"]}).leader == "甲界"


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"leader": ["甲界", "丁界"]}, "2 lead (甲界, 丁界); exactly one leads, the others take part"),
        ({"leader": []}, "0 lead"),
        ({"leader": ""}, "'' is no name of an organisation"),
        ({"participants": []}, "nobody takes part; name at least one beside the leader"),
        ({"participants": ["甲界", "乙界"]}, "甲界 leads and takes part; keep one of the two"),
        ({"participants": ["乙界", "乙界"]}, "乙界 occurs twice among participants"),
        ({"participants": ["乙界", 3]}, "3 is no name of an organisation"),
        ({"task_force": []}, "no task force; name who makes it up"),
        ({"task_force": ["乙界"]}, "甲界 leads but is not in the task force"),
        ({"task_force": ["甲界", "戊界"]}, "戊界 is in the task force but has no part in the topic"),
        ({"setter": " "}, "setter is empty; name it"),
        ({"team": []}, "is no topic"),
    ],
)
def test_a_topic_that_cannot_be_is_refused(entries, message):
    with pytest.raises(AdviceError) as raised:
        topics_of([{**GIVEN, **entries}])
    assert message in str(raised.value)


def test_all_faults_of_all_topics_are_told_together():
    wrong = [
        {**GIVEN, "title": "一", "participants": [], "task_force": ["甲界"]},
        {**GIVEN, "title": "二", "task_force": []},
        GIVEN,
        GIVEN,
    ]
    with pytest.raises(AdviceError, match="topics: 3 faults") as raised:
        topics_of(wrong)
    for told in ("topic '一': nobody takes part", "topic '二': no task force", "topic '课题' is given twice"):
        assert told in str(raised.value)
    with pytest.raises(AdviceError, match="no topics, and no source gives them; supply"):
        topics_of()


def test_the_parts_in_a_topic_are_those_of_the_review():
    assert [str(role) for role in ROLES.values()] == ["出题", "牵头", "参与", "专班", "协同部门"]


# -- the roster

#: synthetic
ROSTER = {
    "sectors": {"farming": "农业界", "science": "科技界", "culture": "文化界", "business": "经济界"},
    "experts": {"farming": 12, "science": 9, "culture": 0, "business": 7},
    "teams": {"farming": 2, "science": 1, "culture": 0, "business": 0},
    "guides": {"farming": "区农业农村委", "science": "区科技局", "culture": "区文旅委", "business": "区工商联"},
}


def test_the_roster_of_a_year_from_the_counts_to_the_coverage():
    roster = roster_of(ROSTER)
    made = REG.derive(pl.DataFrame([roster.row("500154", "2024")]), "advice.team_coverage")
    assert made["advice.team_coverage"].to_list() == [50]
    sectors = pl.DataFrame(roster.sector_rows("500154", "2024"))
    whole = REG.rollup(sectors, "advice.experts", "advice.teams", over="sector")
    assert whole.rows() == [("500154", "2024", 28, 3)]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"experts": {**ROSTER["experts"], "farming": ["某某", "某某某"]}}, "experts of farming: give their number"),
        ({"experts": {**ROSTER["experts"], "farming": 1.5}}, "a whole number from 0 on, and never their names"),
        ({"teams": {**ROSTER["teams"], "culture": 1}}, "culture has a team and no experts; correct one of them"),
        ({"teams": {"farming": 2}}, "teams of science are missing; supply them"),
        ({"experts": {**ROSTER["experts"], "law": 3}}, "experts: unknown sector 'law'; known: farming, science"),
        ({"guides": {**ROSTER["guides"], "culture": ""}}, "guide of culture is empty; name the department"),
        ({"sectors": ["农业界"]}, "is no table"),
        ({"sectors": {}, "experts": {}, "teams": {}, "guides": {}}, "no sectors; name at least one"),
    ],
)
def test_a_roster_that_cannot_be_is_refused(entries, message):
    with pytest.raises(AdviceError) as raised:
        roster_of({**ROSTER, **entries})
    assert message in str(raised.value)


def test_the_roster_has_no_default():
    with pytest.raises(AdviceError, match="roster: 4 faults") as raised:
        roster_of()
    assert "sectors is missing, and no source gives it; supply the sectors (界别)" in str(raised.value)


# -- encouragement and a domain of one's own

MEASURES = {"training": ["培训班", "调研课"], "commendation": ["通报表扬"], "feedback": {"file": "履职档案"}}
OWN = {
    "title": {"zh": "某区建言", "en": "Advice of a district"},
    "bodies": {
        "levels": {"national": {"zh": "国家级", "en": "National"}, "municipal": {"zh": "市级", "en": "Municipal"}},
        "bodies": {"national": ["全国政协"], "municipal": ["市政协", "市委统战部"]},
    },
    "encouragement": MEASURES,
}


def test_encouragement_is_checked_measure_by_measure():
    loop = encouragement_of(MEASURES)
    assert [step.title for step in loop.steps] == list(MECHANISMS.values())
    done = {"能力训练": ["培训班"], "履职反馈": ["履职档案"]}
    assert loop.completion(done).by_step == {"training": (1, 2), "commendation": (0, 1), "feedback": (1, 1)}
    assert loop.missing(done) == ("能力训练/调研课", "表扬激励/通报表扬")


def test_encouragement_without_measures_is_asked_for_and_refused():
    with pytest.raises(
        AdviceError, match="feedback is missing, and no source gives it; supply the measures of feedback"
    ):
        encouragement_of({"training": ["班"], "commendation": ["奖"]})
    with pytest.raises(ki.ProcessError, match="履职反馈: 0 elements are too few"):
        encouragement_of({**MEASURES, "feedback": []})


def test_a_configured_domain_declares_the_levels_of_its_bodies():
    reg = ki.Registry([advice, domain_of("town", OWN)])
    assert reg["town.municipal_adopted"].definition.zh == "单位：市政协、市委统战部"
    given = {"town.municipal_submitted": 40, "town.municipal_adopted": 10}
    assert reg.derive(given, "town.municipal_adopted_rate")["town.municipal_adopted_rate"].magnitude == 25
    rule = reg.identities["town.municipal_funnel"]
    said = rule.check({"town.municipal_submitted": 10, "town.municipal_adopted": 11})
    assert said.status is ki.Consistency.INCONSISTENT
    assert reg["town.encouragement_completion"].by == ("step",)
    with pytest.raises(AdviceError, match="the name is taken"):
        domain_of("advice", OWN)
    with pytest.raises(AdviceError, match="bodies is missing, and no source gives it"):
        domain_of("town", {"title": OWN["title"], "encouragement": MEASURES})
