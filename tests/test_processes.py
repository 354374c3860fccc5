"""Process records on a small made-up domain and on published figures: what they accept, refuse and say."""

import pickle
import tomllib
from fractions import Fraction

import pytest

from kaizhou_indicators.processes import (
    Consistency,
    Funnel,
    Identity,
    League,
    Loop,
    Mark,
    Register,
    Stages,
    StepRate,
)
from kaizhou_indicators.text import Text
from refusals import refused

BATCHES = Stages(
    Text("四个一批", "Four batches"),
    {
        "reserve": Text("储备", "In reserve"),
        "start": Text("开工", "Started"),
        "running": Text("在建", "Under way"),
        "done": Text("完工", "Finished"),
    },
    {"reserve": ["start"], "start": ["running", "done"], "running": ["done"]},
)
HANDLING = Funnel(
    Text("风险处置", "Risk handling"),
    {
        "warned": Text("预警", "Warned"),
        "pushed": Text("推送", "Pushed"),
        "signed": Text("签收", "Signed for"),
        "handled": Text("处置", "Handled"),
        "closed": Text("销号", "Closed"),
    },
)
FIVE = Loop(  # 清单、调度、责任、督查、晾晒“五制”，起步“四清”，过程“四明”，保障“四强”，结果“四好”
    Text("抓落实", "Delivery"),
    ["五制", "四清", "四明", "四强", "四好"],
    {
        "五制": ["清单", "调度", "责任", "督查", "晾晒"],
        "四清": ["任务", "要素", "路径", "责任"],
        "四明": ["进度", "差距", "原因", "措施"],
        "四强": ["规划", "平台", "资源", "机制"],
        "四好": ["底盘成色", "总结提炼", "宣传推介", "报表评价"],
    },
)

RISKS = Register("x", levels=["低"], entry=["评分"], exit=["消除"], routes={"低": "村社区"}, bands={"低": (0, None)})


# --- Stages ----------------------------------------------------------------------------------------------------------


def test_a_path_may_be_told_by_name_or_by_title_in_either_language():
    assert BATCHES.check_path(["储备", "Started", "done"]) == ("reserve", "start", "done")
    assert BATCHES.check_path(["running", "running", "done"]) == ("running", "running", "done"), "staying is no step"


def test_every_forbidden_step_is_named_with_what_is_allowed_instead():
    message = refused(["Stages 四个一批", "2 faults"], BATCHES.check_path, ["储备", "在建", "完工", "开工"])
    assert "step 1: 储备 -> 在建 is not allowed; after 储备 comes 开工" in message
    assert "step 3: 完工 -> 开工 is not allowed; 完工 leads nowhere" in message


def test_every_unknown_stage_is_named_with_the_known_ones():
    refused(
        ["'runing'", "Did you mean 'running'", "'竣工'", "储备 (reserve)"], BATCHES.count, ["runing", "竣工", "done"]
    )


def test_stages_are_refused_that_lead_nowhere_or_cannot_be_reached():
    refused(["unknown stage '开公'"], Stages, "x", ["储备", "开工"], {"储备": "开公"})
    refused(["stage 在建 cannot be reached"], Stages, "x", ["储备", "开工", "在建"], {"储备": "开工", "在建": "开工"})
    assert Stages("x", ["储备", "开工", "在建"], {"储备": "开工", "在建": "开工"}, entry=("储备", "在建")).ends == (
        "开工",
    )
    refused(["no stage is an end"], Stages, "x", ["a", "b"], {"a": "b", "b": "a"})
    refused(["from stage b no end"], Stages, "x", ["a", "b", "c", "d"], {"a": ["b", "d"], "b": "c", "c": "b"})
    refused(["'a' occurs twice"], Stages, "x", ["a", "b", "a"])


def test_published_stages_add_up_to_all_projects():
    """开州区2024年上半年: 181 projects = 16 finished + 84 under way + 81 in preparation (press, 2024-09-13)."""
    counted = BATCHES.count(["done"] * 16 + ["running"] * 84 + ["reserve"] * 81)
    assert counted == {"reserve": 81, "start": 0, "running": 84, "done": 16}
    verdict = BATCHES.partition("total").check({"total": 181, **counted})
    assert (verdict.status, verdict.residual) == (Consistency.CONSISTENT, 0)


def test_moves_tell_entrants_leavers_and_what_no_transition_explains():
    moves = BATCHES.moves(
        {"P1": "储备", "P2": "在建", "P3": "完工", "P4": "储备"},
        {"P1": "完工", "P2": "在建", "P3": "储备", "P5": "开工"},
    )
    assert moves.count("reserve", "done") == 1, "several allowed steps may lie between two dates"
    assert moves.count("running", "running") == 1
    assert moves.impossible == (("done", "reserve", 1),)
    assert (moves.entered["start"], moves.left["reserve"]) == (1, 1)


