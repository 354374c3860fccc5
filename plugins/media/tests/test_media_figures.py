"""The figures and honours of Kaizhou: recorded as printed, and everything that follows from them recomputed."""

import json
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_indicators import arithmetic
from kaizhou_media import media

REG = ki.Registry([media])
CASES = {case["id"]: case for case in json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"))["cases"]}
#: key, period, value, as printed
PRINTED = [
    ("media.dissem_grade", "2024-Q1", "A档", "A档"),
    ("media.dissem_grade", "2024-Q3", "A档", "A档"),
    ("media.talent_share", "2021", 10, "10%"),
    ("media.talent_share", "2024", 72, "72%"),
    ("media.reporter_streak", "2024", 3, "三年"),
    ("media.awards", "2023/2024", 75, "75人次"),
    ("media.columns_rank", "unknown", 1, "第一"),
    ("media.central_items", "2024", 618, "618篇"),
    ("media.central_items@yoy:pct", "2024", 39, "增长39%"),
]


@pytest.mark.parametrize(("key", "period", "value", "printed"), PRINTED)
def test_the_figures_are_observed_as_printed(key, period, value, printed):
    [seen] = REG.observations.of(key, "500154", period)
    assert (seen.value, seen.printed, seen.source) == (value, printed, "media.kaizhou_review_2024")
    assert seen.note.zh
    assert seen.note.en


def test_no_figure_is_recorded_that_is_not_printed():
    assert len(REG.observations) == len(PRINTED)


def test_no_source_passes_for_official():
    assert [source.official for source in REG.parts.sources.values() if source.key.startswith("media.")] == [False]


def test_three_whole_numbers_can_be_the_central_items_of_2023():
    case = CASES["media.central_count"]
    base = ki.Interval.point(case["current"]) / (1 + ki.Interval.printed(case["printed"]) / 100)
    assert [int(n) for n in base.decimals(0)] == case["integer_bases"]
    for n in case["integer_bases"]:
        made = REG.derive({"media.central_items": 618, "media.central_items@yoy": n}, case["key"])
        assert round(made[case["key"]].magnitude) == 39


def test_the_growth_of_the_central_items_is_one_year_and_in_percent():
    with pytest.raises(ki.KaizhouError, match="个百分点"):
        REG.derive({"media.central_items": 618, "media.central_items@yoy": 445}, "media.central_items@yoy:pp")


def test_the_talent_share_rose_by_62_points_and_not_by_62_percent():
    case = CASES["media.talent"]
    given = {"media.talent_share": case["current"], "media.talent_share@2021": case["base"]}
    assert REG.derive(given, "media.talent_share@2021:pp")["media.talent_share@2021:pp"].magnitude == case["pp"]
    assert arithmetic.times(case["current"], case["base"]) == case["times"]
    with pytest.raises(ki.KaizhouError, match="个百分点"):
        REG.derive(given, "media.talent_share@2021:pct")


@pytest.mark.parametrize("printed", ["10", "72"])
def test_the_denominators_that_can_give_a_printed_talent_share_are_told(printed):
    rule = REG.identities["media.talent_share_k_of_n"]
    said = rule.check({"talent_share": int(printed)})
    assert said.status is ki.Consistency.UNDETERMINED
    smallest = CASES["media.talent"]["smallest_denominators"][printed]
    assert ", ".join(map(str, smallest)) in said.explanation.en
    for n in smallest:
        assert rule.check({"talent_share": int(printed), "staff": n}).status is not ki.Consistency.INCONSISTENT
    assert "no whole number of 7 prints as" in rule.check({"talent_share": int(printed), "staff": 7}).explanation.en


def test_grades_of_two_quarters_leave_the_year_open():
    polars = pytest.importorskip("polars")
    rows = [(o.area, o.period, o.value) for o in REG.observations.of("media.dissem_grade")]
    table = polars.DataFrame(rows, schema=["area", "period", "media.dissem_grade"], orient="row")
    assert REG.rollup(table, "media.quarters_at_a")["media.quarters_at_a"].to_list() == [None]
    assert REG.rollup(table, "media.quarters_at_a", complete=2).rows() == [("500154", "2024", 2.0, 2)]


def test_the_honours_are_recorded_once_with_level_and_source():
    events = REG.events["media"]
    assert ki.Event.distinct(events).merged == ()
    counted = ki.Event.count_by_level(events)
    assert (counted[ki.HonourLevel.NATIONAL], counted[ki.HonourLevel.MUNICIPAL]) == (1, 3)
    assert {e.kind for e in events} == {"典型案例", "交流发言", "批示", "典型案例库"}
    assert all(e.source == "media.kaizhou_review_2024" and e.note.zh and e.note.en for e in events)


def test_the_published_figures_contradict_no_identity():
    assert [c for c in REG.check_identities() if c.verdict.status is ki.Consistency.INCONSISTENT] == []
