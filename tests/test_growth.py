"""Growth published on another basis is never rebuilt from levels; what a result says of its basis comes from something."""

from __future__ import annotations

import json

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_indicators import Basis, Domain, Text
from kaizhou_indicators.registry.builtin import builtin_domains

BUILTIN = ki.Registry(builtin_domains())
LEVELS = [key for key in BUILTIN if BUILTIN[key].growth]


def invest(**attributes) -> Domain:
    """A level and what publishes its growth."""
    d = Domain("invest", Text("投资", "Investment"))
    d.indicator(
        "done", Text("完成投资", "Investment done"), unit="亿元", over_time="sum", **{"growth": "grew", **attributes}
    )
    d.indicator("grew", Text("投资增速", "Growth"), unit="%", kind="rate", published_only=True)
    d.indicator("plan", Text("计划投资", "Plan"), unit="亿元")
    d.baseline("start", title=Text("2018年", "2018"), period="2018")
    d.baseline("reform", title=Text("改革前", "Before"), event=Text("改革", "Reform"))
    d.baseline("plan_of_year", title=Text("计划", "Plan"), indicators={"done": "plan"})
    d.baseline("city", title=Text("全市", "City"), area="50")
    return d


REG = ki.Registry([invest()])
FRAME = pl.DataFrame(
    {"area": ["a", "a"], "period": ["2023", "2024"], "invest.done": [100.0, 109.0], "invest.plan": [90.0, 100.0]}
)


@pytest.mark.parametrize("change", ["", "pct", "times", "times_more", "index", "share"])
@pytest.mark.parametrize("baseline", ["yoy", "prev", "2023"])
def test_a_growth_over_time_is_refused_and_the_way_out_is_told(baseline, change):
    with pytest.raises(ki.ComparabilityError) as error:
        REG.derive(FRAME, f"invest.done@{baseline}:{change}")
    told = str(error.value)
    assert "published at comparable prices" in told
    assert "take invest.grew" in told
    assert f"invest.done@{baseline}:abs" in told


def test_a_running_total_is_refused_likewise():
    with pytest.raises(ki.ComparabilityError, match=r"invest\.grew"):
        REG.derive(FRAME, "invest.done@ytd@yoy:pct")


@pytest.mark.parametrize("name", ["start", "reform"])
def test_a_named_baseline_in_another_period_is_refused(name):
    with pytest.raises(ki.ComparabilityError, match=r"invest\.grew"):
        REG.derive(FRAME.with_columns(pl.lit(100.0).alias(f"invest.done@{name}")), f"invest.done@{name}:pct")


@pytest.mark.parametrize("name", ["plan_of_year", "city"])
def test_a_plan_and_a_reference_area_of_the_same_period_are_not(name):
    frame = FRAME.with_columns(pl.lit(100.0).alias(f"invest.done@{name}"))
    derived = REG.derive(frame, f"invest.done@{name}:pct")
    assert derived[f"invest.done@{name}:pct"].to_list() == pytest.approx([0.0, 9.0])


def test_what_is_no_growth_is_derived():
    targets = ["invest.done@2023:abs", "invest.done@2023", "invest.done@plan_of_year:pct"]
    derived = REG.derive(FRAME, *targets)
    assert derived.select(targets).row(1) == pytest.approx((9.0, 100.0, 9.0))


def test_a_level_without_published_growth_grows_by_its_levels():
    derived = ki.Registry([invest(growth=None)]).derive(FRAME, "invest.done@2023:pct")
    assert derived["invest.done@2023:pct"].to_list()[1] == pytest.approx(9.0)


def test_a_published_figure_given_under_the_reference_is_taken():
    derived = REG.derive(FRAME.with_columns(pl.Series("invest.done@yoy:pct", [None, 10.2])), "invest.done@yoy:pct")
    assert derived["invest.done@yoy:pct"].to_list() == [None, 10.2]


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ({"growth": "grow"}, "'invest.grow' is no indicator.*Did you mean 'grew'"),
        ({"growth": "plan"}, "invest.plan is a level, no growth"),
        ({"growth": "grew@yoy"}, "is no indicator"),
        ({"growth": "grew", "unit": "%", "kind": "share", "over_time": None}, "a share has no growth"),
        ({"growth": 3}, "growth"),
    ],
)
def test_growth_that_names_no_growth_is_a_fault(attributes, told):
    d = Domain("invest", Text("投资", "Investment"))
    d.indicator("done", Text("完成投资", "Done"), **{"unit": "亿元", **attributes})
    d.indicator("grew", Text("投资增速", "Growth"), unit="%", kind="rate")
    d.indicator("plan", Text("计划投资", "Plan"), unit="亿元")
    with pytest.raises(ki.RegistrationError, match=told):
        ki.Registry([d])


def test_growth_of_a_domain_that_is_not_loaded_is_no_fault():
    assert ki.Registry([invest(growth="economy.fixed_investment_growth")])["invest.done"].growth_key.startswith(
        "economy."
    )


