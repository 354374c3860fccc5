"""Units are checked when a domain registers; exact factors are folded in where units meet, and nowhere else."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text, UnitSystem, exp, ln, maximum, sqrt, total, weighted_mean, where
from kaizhou_indicators.formula.dimension import in_unit, measure
from kaizhou_indicators.formula.reason import value
from kaizhou_indicators.formula.show import show
from kaizhou_indicators.formula.trace import trace

UNITS = UnitSystem()


def folded(formula, unit, **units):
    measured = measure(trace(formula), {name: UNITS.scale(text) for name, text in units.items()})
    scale, dimension = UNITS.scale(unit)
    assert measured.dimension == dimension
    return in_unit(measured, scale)


@pytest.mark.parametrize(
    ("formula", "unit", "units", "text"),
    [
        (lambda a, b: a / b, "%", {"a": "个", "b": "个"}, "a / b * 100"),
        (lambda a, b: a + b, "吨", {"a": "公斤", "b": "吨"}, "(a + b * 1000) / 1000"),
        (lambda x, r: x / (1 + r), "亿元", {"x": "亿元", "r": "%"}, "x / (1 + r / 100)"),
        (lambda a, b: a / b, "公斤/亩", {"a": "万吨", "b": "万亩"}, "a / b * 1000"),
        (lambda a, b: a * b, "亿元", {"a": "元/人", "b": "万人"}, "a * b / 10000"),
        (lambda a: maximum(a, 0), "亿元", {"a": "亿元"}, "maximum(a, 0)"),
        (
            lambda a, b: where(a > b, a, b),
            "万元",
            {"a": "亿元", "b": "万元"},
            "where(a > b / 10000, a, b / 10000) * 10000",
        ),
        (lambda a, b: a - b, "个百分点", {"a": "%", "b": "%"}, "a - b"),
        (lambda a: sqrt(a), "m", {"a": "平方公里"}, "sqrt(a * 1000000)"),
        (lambda a: exp(ln(a)), "1", {"a": "%"}, "exp(ln(a / 100))"),
        (lambda a, w: weighted_mean([a, a], [w, w]), "%", {"a": "‰", "w": "人"}, None),
        (lambda a: a**2, "m²", {"a": "公里"}, "a ** 2 * 1000000"),
        (lambda a: 0 * a + 0, "亿元", {"a": "亿元"}, "0 * a + 0"),
    ],
)
def test_factors_are_folded_where_units_meet(formula, unit, units, text):
    tree = folded(formula, unit, **units)
    assert text is None or show(tree) == text


@pytest.mark.parametrize(
    ("formula", "units", "expression"),
    [
        (lambda a, b: a + b, {"a": "人", "b": "户"}, r"a \+ b"),
        (lambda a: ln(a), {"a": "mg/L"}, r"ln\(a\)"),
        (lambda a: exp(a), {"a": "元"}, r"exp\(a\)"),
        (lambda a: a - 5, {"a": "亿元"}, "a - 5"),
        (lambda a, b: where(a > b, 1, 0), {"a": "m", "b": "s"}, "a > b"),
        (lambda a, b: where(a > 0, a, b), {"a": "m", "b": "s"}, "where"),
        (lambda a, b: total(a, b), {"a": "m", "b": "s"}, "total"),
        (lambda a, b: weighted_mean([a, b], [1, 1]), {"a": "m", "b": "s"}, "weighted_mean"),
    ],
)
def test_what_does_not_go_together_is_named_by_its_sub_expression(formula, units, expression):
    with pytest.raises(ki.DimensionError, match=expression):
        measure(trace(formula), {name: UNITS.scale(text) for name, text in units.items()})


@given(
    area=st.fractions(1, 1000),
    output=st.fractions(1, 1000),
    area_unit=st.sampled_from(["亩", "万亩", "公顷", "千公顷", "平方公里", "m²"]),
    output_unit=st.sampled_from(["公斤", "吨", "万吨", "亿斤", "斤"]),
)
def test_the_unit_of_an_input_never_changes_what_is_derived(area, output, area_unit, output_unit):
    """Exactly: the factors are fractions."""
    plain = folded(lambda output, area: output / area, "公斤/亩", output="公斤", area="亩")
    other = folded(lambda output, area: output / area, "公斤/亩", output=output_unit, area=area_unit)
    rescaled = {"output": output * UNITS.factor("公斤", output_unit), "area": area * UNITS.factor("亩", area_unit)}
    ours, theirs = value(other, rescaled), value(plain, {"output": output, "area": area})
    assert ours == pytest.approx(theirs, rel=1e-12)


def test_the_declared_unit_must_have_the_formulas_dimension():
    d = Domain("x", Text("某", "Some"))
    d.indicator("a", Text("甲", "A"), unit="亿元")
    d.indicator("b", Text("乙", "B"), unit="人")

    @d.derived("c", Text("丙", "C"), unit="元/户")
    def c(a, b):
        return a / b

    with pytest.raises(ki.RegistrationError) as error:
        ki.Registry([d])
    assert "x.c" in str(error.value)
    assert "元/户" in str(error.value)
    assert "takes" in str(error.value)


def test_an_empirical_formula_takes_bare_numbers_in_the_units_it_names():
    d = Domain("x", Text("某", "Some"))
    d.indicator("chla", Text("甲", "A"), unit="mg/L")
    d.indicator("warm", Text("温", "Temperature"), unit="℃")

    @d.derived("i", Text("乙", "B"), unit="1", takes={"chla": "mg/m^3", "warm": "K"})
    def i(chla, warm):
        return chla + warm * 0

    @d.derived("kelvin", Text("开", "Kelvin"), unit="K", takes={"warm": "K"})
    def kelvin(warm):
        return warm * 1

    reg = ki.Registry([d])
    assert reg.derive({"x.chla": 1, "x.warm": 0}, "x.i")["x.i"].magnitude == 1000
    assert reg.derive({"x.warm": 20}, "x.kelvin")["x.kelvin"].magnitude == pytest.approx(293.15)
    assert reg.derivation("x.i").empirical


def test_factors_are_exact_fractions():
    tree = folded(lambda output, area: output / area, "公斤/公顷", output="斤", area="亩")
    assert value(tree, {"output": Fraction(1000), "area": Fraction(1)}) == 7500
