"""Scores, rankings and honours: Composite with its grades, League, Event."""

import pickle
import re
import tomllib

import pytest

from kaizhou_indicators.errors import KaizhouError, UnknownKeywordError
from kaizhou_indicators.processes import Band, Composite, Event, HonourLevel, Item, League, Quantiles, Thresholds
from kaizhou_indicators.text import Text
from refusals import refused

ITEMS = {
    "visits": {
        "title": Text("服务人次", "Visits"),
        "weight": 60,
        "benchmarks": {"2024": 200},
        "better": "higher",
        "cap": 1.2,
    },
    "complaints": {
        "title": Text("投诉", "Complaints"),
        "weight": 40,
        "benchmarks": {"2024": 15},
        "better": "lower",
        "cap": 1.2,
    },
}
INDEX = Composite(Text("综合评价", "Composite"), ITEMS, total=100, missing="refuse")


# --- Composite -------------------------------------------------------------------------------------------------------


def test_a_score_is_weights_times_capped_ratios():
    score = INDEX.score({"visits": 150, "complaints": 10}, 2024)
    assert score.points == {"visits": 45, "complaints": 48}, "150/200 of 60; 15/10 capped at 1.2 of 40"
    assert score.value == 93


def test_a_year_without_benchmark_names_the_years_there_are():
    refused(
        ["item 服务人次 has no benchmark for 2025; it has one for 2024", "投诉"],
        INDEX.score,
        {"visits": 1, "complaints": 1},
        2025,
    )


def test_missing_items_are_refused_or_their_weight_is_shared_as_declared():
    refused(["item 投诉 is missing", "missing='refuse'"], INDEX.score, {"visits": 100}, 2024)
    shared = Composite("x", ITEMS, total=100, missing="renormalise")
    assert shared.score({"visits": 100}, 2024).value == 50
    assert shared.score({"visits": 100}, 2024).missing == ("complaints",)
    refused(["all items are missing"], shared.score, {}, 2024)


def test_lower_is_better_needs_a_value_above_zero():
    refused(
        ["item 投诉 is 0", "unknown item 'visit'", "Did you mean 'visits'"],
        INDEX.score,
        {"visits": 1, "complaints": 0, "visit": 2},
        2024,
    )


def test_nothing_is_preset_and_all_faults_of_a_configuration_are_told_together():
    wrong = {
        "a": ITEMS["visits"] | {"weight": -1, "benchmarks": {"2024": 0}},
        "b": ITEMS["visits"] | {"better": "up", "cap": 0},
    }
    message = refused(["4 faults"], Composite, "x", wrong, total=10, missing="guess")
    assert re.search(r"weight is -1.*benchmark of 2024 is 0", message, re.DOTALL)
    assert re.search(r"better='up' is none of higher, lower", message)
    assert "total=10 is none of 1, 100" in message
    assert "missing='guess' is none of refuse, renormalise" in message
    refused(
        ["weights add up to 100, not to total=1: visits 60 + complaints 40"],
        Composite,
        "x",
        ITEMS,
        total=1,
        missing="refuse",
    )
    with pytest.raises(KaizhouError, match="missing"):
        Composite("x", ITEMS)


def test_an_unknown_keyword_of_an_item_is_named():
    with pytest.raises(KaizhouError, match=r"item a.*wieght.*Did you mean 'weight'"):
        Composite("x", {"a": {"wieght": 1}}, total=1, missing="refuse")
    with pytest.raises(UnknownKeywordError, match="Did you mean 'better'"):
        Item("a", weight=1, benchmarks={2024: 1}, beter="higher")


def test_grades_by_threshold_and_by_quantile():
    scores = {"甲": 92, "乙": 90, "丙": 75, "丁": 75, "戊": 10, "己": None}
    assert Thresholds({"A": 90, "B": 75, "C": None}).grade_all(scores) == dict(
        zip(scores, ["A", "A", "B", "B", "C", None], strict=True)
    )
    thirds = {"A": 0.5, "B": 0.25, "C": 0.25}
    assert list(Quantiles(thirds, rounding="up", better="higher").grade_all(scores).values()) == [
        "A",
        "A",
        "A",
        "A",
        "C",
        None,
    ]
    assert list(Quantiles(thirds, rounding="down", better="higher").grade_all(scores).values()) == [
        "A",
        "A",
        "B",
        "B",
        "C",
        None,
    ]
    refused(["add up to 0.9", "rounding='near'"], Quantiles, {"A": 0.4, "B": 0.5}, rounding="near", better="higher")
    refused(["bounds must fall"], Thresholds, {"A": 60, "B": 75, "C": None})
    refused(["the last label takes the rest"], Thresholds, {"A": 60, "B": 50})
    refused(["has no grades"], INDEX.grade, {"甲": 1})
    refused(["closed='left' is none of low, high"], Band, 1, 2, "left")


# --- League ----------------------------------------------------------------------------------------------------------


