"""Staff, grades, awards, columns, reporters and the reform: processes run from the records to the indicators."""

from math import inf

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_media import (
    GRADES,
    LEAGUE,
    REBUILDS,
    Award,
    MediaError,
    count_awards,
    domain_of,
    grading_of,
    media,
    reform_of,
    talent_rule_of,
)

REG = ki.Registry([media])
#: all of these tables are synthetic: nothing of them is public
CRITERIA = {"criteria": {"write": "采写", "film": "拍摄", "cut": "剪辑", "run": "运营"}, "at_least": 3}
BOUNDS = {"A档": 90, "B档": 80, "C档": 70, "D档": -inf}
OUTLETS = {
    "levels": {"central": {"zh": "央媒", "en": "Central"}, "municipal": {"zh": "市级", "en": "Municipal"}},
    "central": "central",
    "outlets": [{"name": "甲报", "level": "central"}, {"name": "乙报", "level": "municipal"}],
}
MEASURES = {
    "rebuilds": {"mechanism": ["绩效改革"], "system": ["大编辑部"], "process": ["一次采集"]},
    "merges": {"甲融": ["一"], "乙融": ["二"], "丙融": ["三"]},
}


# -- staff


def test_the_share_of_omnimedia_staff_follows_from_the_profiles():
    rule = talent_rule_of(CRITERIA)
    before = rule.count([["write"], ["film", "cut"]] * 4 + [["write", "film", "cut"], []])
    after = rule.count([["write", "film", "cut"]] * 6 + [["write", "film", "cut", "run"]] * 3 + [["film"]] * 3)
    assert (before, after) == ((1, 10), (9, 12))
    table = pl.DataFrame(
        {"area": ["500154"] * 2, "period": ["2021", "2024"], "media.omnimedia_staff": [1, 9], "media.staff": [10, 12]}
    )
    made = REG.derive(table, "media.talent_share", "media.talent_share@2021:pp")
    assert made["media.talent_share"].to_list() == [10, 75]
    assert made["media.talent_share@2021:pp"].to_list() == [0, 65]


def test_more_omnimedia_staff_than_staff_is_found():
    table = {"area": ["500154"], "period": ["2024"], "media.omnimedia_staff": [9], "media.staff": [8]}
    [check] = REG.check_identities(pl.DataFrame(table))
    assert check.verdict.explanation.en == "omnimedia_staff 9 exceeds staff 8"


def test_who_qualifies_has_no_default():
    with pytest.raises(MediaError, match="criteria is missing, and no source gives it"):
        talent_rule_of()
    with pytest.raises(MediaError, match=r"at_least=5 is no whole number from 1 to 4"):
        talent_rule_of({**CRITERIA, "at_least": 5})
    with pytest.raises(MediaError, match="unknown criterion 'sing'; known: cut, film, run, write"):
        talent_rule_of(CRITERIA).count([["write"], ["sing"]])
    with pytest.raises(MediaError, match="are no table"):
        talent_rule_of({**CRITERIA, "criteria": ["write"]})


# -- grades


def test_four_quarters_from_scores_to_the_quarters_at_a():
    own = domain_of("town", {"title": {"zh": "融媒", "en": "Media"}, "outlets": OUTLETS, "grades": BOUNDS})
    reg = ki.Registry([own])
    quarters = [f"2024-Q{q}" for q in range(1, 5)]
    table = pl.DataFrame({"area": ["500154"] * 4, "period": quarters, "town.score": [93.0, 89.9, 90.0, 65.0]})
    assert reg.derive(table, "town.grade")["town.grade"].to_list() == ["A档", "B档", "A档", "D档"]
    assert reg.rollup(table, "town.quarters_at_best").rows() == [("500154", "2024", 2.0, 4)]


