"""Laws of the interval reading: nothing the formula can be lies outside, and what is called exact is reached."""

import math
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kaizhou_indicators.errors import DerivationError, MissingInputError
from kaizhou_indicators.formula.functions import exp, ln, maximum, minimum, sqrt, total, weighted_mean, where
from kaizhou_indicators.formula.interval import evaluate
from kaizhou_indicators.formula.reason import value
from kaizhou_indicators.formula.trace import trace, trace_names
from kaizhou_indicators.formula.tree import Call, Const, Ref, refs
from kaizhou_indicators.intervals import Interval
from strategies import NAMES, RATIONAL_OPS, trees

F = Fraction
WHOLE_POWERS = [F(p) for p in (-2, -1, 0, 1, 2, 3)]
UNIT = st.fractions(0, 1, max_denominator=16)
PLAIN = RATIONAL_OPS - {"where", "total", "wmean"}


@st.composite
def boxes(draw, names=NAMES, low=-5, closed=False):
    """An interval for each name: wide or a point, its ends open or closed."""
    box = {}
    for name in names:
        lo = draw(st.fractions(low, 6, max_denominator=8))
        width = draw(st.sampled_from([F(0), F(1, 10), F(1), F(4)]))
        ends = (True, True) if width == 0 or closed else draw(st.tuples(st.booleans(), st.booleans()))
        box[name] = Interval(lo, lo + width, *ends)
    return box


@st.composite
def points(draw, box):
    """A point inside of each interval."""
    return {name: draw(inside(x)) for name, x in box.items()}


def inside(x):
    return UNIT.map(lambda t: x.lo + t * (x.hi - x.lo)).filter(x.__contains__)


def bounds_of(tree, box):
    try:
        return evaluate(tree, box)
    except DerivationError:
        return assume(False)


def exact_value(tree, row):
    """The value in exact fractions, by the operators of Python; for trees without ln, exp and roots."""
    if not isinstance(tree, Call):
        return tree.value if isinstance(tree, Const) else row[tree.name]
    args = [exact_value(arg, row) for arg in tree.args]
    half = len(args) // 2
    return {
        "add": lambda: args[0] + args[1],
        "sub": lambda: args[0] - args[1],
        "mul": lambda: args[0] * args[1],
        "div": lambda: args[0] / args[1],
        "neg": lambda: -args[0],
        "abs": lambda: abs(args[0]),
        "pow": lambda: args[0] ** int(args[1]),
        "min": lambda: min(args),
        "max": lambda: max(args),
        "total": lambda: sum(args),
        "wmean": lambda: sum(map(lambda v, w: v * w, args[:half], args[half:])) / sum(args[half:]),
    }[tree.op]()


def naive(tree, box):
    """The plain interval extension: each node from the intervals of its arguments, whatever they share."""
    if not isinstance(tree, Call):
        return Interval.point(tree.value) if isinstance(tree, Const) else box[tree.name]
    if tree.op == "pow":
        power = int(tree.args[1].value)
        raised = naive(tree.args[0], box).pow(abs(power))
        return raised if power >= 0 else Interval.point(1) / raised
    args = [naive(arg, box) for arg in tree.args]
    if tree.op in {"min", "max"}:
        chosen = args[0]
        for arg in args[1:]:
            chosen = getattr(chosen, tree.op)(arg)
        return chosen
    names = {
        "add": "__add__",
        "sub": "__sub__",
        "mul": "__mul__",
        "div": "__truediv__",
        "neg": "__neg__",
        "abs": "__abs__",
    }
    return getattr(args[0], names[tree.op])(*args[1:])


@settings(deadline=None)
@given(trees(max_leaves=8, ops=RATIONAL_OPS - {"where"}, powers=WHOLE_POWERS), boxes(), st.data())
def test_every_exact_value_lies_inside(tree, box, data):
    found = bounds_of(tree, box)
    row = data.draw(points(box))
    assert exact_value(tree, row) in found.interval


