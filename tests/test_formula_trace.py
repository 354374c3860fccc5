"""One plain function, traced: what it may do builds a tree, what it may not is refused by expression with a way out."""

from __future__ import annotations

import math
import statistics
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators import clip, exp, ln, maximum, minimum, sqrt, total, weighted_mean, where
from kaizhou_indicators.formula.reason import value
from kaizhou_indicators.formula.show import show
from kaizhou_indicators.formula.trace import parameters, trace, unused
from kaizhou_indicators.formula.tree import Const, refs, walk


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (lambda x: 10 * (2.5 + 1.086 * ln(x)), "10 * (2.5 + 1.086 * ln(x))"),
        (lambda a, b: (a - b) / b * 100, "(a - b) / b * 100"),
        (lambda a, b: a - (b - 1), "a - (b - 1)"),
        (lambda a, b: -(a**2) + abs(b), "-a ** 2 + abs(b)"),
        (lambda a: where((a >= 6) & (a <= 9), 1, 6), None),
        (lambda a, b=None: total(a, b), "total(a, b, at_least=1)"),
        (lambda a, b: weighted_mean([a, b], [1, 0.7056]), "weighted_mean([a, b], [1, 0.7056], at_least=1)"),
        (lambda a: clip(a, 0, 1), "minimum(maximum(a, 0), 1)"),
        (lambda a, b: sum([a, b]), "a + b"),
        (lambda a: sqrt(exp(a)) + +a, "sqrt(exp(a)) + a"),
        (lambda a: a + Decimal("0.1") + Fraction(1, 3) + np.float64(0.5), "a + 0.1 + 1/3 + 0.5"),
        (lambda a: 2 / a, "2 / a"),
    ],
)
def test_a_formula_is_traced_as_it_is_written(formula, text):
    shown = show(trace(formula))
    assert text is None or shown == text


def test_what_is_shown_can_be_typed_again():
    """The shown text, evaluated with the library's functions, is the same tree."""
    names = {
        "where": where,
        "ln": ln,
        "minimum": minimum,
        "maximum": maximum,
        "total": total,
        "weighted_mean": weighted_mean,
    }
    for formula in (
        lambda a, b: where((a >= 6) & (a <= 9) | ~(b < 1), ln(a) ** 2, -b),
        lambda a, b: a - (b - (a - b)) / (a * b) * -a,
        lambda a, b: weighted_mean([a, b], [1, 2], at_least=2) + total(a, b, at_least=2),
    ):
        tree = trace(formula)
        assert trace(eval(f"lambda a, b: {show(tree)}", dict(names))) == tree


