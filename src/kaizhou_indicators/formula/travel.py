"""Where null travels: the conditions that are left to be asked when null passes through arithmetic by itself.

In a table an undefined part is made null where it arises (a divisor of zero, a logarithm's argument that is not
positive), and every engine carries null through arithmetic. What it is not carried through is a condition, and a minimum
or maximum of several values: engines skip a null there. Only for what stands in such a place is presence asked.
"""

from __future__ import annotations

from .tree import Call, Const, Node, Ref

_ARITHMETIC = frozenset({"add", "sub", "mul", "div", "neg", "abs", "ln", "exp", "sqrt"})


def through(node: Node) -> frozenset[str]:
    """Return the inputs whose null makes the value null on every engine, whatever the rest of the row holds.

    >>> a, b = Ref("a"), Ref("b")
    >>> sorted(through(Call("min", (Call("div", (a, b)), Const(1)))))
    ['a', 'b']
    >>> sorted(through(Call("min", (a, b))))
    []
    """
    if isinstance(node, Ref):
        return frozenset({node.name})
    if isinstance(node, Const):
        return frozenset()
    if node.op == "where":
        return through(node.args[1]) & through(node.args[2])
    if node.op in _ARITHMETIC or carries(node):
        return frozenset().union(*map(through, node.args))
    return frozenset.intersection(*map(through, node.args)) if node.op in {"min", "max"} else frozenset()


def carries(node: Call) -> bool:
    """Say whether a power, a minimum or a maximum carries null from its one argument that is no constant."""
    if node.op == "pow":
        power = node.args[1]
        return isinstance(power, Const) and power.value != 0  # whatever has the power 0 is 1, a NaN too
    return node.op in {"min", "max"} and sum(not isinstance(arg, Const) for arg in node.args) == 1
