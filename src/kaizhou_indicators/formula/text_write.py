"""A tree as the text that ``text.py`` reads back to the same tree: with every bracket that order needs.

``show`` writes for people and leaves out brackets that change no value; here ``a * (b / c)`` keeps its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from .show import NAMES, number_text
from .tree import Call, Const, Node, Ref, pairs

#: operation -> (how tightly it binds, its sign), as in Python
_INFIX = {
    "eq": (1, "=="),
    "ne": (1, "!="),
    "lt": (1, "<"),
    "le": (1, "<="),
    "gt": (1, ">"),
    "ge": (1, ">="),
    "or": (2, "|"),
    "and": (3, "&"),
    "add": (4, "+"),
    "sub": (4, "-"),
    "mul": (5, "*"),
    "div": (5, "/"),
    "pow": (7, "**"),
}
_PREFIX = {"neg": "-", "not": "~"}
_UNARY, _ATOM = 6, 8


def write(node: Node, name: Callable[[str], str] = str) -> str:
    """Return the tree as text; ``name`` maps the inputs' names.

    >>> from kaizhou_indicators.formula.trace import trace
    >>> write(trace(lambda a, b, c: a * (b / c) - -2.5))
    'a * (b / c) - -2.5'
    """
    return _write(node, name)[0]


def _write(node: Node, name: Callable[[str], str]) -> tuple[str, int]:
    """Return the text, and how tightly it binds."""
    if isinstance(node, Ref):
        return name(node.name), _ATOM
    if isinstance(node, Const):
        return _constant(node.value)
    if node.op in _INFIX:
        return _infix(node, name)
    if node.op in _PREFIX:
        return f"{_PREFIX[node.op]}{_bound(_write(node.args[0], name), _UNARY)}", _UNARY
    return _function(node, name), _ATOM


def _constant(value: Fraction | str) -> tuple[str, int]:
    if isinstance(value, str):
        said = value.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{said}'", _ATOM
    text = number_text(value)
    return text, _INFIX["div"][0] if "/" in text else _UNARY if value < 0 else _ATOM


def _infix(node: Call, name: Callable[[str], str]) -> tuple[str, int]:
    level, sign = _INFIX[node.op]
    left, right = (_write(arg, name) for arg in node.args)
    if node.op == "add" and node.args[0] == Const(Fraction(0)):
        left = ("0.0", _ATOM)  # a whole 0 is where sum() starts, and is no part of a formula
    both = level == 1
    written = f"{_bound(left, level + (both or node.op == 'pow'))} {sign} "
    return written + _bound(right, _UNARY if node.op == "pow" else level + 1), level


def _function(node: Call, name: Callable[[str], str]) -> str:
    at_least = f", at_least={node.at_least}" if node.at_least != 1 else ""
    if node.op == "wmean":
        values, weights = zip(*pairs(node), strict=True)
        return f"weighted_mean([{_list(values, name)}], [{_list(weights, name)}]{at_least})"
    return f"{NAMES.get(node.op, node.op)}({_list(node.args, name)}{at_least})"


def _list(nodes: Sequence[Node], name: Callable[[str], str]) -> str:
    return ", ".join(_write(node, name)[0] for node in nodes)


def _bound(written: tuple[str, int], needed: int) -> str:
    text, level = written
    return text if level >= needed else f"({text})"