@pytest.mark.parametrize(
    ("formula", "expression", "way_out"),
    [
        (lambda x: 1 if x == 0 else 2, "x == 0", r"where\(condition"),
        (lambda x: 1 if x > 0 else 2, "x > 0", r"where\(condition"),
        (lambda x: 0 < x < 1, "0 < x|x > 0", r"where\(condition"),
        (lambda x: x > 0 and x < 1, "x > 0", "&"),
        (lambda x: not x > 0, "x > 0", "~"),
        (lambda x: max(x, 1), "x", r"where\(condition"),
        (lambda x: min(x, 1), "x", r"where\(condition"),
        (lambda x: x in (1, 2), "x == 1", r"where\(condition"),
        (lambda x: math.log(x), "x", "ln"),
        (lambda x: math.floor(x), "x", "round where"),
        (lambda x: round(x, 1), "x", "round where"),
        (lambda x: int(x), "x", "round where"),
        (lambda x: x // 2, "x", "round where"),
        (lambda x: x % 2, "x", "round where"),
        (lambda x: float(x), "x", "ln"),
        (lambda x: f"{x:.1f}", "x", "titles"),
        (lambda x: str(x), "x", "titles"),
        (lambda x: 2**x, "x", "exp"),
        (lambda x: x.log(), "x", "ln"),
        (lambda x: x[0], "x", "total"),
        (lambda x: sum(x), "x", "total"),
        (lambda x: statistics.mean([x, x]), "x", "ln"),
        (lambda x: {x: 1}, "", "functions only"),
        (lambda x: np.log(x), "", "functions only"),
        (lambda x: x + None, "None", "numbers"),
        (lambda x: x + True, "True", "numbers"),
        (lambda x: x + float("nan"), "nan", "undefined"),
        (lambda x: None, "", "return"),
        (lambda x: [x], "", "one expression"),
        (lambda x: x > 1, "x > 1", r"where\(condition"),
        (lambda x: where(x, 1, 2), "x", "condition"),
        (lambda x: (x > 1) + 1, "x > 1", "number"),
        (lambda x: minimum(), "", "at least one"),
        (lambda x: total(x, at_least=2), "at_least=2", "from 1"),
        (lambda x: weighted_mean([x], [1, 2]), "1 values and 2 weights", "one weight"),
        (lambda *xs: xs[0], r"\*xs", "plain name"),
        (lambda x, k=2: x * k, "k", "setting"),
    ],
)
def test_what_a_formula_may_not_do_is_refused_by_expression_with_a_way_out(formula, expression, way_out):
    with pytest.raises(ki.FormulaError) as error:
        trace(formula)
    import re

    assert re.search(expression, str(error.value))
    assert re.search(way_out, str(error.value))


def test_comparing_with_equals_builds_a_comparison_and_is_never_false():
    tree = trace(lambda plan, done: where(plan == 0, 0, done / plan))
    assert value(tree, {"plan": 0.0, "done": 1.0}) == 0
    assert value(tree, {"plan": 2.0, "done": 1.0}) == 0.5


def test_constants_are_exact_as_they_are_written():
    constants = [n.value for n in walk(trace(lambda x: 0.1 * x + 1e4 + 1.086)) if isinstance(n, Const)]
    assert constants == [Fraction(1, 10), Fraction(10000), Fraction(543, 500)]


def test_optional_parameters_default_to_none_and_unused_ones_are_found():
    assert parameters(lambda chla, tp=None: chla) == {"chla": False, "tp": True}
    tree = trace(lambda a, b: a)
    assert unused(["a", "b"], tree) == ("b",)
    assert [r.name for r in refs(tree)] == ["a"]


@given(a=st.floats(0.1, 100), b=st.floats(0.1, 100))
def test_a_plain_call_is_bare_arithmetic_and_means_what_the_tree_means(a, b):
    def formula(a, b):
        return where(a > b, ln(a) - b, minimum(a, b) ** 2) + weighted_mean([a, b], [2, 1]) - clip(a, 1, 10)

    assert formula(a, b) == pytest.approx(value(trace(formula), {"a": a, "b": b}), rel=1e-12)


def test_plain_calls_skip_what_is_missing_and_say_when_it_is_too_much():
    assert total(1, None, 2) == 3
    assert weighted_mean([None, 4.0], [3, 1]) == 4.0
    with pytest.raises(ki.FormulaError, match="at least 2"):
        total(1, None, at_least=2)


def test_a_plain_call_negates_conditions_as_a_traced_one_does():
    def formula(a):
        return where(~(a > 5), 1, 2)

    assert formula(6) == 2
    assert formula(4) == 1
    assert value(trace(formula), {"a": 6}) == 2


def test_a_refusal_that_a_formula_swallows_is_told_all_the_same():
    def formula(a, b):
        try:
            return a if a > b else b
        except Exception:
            return b / a

    with pytest.raises(ki.FormulaError, match="swallowed"):
        trace(formula)
    assert show(trace(lambda a: a + 1)) == "a + 1"


@pytest.mark.parametrize("terms", [200, 400])
def test_a_long_sum_is_calculated_like_a_short_one(terms):
    from kaizhou_indicators.formula.guard import guarded
    from kaizhou_indicators.formula.number import compile_number

    tree = trace(lambda a: sum([a * i for i in range(terms)]))
    assert compile_number(guarded(tree), ["a"])(2.0) == 2.0 * sum(range(terms))


def test_what_grows_out_of_hand_is_refused_and_never_hangs():
    def doubling(a):
        for _ in range(60):
            a = a + a * a
        return a

    with pytest.raises(ki.FormulaError, match="more than 20000 operations"):
        trace(doubling)
    with pytest.raises(ki.FormulaError, match="the text 'x'"):
        trace(lambda a: "x")
