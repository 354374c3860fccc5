"""Formulas as text: the same tree as the traced Python function, read by a grammar of their own, never executed."""

from __future__ import annotations

import inspect
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators.formula.text import TextFormula
from kaizhou_indicators.formula.text_write import write
from kaizhou_indicators.formula.trace import parameters, trace
from kaizhou_indicators.formula.tree import Call, Const, Node, Ref, walk
from strategies import NAMES, OPTIONAL, trees

FUNCTIONS = {
    name: getattr(ki, name)
    for name in ("ln", "exp", "sqrt", "minimum", "maximum", "where", "clip", "total", "weighted_mean")
}
INSTALLED = ki.load()
FORMULAS = [*INSTALLED.parts.formulas.values()]


def read(text, optional=(), **how):
    """Return the tree of a text."""
    return trace(TextFormula(text, optional=optional, **how))


def python(text, names, optional=()):
    """Return the tree of the same text as a Python function; only this test executes it."""
    header = ", ".join([*(n for n in names if n not in optional), *(f"{n}=None" for n in names if n in optional)])
    return trace(eval(f"lambda {header}: {text}", dict(FUNCTIONS)))


# -- the tree is that of the Python function


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.key)
def test_every_formula_of_every_plugin_is_written_and_read_back_to_the_same_tree(formula):
    names = parameters(formula.function)
    tree = trace(formula.function)
    again = TextFormula(write(tree), parameters=names, optional=[n for n, optional in names.items() if optional])
    assert trace(again) == tree
    assert parameters(again) == names


TEXTS = [
    "10 * (2.5 + 1.086 * ln(chla))",
    "a - b - c / d / e",
    "a - (b - c) * (d / e)",
    "-a ** 2 + (-a) ** 2 - --b",
    "a ** b ** -c",
    "2 < a",
    "where((a < 1) & (b >= 2) | ~(c == 3), a, -b)",
    "where(level == '中央', a, 0) + 0",
    "total(a, b, at_least=2) + total([a, b])",
    "weighted_mean([a, b], [0.3, 0.7], at_least=1)",
    "minimum(a, 1) / maximum([a, b, 2.5e-3])",
    "clip(a, 0, 100)",
    "abs(a) + exp(b) - sqrt(c)",
    "0 + a",
    "0.0 + a",
    "(1 - 1) + a",
    "+a * 1e3",
    "3 * 4 + a",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_gives_the_tree_of_the_same_text_in_python(text):
    names = list(inspect.signature(TextFormula(text)).parameters)
    condition = text == "2 < a"
    if condition:
        reflected = trace(lambda a: 2 < a, condition=True)  # noqa: SIM300  # the order is the point
        assert trace(TextFormula(text), condition=True) == reflected
    else:
        assert read(text) == python(text, names)


def settled(tree: Node) -> Node:
    """Return what Python would make of a tree: constants folded by reading its text once."""
    return read(write(tree), [n for n in OPTIONAL if n in names_of(tree)])


def names_of(tree):
    return {node.name for node in walk(tree) if isinstance(node, Ref)}


def has_inputs_throughout(tree):
    """Say whether no operation is on constants alone, which a traced function never has."""
    return all(any(isinstance(n, Ref) for n in walk(node)) for node in walk(tree) if isinstance(node, Call))


@settings(max_examples=300)
@given(trees().filter(has_inputs_throughout))
def test_writing_and_reading_changes_no_tree(tree):
    once = settled(tree)
    assert write(once) == write(settled(once))
    assert settled(once) == once
    flipped = any(isinstance(n, Call) and n.op in {"lt", "le", "gt", "ge", "eq", "ne"} for n in walk(tree))
    adds_zero = any(isinstance(n, Call) and n.op == "add" and Const(Fraction(0)) in n.args for n in walk(tree))
    negated = any(isinstance(n, Call) and n.op == "neg" and isinstance(n.args[0], Const) for n in walk(tree))
    if not (flipped or adds_zero or negated):
        assert once == tree


@settings(max_examples=200)
@given(trees(), st.fixed_dictionaries({name: st.integers(-9, 9) for name in NAMES}))
def test_a_text_called_with_numbers_is_the_value_of_its_tree(tree, row):
    text = write(tree)
    optional = [n for n in OPTIONAL if n in names_of(tree)]
    try:
        function = TextFormula(text, optional=optional)
        expected = eval(text, {**FUNCTIONS, **row})
    except (ki.KaizhouError, ArithmeticError, ValueError, TypeError):
        return
    if isinstance(expected, complex):
        return
    assert function(**{n: row[n] for n in parameters(function)}) == pytest.approx(expected, rel=1e-9, nan_ok=True)


# -- constants are exact


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 / 3", Fraction(1, 3)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("2000 / 3 * 1.5", Fraction(1000)),
        ("10 ** -2", Fraction(1, 100)),
        ("1e-3", Fraction(1, 1000)),
        (".5", Fraction(1, 2)),
        ("2 ** 0.5", Fraction("1.4142135623730951")),
        ("ln(10)", Fraction("2.302585092994046")),
        ("minimum(3, 1, 2)", Fraction(1)),
    ],
)
def test_constants_are_exact(text, value):
    assert read(text) == Const(value)
    assert read(f"a * ({text})") == Call("mul", (Ref("a"), Const(value)))


