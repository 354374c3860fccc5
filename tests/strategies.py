"""Hypothesis strategies of the project's own tests: trees of formulas and rows of values."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from hypothesis import strategies as st

from kaizhou_indicators.formula.tree import COMPARISONS, OPS, Call, Const, Node, Ref

REQUIRED = ("a", "b", "c")
OPTIONAL = ("x", "y", "z")
NAMES = REQUIRED + OPTIONAL
POWERS = tuple(Fraction(p) for p in ("-2", "-1", "0", "1", "2", "3", "0.5", "-0.5", "1.5"))
RATIONAL_OPS = frozenset(OPS) - {"ln", "exp", "sqrt"}

INPUTS = st.sampled_from([*(Ref(n) for n in REQUIRED), *(Ref(n, optional=True) for n in OPTIONAL)])
NUMBERS = st.sampled_from(["0", "1", "2", "10", "100", "-1", "-2.5", "0.01", "1.086", "2.5", "2000/3", "-7/3"])
CONSTANTS = NUMBERS.map(lambda text: Const(Fraction(text)))


def trees(
    max_leaves: int = 10,
    ops: Collection[str] = frozenset(OPS),
    inputs: st.SearchStrategy[Ref] = INPUTS,
    powers: Iterable[Fraction] = POWERS,
) -> st.SearchStrategy[Node]:
    """Draw formulas: trees that are a number, with conditions only where a condition belongs.

    ``ops`` restricts the operations, ``inputs`` the leaves; ``x, y, z`` are optional inputs, ``a, b, c`` required.
    """
    exponents = tuple(powers)
    return st.recursive(
        st.one_of(inputs, inputs, CONSTANTS),
        lambda below: _calls(below, frozenset(ops), exponents),
        max_leaves=max_leaves,
    )


def _calls(
    below: st.SearchStrategy[Node], ops: frozenset[str], powers: tuple[Fraction, ...]
) -> st.SearchStrategy[Node]:
    drawn = {op: st.tuples(below, below) for op in ("add", "sub", "mul", "div")}
    drawn |= {op: st.tuples(below) for op in ("neg", "abs", "ln", "exp", "sqrt")}
    drawn |= {op: st.lists(below, min_size=1, max_size=3).map(tuple) for op in ("min", "max")}
    drawn["pow"] = st.tuples(below, st.sampled_from(powers).map(Const))
    drawn["where"] = st.tuples(conditions(below, ops), below, below)
    calls = [args.map(lambda a, op=op: Call(op, a)) for op, args in sorted(drawn.items()) if op in ops]
    calls += [_skipping(op, below) for op in ("total", "wmean") if op in ops]
    return st.one_of(calls)


def conditions(below: st.SearchStrategy[Node], ops: Collection[str] = frozenset(OPS)) -> st.SearchStrategy[Node]:
    """Draw conditions over the given numbers."""
    comparison = st.builds(
        lambda op, a, b: Call(op, (a, b)), st.sampled_from(sorted(COMPARISONS & set(ops))), below, below
    )
    two = st.builds(lambda op, a, b: Call(op, (a, b)), st.sampled_from(["and", "or"]), comparison, comparison)
    return st.one_of(comparison, comparison, two, comparison.map(lambda c: Call("not", (c,))))


@st.composite
def _skipping(draw: st.DrawFn, op: str, below: st.SearchStrategy[Node]) -> Node:
    values = draw(st.lists(below, min_size=1, max_size=4))
    at_least = draw(st.integers(1, len(values)))
    if op == "total":
        return Call(op, tuple(values), at_least)
    weights = [draw(st.one_of(CONSTANTS, CONSTANTS, below)) for _ in values]
    return Call(op, (*values, *weights), at_least)


DECIMALS = st.decimals(min_value=-1000, max_value=1000, places=3).map(float)
VALUES = st.one_of(
    DECIMALS,
    DECIMALS,
    st.sampled_from([None, 0.0, -1.0, 1.0, 59.9, 60.0, 1e-300, 1e6, 1e300, -1e300, float("inf"), float("-inf")]),
)


def rows(names: Iterable[str] = NAMES) -> st.SearchStrategy[dict[str, float | None]]:
    """Draw one row: a value for each name, among them None, 0, negatives, decimals, 1e300 and infinity; never NaN."""
    return st.fixed_dictionaries(dict.fromkeys(names, VALUES))
