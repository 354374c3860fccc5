"""Laws of the reference: what is defined, what the value is, and what the reason names."""

import math
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kaizhou_indicators.formula.functions import clip, exp, ln, maximum, minimum, sqrt, total, weighted_mean, where
from kaizhou_indicators.formula.reason import holds, reason, value
from kaizhou_indicators.formula.trace import trace
from kaizhou_indicators.formula.tree import OPS, Call, Const, Ref, refs
from strategies import NAMES, conditions, rows, trees

FORMULAS = [
    lambda a, b: a / b,
    lambda a, b: (a - b) / b * 100,
    lambda a, b: minimum(a / b, 1) * 100,
    lambda a, b: 10 * (2.5 + 1.086 * ln(a)) - b,
    lambda a, b: where((a >= 60) & (b < 0) | (a == b), a, b * 2),
    lambda a, b: sqrt(a) ** 3 + exp(-abs(b)),
    lambda a, b: (a + 1) ** -2 - clip(b, 0, 1) + maximum(a, b, 3),
    lambda a, b: total(a, b, 1) + weighted_mean([a, b], [2, 5]),
]
NONE_TO_SKIP = frozenset(OPS) - {"where", "total", "wmean"}
NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=3).map(float)


@given(st.sampled_from(FORMULAS), NUMBERS, NUMBERS)
def test_the_value_is_what_a_plain_call_of_the_formula_gives(formula, a, b):
    try:
        plain = formula(a, b)
    except (ZeroDivisionError, ValueError):
        plain = None
    assert value(trace(formula), {"a": a, "b": b}) == (plain if plain is None else pytest.approx(plain, rel=1e-12))


@given(trees(), rows())
@example(Call("exp", (Ref("a"),)), dict.fromkeys(NAMES, 1000.0))
@example(Call("total", (Ref("x", True), Ref("y", True)), 2), dict.fromkeys(NAMES))
def test_there_is_a_reason_exactly_where_there_is_no_value(tree, row):
    result = value(tree, row)
    assert (reason(tree, row) is None) is (result is not None)
    assert result is None or math.isfinite(result)


@given(conditions(trees(max_leaves=4)), rows())
def test_a_condition_has_a_reason_exactly_where_it_neither_holds_nor_fails(condition, row):
    decided = holds(condition, row)
    assert (reason(condition, row) is None) is (decided is not None)
    assert value(condition, row) == decided


@given(trees(ops=NONE_TO_SKIP), rows(), st.data())
def test_a_missing_input_makes_the_result_undefined_and_is_named(tree, row, data):
    used = refs(tree)
    assume(used)
    lost = data.draw(st.sampled_from(used)).name
    assume(value(tree, row) is not None)
    assert value(tree, row | {lost: None}) is None
    assert reason(tree, row | {lost: None}) == f"{lost} is missing"
    assert reason(tree, row | {lost: math.nan}) == f"{lost} is missing"


@given(conditions(trees(max_leaves=3)), trees(max_leaves=4), trees(max_leaves=4), rows())
def test_where_asks_only_for_the_branch_taken(condition, a, b, row):
    decided = holds(condition, row)
    expected = None if decided is None else value(a if decided else b, row)
    assert value(Call("where", (condition, a, b)), row) == expected


@given(st.lists(st.one_of(st.none(), NUMBERS), min_size=1, max_size=6), st.data())
def test_sum_and_mean_are_taken_over_what_is_present(values, data):
    at_least = data.draw(st.integers(1, len(values)))
    names = [f"x{i}" for i in range(len(values))]
    inputs = tuple(Ref(name, optional=True) for name in names)
    weights = tuple(Const(Fraction(i)) for i in range(1, len(values) + 1))
    row = dict(zip(names, values, strict=True))
    present = [(i, v) for i, v in enumerate(values, 1) if v is not None]
    added, mean = value(Call("total", inputs, at_least), row), value(Call("wmean", inputs + weights, at_least), row)
    if len(present) < at_least:
        assert added is None
        assert mean is None
    else:
        assert added == pytest.approx(math.fsum(v for _, v in present), abs=1e-9)
        assert mean == pytest.approx(math.fsum(i * v for i, v in present) / sum(i for i, _ in present), abs=1e-9)


