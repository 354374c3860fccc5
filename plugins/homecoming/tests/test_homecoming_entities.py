"""Scenarios from end to end: a year of entities, a cohort through three years, the two readings of contribution."""

import polars as pl
import pytest
from homecoming_tables import REG, derived, frame, verdicts

import kaizhou_indicators as ki
from kaizhou_homecoming import HomecomingError, entries_of, exits_of, survival_curve

# -- a year of entities

FLOWS = {
    **entries_of({"founded": 120, "break_up": 2, "moved_in": 3}),
    **exits_of({"ended": 40, "merger": 5, "activity_change": 1}),
}
YEAR = {
    "homecoming.entities_opening": 1_000,
    **FLOWS,
    "homecoming.entities": 1_079,
    "homecoming.active_entities": 1_125,
}


def test_a_year_of_entities_closes_and_has_its_rates_over_each_denominator():
    checks = verdicts(frame(YEAR))
    assert checks["entity_stock"].status is checks["deaths_of_active"].status is ki.Consistency.CONSISTENT
    assert derived(YEAR, "birth_rate") == pytest.approx(100 * 120 / 1125)
    assert derived(YEAR, "death_rate") == pytest.approx(100 * 40 / 1125)
    assert derived(YEAR, "death_rate_of_opening") == pytest.approx(4)


def test_without_mergers_the_stock_is_the_one_before_plus_births_less_deaths():
    plain = {**YEAR, "homecoming.other_entries": 0, "homecoming.other_exits": 0, "homecoming.entities": 1_080}
    assert verdicts(frame(plain))["entity_stock"].status is ki.Consistency.CONSISTENT
    told = verdicts(frame({**plain, "homecoming.entities": 1_079}))["entity_stock"]
    assert told.status is ki.Consistency.INCONSISTENT


def test_a_merger_counted_as_a_death_raises_the_rate():
    wrong = {**YEAR, "homecoming.entity_deaths": 46}
    assert derived(wrong, "death_rate") > derived(YEAR, "death_rate")
    told = verdicts(frame(wrong))["entity_stock"]
    assert told.status is ki.Consistency.INCONSISTENT


def test_an_unknown_reason_or_an_impossible_count_is_refused_and_all_are_told():
    with pytest.raises(
        HomecomingError, match=r"unknown reason of exit '跑路'; known: 终止经营 \(ended\).*exit merger: -1 is no"
    ):
        exits_of({"跑路": 3, "merger": -1})
    with pytest.raises(HomecomingError, match=r"unknown reason of entry 'ended'"):
        entries_of({"ended": 3})
    with pytest.raises(HomecomingError, match=r"entry founded: 2\.5 is no count; give a whole number from 0 on"):
        entries_of({"founded": 2.5})


def test_the_same_reason_under_two_names_is_added():
    assert exits_of({"ended": 3, "终止经营": 4})["homecoming.entity_deaths"] == 7


def test_a_death_rate_that_fell_is_told_in_points_and_never_by_percent():
    values = {**YEAR, "homecoming.death_rate@unstated_base": 18.0}
    assert derived(values, "death_rate_change") == pytest.approx(100 * 40 / 1125 - 18)
    change = REG.derive(values, "homecoming.death_rate@unstated_base:pp")
    assert [q.magnitude for q in change.values()] == pytest.approx([100 * 40 / 1125 - 18])
    with pytest.raises(ki.KaizhouError, match="个百分点"):
        REG.derive(values, "homecoming.death_rate@unstated_base:pct")


# -- a cohort through three years

COHORT = [
    ("2021", 400, 400, 40, 360),
    ("2022", 400, 360, 30, 330),
    ("2023", 400, 330, 0, 330),
]


def cohort(rows=COHORT):
    names = ("births", "survivors_before", "deaths", "survivors")
    return pl.DataFrame(
        [
            {
                "area": "500154",
                "period": p,
                "cohort": "2020",
                **{f"homecoming.cohort_{n}": v for n, v in zip(names, row, strict=True)},
            }
            for p, *row in rows
        ]
    )


