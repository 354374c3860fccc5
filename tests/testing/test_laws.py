"""Every law holds where it should, and says what is wrong where it does not: the law, the key, the row, the way out."""

from __future__ import annotations

import pickle

import pytest
from tea_garden import tea_domain

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text, ln
from kaizhou_indicators.testing import laws


def wrong(domain, *names, **how):
    """Return what laws say of a domain, as texts by ``law-key``."""
    found = laws.violations(domain, only=names, **how)
    return {f"{violation.law}-{violation.key}": str(violation) for violation in found}


def test_every_law_holds_for_a_sound_domain():
    assert wrong(tea_domain(), examples=8) == {}


def test_the_laws_of_a_domain_are_one_test_a_law_and_thing():
    cases = laws.cases_of(tea_domain())
    assert len({case.id for case in cases}) == len(cases)
    by_law = {law.name: [case.key for case in cases if case.law == law.name] for law in laws.LAWS}
    formulas = ["tea.share", "tea.per_mu", "tea.grade", "tea.known"]
    assert by_law["within_range"] == by_law["unit_invariance"] == by_law["engines_agree"] == formulas
    assert by_law["identities_hold"] == ["tea.known_parts"]
    assert by_law["published_agree"] == ["tea.per_mu"]
    assert by_law["comparisons_agree"] == ["tea"]
    assert "tea.grade" not in by_law["printed_roundtrip"]
    assert all(by_law.values())


def test_each_law_states_itself():
    for law in laws.LAWS:
        assert law.statement
        assert law.name in repr(law)
        assert (law.__doc__ or "").startswith("Require that") or "Require of" in (law.__doc__ or "")


#: law -> what makes the tea domain break it, the key it is told of, and words that the message must have
BROKEN = {
    "within_range": (
        {"identities": False},
        "tea.share",
        ["outside its range [0, 100]", "tea.picked = 2 个", "Identity.funnel(['tea.gardens', 'tea.picked'])"],
    ),
    "ends_reached": (
        {"share": lambda picked, gardens: picked / gardens / 2},
        "tea.share",
        ["never comes up to 100", "50 is the nearest", "correct the formula or its unit"],
    ),
    "defined_where_stated": (
        {"per_mu": lambda output, area: output / (area - area)},
        "tea.per_mu",
        ["no value for any row", "valid= of its inputs"],
    ),
    "monotone": (
        {"share": lambda picked, gardens: 1 - picked / gardens},
        "tea.share",
        ["tea.picked gets better", "gets worse", "or better= of it or of tea.picked"],
    ),
    "identities_hold": (
        {"known": lambda picked, idle: 2 * picked + idle},
        "tea.known_parts",
        ["valid figures break it", "tea.picked", "correct the formula"],
    ),
    "published_agree": (
        {"published": {"output": 1.2, "area": 3, "per_mu": 40}},
        "tea.per_mu",
        ["40 was published for 500154 2024", "[328.5714, 500.0000]", "but={key: reason}"],
    ),
}


@pytest.mark.parametrize("law", BROKEN)
def test_a_broken_law_names_key_place_row_and_way_out(law):
    changed, key, words = BROKEN[law]
    found = wrong(tea_domain(**changed), law)
    assert f"{law}-{key}" in found
    said = found[f"{law}-{key}"]
    assert said.startswith(f"{law}: {key}")
    assert all(word in said for word in words), said
    if key in ki.Registry([tea_domain()]).parts.formulas:
        assert "tea_garden.py:" in said or "test_laws.py:" in said


def test_a_formula_that_is_no_function_of_its_inputs_alone_is_found():
    calls = []

    def share(picked, gardens):
        calls.append(1)
        return picked / gardens if len(calls) == 1 else gardens / picked

    assert "traced_as_called-tea.share" in wrong(tea_domain(share=share), "traced_as_called")


def test_what_is_added_up_itself_must_be_what_the_sums_give():
    shop = Domain("shop", Text("店", "Shop"))
    for name in ("sold", "spoilt"):
        shop.indicator(name, Text(name, name), unit="件", kind="count", over_area="sum", over_time="sum")
    mean = shop.derived(
        "per_day",
        Text("每日", "A day"),
        unit="1",
        over_area="sum",
        over_time="sum",
        takes={"sold": "件", "spoilt": "件"},
    )
    mean(lambda sold, spoilt: sold / (sold + spoilt + 1))
    said = wrong(shop, "rollup_commutes")["rollup_commutes-shop.per_day"]
    assert "leave over_area= and over_time= out" in said


def test_a_share_has_no_term_that_stays_when_the_place_grows():
    shop = Domain("shop", Text("店", "Shop"))
    for name in ("sold", "made"):
        shop.indicator(name, Text(name, name), unit="件", kind="count", over_area="sum")
    share = shop.derived("share", Text("占比", "Share"), unit="%", takes={"sold": "件", "made": "件"})
    share(lambda sold, made: 100 * sold / (made + 1))
    said = wrong(shop, "size_free")["size_free-shop.share"]
    assert "times as large" in said
    assert "no term that does not grow" in said


