"""Laws: units change nothing, ratios are pooled, funnels never grow, stocks close, rules cover each risk once."""

import datetime as dt
import functools
from fractions import Fraction
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_minors import (
    FUNNEL,
    ConfigurationError,
    RuleBook,
    RuleDocument,
    change_on_last_year,
    handling_of,
    minors,
    on_time_of,
    register_of,
)
from kaizhou_minors.crime import CRIME, VICTIMS

COUNT = st.integers(0, 10_000)
#: laws that go through a registry: the first example builds and compiles it
ENGINE = settings(deadline=None, max_examples=40)
PEOPLE = ki.Domain("people", ki.Text("人口", "People"))
PEOPLE.indicator("registered", ki.Text("户籍人口", "Registered people"), unit="万人", over_area="sum", over_time="last")
SETTINGS = {"crime_measure": "受理审查起诉人数", "victim_measure": "被害人数"}
REG = ki.Registry([minors, PEOPLE], settings=SETTINGS)
LEVELS = ["低", "中", "高"]
REGISTER = register_of(
    {
        "title": "虚构",
        "levels": LEVELS,
        "entry": ["入"],
        "exit": ["出"],
        "routes": dict.fromkeys(LEVELS, "村社区"),
        "deadlines": {"中": 10, "高": 3},
    }
)
FUNNELS = st.lists(COUNT, min_size=5, max_size=5).map(lambda n: sorted(n, reverse=True))


@ENGINE
@given(
    st.integers(1, 500_000),
    st.integers(500_000, 2_000_000),
    st.sampled_from([("人", 1), ("万人", 10_000), ("千人", 1000)]),
)
def test_the_unit_of_a_count_changes_no_share(part, whole, unit):
    name, factor = unit
    given_ = {"minors.u18": f"{part / factor!r} {name}", "people.registered": f"{whole / factor!r} {name}"}
    share = REG.derive(given_, "minors.share_u18")["minors.share_u18"].magnitude
    assert share == pytest.approx(100 * part / whole)
    assert 0 <= share <= 100


@ENGINE
@given(st.lists(FUNNELS.filter(lambda n: n[3] > 0), min_size=1, max_size=6), st.data())
def test_rates_of_several_areas_are_pooled_and_lie_between_theirs(funnels, data):
    on_time = [data.draw(st.integers(0, steps[3])) for steps in funnels]
    frame = pl.DataFrame(
        {
            "area": [f"镇{n}" for n in range(len(funnels))],
            "period": ["2024"] * len(funnels),
            **{f"minors.{name}": [steps[n] for steps in funnels] for n, name in enumerate(FUNNEL.names)},
            "minors.on_time": on_time,
        }
    )
    keys = ["minors.push_rate", "minors.handled_rate", "minors.on_time_rate", "minors.close_rate"]
    parents = dict.fromkeys(frame["area"].to_list(), "开州区")
    whole = REG.rollup(frame, *keys, period=None, area=parents).row(0, named=True)
    sums = {name: sum(steps[n] for steps in funnels) for n, name in enumerate(FUNNEL.names)}
    assert whole["minors.push_rate"] == pytest.approx(100 * sums["pushed"] / sums["warned"])
    assert whole["minors.handled_rate"] == pytest.approx(100 * sums["handled"] / sums["pushed"])
    assert whole["minors.on_time_rate"] == pytest.approx(100 * sum(on_time) / sums["handled"])
    assert all(0 <= whole[key] <= 100 for key in keys)
    pooled = FUNNEL.pooled_rates([dict(zip(FUNNEL.names, steps, strict=True)) for steps in funnels])
    assert whole["minors.push_rate"] == pytest.approx(float(100 * (pooled["pushed"].previous or Fraction(0))))
    single = REG.derive(frame, *keys)
    assert (
        single["minors.push_rate"].min() - 1e-9 <= whole["minors.push_rate"] <= single["minors.push_rate"].max() + 1e-9
    )


@given(FUNNELS, st.integers(1, 4), st.integers(1, 100))
def test_a_funnel_that_falls_passes_and_one_that_grows_does_not(steps, at, more):
    amounts = dict(zip(FUNNEL.names, steps, strict=True))
    assert FUNNEL.faults(amounts) == ()
    assert FUNNEL.faults({**amounts, FUNNEL.names[at]: steps[at - 1] + more})


@given(COUNT, COUNT, st.data())
def test_a_stock_follows_from_its_flows(opening, entries, data):
    exits = data.draw(st.integers(0, opening + entries))
    closing = REGISTER.closing(opening=opening, entries=entries, exits=exits)
    flows = {"opening": opening, "entries": entries, "exits": exits}
    assert REGISTER.check_stock(**flows, closing=closing).status == "consistent"
    assert REGISTER.check_stock(**flows, closing=closing + 1).status == "inconsistent"


@given(st.integers(1, 10_000), COUNT, COUNT)
def test_a_change_on_last_year_rises_with_the_count_and_never_falls_below_minus_one(last, a, b):
    low, high = sorted([a, b])
    assert -1 <= change_on_last_year(low, last) <= change_on_last_year(high, last)


