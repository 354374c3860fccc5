"""What a formula means for one row, and why it has no value there.

``value`` is the reference that every engine is held to: plain recursion on floats, None where undefined.
``reason`` walks the same way down to the first sub-expression that is undefined while its parts are not.

The law of both: every input used is present, no divisor is zero, every logarithm's argument is positive and
every root's is not negative; ``where`` asks only for the branch taken, ``total`` and ``weighted_mean`` skip
the arguments whose optional inputs are missing; the result is finite. NaN or infinity as an input is missing.
Intermediate results follow IEEE 754: an overflow is infinite and 1/∞ is 0, but a NaN (∞ - ∞) is undefined.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from operator import add, eq, ge, gt, le, lt, mul, ne, sub, truediv
from typing import Any

from .show import number_text, show
from .tree import COMPARISONS, Call, Const, Node, Ref, is_condition, optional_refs, refs

Values = Mapping[str, Fraction | float | str | None]
Name = Callable[[str], str]

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {"lt": lt, "le": le, "gt": gt, "ge": ge, "eq": eq, "ne": ne}
_LISTED = 6


def value(node: Node, values: Values) -> float | None:
    """Return the value of a formula for one row, None where it is undefined; of a condition 1.0 or 0.0.

    >>> value(Call("div", (Ref("done"), Ref("plan"))), {"done": 9, "plan": 12})
    0.75
    >>> value(Call("div", (Ref("done"), Ref("plan"))), {"done": 9, "plan": 0}) is None
    True
    """
    result = holds(node, values) if is_condition(node) else _number(node, values)
    return float(result) if result is not None and math.isfinite(result) else None


def holds(condition: Node, values: Values) -> bool | None:
    """Return whether a condition holds for one row, None where any part of it is undefined.

    >>> holds(Call("ge", (Ref("score"), Const(Fraction(60)))), {"score": 75})
    True
    """
    if not isinstance(condition, Call):
        return None
    if condition.op in COMPARISONS:
        a, b = (_operand(arg, values) for arg in condition.args)
        return None if a is None or b is None else _COMPARE[condition.op](a, b)
    parts = [holds(arg, values) for arg in condition.args]
    if any(part is None for part in parts):
        return None
    return {"and": all(parts), "or": any(parts), "not": not parts[0]}[condition.op]


def reason(node: Node, values: Values, name: Name = str) -> str | None:
    """Say why the formula has no value for one row, naming the sub-expression; None where it has one.

    Args:
        node: the formula.
        values: the row; an absent name counts as missing, a text is the choice of a setting.
        name: how an input is called in the message, by default its own name.

    >>> reason(Call("div", (Ref("done"), Ref("plan"))), {"done": 9, "plan": 0})
    'undefined: plan = 0 in done / plan'
    """
    if value(node, values) is not None:
        return None
    return _Cause(values, name).of(node)


def items(node: Call) -> list[tuple[Node, ...]]:
    """Return what ``total`` or ``wmean`` counts: its arguments, or its pairs of value and weight."""
    if node.op == "total":
        return [(arg,) for arg in node.args]
    half = len(node.args) // 2
    return list(zip(node.args[:half], node.args[half:], strict=True))


def _number(node: Node, values: Values) -> float | None:
    """Return the value, infinite after an overflow; never NaN."""
    if isinstance(node, Const):
        return None if isinstance(node.value, str) else _float(node.value)
    if isinstance(node, Ref):
        given = values.get(node.name)
        return None if given is None or isinstance(given, str) else _finite(_float(given))
    if node.op == "where":
        taken = _taken(node, values)
        return None if taken is None else _number(taken, values)
    if node.op in {"total", "wmean"}:
        return _skipping(node, values)
    args = [_number(arg, values) for arg in node.args]
    present = [arg for arg in args if arg is not None]
    return _no_nan(_apply(node, present)) if len(present) == len(args) else None


def _operand(node: Node, values: Values) -> float | str | None:
    """Return one side of a comparison, which may be the text of a setting's choice."""
    written = node.value if isinstance(node, Const) else values.get(node.name) if isinstance(node, Ref) else None
    return written if isinstance(written, str) else _number(node, values)


def _taken(node: Call, values: Values) -> Node | None:
    condition, a, b = node.args
    decided = holds(condition, values)
    return None if decided is None else a if decided else b


def _skipping(node: Call, values: Values) -> float | None:
    kept = _kept(node, values)
    numbers = [[_number(part, values) for part in item] for item in kept]
    if len(kept) < node.at_least or any(x is None for row in numbers for x in row):
        return None
    columns: list[list[Any]] = [list(column) for column in zip(*numbers, strict=True)]
    if node.op == "total":
        return _no_nan(reduce(add, columns[0]))
    weight = reduce(add, columns[1])
    return None if weight == 0 else _no_nan(reduce(add, map(mul, *columns)) / weight)


