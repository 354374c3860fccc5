"""A tree as one line of text, with as few brackets as reading needs."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from .tree import Call, Const, Node, Ref, pairs

#: operation -> (how tightly Python binds it, its sign)
INFIX = {
    "or": (2, "|"),
    "and": (3, "&"),
    "eq": (1, "=="),
    "ne": (1, "!="),
    "lt": (1, "<"),
    "le": (1, "<="),
    "gt": (1, ">"),
    "ge": (1, ">="),
    "add": (5, "+"),
    "sub": (5, "-"),
    "mul": (6, "*"),
    "div": (6, "/"),
    "pow": (8, "**"),
}
NAMES = {"min": "minimum", "max": "maximum"}


def show(node: Node, name: Callable[[str], str] = str) -> str:
    """Return the expression as one would type it; ``name`` maps the inputs' names.

    >>> from kaizhou_indicators.formula.tree import Call, Const, Ref
    >>> show(Call("div", (Ref("done"), Call("sub", (Ref("plan"), Const(Fraction(1, 2)))))))
    'done / (plan - 0.5)'
    """
    return _show(node, 0, name)


def number_text(value: Fraction) -> str:
    """Return a constant as it was written: a decimal where it ends, else a ratio.

    >>> number_text(Fraction(543, 500)), number_text(Fraction(2000, 3))
    ('1.086', '2000/3')
    """
    if value.denominator == 1:
        return str(value.numerator)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    return _decimal_text(value)


def _decimal_text(value: Fraction) -> str:
    places = 0
    scaled = abs(value)
    while scaled.denominator != 1:
        scaled *= 10
        places += 1
    digits = str(scaled.numerator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def _show(node: Node, outer: int, name: Callable[[str], str]) -> str:
    if isinstance(node, Const):
        return repr(node.value) if isinstance(node.value, str) else _const(node.value, outer)
    if isinstance(node, Ref):
        return name(node.name)
    if node.op in INFIX:
        return _infix(node, outer, name)
    if node.op in {"neg", "not"}:
        sign = "-" if node.op == "neg" else "~"
        return _bracket(f"{sign}{_show(node.args[0], 7, name)}", outer > 7)
    return _function(node, name)


def _const(value: Fraction, outer: int) -> str:
    text = number_text(value)
    return _bracket(text, outer > 5 and (value < 0 or "/" in text))


def _infix(node: Call, outer: int, name: Callable[[str], str]) -> str:
    level, sign = INFIX[node.op]
    left = _show(node.args[0], level + (node.op == "pow"), name)
    right = _show(node.args[1], level + (node.op in {"sub", "div", "lt", "le", "gt", "ge", "eq", "ne"}), name)
    return _bracket(f"{left} {sign} {right}", outer > level)


def _function(node: Call, name: Callable[[str], str]) -> str:
    if node.op == "wmean":
        values, weights = zip(*pairs(node), strict=True)
        inside = f"[{_list(values, name)}], [{_list(weights, name)}]"
        return f"weighted_mean({inside}, at_least={node.at_least})"
    at_least = f", at_least={node.at_least}" if node.op == "total" else ""
    return f"{NAMES.get(node.op, node.op)}({_list(node.args, name)}{at_least})"


def _list(nodes: tuple[Node, ...], name: Callable[[str], str]) -> str:
    return ", ".join(_show(n, 0, name) for n in nodes)


def _bracket(text: str, needed: bool) -> str:
    return f"({text})" if needed else text