# -- what is wrong is told with its column and the way out


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ["column 1, at the end", "is missing here"]),
        ("output / / area", ["column 10, at `/ area`", "a number, a name or ( is missing"]),
        ("(a + b", ["column 7, at the end", ") is missing"]),
        ("a + b)", ["column 6", "should have ended"]),
        ("a b", ["column 3", "is a sign missing?"]),
        ("2x", ["column 2", "write 2 * x"]),
        ("a < b < c", ["column 7", "(a < b) & (b < c)"]),
        ("a and b", ["column 3", "(a < 1) & (b < 2)"]),
        ("a if b else c", ["column 3", "where(condition, a, b)"]),
        ("a + class", ["column 5", "inputs = {name = 'key'}"]),
        ("log(a)", ["column 1", "ln(x) / ln(10)"]),
        ("minimun(a)", ["'minimun'", "Did you mean 'minimum'"]),
        ("round(a)", ["decimals of the indicator"]),
        ("a.b + 1", ["column 2", "inputs = {name = 'domain.indicator'}"]),
        ("gdp@yoy", ["column 4", "inputs = {name = 'key@baseline'}"]),
        ("a ^ 2", ["column 3", "**"]),
        ("12% * a", ["column 3", "0.12"]),
        ("a × b", ["column 3", "write *"]),
        ("（a）", ["column 1", "( )"]),
        ("a = b", ["column 3", "write == to compare"]),
        ("'中央", ["column 1", "no closing quote"]),
        ("'a' + b", ["compare the text 'a' with == or !="]),
        ("where(a, 1, 2)", ["column 1", "needs a condition"]),
        ("where(1 < 2, a, b)", ["always has the same answer"]),
        ("where(a > 1, b)", ["where() takes 3, not 2"]),
        ("total()", ["total() takes one argument or more"]),
        ("total(a, at_least=3)", ["at_least=3"]),
        ("total(a, at_least=a)", ["at_least is a whole number"]),
        ("total(at_least=1, a)", ["at_least comes last"]),
        ("minimum(a, at_least=1)", ["minimum() has no at_least"]),
        ("weighted_mean(a, b)", ["two lists"]),
        ("weighted_mean([a], [1, 2])", ["1 values and 2 weights"]),
        ("[a] + b", ["column 1"]),
        ("total('at_least' = 1)", ["column 18"]),
        ("a '('", ["column 3"]),
        ("2 ** a", ["column 3", "exp(ln(base) * x)"]),
        ("1 / 0", ["column 3", "division by zero"]),
        ("a * ln(-1)", ["column 5"]),
        ("9 ** 9 ** 9", ["too large"]),
        ("1e999 * a", ["column 1", "change the unit"]),
        ("1e99999999999 * a", ["column 1", "change the unit"]),
        ("1" * 2000, ["column 1", "digits"]),
        ("(" * 3000 + "a" + ")" * 3000, ["levels of brackets"]),
        ("-" * 3000 + "a", ["levels of brackets"]),
        ("+".join(["a"] * 3000), ["total(a, b, …)"]),
        ("__import__('os')", ["no function '__import__'"]),
        ("a.__class__", ["column 2"]),
        ("lambda: a", ["column 7", "one expression"]),
        ("output\n  / / area", ["line 2, column 5, at `/ area`"]),
    ],
)
def test_a_fault_names_its_column_and_the_way_out(text, parts):
    with pytest.raises(ki.FormulaError) as caught:
        read(text)
    assert [part for part in parts if part not in str(caught.value)] == [], str(caught.value)


def test_a_place_is_counted_on_from_where_the_text_begins():
    with pytest.raises(ki.FormulaError, match=r"tea\.toml:15, column 3, at `\* b`"):
        TextFormula("a\n+ * b", place="tea.toml:14")


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"optional": ["tq"]}, "optional names 'tq'"),
        ({"parameters": ["tp"]}, "the formula uses 'tn'"),
        ({"parameters": ["tp", "tn", "tn"]}, "each once"),
        ({"parameters": ["tp", 3]}, "lists of names"),
        ({"parameters": ["tp", "tn"], "optional": ["tp"]}, "optional ones last"),
    ],
)
def test_parameters_that_do_not_fit_the_text_are_refused(how, said):
    with pytest.raises(ki.FormulaError, match=said):
        TextFormula("tp / tn", **how)


def test_a_call_that_does_not_fit_is_refused():
    with pytest.raises(ki.FormulaError, match="it takes tp, tn"):
        TextFormula("tp / tn")(1)


@settings(max_examples=400)
@given(st.text(st.sampled_from("ab12.+-*/()[],=<>&|~ '\"\\\n\tlnwhere_total%×（"), max_size=60) | st.text(max_size=40))
def test_only_the_library_s_errors_come_of_any_text(text):
    try:
        function = TextFormula(text)
        tree = trace(function)
    except ki.KaizhouError:
        return
    assert read(write(tree), parameters=parameters(function)) == tree