@settings(deadline=None)
@given(trees(max_leaves=8), boxes(low=0), st.data())
def test_every_value_lies_inside_up_to_float_rounding(tree, box, data):
    found = bounds_of(tree, box)
    missing = data.draw(st.sets(st.sampled_from(["x", "y", "z"]), max_size=1))
    row = {n: None if n in missing else x for n, x in data.draw(points(box)).items()}
    found = bounds_of(tree, {n: None if n in missing else x for n, x in box.items()})
    result = value(tree, row)
    assume(result is not None and abs(result) < 1e12)
    slack = 1e-6 * (1 + abs(result))
    assert found.interval.lo is None or found.interval.lo <= result + slack
    assert found.interval.hi is None or found.interval.hi >= result - slack


@settings(deadline=None)
@given(trees(max_leaves=8, ops=PLAIN, powers=WHOLE_POWERS), boxes())
def test_the_result_lies_inside_the_plain_extension_and_is_it_where_inputs_occur_once(tree, box):
    found = bounds_of(tree, box)
    try:
        plain = naive(tree, box)
    except (ZeroDivisionError, ValueError):
        assume(False)
    assert found.interval.intersection(plain) == found.interval
    if found.how == "single use":
        assert found.interval == plain
    assert found.exact is (found.how != "outward")


SMOOTH = PLAIN - {"abs", "min", "max"}
TO_VERTICES = {"powers": [F(-1), F(1), F(3)], "inputs": st.sampled_from([Ref("a"), Ref("b"), Ref("c")])}


def vertices(tree, box):
    """The corners of the closed box, each with the value of the formula there and whether it belongs to the box."""
    names = [ref.name for ref in refs(tree)]
    for row in product(*[sorted({box[name].lo, box[name].hi}) for name in names]):
        corner = dict(zip(names, row, strict=True))
        yield exact_value(tree, corner), all(x in box[name] for name, x in corner.items())


@settings(deadline=None)
@given(trees(max_leaves=8, ops=PLAIN - {"abs"}, **TO_VERTICES), boxes("abc", closed=True))
def test_exact_ends_are_values_at_corners(tree, box):
    found = bounds_of(tree, box)
    assume(found.exact)
    values = [x for x, _ in vertices(tree, box)]
    assert found.interval == Interval.closed(min(values), max(values))


@settings(deadline=None)
@given(trees(max_leaves=8, ops=SMOOTH, **TO_VERTICES), boxes("abc"))
def test_an_exact_end_is_open_if_only_an_open_corner_reaches_it(tree, box):
    found = bounds_of(tree, box)
    assume(found.exact)
    try:
        corners = list(vertices(tree, box))
    except ZeroDivisionError:  # an open end where the formula has a pole
        assume(False)
    for end, closed in ((found.interval.lo, found.interval.lo_closed), (found.interval.hi, found.interval.hi_closed)):
        reached = [inside for x, inside in corners if x == end]
        assert reached
        if len(reached) == 1:
            assert closed is reached[0]
        assert closed or not any(reached)


