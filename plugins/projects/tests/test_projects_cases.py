"""Printed figures: of the review, of the press conference, of other public sources; those that hold and those that do not."""

import json
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_indicators import Consistency, Identity, arithmetic
from kaizhou_projects import Schedule, projects

CASES = json.loads((Path(__file__).parent / "cases.json").read_text("utf-8"))
REG = ki.Registry([projects])
CHECKS = {(c.identity.partition(".")[2], c.period): c.verdict for c in REG.check_identities()}


def told(reference, period, **by):
    """Return the one figure published under a reference."""
    [seen] = [o for o in REG.observations.of(f"projects.{reference}", period=period) if dict(o.by) == by]
    return seen


def value(reference, period, **by):
    return told(reference, period, **by).value


# -- cases of other sources


@pytest.mark.parametrize("case", CASES["rates"], ids=lambda c: c["what"])
def test_a_printed_rate_follows_from_what_is_printed_beside_it(case):
    inputs = dict(case["inputs"])
    if isinstance(inputs.get("elapsed"), str):
        inputs["elapsed"] = float(Schedule.linear().at(inputs["elapsed"]))
    derived = REG.derive({f"projects.{name}": number for name, number in inputs.items()}, case["key"])[case["key"]]
    decimals = len(case["printed"].partition(".")[2])
    assert round(derived.magnitude, decimals) == float(case["printed"])


@pytest.mark.parametrize("case", CASES["growth_is_published"], ids=lambda c: c["what"])
def test_growth_of_investment_is_not_the_ratio_of_the_amounts(case):
    ratio = 100 * arithmetic.growth(float(case["current"]), float(case["base"]))
    assert abs(ratio - float(case["printed"])) > 1
    amounts = [float(case["base"]), float(case["current"])]
    frame = pl.DataFrame({"area": ["全国"] * 2, "period": ["2023", "2024"], "projects.fai": amounts})
    with pytest.raises(ki.ComparabilityError, match=r"take projects\.fai_growth"):
        REG.derive(frame, "projects.fai@yoy:pct")
    assert REG.derive(frame, "projects.fai@yoy:abs")["projects.fai@yoy:abs"].to_list()[1] == amounts[1] - amounts[0]


@pytest.mark.parametrize("case", CASES["implied_bases"], ids=lambda c: c["what"])
def test_a_growth_implies_its_base(case):
    half = [Fraction(1, 2) / 10 ** len(case[n].partition(".")[2]) for n in ("current", "growth")]
    current, growth = Fraction(case["current"]), Fraction(case["growth"])
    low = arithmetic.implied_base(current - half[0], (growth + half[1]) / 100)
    high = arithmetic.implied_base(current + half[0], (growth - half[1]) / 100)
    assert (float(low), float(high)) == pytest.approx((case["low"], case["high"]), abs=1e-3)


# -- the review


def test_the_review_tells_of_two_scopes_that_are_never_added():
    assert (value("municipal_total", "2024"), value("municipal_completed", "2024")) == (37, 73.89)
    assert (value("total", "2024"), value("completed", "2024")) == (181, 167.2)
    assert "不相加" in told("municipal_completed", "2024").note.zh
    assert (
        len({REG[f"projects.{name}"].basis.scope for name in ("completed", "municipal_completed", "farm_completed")})
        == 3
    )
    for rule in REG.identities.values():
        bound = [REG[key].basis.scope for f in rule.figures if (key := f"projects.{f}") in REG]
        assert len(set(bound)) <= 1, f"{rule} binds {bound}"


def test_the_place_of_the_completion_rate_is_published_without_the_rate():
    assert value("rank", "2024") == 1
    assert REG["projects.rank"].better == "lower"
    assert not list(REG.observations.of("projects.municipal_completion_rate"))


def test_the_growth_of_the_five_batches_is_on_last_year():
    assert (value("completed@yoy:pct", "2024"), value("completed@yoy:pct", "2024-H1")) == (24, 25.56)
    frame = pl.DataFrame({"area": ["500154"] * 2, "period": ["2023", "2024"], "projects.completed": [134.8, 167.2]})
    assert REG.derive(frame, "projects.completed@yoy:pct")["projects.completed@yoy:pct"].to_list()[1] == pytest.approx(
        24, abs=0.5
    )
    with pytest.raises(ki.ComparabilityError, match="累计"):
        REG.derive(frame, "projects.completed@prev:pct")


def test_one_quarter_early_is_published_and_the_target_was_below_last_year():
    assert value("quarters_early", "2024") == 1
    assert value("plan", "2024") < CASES["implied_bases"][0]["low"]


