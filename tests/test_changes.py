"""Changes as printed in public texts: what is consistent comes out again, what is not is refused for its reason.

Each case is a domain of its own, written with the public face alone: the level with its unit, kind and basis, and the
change as a reference (``x@2018:pct``) or as a derived indicator over ``arithmetic``.
"""

from __future__ import annotations

import json
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_indicators import Basis, Domain, Text, arithmetic

CASES = json.loads((Path(__file__).parent / "data" / "changes.json").read_text(encoding="utf-8"))["cases"]
#: printed unit -> the unit that the indicator is declared in, so that the library converts
DECLARED = {
    "万人": "人", "亿人": "万人", "万个": "个", "万户": "户", "万辆": "辆", "亿元": "万元", "万亿元": "亿元", "万元": "亿元",
    "(1978=1)": "1", "(2012=1)": "1", "% 贡献率": "%", "% GDP增速": "%",
}  # fmt: skip
WRITTEN = {"(1978=1)": "1", "(2012=1)": "1", "% 贡献率": "%", "% GDP增速": "%"}
REFERENCES = {"pct", "pp", "abs", "times", "times_more"}
FORMULAS = {
    "share": (lambda current, base: arithmetic.share(current, base), "%"),
    "permille": (lambda current, base: arithmetic.share(current, base), "‰"),
    "pull": (lambda current, base: arithmetic.pull(current, base), "个百分点"),
    "sum": (lambda current, base: ki.total(current, base, at_least=2), None),
    "ratio": (lambda current, base: current / base, None),
}
CURRENT, CONSTANT, COMPARABLE = (Basis(price=price) for price in ("current", "constant", "comparable"))


def unit(case, operand):
    """The unit as printed, in words that the library reads."""
    printed = case[f"{operand}_unit"]
    return WRITTEN.get(printed, printed)


def declared(case, operand):
    return DECLARED.get(case[f"{operand}_unit"], case[f"{operand}_unit"])


def by_reference(case):
    return case["kind"] in REFERENCES


def result_unit(case):
    """The unit of the change as printed."""
    if case["kind"] in FORMULAS and FORMULAS[case["kind"]][1]:
        return FORMULAS[case["kind"]][1]
    if case["kind"] == "ratio":
        return {"万户": "人/户", "万人": "元/人"}[case["base_unit"]]
    if case["kind"] in {"abs", "sum"}:
        return unit(case, "current")
    return {"pct": "%", "cagr": "%", "pp": "个百分点"}.get(case["kind"], "1")


def formula_of(case):
    if case["kind"] == "cagr":
        years = arithmetic.years_between(*case["years"])
        return lambda current, base: arithmetic.average_growth(current, base, years)
    return FORMULAS[case["kind"]][0]


def base_period(case):
    return str(case["years"][0]) if "years" in case else "2018"


def declare(domain, name, case, operand, **attributes):
    """Declare a level of the case; a percentage is a share, all else a level."""
    domain.indicator(name, Text(case["metric"], "level"), unit=declared(case, operand), **attributes)


def domain_of(case, current=None, base=None, result=None):
    """The case as its plain arithmetic, with what is said of the operands and of the result."""
    domain = Domain("changes", Text("变动", "Changes"))
    declare(domain, "current", case, "current", **(current or {}))
    if by_reference(case):
        return domain
    inputs = {"base": f"changes.current@{base_period(case)}"}
    if case["kind"] != "cagr":
        declare(domain, "base", case, "base", **(base or {}))
        inputs = {}
    attributes = {"unit": result_unit(case), "inputs": inputs, **(result or {})}
    domain.derived("change", Text(case["metric"], "change"), **attributes)(formula_of(case))
    return domain


def target_of(case):
    return f"changes.current@{base_period(case)}:{case['kind']}" if by_reference(case) else "changes.change"


def base_key(case):
    from_the_series = by_reference(case) or case["kind"] == "cagr"
    return f"changes.current@{base_period(case)}" if from_the_series else "changes.base"


def texts(case):
    """The operands as printed, with their units."""
    pairs = (("changes.current", "current"), (base_key(case), "base"))
    return {key: f"{case[operand]} {unit(case, operand)}" for key, operand in pairs}


def point(case, registry):
    """The change of the printed figures, in the unit in which it is printed."""
    derived = registry.derive(texts(case), target_of(case))[target_of(case)]
    return derived.to(result_unit(case)).magnitude


