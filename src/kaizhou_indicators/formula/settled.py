"""Settled choices: a ``where`` whose condition holds constants alone (a setting's value) is the branch it takes.

What stands in the other branch is then no input, so nobody is asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from .tree import Call, Const, Node, rebuild

_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {"eq": eq, "ne": ne, "lt": lt, "le": le, "gt": gt, "ge": ge}


def settled(node: Node) -> Node:
    """Return the tree with every settled choice replaced by the branch taken.

    >>> from .tree import Ref
    >>> choice = Call("where", (Call("eq", (Const("narrow"), Const("narrow"))), Ref("townships"), Ref("all_of_them")))
    >>> settled(choice)
    Ref(name='townships', optional=False)
    """
    return rebuild(node, _taken)


def _taken(node: Node) -> Node:
    if not isinstance(node, Call) or node.op != "where":
        return node
    condition, a, b = node.args
    holds = _decided(condition)
    return node if holds is None else a if holds else b


def _decided(condition: Node) -> bool | None:
    """Say whether a condition holds; None where that depends on data."""
    if not isinstance(condition, Call):
        return None
    if condition.op in _COMPARED:
        a, b = condition.args
        both = isinstance(a, Const) and isinstance(b, Const) and isinstance(a.value, str) == isinstance(b.value, str)
        return _COMPARED[condition.op](a.value, b.value) if both else None  # type: ignore[union-attr]  # both are Const
    parts = [_decided(arg) for arg in condition.args]
    if condition.op == "not":
        return None if parts[0] is None else not parts[0]
    decisive = condition.op == "or"
    if condition.op not in {"and", "or"} or (decisive not in parts and None in parts):
        return None
    return decisive if decisive in parts else not decisive
