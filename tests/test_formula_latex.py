"""Laws of the LaTeX form: balanced, unambiguous, as published, and MathML can be made of it."""

import math
import re
from fractions import Fraction

import pytest
from docutils.utils.math.latex2mathml import tex2mathml
from hypothesis import given
from hypothesis import strategies as st

from kaizhou_indicators.errors import FormulaError
from kaizhou_indicators.formula.functions import exp, ln, maximum, minimum, sqrt, total, weighted_mean, where
from kaizhou_indicators.formula.latex import latex, symbol
from kaizhou_indicators.formula.reason import value
from kaizhou_indicators.formula.trace import trace
from kaizhou_indicators.formula.tree import Call, Const, Ref
from strategies import NAMES, conditions, trees


def balanced(text: str) -> bool:
    """Braces, ``\\left`` and ``\\right``, ``\\begin`` and ``\\end`` close in the order in which they open."""
    closing = {"}": "{", r"\right": r"\left", r"\end": r"\begin"}
    open_ones: list[str] = []
    for token in re.findall(r"\\left|\\right|\\begin|\\end|\\.|[{}]", text, re.DOTALL):
        if token in closing.values():
            open_ones.append(token)
        elif token in closing and (not open_ones or open_ones.pop() != closing[token]):
            return False
    return not open_ones


def test_the_check_of_balance_can_fail():
    assert balanced(r"\left(\frac{a}{\{b\}}\right)")
    assert not any(balanced(bad) for bad in [r"\left(a", "a}", r"\frac{\left(a}\right)", r"\begin{cases}"])


@given(trees(max_leaves=14) | conditions(trees(max_leaves=5)), st.text(min_size=1))
def test_brackets_are_balanced_whatever_an_input_is_called(tree, called):
    assert balanced(latex(tree))
    try:
        written = symbol(called)
    except FormulaError:
        assert set(called) & set("\\{}")
    else:
        assert balanced(rf"\frac{{{written}}}{{b}}")


@given(trees(max_leaves=14) | conditions(trees(max_leaves=5)))
def test_docutils_makes_mathml_of_it(tree):
    assert "<math" in tex2mathml(latex(tree))


def same(a, b):
    return a is b is None or (a is not None and b is not None and math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-6))


@given(trees(max_leaves=4), trees(max_leaves=4), st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(-9, 9))))
def test_trees_of_different_value_differ_in_latex(a, b, row):
    if latex(a) == latex(b):
        assert same(value(a, row), value(b, row))


def wrapped(node, op):
    if op == "square":
        return Call("pow", (node, Const(Fraction(2))))
    return Call(op, (node,)) if op else node


@st.composite
def bracketings(draw):
    """Two trees of the same leaves and operations in the same order, bracketed differently."""
    leaves = [draw(st.sampled_from([Ref("a"), Ref("b"), Const(Fraction(3)), Const(Fraction(-2))])) for _ in range(4)]
    leaves = [draw(st.sampled_from([leaf, Call("neg", (leaf,)), Call("ln", (leaf,))])) for leaf in leaves]
    ops = [draw(st.sampled_from(["add", "sub", "mul", "div"])) for _ in range(3)]
    wraps = [draw(st.sampled_from(["", "", "neg", "ln", "sqrt", "square"])) for _ in range(3)]

    def one():
        items, signs, outer = list(leaves), list(ops), list(wraps)
        while signs:
            i = draw(st.integers(0, len(signs) - 1))
            node = Call(signs.pop(i), (items[i], items[i + 1]))
            wrap = outer.pop()
            items[i : i + 2] = [wrapped(node, wrap)]
        return items[0]

    return one(), one()


@given(bracketings())
def test_brackets_that_matter_are_written(two):
    a, b = two
    if latex(a) == latex(b):
        for row in ({"a": 7.0, "b": 11.0}, {"a": 0.3, "b": 41.0}, {"a": -1.7, "b": 0.19}):
            assert same(value(a, row), value(b, row))


