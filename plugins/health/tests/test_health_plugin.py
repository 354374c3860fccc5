"""The distribution as a plugin: the library's own check, the entry point, and what every indicator must say of itself."""

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_health import health, kaizhou_domains
from kaizhou_indicators.testing import check_domain

REG = ki.Registry([health])


def test_the_domain_passes_the_library_s_own_check():
    check_domain(health)


def test_the_hook_returns_the_domain():
    assert list(kaizhou_domains()) == [health]


def test_the_plugin_is_found_by_its_entry_point():
    reg = ki.load(only=["health"], strict=True)
    assert set(reg) >= set(ki.Registry([health]))


@pytest.mark.parametrize(
    "name",
    [
        *("institutions", "grade_a", "grade_b", "grade_count", "graded_share", "grade_a_share"),
        *("primary_visit_share", "primary_visit_share_county", "in_county_visit_rate", "primary_visit_rank"),
        *("top3_streak", "posted_per_10k", "remote_diagnoses_per_10k", "village_ecg_coverage"),
    ],
)
def test_the_keys_are_there_in_both_languages(name):
    indicator = REG[f"health.{name}"]
    assert indicator.title.zh
    assert indicator.title.en


def test_every_indicator_is_defined_in_both_languages_and_has_a_source():
    bare = [k for k, i in REG.items() if not (i.definition.zh and i.definition.en and REG.source_of(i))]
    assert not bare


def test_no_source_claims_to_be_official_for_none_was_read_at_its_issuer():
    assert {s.official for key, s in REG.parts.sources.items() if key.startswith("health.")} == {False}


def test_shares_change_in_points_and_ranks_in_places():
    assert REG["health.primary_visit_share"].default_change == "pp"
    assert REG["health.primary_visit_rank"].default_change == "rank"
    with pytest.raises(ki.KaizhouError, match="百分点"):
        REG.derive({"health.primary_visit_share": 72.25}, "health.primary_visit_share@city:pct")


@pytest.mark.parametrize("word", ["基层医疗机构诊疗量占比", "机构达标率", "county"])
def test_a_practitioner_finds_them_by_their_words(word):
    assert REG.find(word)


def test_monitoring_indicators_whose_formula_was_not_read_say_so():
    from kaizhou_health import monitoring_items, monitoring_keys

    items = monitoring_items()
    assert len(items) == 12
    assert {key for item in items for key in item.keys} <= set(REG)
    assert monitoring_keys("县域内基层诊疗人次占比") == ("health.primary_visit_share_county",)
    with pytest.raises(ki.ProcessError, match="was not read; declare an indicator of your own"):
        monitoring_keys("县域内基层医保基金支出占比")
    with pytest.raises(ki.ProcessError, match="judged and not measured"):
        monitoring_keys("民主决策")
    with pytest.raises(ki.UnknownKeyError, match="no monitoring indicator of 2024"):
        monitoring_keys("床位使用率")


def test_a_grade_has_an_order_changes_in_steps_and_is_never_averaged():
    assert REG["health.grade"].labels == ("甲级", "乙级", "未达标")
    table = pl.DataFrame({"area": ["卫生院1"] * 2, "period": [2023, 2024], "health.grade": ["未达标", "甲级"]})
    steps = REG.derive(table, "health.grade@prev:abs")["health.grade@prev:abs"].to_list()
    assert steps == [None, 2]  # two steps up
    with pytest.raises(ki.ComparabilityError, match=r"health\.grade"):
        REG.rollup(table, "health.grade", area={"卫生院1": "全区"})
