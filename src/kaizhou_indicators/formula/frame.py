"""The reading for tables: a guarded tree as a column expression of polars, or of narwhals for every other table.

Both libraries share the names used here, so the reading is written once; ``space`` is the module ``polars`` or
``narwhals.stable.v2``. Two laws make it short:

* The columns read hold finite numbers or null; ``finite`` makes them so.
* What is undefined is null where it arises: a divisor of zero, the argument of a logarithm or a root outside its domain.
  Null travels through arithmetic, so only ``Guarded.left`` is asked. No engine ever divides by zero or takes the
  logarithm of zero, which some refuse with an error.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import reduce
from operator import add, and_, eq, ge, gt, le, lt, mul, ne, or_, sub
from typing import Any

from .guard import ZERO, Guarded
from .magnitude import LARGEST, may_be_nan
from .travel import carries
from .tree import Call, Const, Node, Ref, walk

Expression = Any

_INFIX: Mapping[str, Callable[[Any, Any], Any]] = {
    "add": add,
    "sub": sub,
    "mul": mul,
    "lt": lt,
    "le": le,
    "gt": gt,
    "ge": ge,
    "eq": eq,
    "ne": ne,
    "and": and_,
    "or": or_,
}


def column_expression(
    formula: Guarded, columns: Mapping[str, str], space: Any, divisors: Mapping[str, str] | None = None
) -> Expression:
    """Return the expression of a formula over the columns of a table; null where it is undefined.

    Args:
        formula: expression and conditions.
        columns: input -> name of its column, finite numbers in the unit the formula expects, or null.
        space: ``polars`` or ``narwhals.stable.v2``.
        divisors: input -> name of a column that holds it with null in place of zeros, where there is one.

    An overflow is left infinite here, or NaN: ``finite`` makes it null. ``magnitude.range_of`` says whether there may be
    one.
    """
    write = _Writer(columns, space, formula.left, divisors or {})
    expression = write(formula.expression)
    if not formula.left:
        return expression
    guard = reduce(and_, [write(c) for c in formula.left])
    return space.when(guard).then(expression)


def finite(value: Expression, space: Any) -> Expression:
    """Return the expression with null in place of infinite values and NaN."""
    polars = space.__name__ == "polars"  # there the comparison is the faster one, and NaN is above every number
    return space.when(value.is_between(-LARGEST, LARGEST) if polars else value.is_finite()).then(value)


class _Writer:
    """Writes nodes as expressions of one library over one table; ``held`` are conditions that hold wherever it counts."""

    def __init__(
        self, columns: Mapping[str, str], space: Any, held: Collection[Node], divisors: Mapping[str, str]
    ) -> None:
        self.columns = columns
        self.space = space
        self.held = held
        self.divisors = divisors

    def __call__(self, node: Node) -> Expression:
        if isinstance(node, Const):
            return self.space.lit(node.value if isinstance(node.value, str) else float(node.value))
        if isinstance(node, Ref):
            return self.space.col(self.columns[node.name])
        return self._call(node)

    def _call(self, node: Call) -> Expression:
        if node.op in {"min", "max"}:
            return self._extreme(node)
        if node.op in {"div", "ln", "sqrt", "pow"}:
            return self._partial(node)
        if node.op in _INFIX:
            return self._infix(node)
        args = [self(arg) for arg in node.args]
        if node.op == "where":
            return self.space.when(args[0]).then(args[1]).otherwise(args[2])
        return self._unary(node, args[0])

    def _infix(self, node: Call) -> Expression:
        constants = sum(isinstance(arg, Const) for arg in node.args)
        return _INFIX[node.op](*[self._bare(arg) if constants == 1 else self(arg) for arg in node.args])

    def _bare(self, node: Node) -> Any:
        """Return a constant as a bare number, which costs less than a literal."""
        number = isinstance(node, Const) and not isinstance(node.value, str)
        return float(node.value) if number else self(node)  # type: ignore[union-attr]  # of a constant

    def _unary(self, node: Call, x: Expression) -> Expression:
        match node.op:
            case "present":
                there = ~x.is_null()
                return there if isinstance(node.args[0], Ref) else there & ~x.is_nan()
            case "not":
                return ~x
            case "neg":
                return x * -1.0
            case _:
                return getattr(x, node.op)()

    def _partial(self, node: Call) -> Expression:
        """Write an operation that is not defined everywhere; its argument is null where it is not."""
        x = node.args[0]
        match node.op:
            case "div":
                return self(x) / self._divisor(node.args[1])
            case "ln":
                return self._where(Call("gt", (x, ZERO)), x).log()
            case "sqrt":
                return self._where(Call("ge", (x, ZERO)), x).sqrt()
            case _:
                return self._power(x, _exponent(node.args[1]))

    def _divisor(self, node: Node) -> Expression:
        if isinstance(node, Ref) and node.name in self.divisors:
            return self.space.col(self.divisors[node.name])
        return self._where(Call("ne", (node, ZERO)), node)

    def _power(self, base: Node, power: float) -> Expression:
        whole = float(power).is_integer()
        if whole and power >= 0:
            return self(base) ** int(power)
        domain = "ne" if whole else "gt" if power < 0 else "ge"
        return self._where(Call(domain, (base, ZERO)), base) ** (int(power) if whole else power)

    def _where(self, condition: Call, node: Node) -> Expression:
        """Return the node's expression, null where the condition does not hold."""
        certain = isinstance(node, Const) and not isinstance(node.value, str) and node.value != 0
        if condition in self.held or certain:
            return self(node)
        return self.space.when(self(condition)).then(self(node))

    def _extreme(self, node: Call) -> Expression:
        if self.space.__name__ == "polars" and _is_choice(node):
            return self._chosen(node)
        if carries(node):
            return self._clipped(node)
        args = [self(arg) for arg in node.args]
        return self.space.min_horizontal(*args) if node.op == "min" else self.space.max_horizontal(*args)

    def _chosen(self, node: Call) -> Expression:
        """Write an extreme of two as a choice, which polars makes in a third of the time; null where the first is."""
        first, second = sorted(node.args, key=lambda arg: isinstance(arg, Const))
        beyond = Call("gt" if node.op == "min" else "lt", (first, second))
        return self.space.when(self(beyond)).then(self(second)).otherwise(self(first))

    def _clipped(self, node: Call) -> Expression:
        """Write an extreme of one value and constants, which carries null, as a limit."""
        value = next(arg for arg in node.args if not isinstance(arg, Const))
        limits = [float(arg.value) for arg in node.args if isinstance(arg, Const)]
        if not limits:
            return self(value)
        return self(value).clip(upper_bound=min(limits)) if node.op == "min" else self(value).clip(max(limits))


def _is_choice(node: Call) -> bool:
    """Say whether an extreme is of two, without an extreme in either to be written twice, and never of a NaN."""
    within = (below for arg in node.args for below in walk(arg))
    nested = any(isinstance(below, Call) and below.op in {"min", "max"} for below in within)
    return len(node.args) == 2 and not nested and not any(map(may_be_nan, node.args))


def _exponent(node: Node) -> float:
    if not isinstance(node, Const) or isinstance(node.value, str):
        msg = "a power must be a constant"
        raise TypeError(msg)
    return float(node.value)