def test_ties_share_the_lower_number_and_the_missing_are_listed():
    scores = {"甲": 80, "乙": 92.5, "丙": 80, "丁": 70, "戊": None}
    ranking = League("得分", better="higher").rank(scores)
    assert list(ranking.places.items()) == [("乙", 1), ("甲", 2), ("丙", 2), ("丁", 4)]
    assert (ranking.unranked, ranking.place("戊"), ranking.top(2)) == (("戊",), None, ("乙", "甲", "丙"))
    assert League("得分", better="higher", ties="dense").rank(scores).place("丁") == 3
    assert League("消亡率", better="lower").rank(scores).place("丁") == 1


def test_places_gained_are_positive_and_new_entrants_have_no_trend():
    """“八张问题清单”得分环比上升9位: the place falls by nine."""
    before = {f"区{n}": 100 - n for n in range(30)}
    after = before | {"区20": 89.5, "新区": 1}
    trend = League("得分", better="higher").trend(before, after)
    assert (trend["区20"], trend["区12"], trend["区0"], trend["新区"]) == (9, -1, 0, None)


def test_a_league_names_what_it_cannot_rank():
    refused(["value of 甲 '80'", "value of 乙 nan"], League("x", better="lower").rank, {"甲": "80", "乙": float("nan")})
    refused(["better='up'", "ties='mean'"], League, "x", "up", "mean")


# --- Event -----------------------------------------------------------------------------------------------------------


def test_events_told_twice_are_counted_once_and_the_merged_are_listed():
    honours = [
        Event("“绿水青山就是金山银山”实践创新基地", level="市级", body="重庆市", date="2024", kind="命名"),
        Event("绿水青山就是金山银山 实践创新基地", level="municipal", body="重庆市", date="2024-11", kind="命名"),
        Event("全国美丽河湖优秀案例", level="国家级", body="生态环境部", date="2023-08-15", kind="典型案例"),
        Event("全国美丽河湖优秀案例", level="市级", body="生态环境部", date="2023-09", kind="典型案例"),
        Event("全国美丽河湖优秀案例", level="国家级", body="生态环境部", date="2024", kind="典型案例"),
    ]
    distinct = Event.distinct(honours)
    assert [(e.level, e.year) for e in distinct.events] == [
        (HonourLevel.NATIONAL, 2023),
        (HonourLevel.NATIONAL, 2024),
        (HonourLevel.MUNICIPAL, 2024),
    ]
    assert [len(others) for _, others in distinct.merged] == [1, 1]
    assert [kept.level for kept, _ in distinct.conflicts] == [HonourLevel.NATIONAL]
    assert {str(level): n for level, n in Event.count_by_level(honours).items()} == {
        "国家级": 2,
        "省部级": 0,
        "市级": 1,
        "区级": 0,
    }


def test_levels_have_an_order_and_no_number():
    assert sorted(HonourLevel)[-1] is HonourLevel.NATIONAL
    assert HonourLevel.PROVINCIAL >= HonourLevel.MUNICIPAL
    assert HonourLevel.of("省部级").title.get("en") == "Provincial or ministerial"
    for calculate in (int, float, lambda level: level + level, lambda level: level * 2, lambda level: sum([level])):
        with pytest.raises((TypeError, ValueError)):
            calculate(HonourLevel.NATIONAL)


def test_all_faults_of_an_event_are_told_together():
    message = refused(["3 faults"], Event, "全国文明城市", level="全国级", body=" ", date="去年")
    assert "body is empty" in message
    assert "level '全国级' is none of 国家级 (national), 省部级 (provincial)" in message
    assert "'去年' is no period" in message


def test_a_composite_can_be_sent_to_other_processes():
    graded = Composite("x", ITEMS, total=100, missing="renormalise", grades=Thresholds({"A": 90, "B": None}))
    copy = pickle.loads(pickle.dumps(graded))
    assert copy == graded
    assert pickle.loads(pickle.dumps(copy.formula(2024)))(150, 10) == 93


def test_a_composite_can_be_kept_in_a_configuration_file():
    text = """
    title = {zh = "综合评价", en = "Composite"}
    total = 100
    missing = "refuse"
    [items.visits]
    title = {zh = "服务人次", en = "Visits"}
    weight = 60
    better = "higher"
    cap = 1.2
    benchmarks = {2024 = 200}
    [items.complaints]
    title = {zh = "投诉", en = "Complaints"}
    weight = 40
    better = "lower"
    cap = 1.2
    benchmarks = {2024 = 15}
    [grades]
    bounds = {A = 90, B = 75, C = -inf}
    """
    index = Composite(**tomllib.loads(text))
    assert index.items == INDEX.items
    assert index.grade({"甲": 93, "乙": -5}) == {"甲": "A", "乙": "C"}
    refused(["grades='A' are neither"], Composite, "x", ITEMS, total=100, missing="refuse", grades="A")