# --- Funnel ----------------------------------------------------------------------------------------------------------


def test_all_growing_steps_are_reported_together_and_across_a_gap():
    counts = {"预警": 100, "pushed": None, "signed": 120, "handled": 90, "closed": 95}
    message = refused(["2 faults"], HANDLING.check, counts)
    assert "签收 120 exceeds 预警 100" in message
    assert "销号 95 exceeds 处置 90" in message


def test_counts_are_whole_and_at_least_zero_and_amounts_need_not_be_whole():
    faults = HANDLING.faults({"warned": 2.5, "pushed": -1, "signed": "3", "handeld": 1, "closed": True})
    assert [fault.split(" ")[0] for fault in faults] == ["预警", "推送", "签收", "unknown", "销号"]
    money = Funnel(Text("招商", "Investment"), {"contracted": "签约", "realised": "到位"}, whole=False)
    assert money.check({"contracted": 480.9, "realised": 123.4})["contracted"] == Fraction(4809, 10)


def test_rates_are_exact_and_none_where_the_base_is_zero_or_missing():
    rates = HANDLING.rates({"warned": 120, "pushed": 90, "handled": 0, "closed": 0})
    assert rates["warned"] == StepRate(None, None)
    assert rates["pushed"] == StepRate(Fraction(3, 4), Fraction(3, 4))
    assert rates["handled"] == StepRate(None, 0), "the step before is missing"
    assert rates["closed"] == StepRate(None, 0), "the step before is zero"


def test_rates_over_rows_are_pooled_and_not_averaged():
    rows = [{"warned": 90, "pushed": 45}, {"warned": 10, "pushed": 10}, {"warned": 1000}]
    assert HANDLING.pooled_rates(rows)["pushed"].previous == Fraction(55, 100)


# --- Loop ------------------------------------------------------------------------------------------------------------


def test_the_loops_of_the_party_domain_can_be_said():
    everything = {step.name: [e.name for e in FIVE.elements[step.name]] for step in FIVE.steps}
    done = FIVE.completion(everything)
    assert (done.done, done.required, done.share, done.closed) == (21, 21, 1, True)
    assert FIVE.completion({"四清": ["责任"]}).by_step["五制"] == (0, 5), "责任 of 四清 is not 责任 of 五制"


def test_what_is_not_said_is_not_done_and_what_does_not_apply_does_not_count():
    record = {"五制": {"清单": True, "调度": False, "责任": None, "督查": "not_applicable"}}
    assert FIVE.check(record)["五制"]["晾晒"] is Mark.NOT_DONE
    assert FIVE.completion(record).by_step["五制"] == (1, 4)
    assert "五制/晾晒" in FIVE.missing(record)
    assert "五制/督查" not in FIVE.missing(record)


def test_unknown_steps_elements_and_marks_are_named_together():
    message = refused(["3 faults"], FIVE.check, {"五项": ["清单"], "五制": {"清丹": True, "调度": "maybe"}})
    assert "unknown step '五项'; known: 五制" in message
    assert "五制: unknown element '清丹'; known: 清单" in message
    assert "五制/调度: mark 'maybe' is none of True, False, None" in message


def test_a_loop_needs_elements_in_every_step():
    refused(["办理中: 0 elements are too few"], Loop, "x", ["办理前", "办理中"], {"办理前": ["梳理"]})
    refused(["unknown step '办理后'"], Loop, "x", ["办理前"], {"办理前": ["梳理"], "办理后": ["评价"]})


# --- all -------------------------------------------------------------------------------------------------------------


def test_records_can_be_kept_in_configuration_files():
    text = """
    title = {zh = "监护风险", en = "Guardianship risk"}
    levels = {low = {zh = "低危", en = "Low"}, high = {zh = "高危", en = "High"}}
    entry = ["评分达到"]
    exit = ["风险消除"]
    routes = {low = "村社区", high = "部门"}
    bands = {low = [20, 60], high = [60, inf]}
    """
    assert str(Register(**tomllib.loads(text)).level_of(60)) == "高危"
    text = """
    title = "四个一批"
    stages = ["储备", "开工"]
    allowed = {"储备" = ["开工"]}
    """
    assert Stages(**tomllib.loads(text)) == Stages("四个一批", ["储备", "开工"])


@pytest.mark.parametrize("record", [BATCHES, HANDLING, FIVE, RISKS, League("x", "lower"), Identity.k_of_n("k", "n")])
def test_records_are_frozen_equal_to_their_copies_and_can_be_sent_to_other_processes(record):
    copy = pickle.loads(pickle.dumps(record))
    assert copy == record
    assert hash(copy) == hash(record)
    with pytest.raises(AttributeError):
        record.title = Text("其他")
