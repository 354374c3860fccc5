"""Shares of visits: scope always chosen, pooled and never averaged, county and residents kept apart, places in the city."""

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_health import SCOPES, health

REG = ki.Registry([health])
PARTS = {"health.visits_government_run": 30.0, "health.visits_villages": 20.0, "health.visits_clinics": 10.0}
VISITS = {**PARTS, "health.visits": 100.0}


def test_primary_visits_are_never_added_up_without_a_scope():
    with pytest.raises(
        ki.SettingError, match=r"health\.primary_scope .*'government_run', 'with_villages', 'with_clinics'"
    ):
        REG.derive(VISITS, "health.primary_visit_share")


@pytest.mark.parametrize(("scope", "share"), [("government_run", 30), ("with_villages", 50), ("with_clinics", 60)])
def test_every_scope_has_its_share(scope, share):
    reg = ki.Registry([health], settings={"health.primary_scope": scope})
    assert reg.derive(VISITS, "health.primary_visit_share")["health.primary_visit_share"].magnitude == share
    own = f"health.primary_visit_share_{scope}"
    assert REG.derive(VISITS, own)[own].magnitude == share


def test_a_scope_that_is_none_is_refused():
    with pytest.raises(ki.SettingError, match="cannot be 'with_hospitals'"):
        ki.Registry([health], settings={"health.primary_scope": "with_hospitals"})


def test_visits_given_directly_need_no_setting():
    values = {"health.primary_visits": 60, "health.visits": 100}
    assert REG.derive(values, "health.primary_visit_share")["health.primary_visit_share"].magnitude == 60


def test_shares_of_different_scopes_are_not_compared():
    mixed = ki.Domain("mixed", ki.Text("混合", "Mixed"))
    mixed.baseline(
        "all_of_primary",
        title=ki.Text("全部基层", "All of primary care"),
        indicators={"health.primary_visit_share_government_run": "health.primary_visit_share_with_clinics"},
    )
    with pytest.raises(ki.KaizhouError, match="scope"):
        ki.Registry([health, mixed]).derive(VISITS, "health.primary_visit_share_government_run@mixed.all_of_primary:pp")


def test_scopes_hold_each_other():
    assert [REG[f"health.primary_visit_share_{scope}"].basis.scope for scope in SCOPES] == list(SCOPES)


def test_a_share_over_districts_is_of_the_sums_and_not_the_mean():
    table = pl.DataFrame(
        {
            "area": ["甲", "乙"],
            "period": [2024] * 2,
            "health.primary_visits": [90.0, 5.0],
            "health.visits": [100.0, 50.0],
        }
    )
    made = REG.rollup(table, "health.primary_visit_share", area={"甲": "市", "乙": "市"})
    assert made["health.primary_visit_share"].to_list() == [pytest.approx(100 * 95 / 150)]


def test_a_share_alone_is_not_rolled_up():
    table = pl.DataFrame({"area": ["甲", "乙"], "period": [2024] * 2, "health.primary_visit_share": [90.0, 10.0]})
    with pytest.raises(ki.KaizhouError, match=r"health\.primary_visit"):
        REG.rollup(table, "health.primary_visit_share", area={"甲": "市", "乙": "市"})


def test_the_county_s_share_and_the_residents_rate_are_two_things():
    values = {
        "health.county_primary_visits": 56.0,
        "health.county_visits": 100.0,
        "health.residents_visits_in_county": 95.0,
        "health.residents_visits": 96.0,
    }
    derived = REG.derive(values, "health.primary_visit_share_county", "health.in_county_visit_rate")
    assert [round(q.magnitude, 2) for q in derived.values()] == [56.0, 98.96]
    assert not set(REG.needs("health.in_county_visit_rate")) & set(REG.needs("health.primary_visit_share_county"))


def test_the_standard_of_2017_is_a_named_baseline():
    reference = "health.primary_visit_share@standard_2017:pp"
    assert REG.derive({"health.primary_visit_share": 72.25}, reference)[reference].magnitude == pytest.approx(7.25)


def test_first_contact_is_a_share_with_a_reading_of_its_own():
    values = {"health.first_contacts_primary": 70.0, "health.first_contacts": 100.0}
    assert REG.derive(values, "health.first_contact_share")["health.first_contact_share"].magnitude == 70
    assert "本包的读法" in REG["health.first_contact_share"].definition.zh


def test_per_ten_thousand_residents_takes_the_resident_population():
    reg = ki.load(only=["health", "people"], strict=True)
    values = {"health.posted_physicians": 30, "health.remote_diagnoses": 2400, "people.resident": "120 万人"}
    derived = reg.derive(values, "health.posted_per_10k", "health.remote_diagnoses_per_10k")
    assert [(q.magnitude, str(q.units)) for q in derived.values()] == [(0.25, "人/万人"), (20.0, "例/万人")]


def test_ecg_coverage_is_pooled():
    values = {"health.village_clinics_ecg": 380, "health.village_clinics": 400}
    assert REG.derive(values, "health.village_ecg_coverage")["health.village_ecg_coverage"].magnitude == 95


def test_support_is_counted_per_institution():
    values = {"health.support_staff": 80, "health.support_funds": 600, "health.institutions": 40}
    derived = REG.derive(values, "health.staff_per_institution", "health.funds_per_institution")
    assert [q.magnitude for q in derived.values()] == [2.0, 15.0]
