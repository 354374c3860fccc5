"""Figures and honours as published: each with its print, its source and what the source does not say."""

import tomllib
from importlib.resources import files

import pytest

import kaizhou_indicators as ki
from kaizhou_homecoming import figures_of, least_base_rate

SOURCES = tomllib.loads(files("kaizhou_homecoming.data").joinpath("sources.toml").read_text("utf-8"))
REG = ki.load(only=["homecoming", "economy", "people"], strict=True)
OURS = [o for o in REG.observations if (o.source or "").startswith("homecoming.")]
REVIEW = "homecoming.kaizhou_review_2024"
#: what the review of Kaizhou's reforms prints: reference, period, value in the unit printed, unit, print
ARTICLE = [
    ("outside_organisations", "..2024", 154, "", "154个"),
    ("registered_outside", "..2024", 46.52, "万人", "46.52万人"),
    ("returnees", "..2024", None, "万人", "10万余人"),
    ("entities", "..2024", 3.6, "万户", "3.6万户"),
    ("projects", "2023/2024", 139, "", "139个"),
    ("contracted", "2023/2024", 480.9, "", "480.9亿元"),
    ("jobs", "2023/2024", None, "万人", "25万余人"),
    ("death_rate@unstated_base:pp", "2023/2024", -15, "个百分点", "下降15个百分点"),
    ("contribution", "unknown", None, "%", "超50%"),
]
#: what other sources print
OTHERS = [
    ("people_outside", "2024-10", 50, "约50万人", {}),
    ("returnees", "2024-10", None, "10万余人", {}),
    ("jobs", "2024-10", None, "25万余人", {}),
    ("projects_at_occasion", "2022-11", 39, "39个", {"occasion": "乡情大会"}),
    ("signed_at_occasion", "2022-11", 275, "达275亿元", {"occasion": "乡情大会"}),
    ("signed_at_occasion", "2024-05", 50, "50亿元", {"occasion": "西洽会"}),
    ("charity_pledged", "2022", None, "2950多万元", {}),
    ("charity_received", "2022", 1310, "1310万元", {}),
    ("charity_projects", "2022", 109, "109个", {}),
    ("promotion_projects", "2020-H1", 56, "56个", {}),
    ("promotion_contracted", "2020-H1", 297, "297亿元", {}),
    ("promotion_formal", "2020-H1", 239, "239亿元", {}),
    ("promotion_industrial_projects", "2020-H1", 46, "46个", {}),
    ("promotion_industrial_contracted", "2020-H1", 221, "221亿元", {}),
    ("market_entities", "2024", 11.29, "11.29万户", {}),
    ("market_entities_domestic", "2024", 2.45, "2.45万户", {}),
    ("market_entities_private", "2024", 2.38, "2.38万户", {}),
    ("market_entities_foreign", "2024", 35, "35户", {}),
    ("market_entities_self_employed", "2024", 8.67, "8.67万户", {}),
    ("market_entities_cooperatives", "2024", 1583, "1583户", {}),
    ("market_entities@yoy:pct", "2024", -2.4, "下降2.4%", {}),
    ("market_entities_foreign@yoy:pct", "2024", -2.8, "下降2.8%", {}),
    ("urban_new_jobs", "2020", 15266, "15266人", {}),
    ("urban_new_jobs", "2023", 8285, "8285人", {}),
    ("urban_new_jobs", "2024", 7998, "7998人", {}),
    ("startup_loans", "2023", 2.56, "2.56亿元", {}),
    ("startup_loans", "2024", 2, "2亿元", {}),
    ("startups_supported", "2024", 1508, "1508人", {}),
]


@pytest.mark.parametrize(("name", "period", "value", "unit", "printed"), ARTICLE, ids=[a[0] for a in ARTICLE])
def test_the_figures_of_the_review_are_recorded_as_printed(name, period, value, unit, printed):
    [seen] = [o for o in REG.observations.of(f"homecoming.{name}", "500154", period) if o.source == REVIEW]
    assert (seen.value, seen.unit, seen.printed) == (value, unit, printed)
    assert seen.note.zh
    assert seen.note.en


@pytest.mark.parametrize(("name", "period", "value", "printed", "by"), OTHERS)
def test_the_figures_of_other_sources_are_recorded_with_theirs(name, period, value, printed, by):
    [seen] = [o for o in REG.observations.of(f"homecoming.{name}", "500154", period) if o.source != REVIEW]
    assert (seen.value, seen.printed, dict(seen.by)) == (value, printed, by)
    assert seen.source.removeprefix("homecoming.") in SOURCES


