"""The built-in domains: published figures come out again, wrong readings do not, parts add up to their whole."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators.registry.builtin import builtin_domains

DATA = json.loads((Path(__file__).parent / "data" / "economy_cases.json").read_text(encoding="utf-8"))
REG = ki.Registry(builtin_domains())
INDUSTRIES = ("primary", "secondary", "tertiary")
COUNTED = ("people.registered_births", "people.registered_deaths")


def known_to(key, printed):
    """What a printed input can have been; people counted one by one are exact."""
    return ki.Interval.closed(Fraction(printed), Fraction(printed)) if key in COUNTED else ki.Interval.printed(printed)


def bounds(target, inputs):
    """What the target can be, step by step down to the printed inputs."""
    if target in inputs:
        return known_to(target, inputs[target])
    formula = REG.derivation(target)
    return ki.evaluate(formula.bare, {key: bounds(key, inputs) for key in formula.needs}).interval


def meet(a, b):
    return a.lo <= b.hi and b.lo <= a.hi


def derived(target, inputs):
    return REG.derive({key: float(text) for key, text in inputs.items()}, target)[target].magnitude


def decimals(printed):
    return len(printed.partition(".")[2])


def named(case):
    return f"{case['target']}-{case['printed']}"


def of_status(*statuses):
    return [case for case in DATA["cases"] if case["status"] in statuses]


@pytest.mark.parametrize("case", of_status("exact"), ids=named)
def test_printed_inputs_give_the_printed_result(case):
    assert round(derived(case["target"], case["inputs"]), decimals(case["printed"])) == float(case["printed"])


@pytest.mark.parametrize("case", of_status("interval"), ids=named)
def test_some_results_are_reached_within_the_rounding_only(case):
    assert round(derived(case["target"], case["inputs"]), decimals(case["printed"])) != float(case["printed"])


@pytest.mark.parametrize("case", of_status("exact", "interval"), ids=named)
def test_the_rounding_box_of_the_inputs_meets_the_printed_result(case):
    assert meet(bounds(case["target"], case["inputs"]), ki.Interval.printed(case["printed"]))


@pytest.mark.parametrize("case", of_status("anomaly"), ids=named)
def test_anomalies_miss_the_printed_result_altogether(case):
    assert case["note"]
    assert not meet(bounds(case["target"], case["inputs"]), ki.Interval.printed(case["printed"]))


@pytest.mark.parametrize("case", DATA["levels_are_not_growth"], ids=lambda c: c["what"])
def test_growth_at_comparable_prices_is_not_the_ratio_of_levels(case):
    levels = ki.Interval.printed(case["current"]), ki.Interval.printed(case["base"])
    assert not meet((levels[0] / levels[1] - 1) * 100, ki.Interval.printed(case["printed"]))
    assert REG[case["key"]].published_only
    with pytest.raises(KeyError):
        REG.derivation(case["key"])


@pytest.mark.parametrize("case", DATA["shortcuts"], ids=lambda c: c["what"])
def test_contribution_at_current_prices_misses_the_one_published(case):
    inputs = {"part": case["increment"], "part_base": 0, "gdp_constant": case["total"], "gdp_constant_base": 0}
    shortcut = REG.derivation("economy.tertiary_contribution").function(**{k: float(v) for k, v in inputs.items()})
    assert abs(100 * shortcut - float(case["printed"])) > 0.1


@pytest.mark.parametrize("case", DATA["partitions"], ids=lambda c: c["what"])
def test_published_contributions_and_pulls_close(case):
    keys = [f"economy.{name}" for name in INDUSTRIES]
    contributions = {f"{k}_contribution": float(c) for k, c in zip(keys, case["contributions"], strict=True)}
    pulls = {f"{k}_pull": float(p) for k, p in zip(keys, case["pulls"], strict=True)}
    identities = REG.parts.identities
    consistent = ki.Consistency.CONSISTENT
    assert identities["economy.contributions"].check(contributions).status is consistent
    assert identities["economy.pulls"].check(pulls | {"economy.gdp_growth": float(case["growth"])}).status is consistent


# -- laws

levels = st.tuples(*[st.integers(1, 10**6)] * 3)


def industry(suffix, values):
    return {f"economy.{name}_{suffix}": value for name, value in zip(INDUSTRIES, values, strict=True)}


def constant(now, before):
    whole = {"economy.gdp_constant": sum(now), "economy.gdp_constant_base": sum(before)}
    return industry("constant", now) | industry("constant_base", before) | whole


def three(suffix, values):
    targets = [f"economy.{name}_{suffix}" for name in INDUSTRIES]
    return [quantity.magnitude for quantity in REG.derive(values, *targets).values()]


@given(levels)
def test_shares_of_a_partition_sum_to_100(parts):
    values = industry("value_added", parts) | {"economy.gdp": sum(parts)}
    assert sum(three("share", values)) == pytest.approx(100)


@given(levels, levels)
def test_contributions_of_a_partition_sum_to_100(now, before):
    assume(sum(now) != sum(before))
    parts = three("contribution", constant(now, before))
    assert sum(parts) == pytest.approx(100, rel=1e-9, abs=1e-9 * max(map(abs, parts)))


@given(levels, levels)
def test_pulls_sum_to_growth_and_are_increments_over_the_base(now, before):
    assume(sum(now) != sum(before))
    growth = 100 * (sum(now) / sum(before) - 1)
    pulls = three("pull", constant(now, before) | {"economy.gdp_growth": growth})
    loose = 1e-6 * max(1, *map(abs, pulls))
    assert sum(pulls) == pytest.approx(growth, abs=loose)
    expected = [100 * (a - b) / sum(before) for a, b in zip(now, before, strict=True)]
    assert pulls == pytest.approx(expected, abs=loose)


def test_contributions_are_undefined_where_the_whole_stands_still():
    with pytest.raises(ki.DerivationError, match="economy"):
        three("contribution", constant((1, 2, 3), (3, 2, 1)))


@given(st.integers(0, 10**5), st.integers(0, 10**5), st.integers(1, 10**4), st.integers(1, 10**4))
def test_natural_growth_is_birth_rate_less_death_rate(births, deaths, opening, closing):
    values = {"people.births": births, "people.deaths": deaths}
    values |= {"people.resident_opening": opening, "people.resident": closing}
    rates = ("people.birth_rate", "people.death_rate", "people.natural_growth_rate")
    birth, death, natural = (q.magnitude for q in REG.derive(values, *rates).values())
    assert natural == pytest.approx(birth - death, abs=1e-9 * max(1, birth, death))
    assert birth == pytest.approx(births / 10 / ((opening + closing) / 2))


@given(st.integers(1, 10**5), st.integers(1, 10**4), st.integers(1, 10**4))
def test_gdp_per_head_counts_the_average_resident_and_converts_units(gdp, opening, closing):
    values = {"economy.gdp": gdp, "people.resident_opening": opening, "people.resident": closing}
    found = REG.derive(values, "economy.gdp_per_capita")["economy.gdp_per_capita"]
    assert found.magnitude == pytest.approx(gdp * 1e4 / ((opening + closing) / 2))


def test_the_two_populations_are_told_apart():
    assert REG["people.resident"].basis.mismatch(REG["people.registered"].basis) == ("population",)
    for key, formula in ((k, REG.derivation(k)) for k in REG if k in REG.parts.formulas and k.startswith("people.")):
        populations = {REG[used].basis.population for used in formula.needs}
        assert populations == {REG[key].basis.population}, key


# -- the catalogue


def test_each_domain_stands_alone_and_all_together_have_no_faults():
    assert set(REG.domains) == {"people", "economy", "honours"}
    for domain in builtin_domains():
        assert set(ki.Registry([domain])) == {key for key in REG if key.startswith(f"{domain.name}.")}
    assert ki.Registry(reversed(builtin_domains())).fingerprint == REG.fingerprint


def test_rates_and_shares_are_never_added():
    ratios = [i for i in REG.values() if i.kind in {ki.Kind.SHARE, ki.Kind.RATE}]
    assert len(ratios) > 20
    assert all(i.over_time is None and i.over_area is None for i in ratios)


def test_every_observation_names_a_source_and_agrees_with_what_it_prints():
    assert len(REG.observations) > 50
    for o in REG.observations:
        source = REG.parts.sources[o.source]
        assert source.issuer, o
        assert source.url, o
        assert o.printed.startswith(f"{o.value:.{decimals_of(o.printed)}f}"), o


def decimals_of(printed):
    digits = printed.rstrip("亿万元人项%‰")
    return len(digits.partition(".")[2])


def test_copies_of_a_publication_are_not_official():
    unofficial = {s.key for s in REG.parts.sources.values() if not s.official}
    assert {"economy.kaizhou_2020", "economy.kaizhou_press_2024", "people.natural_growth"} <= unofficial
    assert "economy.kaizhou_2023" not in unofficial


def test_honours_are_counted_by_level():
    assert REG["honours.recognitions"].by == ("kind", "level")
    assert REG["honours.pilots"].by == ("level",)
    assert REG["honours.pilots"].kind is ki.Kind.COUNT


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("GDP", "economy.gdp"),
        ("常住人口", "people.resident"),
        ("户籍总人口", "people.registered"),
        ("城镇化率", "people.urbanisation_rate"),
        ("Urbanisation rate, resident population", "people.urbanisation_rate"),
        ("试点示范", "honours.pilots"),
    ],
)
def test_indicators_are_found_by_their_names(word, key):
    assert REG.find(word)[0].key == key


def test_declaring_the_domains_loads_no_units():
    code = "import sys; from kaizhou_indicators.registry.builtin import builtin_domains as b; b(); print('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_the_whole_catalogue_comes_back_from_json_identities_included():
    reg = ki.load()
    again = ki.Registry.from_json(reg.to_json())
    assert again.fingerprint == reg.fingerprint
    assert again.parts.identities == reg.parts.identities
    assert again.to_json() == reg.to_json()
    jsonschema.validate(json.loads(reg.to_json()), ki.catalogue_schema())


@pytest.mark.parametrize("text", ["", "5", "{}", '{"format": 1}', None])
@pytest.mark.parametrize("shelf", ["formulas", "windows", "indicators", "observations"])
@pytest.mark.parametrize("value", [None, 5, [1], "a", {"x": {}}])
def test_a_damaged_catalogue_is_refused_in_words(text, shelf, value):
    with pytest.raises(ki.RecordError):
        ki.Registry.from_json(text)
    data = json.loads(ki.Registry([]).to_json())
    with pytest.raises(ki.RecordError):
        ki.Registry.from_json(json.dumps({**data, shelf: value}))


@pytest.mark.parametrize(
    ("whole", "part", "identity"),
    [
        ("people.resident", "people.urban_resident", "people.urban_resident_within"),
        ("people.registered", "people.registered_urban", "people.registered_urban_within"),
        ("people.registered", "people.registered_60_plus", "people.registered_60_plus_within"),
        ("economy.gdp", "economy.private_value_added", "economy.private_of_gdp"),
        ("economy.budget_revenue", "economy.tax_revenue", "economy.tax_of_budget"),
    ],
)
def test_a_part_is_never_more_than_its_whole(whole, part, identity):
    rule = REG.identities[identity]
    assert rule.check({whole: 118.56, part: 118.56}).status is ki.Consistency.CONSISTENT
    assert rule.check({whole: 118.56, part: 118.57}).status is ki.Consistency.INCONSISTENT


@pytest.mark.parametrize("name", ["people", "economy", "honours"])
def test_every_built_in_indicator_says_what_it_is_and_where_that_stands(name):
    own = [indicator for key, indicator in REG.items() if key.startswith(f"{name}.")]
    assert all(i.definition.zh and i.definition.en and REG.source_of(i) for i in own)
