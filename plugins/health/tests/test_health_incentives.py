"""Incentives: what a grade earns, from the user's table only. All numbers here are synthetic."""

from copy import deepcopy

import pytest

import kaizhou_indicators as ki
from kaizhou_health import health, incentives_of

RULES = {
    "performance": {"甲级": 10, "乙级": 6, "未达标": 0},
    "reward": {"甲级": 30, "乙级": 10, "未达标": 0},
    "promotion": "乙级",
}


def changed(**links):
    return {**deepcopy(RULES), **links}


def test_a_grade_earns_points_subsidies_and_standing():
    rules = incentives_of(RULES)
    assert rules.points("推荐标准") == 10
    assert rules.reward_due({"甲级": 2, "乙级": 1}) == 70
    assert [rules.counts_for_promotion(g) for g in ("甲级", "乙级", "未达标")] == [True, True, False]


def test_the_rules_become_indicators_of_the_user_s_own_domain():
    mine = incentives_of(RULES).domain("mine", ki.Text("我的奖补", "My subsidies"))
    reg = ki.Registry([health, mine])
    values = {"health.new_grade_a": 2, "health.new_grade_b": 1}
    assert reg.derive(values, "mine.reward_due")["mine.reward_due"].magnitude == 70
    counts = {"health.institutions": 40, "health.grade_a": 15, "health.grade_b": 23}
    assert reg.derive(counts, "mine.mean_points")["mine.mean_points"].magnitude == pytest.approx((150 + 138) / 40)


@pytest.mark.parametrize("table", [None, {}, {"performance": RULES["performance"]}])
def test_without_numbers_it_says_what_to_supply(table):
    with pytest.raises(ki.SettingError, match=r"no default.*supply performance.*open: .*资金奖补"):
        incentives_of(table)


@pytest.mark.parametrize(
    ("links", "message"),
    [
        (
            {"reward": {"甲级": 5, "乙级": 10, "未达标": 0}},
            r"资金奖补 \(reward\): 甲级 earns 5, less than 乙级 with 10; a better grade never earns less",
        ),
        (
            {"performance": {"甲级": 10}},
            r"绩效考核 \(performance\) has no value for 乙级, 未达标; give every grade one",
        ),
        ({"reward": {"甲级": -5, "乙级": 0, "未达标": 0}}, r"earns -5; write a number from 0 on"),
        ({"promotion": "未达标"}, r"promotion counts from 未达标 on, that is always"),
        ({"promotion": "三甲"}, r"grade '三甲' is none of"),
        ({"holiday": 1}, r"holiday is no link; the links are performance, reward, promotion"),
        ({"reward": 5}, r"supply performance"),
    ],
)
def test_rules_that_cannot_be_are_refused(links, message):
    with pytest.raises(ki.ProcessError, match=message):
        incentives_of(changed(**links))
