"""Formulas written as text: ``10 * (2.5 + 1.086 * ln(chla))``, read by a grammar of their own and never executed.

The grammar is the part of Python that a formula may use: the same text in a Python function is traced to the same tree,
but that constants stay exact here (``1 / 3`` is a third). Comparisons are joined as in Python, each in brackets::

    where((a < 1) & (b >= 2), a, b)      total(a, b, at_least=2)      weighted_mean([a, b], [0.3, 0.7])

The text is read with facades in place of its inputs, which gives its tree, or with numbers, which gives its value.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence
from itertools import pairwise
from keyword import iskeyword
from typing import Any

from ..errors import FormulaError, did_you_mean
from .text_reading import INSTEAD_OF, NESTED, Reading
from .text_tokens import Source, Token, tokens
from .tree import Call, Node, Ref
from .values import Value


class TextFormula:
    """A formula written as text: a function of its inputs like any other, called with numbers or traced.

    Args:
        text: the formula.
        name: its name in messages.
        parameters: its inputs in order; None: those required in order of first use, then those optional.
        optional: the inputs that may be missing.
        place: file and line of the text, for messages.

    Raises:
        FormulaError: the text is no formula; with its column and the way out.

    >>> rate = TextFormula("done / plan")
    >>> rate(9, 12)
    0.75
    >>> TextFormula("done / / plan")
    Traceback (most recent call last):
    ...
    kaizhou_indicators.errors.FormulaError: column 8, at `/ plan`: a number, a name or ( is missing here
    """

    __signature__: inspect.Signature

    def __init__(
        self,
        text: str,
        *,
        name: str = "formula",
        parameters: Iterable[str] | None = None,
        optional: Iterable[str] = (),
        place: str = "",
    ) -> None:
        self.__name__ = name
        self.text = text
        self._source = Source(text, place)
        self._tokens = tokens(self._source)
        used, optional = _names(self._source, self._tokens), list(optional)
        given = in_order(used, optional) if parameters is None else list(parameters)
        _check_named(used, given, optional)
        self.__signature__ = _signature(given, optional)
        self._check()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the value for numbers, or the expression for facades."""
        try:
            bound = self.__signature__.bind(*args, **kwargs)
        except TypeError as error:
            msg = (
                f"formula `{self.__name__}`: {error}; it takes {', '.join(self.__signature__.parameters) or 'nothing'}"
            )
            raise FormulaError(msg) from error
        bound.apply_defaults()
        return Reading(self._source, self._tokens, bound.arguments).read()

    def _check(self) -> None:
        facades = {name: Value(Ref(name)) for name in self.__signature__.parameters}
        found = Reading(self._source, self._tokens, facades).read()
        if isinstance(found, Value) and _depth(found.node) > NESTED:
            msg = f"more than {NESTED} levels; add many terms with total(a, b, …), or derive parts as indicators"
            raise self._source.fault(0, msg)

    def __repr__(self) -> str:
        return f"TextFormula({self.text!r})"


def in_order(used: Iterable[str], optional: Sequence[str]) -> list[str]:
    """Return the inputs of a formula in the order that a function has to have them: optional ones last."""
    return [*(n for n in used if n not in optional), *(n for n in used if n in optional)]


def _names(source: Source, words: Sequence[Token]) -> list[str]:
    """Return the inputs that a formula names, in order of first use."""
    inputs = [word for word, following in pairwise(words) if word.kind == "name" and not _names_other(word, following)]
    for word in inputs:
        if iskeyword(word.word):
            way_out = "a word of Python; bind the indicator to another name with inputs = {name = 'key'}"
            raise source.fault(word.at, INSTEAD_OF.get(word.word, way_out))
    return list(dict.fromkeys(word.word for word in inputs))


def _names_other(word: Token, following: Token) -> bool:
    """Say whether a name is that of a function, or ``at_least=``."""
    sign = following.word if following.kind == "sign" else ""
    return sign == "(" or (sign == "=" and word.word == "at_least")


def _check_named(used: Sequence[str], given: Sequence[Any], optional: Sequence[Any]) -> None:
    wrong = [n for n in [*given, *optional] if not isinstance(n, str) or not n.isidentifier()]
    if wrong or len(set(given)) < len(given):
        msg = f"{', '.join(map(repr, wrong or given))}: parameters and optional are lists of names, each once"
        raise FormulaError(msg)
    for name in optional:
        if name not in given:
            msg = f"optional names {name!r}, which the formula does not use.{did_you_mean(name, given)}"
            raise FormulaError(msg)
    for name in used:
        if name not in given:
            msg = f"the formula uses {name!r}, which its parameters do not name.{did_you_mean(name, given)}"
            raise FormulaError(msg)


def _signature(names: Sequence[str], optional: Sequence[str]) -> inspect.Signature:
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    made = [inspect.Parameter(n, kind, default=None if n in optional else inspect.Parameter.empty) for n in names]
    try:
        return inspect.Signature(made)
    except ValueError as error:
        msg = f"parameters {', '.join(names)}: {error}; name the optional ones last"
        raise FormulaError(msg) from error


def _depth(node: Node) -> int:
    """Return how deep a tree nests, without nesting itself."""
    deepest, waiting = 0, [(node, 1)]
    while waiting and deepest <= NESTED:
        at, level = waiting.pop()
        deepest = max(deepest, level)
        waiting += [(arg, level + 1) for arg in at.args] if isinstance(at, Call) else []
    return deepest
