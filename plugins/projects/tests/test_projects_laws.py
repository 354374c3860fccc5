"""Laws of the formulas and records: units, pooling, schedules, partitions, running totals."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_projects import Funding, Portfolio, Project, ProjectError, Schedule, city_batches, projects, schedule_of
from kaizhou_projects.investment import completion_rate, over_plan, vs_schedule

REG = ki.Registry([projects])
AMOUNTS = st.integers(1, 10**6).map(lambda n: n / 100)
MONTHS = [f"2024-{month:02}" for month in range(1, 13)]
RATES = ["projects.completion_rate", "projects.over_plan"]


def table(done, plan, period="2024"):
    areas = [f"a{i}" for i in range(len(done))]
    return pl.DataFrame(
        {"area": areas, "period": [period] * len(done), "projects.completed": done, "projects.plan": plan}
    )


@given(AMOUNTS, AMOUNTS, st.sampled_from([("亿元", 1), ("万元", 10**4), ("元", 10**8)]))
def test_the_unit_of_an_amount_changes_nothing(done, plan, unit):
    name, factor = unit
    plain = REG.derive({"projects.completed": done, "projects.plan": plan}, *RATES)
    told = REG.derive({"projects.completed": f"{done * factor!r} {name}", "projects.plan": plan}, *RATES)
    assert [told[k].magnitude for k in RATES] == pytest.approx([plain[k].magnitude for k in RATES])


@given(AMOUNTS, AMOUNTS, st.integers(1, 12))
def test_points_over_the_plan_and_ahead_of_the_schedule_are_rates_less_a_constant(done, plan, month):
    rate, due = completion_rate(done, plan), Schedule.linear().at(f"2024-{month:02}") / 100
    assert over_plan(done, plan) == pytest.approx(rate - 1)
    assert vs_schedule(done, plan, float(due)) == pytest.approx(rate - float(due))
    assert (rate >= 1) == (done >= plan)


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=2, max_size=5))
def test_a_rate_of_a_whole_is_the_ratio_of_sums_and_lies_among_the_rates(pairs):
    done, plan = map(list, zip(*pairs, strict=True))
    whole = {f"a{i}": "区" for i in range(len(pairs))}
    rolled = REG.rollup(table(done, plan), "projects.completion_rate", period=None, area=whole)
    pooled = rolled["projects.completion_rate"].item()
    rates = [100 * d / p for d, p in pairs]
    assert pooled == pytest.approx(100 * sum(done) / sum(plan))
    assert min(rates) - 1e-6 <= pooled <= max(rates) + 1e-6


@given(st.lists(st.integers(0, 10**5), min_size=4, max_size=4), st.integers(1, 10**5))
def test_over_the_year_the_last_running_total_counts_and_the_quarter_is_the_first_that_reaches_the_plan(parts, plan):
    done = [float(sum(parts[: i + 1])) for i in range(4)]
    frame = pl.DataFrame(
        {
            "area": ["a"] * 4,
            "period": [f"2024-Q{q}" for q in range(1, 5)],
            "projects.completed": done,
            "projects.plan": [float(plan)] * 4,
        }
    )
    year = REG.rollup(frame, "projects.completed", "projects.completed_period", "projects.quarters_early")
    first = next((4 - q for q, d in enumerate(done, 1) if d >= plan), None)
    assert year["projects.completed"].item() == done[-1]
    assert year["projects.completed_period"].item() == pytest.approx(done[-1])
    assert year["projects.quarters_early"].item() == first


@given(st.lists(st.integers(0, 100), min_size=11, max_size=11).map(sorted))
def test_a_schedule_never_falls_and_ends_at_a_hundred(shares):
    schedule = Schedule(ki.Text("试", "trial"), dict(enumerate([*shares, 100], 1)))
    for made in (schedule, Schedule.linear()):
        column = made.column(MONTHS)
        assert column == sorted(column)
        assert column[-1] == 100
    assert schedule_of({"due": {str(month): due for month, due in schedule.due.items()}}).column(
        MONTHS
    ) == schedule.column(MONTHS)


@given(st.lists(st.integers(0, 100), min_size=11, max_size=11).filter(lambda s: s != sorted(s)))
def test_a_schedule_that_falls_is_refused(shares):
    with pytest.raises(ProjectError, match="falls from"):
        Schedule(ki.Text("试", "trial"), dict(enumerate([*shares, 100], 1)))


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_counts_by_batch_add_up_to_the_projects(positions):
    batches = city_batches()
    named = [Project(f"p{i}", {"2024-01": batches.names[position]}) for i, position in enumerate(positions)]
    portfolio = Portfolio(tuple(named), batches)
    rows = portfolio.stage_rows("500154", "2024-03")
    assert sum(row["projects.stage_count"] for row in rows) == len(named)
    frame = pl.DataFrame(rows)
    assert REG.rollup(frame, "projects.stage_count", period=None, over="stage")["projects.stage_count"].item() == len(
        named
    )


@given(st.lists(st.integers(0, 10**4), min_size=2, max_size=2).filter(any))
def test_shares_of_funds_add_up_to_one(amounts):
    funding = Funding({"bond": ki.Text("国债", "Bonds"), "bank": ki.Text("银行贷款", "Loans")})
    shares = funding.shares(dict(zip(("国债", "bank"), amounts, strict=True)))
    assert sum(shares.values()) == Fraction(1)


@given(st.integers(0, 300), st.integers(1, 300))
def test_a_start_rate_is_within_a_hundred_where_starts_are_among_those_planned(starts, planned):
    rule = REG.identities["projects.starts_within_plan"]
    within = rule.check({"starts": starts, "planned_starts": planned}).status is ki.Consistency.CONSISTENT
    rate = REG.derive({"projects.starts": starts, "projects.planned_starts": planned}, "projects.start_rate")
    assert within == (rate["projects.start_rate"].magnitude <= 100)


def test_a_row_without_a_plan_has_no_rate():
    derived = REG.derive(table([1.0, 1.0], [None, 0.0]), *RATES)
    assert derived.select(RATES).rows() == [(None, None), (None, None)]
