"""Backwards: from a change and one of its two values to the other; from a formula's result to its one unknown input.

Each is a tree of its own in which every number occurs once, so that intervals give the range itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from ..errors import DerivationError
from ..formula.interval import evaluate
from ..formula.tree import Call, Const, Node, Ref, refs, walk
from ..intervals import Interval
from ..model.kinds import Change

_ONE, _TEN, _HUNDRED = (Const(Fraction(n)) for n in (1, 10, 100))
BASE, LEVEL, CHANGE = Ref("base"), Ref("level"), Ref("change")


def _call(op: str, *args: Node) -> Call:
    return Call(op, args)


_GROWN = _call("add", _ONE, _call("div", CHANGE, _HUNDRED))
_MORE = _call("add", _ONE, CHANGE)
_PART = _call("div", CHANGE, _HUNDRED)

_BASES: Mapping[Change, Node] = {
    Change.PCT: _call("div", LEVEL, _GROWN),
    Change.PP: _call("sub", LEVEL, CHANGE),
    Change.ABS: _call("sub", LEVEL, CHANGE),
    Change.TIMES: _call("div", LEVEL, CHANGE),
    Change.TIMES_MORE: _call("div", LEVEL, _MORE),
    Change.SHARE: _call("div", LEVEL, _PART),
    Change.INDEX: _call("div", LEVEL, _PART),
    Change.RANK: _call("add", LEVEL, CHANGE),
}
_LEVELS: Mapping[Change, Node] = {
    Change.PCT: _call("mul", BASE, _GROWN),
    Change.PP: _call("add", BASE, CHANGE),
    Change.ABS: _call("add", BASE, CHANGE),
    Change.TIMES: _call("mul", BASE, CHANGE),
    Change.TIMES_MORE: _call("mul", BASE, _MORE),
    Change.SHARE: _call("mul", BASE, _PART),
    Change.INDEX: _call("mul", BASE, _PART),
    Change.RANK: _call("sub", BASE, CHANGE),
}


def base_of(change: Change, level: Interval, by: Interval) -> Interval:
    """Return where the base lies that a level and its change leave.

    Raises:
        DerivationError: the change leaves no base (a fall of 100 %), or any.

    >>> base_of(Change.PCT, Interval.printed("3.4"), Interval.printed("-10.5")).text(3)
    '[3.740, 3.857]'
    """
    return evaluate(_BASES[change], {"level": level, "change": by}).interval


def level_of(change: Change, base: Interval, by: Interval) -> Interval:
    """Return where the level lies that a base and the change on it leave."""
    return evaluate(_LEVELS[change], {"base": base, "change": by}).interval


#: operation -> how to free its first or second argument from the result and the other argument
_FREE: Mapping[tuple[str, int], Callable[[Node, Node], Node]] = {
    ("add", 0): lambda r, b: _call("sub", r, b),
    ("add", 1): lambda r, a: _call("sub", r, a),
    ("sub", 0): lambda r, b: _call("add", r, b),
    ("sub", 1): lambda r, a: _call("sub", a, r),
    ("mul", 0): lambda r, b: _call("div", r, b),
    ("mul", 1): lambda r, a: _call("div", r, a),
    ("div", 0): lambda r, b: _call("mul", r, b),
    ("div", 1): lambda r, a: _call("div", a, r),
}
_INVERSES = {"neg": "neg", "ln": "exp", "exp": "ln"}


def solve(tree: Node, unknown: str, inputs: Mapping[str, Interval], result: Interval) -> Interval | None:
    """Return where the one unknown input of a formula lies; None where the formula cannot be turned round.

    It can where the input occurs once, under + - × ÷, a change of sign, a logarithm or an exponential.

    >>> share = Call("div", (Ref("k"), Ref("n")))
    >>> solve(share, "k", {"n": Interval.point(40)}, Interval.closed("0.9", "0.95")).text()
    '[36, 38]'
    """
    if sum(isinstance(node, Ref) and node.name == unknown for node in walk(tree)) != 1:
        return None
    found = freed(tree, unknown, Ref("the result"))
    if found is None:
        return None
    try:
        return evaluate(found, {**inputs, "the result": result}).interval
    except DerivationError:
        return None


def freed(tree: Node, unknown: str, result: Node) -> Node | None:
    """Return the tree of an input that occurs once, over the result and the other inputs; None where it cannot be freed."""
    if isinstance(tree, Ref):
        return result
    if not isinstance(tree, Call):
        return None
    at = next(i for i, arg in enumerate(tree.args) if any(r.name == unknown for r in refs(arg)))
    if tree.op in _INVERSES:
        return freed(tree.args[0], unknown, _call(_INVERSES[tree.op], result))
    if (tree.op, at) not in _FREE:
        return None
    return freed(tree.args[at], unknown, _FREE[tree.op, at](result, tree.args[1 - at]))
