"""Single values: quantities in and out, undefined values that say why, missing inputs named together."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text, clip, ln, maximum, total, weighted_mean, where


def lake() -> Domain:
    d = Domain("lake", Text("湖", "Lake"))
    d.indicator("chla", Text("叶绿素a", "Chlorophyll a"), unit="mg/m^3", better="lower", aliases=("Chl-a",))
    d.indicator("tp", Text("总磷", "Total phosphorus"), unit="mg/L", better="lower")
    d.indicator("done", Text("完成投资", "Investment done"), unit="亿元", over_time="sum")
    d.indicator("plan", Text("计划投资", "Planned investment"), unit="万元", over_time="sum")
    d.indicator("staff", Text("人员", "Staff"), unit="人", kind="count")
    d.indicator("share", Text("占比", "Share"), unit="%", better="higher")
    d.indicator("place", Text("位次", "Rank"), unit="位", kind="rank", better="lower")

    @d.derived("tli_chla", Text("指数(叶绿素a)", "Index, chlorophyll a"), unit="1", takes={"chla": "mg/m^3"})
    def tli_chla(chla):
        return 10 * (2.5 + 1.086 * ln(chla))

    @d.derived("tli_tp", Text("指数(总磷)", "Index, phosphorus"), unit="1", takes={"tp": "mg/L"})
    def tli_tp(tp):
        return 10 * (9.436 + 1.624 * ln(tp))

    @d.derived("tli", Text("综合指数", "Index"), unit="1", kind="index", better="lower")
    def tli(tli_chla, tli_tp=None):
        return weighted_mean([tli_chla, tli_tp], [1, 0.7056])

    @d.derived(
        "state",
        Text("营养状态", "Trophic state"),
        kind="grade",
        grades=[Text("贫", "oligo"), Text("中", "meso"), Text("富", "eu")],
    )
    def state(tli):
        return where(tli < 30, 1, where(tli <= 50, 2, 3))

    @d.derived("rate", Text("完成率", "Completion rate"), unit="%")
    def rate(done, plan):
        return done / plan

    @d.derived("capped", Text("封顶完成率", "Capped rate"), unit="%")
    def capped(rate):
        return clip(rate, 0, 1)

    @d.derived("both", Text("合计", "Both"), unit="亿元")
    def both(done=None, plan=None):
        return total(done, plan)

    @d.derived("most", Text("较大者", "The larger"), unit="亿元")
    def most(done, plan):
        return maximum(done, plan)

    d.baseline("ref_2018", period="2018", title=Text("2018年", "2018"))
    d.baseline("limit", limits={"tp": "50 μg/L"}, title=Text("限值", "Limit"))
    d.baseline("target", indicators={"done": "plan"}, title=Text("计划", "Plan"))
    d.baseline("reform", event=Text("改革", "reform"), title=Text("改革前", "Before the reform"))
    return d


@pytest.fixture(scope="module")
def reg() -> ki.Registry:
    return ki.Registry([lake()])


def number(reg: ki.Registry, data: dict, target: str) -> float:
    return reg.derive(data, target)[target].magnitude


def test_a_plain_call_is_bare_arithmetic_and_derive_is_in_the_declared_unit(reg):
    assert reg.derivation("lake.rate").function(9, 12) == 0.75
    derived = reg.derive({"lake.done": 9, "lake.plan": "12 亿元"}, "lake.rate")["lake.rate"]
    assert derived.magnitude == pytest.approx(75, rel=1e-15)
    assert derived.units == reg.units.Unit("%")


@pytest.mark.parametrize(
    "given_as", ["26.5 mg/m^3", "26.5 μg/L", "0.0265 mg/L", 26.5, Decimal("26.5"), Fraction(53, 2), "26.5"]
)
def test_numbers_texts_and_fractions_mean_the_same(reg, given_as):
    expected = 10 * (2.5 + 1.086 * math.log(26.5))
    assert number(reg, {"lake.chla": given_as}, "lake.tli_chla") == pytest.approx(expected, rel=1e-14)


def test_quantities_of_this_and_of_another_registry_are_taken(reg):
    import pint

    foreign = pint.UnitRegistry().Quantity(26.5, "microgram/liter")
    own = reg.units.Quantity(26.5, "mg/m^3")
    assert number(reg, {"lake.chla": foreign}, "lake.tli_chla") == pytest.approx(
        number(reg, {"lake.chla": own}, "lake.tli_chla")
    )


def test_units_names_the_unit_of_bare_numbers(reg):
    assert reg.derive({"lake.tp": 50}, "lake.tli_tp", units={"lake.tp": "ug/L"})[
        "lake.tli_tp"
    ].magnitude == pytest.approx(number(reg, {"lake.tp": 0.05}, "lake.tli_tp"))
    with pytest.raises(ki.KaizhouError, match=r"lake\.tpp.*Did you mean 'lake\.tp'"):
        reg.derive({"lake.tp": 50}, "lake.tli_tp", units={"lake.tpp": "ug/L"})


def test_mixed_units_are_added_with_an_exact_constant(reg):
    assert number(reg, {"lake.done": 1, "lake.plan": 5000}, "lake.both") == 1.5
    assert number(reg, {"lake.done": 1, "lake.plan": 20000}, "lake.most") == 2.0
    assert number(reg, {"lake.plan": 5000}, "lake.both") == 0.5


def test_targets_are_derived_from_derived_ones_and_intermediates_stay_out(reg):
    derived = reg.derive({"lake.chla": 26.5, "lake.tp": 0.1}, "lake.state", "lake.tli")
    assert list(derived) == ["lake.state", "lake.tli"]
    assert str(derived["lake.state"]) == "富"


def test_a_given_value_wins_over_its_formula(reg):
    assert str(reg.derive({"lake.tli": 45, "lake.chla": 1000}, "lake.state")["lake.state"]) == "中"


def test_grades_are_ordered_values_with_labels(reg):
    low, high = (reg.derive({"lake.tli": t}, "lake.state")["lake.state"] for t in (20, 60))
    assert low < high
    assert low <= "贫"
    assert (low.position, high.position, str(high), high.title.en) == (1, 3, "富", "eu")
    with pytest.raises(ki.KaizhouError, match="scale"):
        _ = low < "好"


def test_titles_and_aliases_name_a_value_too(reg):
    assert reg.derive({"叶绿素a": 26.5}, "lake.tli_chla") == reg.derive({"Chl-a": 26.5}, "lake.tli_chla")


def test_missing_inputs_are_named_together_with_who_needs_them(reg):
    with pytest.raises(ki.MissingInputError) as error:
        reg.derive({}, "lake.state", "lake.rate")
    for text in (
        "lake.chla (mg/m^3), needed by lake.tli_chla",
        "lake.done (亿元)",
        "lake.plan (万元), needed by lake.rate",
    ):
        assert text in str(error.value)


@pytest.mark.parametrize(
    ("data", "target", "told"),
    [
        ({"lake.chla": 0}, "lake.tli_chla", r"ln\(lake\.chla\) with lake\.chla = 0"),
        ({"lake.done": 1, "lake.plan": 0}, "lake.rate", r"lake\.plan = 0"),
        ({"lake.chla": None}, "lake.tli_chla", "lake.chla is missing"),
        ({"lake.chla": float("nan")}, "lake.tli_chla", "lake.chla is missing"),
        ({"lake.done": 1e308, "lake.plan": 1e-308}, "lake.rate", "not finite"),
        ({"lake.chla": 0}, "lake.state", r"lake\.state: .*lake\.tli_chla: .*lake\.chla = 0"),
        ({"lake.chla": 1, "lake.chla@2018": 0}, "lake.chla@2018:pct", "base is zero or negative"),
        ({"lake.chla": 1, "lake.chla@2018": -1}, "lake.chla@2018:times", "base is zero or negative"),
    ],
)
def test_an_undefined_value_is_an_error_that_names_the_sub_expression(reg, data, target, told):
    with pytest.raises(ki.DerivationError, match=told):
        reg.derive(data, target)


@pytest.mark.parametrize(
    ("value", "told"),
    [("3 kg", "lake.chla"), ("many", "lake.chla"), (True, "no number"), ([1, 2], "no number"), ("3.4 mgg/L", "mgg")],
)
def test_a_value_that_is_no_number_in_the_unit_is_refused_by_name(reg, value, told):
    with pytest.raises(ki.KaizhouError, match=told):
        reg.derive({"lake.chla": value}, "lake.tli_chla")


@pytest.mark.parametrize(
    ("reference", "expected", "unit"),
    [
        ("lake.chla@2018:pct", -10.526315789473683, "%"),
        ("lake.chla@2018:abs", -0.4, "mg/m^3"),
        ("lake.chla@2018:times", 3.4 / 3.8, "1"),
        ("lake.chla@2018:times_more", 3.4 / 3.8 - 1, "1"),
        ("lake.chla@2018:index", 3.4 / 3.8 * 100, "1"),
        ("lake.chla@2018:share", 3.4 / 3.8 * 100, "%"),
        ("lake.chla@2018:", -10.526315789473683, "%"),
        ("lake.chla@2018", 3.8, "mg/m^3"),
    ],
)
def test_changes_on_a_supplied_base(reg, reference, expected, unit):
    derived = reg.derive({"lake.chla": 3.4, "lake.chla@2018": 3.8}, reference)[reference]
    assert derived.magnitude == pytest.approx(expected, rel=1e-12)
    assert derived.units == reg.unit_system.parse(unit)


def test_percentages_change_in_points_and_ranks_in_places(reg):
    points = reg.derive({"lake.share": 72.25, "lake.share@reform": 68.12}, "lake.share@reform:")["lake.share@reform:"]
    assert points.magnitude == pytest.approx(4.13)
    assert points.units == reg.unit_system.parse("个百分点")
    places = reg.derive({"lake.place": 3, "lake.place@prev": 12}, "lake.place@prev:rank")["lake.place@prev:rank"]
    assert places.magnitude == 9


@pytest.mark.parametrize(
    "reference", ["lake.share@2018:pct", "lake.place@prev:pct", "lake.chla@2018:pp", "lake.state@2018:times"]
)
def test_a_change_that_the_kind_does_not_have_is_refused_with_the_reason(reg, reference):
    with pytest.raises(ki.ComparabilityError, match="Use one of"):
        reg.derive({}, reference)


def test_limits_and_plans_are_baselines(reg):
    assert number(reg, {"lake.tp": 0.0625}, "lake.tp@limit:times_more") == pytest.approx(0.25)
    assert number(reg, {"lake.done": 3, "lake.plan": 20000}, "lake.done@target:share") == pytest.approx(150)
    with pytest.raises(ki.DerivationError, match="says nothing of lake.chla"):
        reg.derive({"lake.chla": 1}, "lake.chla@limit:pct")
    with pytest.raises(ki.DerivationError, match="no baseline 'ref_2019'.*ref_2018"):
        reg.derive({"lake.chla": 1}, "lake.chla@ref_2019:pct")


def test_a_single_value_has_no_other_base_than_the_one_supplied(reg):
    with pytest.raises(ki.MissingInputError, match=r"lake\.chla@2018 \(mg/m\^3\)"):
        reg.derive({"lake.chla": 3.4}, "lake.chla@2018:pct")


@given(value=st.floats(1e-3, 1e3), unit=st.sampled_from(["mg/m^3", "ug/L", "mg/L", "g/m^3", "kg/m^3"]))
def test_rescaling_an_input_leaves_the_result_alone(value, unit):
    registry = SHARED
    rescaled = float(registry.unit_system.convert(value, "mg/m^3", unit))
    one = number(registry, {"lake.chla": registry.units.Quantity(rescaled, unit)}, "lake.tli_chla")
    assert one == pytest.approx(number(registry, {"lake.chla": value}, "lake.tli_chla"), rel=1e-9, abs=1e-9)


@given(current=st.floats(0, 1e6), base=st.floats(1e-3, 1e6))
def test_times_is_one_more_than_times_more_and_index_a_hundred_times(current, base):
    data = {"lake.chla": current, "lake.chla@2018": base}
    names = [f"lake.chla@2018:{c}" for c in ("times", "times_more", "index", "pct")]
    times, more, index, pct = (q.magnitude for q in SHARED.derive(data, *names).values())
    assert more == pytest.approx(times - 1)
    assert index == pytest.approx(times * 100)
    assert pct == pytest.approx((times - 1) * 100, rel=1e-6, abs=1e-6)


def test_explain_tells_every_step_with_formula_inputs_units_and_result(reg):
    told = reg.explain({"lake.chla": 26.5, "lake.tp": 0.1}, "lake.state")
    assert [line.key for line in told] == [
        "lake.chla",
        "lake.tp",
        "lake.tli_chla",
        "lake.tli_tp",
        "lake.tli",
        "lake.state",
    ]
    assert told["lake.tli_chla"].formula == "10 * (2.5 + 1.086 * ln(chla))"
    assert told["lake.tli_chla"].inputs == {"lake.chla": "26.5 mg/m³"}
    assert told["lake.state"].result == "富"
    assert "undefined" in reg.explain({"lake.chla": 0}, "lake.tli_chla")["lake.tli_chla"].result


def test_an_unknown_key_and_an_unloaded_domain_are_told_apart(reg):
    with pytest.raises(ki.UnknownKeyError, match="Did you mean 'lake.chla'"):
        reg.derive({}, "lake.chl")
    with pytest.raises(ki.UnknownKeyError, match="domain 'people' is not loaded"):
        reg.derive({}, "people.resident")


def test_a_formula_over_a_domain_that_is_not_loaded_is_no_fault_until_it_is_derived():
    d = Domain("town", Text("镇", "Town"))
    d.indicator("beds", Text("床位", "Beds"), unit="个")

    @d.derived("per_head", Text("人均床位", "Beds a head"), unit="个/人", inputs={"population": "people.resident"})
    def per_head(beds, population):
        return beds / population

    registry = ki.Registry([d])
    with pytest.raises(ki.KaizhouError, match="domain 'people' is not loaded"):
        registry.derive({"town.beds": 1}, "town.per_head")


SHARED = ki.Registry([lake()])


def test_inputs_may_be_references_and_their_units_are_those_of_the_change():
    d = Domain("plan", Text("计划", "Plan"))
    d.indicator("gdp", Text("生产总值", "GDP"), unit="亿元")

    @d.derived("ahead", Text("超过目标", "Ahead of target"), unit="个百分点", inputs={"growth": "plan.gdp@yoy:pct"})
    def ahead(growth):
        return growth - 5 * (growth / growth) / 100

    registry = ki.Registry([d])
    derived = registry.derive({"plan.gdp": 108, "plan.gdp@yoy": 100}, "plan.ahead")["plan.ahead"]
    assert derived.magnitude == pytest.approx(3)
    assert registry.needs("plan.ahead") == ("plan.gdp",)


def test_a_plan_run_without_one_of_its_inputs_says_so(reg):
    plan = reg.plan(["lake.tli"])
    assert plan.inputs == ("lake.chla", "lake.tp")
    with pytest.raises(ki.MissingInputError, match=r"lake\.tp is not given.*given="):
        plan({"lake.chla": 1})


def test_a_name_that_is_nothing_is_refused_in_a_mapping(reg):
    with pytest.raises(ki.UnknownKeyError, match=r"'lake\.chal'.*Did you mean 'lake\.chla'"):
        reg.derive({"lake.chla": 1, "lake.chal": 2}, "lake.tli_chla")


def test_targets_may_come_as_a_list_too(reg):
    assert reg.derive({"lake.chla": 1}, ["lake.tli_chla"]) == reg.derive({"lake.chla": 1}, "lake.tli_chla")


def test_the_branch_that_a_setting_does_not_take_asks_for_nothing():
    domain = ki.Domain("visits", ki.Text("诊疗", "Visits"))
    for name in ("townships", "villages", "total"):
        domain.indicator(name, ki.Text(name, name), unit="人次", kind="count")
    domain.setting("scope", ki.Text("口径", "Scope"), choices=["narrow", "wide"])

    @domain.derived("share", ki.Text("占比", "Share"), unit="%")
    def share(townships, villages, total, scope):
        return ki.where(scope == "narrow", townships, townships + villages) / total

    narrow = ki.Registry([domain], settings={"visits.scope": "narrow"})
    assert narrow.derive({"visits.townships": 3, "visits.total": 4}, "visits.share")["visits.share"].magnitude == 75
    wide = ki.Registry([domain], settings={"visits.scope": "wide"})
    with pytest.raises(ki.MissingInputError, match=r"visits\.villages"):
        wide.derive({"visits.townships": 3, "visits.total": 4}, "visits.share")
