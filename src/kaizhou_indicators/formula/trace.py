"""From a plain function to its tree: called once with facades in place of numbers."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection
from typing import Any

from ..errors import FormulaError, KaizhouError
from .show import show
from .tree import Const, Node, Ref, is_condition, refs, size
from .values import Value, node_of, refused

Formula = Callable[..., Any]

#: operations a formula may have; one that squares itself ten times over would have millions
LARGEST = 20_000


def parameters(fn: Formula) -> dict[str, bool]:
    """Return the parameters of a formula; True marks an optional one (default None).

    >>> parameters(lambda chla, tp=None: chla)
    {'chla': False, 'tp': True}
    """
    found: dict[str, bool] = {}
    for parameter in inspect.signature(fn).parameters.values():
        if parameter.kind in {parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD, parameter.POSITIONAL_ONLY}:
            msg = f"formula `{_name(fn)}`: parameter `{parameter}` must be a plain name of an indicator"
            raise FormulaError(msg)
        if parameter.default not in {parameter.empty, None}:
            msg = (
                f"formula `{_name(fn)}`: parameter `{parameter.name}` may default to None (optional) only;"
                " a number belongs into the formula, a choice into domain.setting(...)"
            )
            raise FormulaError(msg)
        found[parameter.name] = parameter.default is None
    return found


def trace(fn: Formula, *, condition: bool = False) -> Node:
    """Call a formula once with facades and return its tree.

    Args:
        fn: a plain function of its inputs, all of them named parameters.
        condition: whether the function is to return a condition (``lambda c: c <= 2``) rather than a number.

    Raises:
        FormulaError: the formula does something that a formula may not do, or returns no value.

    >>> show(trace(lambda done, plan: done / plan))
    'done / plan'
    """
    return trace_names(fn, parameters(fn), condition=condition)


def trace_names(fn: Formula, names: dict[str, bool], *, condition: bool = False) -> Node:
    """Trace with the given input names in place of the parameters' own, in their order."""
    refused.messages = []
    try:
        result = fn(*[Value(Ref(name, optional)) for name, optional in names.items()])
    except KaizhouError as error:
        msg = f"formula `{_name(fn)}`: {error}"
        raise FormulaError(msg) from error
    except RecursionError as error:
        msg = f"formula `{_name(fn)}` nests too deep; add many terms with total(a, b, c, …)"
        raise FormulaError(msg) from error
    except Exception as error:
        msg = f"formula `{_name(fn)}` cannot be traced ({type(error).__name__}: {error}); use arithmetic and the library's functions only"
        raise FormulaError(msg) from error
    if refused.messages:
        msg = f"formula `{_name(fn)}`: {refused.messages[0]} (the error was swallowed by a try)"
        raise FormulaError(msg)
    return _checked(fn, result, condition)


def _checked(fn: Formula, result: object, condition: bool) -> Node:
    if result is None:
        msg = f"formula `{_name(fn)}` returns nothing; end it with `return ...`"
        raise FormulaError(msg)
    try:
        node = node_of(result)
    except FormulaError as error:
        msg = f"formula `{_name(fn)}` returns {result!r}; it must return one expression of its inputs"
        raise FormulaError(msg) from error
    if isinstance(node, Const) and isinstance(node.value, str):
        msg = f"formula `{_name(fn)}` returns the text {node.value!r}; a grade is returned as its position, from 1"
        raise FormulaError(msg)
    if size(node) > LARGEST:
        msg = f"formula `{_name(fn)}` has more than {LARGEST} operations; derive its parts as indicators of their own"
        raise FormulaError(msg)
    if is_condition(node) is not condition:
        wanted = "a condition such as `c <= 2`" if condition else "a number"
        msg = f"formula `{_name(fn)}` returns `{show(node)}`; it must return {wanted}: use where(condition, a, b)"
        raise FormulaError(msg)
    return node


def unused(names: Collection[str], node: Node) -> tuple[str, ...]:
    """Return the inputs that the formula names and never uses."""
    used = {ref.name for ref in refs(node)}
    return tuple(name for name in names if name not in used)


def _name(fn: Formula) -> str:
    return getattr(fn, "__name__", repr(fn))