def test_the_review_ships_nine_figures_and_all_figures_are_of_kaizhou():
    assert len([o for o in OURS if o.source == REVIEW]) == len(ARTICLE) == 9
    assert {o.area for o in OURS} == {"500154"}
    assert all(o.printed for o in OURS)


def test_a_bound_in_words_has_no_number():
    open_ended = [o for o in OURS if any(word in o.printed for word in "余多超")]
    assert len(open_ended) == 7
    assert all(o.value is None for o in open_ended)


def test_the_registered_population_of_the_report_agrees_with_the_communiques():
    [told] = [o for o in OURS if o.key == "people.registered"]
    assert told.printed == "160余万"
    at_ends = [o.value for o in REG.observations.of("people.registered") if o.period in {"2023", "2024"}]
    assert all(160 <= value < 170 for value in at_ends)


def test_the_published_contribution_is_never_derived_and_says_that_its_reading_is_open():
    assert REG["homecoming.contribution"].published_only
    with pytest.raises(KeyError):
        REG.derivation("homecoming.contribution")
    [seen] = REG.observations.of("homecoming.contribution")
    assert "未说明" in seen.note.zh


def test_a_fall_of_15_points_says_only_that_the_base_rate_was_at_least_15():
    assert least_base_rate(15).lo == 15
    assert least_base_rate(ki.Interval("14.5", "15.5")).lo == ki.Interval("14.5", None).lo


def test_all_published_figures_satisfy_the_identities():
    found = [c for c in REG.check_identities() if c.identity.startswith("homecoming.")]
    assert {c.identity.partition(".")[2] for c in found} == {
        "market_entities",
        "private_of_domestic",
        "promotion_formal_within",
        "promotion_industrial_contracted_within",
        "promotion_industrial_projects_within",
    }
    assert {c.verdict.status for c in found} == {ki.Consistency.CONSISTENT}


def test_the_four_kinds_of_market_entities_miss_the_total_by_what_rounding_allows():
    values = {
        o.key: REG.unit_system.convert(o.value, o.unit or "户", "户")
        for o in OURS
        if "@" not in o.key and "market_entities" in o.key
    }
    rule = REG.identities["homecoming.market_entities"]
    assert float(rule.check(values).residual) == pytest.approx(-82)
    off = {**values, "homecoming.market_entities_self_employed": 80_000}
    assert rule.check(off).status is ki.Consistency.INCONSISTENT


@pytest.mark.parametrize(("now", "fall", "bases"), [(35, "2.8", [36]), (1583, "2.6", [1625, 1626])])
def test_a_printed_fall_of_a_small_count_gives_last_year_s_count(now, fall, bases):
    printed = [n for n in range(now, 2 * now) if abs(100 * (1 - now / n) - float(fall)) <= 0.05 + 1e-12]
    assert printed == bases


def test_the_honours_are_four_events_with_their_levels():
    honours = REG.events["homecoming"]
    assert {(str(e.title), str(e.level), e.year) for e in honours} == {
        ("2023年全市人才工作改革创新实践优秀案例", "市级", 2023),
        ("2024年社会民生领域改革典型案例（第二批）", "市级", 2024),
        ("中国厨师之乡", "国家级", 2024),
        ("第三届西部农民工返乡创业大赛一等奖（开州金厨）", "省部级", 2023),
    }
    assert all(e.note.zh and e.note.en for e in honours)
    again = ki.Event("“中国厨师之乡”", level="国家级", body="中国烹饪协会", date="2024", kind="命名")
    assert len(ki.Event.distinct([*honours, again]).events) == 4


def test_jobs_per_entity_follow_from_the_review_as_a_lower_bound():
    made = REG.derive({"homecoming.jobs": "25 万人", "homecoming.entities": "3.6 万户"}, "homecoming.jobs_per_entity")
    assert made["homecoming.jobs_per_entity"].magnitude == pytest.approx(6.94, abs=0.005)


def test_a_figure_cannot_be_asked_of_no_contract():
    assert figures_of([])["homecoming.contracted"] == 0
    with pytest.raises(ki.DerivationError, match="contracted"):
        REG.derive(figures_of([]), "homecoming.realised")
