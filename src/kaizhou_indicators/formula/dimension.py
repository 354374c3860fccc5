"""The unit check: which dimension a formula yields, and the exact factors that its mixed units need.

Numbers flow bare at run time. Here every node gets the factor from its number to base units; where two nodes
meet in a sum or comparison with different factors, an exact constant is inserted at that place and nowhere else
(``1 + growth`` with growth in % becomes ``1 + growth * 0.01``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import attrs

from ..errors import DimensionError
from ..units import Dimension
from .show import show
from .tree import COMPARISONS, Call, Const, Node, Ref, pairs

NONE = Dimension()
_WAY_OUT = "convert nothing by hand; a formula on bare numbers names their units in takes={...}"


@attrs.frozen
class Measured:
    """A node with the factor from its bare number to base units, and its dimension."""

    node: Node
    scale: Fraction
    dimension: Dimension

    @property
    def is_zero(self) -> bool:
        """Zero has every dimension."""
        return isinstance(self.node, Const) and self.node.value == 0


Units = Mapping[str, tuple[Fraction, Dimension]]


def measure(node: Node, units: Units) -> Measured:
    """Fold the units of the inputs into a tree.

    Args:
        node: the tree of a dimensional formula.
        units: input -> (factor of its unit to base units, dimension).

    Raises:
        DimensionError: names the sub-expression whose units do not go together.
    """
    if isinstance(node, Const):
        return Measured(node, Fraction(1), NONE)
    if isinstance(node, Ref):
        return Measured(node, *units[node.name])
    if node.op == "wmean":
        return _weighted(node, units)
    args = [measure(arg, units) for arg in node.args]
    return _RULES.get(node.op, _same)(node, args)


def in_unit(measured: Measured, scale: Fraction) -> Node:
    """Return the tree whose number is in the unit with this factor to base units."""
    return _times(measured.node, measured.scale / scale)


def _times(node: Node, factor: Fraction) -> Node:
    if factor == 1:
        return node
    if isinstance(node, Const) and isinstance(node.value, Fraction):
        return Const(node.value * factor)
    if factor.numerator == 1:
        return Call("div", (node, Const(Fraction(factor.denominator))))
    return Call("mul", (node, Const(factor)))


def _align(node: Call, args: list[Measured], which: range) -> tuple[list[Measured], Measured]:
    """Bring the arguments ``which`` to one factor; the first one that is no bare zero gives it."""
    first = next((args[i] for i in which if not args[i].is_zero), args[which[0]])
    for i in which:
        if not args[i].is_zero and args[i].dimension != first.dimension:
            msg = (
                f"`{show(node)}`: {show(first.node)} ({first.dimension}) and {show(args[i].node)}"
                f" ({args[i].dimension}) cannot be added or compared; {_WAY_OUT}"
            )
            raise DimensionError(msg)
    aligned = [
        attrs.evolve(arg, node=_times(arg.node, arg.scale / first.scale)) if i in which else arg
        for i, arg in enumerate(args)
    ]
    return aligned, first


def _same(node: Call, args: list[Measured]) -> Measured:
    """All arguments alike: sums, minimum, maximum, total, comparisons, logic."""
    if node.op in {"and", "or", "not"}:
        return Measured(_with(node, args), Fraction(1), NONE)
    aligned, first = _align(node, args, range(len(args)))
    if node.op in COMPARISONS:
        return Measured(_with(node, aligned), Fraction(1), NONE)
    return Measured(_with(node, aligned), first.scale, first.dimension)


def _where(node: Call, args: list[Measured]) -> Measured:
    aligned, first = _align(node, args, range(1, 3))
    return Measured(_with(node, aligned), first.scale, first.dimension)


def _mul(node: Call, args: list[Measured]) -> Measured:
    a, b = args
    return Measured(_with(node, args), a.scale * b.scale, a.dimension * b.dimension)


def _div(node: Call, args: list[Measured]) -> Measured:
    a, b = args
    return Measured(_with(node, args), a.scale / b.scale, a.dimension / b.dimension)


def _bare(node: Call, args: list[Measured]) -> Measured:
    (x,) = args
    if not x.dimension.dimensionless:
        msg = f"`{show(node)}`: {node.op} needs a number without unit, not {x.dimension}; {_WAY_OUT}"
        raise DimensionError(msg)
    return Measured(Call(node.op, (_times(x.node, x.scale),)), Fraction(1), NONE)


def _power(node: Call, args: list[Measured]) -> Measured:
    base, power = args
    exponent = power.node.value if isinstance(power.node, Const) else None
    if not isinstance(exponent, Fraction):
        msg = f"`{show(node)}`: the power must be a constant, or write exp(ln(base) * x)"
        raise DimensionError(msg)
    if exponent.denominator == 1:
        return Measured(_with(node, args), base.scale ** int(exponent), base.dimension**exponent)
    root = _times(base.node, base.scale)
    return Measured(Call("pow", (root, power.node)), Fraction(1), base.dimension**exponent)


def _sqrt(_node: Call, args: list[Measured]) -> Measured:
    (x,) = args
    return Measured(Call("sqrt", (_times(x.node, x.scale),)), Fraction(1), x.dimension ** Fraction(1, 2))


def _keep(node: Call, args: list[Measured]) -> Measured:
    return Measured(_with(node, args), args[0].scale, args[0].dimension)


def _weighted(node: Call, units: Units) -> Measured:
    values = [measure(value, units) for value, _ in pairs(node)]
    weights = [measure(weight, units) for _, weight in pairs(node)]
    values, first = _align(node, values, range(len(values)))
    weights, _ = _align(node, weights, range(len(weights)))
    return Measured(_with(node, [*values, *weights]), first.scale, first.dimension)


def _with(node: Call, args: list[Measured]) -> Call:
    return attrs.evolve(node, args=tuple(arg.node for arg in args))


_RULES: Mapping[str, Callable[[Call, list[Measured]], Measured]] = {
    "mul": _mul,
    "div": _div,
    "ln": _bare,
    "exp": _bare,
    "pow": _power,
    "sqrt": _sqrt,
    "neg": _keep,
    "abs": _keep,
    "where": _where,
}
