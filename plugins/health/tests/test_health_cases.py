"""Worked cases of public bulletins, and the figures of Kaizhou as they ship, each derived again where that is possible."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_health import counts_of, health

CASES = json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"))
REG = ki.Registry([health])
KAIZHOU = "500154"


def result(case):
    """The percentage of a case from its inputs as printed."""
    x = {name: float(printed) for name, printed in case["inputs"].items()}
    if case["metric"] == "growth_pct":
        return 100 * ki.arithmetic.growth(x["current"], x["current"] - x["delta"])
    if case["of"] == "基层医疗卫生机构":
        amounts = {"health.primary_visits": f"{x['part']} 亿人次", "health.visits": f"{x['total']} 亿人次"}
        return REG.derive(amounts, "health.primary_visit_share")["health.primary_visit_share"].magnitude
    return 100 * ki.arithmetic.share(x["part"], x["total"])


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_a_printed_percentage_comes_out_of_its_printed_inputs(case):
    decimals = -Decimal(case["expected"]).as_tuple().exponent
    assert round(result(case), decimals) == float(case["expected"])
    low, high = case["interval"]
    assert low <= result(case) <= high


def test_the_primary_share_fell_from_2015_to_2021():
    share = {c["year"]: float(c["expected"]) for c in CASES if c["of"] == "基层医疗卫生机构"}
    values = {"health.primary_visit_share": share["2021"], "health.primary_visit_share@2015": share["2015"]}
    reference = "health.primary_visit_share@2015:pp"
    assert REG.derive(values, reference)[reference].magnitude == pytest.approx(-6.2)


# -- figures as published


def figure(key, period):
    (found,) = REG.observations.of(key, KAIZHOU, period)
    assert found.source == "health.kaizhou_review_2024"
    assert found.note.zh
    assert found.note.en
    return found


def test_forty_institutions_with_fifteen_at_a_and_twenty_three_at_b():
    numbers = {name: figure(f"health.{name}", "..2024").value for name in ("institutions", "grade_a", "grade_b")}
    assert numbers == {"institutions": 40, "grade_a": 15, "grade_b": 23}
    values = {f"health.{name}": value for name, value in numbers.items()}
    derived = REG.derive(values, "health.graded_share", "health.grade_a_share", "health.ungraded")
    assert [q.magnitude for q in derived.values()] == [95.0, 37.5, 2.0]
    assert counts_of(["甲级"] * 15 + ["乙级"] * 23 + ["未达标"] * 2) == values


def test_the_published_counts_hold_to_the_identities():
    checks = {c.identity: c.verdict for c in REG.check_identities()}
    assert checks["health.grade_a_of_all"].status is ki.Consistency.CONSISTENT
    assert checks["health.grade_b_of_all"].status is ki.Consistency.CONSISTENT
    rest = checks["health.institutions_by_grade"]
    assert rest.status is ki.Consistency.UNDETERMINED
    assert "health.ungraded is missing and must be 2" in rest.explanation.en


def test_the_share_of_visits_after_the_reform():
    share = figure("health.primary_visit_share", "after(改革)")
    assert (share.value, share.printed) == (72.25, "72.25%")
    assert "口径" in share.note.zh


def test_the_distance_to_the_city_gives_back_its_average():
    share = figure("health.primary_visit_share", "after(改革)").value
    gap = figure("health.primary_visit_share@city:pp", "after(改革)")
    assert (gap.value, gap.unit) == (15.9, "个百分点")
    reference = "health.primary_visit_share@city:pp"
    city = {"health.primary_visit_share": share, "health.primary_visit_share@city": share - gap.value}
    assert city["health.primary_visit_share@city"] == pytest.approx(56.35)
    assert REG.derive(city, reference)[reference].magnitude == pytest.approx(15.9)


def test_the_change_since_the_reform_is_in_points_and_not_in_percent():
    share = figure("health.primary_visit_share", "after(改革)").value
    change = figure("health.primary_visit_share@pre_reform:pp", "after(改革)").value
    before = share - change
    assert before == pytest.approx(68.12)
    assert share / 1.0413 == pytest.approx(69.38, abs=0.01)  # what 4.13 read as % would give
    reference = "health.primary_visit_share@pre_reform:pp"
    values = {"health.primary_visit_share": share, "health.primary_visit_share@pre_reform": before}
    assert REG.derive(values, reference)[reference].magnitude == pytest.approx(4.13)
    with pytest.raises(ki.KaizhouError, match="pre_reform"):
        REG.derive({"health.primary_visit_share": share}, reference)  # when it was is not stated, nor how much


def test_three_years_in_a_row_among_the_first_three():
    streak, rank = figure("health.top3_streak", "after(改革)"), figure("health.primary_visit_rank", "after(改革)")
    assert (streak.value, streak.printed) == (3, "连续三年")
    assert (rank.value, rank.printed) == (None, "前3")


def test_the_honours_are_events_with_level_and_body():
    events = REG.events["health"]
    levels = ki.Event.count_by_level(events)
    assert levels[ki.HonourLevel.NATIONAL] == 1
    assert levels[ki.HonourLevel.MUNICIPAL] == 2
    assert not ki.Event.distinct(events).merged
    assert all("未印" in event.note.zh for event in events)
