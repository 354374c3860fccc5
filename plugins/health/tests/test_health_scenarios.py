"""From the records to the figures and back: a year of grading, a league of three years, a quarter of visits. Synthetic."""

import tomllib
from pathlib import Path

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_health import LEAGUE, counts_of, health, incentives_of, tier_plan_of

KAIZHOU, CITY = "500154", "500000"
REG = ki.Registry([health])


def test_a_year_of_grading_from_the_plan_to_what_was_reached_and_what_is_due():
    plan = tier_plan_of(tomllib.loads(Path(__file__).with_name("plan_synthetic.toml").read_text("utf-8")))
    planned = pl.DataFrame(plan.rows(KAIZHOU)).filter(pl.col("period") == "2025")
    found = counts_of(["甲级"] * 16 + ["乙级"] * 24)  # the state of each institution at the end of 2025
    table = planned.with_columns([pl.lit(v).alias(k) for k, v in found.items() if k != "health.institutions"])
    derived = REG.derive(
        table, "health.grade_a@plan:abs", "health.grade_a_share@plan:pp", "health.graded_share@plan:pp"
    )
    row = derived.row(0, named=True)
    assert row["health.grade_a@plan:abs"] == -1  # 16 of the 17 planned
    assert row["health.grade_a_share@plan:pp"] == pytest.approx(-2.5)
    assert row["health.graded_share@plan:pp"] == pytest.approx(0.0)
    rules = incentives_of(
        {
            "performance": {"甲级": 10, "乙级": 6, "未达标": 0},
            "reward": {"甲级": 30, "乙级": 10, "未达标": 0},
            "promotion": "乙级",
        }
    )
    assert rules.reward_due({"甲级": 16 - plan.reached()["grade_a"], "乙级": 2}) == 50


SHARES = {
    2021: {"A": 60.0, "B": 58.0, "C": 57.0, "D": 71.0},
    2022: {"A": 66.0, "B": 58.0, "C": 57.0, "D": 71.0},
    2023: {"A": 67.0, "B": 66.0, "C": 57.0, "D": 71.0},
    2024: {"A": 72.0, "B": 66.0, "C": 68.0, "D": 71.0},
}


def league_table():
    rows = [
        {"area": area, "period": year, "health.primary_visit_share": share}
        for year, shares in SHARES.items()
        for area, share in shares.items()
    ]
    return pl.DataFrame(rows)


def test_a_league_of_four_districts_over_four_years():
    derived = REG.derive(league_table(), "health.primary_visit_rank", "health.top3_streak")
    last = {r["area"]: r for r in derived.filter(pl.col("period") == 2024).rows(named=True)}
    assert {a: r["health.primary_visit_rank"] for a, r in last.items()} == {"A": 1, "D": 2, "C": 3, "B": 4}
    assert {a: r["health.top3_streak"] for a, r in last.items()} == {"A": 4, "D": 4, "C": 1, "B": 0}
    gained = REG.derive(league_table(), "health.primary_visit_rank@prev:rank").filter(pl.col("period") == 2024)
    places = dict(gained.select("area", "health.primary_visit_rank@prev:rank").rows())
    assert places == LEAGUE.trend(SHARES[2023], SHARES[2024])
    board = LEAGUE.rank(SHARES[2024])
    assert dict(board.places) == {a: r["health.primary_visit_rank"] for a, r in last.items()}
    assert LEAGUE.trend(SHARES[2023], SHARES[2024]) == {"A": 1, "D": -1, "C": 1, "B": -1}


def test_a_year_that_is_missing_ends_the_run():
    gap = league_table().filter(pl.col("period") != 2022)
    derived = REG.derive(gap, "health.top3_streak").filter((pl.col("period") == 2024) & (pl.col("area") == "A"))
    assert derived["health.top3_streak"].to_list() == [2]


def test_published_places_stand_before_computed_ones():
    table = pl.DataFrame({"area": [KAIZHOU] * 3, "period": [2022, 2023, 2024], "health.primary_visit_rank": [3, 2, 3]})
    derived = REG.derive(table, "health.top3_streak").sort("period")
    assert derived["health.top3_streak"].to_list() == [1, 2, 3]


def test_a_quarter_of_visits_from_months_and_parts_to_the_distance_from_the_city():
    reg = ki.Registry([health], settings={"health.primary_scope": "with_villages"})
    months = ["2024-01", "2024-02", "2024-03"]
    parts = {
        KAIZHOU: ([20.0, 22.0, 24.0], [10.0, 9.0, 11.0], [5.0, 5.0, 5.0], [44.0, 42.0, 46.0]),
        CITY: ([300.0, 310.0, 320.0], [200.0, 190.0, 210.0], [90.0, 90.0, 90.0], [900.0, 880.0, 920.0]),
    }
    rows = [
        {
            "area": area,
            "period": month,
            "health.visits_government_run": g,
            "health.visits_villages": v,
            "health.visits_clinics": c,
            "health.visits": n,
        }
        for area, columns in parts.items()
        for month, g, v, c, n in zip(months, *columns, strict=True)
    ]
    inputs = [f"health.{n}" for n in ("visits_government_run", "visits_villages", "visits_clinics", "visits")]
    quarter = reg.rollup(pl.DataFrame(rows), *inputs, period="quarter")
    reference = "health.primary_visit_share@city:pp"
    derived = {r["area"]: r[reference] for r in reg.derive(quarter, reference).rows(named=True)}
    assert derived[CITY] == 0
    assert derived[KAIZHOU] == pytest.approx(100 * (96 / 132 - 1530 / 2700))


# -- tables that cannot be


def violated(identity, **columns):
    table = pl.DataFrame(
        {"area": [KAIZHOU], "period": ["2024"], **{f"health.{k}": [float(v)] for k, v in columns.items()}}
    )
    (found,) = [c.verdict for c in REG.check_identities(table) if c.identity == f"health.{identity}"]
    assert found.status is ki.Consistency.INCONSISTENT
    return found.explanation.en


def test_more_institutions_at_grade_a_than_there_are():
    told = violated("grade_a_of_all", institutions=40, grade_a=41)
    assert "grade_a 41 exceeds" in told
    assert "institutions 40" in told


def test_grades_that_do_not_add_up():
    told = violated("institutions_by_grade", institutions=40, grade_a=15, grade_b=23, ungraded=3)
    assert "institutions 40 by 1" in told


def test_more_visits_to_primary_care_than_visits():
    assert "primary_visits 80 exceeds" in violated("primary_of_all_visits", visits=70.0, primary_visits=80.0)


def test_a_share_that_no_count_gives():
    told = violated("grade_a_share", grade_a=15, institutions=40, grade_a_share=38.5)
    assert "38.5" in told


def test_more_residents_visits_in_the_county_than_in_all():
    told = violated("residents_visits", residents_visits=50.0, residents_visits_in_county=51.0)
    assert "residents_visits_in_county 51 exceeds" in told
