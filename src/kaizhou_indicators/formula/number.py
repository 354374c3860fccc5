"""The single-value reading: a tree as a generated Python function on floats, guarded, None for undefined."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from ..errors import FormulaError
from .guard import Guarded
from .tree import Call, Const, Node, Ref

Compiled = Callable[..., float | None]

_INFIX = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "div": "/",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
    "eq": "==",
    "ne": "!=",
    "and": "and",
    "or": "or",
}
_CALLS = {"ln": "_ln", "exp": "_exp", "pow": "_pow", "sqrt": "_sqrt", "abs": "abs", "min": "min", "max": "max"}


def compile_number(formula: Guarded, names: Sequence[str]) -> Compiled:
    """Compile a guarded tree to a function of the inputs in the order of ``names``.

    Inputs are floats, or None where missing (NaN and infinity count as missing); the result is a finite float or None.

    >>> from .guard import guarded
    >>> f = compile_number(guarded(Call("div", (Ref("done"), Ref("plan")))), ["done", "plan"])
    >>> f(9.0, 12.0), f(9.0, 0.0), f(None, 12.0)
    (0.75, None, None)
    """
    source = number_source(formula, names)
    scope: dict[str, object] = dict(_SCOPE)
    exec(compile(source, "<formula>", "exec"), scope)  # generated from the tree, holds no text of a user
    compiled = scope["formula"]
    if not callable(compiled):
        msg = "the generated formula did not compile"
        raise FormulaError(msg)
    return compiled


def number_source(formula: Guarded, names: Sequence[str]) -> str:
    """Return the Python source that ``compile_number`` compiles."""
    variables = {name: f"x{i}" for i, name in enumerate(names)}
    guard = " and ".join(_py(c, variables) for c in formula.conditions) or "True"
    return (
        f"def formula({', '.join(variables.values())}):\n"
        f"    if {guard}:\n"
        f"        r = {_py(formula.expression, variables)}\n"
        f"        if r - r == 0.0:\n"
        f"            return r\n"
        f"    return None\n"
    )


def _py(node: Node, variables: Mapping[str, str]) -> str:
    if isinstance(node, Const):
        return repr(node.value) if isinstance(node.value, str) else f"({float(node.value)!r})"
    if isinstance(node, Ref):
        return variables[node.name]
    return _call(node, [_py(arg, variables) for arg in node.args])


def _call(node: Call, args: list[str]) -> str:
    if node.op == "present":
        return _presence(node.args[0], args[0])
    if node.op in _INFIX:
        return f"({_left(node, args[0])} {_INFIX[node.op]} {args[1]})"
    if node.op in {"min", "max"} and len(args) == 1:
        return args[0]
    if node.op in _CALLS:
        return f"{_CALLS[node.op]}({', '.join(args)})"
    return {"neg": "(-{0})", "not": "(not {0})", "where": "({1} if {0} else {2})"}[node.op].format(*args)


#: operations of one precedence: a left operand among them needs no brackets, and Python nests only 200 of them
_CHAINS = ({"add", "sub"}, {"mul", "div"}, {"and"}, {"or"})


def _left(node: Call, text: str) -> str:
    left = node.args[0]
    chained = isinstance(left, Call) and any({node.op, left.op} <= chain for chain in _CHAINS)
    return text[1:-1] if chained else text


def _presence(node: Node, text: str) -> str:
    return f"({text} is not None and {text} - {text} == 0.0)" if isinstance(node, Ref) else f"_is_number({text})"


def _exp(x: float) -> float:
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def _pow(x: float, power: float) -> float:
    try:
        return float(x**power)
    except OverflowError:
        return -math.inf if x < 0 and power % 2 == 1 else math.inf


def _is_number(x: float) -> bool:
    return x == x  # noqa: PLR0124  # NaN is none


_SCOPE = {"_ln": math.log, "_exp": _exp, "_sqrt": math.sqrt, "_pow": _pow, "_is_number": _is_number}
