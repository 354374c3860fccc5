"""Laws of the domain: units do not matter, rates pool, funnels never grow, survival never rises, readings are two."""

from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_homecoming import (
    ENTRIES,
    EXITS,
    STEPS,
    Contract,
    by_stage,
    contribution,
    entries_of,
    exits_of,
    figures_of,
    indicator_of,
    rates,
    running_total,
    survival_curve,
)

REG = ki.load(only=["homecoming", "economy", "people"], strict=True)
COUNTS = st.integers(1, 10**6)
ORDER = list(STEPS)


@st.composite
def contracts(draw, numbers="n"):
    """A ledger: contracts that got somewhere along the steps, some of them given up."""
    rows = draw(
        st.lists(st.tuples(st.integers(1, 10**5), st.integers(1, 5), st.booleans(), st.integers(0, 100)), max_size=12)
    )
    made = []
    for i, (amount, far, ended, paid) in enumerate(rows):
        path = [*ORDER[:far], *(["terminated"] if ended and far < 5 else [])]
        money = Decimal(amount) / 100
        made.append(Contract(f"{numbers}{i}", money, path, money * paid / 100))
    return made


def magnitude(values, key):
    return REG.derive(values, key)[key].magnitude


@given(jobs=COUNTS, entities=COUNTS)
def test_the_unit_of_a_count_does_not_matter(jobs, entities):
    key = "homecoming.jobs_per_entity"
    in_ones = magnitude({"homecoming.jobs": jobs, "homecoming.entities": entities}, key)
    in_wan = magnitude(
        {"homecoming.jobs": f"{jobs / 1e4!r} 万人", "homecoming.entities": f"{entities / 1e4!r} 万户"}, key
    )
    assert in_wan == pytest.approx(in_ones)


@given(contracted=st.floats(0.01, 1e4), share=st.floats(0, 1))
def test_the_unit_of_money_does_not_matter(contracted, share):
    paid = contracted * share
    key = "homecoming.realised"
    yi = magnitude({"homecoming.contracted": contracted, "homecoming.funds_in_place": paid}, key)
    wan = magnitude(
        {"homecoming.contracted": f"{contracted * 1e4!r} 万元", "homecoming.funds_in_place": f"{paid * 1e8!r} 元"}, key
    )
    assert wan == pytest.approx(yi, abs=1e-6)


@given(parts=st.lists(st.tuples(COUNTS, COUNTS), min_size=2, max_size=5))
def test_a_death_rate_of_a_whole_is_pooled_and_never_the_mean_of_rates(parts):
    rows = [(min(a, b), max(a, b)) for a, b in parts]
    table = pl.DataFrame(
        {
            "area": [f"镇{i}" for i in range(len(rows))],
            "period": ["2024"] * len(rows),
            "homecoming.entity_deaths": [d for d, _ in rows],
            "homecoming.active_entities": [n for _, n in rows],
        }
    )
    made = REG.rollup(table, "homecoming.death_rate", area=dict.fromkeys(table["area"], "500154"))
    pooled = Fraction(sum(d for d, _ in rows), sum(n for _, n in rows))
    assert made["homecoming.death_rate"][0] == pytest.approx(float(100 * pooled))


def test_a_pooled_rate_differs_from_the_mean_of_the_rates():
    table = pl.DataFrame(
        {
            "area": ["甲", "乙"],
            "period": ["2024", "2024"],
            "homecoming.entity_deaths": [1, 90],
            "homecoming.active_entities": [10, 100],
        }
    )
    made = REG.rollup(table, "homecoming.death_rate", area={"甲": "区", "乙": "区"})["homecoming.death_rate"][0]
    assert made == pytest.approx(100 * 91 / 110)
    assert made != pytest.approx((10 + 90) / 2)


@given(deaths=COUNTS, active=COUNTS)
def test_a_death_rate_lies_between_0_and_100_and_rises_with_deaths(deaths, active):
    assume(deaths < active)
    lower, higher = rates.share_of(deaths, active), rates.share_of(deaths + 1, active)
    assert 0 < lower < higher <= 1


@given(contracts())
def test_the_funnel_of_any_ledger_never_grows_and_its_rates_stay_within_100(ledger):
    figures = figures_of(ledger)
    for base in ("contracted", "projects"):
        steps = [figures[f"homecoming.{indicator_of(s, base)}"] for s in ORDER]
        assert steps == sorted(steps, reverse=True)
    assert 0 <= figures["homecoming.funds_in_place"] <= figures["homecoming.contracted"] + 1e-9
    assert sum(by_stage(ledger).values()) == len(ledger) == figures["homecoming.projects"]


@given(contracts("a"), contracts("b"))
def test_two_ledgers_add_up_in_either_order(first, second):
    both, turned, one, other = (figures_of(x) for x in (first + second, second + first, first, second))
    assert both == turned
    assert all(both[key] == pytest.approx(one[key] + other[key]) for key in both)


@given(born=st.integers(1, 500), steps=st.lists(st.integers(0, 50), max_size=6))
def test_survival_is_a_share_that_never_rises_with_age(born, steps):
    alive, left = [], born
    for deaths in steps:
        left = max(0, left - deaths)
        alive.append(left)
    curve = survival_curve(born, alive)
    assert all(0 <= rate <= 1 for rate in curve)
    assert list(curve) == sorted(curve, reverse=True)


@given(born=st.integers(1, 500), at=st.integers(0, 3), more=st.integers(1, 50))
def test_survivors_that_increase_are_refused_at_every_age(born, at, more):
    alive = [born] * 4
    alive[at] += more
    with pytest.raises(ki.ProcessError, match="never holds more"):
        survival_curve(born, alive)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=8))
def test_a_running_total_made_of_additions_never_falls(additions):
    totals = {str(2010 + i): sum(additions[: i + 1]) for i in range(len(additions))}
    assert running_total(totals).status is ki.Consistency.CONSISTENT
    broken = {**totals, "2099": sum(additions) - 1}
    assert running_total(broken).status is ki.Consistency.INCONSISTENT


@given(st.dictionaries(st.sampled_from(list(EXITS)), st.integers(0, 10**4)))
def test_every_exit_is_a_death_or_another_exit_and_only_endings_are_deaths(exits):
    told = exits_of(exits)
    assert sum(told.values()) == sum(exits.values())
    assert told["homecoming.entity_deaths"] == exits.get("ended", 0)


@given(st.dictionaries(st.sampled_from(list(ENTRIES)), st.integers(0, 10**4)))
def test_every_entry_is_a_birth_or_another_entry_and_only_foundings_are_births(entries):
    told = entries_of(entries)
    assert sum(told.values()) == sum(entries.values())
    assert told["homecoming.entity_births"] == entries.get("founded", 0)


@given(part=st.integers(1, 500), rise=st.integers(-400, 400), gdp=st.integers(1000, 9000), more=st.integers(1, 900))
def test_contribution_turns_its_sign_with_the_whole_and_pull_is_its_points(part, rise, gdp, more):
    up = contribution.growth_contribution(part + rise, part, gdp + more, gdp)
    down = contribution.growth_contribution(part + rise, part, gdp, gdp + more)
    assert up == pytest.approx(-down)
    growth = more / gdp
    assert contribution.growth_pull(up, growth) == pytest.approx(rise / gdp)


@given(value=st.integers(1, 10**4), k=st.integers(2, 50))
def test_the_share_of_gdp_does_not_depend_on_the_scale_of_both(value, k):
    assert contribution.gdp_share(value * k, 10**4 * k) == pytest.approx(contribution.gdp_share(value, 10**4))
