"""The interval reading: what a formula can be when its inputs are known to intervals only.

Three ways, from the surest down, and the result says which one was taken:

* **single use**: every uncertain input occurs once, so the interval extension is the range itself.
* **corners**: the sign of its slope shows that the formula rises or falls in each input that occurs more than
  once; the range runs from one corner of the box to the opposite one.
* **outward**: neither holds; the interval holds every value, and perhaps more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Literal

import attrs

from ..errors import DerivationError, MissingInputError
from ..intervals import Interval
from .extension import EVERYTHING, ZERO, Box, nonnegative, nonpositive, nonzero
from .reason import items
from .show import show
from .slope import slope
from .tree import Call, Const, Node, Ref, optional_refs, walk

#: Slopes of slopes are looked at this many times, and only while they have at most this many nodes.
_DEPTH, _LARGEST = 3, 400

Inputs = Mapping[str, Interval | None]
How = Literal["single use", "corners", "outward"]


@attrs.frozen
class Bounds:
    """What a formula can be.

    Attributes:
        interval: holds every value of the formula.
        exact: whether the interval is the range itself, every value of it taken (apart from rounding).
        how: how it was found: ``single use``, ``corners`` or ``outward``.
        rounded: whether a logarithm, exponential or root rounded the ends outward, by a few units in the last
            of 16 digits.
    """

    interval: Interval
    exact: bool
    how: How
    rounded: bool = False


def evaluate(node: Node, inputs: Inputs) -> Bounds:
    """Return what the formula can be while each input lies anywhere in its interval.

    Args:
        node: the formula.
        inputs: name -> interval; None or absent where missing, as ``total`` and ``weighted_mean`` may skip.

    Raises:
        DerivationError: the formula is undefined, or may be, somewhere in the intervals; the message names the
            sub-expression. ``MissingInputError`` if an input is missing.

    >>> base = Call("div", (Ref("now"), Call("add", (Const(Fraction(1)), Ref("change")))))
    >>> found = evaluate(base, {"now": Interval.closed(3, 4), "change": Interval.closed(0, 1)})
    >>> found.interval == Interval.closed(Fraction(3, 2), 4), found.how
    (True, 'single use')
    """
    box = Box({name: x for name, x in inputs.items() if x is not None}, _tight, _DEPTH)
    try:
        return _bounds(_settled(node, box), box)
    except OverflowError as error:
        msg = f"result is not finite: {show(node)} passes 1.8e308 somewhere in its inputs; give them in a larger unit"
        raise DerivationError(msg) from error


def _settled(node: Node, box: Box) -> Node:
    """Return the tree that is left once it is clear what is missing and which branches are taken.

    It holds no ``total`` and no ``wmean``, and ``where`` only where its condition is undecided.
    """
    if isinstance(node, Const):
        return node
    if isinstance(node, Ref):
        if node.name not in box.inputs:
            msg = f"{node.name} is missing; give its interval"
            raise MissingInputError(msg)
        return node
    if node.op in {"total", "wmean"}:
        return _written_out(node, box)
    if node.op == "where":
        return _branch(node, box)
    return _once(Call(node.op, tuple(_settled(arg, box) for arg in node.args)))


def _once(node: Call) -> Node:
    """Write (a - b) / b as a / b - 1, in which every number stands once."""
    over, under = node.args if node.op == "div" else (node, node)
    if node.op == "div" and isinstance(over, Call) and over.op == "sub" and over.args[1] == under:
        return Call("sub", (Call("div", (over.args[0], under)), Const(Fraction(1))))
    return node


def _written_out(node: Call, box: Box) -> Node:
    kept = [item for item in items(node) if not _missing(item, box)]
    if len(kept) < node.at_least:
        names = ", ".join(dict.fromkeys(name for item in items(node) for name in _missing(item, box)))
        shown = ", ".join(show(item[0]) for item in items(node))
        msg = f"needs at least {node.at_least} of {shown}; present: {len(kept)} (missing: {names})"
        raise MissingInputError(msg)
    columns = [[_settled(part, box) for part in column] for column in zip(*kept, strict=True)]
    if node.op == "total":
        return _sum(columns[0])
    products = [Call("mul", pair) for pair in zip(columns[1], columns[0], strict=True)]
    return Call("div", (_sum(products), _sum(columns[1])))


def _missing(parts: Sequence[Node], box: Box) -> list[str]:
    return [ref.name for part in parts for ref in optional_refs(part) if ref.name not in box.inputs]


def _sum(nodes: Sequence[Node]) -> Node:
    return reduce(lambda a, b: Call("add", (a, b)), nodes)


def _branch(node: Call, box: Box) -> Node:
    condition = _settled(node.args[0], box)
    taken = box.decided(condition)
    if taken is not None:
        return _settled(node.args[1 if taken else 2], box)
    a, b = (_settled(arg, box) for arg in node.args[1:])
    return a if a == b else Call("where", (condition, a, b))


def _tight(node: Node, box: Box) -> Interval:
    return _bounds(node, box).interval


def _bounds(node: Node, box: Box) -> Bounds:
    outward = box.of(node)
    if _single_use(node, box):
        return Bounds(outward, exact=True, how="single use", rounded=box.rounded)
    if box.depth <= 0:
        return Bounds(outward, exact=False, how="outward", rounded=box.rounded)
    low, high = _end(node, box, rising=False), _end(node, box, rising=True)
    exact = low.exact and high.exact
    found = Interval(low.at, high.at, low.closed, high.closed)
    interval = found.intersection(outward) or found  # an end that was not shown to be open may be so there
    return Bounds(interval, exact, "corners" if exact else "outward", low.rounded or high.rounded)


def _single_use(node: Node, box: Box) -> bool:
    """Say whether every uncertain input occurs once, and nothing jumps."""
    wide = set(box.wide(node))
    uses = Counter(n.name for n in walk(node) if isinstance(n, Ref) and n.name in wide)
    return not _jumps(node) and all(count == 1 for count in uses.values())


def _jumps(node: Node) -> bool:
    return any(isinstance(n, Call) and n.op == "where" for n in walk(node))


@attrs.frozen
class _End:
    """One end of the range: the number (None: without limit), and whether it is taken."""

    at: Fraction | None
    closed: bool
    exact: bool
    rounded: bool


def _end(node: Node, box: Box, rising: bool) -> _End:
    """Walk towards one end of the range: upwards if ``rising``, fixing inputs at their corners on the way."""
    closed = True
    while not _single_use(node, box):
        corner = _corner(node, box, rising)
        moved = box.within({name: Interval.point(at) for name, at in corner.items()})
        if not corner or not _defined(node, moved):
            return _found(node, box, rising, closed, exact=False)
        closed = closed and _taken(node, box, moved, corner)
        box = moved
    return _found(node, box, rising, closed, exact=True)


def _found(node: Node, box: Box, rising: bool, closed: bool, exact: bool) -> _End:
    interval = box.of(node)
    if rising:
        return _End(interval.hi, interval.hi_closed and closed, exact, box.rounded)
    return _End(interval.lo, interval.lo_closed and closed, exact, box.rounded)


def _corner(node: Node, box: Box, rising: bool) -> dict[str, Fraction]:
    """Return where the formula is greatest (least), for the inputs in which it only rises or only falls."""
    found: dict[str, Fraction] = {}
    for name in box.wide(node):
        x, steep = box.inputs[name], _slope(node, name, box)
        ends = [x.lo, x.hi] if nonnegative(steep) is not rising else [x.hi, x.lo]
        if steep == ZERO:
            found[name] = next((at for at in ends if at is not None), Fraction(0))
        elif ends[0] is not None and (nonnegative(steep) or nonpositive(steep)):
            found[name] = ends[0]
    return found


def _slope(node: Node, name: str, box: Box) -> Interval:
    """Return an interval that holds every slope of the node in one of its inputs, inside of that input's ends."""
    derivative, x = slope(node, name), box.inputs[name]
    if derivative is None or sum(1 for _ in walk(derivative)) > _LARGEST:
        return EVERYTHING
    if x.is_point and _jumps(derivative):  # at the corner of abs, min or max each side has its own slope
        return EVERYTHING
    inner = {} if x.is_point else {name: Interval(x.lo, x.hi, False, False)}  # a root is steep without limit at 0
    try:
        return _enclosure(derivative, box.deeper().within(inner))
    except DerivationError:  # a slope may be undefined where the formula is not
        return EVERYTHING


def _enclosure(node: Node, box: Box) -> Interval:
    """Return an interval of a slope, as tight as it takes to see its sign."""
    found = box.of(node)
    if nonnegative(found) or nonpositive(found) or not isinstance(node, Call):
        return found
    if node.op in {"mul", "div", "neg"}:
        below = {f"_{i}": _enclosure(arg, box) for i, arg in enumerate(node.args)}
        return box.within(below).of(Call(node.op, tuple(Ref(name) for name in below)))
    return _tight(node, box)


def _defined(node: Node, box: Box) -> bool:
    """Say whether the formula is defined at a corner; an open end may lie just outside of where it is."""
    try:
        box.of(node)
    except DerivationError:
        return False
    return True


def _taken(node: Node, box: Box, moved: Box, corner: Mapping[str, Fraction]) -> bool:
    """Say whether the corner's value may be taken: not if an open end is reached strictly rising or falling."""
    outside = [name for name, at in corner.items() if at not in box.inputs[name]]
    return not any(nonzero(_slope(node, name, place)) for name in outside for place in (box, moved))