def test_a_cohort_survives_by_less_every_year():
    made = REG.derive(
        cohort(), "homecoming.survival", "homecoming.death_rate_of_cohort", "homecoming.death_rate_of_survivors"
    )
    assert made["homecoming.survival"].to_list() == pytest.approx([90, 82.5, 82.5])
    assert made["homecoming.death_rate_of_cohort"].to_list() == pytest.approx([10, 7.5, 0])
    assert made["homecoming.death_rate_of_survivors"].to_list() == pytest.approx([10, 100 * 30 / 360, 0])
    assert [float(100 * rate) for rate in survival_curve(400, [360, 330, 330])] == pytest.approx([90, 82.5, 82.5])
    assert {c.verdict.status for c in REG.check_identities(cohort())} == {ki.Consistency.CONSISTENT}


def test_a_cohort_that_grows_is_caught_in_the_table_and_in_the_curve():
    risen = [*COHORT[:2], ("2023", 400, 330, 0, 345)]
    found = [c for c in REG.check_identities(cohort(risen)) if c.verdict.status is ki.Consistency.INCONSISTENT]
    assert [(c.identity, c.period, dict(c.by)) for c in found] == [
        ("homecoming.cohort_stock", "2023", {"cohort": "2020"})
    ]
    with pytest.raises(ki.ProcessError, match="3年存活 345 exceeds 2年存活 330; a later step never holds more"):
        survival_curve(400, [360, 330, 345])


def test_more_deaths_than_were_alive_are_caught():
    wrong = [("2021", 400, 30, 45, -15)]
    found = {c.identity for c in REG.check_identities(cohort(wrong)) if c.verdict.status is ki.Consistency.INCONSISTENT}
    assert "homecoming.cohort_deaths_of_survivors" in found
    assert "homecoming.cohort_deaths_of_births" not in found
    more = [("2021", 40, 45, 45, 0)]
    found = {c.identity for c in REG.check_identities(cohort(more)) if c.verdict.status is ki.Consistency.INCONSISTENT}
    assert {"homecoming.cohort_deaths_of_births", "homecoming.cohort_survivors_before"} <= found


def test_whoever_is_born_in_a_year_was_active_in_it():
    told = verdicts(frame({"homecoming.active_entities": 100.0, "homecoming.entity_births": 101.0}))["births_of_active"]
    assert told.status is ki.Consistency.INCONSISTENT


def test_cohorts_of_two_towns_pool_their_survival():
    table = pl.concat([cohort(), cohort([("2021", 100, 100, 50, 50)]).with_columns(area=pl.lit("丙"))])
    made = REG.rollup(table, "homecoming.survival", area={"500154": "全区", "丙": "全区"})
    [rate] = made.filter(pl.col("period") == "2021")["homecoming.survival"].to_list()
    assert rate == pytest.approx(100 * 410 / 500)


# -- the two readings of contribution

ECONOMY = {
    "homecoming.value_added": 180.0,
    "economy.gdp": 720.0,
    "homecoming.value_added_constant": 165.0,
    "homecoming.value_added_constant_base": 154.0,
    "economy.gdp_constant": 670.0,
    "economy.gdp_constant_base": 650.0,
    "economy.gdp_growth": 3.1,
}


def test_a_quarter_of_gdp_may_be_more_than_half_of_its_growth():
    assert derived(ECONOMY, "gdp_share") == pytest.approx(25)
    assert derived(ECONOMY, "growth_contribution") == pytest.approx(55)
    assert derived(ECONOMY, "growth_pull") == pytest.approx(0.55 * 3.1)


def test_a_whole_that_stands_still_has_no_contribution():
    with pytest.raises(ki.DerivationError, match="gdp_constant"):
        derived({**ECONOMY, "economy.gdp_constant": 650.0}, "growth_contribution")


def test_current_and_constant_prices_are_never_mixed():
    bases = {REG[f"homecoming.{n}"].basis.price for n in ("value_added_constant", "value_added_constant_base")}
    assert bases == {"constant"}
    assert REG["homecoming.value_added"].basis.mismatch(REG["homecoming.value_added_constant"].basis) == ("price",)


def test_a_part_larger_than_gdp_is_caught():
    told = verdicts(frame({"economy.gdp": 700.0, "homecoming.value_added": 800.0}))["value_added_of_gdp"]
    assert told.status is ki.Consistency.INCONSISTENT
    assert "exceeds" in told.explanation.en
