r"""A tree as LaTeX: the formula as a standard or a yearbook would publish it.

Nothing is rearranged, and brackets stand only where reading needs them. What LaTeX has no sign for:

* ``total`` and ``weighted_mean`` that may skip a missing input carry :math:`n \ge k` as an index, to which a note
  can refer: of the terms, those present are used, at least *k* of them.
* A ``weighted_mean`` of more than five values is written generically, with its *x* and *w* listed in the index.
* ``where`` is a brace of cases, a chain of them in one brace.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from ..errors import FormulaError
from .show import number_text
from .tree import COMPARISONS, Call, Const, Node, Ref, optional_refs, pairs

Names = Callable[[str], str] | Mapping[str, str]

_LEVEL = {"or": 1, "and": 2, **dict.fromkeys(COMPARISONS, 4), "add": 5, "sub": 5, "mul": 7}
_SIGN = {
    "or": r"\lor",
    "and": r"\land",
    "eq": "=",
    "ne": r"\ne",
    "lt": "<",
    "le": r"\le",
    "gt": ">",
    "ge": r"\ge",
    "add": "+",
    "sub": "-",
    "mul": r"\times",
}
_SUM, _SIGNED, _PRODUCT, _APPLIED, _ATOM = 5, 6, 7, 8, 9
_WRITTEN_OUT = 5

_ESCAPES = {c: f"\\{c}" for c in "&%$#_{}"} | {
    "\\": r"\textbackslash ",
    "~": r"\textasciitilde ",
    "^": r"\textasciicircum ",
}


def latex(node: Node, name: Names | None = None) -> str:
    r"""Return a formula in LaTeX math, without the dollar signs.

    Args:
        node: the formula.
        name: how an input is written: symbols such as ``\rho_{chla}`` stand as they are, Chinese and other
            texts go into ``\text{…}``, a plain word is set in italics. An input that is not mapped keeps its name.

    >>> tree = Call("mul", (Const(Fraction(10)), Call("ln", (Ref("chla"),))))
    >>> print(latex(tree))
    10 \times \ln \mathit{chla}
    >>> print(latex(tree, {"chla": r"\rho_{chla}"}), latex(tree, {"chla": "叶绿素a"}))
    10 \times \ln \rho_{chla} 10 \times \ln \text{叶绿素a}
    """
    if name is None:
        return _Writer(str)(node)
    return _Writer(name if callable(name) else lambda key: name.get(key, key))(node)


def symbol(text: str) -> str:
    r"""Return the name of an input as LaTeX.

    >>> print(symbol("r"), symbol("chla"), symbol(r"\rho_{chla}"), symbol("人口"))
    r \mathit{chla} \rho_{chla} \text{人口}
    """
    if re.search(r"[\\{}^]", text):
        return _well_formed(text)
    if re.fullmatch(r"[A-Za-z]", text):
        return text
    if re.fullmatch(r"[A-Za-z0-9_.@:]+", text):
        return rf"\mathit{{{_escaped(text)}}}"
    return rf"\text{{{_escaped(text)}}}"


def _well_formed(text: str) -> str:
    depth = 0
    for token in re.findall(r"\\.|[\\{}]", text, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(token, 0)
        if depth < 0 or token == "\\":
            depth = -1
            break
    if depth:
        msg = f"symbol {text!r}: its braces do not close, or it ends in a backslash; write it as in r'\\rho_{{chla}}'"
        raise FormulaError(msg)
    return text


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(c, c) for c in text)


def _bracket(text: str) -> str:
    return rf"\left({text}\right)"


class _Writer:
    """Writes nodes; a node whose level is below the one around it gets brackets."""

    def __init__(self, name: Callable[[str], str]) -> None:
        self.name = name

    def __call__(self, node: Node, outer: int = 0) -> str:
        text, level = self._written(node)
        return _bracket(text) if level < outer else text

    def _written(self, node: Node) -> tuple[str, int]:
        if isinstance(node, Const):
            return self._constant(node.value)
        if isinstance(node, Ref):
            return symbol(self.name(node.name)), _ATOM
        if node.op in _SIGN:
            return self._infix(node), _LEVEL[node.op]
        special = getattr(self, f"_{node.op}", None)
        return special(node) if special else (self._function(node), _ATOM)

    def _constant(self, value: Fraction | str) -> tuple[str, int]:
        if isinstance(value, str):
            return rf"\text{{{_escaped(value)}}}", _ATOM
        text = number_text(abs(value))
        if "/" in text:
            text = r"\frac{{{}}}{{{}}}".format(*text.split("/"))
        return (f"-{text}", _SIGNED) if value < 0 else (text, _ATOM)

    def _infix(self, node: Call) -> str:
        level = _LEVEL[node.op]
        left, right = node.args
        strict = node.op == "sub" or node.op in COMPARISONS
        first = self(left, _ATOM + 1 if node.op == "mul" and _open(left) else level)
        second = self(right, level + strict)
        if second.startswith("-") and level >= _SUM:
            second = _bracket(second)
        return f"{first} {_SIGN[node.op]} {second}"

    def _div(self, node: Call) -> tuple[str, int]:
        above, below = (self(arg) for arg in node.args)
        return rf"\frac{{{above}}}{{{below}}}", _APPLIED

    def _neg(self, node: Call) -> tuple[str, int]:
        return f"-{self(node.args[0], _PRODUCT)}", _SIGNED

    def _not(self, node: Call) -> tuple[str, int]:
        return rf"\lnot {self(node.args[0], _APPLIED)}", _APPLIED

    def _pow(self, node: Call) -> tuple[str, int]:
        base = self(node.args[0], _ATOM)
        base = _bracket(base) if "^" in base and not base.startswith(r"\left") else base
        return f"{base}^{{{self(node.args[1])}}}", _APPLIED

    def _ln(self, node: Call) -> tuple[str, int]:
        arg = node.args[0]
        simple = isinstance(arg, Call) and arg.op == "div"
        text = self(arg, _APPLIED if simple else _ATOM)
        return rf"\ln {text}", _APPLIED

    def _exp(self, node: Call) -> tuple[str, int]:
        return rf"\mathrm{{e}}^{{{self(node.args[0])}}}", _APPLIED

    def _sqrt(self, node: Call) -> tuple[str, int]:
        return rf"\sqrt{{{self(node.args[0])}}}", _ATOM

    def _abs(self, node: Call) -> tuple[str, int]:
        return rf"\left|{self(node.args[0])}\right|", _ATOM

    def _function(self, node: Call) -> str:
        return rf"\{node.op}{_bracket(self._list(node.args))}"

    def _where(self, node: Call) -> tuple[str, int]:
        rows = []
        rest: Node = node
        while isinstance(rest, Call) and rest.op == "where":
            condition, a, rest = rest.args
            rows.append(f"{self(a)}, & {self(condition)}")
        rows.append(rf"{self(rest)}, & \text{{otherwise}}")
        return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}", 0

    def _total(self, node: Call) -> tuple[str, int]:
        terms = node.args
        text = self(terms[0], _SUM)
        for term in terms[1:]:
            written = self(term, _SUM)
            text += f" + {_bracket(written) if written.startswith('-') else written}"
        level = _SUM if len(terms) > 1 else self._written(terms[0])[1]
        return self._noted(text, level, node)

    def _wmean(self, node: Call) -> tuple[str, int]:
        weighed = pairs(node)
        if len(weighed) > _WRITTEN_OUT:
            return self._generic(node, [v for v, _ in weighed], [w for _, w in weighed])
        above = " + ".join(self(Call("mul", (w, v))) for v, w in weighed)
        below = " + ".join(self(w, _PRODUCT) for _, w in weighed)
        return self._noted(rf"\frac{{{above}}}{{{below}}}", _APPLIED, node)

    def _generic(self, node: Call, values: Sequence[Node], weights: Sequence[Node]) -> tuple[str, int]:
        text = r"\frac{\sum_{i} w_i \times x_i}{\sum_{i} w_i}"
        listed = rf"x = {_bracket(self._list(values))},\ w = {_bracket(self._list(weights))}"
        if _skips(node):
            listed += rf",\ n \ge {node.at_least}"
        return rf"{_bracket(text)}_{{{listed}}}", _APPLIED

    def _noted(self, text: str, level: int, node: Call) -> tuple[str, int]:
        if not _skips(node):
            return text, level
        return rf"{_bracket(text)}_{{n \ge {node.at_least}}}", _APPLIED

    def _list(self, nodes: Sequence[Node]) -> str:
        return r",\ ".join(self(node) for node in nodes)


def _open(node: Node) -> bool:
    """Say whether the text ends in a logarithm without brackets, to which a following factor would seem to belong."""
    if not isinstance(node, Call):
        return False
    return node.op == "ln" or (node.op == "mul" and _open(node.args[1]))


def _skips(node: Call) -> bool:
    """Say whether the result may leave out arguments."""
    items = pairs(node) if node.op == "wmean" else [(arg,) for arg in node.args]
    skippable = any(optional_refs(part) for item in items for part in item)
    return skippable and node.at_least < len(items)
