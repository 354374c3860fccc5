"""Numbers of a formula in the laws: its value for a row, its whole tree down to what is measured, nearness of floats."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ...engine.registry import Registry
from ...errors import DerivationError
from ...formula.interval import evaluate
from ...formula.settled import settled
from ...formula.tree import Call, Const, Node, refs, substitute, walk
from ...intervals import Interval
from ...references import Reference

__all__ = ["close", "composed", "divisors", "in_the_rounding_of", "plain", "set_tree"]

_SLACK = 1e-9


def close(a: float | None, b: float | None, scale: float = 1.0) -> bool:
    """Say whether two numbers are the same but for rounding; missing is only like missing."""
    if a is None or b is None:
        return a is b
    return math.isclose(a, b, rel_tol=_SLACK, abs_tol=_SLACK * min(scale, 1.0))


def plain(registry: Registry, value: Any, key: str) -> float | None:
    """Return a cell of a table, or a derived quantity, as a bare number; a grade as its position."""
    if value is None or value != value:  # noqa: PLR0124  # NaN is missing
        return None
    if isinstance(value, str):
        return float(registry[Reference.parse(key).key].labels.index(value) + 1)
    return float(getattr(value, "position", getattr(value, "magnitude", value)))


def set_tree(registry: Registry, tree: Node) -> Node:
    """Return a tree with the settings' values in it."""
    values = {
        name: Const(value if isinstance(value, str) else Fraction(str(value)))
        for name, value in registry.settings.items()
    }
    return settled(substitute(tree, values))


def composed(registry: Registry, key: str) -> Node:
    """Return the tree of a formula over what is measured: the formulas of its inputs put in."""
    formula = registry.parts.formulas[key]
    inputs = {need: composed(registry, need) for need in formula.needs if need in registry.parts.formulas}
    return set_tree(registry, substitute(formula.bare, inputs))


def in_the_rounding_of(tree: Node, row: Mapping[str, Any], number: float | None, slack: Fraction) -> bool:
    """Say whether a number is one that the formula takes while each input moves by the rounding of a float.

    At a limit of a class the last bit of an input decides; where the formula may be undefined so near, any result will do.
    """
    box = {name: Interval.closed(v - slack * abs(v), v + slack * abs(v)) for name, v in row.items() if v is not None}
    try:
        found = evaluate(tree, box).interval
    except DerivationError:
        return True
    if number is None:
        return False
    near = Fraction(_SLACK * max(1.0, abs(number)))
    return found.intersects(Interval.closed(Fraction(number) - near, Fraction(number) + near))


def divisors(tree: Node) -> tuple[str, ...]:
    """Return the inputs that stand below a fraction line somewhere."""
    below = [node.args[1] for node in walk(tree) if isinstance(node, Call) and node.op == "div"]
    return tuple(dict.fromkeys(ref.name for node in below for ref in refs(node)))