@ENGINE
@given(st.lists(st.tuples(st.integers(1, 500), st.integers(0, 500)), min_size=1, max_size=5))
def test_the_change_of_the_whole_comes_from_the_added_counts(towns):
    frame = pl.DataFrame(
        {
            "area": [f"镇{n}" for n in range(len(towns)) for _ in range(2)],
            "period": ["2023", "2024"] * len(towns),
            "minors.crime": [count for pair in towns for count in pair],
        }
    )
    whole = REG.rollup(frame, "minors.crime", period=None, area=dict.fromkeys(frame["area"].to_list(), "开州区"))
    derived = (
        REG.derive(whole, "minors.crime_yoy", "minors.crime@yoy:pct")
        .filter(pl.col("period") == "2024")
        .row(0, named=True)
    )
    last, now = (sum(pair[n] for pair in towns) for n in (0, 1))
    assert derived["minors.crime_yoy"] == pytest.approx(100 * (now - last) / last)
    assert derived["minors.crime_yoy"] == pytest.approx(derived["minors.crime@yoy:pct"])


@functools.cache
def counting(measure):
    return ki.Registry([minors], settings={**SETTINGS, "crime_measure": measure})


@ENGINE
@given(st.dictionaries(st.sampled_from(list(CRIME)), COUNT), st.sampled_from(list(CRIME)), COUNT)
def test_the_setting_chooses_the_count_whatever_else_is_given(others, name, count):
    reg = counting(CRIME[name])
    given_ = {f"minors.{other}": value for other, value in others.items()} | {f"minors.{name}": count}
    assert reg.derive(given_, "minors.crime")["minors.crime"].magnitude == count


@pytest.mark.parametrize("name", list(VICTIMS))
def test_victims_and_suspects_are_never_taken_for_each_other(name):
    reg = ki.Registry([minors], settings={**SETTINGS, "victim_measure": VICTIMS[name]})
    counts = {f"minors.{other}": n for n, other in enumerate(VICTIMS, 1)}
    assert reg.derive(counts, "minors.victims")["minors.victims"].magnitude == counts[f"minors.{name}"]
    with pytest.raises(ki.DerivationError, match=r"minors\.victims"):
        reg.derive({key: n for key, n in counts.items() if key != f"minors.{name}"}, "minors.victims")


def test_without_a_setting_no_count_is_chosen():
    with pytest.raises(ki.SettingError, match=r"minors\.crime_measure.*受理审查起诉人数"):
        ki.Registry([minors]).derive({"minors.crime_people_charged": 3}, "minors.crime")


@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from("甲乙"), min_size=1), st.sets(st.sampled_from(LEVELS), min_size=1)),
        max_size=5,
    )
)
def test_rules_are_taken_only_where_each_risk_has_exactly_one(parts):
    rules = [{"to": f"单位{n}", "categories": sorted(c), "levels": sorted(v)} for n, (c, v) in enumerate(parts)]
    covered = [(c, v) for categories, levels in parts for c in categories for v in levels]
    table = {"categories": ["甲", "乙"], "rules": rules}
    if sorted(covered) == sorted((c, v) for c in "甲乙" for v in LEVELS):
        found = handling_of(table, REGISTER)
        assert all(c in found.rule_for(c, v).categories and v in found.rule_for(c, v).levels for c, v in covered)
    else:
        with pytest.raises(ConfigurationError, match=r"gap|overlap"):
            handling_of(table, REGISTER)


@given(st.dictionaries(st.sampled_from(LEVELS), st.dictionaries(st.integers(0, 30), COUNT, max_size=4), min_size=1))
def test_no_more_is_on_time_than_handled_and_without_a_deadline_all_is(days):
    counts = on_time_of(REGISTER, days)
    assert all(0 <= on_time <= handled for on_time, handled in counts.values())
    assert counts.get("低", (0, 0))[0] == counts.get("低", (0, 0))[1]


@given(st.lists(st.integers(0, 3000), min_size=2, max_size=8, unique=True), st.integers(0, 3100))
def test_of_one_document_at_most_one_version_is_in_force(ends, day):
    start = dt.date(2016, 1, 1)
    days = [start + dt.timedelta(n) for n in sorted(ends)]
    versions = [
        RuleDocument("办法", str(n), a, b - dt.timedelta(1), replaced_by=str(n + 1) if n + 2 < len(days) else "")
        for n, (a, b) in enumerate(pairwise(days))
    ]
    book = RuleBook(tuple(versions))
    on = start + dt.timedelta(day)
    assert book.count_in_force(on) == (days[0] <= on < days[-1])


@pytest.mark.parametrize(
    ("part", "whole", "identity"),
    [
        ("minors.crime_people_14_16", "minors.crime_people_charge_review", "minors.aged_14_16_of_review"),
        ("minors.u18", "people.registered", "minors.u18_of_registered"),
        ("minors.on_time_by_level", "minors.handled_by_level", "minors.on_time_of_handled_by_level"),
    ],
)
def test_a_part_is_never_more_than_its_whole(part, whole, identity):
    reg = ki.load(only=["minors", "people"], strict=True)
    by = {"level": "一级"} if part.endswith("_by_level") else {}
    table = pl.DataFrame({"area": list("ab"), "period": "2024", **by, part: [12, 13], whole: 12})
    found = [c.verdict.status for c in reg.check_identities(table) if c.identity == identity]
    assert found == [ki.Consistency.CONSISTENT, ki.Consistency.INCONSISTENT]
