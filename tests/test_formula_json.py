"""Laws of the JSON form: a round trip is lossless, reading is strict and survives hostile input."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaizhou_indicators.errors import FormulaError
from kaizhou_indicators.formula.functions import ln, total, weighted_mean, where
from kaizhou_indicators.formula.json import DEPTH, from_json, to_json
from kaizhou_indicators.formula.trace import trace
from kaizhou_indicators.formula.tree import Call, Const, Ref
from strategies import conditions, trees

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["add", "ln", "1.5", "1/0"]),
    lambda below: st.lists(below) | st.dictionaries(st.text() | st.sampled_from(["input", "total", "at_least"]), below),
)


@given(trees() | conditions(trees(max_leaves=4)))
def test_a_tree_written_and_read_again_is_the_same_tree(tree):
    text = json.dumps(to_json(tree), ensure_ascii=False)
    assert from_json(json.loads(text)) == tree


@given(trees(max_leaves=4), trees(max_leaves=4))
def test_equal_json_means_equal_trees(a, b):
    assert (to_json(a) == to_json(b)) is (a == b)


@given(st.fractions())
def test_numbers_are_exact(number):
    assert from_json(to_json(Const(number))) == Const(number)


@given(JSON)
def test_whatever_is_read_is_a_tree_or_a_formula_error(data):
    try:
        tree = from_json(data)
    except FormulaError:
        with pytest.raises(FormulaError, match=r"formula JSON at \$"):
            from_json(data)
    else:
        assert from_json(to_json(tree)) == tree


def test_the_form_is_the_one_that_is_documented():
    assert to_json(trace(lambda chla: 10 * (2.5 + 1.086 * ln(chla)))) == [
        "mul",
        "10",
        ["add", "2.5", ["mul", "1.086", ["ln", {"input": "chla"}]]],
    ]
    assert to_json(trace(lambda a, sd=None: total(a, sd / 3, at_least=2))) == {
        "total": [{"input": "a"}, ["div", {"input": "sd", "optional": True}, "3"]],
        "at_least": 2,
    }
    assert to_json(trace(lambda a, b: weighted_mean([a, b], [2, 5]))) == {
        "wmean": [[{"input": "a"}, "2"], [{"input": "b"}, "5"]],
        "at_least": 1,
    }
    assert to_json(Call("eq", (Ref("level"), Const("中央")))) == ["eq", {"input": "level"}, {"text": "中央"}]
    assert to_json(Const(Fraction(2000, 3))) == "2000/3"
    assert to_json(trace(lambda a: where(a >= 0, a, -a))) == [
        "where",
        ["ge", {"input": "a"}, "0"],
        {"input": "a"},
        ["neg", {"input": "a"}],
    ]


A = {"input": "a"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, r"at \$: None is no node"),
        (["mul", 10, A], r"at \$\[1\]: 10 is no node; write a number as text"),
        (["add", A, ["lnn", A]], r"at \$\[2\]: unknown operation 'lnn'. Did you mean 'ln'\?"),
        ([], r"at \$: unknown operation None. A list begins"),
        (["present", A], r"at \$: unknown operation 'present'"),
        (["add", A], r"at \$: 'add' takes 2, not 1 arguments"),
        (["min"], r"at \$: 'min' takes one or more, not 0"),
        (["where", A, A, A], r"at \$: `where` needs a condition"),
        (["add", ["lt", A, A], A], r"at \$: `add` needs a number"),
        (["add", {"text": "t"}, A], r"at \$: a formula may compare the text 't'"),
        (["total", A, A], r"at \$: 'total' is written"),
        ({"total": [], "at_least": 1}, r"at \$\.total: list is no list of one or more"),
        ({"total": [A, ["add"]], "at_least": 1}, r"at \$\.total\[1\]: 'add' takes 2, not 0"),
        ({"total": [A], "at_least": 2}, r"at \$\.at_least: 2 is no whole number from 1 to 1"),
        ({"total": [A], "at_least": True}, r"at \$\.at_least: True is no whole number"),
        ({"wmean": [[A]], "at_least": 1}, r"at \$\.wmean\[0\]: list is no pair"),
        ({"wmean": [[A, 2]]}, r"at \$\.wmean\[0\]\[1\]: 2 is no node"),
        ({"input": "a", "optional": 1}, r"at \$\.optional: 1 is neither"),
        ({"input": ""}, r"at \$\.input: an input needs a name"),
        ({"input": 3}, r"at \$\.input: 3 is no text"),
        ({"input": "a", "unit": "m"}, r"at \$: unexpected key 'unit' beside 'input'"),
        ({"ref": "a"}, r"at \$: an object holds one of input, text, total, wmean"),
        ("1/0", r"'1/0' is no number"),
        ("1e9", r"'1e9' is no number"),
        (" 1", r"is no number"),
        ("٣", r"is no number"),
        ("9" * 5000, r"is no number"),
        ("__import__('os').getcwd()", r"is no number"),
    ],
)
def test_a_fault_names_its_path(data, message):
    with pytest.raises(FormulaError, match=message):
        from_json(data)


def test_depth_is_limited_in_both_directions():
    deep, tree = "1", Const(Fraction(1))
    for _ in range(DEPTH - 1):
        deep, tree = ["neg", deep], Call("neg", (tree,))
    assert from_json(deep) == tree
    assert to_json(tree) == deep
    for _ in range(50_000):
        deep = ["neg", deep]
    with pytest.raises(FormulaError, match=f"deeper than {DEPTH} levels"):
        from_json(deep)
    with pytest.raises(FormulaError, match="longer than JSON may hold"):
        to_json(Const(Fraction(10**1001)))
    with pytest.raises(FormulaError, match=f"deeper than {DEPTH} levels"):
        to_json(Call("neg", (tree,)))