def test_a_logarithm_needs_a_range_without_zero_and_below():
    lake = Domain("lake", Text("湖", "Lake"))
    lake.indicator("depth", Text("水深", "Depth"), unit="m", valid=(0, 50))
    lake.derived("index", Text("指数", "Index"), takes={"depth": "m"})(lambda depth: ln(depth - 5))
    said = wrong(lake, "defined_where_stated")["defined_where_stated-lake.index"]
    assert "between the ends of its inputs' ranges" in said
    assert "narrow valid=" in said


def test_a_grade_must_be_a_position_of_its_scale():
    said = wrong(tea_domain(grade=lambda share, passing: share / passing), "within_range")["within_range-tea.grade"]
    assert "whole positions from 1 to 3" in said
    assert "tea.passing=" in said


def test_a_count_is_whole():
    found = wrong(tea_domain(known=lambda picked, idle: picked + idle / 2), "within_range")
    assert "no whole number" in found["within_range-tea.known"]


def test_every_choice_of_a_setting_is_tried_unless_it_is_given():
    def grade(share, passing):
        return ki.where(passing == 80, 4, 1) + 0 * share

    assert wrong(tea_domain(grade=grade), "within_range")
    assert not wrong(tea_domain(grade=grade), "within_range", settings={"tea.passing": 50})


def test_what_is_excepted_is_left_out_with_its_reason():
    unbound = tea_domain(identities=False)
    for but in ({"tea.share": "why"}, {"within_range": "why"}, {"within_range-tea.share": "why"}):
        assert not wrong(unbound, "within_range", but=but)
    with pytest.raises(ki.SettingError, match=r"'tea.shore' is no law, key or law-key.*Did you mean 'tea.share'"):
        laws.cases_of(unbound, but={"tea.shore": "why"})


def test_an_unknown_law_is_told():
    with pytest.raises(ki.SettingError, match=r"'within_rang' is no law.*Did you mean 'within_range'"):
        laws.cases_of(tea_domain(), only=["within_rang"])


def test_faults_of_the_domain_come_first_and_all_together():
    tea = tea_domain()
    tea.indicator("rain", Text("降水", "Rain"), unit="mmm")
    tea.indicator("sun", Text("日照", ""), unit="h")
    with pytest.raises(ki.RegistrationError) as raised:
        laws.all_of(tea)
    assert len(raised.value.exceptions) == 2


def test_a_registry_is_tested_whole_and_keeps_its_settings():
    registry = ki.Registry([tea_domain()], settings={"tea.passing": 80})
    ground = laws.Ground(registry)
    assert [r.settings["tea.passing"] for r in ground.registries] == [80]
    assert ground.domains == ("tea",)
    assert laws.Ground(registry, settings={"tea.passing": 50}).registry.settings["tea.passing"] == 50
    assert registry.settings["tea.passing"] == 80


def test_formulas_over_a_domain_that_is_away_are_left_out_and_tried_where_it_is_handed_in():
    cups = Domain("cups", Text("杯", "Cups"))
    cups.indicator("cups", Text("杯数", "Cups"), unit="个")
    cups.derived("per_garden", Text("每园杯数", "Cups a garden"), unit="1", inputs={"gardens": "tea.gardens"})(
        lambda cups, gardens: cups / gardens
    )
    assert laws.Ground(cups).formulas() == ()
    assert laws.Ground(cups, tea_domain()).formulas() == ("cups.per_garden",)
    assert laws.Ground(cups, tea_domain()).domains == ("cups",)


def test_the_keys_to_test_can_be_named():
    assert laws.Ground(tea_domain(), keys=["tea.share"]).formulas() == ("tea.share",)


def test_built_in_domains_are_there_for_whoever_reads_them():
    town = Domain("town", Text("镇", "Town"))
    town.indicator("shops", Text("店铺", "Shops"), unit="家")
    per_head = town.derived("per_head", Text("人均", "Per head"), unit="家/万人", inputs={"people": "people.resident"})
    per_head(lambda shops, people: shops / people)
    assert laws.Ground(town).formulas() == ("town.per_head",)


def test_what_the_library_raises_is_told_as_a_violation():
    shop = Domain("shop", Text("店", "Shop"))
    shop.indicator("sold", Text("销量", "Sold"), unit="件", valid=(0, None))
    shop.derived("large", Text("大", "Large"), unit="件")(lambda sold: sold)

    @laws.law(lambda ground: ground.formulas())
    def raising(trial):
        """Require that nothing is asked that is not there."""
        trial.hold(lambda registry, draw: registry["shop.nothing"])

    [case] = raising.cases(laws.Ground(shop))
    with pytest.raises(laws.LawError, match=r"raising: shop\.large.*the library raises UnknownKeyError"):
        case.run()


def test_a_violation_survives_a_process_boundary():
    [violation] = laws.violations(tea_domain(identities=False), only=["within_range"])
    again = pickle.loads(pickle.dumps(violation))
    assert (again.law, again.key, str(again)) == (violation.law, violation.key, str(violation))
    assert isinstance(violation, ki.KaizhouError)
    assert isinstance(violation, AssertionError)


test_tea_is_in_range = laws.within_range(tea_domain())
test_laws = laws.all_of(tea_domain(), settings={"tea.passing": 80}, examples=4, but={"tea.per_mu": "an example"})
