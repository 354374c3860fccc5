"""One meaning of "defined": every engine gives the reference's value in the same rows, and null in the same rows."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engines import ENGINES
from kaizhou_indicators.formula.guard import specialise
from kaizhou_indicators.formula.reason import value
from kaizhou_indicators.formula.tree import Call, Node, refs
from strategies import NAMES, OPTIONAL, REQUIRED, rows, trees

TABLES = st.lists(rows(), min_size=1, max_size=12)


def same(ours: float | None, reference: float | None) -> bool:
    if ours is None or reference is None:
        return ours is reference
    return math.isclose(ours, reference, rel_tol=1e-9, abs_tol=1e-300)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(tree=trees(), table=TABLES)
def test_every_engine_agrees_with_the_reference(engine: str, tree: Node, table: list[dict[str, float | None]]) -> None:
    assume(refs(tree))  # a constant alone has one row, whatever the table
    ours = ENGINES[engine](tree, table)
    reference = [value(tree, row) for row in table]
    assert len(ours) == len(reference)
    for mine, theirs, row in zip(ours, reference, table, strict=True):
        assert same(mine, theirs), (mine, theirs, row)


@settings(max_examples=200, deadline=None)
@given(tree=trees(), row=rows(), absent=st.sets(st.sampled_from(OPTIONAL)))
def test_a_tree_without_absent_inputs_means_the_same_as_with_them_missing(
    tree: Node, row: dict[str, float | None], absent: set[str]
) -> None:
    special = specialise(tree, absent)
    reference = value(tree, {**row, **dict.fromkeys(absent)})
    if special is None:
        assert reference is None or _branch_not_taken(tree)
    else:
        assert {r.name for r in refs(special)}.isdisjoint(absent)
        assert same(value(special, row), reference)


def _branch_not_taken(tree: Node) -> bool:
    """An input used only in a branch that is not taken need not be there."""
    from kaizhou_indicators.formula.tree import walk

    return any(isinstance(n, Call) and n.op in {"where", "total", "wmean"} for n in walk(tree))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_missing_part_never_completes_a_plan(engine: str) -> None:
    """min(actual / plan, 1) with a missing actual is null, not 100 %."""
    from kaizhou_indicators import minimum
    from kaizhou_indicators.formula.trace import trace

    tree = trace(lambda a, b: minimum(a / b, 1))
    table = [dict.fromkeys(NAMES), {**dict.fromkeys(NAMES), "b": 2.0}, {**dict.fromkeys(NAMES), "a": 1.0, "b": 2.0}]
    assert ENGINES[engine](tree, table) == [None, None, 0.5]


def test_names_cover_required_and_optional_inputs() -> None:
    assert set(NAMES) == set(REQUIRED) | set(OPTIONAL)
