"""Formulas that a record writes: one arithmetic, parameters named like the indicators it reads.

A record knows its inputs only by name, so the function it registers gets its signature from those names.
Such a formula is read like any hand-written one (units, columns, intervals, LaTeX), and it can be pickled.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from keyword import iskeyword
from typing import Any

import attrs

from ..errors import ProcessError

#: what an indicator is that holds a part of a whole count
SHARE: Mapping[str, Any] = {"unit": "%", "kind": "share", "valid": (0, 100)}


@attrs.frozen(slots=False, eq=False)
class NamedFormula:
    """A function whose parameters carry the names of its inputs.

    Attributes:
        name: what the formula is called in messages.
        parameters: names of the inputs, in the order in which ``arithmetic`` takes them.
        arithmetic: a function of plain arithmetic, defined at the top of a module or a partial of one.
        optional: whether its inputs may be missing (parameters default to None).

    >>> rate = NamedFormula("pushed_rate", ("pushed", "warned"), ratio)
    >>> str(inspect.signature(rate)), rate(9, 12), rate(warned=12, pushed=9)
    ('(pushed, warned)', 0.75, 0.75)
    """

    name: str
    parameters: tuple[str, ...]
    arithmetic: Callable[..., Any]
    optional: bool = False

    def __attrs_post_init__(self) -> None:
        wrong = [name for name in self.parameters if not name.isidentifier() or iskeyword(name)]
        if wrong or len(set(self.parameters)) < len(self.parameters):
            named = list(self.parameters)
            msg = (
                f"formula `{self.name}`: inputs {named} must be different names of indicators, without dots, and no"
                " words of Python; give such an item another name and say key="
            )
            raise ProcessError(msg)
        object.__setattr__(self, "__name__", self.name)
        object.__setattr__(self, "__qualname__", self.name)
        object.__setattr__(self, "__signature__", _signature(self.parameters, self.optional))

    def __call__(self, *values: Any, **named: Any) -> Any:
        """Calculate: bare arithmetic on plain numbers, a tree on the facades of a trace."""
        bound = inspect.signature(self).bind(*values, **named)
        bound.apply_defaults()
        return self.arithmetic(*bound.args)


def _signature(names: Sequence[str], optional: bool) -> inspect.Signature:
    default = None if optional else inspect.Parameter.empty
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Signature([inspect.Parameter(name, kind, default=default) for name in names])


def ratio(part: Any, whole: Any) -> Any:
    """Return part / whole.

    >>> ratio(9, 12)
    0.75
    """
    return part / whole


def least(a: Any, b: Any) -> Any:
    """Return the smaller of two by arithmetic alone, so that it can be traced; exact on exact numbers.

    >>> least(3, 5)
    3.0
    """
    return (a + b - abs(a - b)) / 2
