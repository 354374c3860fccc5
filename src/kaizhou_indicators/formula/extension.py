"""The interval extension of a tree over a box of inputs, and its slope in each input.

Two laws: the extension holds every value that the formula takes in the box, and a slope holds every difference
quotient of it in that input. An operation that may be undefined somewhere in the box raises and names itself.

The trees here hold neither ``total`` nor ``wmean``: ``interval.py`` has written them out over what is present.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from operator import add

from ..errors import DerivationError, FormulaError
from ..intervals import Interval
from .show import show
from .tree import Call, Const, Node, Ref, refs

ZERO, ONE = Interval.point(0), Interval.point(1)
EVERYTHING = Interval(None, None, False, False)
POSITIVE = Interval(Fraction(0), None, False, False)

Slopes = Mapping[str, Interval]


class Box:
    """An interval for each input, and what follows from it for the nodes of a tree.

    Args:
        inputs: name -> interval.
        tighten: returns an interval for a node that may be tighter than its natural extension; asked where only
            a tighter one can show that an operation is defined.

    ``rounded`` says whether an operation that has no exact fractions as its result was met so far.
    """

    def __init__(self, inputs: Mapping[str, Interval], tighten: Callable[[Node, Box], Interval]) -> None:
        self.inputs = inputs
        self.rounded = False
        self._tighten = tighten
        self._known: dict[Node, Interval] = {}

    def within(self, fixed: Mapping[str, Interval]) -> Box:
        """Return the box with some inputs replaced."""
        return Box({**self.inputs, **fixed}, self._tighten)

    def wide(self, node: Node) -> tuple[str, ...]:
        """Return the inputs of the node that are more than a single number here."""
        return tuple(ref.name for ref in refs(node) if not is_point(self.inputs[ref.name]))

    def of(self, node: Node) -> Interval:
        """Return an interval that holds every value of the node.

        Raises:
            DerivationError: the node may be undefined in the box.
        """
        if node not in self._known:
            self._known[node] = self._extension(node)
        return self._known[node]

    def slopes(self, node: Node, wrt: Collection[str]) -> Slopes:
        """Return, for those inputs of ``wrt`` that the node uses, an interval that holds all its slopes."""
        if isinstance(node, Ref):
            return {node.name: ONE} if node.name in wrt else {}
        if isinstance(node, Const):
            return {}
        if node.op == "where":  # it jumps where the condition turns
            return {ref.name: EVERYTHING for ref in refs(node) if ref.name in wrt}
        below = [self.slopes(arg, wrt) for arg in node.args]
        names = dict.fromkeys(name for slopes in below for name in slopes)
        if not names:
            return {}
        partials = self._partials(node, self.of(node), [self.of(arg) for arg in node.args])
        return {name: _chain(name, partials, below) for name in names}

    def _extension(self, node: Node) -> Interval:
        if isinstance(node, Ref):
            return self.inputs[node.name]
        if isinstance(node, Const):
            return Interval.point(number(node))
        if node.op == "where":
            return _hull([self.of(arg) for arg in node.args[1:]])
        if node.op in {"div", "ln", "sqrt", "pow"}:
            return self._restricted(node)
        args = [self.of(arg) for arg in node.args]
        self.rounded |= node.op == "exp" and args[0] != ZERO
        return _EVERYWHERE[node.op](args)

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
        if power.denominator != 1:
            admits = nonnegative if power > 0 else positive
            return self._root(self._admitted(node, 0, admits, "may be negative or zero"), power)
        return whole_power(self.of(node.args[0]) if power >= 0 else self._admitted(node, 0, nonzero, "may be zero"), int(power))

    def _root(self, x: Interval, power: Fraction) -> Interval:
        result = real_power(x, power)
        ends = (x.lo, x.hi) if power > 0 else (x.hi, x.lo)
        pairs = zip(ends, (result.lo, result.hi), strict=True)
        self.rounded |= not all(a is None or b is None or _is_power(a, power, b) for a, b in pairs)
        return result

    def _admitted(self, node: Call, position: int, admits: Callable[[Interval], bool], problem: str) -> Interval:
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

    def _partials(self, node: Call, result: Interval, args: Sequence[Interval]) -> Sequence[Interval]:
        """Return the slopes of an operation in each of its arguments."""
        match node.op:
            case "add":
                return ONE, ONE
            case "sub":
                return ONE, -ONE
            case "mul":
                return args[1], args[0]
            case "div":
                return ONE / args[1], -(result / args[1])
            case "pow":
                return _power_slopes(node, result, *args)
            case "min" | "max":
                return _selections(args, result)
            case _:
                return (_SLOPE[node.op](args[0], result),)


def number(node: Const) -> Fraction:
    """Return a constant that has to be a number."""
    if isinstance(node.value, str):
        msg = f"a formula may compare the text {node.value!r} with == or !=, not calculate with it"
        raise FormulaError(msg)
    return node.value


def is_point(x: Interval) -> bool:
    """Say whether the interval is a single number."""
    return x.lo is not None and x.lo == x.hi


def positive(x: Interval) -> bool:
    """Say whether every number of the interval is above zero."""
    return x.lo is not None and (x.lo > 0 or (x.lo == 0 and not x.lo_closed))


def nonnegative(x: Interval) -> bool:
    """Say whether no number of the interval is below zero."""
    return x.lo is not None and x.lo >= 0


def nonzero(x: Interval) -> bool:
    """Say whether zero is outside the interval."""
    return positive(x) or positive(-x)


def whole_power(x: Interval, power: int) -> Interval:
    """Return a power with a whole exponent; the interval holds no zero where that is negative."""
    return x.pow(power) if power >= 0 else ONE / x.pow(-power)


def real_power(x: Interval, power: Fraction) -> Interval:
    """Return a power of numbers that are not negative (positive for a negative exponent), rounded outward."""
    if power < 0:
        return ONE / real_power(x, -power)
    if power.denominator == 2:
        return x.sqrt().pow(power.numerator)
    lo, hi = (_power_of_end(end, power) for end in (x.lo, x.hi))
    return Interval(lo and lo.lo, hi and hi.hi, x.lo_closed, x.hi_closed)


def _power_of_end(end: Fraction | None, power: Fraction) -> Interval | None:
    if not end:
        return None if end is None else ZERO
    return (Interval.point(end).ln() * Interval.point(power)).exp()


def _is_power(base: Fraction, power: Fraction, result: Fraction) -> bool:
    return bool(result**power.denominator == base**power.numerator)


def _hull(xs: Sequence[Interval]) -> Interval:
    return reduce(lambda a, b: a.hull(b), xs)


def _chain(name: str, partials: Sequence[Interval], below: Sequence[Slopes]) -> Interval:
    """Add up the slopes that reach an operation through its arguments."""
    terms = [p * s[name] for p, s in zip(partials, below, strict=True) if name in s and ZERO not in (p, s[name])]
    return reduce(add, terms, ZERO)


def _power_slopes(node: Call, result: Interval, base: Interval, exponent: Interval) -> tuple[Interval, Interval]:
    if not isinstance(node.args[1], Const):
        return result * exponent / base, result * base.ln()
    power = number(node.args[1])
    if power.denominator == 1:
        slope = whole_power(base, int(power) - 1) if power else ZERO
    elif power > 1 or positive(base):
        slope = real_power(base, power - 1)
    else:  # a root, steep at zero without limit
        slope = POSITIVE
    return slope * Interval.point(power), ZERO


def _selections(args: Sequence[Interval], result: Interval) -> list[Interval]:
    """Return the slopes of minimum and maximum: 0 for an argument that is never the one selected."""
    candidate = [x.intersection(result) is not None for x in args]
    selected = ONE if sum(candidate) == 1 else Interval.closed(0, 1)
    return [selected if c else ZERO for c in candidate]


def _slope_of_abs(x: Interval) -> Interval:
    if nonnegative(x):
        return ONE
    return -ONE if nonnegative(-x) else Interval.closed(-1, 1)


def _slope_of_root(root: Interval) -> Interval:
    return ONE / (root + root) if positive(root) else POSITIVE


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

#: Slope of an operation of one argument, from the argument and the result.
_SLOPE: Mapping[str, Callable[[Interval, Interval], Interval]] = {
    "neg": lambda x, result: -ONE,  # noqa: ARG005
    "abs": lambda x, result: _slope_of_abs(x),  # noqa: ARG005
    "ln": lambda x, result: ONE / x,  # noqa: ARG005
    "exp": lambda x, result: result,  # noqa: ARG005
    "sqrt": lambda x, result: _slope_of_root(result),  # noqa: ARG005
}