def test_quarters_in_a_row_at_a_end_with_another_grade():
    quarters = ["2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
    table = pl.DataFrame(
        {"area": ["500154"] * 5, "period": quarters, "media.dissem_grade": ["A档", "A档", "B档", "A档", "A档"]}
    )
    made = REG.derive(table, "media.a_streak", "media.quarters_at_a")
    assert made["media.a_streak"].to_list() == [1, 2, 0, 1, 2]
    assert made["media.quarters_at_a"].to_list()[1:] == [3, 3, 3, 3]


def test_grades_are_never_averaged_and_their_bounds_have_no_default():
    table = pl.DataFrame(
        {"area": ["500154"] * 2, "period": ["2024-Q1", "2024-Q2"], "media.dissem_grade": ["A档", "B档"]}
    )
    with pytest.raises(ki.ComparabilityError, match=r"media\.dissem_grade"):
        REG.rollup(table, "media.dissem_grade")
    with pytest.raises(MediaError, match="no bound of a grade is public; supply"):
        grading_of()
    with pytest.raises(ki.ProcessError, match="bounds must fall from label to label"):
        grading_of({"A档": 80, "B档": 90, "C档": None})
    assert grading_of(BOUNDS).labels == tuple(str(grade) for grade in GRADES)


# -- awards, columns, reporters


def test_awards_of_two_years_are_counted_by_level_and_once():
    def event(title, level, date):
        return ki.Event(title, level=level, body="某评奖", date=date)

    awards = [
        Award(event("一等奖", "national", "2023-06"), 12),
        Award(event("“一等奖”", "national", "2023"), 12),
        Award(event("二等奖", "省部级", "2024"), 20),
        Award(event("旧奖", "national", "2022"), 9),
    ]
    counted = count_awards(awards, first=2023, last=2024)
    assert counted == {level: {"国家级": 12, "省部级": 20}.get(str(level), 0) for level in ki.HonourLevel}


def test_an_award_told_with_two_numbers_of_people_is_a_contradiction():
    prize = ki.Event("一等奖", level="national", body="某评奖", date="2024")
    with pytest.raises(MediaError, match=r"一等奖 \(2024\) is told as 国家级 3人次 and as 国家级 4人次; correct one"):
        count_awards([Award(prize, 3), Award(prize, 4)], first=2024, last=2024)
    with pytest.raises(MediaError, match="people=0 is no whole number from 1 on"):
        Award(prize, 0)


def test_awards_add_up_over_the_levels_and_years():
    rows = [("500154", year, level, n) for year in (2023, 2024) for level, n in (("national", 10), ("provincial", 20))]
    table = pl.DataFrame(rows, schema=["area", "period", "level", "media.awards"], orient="row")
    made = REG.rollup(table, "media.awards", period=None, over="level")
    assert made["media.awards"].to_list() == [30, 30]


def test_columns_rank_districts_with_ties_and_their_parts_add_up():
    assert dict(LEAGUE.rank({"开州": 40, "甲": 31, "乙": 40, "丙": None}).places) == {"开州": 1, "乙": 1, "甲": 3}
    assert LEAGUE.trend({"开州": 30, "甲": 31}, {"开州": 40, "甲": 31}) == {"开州": 1, "甲": -1}
    rule = REG.identities["media.columns_own_and_joint"]
    assert rule.check({"columns": 40, "own_columns": 25, "joint_columns": 14}).status is ki.Consistency.INCONSISTENT
    with pytest.raises(ki.KaizhouError, match="a rank changes by places"):
        REG.derive({"media.columns_rank": 1, "media.columns_rank@yoy": 3}, "media.columns_rank@yoy:pct")


def test_three_years_in_the_final_are_a_streak_and_a_year_without_ends_it():
    years = ["2020", "2021", "2022", "2023", "2024"]
    table = pl.DataFrame({"area": ["500154"] * 5, "period": years, "media.reporter_finals": [1, 0, 1, 2, 1]})
    assert REG.derive(table, "media.reporter_streak")["media.reporter_streak"].to_list() == [1, 0, 1, 2, 3]
    [printed] = REG.observations.of("media.reporter_streak")
    assert printed.value == 3


# -- the reform


def test_measures_stand_under_three_rebuilds_and_three_merges():
    reform = reform_of(MEASURES)
    assert [step.title for step in reform.rebuilds.steps] == list(REBUILDS.values())
    done = {"机制重塑": ["绩效改革"], "体系重建": {"大编辑部": False}}
    assert (reform.rebuilds.completion(done).done, reform.rebuilds.completion(done).required) == (1, 3)
    assert reform.rebuilds.missing(done) == ("体系重建/大编辑部", "流程重构/一次采集")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (None, "merges is missing, and no source gives it; supply the three 融"),
        ({**MEASURES, "merges": {"甲融": ["一"], "乙融": ["二"]}}, "merges have 2 headings; “三融” are exactly three"),
        ({**MEASURES, "merges": ["甲", "乙", "丙"]}, "is no table"),
        ({**MEASURES, "rebuilds": {"mechanism": ["一"], "system": ["二"]}}, "流程重构: 0 elements are too few"),
        ({**MEASURES, "rebuilds": {**MEASURES["rebuilds"], "people": ["四"]}}, "unknown step 'people'"),
    ],
)
def test_a_reform_that_cannot_be_is_refused(table, message):
    with pytest.raises(ki.KaizhouError) as raised:
        reform_of(table)
    assert message in str(raised.value)


# -- a domain of one's own


def test_a_configured_domain_declares_the_levels_of_its_outlets():
    table = {"title": {"zh": "融媒", "en": "Media"}, "outlets": OUTLETS, "grades": BOUNDS}
    reg = ki.Registry([media, domain_of("town", table)])
    assert {key for key in reg if key.startswith("town.items")} == {
        "town.items",
        "town.items_central",
        "town.items_municipal",
    }
    assert reg["town.items_central"].definition.zh == "名单：甲报"
    rule = reg.identities["town.items_by_level"]
    assert rule.check({"items": 5, "items_central": 2, "items_municipal": 2}).status is ki.Consistency.INCONSISTENT
    with pytest.raises(MediaError, match="the name is taken"):
        domain_of("media", table)
    with pytest.raises(MediaError, match="grades is missing, and no source gives it"):
        domain_of("town", {"title": table["title"], "outlets": OUTLETS})
    with pytest.raises(MediaError, match="is no table; write title, outlets, grades"):
        domain_of("town", "town.toml")
