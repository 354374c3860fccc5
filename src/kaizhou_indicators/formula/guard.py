"""When a formula is defined: one condition from the tree, shared by every reading.

A result is defined where every input used is present, no divisor is zero, every logarithm's argument is
positive and every root's argument is not negative. ``where`` asks only for the branch taken; ``total`` and
``weighted_mean`` skip what is optional and missing. No reading decides this on its own: it takes the
conditions of ``guarded`` and evaluates the expression only where all of them hold. A reading in which null travels
through arithmetic, with every undefined part made null where it arises, takes the few conditions that are left then.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from fractions import Fraction
from functools import reduce
from itertools import chain
from math import isfinite
from operator import add, mul, sub, truediv

import attrs

from .magnitude import may_be_nan
from .travel import carries, through
from .tree import COMPARISONS, Call, Const, Node, Ref, is_condition, optional_refs, pairs, rebuild, walk

ZERO, ONE = Const(Fraction(0)), Const(Fraction(1))
Conditions = Callable[[Node], tuple[Node, ...]]
_FOLDED: Mapping[str, Callable[[float, float], float]] = {"add": add, "sub": sub, "mul": mul, "div": truediv}


@attrs.frozen
class Guarded:
    """An expression without ``total`` and ``wmean``, and the conditions under which it is defined.

    Attributes:
        expression: the tree to calculate with; may hold ``where`` on ``present``.
        conditions: all of them must hold; ``present`` of an input is an operation here.
        left: those of them that are left to be asked where null travels through arithmetic (``travel.py``).
    """

    expression: Node
    conditions: tuple[Node, ...]
    left: tuple[Node, ...]


def guarded(node: Node, *further: Node) -> Guarded:
    """Return the expression of a tree with its condition; ``further`` conditions are added.

    >>> from .show import show
    >>> g = guarded(Call("div", (Ref("done"), Ref("plan"))))
    >>> [show(c) for c in g.conditions]
    ['present(done)', 'present(plan)', 'plan != 0']
    >>> g.left
    ()
    """
    expression = lower(node)
    carried = {_present(Ref(name, optional)) for name in through(expression) for optional in (False, True)}
    left = [c for c in dict.fromkeys([*_left(node), *further]) if c not in carried]
    return Guarded(expression, _in_order([*defined(node), *further]), _in_order(left))


def _in_order(conditions: Iterable[Node]) -> tuple[Node, ...]:
    """Return the conditions, presence first: the others ask about what is there."""
    return tuple(lower(c) for c in sorted(dict.fromkeys(conditions), key=lambda c: not _is_presence(c)))


def _is_presence(condition: Node) -> bool:
    return isinstance(condition, Call) and condition.op == "present" and isinstance(condition.args[0], Ref)


def defined(node: Node) -> tuple[Node, ...]:
    """Return the conditions under which the node is defined, each once."""
    if isinstance(node, Ref):
        return (_present(node),)
    if isinstance(node, Const):
        return ()
    if node.op in {"total", "wmean"}:
        return _defined_aggregate(node)
    if node.op == "where":
        return _defined_where(node)
    below = [c for arg in node.args for c in defined(arg)]
    return tuple(dict.fromkeys([*below, *_own_conditions(node)]))


def _own_conditions(node: Call) -> tuple[Node, ...]:
    if node.op == "div":
        return _nonzero(node.args[1])
    if node.op == "ln":
        return (Call("gt", (node.args[0], ZERO)),)
    if node.op == "sqrt":
        return (Call("ge", (node.args[0], ZERO)),)
    if node.op in COMPARISONS or node.op in {"min", "max"}:
        # engines order a NaN (∞ - ∞ after an overflow) differently, so it must not reach a comparison
        return tuple(_present(arg) for arg in node.args if may_be_nan(lower(arg)))
    return _power_conditions(node) if node.op == "pow" else ()


def _power_conditions(node: Call) -> tuple[Node, ...]:
    base, power = node.args
    if not isinstance(power, Const) or isinstance(power.value, str):
        return (Call("gt", (base, ZERO)),)
    nonzero = _nonzero(base) if power.value < 0 else ()
    whole = power.value.denominator == 1
    return nonzero if whole else (*nonzero, Call("ge", (base, ZERO)))


def _nonzero(node: Node) -> tuple[Node, ...]:
    certain = isinstance(node, Const) and node.value != 0
    return () if certain else (Call("ne", (node, ZERO)),)


def _defined_where(node: Call, of: Conditions = defined) -> tuple[Node, ...]:
    condition, a, b = node.args
    own = defined(condition)
    branches = []
    for unless, branch in ((Call("not", (condition,)), a), (condition, b)):
        needs = [c for c in of(branch) if c not in own]
        if needs:
            branches.append(Call("or", (unless, all_of(needs))))
    return (*own, *branches)


def _defined_aggregate(node: Call, of: Conditions = defined) -> tuple[Node, ...]:
    conditions: list[Node] = []
    for item, there in zip(_items(node), _there(node), strict=True):
        needs = [c for part in item for c in of(part) if c not in there]
        if needs and there:
            conditions.append(Call("or", (Call("not", (all_of(there),)), all_of(needs))))
        else:
            conditions += needs
    conditions += _enough(node)
    if node.op == "wmean" and of is defined:
        conditions += _nonzero_weights(node)
    return tuple(dict.fromkeys(conditions))


def _left(node: Node) -> tuple[Node, ...]:
    """Return the conditions left of a node whose null reaches the result."""
    if not isinstance(node, Call):
        return ()
    if is_condition(node) or (node.op in {"pow", "min", "max"} and not carries(node)):
        return defined(node)
    if node.op == "where":
        return _defined_where(node, _left)
    if node.op in {"total", "wmean"}:
        return _defined_aggregate(node, _left)
    return tuple(dict.fromkeys(chain.from_iterable(map(_left, node.args))))


def _enough(node: Call) -> list[Node]:
    theres = _there(node)
    certain = sum(not there for there in theres)
    if certain >= node.at_least:
        return []
    counted = [Call("where", (all_of(there), ONE, ZERO)) for there in theres if there]
    return [Call("ge", (_sum(counted), Const(Fraction(node.at_least - certain))))]


def _nonzero_weights(node: Call) -> list[Node]:
    weights = [weight for _, weight in pairs(node)]
    if all(isinstance(w, Const) and not isinstance(w.value, str) and w.value > 0 for w in weights):
        return []
    return [Call("ne", (_weight_sum(node), ZERO))]


def lower(node: Node) -> Node:
    """Replace ``total`` and ``wmean`` by sums over what is present."""

    def change(n: Node) -> Node:
        if isinstance(n, Call) and n.op == "total":
            return _sum([_where_there(there, x) for (x,), there in zip(_items(n), _there(n), strict=True)])
        if isinstance(n, Call) and n.op == "wmean":
            return rebuild(Call("div", (_weighted_sum(n), _weight_sum(n))), _folded)
        return _folded(n)

    return rebuild(node, change)


def _folded(node: Node) -> Node:
    """Calculate what holds constants alone, in floats as the readings do, and leave out a factor or divisor of 1."""
    if not isinstance(node, Call) or node.op not in _FOLDED:
        return node
    a, b = node.args
    if b == ONE and node.op in {"mul", "div"}:
        return a
    if not isinstance(a, Const) or not isinstance(b, Const) or (b == ZERO and node.op == "div"):
        return node
    result = _FOLDED[node.op](float(a.value), float(b.value))
    return Const(Fraction(result)) if isfinite(result) else node


def _weighted_sum(node: Call) -> Node:
    terms = [Call("mul", (weight, value)) for value, weight in pairs(node)]
    return _sum([_where_there(there, term) for term, there in zip(terms, _there(node), strict=True)])


def _weight_sum(node: Call) -> Node:
    return _sum([_where_there(there, weight) for (_, weight), there in zip(pairs(node), _there(node), strict=True)])


def _items(node: Call) -> list[tuple[Node, ...]]:
    return list(pairs(node)) if node.op == "wmean" else [(arg,) for arg in node.args]


def _there(node: Call) -> list[tuple[Node, ...]]:
    """For each item the presence of its optional inputs."""
    return [tuple(_present(ref) for part in item for ref in optional_refs(part)) for item in _items(node)]


def _where_there(there: tuple[Node, ...], node: Node) -> Node:
    return Call("where", (all_of(there), node, ZERO)) if there else node


def _present(node: Node) -> Node:
    return Call("present", (node,))


def _sum(nodes: Iterable[Node]) -> Node:
    return reduce(lambda a, b: Call("add", (a, b)), nodes)


def all_of(nodes: Iterable[Node]) -> Node:
    """Return the conjunction of conditions, at least one."""
    return reduce(lambda a, b: Call("and", (a, b)), dict.fromkeys(nodes))


def specialise(node: Node, absent: Collection[str]) -> Node | None:
    """Return the tree for data in which the optional inputs ``absent`` do not occur at all.

    Their terms drop out of ``total`` and ``wmean``. None: the result would be undefined everywhere.
    """
    lost: list[Node] = []
    left = _left_of(node, absent, lost)
    missing = any(isinstance(n, Ref) and n.name in absent for n in walk(left))
    return None if missing or lost else left


def _left_of(node: Node, absent: Collection[str], lost: list[Node]) -> Node:
    """Drop what is absent from the outside in: an item is skipped as a whole, however deep its missing input lies."""
    if not isinstance(node, Call):
        return node
    if node.op in {"total", "wmean"}:
        node = _without(node, absent, lost)
    return attrs.evolve(node, args=tuple(_left_of(arg, absent, lost) for arg in node.args))


def _without(node: Call, absent: Collection[str], lost: list[Node]) -> Call:
    kept = [item for item in _items(node) if not _uses(item, absent)]
    if len(kept) < node.at_least:
        lost.append(node)
        return node
    return attrs.evolve(node, args=tuple(part for column in zip(*kept, strict=True) for part in column))


def _uses(item: tuple[Node, ...], absent: Collection[str]) -> bool:
    return any(ref.name in absent for part in item for ref in optional_refs(part))
