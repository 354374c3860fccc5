"""Slips: the trees that a formula becomes when its operands are exchanged, or brackets are left out or misplaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from ...formula.tree import Call, Node

_LEVEL = {"add": 1, "sub": 1, "mul": 2, "div": 2}
#: trees looked at; a formula of many terms has more bracketings than anybody mistakes
_MOST = 40

Token = Node | str
Alternatives = Callable[[Node], Iterable[Node]]


def exchanged(tree: Node) -> list[Node]:
    """Return the formula with the two sides of one division or subtraction exchanged.

    >>> from kaizhou_indicators.formula.show import show
    >>> from kaizhou_indicators.formula.trace import trace
    >>> [show(other) for other in exchanged(trace(lambda a, b, c: (a - b) / c))]
    ['c / (a - b)', '(b - a) / c']
    """
    return _other(tree, _swapped)


def regrouped(tree: Node) -> list[Node]:
    """Return the formula with brackets left out or misplaced.

    >>> from kaizhou_indicators.formula.show import show
    >>> from kaizhou_indicators.formula.trace import trace
    >>> [show(other) for other in regrouped(trace(lambda a, b: (a - b) / b * 100))]
    ['a - b / b * 100', '(a - b) / (b * 100)', '(a - b / b) * 100']
    """
    return _other(tree, lambda node: [*_unbracketed(node), *_rotated(node)])


def _other(tree: Node, change: Alternatives) -> list[Node]:
    found = dict.fromkeys(other for other in _once_each(tree, change) if other != tree)
    return list(found)[:_MOST]


def _once_each(tree: Node, change: Alternatives) -> Iterator[Node]:
    """Yield the tree with one node changed, for every node and every change of it."""
    yield from change(tree)
    for at, arg in enumerate(tree.args if isinstance(tree, Call) else ()):
        for other in _once_each(arg, change):
            assert isinstance(tree, Call)
            yield attrs.evolve(tree, args=(*tree.args[:at], other, *tree.args[at + 1 :]))


def _swapped(node: Node) -> Iterator[Node]:
    if isinstance(node, Call) and node.op in {"div", "sub"}:
        yield Call(node.op, node.args[::-1])


def _rotated(node: Node) -> Iterator[Node]:
    """Yield (a · b) ∘ c as a · (b ∘ c), and the other way round."""
    if not _arithmetic(node):
        return
    assert isinstance(node, Call)
    left, right = node.args
    if _arithmetic(left):
        assert isinstance(left, Call)
        yield Call(left.op, (left.args[0], Call(node.op, (left.args[1], right))))
    if _arithmetic(right):
        assert isinstance(right, Call)
        yield Call(right.op, (Call(node.op, (left, right.args[0])), right.args[1]))


def _arithmetic(node: Node) -> bool:
    return isinstance(node, Call) and node.op in _LEVEL


def _unbracketed(node: Node) -> Iterator[Node]:
    """Yield what is read where all brackets are left out."""
    if _arithmetic(node):
        yield _read(list(_tokens(node)))


def _tokens(node: Node) -> Iterator[Token]:
    if not isinstance(node, Call) or node.op not in _LEVEL:
        yield node
        return
    yield from _tokens(node.args[0])
    yield node.op
    yield from _tokens(node.args[1])


def _read(tokens: list[Token]) -> Node:
    """Read operands and operations without brackets: × and ÷ before + and -, each from the left."""
    for level in (2, 1):
        tokens = _folded(tokens, level)
    (node,) = tokens
    assert not isinstance(node, str)
    return node


def _folded(tokens: list[Token], level: int) -> list[Token]:
    found: list[Token] = tokens[:1]
    for op, operand in zip(tokens[1::2], tokens[2::2], strict=True):
        assert isinstance(op, str)
        if _LEVEL[op] == level:
            last = found[-1]
            assert not isinstance(last, str)
            assert not isinstance(operand, str)
            found[-1] = Call(op, (last, operand))
        else:
            found += [op, operand]
    return found