@pytest.mark.parametrize(
    ("formula", "box", "lo", "hi"),
    [
        (
            lambda now, pct: now / (1 + pct / 100),
            {"now": ("3.35", "3.45"), "pct": ("-10.55", "-10.45")},
            3.740927,
            3.856903,
        ),
        (
            lambda now, base: (now - base) / base * 100,
            {"now": ("3.35", "3.45"), "base": ("3.75", "3.85")},
            -1000 / 77,
            -8,
        ),
        (lambda a: a * (a + 1), {"a": ("-3", "-1")}, 0, 6),
        (lambda a, b: a / (a + b), {"a": ("1", "2"), "b": ("1", "3")}, 0.25, 2 / 3),
        (lambda a: a - a + 1, {"a": ("-3", "4")}, 1, 1),
        (lambda a, b: where(a > b, a - b, 0) * 2, {"a": ("3", "4"), "b": ("1", "2")}, 2, 6),
        (lambda a: where((a > 0) | (1 / a > 5), a, -a), {"a": ("2", "4")}, 2, 4),
        (lambda a, b: minimum(a / b, 1) + maximum(b - a, 4), {"a": ("1", "2"), "b": ("6", "8")}, 13 / 3, 7.125),
        (lambda a, b, c: (a + b) / (a + b + c), {"a": ("0", "2"), "b": ("1", "3"), "c": ("0", "9")}, 0.1, 1),
        (lambda a, b, c: a * b / (a * b + c), {"a": ("1", "2"), "b": ("1", "3"), "c": ("2", "4")}, 0.2, 0.75),
        (lambda a: sqrt(a) + a, {"a": ("0", "4")}, 0, 6),
        (
            lambda a: 10 * (2.5 + 1.086 * ln(a)),
            {"a": ("26.45", "26.55")},
            25 + 10.86 * math.log(26.45),
            25 + 10.86 * math.log(26.55),
        ),
        (lambda a: sqrt(a) + a**1.5, {"a": ("4", "9")}, 10, 30),
        (lambda a: a**-0.5 / a, {"a": ("4", "9")}, 1 / 27, 0.125),
        (lambda a: exp(-a) + a, {"a": ("2", "3")}, 2 + math.exp(-2), 3 + math.exp(-3)),
        (lambda a, x=None, y=None: total(a, x, y) / a, {"a": ("1", "2"), "x": ("2", "2")}, 2, 3),
        (lambda a, x=None: weighted_mean([a, x], [2, 5]), {"a": ("1", "2")}, 1, 2),
        (lambda a, x=None: weighted_mean([a, x], [2, 3]), {"a": ("1", "2"), "x": ("6", "6")}, 4, 4.4),
    ],
)
def test_worked_examples(formula, box, lo, hi):
    found = evaluate(trace(formula), {name: Interval.closed(F(a), F(b)) for name, (a, b) in box.items()})
    assert found.exact
    assert found.interval.lo_closed is found.interval.hi_closed is not found.rounded
    assert float(found.interval.lo) == pytest.approx(lo, rel=1e-6)
    assert float(found.interval.hi) == pytest.approx(hi, rel=1e-6)


def box(**ends):
    return {name: Interval.closed(F(lo), F(hi)) for name, (lo, hi) in ends.items()}


def test_a_base_lies_where_a_printed_value_and_a_printed_change_put_it():
    found = evaluate(trace(lambda now, pct: now / (1 + pct / 100)), box(now=("3.35", "3.45"), pct=("-10.55", "-10.45")))
    assert found.interval == Interval.closed(F("3.35") / F("0.8955"), F("3.45") / F("0.8945"))
    assert (found.exact, found.how, found.rounded) == (True, "single use", False)
    change = evaluate(
        trace(lambda now, base: (now - base) / base * 100), box(now=("3.35", "3.45"), base=("3.75", "3.85"))
    )
    assert change.interval == Interval.closed(F(-1000, 77), -8)
    assert (change.exact, change.how, change.rounded) == (True, "single use", False)


def test_where_nothing_is_proved_the_result_says_so():
    found = evaluate(trace(lambda a: a * (1 - a)), box(a=(0, 1)))
    assert (found.exact, found.how) == (False, "outward")
    assert F(1, 4) in found.interval


def test_an_input_that_only_rises_is_fixed_although_another_one_turns():
    found = evaluate(trace(lambda a, b: a * (1 - a) + b / (b + 1)), box(a=(0, 1), b=(0, 1)))
    assert found.interval == Interval.closed(0, F(3, 2))
    assert found.how == "outward"


def test_an_undecided_where_takes_both_branches():
    found = evaluate(trace(lambda score: where(score >= 60, 10, score)), box(score=(59, 61)))
    assert found.interval == Interval.closed(10, 61)
    assert (found.exact, found.how) == (False, "outward")
    assert evaluate(trace(lambda a: where(a - a < 1, 1, 2)), box(a=(0, 3))).interval == Interval.point(1)


