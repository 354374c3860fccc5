"""How formulas are made from a table: one body of arithmetic, the indicators it reads named as its parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from inspect import Parameter, Signature
from typing import Any

Formula = Callable[..., Any]


def formula_of(names: Iterable[str], body: Formula, *, optional: bool = False) -> Formula:
    """Give a function of positional values named parameters, as if it had been written with them.

    Args:
        names: names of the indicators, in the order in which ``body`` takes them.
        body: the arithmetic.
        optional: whether the parameters default to None.

    >>> total = formula_of(["tp", "tn"], lambda *xs: sum(xs))
    >>> total(tp=0.1, tn=0.9)
    1.0
    """
    default = None if optional else Parameter.empty
    signature = Signature([Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=default) for name in names])

    def formula(*args: Any, **kwargs: Any) -> Any:
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        return body(*bound.args)

    formula.__signature__ = signature  # type: ignore[attr-defined]  # what inspect.signature reads
    formula.__name__ = getattr(body, "__name__", "formula")
    return formula