def known(case, operand):
    """What an operand can have been: counts and plans are exact."""
    text = case[operand]
    return ki.Interval.point(Fraction(text)) if operand in case["exact"] else ki.Interval.printed(text)


def bounds(case, registry):
    """What the change can be, given the operands as printed."""
    units = registry.unit_system
    inputs = {
        key: known(case, operand) * units.factor(unit(case, operand), declared(case, operand))
        for key, operand in (("changes.current", "current"), (base_key(case), "base"))
    }
    if by_reference(case):
        tree, made_in = registry.plan(target_of(case), given=list(inputs)).steps[-1].tree, change_unit(case)
    else:
        tree, made_in = registry.derivation("changes.change").bare, result_unit(case)
    return ki.evaluate(tree, inputs).interval * units.factor(made_in, result_unit(case))


def change_unit(case):
    return declared(case, "current") if case["kind"] == "abs" else result_unit(case)


def rounded(value, printed):
    """The decimals that a value can be printed with: a half goes up or to the even digit."""
    digit = Decimal(1).scaleb(Decimal(printed).as_tuple().exponent)
    exact = Decimal(repr(round(value, 9)))
    return {exact.quantize(digit, rounding=rule) for rule in (ROUND_HALF_EVEN, ROUND_HALF_UP)}


def chosen(**wanted):
    cases = [case for case in CASES if all(case.get(k) == v for k, v in wanted.items())]
    assert cases
    return [pytest.param(case, id=f"{case['metric']} {case['kind']}") for case in cases]


def test_every_case_is_here_and_says_what_is_wrong_with_it():
    assert len(CASES) == 76
    assert sum(not case["consistent"] for case in CASES) == 11
    assert all(("reason" in case) is not case["consistent"] for case in CASES)


@pytest.mark.parametrize("case", chosen())
def test_the_arithmetic_and_its_interval_are_those_of_the_case(case):
    registry = ki.Registry([domain_of(case)])
    found = bounds(case, registry)
    low, high = case["interval"]
    loose = 1e-6 * max(1, abs(low), abs(high))
    assert (float(found.lo), float(found.hi)) == pytest.approx((low, high), abs=loose)
    assert low - loose <= point(case, registry) <= high + loose


@pytest.mark.parametrize("case", chosen(consistent=True))
def test_what_is_consistent_is_reproduced(case):
    registry = ki.Registry([domain_of(case)])
    assert bounds(case, registry).intersects(ki.Interval.printed(case["printed"]))
    assert (Decimal(case["printed"]) in rounded(point(case, registry), case["printed"])) is case["rounds"]


@pytest.mark.parametrize("case", chosen(consistent=False))
def test_what_is_not_consistent_differs_from_what_is_printed(case):
    registry = ki.Registry([domain_of(case)])
    assert not bounds(case, registry).intersects(ki.Interval.printed(case["printed"]))
    assert Decimal(case["printed"]) not in rounded(point(case, registry), case["printed"])


# -- refused by the library: the reason is in the declaration of the indicator


def growth_published_apart(case):
    """The level as it is: at current prices, its growth published on another basis."""
    domain = domain_of(case, current={"growth": "growth", "basis": CURRENT})
    domain.indicator("growth", Text("增速", "Growth"), unit="%", kind="rate", published_only=True, basis=COMPARABLE)
    return domain


@pytest.mark.parametrize("case", [*chosen(reason="comparable scope"), *chosen(reason="comparable prices")])
def test_growth_at_comparable_prices_is_not_rebuilt_from_levels(case):
    registry = ki.Registry([growth_published_apart(case)])
    with pytest.raises(ki.ComparabilityError, match=r"comparable prices .* changes\.growth and never rebuilt"):
        registry.derive(texts(case), target_of(case))
    difference = f"changes.current@{base_period(case)}:abs"
    derived = registry.derive(texts(case), difference)[difference]
    expected = Decimal(case["current"]) - Decimal(case["base"])
    assert derived.to(unit(case, "current")).magnitude == pytest.approx(float(expected))


@pytest.mark.parametrize("case", chosen(reason="comparable prices over years"))
def test_real_growth_over_years_is_not_made_of_nominal_levels(case):
    domain = domain_of(case, current={"basis": CURRENT}, result={"basis": COMPARABLE})
    with pytest.raises(ki.RegistrationError, match="comparable prices .* is at current prices"):
        ki.Registry([domain])
    honest = domain_of(case, current={"basis": CURRENT}, result={"basis": CURRENT})
    assert point(case, ki.Registry([honest])) == pytest.approx(8.42, abs=0.01)


