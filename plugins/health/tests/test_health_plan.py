"""The plan by tier: what it yields, and every way in which it can contradict itself. All groups here are synthetic."""

import tomllib
from copy import deepcopy
from pathlib import Path

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_health import TierPlan, health, tier_plan_of

TABLE = tomllib.loads(Path(__file__).with_name("plan_synthetic.toml").read_text("utf-8"))


def changed(group, **attributes):
    table = deepcopy(TABLE)
    table["group"].setdefault(group, {}).update(attributes)
    return table


def test_a_plan_adds_up_what_is_reached_and_what_is_planned():
    plan = tier_plan_of(TABLE)
    assert plan.reached() == {"institutions": 40, "grade_a": 15, "grade_b": 23}
    assert plan.reached("centre") == {"institutions": 10, "grade_a": 8, "grade_b": 2}
    assert plan.years == (2025, 2026)
    assert plan.planned(2024) == plan.reached()
    assert plan.planned(2025) == {"institutions": 40, "grade_a": 17, "grade_b": 23}
    assert plan.planned(2026) == {"institutions": 40, "grade_a": 18, "grade_b": 22}  # the townships stay at 2025


def test_a_plan_knows_who_leads_whom():
    plan = tier_plan_of(TABLE)
    assert plan.leads("district") == ("central",)
    assert plan.chain("township") == ("township", "central", "district")
    with pytest.raises(ki.ProcessError, match="no group 'village'; its groups are district, central, township"):
        plan.leads("village")


def test_cells_by_tier_and_grade_add_up_to_all_institutions():
    cells = pl.DataFrame(tier_plan_of(TABLE).by_tier("500154"))
    assert cells["health.grade_count"].sum() == 40
    reg = ki.Registry([health])
    by_grade = reg.rollup(cells, "health.grade_count", over="tier").sort("grade")
    assert dict(by_grade.select("grade", "health.grade_count").rows()) == {"grade_a": 15, "grade_b": 23, "ungraded": 2}


@pytest.mark.parametrize("table", [None, {}, {"title": {"zh": "x"}, "as_of": 2024}])
def test_without_a_table_it_says_what_to_supply(table):
    with pytest.raises(ki.SettingError, match=r"no default.*supply a table with title, as_of and group"):
        tier_plan_of(table)


@pytest.mark.parametrize(
    ("group", "attributes", "message"),
    [
        (
            "township",
            {"led_by": ""},
            r"township of tier 一般 is led by nobody; name a group of tier 中心 in led_by: central",
        ),
        ("township", {"led_by": "district"}, r"led by district of tier 区级龙头; name a group of tier 中心"),
        ("township", {"led_by": "county"}, r"led by county, which is no group; name a group of tier 中心"),
        (
            "district",
            {"led_by": "township"},
            r"district is led by township is led by central is led by district: a circle",
        ),
        ("central", {"led_by": "central"}, r"central is led by central: a circle"),
        (
            "central",
            {"planned": {2025: {"甲级": 7, "乙级": 3}}},
            r"planned for 2025 7 institutions at 甲级 or better, below the 8 reached by 2024",
        ),
        ("township", {"planned": {2025: {"甲级": 8}}}, r"8 institutions at 乙级 or better, below the 28 reached"),
        (
            "township",
            {"planned": {2023: {"甲级": 8, "乙级": 22}}},
            r"planned for 2023, and what is reached is of 2024; plan for later",
        ),
        ("township", {"count": 20}, r"township: reached 28 of 20 institutions; no more can have a grade"),
        ("township", {"count": -1}, r"count is -1; a number of institutions is a whole number"),
        ("township", {"reached": {"特级": 1}}, r"grade '特级' is none of"),
        ("township", {"reached": {"甲级": 1, "推荐标准": 1}}, r"推荐标准 is given twice"),
        ("township", {"planned": {"明年": {"甲级": 9}}}, r"planned for 明年, which is no year; write 2025"),
        (
            "township",
            {"tier": "village"},
            r"tier 'village', which is none of 区级龙头 \(lead\), 中心 \(centre\), 一般 \(general\)",
        ),
        ("district", {"reached": {"甲级": 1}}, r"top tier 区级龙头, which leads and is not graded"),
        ("township", {"leader": "central"}, r"group township: .*leader.*; a group has tier, count, led_by"),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused_with_the_way_out(group, attributes, message):
    with pytest.raises(ki.ProcessError, match=message):
        tier_plan_of(changed(group, **attributes))


def test_a_tier_without_a_group_leads_nobody():
    table = deepcopy(TABLE)
    del table["group"]["central"]
    with pytest.raises(ki.ProcessError, match="tier 中心 has no group"):
        tier_plan_of(table)


def test_all_faults_are_told_together():
    table = changed("township", led_by="")
    table["group"]["central"]["planned"] = {2025: {"甲级": 7}}
    with pytest.raises(ki.ProcessError, match=r"(?s)TierPlan 示例计划.*1\. .*led by nobody.*2\. .*below the 8 reached"):
        tier_plan_of(table)


def test_a_year_gone_by_has_no_plan():
    with pytest.raises(ki.ProcessError, match="2023 lies before 2024"):
        tier_plan_of(TABLE).planned(2023)


def test_a_plan_is_a_value():
    assert tier_plan_of(TABLE) == tier_plan_of(TABLE)
    assert isinstance(tier_plan_of(TABLE), TierPlan)


def test_a_plan_with_words_it_does_not_know_or_no_year_is_refused():
    with pytest.raises(ki.ProcessError, match="budget is no part of a plan; it has title, as_of, group and tiers"):
        tier_plan_of({**TABLE, "budget": 5})
    with pytest.raises(ki.ProcessError, match="as_of is '2024年', and must be the year"):
        tier_plan_of({**TABLE, "as_of": "2024年"})


def test_tiers_may_be_the_user_s_own():
    table = {
        "title": "两级",
        "as_of": 2024,
        "tiers": {"hospital": {"zh": "县医院", "en": "County hospital"}, "clinic": "卫生院"},
        "group": {
            "h": {"tier": "hospital", "count": 1},
            "c": {"tier": "clinic", "count": 5, "led_by": "h", "reached": {"甲级": 2}},
        },
    }
    plan = tier_plan_of(table)
    assert [str(tier) for tier in plan.tiers] == ["县医院", "卫生院"]
    assert plan.reached() == {"institutions": 5, "grade_a": 2, "grade_b": 0}