@pytest.mark.parametrize(
    ("formula", "row", "expected"),
    [
        (lambda chla: 2 + ln(chla), {"chla": None}, "chla is missing"),
        (lambda chla: 2 + ln(chla), {}, "chla is missing"),
        (lambda done, plan: done / plan, {"done": 3, "plan": 0}, "undefined: plan = 0 in done / plan"),
        (lambda chla: 2 + ln(chla), {"chla": -1.0}, "undefined: ln(chla) with chla = -1"),
        (lambda a, b: sqrt(a - b), {"a": 1.5, "b": Fraction(9, 4)}, "undefined: sqrt(a - b) with a = 1.5, b = 2.25"),
        (lambda a, b: a / (b - 2), {"a": 1, "b": 2}, "undefined: b - 2 = 0 in a / (b - 2) with b = 2"),
        (lambda a: 1 + a**-1, {"a": 0}, "undefined: a ** (-1) with a = 0"),
        (lambda a: a**0.5, {"a": -4}, "undefined: a ** 0.5 with a = -4"),
        (lambda a: exp(a) - 1, {"a": 1000}, "result is not finite: exp(a) - 1 with a = 1000"),
        (lambda a, x=None: a + x, {"a": 1, "x": None}, "x is missing"),
        (lambda a, x=None: total(a / x, a), {"a": 1, "x": 0}, "undefined: x = 0 in a / x"),
        (lambda a, x=None: total(a, x), {"x": 1}, "a is missing"),
        (
            lambda x=None, y=None, z=None: total(x, y, z, at_least=2),
            {"y": 1},
            "needs at least 2 of x, y, z; present: 1 (missing: x, z)",
        ),
        (
            lambda a, x=None: weighted_mean([a, x], [a, -1]),
            {"a": 1, "x": 3},
            "undefined: the weights present add up to 0 in weighted_mean([a, x], [a, -1], at_least=1)",
        ),
        (lambda a, b: where(a > 0, 1, 1 / b), {"a": 0, "b": 0}, "undefined: b = 0 in 1 / b"),
        (lambda a, b: where(a > 0, 1, 1 / b), {"b": 1}, "a is missing"),
    ],
)
def test_the_reason_names_the_sub_expression(formula, row, expected):
    assert reason(trace(formula), row) == expected


def test_the_reason_calls_the_inputs_as_the_reader_does():
    titles = {"done": "已完成", "plan": "计划"}
    tree = trace(lambda done, plan: done / plan)
    assert reason(tree, {"done": 3, "plan": 0}, titles.__getitem__) == "undefined: 计划 = 0 in 已完成 / 计划"


def test_a_condition_with_an_undefined_part_is_undefined_whatever_the_other_part_says():
    tree = trace(lambda a, b: where((b != 0) & (a / b > 1), 1, 0))
    assert value(tree, {"a": 3, "b": 2}) == 1
    assert value(tree, {"a": 3, "b": 0}) is None


def test_an_overflow_on_the_way_is_infinite_and_only_the_result_has_to_be_finite():
    row = {"a": 1000.0, "b": 1e300}
    assert value(trace(lambda a: 1 / exp(a)), row) == 0.0
    assert value(trace(lambda b: 1 / (b * b)), row) == 0.0
    assert value(trace(lambda b: (-b) ** 3 + 1), row) is None
    assert reason(trace(lambda b: where(b * b - b * b < 1, 1, 0)), row) == (
        "result is not finite: b * b - b * b with b = 1e+300"
    )


def test_the_text_of_a_setting_is_compared_as_text():
    choice = Call("eq", (Const("central"), Const("central")))
    assert holds(choice, {}) is True
    assert value(Call("where", (choice, Const(Fraction(1)), Ref("a"))), {}) == 1.0
