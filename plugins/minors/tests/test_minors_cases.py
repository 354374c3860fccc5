"""Figures of Kaizhou as published, and printed changes of public papers, recomputed with this plugin's formulas."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_minors import change_on_last_year, minors, printed_rules, share_of

CASES = json.loads((Path(__file__).parent / "cases.json").read_text("utf-8"))
CHANGES = CASES["changes"]
REG = ki.Registry([minors])
RATIO = {
    "pct": change_on_last_year,
    "share": share_of,
    "times_more": ki.arithmetic.times_more,
}


def half_unit(printed):
    return Decimal(5).scaleb(-len(printed.partition(".")[2]) - 1)


def recomputed(case):
    current, base = (Decimal(case[name]) for name in ("current", "base"))
    if case["kind"] == "abs":
        return current - base
    scale = 1 if case["kind"] == "times_more" else 100
    return scale * Decimal(RATIO[case["kind"]](float(current), float(base)))


@pytest.mark.parametrize("case", CHANGES, ids=lambda c: c["metric"])
def test_a_printed_change_is_what_its_numbers_give(case):
    apart = abs(recomputed(case) - Decimal(case["printed"]))
    assert (apart <= half_unit(case["printed"])) is case["consistent"]


def test_the_cases_say_where_they_are_from():
    assert len(CHANGES) == 15
    assert all(case["source"] for case in CHANGES)
    assert [case["metric"] for case in CHANGES if not case["consistent"]] == [
        "附条件不起诉率 2021 (naive)",
        "重庆未成年人占比 (分母印3200万)",
    ]


def test_the_rate_of_arrests_refused_is_of_what_was_decided_not_received():
    # 不捕率 31.43 %: 88953 of 88953 + 194082 decided
    inputs = {"minors.arrests_refused": 88953, "minors.crime_people_arrested": 194082}
    assert round(REG.derive(inputs, "minors.arrest_refusal_rate")["minors.arrest_refusal_rate"].magnitude, 2) == 31.43


def test_the_share_aged_14_to_16():
    inputs = {"minors.crime_people_14_16": 8710, "minors.crime_people_charge_review": 78467}
    assert round(REG.derive(inputs, "minors.share_14_16")["minors.share_14_16"].magnitude, 1) == 11.1


def test_four_years_add_up_to_the_running_total_printed():
    assert round(sum([58307, 61295, 54954, 73998]) / 10_000, 1) == 24.9


def test_the_change_of_victims_fits_few_whole_numbers():
    case = CASES["inversions"][0]
    found = [
        [base, now]
        for base in range(1, case["up_to"])
        for now in range(base)
        if f"{100 * change_on_last_year(now, base):.2f}" == case["printed"]
    ]
    assert found == case["bases"]


def test_the_change_of_crime_fits_from_four_on():
    case = CASES["inversions"][1]
    found = [
        [base, now]
        for base in range(1, case["up_to"])
        for now in range(base)
        if abs(100 * change_on_last_year(now, base) - float(case["printed"])) <= 0.5
    ]
    assert found[0] == case["first"]
    assert len(found) > 1  # 0 decimals: the base is not identified


# -- figures of Kaizhou


def test_crime_fell_by_a_quarter():
    (seen,) = REG.observations.of("minors.crime@yoy:pct", "500154", "2024")
    assert (seen.value, seen.printed) == (-25, "下降25%")
    assert "未公布数量" in seen.note.zh
    derived = REG.derive({"minors.crime": 3, "minors.crime@yoy": 4}, "minors.crime@yoy:pct", "minors.crime_yoy")
    assert {q.magnitude for q in derived.values()} == {seen.value}


def test_victims_fell_by_the_figure_printed():
    (seen,) = REG.observations.of("minors.victims@yoy:pct", "500154", "2024")
    derived = REG.derive({"minors.victims": 22, "minors.victims@yoy": 35}, "minors.victim_yoy")["minors.victim_yoy"]
    assert (seen.value, seen.printed) == (-37.14, "下降37.14%")
    assert round(derived.magnitude, 2) == seen.value


def test_twelve_rule_documents_of_which_three_are_named():
    (seen,) = REG.observations.of("minors.rule_documents")
    (named,) = REG.observations.of("minors.rule_documents_named")
    assert (seen.value, seen.period, seen.area) == (12, "unknown", "500000")
    assert named.value == len(printed_rules().titles) == 3


def test_the_published_figures_satisfy_the_identities():
    checks = REG.check_identities()
    assert [check.identity for check in checks] == ["minors.rule_documents"]
    assert {check.verdict.status.value for check in checks} == {"consistent"}


def test_the_share_of_minors_is_that_of_the_registered():
    people = ki.Domain("people", ki.Text("人口", "People"))
    people.indicator("registered", ki.Text("户籍人口", "Registered people"), unit="万人", over_area="sum")
    reg = ki.Registry([minors, people])
    (printed,) = reg.observations.of("minors.share_u18")
    (minors_2024,) = reg.observations.of("minors.u18", period="2024")
    derived = reg.derive({"minors.u18": f"{minors_2024.value} 万人", "people.registered": 164.0}, "minors.share_u18")
    assert round(derived["minors.share_u18"].magnitude, 2) == printed.value == 17.52


def test_without_the_people_the_share_says_what_is_missing():
    with pytest.raises(ki.KaizhouError, match=r"people\.registered"):
        REG.derive({"minors.u18": 28.73}, "minors.share_u18")


def test_the_honour_is_recorded_once():
    (event,) = REG.events["minors"]
    assert event.level is ki.HonourLevel.NATIONAL
    assert str(event.body) == "国务院妇女儿童工作委员会"
    assert "年份按报道所述年度" in event.note.zh
    assert ki.Event.distinct([event, event]).events == (event,)
