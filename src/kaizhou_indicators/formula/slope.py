"""The slope of a tree in one of its inputs, as a tree: exact rules, so that what cancels can be seen to cancel.

A corner of ``abs``, ``min`` or ``max`` becomes a ``where`` between the slopes of its two sides; a jump (a ``where``
of the formula itself) has no slope. Trees here hold neither ``total`` nor ``wmean``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache, reduce

import attrs

from .tree import Call, Const, Node, refs

ZERO, ONE = Const(Fraction(0)), Const(Fraction(1))


@lru_cache(maxsize=1024)
def slope(node: Node, name: str) -> Node | None:
    """Return the derivative in an input; None where the node may jump.

    >>> from kaizhou_indicators.formula.show import show
    >>> from kaizhou_indicators.formula.trace import trace
    >>> show(slope(trace(lambda part, rest: part / (part + rest)), "part"))
    '(part + rest - part) / (part + rest) ** 2'
    """
    if not any(ref.name == name for ref in refs(node)):
        return ZERO
    if not isinstance(node, Call):
        return ONE
    if node.op in {"min", "max"} and len(node.args) > 2:
        return slope(reduce(lambda a, b: Call(node.op, (a, b)), node.args), name)
    below = [slope(arg, name) for arg in node.args] if node.op in _RULES else [None]
    known = [s for s in below if s is not None]
    return _RULES[node.op](node, *known) if len(known) == len(below) else None


def _sum(a: Node, b: Node) -> Node:
    return b if a == ZERO else a if b == ZERO else Call("add", (a, b))


def _difference(a: Node, b: Node) -> Node:
    if a == b:
        return ZERO
    return a if b == ZERO else Call("neg", (b,)) if a == ZERO else Call("sub", (a, b))


def _product(a: Node, b: Node) -> Node:
    if ZERO in (a, b):
        return ZERO
    return b if a == ONE else a if b == ONE else Call("mul", (a, b))


def _quotient(a: Node, b: Node) -> Node:
    return ZERO if a == ZERO else Call("div", (a, b))


def _of_quotient(node: Call, du: Node, dv: Node) -> Node:
    u, v = node.args
    if dv == ZERO:
        return _quotient(du, v)
    return _quotient(_difference(_product(du, v), _product(u, dv)), Call("pow", (v, Const(Fraction(2)))))


def _of_power(node: Call, du: Node, dv: Node) -> Node:
    u, v = node.args
    if not isinstance(v, Const) or isinstance(v.value, str):
        return _product(node, _sum(_product(dv, Call("ln", (u,))), _quotient(_product(v, du), u)))
    if v.value == 0:
        return ZERO
    lower = ONE if v.value == 1 else u if v.value == 2 else attrs.evolve(node, args=(u, Const(v.value - 1)))
    return _product(_product(v, lower), du)


def _of_choice(node: Call, *slopes: Node) -> Node:
    """Slope of minimum and maximum: of the side that is chosen."""
    if len(slopes) == 1 or slopes[0] == slopes[1]:
        return slopes[0]
    return Call("where", (Call("le" if node.op == "min" else "ge", node.args), *slopes))


def _of_abs(node: Call, du: Node) -> Node:
    return Call("where", (Call("ge", (node.args[0], ZERO)), du, Call("neg", (du,))))


def _of_root(node: Call, du: Node) -> Node:
    return _of_power(Call("pow", (node.args[0], Const(Fraction(1, 2)))), du, ZERO)


_RULES: Mapping[str, Callable[..., Node]] = {
    "add": lambda _node, du, dv: _sum(du, dv),
    "sub": lambda _node, du, dv: _difference(du, dv),
    "mul": lambda node, du, dv: _sum(_product(du, node.args[1]), _product(node.args[0], dv)),
    "div": _of_quotient,
    "neg": lambda _node, du: Call("neg", (du,)),
    "abs": _of_abs,
    "pow": _of_power,
    "ln": lambda node, du: _quotient(du, node.args[0]),
    "exp": _product,
    "sqrt": _of_root,
    "min": _of_choice,
    "max": _of_choice,
}