def test_growth_goes_through_json_and_counts_for_the_fingerprint():
    again = ki.Registry.from_json(json.loads(json.dumps(REG.to_json())))
    assert again["invest.done"].growth == "grew"
    with pytest.raises(ki.ComparabilityError):
        again.derive(FRAME, "invest.done@yoy:pct")
    assert REG.fingerprint != ki.Registry([invest(growth=None)]).fingerprint


def test_the_levels_of_the_economy_know_who_publishes_their_growth():
    industries = [f"economy.{name}_value_added" for name in ("primary", "secondary", "tertiary")]
    assert sorted(LEVELS) == sorted(["economy.gdp", "economy.gdp_per_capita", *industries])
    assert all(BUILTIN[BUILTIN[key].growth_key].basis.price == "comparable" for key in LEVELS)


def test_growth_of_gdp_is_taken_as_published():
    levels = {"economy.gdp": 721.44, "economy.gdp@2023": 686.91}
    with pytest.raises(ki.ComparabilityError, match="published at comparable prices .* as economy.gdp_growth"):
        BUILTIN.derive(levels, "economy.gdp@2023:pct")
    assert BUILTIN.derive(levels, "economy.gdp@2023:abs")["economy.gdp@2023:abs"].magnitude == pytest.approx(34.53)


# -- the basis of a formula


def per_head(formula, *, result="average", **bases) -> Domain:
    d = Domain("heads", Text("人均", "Per head"))
    d.indicator("amount", Text("总量", "Amount"), unit="元")
    d.indicator("births", Text("出生", "Births"), unit="人", basis=Basis(population="resident"))
    for name, time in {"opening": "year_end", "closing": "year_end", "mean": "average", **bases}.items():
        d.indicator(name, Text(name, name), unit="人", basis=Basis(population="resident", population_time=time))
    d.derived("x", Text("人均", "Per head"), unit="元/人", basis=Basis(population_time=result))(formula)
    return d


@pytest.mark.parametrize(
    "formula",
    [
        lambda amount, closing: amount / closing,
        lambda amount, closing, opening: ki.where(opening > 0, amount / closing, amount / opening),
        lambda amount, closing: 2 * amount / (2 * closing) - amount / closing / 2,
    ],
)
def test_per_head_of_the_average_needs_more_than_one_year_end(formula):
    with pytest.raises(ki.RegistrationError, match=r"average population .* heads\.closing"):
        ki.Registry([per_head(formula)])
    ki.Registry([per_head(formula, result="year_end")])
    ki.Registry([per_head(formula, result="")])


@pytest.mark.parametrize(
    "formula",
    [
        lambda amount, mean: amount / mean,
        lambda amount, opening, closing: amount / ((opening + closing) / 2),
        lambda amount, opening, closing: amount / (opening / 2 + closing * 0.5),
        lambda amount, opening, closing: amount / ki.weighted_mean([opening, closing], [1, 1]),
        lambda amount, opening, closing: amount * 2 / ki.total(opening, closing, at_least=2),
        lambda amount, closing, births: amount / (closing - births / 2),
        lambda amount, opening, closing: ki.arithmetic.per_capita(amount, opening, closing),
    ],
)
def test_an_average_made_of_year_ends_is_legitimate(formula):
    assert "heads.x" in ki.Registry([per_head(formula)])


def priced(formula, *inputs, result) -> Domain:
    d = Domain("prices", Text("价格", "Prices"))
    d.indicator("now", Text("现价", "Current"), unit="亿元", basis=Basis(price="current"))
    d.indicator("other", Text("现价", "Current"), unit="亿元", basis=Basis(price="current"))
    d.indicator("real", Text("不变价", "Constant"), unit="亿元", basis=Basis(price="constant"))
    d.indicator("prices", Text("价格指数", "Prices"), unit="1")
    d.setting("deflator", Text("平减指数", "Deflator"))
    d.derived("x", Text("比", "Ratio"), unit="%", basis=Basis(price=result))(formula)
    return d


@pytest.mark.parametrize("result", ["constant", "comparable"])
def test_nothing_real_is_made_of_current_prices_alone(result):
    with pytest.raises(ki.RegistrationError, match=r"all it is made of is at current prices .* prices\.now"):
        ki.Registry([priced(lambda now, other: now / other, result=result)])


@pytest.mark.parametrize(
    "formula",
    [
        lambda real, now: real / now,
        lambda now, other, prices: ki.arithmetic.deflate(now, prices) / other,
        lambda now, other, deflator: ki.arithmetic.deflate(now, deflator) / other,
    ],
)
def test_a_deflator_or_a_real_level_takes_the_prices_out(formula):
    ki.Registry([priced(formula, result="constant")])
    ki.Registry([priced(lambda now, other: now / other, result="current")])