def test_the_growth_of_all_investment_is_only_published():
    assert [value("fai_growth", period) for period in ("2019", "2024")] == [12.1, 6.1]
    assert value("fai_growth@rank", "2024-H1") == 2
    indicator = REG["projects.fai_growth"]
    assert (indicator.published_only, indicator.basis.price) == (True, "comparable")
    frame = pl.DataFrame({"area": ["a", "b"], "period": ["2024"] * 2, "projects.fai_growth": [6.1, 3.0]})
    with pytest.raises(ki.ComparabilityError, match="only ever published"):
        REG.rollup(frame, "projects.fai_growth", period=None, area={"a": "c", "b": "c"})


def test_the_growth_is_one_figure_with_that_of_the_economy():
    verdict = REG.identities["projects.fai_growth_is_one"].check(
        {"fai_growth": 6.1, "economy.fixed_investment_growth": 6.4}
    )
    assert verdict.status is Consistency.INCONSISTENT
    both = ki.load(only=["projects"], strict=True).observations
    assert not list(both.of("projects.fai_growth", period="2024-H1"))


def test_bonds_of_the_reservoir_are_funds_by_project_and_source():
    assert value("funds", "unknown", project="跳蹬水库", source="国债") == 18
    assert value("upper_funds", "2024") == 85.06
    assert all({"funds", "upper_funds"} - set(rule.figures) for rule in REG.identities.values())


def test_the_honours_are_recorded_with_level_and_body():
    assert [(e.level.value, e.body.zh) for e in REG.events["projects"]] == [
        ("national", "国家发展改革委"),
        ("municipal", "重庆市"),
    ]


# -- the press conference, and reports


def test_the_sectors_add_up_to_the_half_year():
    sectors = [o.value for o in REG.observations.of("projects.completed_by_sector", period="2024-H1")]
    assert sorted(sectors) == [1.05, 5.08, 15.42, 30.23, 35.19]
    assert CHECKS["sectors", "2024-H1"].status is Consistency.CONSISTENT
    assert CHECKS["sectors", "2024-H1"].residual == 0


def test_the_stages_are_a_partition():
    counts = {stage: value("stage_count", "2024-09", stage=stage) for stage in ("完工", "在建", "前期")}
    assert CHECKS["stages", "2024-09"].status is Consistency.CONSISTENT
    assert counts["完工"] + counts["在建"] == value("started", "2024-09")
    assert (
        Identity.partition("total", list(counts)).check({"total": 181, **counts, "前期": 80}).status
        is Consistency.INCONSISTENT
    )


def test_the_running_total_and_the_printed_rate_hold():
    assert CHECKS["completed_never_falls", "2024 … 2024-H1"].status is Consistency.CONSISTENT
    assert CHECKS["completion_rate_as_printed", "2024-H1"].status is Consistency.CONSISTENT
    assert value("completion_rate", "2024-H1") == 65.89


def test_the_sentence_on_farming_contradicts_itself_and_is_recorded_as_printed():
    row = {f"projects.farm_{name}": value(f"farm_{name}", "2024-08") for name in ("completed", "plan")}
    derived = REG.derive(
        {**row, "projects.elapsed": float(Schedule.linear().at("2024-08"))},
        "projects.farm_completion_rate",
        "projects.farm_vs_schedule",
    )
    assert derived["projects.farm_completion_rate"].magnitude == pytest.approx(70.0)
    assert derived["projects.farm_vs_schedule"].magnitude == pytest.approx(3.33, abs=0.01)
    assert (value("farm_completion_rate", "2024-08"), value("farm_vs_schedule", "2024-08")) == (85.24, 15)
    verdict = CHECKS["farm_completion_rate_as_printed", "2024-08"]
    assert verdict.status is Consistency.INCONSISTENT
    assert "85.24" in verdict.explanation.en
    assert all("原文收录" in told(f"farm_{n}", "2024-08").note.zh for n in ("completion_rate", "vs_schedule"))


def test_no_other_published_figure_contradicts_another():
    broken = [key for key, verdict in CHECKS.items() if verdict.status is Consistency.INCONSISTENT]
    assert broken == [("farm_completion_rate_as_printed", "2024-08")]
    assert CHECKS["farm_parts", "2024-08"].status is Consistency.CONSISTENT


def test_railways_are_told_of_by_line():
    lines = {
        line: (value("land_cleared", "2024-09", project=line), value("works_done", "2024-09", project=line))
        for line in ("渝西高铁", "成达万高铁")
    }
    assert lines == {"渝西高铁": (92.7, 41), "成达万高铁": (94.81, 48)}


def test_a_lower_bound_has_no_value():
    seen = told("reserve", "2024")
    assert (seen.value, seen.printed) == (None, "超240个")
    assert value("in_higher_plans", "2024") == 37


def test_the_other_growths_of_investment_are_recorded():
    assert [value(f"{n}_investment_growth", "2019") for n in ("private", "industrial")] == [19.1, 21.8]
    assert value("fai_average_growth", "2021/2025") == 9.6
