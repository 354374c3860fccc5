"""Laws of the formulas: units do not matter, shares stay within bounds, sums come before ratios, funnels never grow."""

from fractions import Fraction
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_grain import (
    DIRECTIONS,
    FUNNEL,
    Topic,
    counts,
    grain,
    mechanization_rate,
    published,
    rank_group,
    rises_in_a_row,
    run_of,
    score_group,
)

REG = ki.Registry([grain], settings={"high_standard_denominator": "cultivated_land"})
AMOUNT = st.floats(1, 1e6).map(lambda x: round(x, 3))
RATE = st.floats(0, 100)
ITEMS = [item.name for item in published("huangyan_small").items]


@given(AMOUNT, AMOUNT)
def test_the_yield_is_the_same_in_every_unit(output, area):
    plain = REG.derive({"grain.output": f"{output} 万吨", "grain.sown_area": f"{area} 万亩"}, "grain.yield")
    other = REG.derive(
        {"grain.output": f"{output / 5} 亿斤", "grain.sown_area": f"{area * 2 / 3} 千公顷"}, "grain.yield"
    )
    assert other["grain.yield"].magnitude == pytest.approx(plain["grain.yield"].magnitude)


@given(AMOUNT, AMOUNT)
def test_kilograms_a_hectare_are_fifteen_times_those_a_mu(output, area):
    found = REG.derive({"grain.output": output, "grain.sown_area": area}, "grain.yield", "grain.yield_per_hectare")
    assert found["grain.yield_per_hectare"].magnitude == pytest.approx(15 * found["grain.yield"].magnitude)


@given(st.lists(st.tuples(AMOUNT, AMOUNT), min_size=4, max_size=4))
def test_a_yield_rolled_up_is_sum_over_sum(seasons):
    outputs, areas = zip(*seasons, strict=True)
    quarters = [f"2024-Q{quarter}" for quarter in range(1, 5)]
    table = pl.DataFrame({"area": "K", "period": quarters, "grain.output": outputs, "grain.sown_area": areas})
    year = REG.rollup(table, period="year")
    whole = REG.derive(year, "grain.yield")["grain.yield"][0]
    each = REG.derive(table, "grain.yield")["grain.yield"]
    assert whole == pytest.approx(1000 * sum(outputs) / sum(areas))
    assert each.min() * (1 - 1e-9) <= whole <= each.max() * (1 + 1e-9)


@given(RATE, RATE, RATE)
def test_the_mechanisation_rate_lies_between_its_rates(tillage, sowing, harvest):
    rate = mechanization_rate(tillage, sowing, harvest)
    assert min(tillage, sowing, harvest) - 1e-9 <= rate <= max(tillage, sowing, harvest) + 1e-9


@given(RATE, RATE, RATE, st.floats(0, 10))
def test_more_machines_never_lower_the_rate(tillage, sowing, harvest, more):
    assert mechanization_rate(tillage, sowing + more, harvest) >= mechanization_rate(tillage, sowing, harvest)


@given(AMOUNT, st.floats(0, 1))
def test_straw_and_land_shares_stay_within_a_hundred(whole, part):
    straw = {"grain.straw_used": whole * part, "grain.straw_collectable": whole}
    land = {"grain.high_standard_farmland": whole * part, "grain.cultivated_land": whole}
    found = REG.derive({**straw, **land}, "grain.straw_utilization", "grain.high_standard_share")
    assert all(0 <= value.magnitude <= 100 + 1e-9 for value in found.values())
    assert found["grain.straw_utilization"].magnitude == pytest.approx(found["grain.high_standard_share"].magnitude)


@given(st.fractions(Fraction(1, 10), 5), st.integers(2, 6), st.fractions(0, 60))
def test_a_run_by_values_holds_every_run_by_rises(start, years, growth):
    run, step = run_of(years, growth), 1 + growth / 100
    levels = [start * step**n for n in range(years + 1)]
    assert rises_in_a_row(levels, growth) == years
    assert run.allows(levels[-1] / levels[0]) == (True, True)
    assert run.allows(levels[-2] / levels[0])[1]
    assert run.rises.lo >= run.values.lo


