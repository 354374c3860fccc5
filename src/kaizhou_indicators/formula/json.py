"""A tree as JSON and back: another process, another language, another day reads the same formula.

The form, and no other::

    "1.086", "2000/3"                          a number, exact, as decimal or ratio
    {"input": "chla"}                          an input; {"input": "sd", "optional": true} an optional one
    {"text": "中央"}                            the text of a setting's choice
    ["div", A, B]                              an operation of ``tree.OPS`` and its arguments
    {"total": [A, B], "at_least": 2}           a sum over what is present
    {"wmean": [[V, W], [V, W]], "at_least": 1} pairs of value and weight

Reading is strict and safe for hostile input: nothing is evaluated, depth and length are limited, and
every fault names its path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from ..errors import FormulaError, did_you_mean
from .show import number_text
from .tree import COMPARISONS, OPS, Const, Node, Ref
from .values import Value, call

Json = dict[str, Any] | list[Any] | str

#: How deep a tree may be, and how many characters a number may have.
DEPTH = 100
DIGITS = 1000

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+|/[0-9]+)?")
_ARITY: Mapping[str, range] = {
    **dict.fromkeys(("add", "sub", "mul", "div", "pow", "and", "or", *COMPARISONS), range(2, 3)),
    **dict.fromkeys(("neg", "abs", "ln", "exp", "sqrt", "not"), range(1, 2)),
    "where": range(3, 4),
}
_ANY = range(1, 10**6)


def to_json(node: Node) -> Json:
    """Return the tree in JSON types; equal trees give equal JSON.

    Raises:
        FormulaError: the tree is deeper than ``from_json`` reads, or a number longer.

    >>> from kaizhou_indicators.formula.trace import trace
    >>> to_json(trace(lambda done, plan: done / plan * 100))
    ['mul', ['div', {'input': 'done'}, {'input': 'plan'}], '100']
    """
    return _json(node, DEPTH)


def _json(node: Node, depth: int) -> Json:
    if depth <= 0:
        raise _too_deep("formula")
    if isinstance(node, Const):
        return {"text": node.value} if isinstance(node.value, str) else _number_json(node.value)
    if isinstance(node, Ref):
        return {"input": node.name, "optional": True} if node.optional else {"input": node.name}
    args = [_json(arg, depth - 1) for arg in node.args]
    if node.op == "total":
        return {"total": args, "at_least": node.at_least}
    if node.op == "wmean":
        half = len(args) // 2
        return {"wmean": [list(pair) for pair in zip(args[:half], args[half:], strict=True)], "at_least": node.at_least}
    return [node.op, *args]


def _number_json(value: Fraction) -> str:
    text = number_text(value)
    if len(text) > DIGITS:
        msg = f"formula: a number of {len(text)} characters is longer than JSON may hold ({DIGITS}); change the unit"
        raise FormulaError(msg)
    return text


def from_json(data: object) -> Node:
    """Return the tree of what ``to_json`` wrote.

    Raises:
        FormulaError: anything else; the message names the path, as in ``$[2].input``.

    >>> from_json(["mul", "10", {"input": "chla"}]).op
    'mul'
    >>> from_json(["mull", "10", {"input": "chla"}])
    Traceback (most recent call last):
    ...
    kaizhou_indicators.errors.FormulaError: formula JSON at $: unknown operation 'mull'. Did you mean 'mul'?
    """
    return _node(data, "$", DEPTH)


def _node(data: object, path: str, depth: int) -> Node:
    if depth <= 0:
        raise _too_deep(f"formula JSON at {path[:80]}")
    if isinstance(data, str):
        return Const(_number(data, path))
    if isinstance(data, list):
        return _operation(data, path, depth)
    if isinstance(data, dict):
        return _object(data, path, depth)
    raise _fault(path, f'{_short(data)} is no node; write a number as text ("1.086"), an operation as a list')


def _number(text: str, path: str) -> Fraction:
    if len(text) > DIGITS or not _NUMBER.fullmatch(text) or re.search(r"/0+$", text):
        raise _fault(path, f'{_short(text)} is no number such as "1.086" or "2000/3"')
    return Fraction(text)


def _operation(data: list[Any], path: str, depth: int) -> Node:
    op = data[0] if data else None
    if not isinstance(op, str) or op not in OPS:
        hint = did_you_mean(op, OPS) if isinstance(op, str) else " A list begins with the operation's name."
        raise _fault(path, f"unknown operation {_short(op)}.{hint}")
    if op in {"total", "wmean"}:
        raise _fault(path, f'{op!r} is written {{"{op}": [...], "at_least": 1}}')
    args = data[1:]
    arity = _ARITY.get(op, _ANY)
    if len(args) not in arity:
        raise _fault(
            path, f"{op!r} takes {arity.start if arity is not _ANY else 'one or more'}, not {len(args)} arguments"
        )
    return _built(path, op, [_node(arg, f"{path}[{i}]", depth - 1) for i, arg in enumerate(args, 1)])


def _object(data: dict[Any, Any], path: str, depth: int) -> Node:
    readers: Mapping[str, Callable[[], Node]] = {
        "input": lambda: _input(data, path),
        "text": lambda: Const(_text(data, "text", path)),
        "total": lambda: _total(data, path, depth),
        "wmean": lambda: _weighted(data, path, depth),
    }
    kind = next((key for key in readers if key in data), None)
    if kind is None:
        raise _fault(path, f"an object holds one of {', '.join(readers)}, not {_short(list(data))}")
    further = {"input": {"optional"}, "text": set()}.get(kind, {"at_least"})
    for key in data:
        if key != kind and key not in further:
            raise _fault(path, f"unexpected key {_short(key)} beside {kind!r}")
    return readers[kind]()


def _input(data: dict[Any, Any], path: str) -> Ref:
    optional = data.get("optional", False)
    if not isinstance(optional, bool):
        raise _fault(f"{path}.optional", f"{_short(optional)} is neither true nor false")
    name = _text(data, "input", path)
    if not name:
        raise _fault(f"{path}.input", "an input needs a name")
    return Ref(name, optional)


def _text(data: dict[Any, Any], key: str, path: str) -> str:
    text = data[key]
    if not isinstance(text, str) or len(text) > DIGITS:
        raise _fault(f"{path}.{key}", f"{_short(text)} is no text of at most {DIGITS} characters")
    return text


def _total(data: dict[Any, Any], path: str, depth: int) -> Node:
    args = [_node(arg, at, depth - 1) for at, arg in _listed(data, "total", path)]
    return _built(path, "total", args, _at_least(data, path, len(args)))


def _weighted(data: dict[Any, Any], path: str, depth: int) -> Node:
    columns: tuple[list[Node], list[Node]] = ([], [])
    for at, pair in _listed(data, "wmean", path):
        if not isinstance(pair, list) or len(pair) != 2:
            raise _fault(at, f"{_short(pair)} is no pair [value, weight]")
        for i, column in enumerate(columns):
            column.append(_node(pair[i], f"{at}[{i}]", depth - 1))
    return _built(path, "wmean", [*columns[0], *columns[1]], _at_least(data, path, len(columns[0])))


def _listed(data: dict[Any, Any], key: str, path: str) -> list[tuple[str, Any]]:
    listed = data[key]
    if not isinstance(listed, list) or not listed:
        raise _fault(f"{path}.{key}", f"{_short(listed)} is no list of one or more arguments")
    return [(f"{path}.{key}[{i}]", arg) for i, arg in enumerate(listed)]


def _at_least(data: dict[Any, Any], path: str, available: int) -> int:
    number = data.get("at_least", 1)
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= available:
        raise _fault(f"{path}.at_least", f"{_short(number)} is no whole number from 1 to {available}")
    return number


def _built(path: str, op: str, args: list[Node], at_least: int = 1) -> Node:
    """Build the node as tracing would, which keeps conditions and numbers apart."""
    try:
        return call(op, *[Value(arg) for arg in args], at_least=at_least).node
    except FormulaError as error:
        raise _fault(path, str(error)) from error


def _fault(path: str, what: str) -> FormulaError:
    return FormulaError(f"formula JSON at {path}: {what}")


def _too_deep(place: str) -> FormulaError:
    return FormulaError(f"{place}: deeper than {DEPTH} levels; split it into derived indicators, or add with total()")


def _short(data: object) -> str:
    text = repr(data) if isinstance(data, str | int | float | bool | None) else type(data).__name__
    return text if len(text) <= 40 else f"{text[:40]}…"
