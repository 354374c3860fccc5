"""The tree of a formula: small immutable nodes with structural equality, and how to walk them.

Everything that a formula can say is an operation of ``OPS``; every reading interprets these and no others.
A formula never sees a node: it handles the facade of ``values.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

import attrs

#: operation -> meaning. ``total`` and ``wmean`` skip arguments whose optional inputs are missing.
OPS: Mapping[str, str] = {
    "add": "a + b",
    "sub": "a - b",
    "mul": "a × b",
    "div": "a ÷ b, undefined for b = 0",
    "neg": "-a",
    "abs": "|a|",
    "pow": "a to a constant power",
    "ln": "natural logarithm, undefined for a ≤ 0",
    "exp": "e to the a",
    "sqrt": "square root, undefined for a < 0",
    "min": "the least of the arguments, all of them defined",
    "max": "the greatest of the arguments, all of them defined",
    "where": "where(condition, a, b): only the branch taken has to be defined",
    "total": "sum of the arguments present, at least ``at_least`` of them",
    "wmean": "Σwx/Σw over the pairs present, at least ``at_least`` of them; values first, then weights",
    "lt": "a < b",
    "le": "a ≤ b",
    "gt": "a > b",
    "ge": "a ≥ b",
    "eq": "a = b",
    "ne": "a ≠ b",
    "and": "both",
    "or": "either",
    "not": "not a",
}

COMPARISONS = frozenset({"lt", "le", "gt", "ge", "eq", "ne"})
LOGIC = frozenset({"and", "or", "not"})


@attrs.frozen(cache_hash=True)
class Const:
    """A constant: an exact number (``0.01`` is 1/100) or the text of a setting's choice."""

    value: Fraction | str


@attrs.frozen(cache_hash=True)
class Ref:
    """An input by the name of the formula's parameter; ``optional`` if the parameter defaults to None."""

    name: str
    optional: bool = False


@attrs.frozen(cache_hash=True)
class Call:
    """An operation on nodes. ``at_least`` belongs to ``total`` and ``wmean`` only."""

    op: str
    args: tuple[Node, ...]
    at_least: int = 1


Node = Const | Ref | Call


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and everything below it, depth first, arguments from left to right."""
    yield node
    if isinstance(node, Call):
        for arg in node.args:
            yield from walk(arg)


def size(node: Node) -> int:
    """Return how many nodes the tree has; a part used twice counts twice, and is looked at once."""
    sizes: dict[int, int] = {}

    def count(n: Node) -> int:
        if id(n) not in sizes:
            sizes[id(n)] = 1 + (sum(map(count, n.args)) if isinstance(n, Call) else 0)
        return sizes[id(n)]

    return count(node)


def refs(node: Node) -> tuple[Ref, ...]:
    """Return the inputs that the tree uses, each once, in order of first use."""
    return tuple(dict.fromkeys(n for n in walk(node) if isinstance(n, Ref)))


def optional_refs(node: Node) -> tuple[Ref, ...]:
    """Return the optional inputs below a node."""
    return tuple(r for r in refs(node) if r.optional)


def is_condition(node: Node) -> bool:
    """Say whether the node is true or false rather than a number."""
    return isinstance(node, Call) and (node.op in COMPARISONS or node.op in LOGIC)


def pairs(call: Call) -> tuple[tuple[Node, Node], ...]:
    """Return the (value, weight) pairs of a ``wmean``."""
    half = len(call.args) // 2
    return tuple(zip(call.args[:half], call.args[half:], strict=True))


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return the tree with ``change`` applied to every node, from the leaves up."""
    if isinstance(node, Call):
        node = attrs.evolve(node, args=tuple(rebuild(arg, change) for arg in node.args))
    return change(node)


def substitute(node: Node, values: Mapping[str, Node]) -> Node:
    """Replace inputs by other nodes (settings by their values, inputs by formulas)."""
    return rebuild(node, lambda n: values.get(n.name, n) if isinstance(n, Ref) else n)
