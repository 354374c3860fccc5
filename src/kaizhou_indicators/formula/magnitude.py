"""Where a value can lie: its range, read off the tree from the ranges of the inputs, and what follows from it.

A value whose range is finite needs no look at whether it overflowed, and only values that may be infinite make a NaN
(∞ - ∞). Rounding keeps order, so what holds of the ends of a range holds of every number in it.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from functools import partial

import attrs

from .tree import Const, Node, Ref

LARGEST = sys.float_info.max
#: the logarithm of every number that there is lies nearer to zero
_LOGARITHM = 745.2


@attrs.frozen
class Range:
    """Where the values of a column lie.

    Attributes:
        low: none is smaller.
        high: none is larger.
        gap: none but zero itself is nearer to zero.
        nan: whether there may be a NaN.
    """

    low: float = -LARGEST
    high: float = LARGEST
    gap: float = 0.0
    nan: bool = False

    @property
    def size(self) -> float:
        """The largest distance from zero."""
        return max(-self.low, self.high)

    @property
    def positive_or_zero(self) -> bool:
        """Whether no value is negative."""
        return self.low >= 0

    @property
    def without_zero(self) -> bool:
        """Whether no value is zero."""
        return self.low > 0 or self.high < 0

    @property
    def finite(self) -> bool:
        """Whether every value is a finite number."""
        return self.size < math.inf and not self.nan

    def within(self, low: float, high: float) -> Range:
        """Return the range of those of the values that lie between two numbers."""
        return Range(max(self.low, low), min(self.high, high), self.gap)


FINITE = Range()
ANY = Range(-math.inf, math.inf, nan=True)
Ranges = Mapping[str, Range]


def range_of(node: Node, inputs: Ranges | None = None) -> Range:
    """Return where the value lies, wherever it is defined.

    Args:
        node: the tree, without ``total`` and ``wmean``.
        inputs: ranges of inputs by name; an input that is not named is finite and no more is known of it.

    >>> from .tree import Call
    >>> x, y = Ref("x"), Ref("y")
    >>> range_of(Call("div", (x, y)), {"x": Range(0.0, 1e6), "y": Range(0.0, 1e3, gap=0.01)})
    Range(low=0.0, high=100000000.0, gap=0.0, nan=False)
    >>> range_of(Call("div", (x, y))).high
    inf
    """
    if isinstance(node, Const):
        return FINITE if isinstance(node.value, str) else _point(float(node.value))  # a text is compared, never NaN
    if isinstance(node, Ref):
        return (inputs or {}).get(node.name, FINITE)
    if node.op == "pow":
        return _power(range_of(node.args[0], inputs), node.args[1])
    rule = _RULES.get(node.op)
    args = node.args[1:] if node.op == "where" else node.args
    return rule(*map(partial(range_of, inputs=inputs), args)) if rule else ANY


def may_be_nan(node: Node) -> bool:
    """Say whether a value whose conditions hold may be NaN although every input is finite.

    >>> from .tree import Call
    >>> x, y = Ref("x"), Ref("y")
    >>> may_be_nan(Call("div", (x, y))), may_be_nan(Call("sub", (Call("mul", (x, x)), Call("mul", (y, y)))))
    (False, True)
    """
    return range_of(node).nan


def _point(x: float) -> Range:
    return Range(x, x, abs(x) or math.inf)


def _known(low: float, high: float, gap: float, *parts: Range) -> Range:
    """Return a range made from parts, and anything at all where an end is no number (∞ - ∞, 0 · ∞)."""
    if math.isnan(low) or math.isnan(high):
        return ANY
    return Range(low, high, 0.0 if math.isnan(gap) else gap, any(part.nan for part in parts))


def _add(a: Range, b: Range) -> Range:
    if math.isnan(a.low + b.high) or math.isnan(a.high + b.low):
        return ANY
    one_sign = a.positive_or_zero and b.positive_or_zero
    return _known(a.low + b.low, a.high + b.high, min(a.gap, b.gap) if one_sign else 0.0, a, b)


def _negative(a: Range) -> Range:
    return Range(-a.high, -a.low, a.gap, a.nan)


def _mul(a: Range, b: Range) -> Range:
    corners = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    crossed = any(r.size == math.inf and o.low <= 0 <= o.high for r, o in ((a, b), (b, a)))
    return ANY if crossed else _known(min(corners), max(corners), a.gap * b.gap, a, b)


def _div(a: Range, b: Range) -> Range:
    """Divide where the divisor is not zero: how near it comes to zero bounds the result."""
    if a.size == b.size == math.inf:
        return ANY
    most = a.size / b.gap if b.gap else math.inf
    low = 0.0 if a.positive_or_zero and b.positive_or_zero else -most
    return _known(low, most, a.gap / b.size if b.size else 0.0, a, b)


def _least(*ranges: Range) -> Range:
    return _known(min(r.low for r in ranges), min(r.high for r in ranges), min(r.gap for r in ranges), *ranges)


def _most(*ranges: Range) -> Range:
    return _known(max(r.low for r in ranges), max(r.high for r in ranges), min(r.gap for r in ranges), *ranges)


def _either(a: Range, b: Range) -> Range:
    return _known(min(a.low, b.low), max(a.high, b.high), min(a.gap, b.gap), a, b)


def _ln(a: Range) -> Range:
    end = _LOGARITHM if a.high < math.inf else math.inf
    return _known(-_LOGARITHM, end, 0.0, a)


def _exp(a: Range) -> Range:
    return _known(0.0, math.exp(a.high) if a.high < 700 else math.inf, 0.0, a)


def _sqrt(a: Range) -> Range:
    return _known(0.0, math.sqrt(max(a.high, 0.0)), math.sqrt(a.gap), a)


def _power(base: Range, power: Node) -> Range:
    if not isinstance(power, Const) or isinstance(power.value, str) or power.value < 0:
        return attrs.evolve(ANY, nan=base.nan)
    try:
        most = max(1.0, base.size) ** math.ceil(power.value)
    except OverflowError:
        most = math.inf
    return _known(0.0 if base.positive_or_zero else -most, most, 0.0, base)


_RULES: Mapping[str, Callable[..., Range]] = {
    "add": _add,
    "sub": lambda a, b: _add(a, _negative(b)),
    "mul": _mul,
    "div": _div,
    "neg": _negative,
    "abs": lambda a: _known(0.0, a.size, a.gap, a),
    "ln": _ln,
    "exp": _exp,
    "sqrt": _sqrt,
    "min": _least,
    "max": _most,
    "where": _either,
}
