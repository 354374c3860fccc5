"""How a title is written in a formula, and about how wide a formula is set; nothing of Sphinx is needed."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import east_asian_width

from ..formula.latex import symbol
from ..formula.show import number_text
from ..formula.tree import Const, Node, Ref


def named(title: str) -> str:
    r"""Return a title as LaTeX text; a single letter stays a symbol.

    >>> print(named("人口"), named("Output"), named("n"))
    \text{人口} \text{Output} n
    """
    return symbol(title).replace(r"\mathit{", r"\text{", 1)


def em(text: str) -> float:
    """Return about how wide a text is set: a Chinese character is 1, a Latin letter half of that."""
    return sum(1 if east_asian_width(sign) in "WF" else 0.5 for sign in text)


def width(tree: Node, names: Mapping[str, str]) -> float:
    """Return about how wide a formula is set with these names."""
    if isinstance(tree, Ref):
        return em(names.get(tree.name, tree.name))
    if isinstance(tree, Const):
        return em(tree.value if isinstance(tree.value, str) else number_text(tree.value))
    parts = [width(arg, names) for arg in tree.args]
    if tree.op == "div":
        return max(parts)
    return sum(parts) + len(parts)