CASES = (
    r"\begin{cases} 1, & a \ge 60 \land b \ne 0 \\ a, & \lnot \left(a < b\right) \\ "
    r"0, & \text{otherwise} \end{cases}"
)
GENERIC_MEAN = (
    r"\left(\frac{\sum_{i} w_i \times x_i}{\sum_{i} w_i}\right)"
    r"_{x = \left(a,\ b,\ a,\ b,\ a,\ b\right),\ w = \left(1,\ 2,\ 3,\ 4,\ 5,\ 6\right)}"
)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (lambda chla: 10 * (2.5 + 1.086 * ln(chla)), r"10 \times \left(2.5 + 1.086 \times \ln \mathit{chla}\right)"),
        (lambda a, b: a / b, r"\frac{a}{b}"),
        (lambda a, b: (a - b) / b * 100, r"\frac{a - b}{b} \times 100"),
        (lambda a, b: a + (b - 1) - (a - b), r"a + b - 1 - \left(a - b\right)"),
        (lambda a, b: a - -b, r"a - \left(-b\right)"),
        (lambda a, b: -(a + b) * -3, r"\left(-\left(a + b\right)\right) \times \left(-3\right)"),
        (lambda a: a**2, r"a^{2}"),
        (lambda a, b: (a / b) ** 0.5, r"\left(\frac{a}{b}\right)^{0.5}"),
        (lambda a: (-a) ** 2 + -(a**2), r"\left(-a\right)^{2} + \left(-a^{2}\right)"),
        (lambda a: (a**2) ** 3, r"\left(a^{2}\right)^{3}"),
        (lambda a, b: ln(a) * b + ln(a * b), r"\left(\ln a\right) \times b + \ln \left(a \times b\right)"),
        (lambda a, b: sqrt(a / b) + exp(-a), r"\sqrt{\frac{a}{b}} + \mathrm{e}^{-a}"),
        (lambda a, b: minimum(a / b, 1) + maximum(a, b), r"\min\left(\frac{a}{b},\ 1\right) + \max\left(a,\ b\right)"),
        (lambda a: a * Fraction(2000, 3) - abs(a), r"a \times \frac{2000}{3} - \left|a\right|"),
        (
            lambda a, b: where((a >= 60) & (b != 0), 1, where(~(a < b), a, 0)),
            CASES,
        ),
        (lambda a, b: total([a, b]), "a + b"),
        (lambda a, b: total(a, b) * 2, r"\left(a + b\right) \times 2"),
        (lambda a, x=None: total(a, x), r"\left(a + x\right)_{n \ge 1}"),
        (lambda a, x=None: total(a, x, at_least=2), "a + x"),
        (lambda a, b: weighted_mean([a, b], [2, 5]), r"\frac{2 \times a + 5 \times b}{2 + 5}"),
        (
            lambda a, x=None: weighted_mean([a, x], [2, 5]) / 100,
            r"\frac{\left(\frac{2 \times a + 5 \times x}{2 + 5}\right)_{n \ge 1}}{100}",
        ),
        (
            lambda a, b: weighted_mean([a, b, a, b, a, b], [1, 2, 3, 4, 5, 6]),
            GENERIC_MEAN,
        ),
    ],
)
def test_formulas_read_as_published(formula, expected):
    assert latex(trace(formula)) == expected
    assert tex2mathml is None or "<math" in tex2mathml(expected)


def test_inputs_are_written_as_the_domain_names_them():
    tree = trace(lambda chla, tp: chla / tp)
    symbols = {"chla": r"\rho_{chla}"}
    assert latex(tree, symbols) == r"\frac{\rho_{chla}}{\mathit{tp}}"
    titles = {"chla": "叶绿素a", "tp": "总磷(增长%)"}
    assert latex(tree, titles) == r"\frac{\text{叶绿素a}}{\text{总磷(增长\%)}}"
    assert latex(tree, lambda key: f"water.{key}_1") == r"\frac{\mathit{water.chla\_1}}{\mathit{water.tp\_1}}"
    assert latex(Call("pow", (Ref("v"), Const(Fraction(2)))), {"v": "v^{*}"}) == r"\left(v^{*}\right)^{2}"
    with pytest.raises(FormulaError, match="braces do not close"):
        symbol(r"\rho_{chla")
    with pytest.raises(FormulaError, match="ends in a backslash"):
        symbol("rho\\")
