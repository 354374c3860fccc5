"""The reading for tables: a guarded tree as a column expression of polars, or of narwhals for every other table.

Both libraries share the names used here, so the reading is written once; ``space`` is the module
``polars`` or ``narwhals.stable.v2``. Minimum, maximum and conditions need no care for nulls of their own:
the guard has made sure that everything they see is there.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from functools import reduce
from operator import add, and_, eq, ge, gt, le, lt, mul, ne, or_, sub, truediv
from typing import Any

from .guard import Guarded
from .tree import Call, Const, Node, Ref

Expression = Any

_INFIX: Mapping[str, Callable[[Any, Any], Any]] = {
    "add": add,
    "sub": sub,
    "mul": mul,
    "div": truediv,
    "lt": lt,
    "le": le,
    "gt": gt,
    "ge": ge,
    "eq": eq,
    "ne": ne,
    "and": and_,
    "or": or_,
}


def column_expression(formula: Guarded, columns: Mapping[str, str], space: Any) -> Expression:
    """Return the expression of a formula over the columns of a table; null where it is undefined.

    Args:
        formula: expression and conditions.
        columns: input -> name of its column, numbers in the unit the formula expects.
        space: ``polars`` or ``narwhals.stable.v2``.

    An overflow is left infinite here: ``finite`` makes it null in a pass of its own.
    """
    write = _Writer(columns, space)
    expression = write(formula.expression)
    if not formula.conditions:
        return expression
    guard = reduce(and_, [write(c) for c in formula.conditions])
    return space.when(guard).then(expression)


def may_overflow(node: Node) -> bool:
    """Say whether a result may be infinite although every input is finite: then it needs ``finite`` after it.

    >>> from .tree import Call, Ref
    >>> may_overflow(Call("ln", (Ref("x"),))), may_overflow(Call("mul", (Ref("x"), Ref("y"))))
    (False, True)
    """
    return _bound(node) == math.inf


def _bound(node: Node) -> float:
    """Return a number that the value, where it is defined, does not exceed in either direction."""
    if isinstance(node, Const):
        return math.inf if isinstance(node.value, str) else float(abs(node.value))
    if isinstance(node, Ref):
        return sys.float_info.max
    if node.op not in _BOUNDS:
        return math.inf
    return _BOUNDS[node.op]([_bound(arg) for arg in node.args])


#: operation -> bound of the result from the bounds of its arguments; every other may be infinite
_BOUNDS: Mapping[str, Callable[[list[float]], float]] = {
    "ln": lambda _: 745.2,
    "sqrt": lambda _: 1.4e154,
    "neg": max,
    "abs": max,
    "min": max,
    "max": max,
    "where": lambda bounds: max(bounds[1:]),
    "add": sum,
    "sub": sum,
    "mul": math.prod,
}


def finite(column: str, space: Any) -> Expression:
    """Return the column with null in place of infinite values and NaN."""
    value = space.col(column)
    return space.when(value.is_finite()).then(value).alias(column)


class _Writer:
    """Writes nodes as expressions of one library over one table."""

    def __init__(self, columns: Mapping[str, str], space: Any) -> None:
        self.columns = columns
        self.space = space

    def __call__(self, node: Node) -> Expression:
        if isinstance(node, Const):
            return self.space.lit(node.value if isinstance(node.value, str) else float(node.value))
        if isinstance(node, Ref):
            return self.space.col(self.columns[node.name])
        return self._call(node)

    def _call(self, node: Call) -> Expression:
        if node.op == "pow":
            return self(node.args[0]) ** _power(node.args[1])
        args = [self(arg) for arg in node.args]
        if node.op == "present" and isinstance(node.args[0], Ref):
            return ~args[0].is_null() & args[0].is_finite()
        if node.op in _INFIX:
            return _INFIX[node.op](*args)
        if node.op in {"min", "max"}:
            return self.space.min_horizontal(*args) if node.op == "min" else self.space.max_horizontal(*args)
        if node.op == "where":
            return self._where(*args)
        return self._unary(node.op, args[0])

    def _unary(self, op: str, x: Expression) -> Expression:
        match op:
            case "present":
                return ~x.is_null() & ~x.is_nan()
            case "not":
                return ~x
            case "neg":
                return x * -1.0
            case "ln":
                return x.log()
            case _:
                return getattr(x, op)()

    def _where(self, condition: Expression, a: Expression, b: Expression) -> Expression:
        return self.space.when(condition).then(a).otherwise(b)


def _power(node: Node) -> float | int:
    if not isinstance(node, Const) or isinstance(node.value, str):
        msg = "a power must be a constant"
        raise TypeError(msg)
    return int(node.value) if node.value.denominator == 1 else float(node.value)