@pytest.mark.parametrize(
    ("formula", "rounded"),
    [
        (ln, True),
        (exp, True),
        (sqrt, False),
        (lambda a: a**1.5, False),
        (lambda a: a**0.3, True),
        (lambda a: sqrt(a + 1), True),
    ],
)
def test_rounding_outward_is_told_apart_from_inexactness(formula, rounded):
    found = evaluate(trace_names(formula, {"a": False}), box(a=(4, 9)))
    assert (found.exact, found.rounded) == (True, rounded)
    assert found.interval.lo <= F(formula(4.0)) <= found.interval.hi


def test_a_value_known_from_one_side_only():
    over_half = {"a": Interval(F(50), None, False, False)}
    assert evaluate(trace(lambda a: a / 100), over_half).interval == Interval(F(1, 2), None, False, False)
    assert evaluate(trace(lambda a: 1 / a), over_half).interval == Interval(F(0), F(1, 50), False, False)
    assert evaluate(trace(lambda a: a + a), over_half).interval == Interval(F(100), None, False, False)
    assert evaluate(trace(lambda a: (a - 20) - a), over_half).interval == Interval.point(-20)


@pytest.mark.parametrize(
    ("formula", "inputs", "message"),
    [
        (lambda a, b: a / b, box(a=(1, 2), b=(-1, 1)), r"b may be zero in a / b, for it lies in"),
        (lambda a, b: 1 + a / (b - 2), box(a=(1, 2), b=(2, 3)), r"b - 2 may be zero in a / \(b - 2\)"),
        (ln, box(x=(0, 1)), r"x may be zero or negative in ln\(x\)"),
        (sqrt, box(x=(-1, 1)), r"x may be negative in sqrt\(x\)"),
        (lambda a: a**-1, box(a=(0, 1)), r"a may be zero in a \*\* \(-1\)"),
        (lambda a: where(a > 0, 1 / a, 0), box(a=(-1, 1)), r"a may be zero in 1 / a.*choose with where"),
    ],
)
def test_what_may_be_undefined_is_named_with_the_way_out(formula, inputs, message):
    with pytest.raises(DerivationError, match=message):
        evaluate(trace(formula), inputs)


def test_an_open_corner_is_not_reached_even_where_the_slope_is_zero_elsewhere():
    inputs = {"a": Interval(0, 1, hi_closed=False), "b": Interval.closed(0, 1)}
    assert evaluate(trace(lambda a, b: a * b + b * a), inputs).interval == Interval(0, 2, hi_closed=False)
    assert evaluate(trace(lambda a, b: maximum(a, 1) + b + a - a), inputs).interval == Interval.closed(1, 2)


def test_what_is_missing_is_named_unless_it_may_be_skipped():
    tree = trace(lambda a, x=None, y=None: total(a, x, y, at_least=2))
    assert evaluate(tree, box(a=(1, 2), y=(3, 4))).interval == Interval.closed(4, 6)
    with pytest.raises(MissingInputError, match=r"needs at least 2 of a, x, y; present: 1 \(missing: x, y\)"):
        evaluate(tree, {**box(a=(1, 2)), "x": None})
    with pytest.raises(MissingInputError, match="a is missing"):
        evaluate(tree, box(x=(1, 2), y=(3, 4)))
    with pytest.raises(MissingInputError, match="b is missing"):
        evaluate(trace(lambda a, b: where(a > 3, a, b)), box(a=(3, 4)))
    assert evaluate(trace(lambda a, b: where(a > 2, a, b)), box(a=(3, 4))).interval == Interval.closed(3, 4)


def test_a_divisor_is_looked_at_as_closely_as_the_result():
    found = evaluate(trace(lambda a, b: b / (a - a / 2)), box(a=(2, 4), b=(1, 1)))
    assert found.interval == Interval.closed(F(1, 2), 1)
