"""The interval extension of a tree over a box of inputs: an interval that holds every value of it.

Each operation is applied to the intervals of its arguments, whatever inputs these share; an operation that may be
undefined somewhere in the box raises and names itself. Trees here hold neither ``total`` nor ``wmean``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce

from ..errors import DerivationError, FormulaError
from ..intervals import Interval
from .show import show
from .tree import COMPARISONS, Call, Const, Node, Ref, refs

ZERO, ONE, EVERYTHING = Interval.point(0), Interval.point(1), Interval(None, None)

Test = Callable[[Interval], bool]


class Box:
    """An interval for each input, and what follows from it for the nodes of a tree.

    Args:
        inputs: name -> interval.
        tighten: returns an interval for a node that may be tighter than its extension; asked where only a tighter
            one can show that an operation is defined or a condition decided.
        depth: how many times slopes of slopes may be looked at.

    ``rounded`` says whether an operation whose result is no exact fraction was met so far.
    """

    def __init__(self, inputs: Mapping[str, Interval], tighten: Callable[[Node, Box], Interval], depth: int) -> None:
        self.inputs = inputs
        self.depth = depth
        self.rounded = False
        self._tighten = tighten
        self._known: dict[Node, Interval] = {}

    def within(self, fixed: Mapping[str, Interval]) -> Box:
        """Return the box with some inputs replaced."""
        return Box({**self.inputs, **fixed}, self._tighten, self.depth)

    def deeper(self) -> Box:
        """Return the box for looking at a slope."""
        return Box(self.inputs, self._tighten, self.depth - 1)

    def wide(self, node: Node) -> tuple[str, ...]:
        """Return the inputs of the node that are more than a single number here."""
        names = dict.fromkeys(ref.name for ref in refs(node))
        return tuple(name for name in names if not self.inputs[name].is_point)

    def of(self, node: Node) -> Interval:
        """Return an interval that holds every value of the node.

        Raises:
            DerivationError: the node may be undefined somewhere in the box.
        """
        if node not in self._known:
            self._known[node] = self._extension(node)
        return self._known[node]

    def decided(self, condition: Node) -> bool | None:
        """Say whether a condition holds everywhere (True), nowhere (False), or neither is certain (None)."""
        if not isinstance(condition, Call):
            return None
        if condition.op in COMPARISONS:
            return self._compared(condition)
        parts = [self.decided(arg) for arg in condition.args]
        if condition.op == "not":
            return None if parts[0] is None else not parts[0]
        settling = condition.op == "or"  # one part that holds settles an `or`, one that fails an `and`
        if settling in parts:
            return settling
        return None if None in parts else not settling

    def _compared(self, node: Call) -> bool | None:
        if any(isinstance(arg, Const) and isinstance(arg.value, str) for arg in node.args):
            return (node.args[0] == node.args[1]) is (node.op == "eq")
        holds, fails = _CERTAIN[node.op]
        difference = Call("sub", node.args)
        for look in (self.of, lambda n: self._tighten(n, self)):
            found = look(difference)
            if holds(found) or fails(found):
                return holds(found)
        return None

    def _extension(self, node: Node) -> Interval:
        if isinstance(node, Ref):
            return self.inputs[node.name]
        if isinstance(node, Const):
            return Interval.point(number(node))
        if node.op == "where":
            return self._either(node)
        if node.op in {"div", "ln", "sqrt", "pow"}:
            return self._restricted(node)
        args = [self.of(arg) for arg in node.args]
        self.rounded |= node.op == "exp" and args[0] != ZERO
        return _EVERYWHERE[node.op](args)

    def _either(self, node: Call) -> Interval:
        condition, a, b = node.args
        taken = self.decided(condition)
        if taken is not None:
            return self.of(a if taken else b)
        return self.of(a).hull(self.of(b))

    def _restricted(self, node: Call) -> Interval:
        """Return the extension of an operation that is not defined everywhere."""
        match node.op:
            case "div":
                divisor = self._admitted(node, 1, nonzero, "may be zero")
                return self.of(node.args[0]) / divisor
            case "ln":
                x = self._admitted(node, 0, positive, "may be zero or negative")
                self.rounded |= x != ONE
                return x.ln()
            case "sqrt":
                return self._root(self._admitted(node, 0, nonnegative, "may be negative"), Fraction(1, 2))
            case _:
                return self._power(node)

    def _power(self, node: Call) -> Interval:
        if not isinstance(node.args[1], Const):
            self.rounded = True
            base = self._admitted(node, 0, positive, "may be zero or negative")
            return (base.ln() * self.of(node.args[1])).exp()
        power = number(node.args[1])
        if power.denominator == 1:
            base = self.of(node.args[0]) if power >= 0 else self._admitted(node, 0, nonzero, "may be zero")
            return base.pow(int(power))
        if power > 0:
            return self._root(self._admitted(node, 0, nonnegative, "may be negative"), power)
        return ONE / self._root(self._admitted(node, 0, positive, "may be zero or negative"), -power)

    def _root(self, x: Interval, power: Fraction) -> Interval:
        result = real_power(x, power)
        ends = ((x.lo, result.lo), (x.hi, result.hi))
        exact = [a is None or b is None or b**power.denominator == a**power.numerator for a, b in ends]
        self.rounded |= not all(exact)
        return result

    def _admitted(self, node: Call, position: int, admits: Test, problem: str) -> Interval:
        """Return the interval of an argument, tightened if only that shows that the operation is defined."""
        arg = node.args[position]
        if not admits(self.of(arg)):
            self._known[arg] = self._tighten(arg, self)
        if admits(self.of(arg)):
            return self.of(arg)
        msg = (
            f"undefined, or possibly undefined: {show(arg)} {problem} in {show(node)}, for it lies in {self.of(arg)};"
            " give its inputs more closely, or choose with where(condition, a, b)"
        )
        raise DerivationError(msg)


def number(node: Const) -> Fraction:
    """Return a constant that has to be a number."""
    if isinstance(node.value, str):
        msg = f"a formula may compare the text {node.value!r} with == or !=, not calculate with it"
        raise FormulaError(msg)
    return node.value


def positive(x: Interval) -> bool:
    """Say whether every number of the interval is above zero."""
    return x.certainly_gt(0)


def negative(x: Interval) -> bool:
    """Say whether every number of the interval is below zero."""
    return x.certainly_lt(0)


def nonnegative(x: Interval) -> bool:
    """Say whether no number of the interval is below zero."""
    return x.certainly_ge(0)


def nonpositive(x: Interval) -> bool:
    """Say whether no number of the interval is above zero."""
    return x.certainly_le(0)


def nonzero(x: Interval) -> bool:
    """Say whether zero is outside of the interval."""
    return not x.contains(0)


def real_power(x: Interval, power: Fraction) -> Interval:
    """Return a positive power of numbers that are not negative, rounded outward."""
    if power.denominator == 2:
        return x.sqrt().pow(power.numerator)
    low = EVERYTHING if x.lo is None else _power_of_end(x.lo, power)
    high = EVERYTHING if x.hi is None else _power_of_end(x.hi, power)
    return Interval(low.lo, high.hi, low.lo_closed and x.lo_closed, high.hi_closed and x.hi_closed)


def _power_of_end(end: Fraction, power: Fraction) -> Interval:
    return (Interval.point(end).ln() * power).exp() if end else ZERO


_EVERYWHERE: Mapping[str, Callable[[Sequence[Interval]], Interval]] = {
    "add": lambda xs: xs[0] + xs[1],
    "sub": lambda xs: xs[0] - xs[1],
    "mul": lambda xs: xs[0] * xs[1],
    "neg": lambda xs: -xs[0],
    "abs": lambda xs: abs(xs[0]),
    "exp": lambda xs: xs[0].exp(),
    "min": lambda xs: reduce(Interval.min, xs),
    "max": lambda xs: reduce(Interval.max, xs),
}

#: Comparison -> when it certainly holds and when it certainly fails, by the difference of its sides.
_CERTAIN: Mapping[str, tuple[Test, Test]] = {
    "lt": (negative, nonnegative),
    "le": (nonpositive, positive),
    "gt": (positive, nonpositive),
    "ge": (nonnegative, negative),
    "eq": (lambda d: d == ZERO, nonzero),
    "ne": (nonzero, lambda d: d == ZERO),
}