@pytest.mark.parametrize("case", chosen(reason="constant prices"))
def test_contributions_are_not_made_of_increments_at_current_prices(case):
    domain = domain_of(case, {"basis": CURRENT}, {"basis": CURRENT}, {"basis": CONSTANT})
    with pytest.raises(ki.RegistrationError, match="constant prices .* is at current prices"):
        ki.Registry([domain])
    ki.Registry([domain_of(case, {"basis": CONSTANT}, {"basis": CONSTANT}, {"basis": CONSTANT})])


@pytest.mark.parametrize("case", chosen(reason="average population"))
def test_what_is_per_head_of_the_average_is_not_divided_by_the_people_at_the_years_end(case):
    year_end, average = (Basis(population="resident", population_time=time) for time in ("year_end", "average"))
    domain = domain_of(case, {"basis": CURRENT}, {"basis": year_end}, {"basis": average})
    with pytest.raises(ki.RegistrationError, match=r"average population.* changes\.base is the one at the end"):
        ki.Registry([domain])
    right = domain_of(case, {"basis": CURRENT}, {"basis": year_end})
    declare(right, "opening", case, "base", basis=year_end)
    right.derived("per_head", Text("人均", "Per head"), unit="元/人", basis=average, inputs={"amount": "current", "closing": "base"})(
        lambda amount, opening, closing: arithmetic.per_capita(amount, opening, closing)
    )  # fmt: skip
    opening = 2 * float(case["current"]) / float(case["printed"]) - float(case["base"])  # what the print implies
    derived = ki.Registry([right]).derive({**texts(case), "changes.opening": f"{opening} 万人"}, "changes.per_head")
    assert derived["changes.per_head"].magnitude == pytest.approx(float(case["printed"]))
    assert float(case["base"]) < opening < 1.02 * float(case["base"])  # people leave; the year before had more


@pytest.mark.parametrize("case", chosen(reason="published only"))
def test_a_rate_whose_denominator_is_not_public_has_no_formula(case):
    with pytest.raises(ki.RegistrationError, match="published_only and has a formula"):
        ki.Registry([domain_of(case, result={"published_only": True})])
    measured = Domain("changes", Text("变动", "Changes"))
    measured.indicator("change", Text(case["metric"], "Rate"), unit="%", kind="rate", published_only=True)
    with pytest.raises(ki.MissingInputError, match=r"changes\.change"):
        ki.Registry([measured]).derive({}, "changes.change")


# -- not refused: the declaration is right, the print is not; only the intervals contradict it


def test_each_reason_is_refused_by_the_library_or_contradicted_by_intervals():
    by = {case["reason"]: case["by"] for case in CASES if not case["consistent"]}
    assert {reason for reason, who in by.items() if who == "intervals"} == {
        "forced closure", "misread 倍", "rounded denominator",
    }  # fmt: skip


@pytest.mark.parametrize("case", chosen(reason="forced closure"))
def test_forced_closure(case):
    """The printed triple 15.7, 39.1, 45.2 closes to 100.0; the third is one unit of its last digit too high."""
    found = bounds(case, ki.Registry([domain_of(case)]))
    assert [str(d) for d in found.decimals(2)] == ["45.11"]
    assert 100 - (Decimal("15.7") + Decimal("39.1")) == Decimal(case["printed"])


@pytest.mark.parametrize("case", chosen(reason="misread 倍"))
def test_a_multiple_in_the_other_reading(case):
    """增长33.5倍 is 是34.5倍: read so, the average growth printed comes out."""
    read = dict(case, current=str(arithmetic.times_from_more(Decimal(case["current"]))))
    registry = ki.Registry([domain_of(read)])
    assert bounds(read, registry).intersects(ki.Interval.printed(case["printed"]))
    assert Decimal(case["printed"]) in rounded(point(read, registry), case["printed"])


@pytest.mark.parametrize("case", chosen(reason="rounded denominator"))
def test_a_denominator_that_was_rounded_more_than_it_shows(case):
    """3200万 is rounded to hundreds: known to half a hundred only, it agrees with what is printed."""
    rate = ki.Registry([domain_of(case)]).derivation("changes.change").bare
    current = ki.Interval.printed(case["current"]) * 10_000
    base = ki.Interval.closed(3150, 3250) * 10_000
    found = ki.evaluate(rate, {"changes.current": current, "changes.base": base}).interval
    assert found.intersects(ki.Interval.printed(case["printed"]))
