"""The loop of the drive: a matter's life, the five systems, what is caught. Units and matters are made up."""

from fractions import Fraction

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_party import CONDUCT, LOOP, ROUND, SYSTEMS, party, weighted, weighting_of

REG = ki.Registry([party])
ALL = {step.name: [element.name for element in LOOP.elements[step.name]] for step in LOOP.steps}
WEIGHTS = {"systems": 30, "start": 10, "process": 20, "support": 15, "result": 25}


def test_the_record_is_five_systems_and_four_times_four():
    assert [len(LOOP.elements[step.name]) for step in LOOP.steps] == [5, 4, 4, 4, 4]
    assert [str(e) for e in LOOP.elements["systems"]] == ["清单", "调度", "责任", "督查", "晾晒"]
    assert [str(e) for e in LOOP.elements["start"]] == ["任务", "要素", "路径", "责任"]
    assert [str(e) for e in LOOP.elements["process"]] == ["进度", "差距", "原因", "措施"]
    assert [str(e) for e in LOOP.elements["support"]] == ["规划", "平台", "资源", "机制"]
    assert [str(e) for e in LOOP.elements["result"]] == ["底盘成色", "总结提炼", "宣传推介", "报表评价"]


def test_a_matter_s_life_from_the_first_element_to_the_closed_loop():
    marks = {"五制": ["清单"], "起步四清": ["任务", "要素"]}
    opened = LOOP.completion(marks)
    assert (opened.done, opened.required, opened.closed) == (3, 21, False)
    assert "五制/调度" in LOOP.missing(marks)
    assert "起步四清/任务" not in LOOP.missing(marks)
    under_way = LOOP.completion({**ALL, "result": {"底盘成色": True, "宣传推介": "not_applicable"}})
    assert (under_way.done, under_way.required) == (18, 20)
    assert under_way.by_step["result"] == (1, 3)
    closed = LOOP.completion({**ALL, "result": {**dict.fromkeys(ALL["result"], True), "promotion": "not_applicable"}})
    assert closed.closed
    assert closed.share == 1
    table = {"party.loop_done": under_way.done, "party.loop_required": under_way.required}
    assert REG.derive(table, "party.loop_completion")["party.loop_completion"].magnitude == pytest.approx(90)


def test_a_matter_goes_round_the_five_systems():
    names = list(SYSTEMS)
    assert ROUND.check_path([*names, *names]) == (*names, *names)
    before = {"a": "list", "b": "supervision", "c": "display", "d": "display"}
    after = {"a": "dispatch", "b": "display", "c": "list", "d": "display", "e": "list"}
    moves = ROUND.moves(before, after)
    assert moves.entered["list"] == 1
    assert moves.impossible == ()
    frame = pl.DataFrame(
        {
            "area": ["甲"] * 6,
            "period": ["2024-Q2"] * 6,
            "indicator": ["party.matters"] + ["party.matters_by_stage"] * 5,
            "stage": [None, *names],
            "value": [5, *ROUND.count(after).values()],
        }
    )
    [check] = [c for c in REG.check_identities(REG.wide(frame)) if c.identity == "party.matters_over_stages"]
    assert check.verdict.status is ki.Consistency.CONSISTENT


def test_the_four_ways_of_getting_things_done_and_of_being_ahead_are_checked_apart():
    assert [str(e) for e in CONDUCT.elements["implementation"]] == ["不折不扣", "雷厉风行", "求真务实", "敢作善为"]
    assert [str(e) for e in CONDUCT.elements["ahead"]] == ["赛马比拼", "闭环落实", "变革重塑", "实干担当"]
    seen = CONDUCT.completion({"四个抓落实": ["不折不扣", "求真务实"], "四个争先": ["闭环落实"]})
    assert seen.by_step == {"implementation": (2, 4), "ahead": (1, 4)}
    done, required = zip(*seen.by_step.values(), strict=True)
    frame = pl.DataFrame(
        {
            "area": ["甲"] * 2,
            "period": ["2024-Q2"] * 2,
            "step": list(seen.by_step),
            "party.conduct_done": done,
            "party.conduct_required": required,
        }
    )
    assert REG.derive(frame, "party.conduct_completion")["party.conduct_completion"].to_list() == [50, 25]


def test_completion_is_pooled_over_matters_and_units_never_averaged():
    frame = pl.DataFrame(
        {"area": ["甲", "乙"], "period": ["2024"] * 2, "party.loop_done": [21, 3], "party.loop_required": [21, 9]}
    )
    pooled = REG.rollup(frame, area={"甲": "区", "乙": "区"})
    [share] = REG.derive(pooled, "party.loop_completion")["party.loop_completion"].to_list()
    assert share == pytest.approx(80)
    assert share != pytest.approx((100 + 100 / 3) / 2)


def test_weights_make_a_score_whose_points_add_up():
    weights = weighting_of({"year": 2024, "total": 100, "missing": "refuse", "weights": WEIGHTS})
    done = LOOP.completion({**ALL, "result": ["底盘成色"]})
    score = weighted(weights, done, 2024)
    assert score.value == 75 + Fraction(25, 4)
    assert sum(score.points.values()) == score.value
    assert weighted(weights, LOOP.completion(ALL), 2024).value == 100


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda: LOOP.check({"五制": ["清单", "督察"]}), ["五制", "unknown element '督察'", "督查"]),
        (lambda: LOOP.check({"四清": ["任务"]}), ["unknown step '四清'", "起步四清 (start)"]),
        (lambda: LOOP.check({"start": {"任务": "大概"}}), ["起步四清/任务", "'大概' is none of True, False"]),
        (lambda: ROUND.check_path(["清单", "晾晒"]), ["清单 -> 晾晒 is not allowed", "after 清单 comes 调度"]),
        (lambda: CONDUCT.check({"四个争先": ["赛跑"]}), ["四个争先", "unknown element '赛跑'"]),
        (weighting_of, ["weights", "year is missing, and no source gives it; supply"]),
        (
            lambda: weighting_of({"year": 2024, "total": 100, "missing": "refuse", "weights": {**WEIGHTS, "start": 5}}),
            ["add up to 95, not to total=100"],
        ),
        (
            lambda: weighting_of({"year": 2024, "total": 100, "missing": "refuse", "weights": {"五好": 100}}),
            ["step '五好' is unknown", "step start has no weight; supply one"],
        ),
    ],
)
def test_violations_name_the_place_and_the_way_out(act, words):
    with pytest.raises(ki.KaizhouError) as caught:
        act()
    assert not [word for word in words if word not in str(caught.value)]


def test_more_done_than_required_is_caught_in_a_table():
    frame = pl.DataFrame({"area": ["甲"], "period": ["2024"], "party.loop_done": [22], "party.loop_required": [21]})
    [check] = REG.check_identities(frame)
    assert check.identity == "party.loop_k_of_n"
    assert check.verdict.status is ki.Consistency.INCONSISTENT
    assert "party.loop_done 22 exceeds party.loop_required 21" in check.verdict.explanation.en


def test_matters_that_do_not_add_up_are_caught():
    frame = pl.DataFrame(
        {
            "area": ["甲"] * 3,
            "period": ["2024"] * 3,
            "indicator": ["party.matters", "party.matters_by_stage", "party.matters_by_stage"],
            "stage": [None, "list", "dispatch"],
            "value": [5, 2, 2],
        }
    )
    [check] = [c for c in REG.check_identities(REG.wide(frame)) if c.identity == "party.matters_over_stages"]
    assert check.verdict.status is ki.Consistency.INCONSISTENT
    assert check.verdict.residual == -1