def _kept(node: Call, values: Values) -> list[tuple[Node, ...]]:
    return [item for item in items(node) if not _missing(item, values)]


def _missing(parts: Sequence[Node], values: Values) -> list[Ref]:
    found = [ref for part in parts for ref in optional_refs(part) if _number(ref, values) is None]
    return list(dict.fromkeys(found))


def _apply(node: Call, args: list[float]) -> float | None:
    x, *rest = args
    match node.op:
        case "neg" | "abs":
            return -x if node.op == "neg" else abs(x)
        case "min" | "max":
            return min(args) if node.op == "min" else max(args)
        case "add" | "sub" | "mul":
            return float({"add": add, "sub": sub, "mul": mul}[node.op](x, *rest))
        case "div":
            return None if rest[0] == 0 else truediv(x, rest[0])
        case "pow":
            return _power(x, node.args[1], rest[0])
        case _:
            return _function(node.op, x)


def _function(op: str, x: float) -> float | None:
    if op == "ln":
        return math.log(x) if x > 0 else None
    if op == "sqrt":
        return math.sqrt(x) if x >= 0 else None
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def _power(base: float, exponent: Node, power: float) -> float | None:
    constant = isinstance(exponent, Const)
    if base == 0 and (power < 0 or not constant):
        return None
    if base < 0 and not (constant and power.is_integer()):
        return None
    try:
        return float(base**power)
    except OverflowError:
        return -math.inf if base < 0 and power % 2 == 1 else math.inf


def _float(number: Fraction | float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def _finite(x: float) -> float | None:
    return x if math.isfinite(x) else None


def _no_nan(x: float | None) -> float | None:
    return None if x is None or math.isnan(x) else x


class _Cause:
    """Finds the innermost sub-expression that is undefined, and words it."""

    def __init__(self, values: Values, name: Name) -> None:
        self.values = values
        self.name = name

    def of(self, node: Node) -> str:
        if isinstance(node, Ref) and _number(node, self.values) is None:
            given = self.values.get(node.name)
            infinite = isinstance(given, float) and math.isinf(given)
            return f"{self.name(node.name)} is {'infinite' if infinite else 'missing'}"
        if not isinstance(node, Call):
            return f"result is not finite: {self._show(node)}{self._with(node)}"
        below = next((part for part in self._asked(node) if not self._defined(part)), None)
        return self.of(below) if below is not None else self._own(node)

    def _asked(self, node: Call) -> list[Node]:
        """Return the arguments that have to be defined."""
        if node.op == "where":
            taken = _taken(node, self.values)
            return [node.args[0]] if taken is None else [taken]
        if node.op in {"total", "wmean"}:
            kept = _kept(node, self.values)
            return [part for item in kept for part in item] if len(kept) >= node.at_least else []
        return [arg for arg in node.args if not (isinstance(arg, Const) and isinstance(arg.value, str))]

    def _defined(self, node: Node) -> bool:
        return (holds if is_condition(node) else _operand)(node, self.values) is not None

    def _own(self, node: Call) -> str:
        if node.op in {"total", "wmean"} and len(_kept(node, self.values)) < node.at_least:
            return self._too_few(node)
        if _number(node, self.values) is not None or node.op not in {"div", "ln", "sqrt", "pow", "wmean"}:
            return f"result is not finite: {self._show(node)}{self._with(node)}"
        if node.op == "wmean":
            return f"undefined: the weights present add up to 0 in {self._show(node)}"
        if node.op == "div" and _number(node.args[1], self.values) == 0:
            return self._division(node)
        return f"undefined: {self._show(node)}{self._with(node)}"

    def _division(self, node: Call) -> str:
        divisor = node.args[1]
        place = f"undefined: {self._show(divisor)} = 0 in {self._show(node)}"
        return place if isinstance(divisor, Ref) else f"{place}{self._with(divisor)}"

    def _too_few(self, node: Call) -> str:
        shown = [self._show(item[0]) for item in items(node)]
        missing = [self.name(r.name) for r in _missing(node.args, self.values)]
        present = len(_kept(node, self.values))
        return f"needs at least {node.at_least} of {_some(shown)}; present: {present} (missing: {', '.join(missing)})"

    def _with(self, node: Node) -> str:
        given = [(self.name(ref.name), self.values.get(ref.name)) for ref in refs(node)]
        listed = [f"{name} = {_text(x)}" for name, x in given if x is not None]
        return f" with {_some(listed)}" if listed else ""

    def _show(self, node: Node) -> str:
        return show(node, self.name)


def _some(texts: Sequence[str]) -> str:
    return ", ".join([*texts[:_LISTED], *["…"][: len(texts) > _LISTED]])


def _text(x: Fraction | float | str) -> str:
    if isinstance(x, str):
        return repr(x)
    return number_text(x) if isinstance(x, Fraction) else f"{x:.12g}"