@given(st.lists(st.fractions(1, 200), min_size=2, max_size=8))
def test_the_exact_run_is_that_of_the_table(levels):
    # a table is binary: only growths clear of the bound may be compared
    rates = [float(b / a - 1) * 100 for a, b in pairwise(levels)]
    assume(all(abs(rate - 20) > 1e-6 for rate in rates))
    years = [str(2001 + n) for n in range(len(levels))]
    table = pl.DataFrame({"area": "K", "period": years, "grain.demonstration_level": [float(x) for x in levels]})
    found = REG.derive(table, "grain.demonstration_streak", "grain.demonstration_years").tail(1)
    run = rises_in_a_row(levels, 20)
    assert found["grain.demonstration_streak"][0] == run
    assert found["grain.demonstration_years"][0] == (run + 1 if run else 0)


STAGES = st.sampled_from(["posed", "taken", "solved"])


@given(st.lists(st.tuples(st.sampled_from(list(DIRECTIONS)), STAGES), max_size=20))
def test_counts_of_topics_form_a_funnel_in_each_direction(drawn):
    topics = [Topic(str(n), d, "甲", s, "" if s == "posed" else "乙") for n, (d, s) in enumerate(drawn)]
    found = counts(topics)
    for direction in DIRECTIONS:
        assert FUNNEL.faults(found[direction]) == ()
    assert sum(row["posed"] for row in found.values()) == len(topics)


GROUP = st.dictionaries(
    st.sampled_from("甲乙丙丁戊"),
    st.fixed_dictionaries(dict.fromkeys(ITEMS, st.integers(0, 100))),
    min_size=1,
)


@given(GROUP)
def test_points_add_up_to_the_score_and_better_items_never_rank_lower(group):
    scores = score_group(published("huangyan_small"), group, 2022, missing="refuse")
    assert all(sum(score.points.values()) == score.value for score in scores.values())
    places = rank_group("得分", scores).places
    for a in group:
        for b in group:
            if all(group[a][item] >= group[b][item] for item in ITEMS):
                assert places[a] <= places[b]


@given(GROUP, st.integers(1, 100))
def test_the_mean_of_the_group_leaves_the_mean_points_alone(group, value):
    item = ITEMS[0]
    full = score_group(published("huangyan_small"), group, 2022, missing="group_mean")
    more = {**group, "庚": {item: None, ITEMS[1]: value}}
    filled = score_group(published("huangyan_small"), more, 2022, missing="group_mean")
    assert filled["庚"].filled == (item,)
    assert filled["庚"].points[item] == sum(score.points[item] for score in full.values()) / len(full)


def test_high_standard_farmland_is_part_of_cultivated_land_and_may_exceed_the_permanent_basic_farmland():
    frame = pl.DataFrame(
        {
            "area": ["a", "b"],
            "period": "2024",
            "grain.high_standard_farmland": [60.0, 60.0],
            "grain.cultivated_land": [80.0, 50.0],
            "grain.basic_farmland": [50.0, 50.0],
        }
    )
    found = [c for c in REG.check_identities(frame) if c.identity == "grain.high_standard_of_cultivated"]
    assert [c.verdict.status for c in found] == [ki.Consistency.CONSISTENT, ki.Consistency.INCONSISTENT]
    over_basic = ki.Registry([grain], settings={"grain.high_standard_denominator": "basic_farmland"})
    shares = over_basic.derive(frame, "grain.high_standard_share")["grain.high_standard_share"]
    assert shares.to_list() == pytest.approx([120, 120])
    low, high = REG["grain.high_standard_share"].valid
    assert (low, high) == (0, None)


def test_a_technique_covers_no_more_than_is_sown():
    rule = REG.identities["grain.technique_of_sown"]
    assert rule.check({"total_sown_area": 260, "technique_area": 180}).status is ki.Consistency.CONSISTENT
    assert rule.check({"total_sown_area": 260, "technique_area": 261}).status is ki.Consistency.INCONSISTENT


def test_both_rates_of_the_bidding_are_better_when_higher():
    assert {REG[f"grain.bidding_{step}_rate"].better.value for step in ("taken", "solved")} == {"higher"}
