"""The grammar of formulas written as text: what binds how tightly, and one walk over the words that applies it.

Signs and functions are applied to facades or to numbers as Python would apply them; whatever goes wrong is told with
its column. Brackets and functions nest at most ``NESTED`` levels, so that no text can exhaust the stack.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import isfinite
from sys import float_info
from typing import Any

import attrs

from ..errors import FormulaError, KaizhouError, did_you_mean
from .functions import clip, exp, ln, maximum, minimum, sqrt, total, weighted_mean, where
from .text_constants import NUMBERS, exactly, power, quotient
from .text_tokens import Source, Token
from .values import traced

#: how deep brackets and functions, and the tree, may nest
NESTED = 100

_COMPARE, _OR, _AND, _SUM, _TERM, _UNARY, _POWER = range(1, 8)
_INFIX: Mapping[str, tuple[int, Callable[[Any, Any], Any]]] = {
    "==": (_COMPARE, operator.eq),
    "!=": (_COMPARE, operator.ne),
    "<": (_COMPARE, operator.lt),
    "<=": (_COMPARE, operator.le),
    ">": (_COMPARE, operator.gt),
    ">=": (_COMPARE, operator.ge),
    "|": (_OR, operator.or_),
    "&": (_AND, operator.and_),
    "+": (_SUM, operator.add),
    "-": (_SUM, operator.sub),
    "*": (_TERM, operator.mul),
    "/": (_TERM, operator.truediv),
    "**": (_POWER, operator.pow),
}
_PREFIX: Mapping[str, Callable[[Any], Any]] = {"-": operator.neg, "+": operator.pos, "~": operator.invert}
#: function -> what it is, and how many arguments it takes (None: any number from one on)
_FUNCTIONS: Mapping[str, tuple[Callable[..., Any], int | None]] = {
    "ln": (ln, 1),
    "exp": (exp, 1),
    "sqrt": (sqrt, 1),
    "abs": (abs, 1),
    "minimum": (minimum, None),
    "maximum": (maximum, None),
    "where": (where, 3),
    "clip": (clip, 3),
    "total": (total, None),
    "weighted_mean": (weighted_mean, 2),
}
_OTHERWISE = {
    "log": " Write ln(x); log to the base 10 is ln(x) / ln(10).",
    "min": " Write minimum(a, b).",
    "max": " Write maximum(a, b).",
    "sum": " Write total(a, b) or a + b.",
    "mean": " Write weighted_mean([a, b], [1, 1]).",
    "if": " Write where(condition, a, b).",
    "round": " Round where a figure is printed: decimals of the indicator.",
}
#: a word of Python -> what a formula has in its place
INSTEAD_OF = {
    "=": "write == to compare; a formula is the right side alone",
    "and": "join conditions with &, each in brackets: (a < 1) & (b < 2)",
    "or": "join conditions with |, each in brackets: (a < 1) | (b < 2)",
    "not": "write ~(condition)",
    "if": "write where(condition, a, b)",
    "else": "write where(condition, a, b)",
}


@attrs.define
class Reading:
    """One walk over the words of a formula, with values for its inputs."""

    source: Source
    words: Sequence[Token]
    inputs: Mapping[str, Any]
    next: int = 0
    nested: int = 0
    exact: bool = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.exact = traced(*self.inputs.values()) or not self.inputs

    def read(self) -> Any:
        """Return the value of the whole text."""
        found = self._expression(0)
        if self.word.kind != "end":
            raise self._here(
                INSTEAD_OF.get(self.word.word, "the formula should have ended before this; is a sign missing?")
            )
        return found

    @property
    def word(self) -> Token:
        """The word that comes next."""
        return self.words[self.next]

    def _here(self, what: str) -> FormulaError:
        return self.source.fault(self.word.at, what)

    def _take(self, sign: str) -> bool:
        taken = self.word.kind == "sign" and self.word.word == sign
        self.next += taken
        return taken

    def _need(self, sign: str) -> None:
        if not self._take(sign):
            raise self._here(f"{sign} is missing here")

    def _expression(self, level: int) -> Any:
        """Read operands and the signs between them that bind at least as tightly as ``level``."""
        left, compared = self._operand(), False
        while self.word.kind == "sign" and self.word.word in _INFIX:
            sign = self.word
            binding, function = _INFIX[sign.word]
            if binding < level:
                break
            if binding == _COMPARE and compared:
                raise self._here("a chain of comparisons; write (a < b) & (b < c)")
            compared = binding == _COMPARE
            self.next += 1
            right = self._expression(_UNARY if sign.word == "**" else binding + 1)
            left = self._applied(sign, function, left, right)
        return left

    def _operand(self) -> Any:
        word = self.word
        if word.kind == "sign" and word.word in _PREFIX:
            self.next += 1
            with_sign = self._deeper(word, lambda: self._expression(_UNARY))
            return self._applied(word, _PREFIX[word.word], with_sign)
        if self._take("("):
            inside = self._deeper(word, lambda: self._expression(0))
            self._need(")")
            return inside
        if word.kind not in {"number", "text", "name"}:
            raise self._here("a number, a name or ( is missing here")
        self.next += 1
        return word.word if word.kind == "text" else self._number(word) if word.kind == "number" else self._name(word)

    def _deeper(self, word: Token, read: Callable[[], Any]) -> Any:
        self.nested += 1
        if self.nested > NESTED:
            raise self.source.fault(word.at, f"more than {NESTED} levels of brackets; derive parts as indicators")
        found = read()
        self.nested -= 1
        return found

    def _number(self, word: Token) -> Any:
        whole = word.word.isdigit()
        if not self.exact:
            return int(word.word) if whole else float(word.word)
        power_of_ten = word.word.lower().partition("e")[2] or "0"
        if len(power_of_ten) > 4 or not isfinite(float(word.word)):
            raise self.source.fault(word.at, f"a number beyond {float_info.max:.0e}; change the unit")
        return int(word.word) if whole else Fraction(word.word)

    def _name(self, word: Token) -> Any:
        if self._take("("):
            return self._deeper(word, lambda: self._function(word))
        return self.inputs[word.word]

    def _function(self, word: Token) -> Any:
        if word.word not in _FUNCTIONS:
            way_out = _OTHERWISE.get(word.word) or did_you_mean(word.word, _FUNCTIONS)
            msg = f"no function {word.word!r}.{way_out} There are {', '.join(_FUNCTIONS)}."
            raise self.source.fault(word.at, msg)
        function, count = _FUNCTIONS[word.word]
        args, at_least = self._arguments(word)
        if (count is not None and len(args) != count) or not args:
            msg = f"{word.word}() takes {'one argument or more' if count is None else count}, not {len(args)}"
            raise self.source.fault(word.at, msg)
        return self._applied(word, function, *args, **at_least)

    def _arguments(self, word: Token) -> tuple[list[Any], dict[str, int]]:
        args: list[Any] = []
        at_least: dict[str, int] = {}
        while not self._take(")"):
            if args or at_least:
                self._need(",")
            if self.word == Token("name", "at_least", self.word.at) and self.words[self.next + 1].word == "=":
                self.next += 2
                at_least["at_least"] = self._count(word)
            elif at_least:
                raise self._here("at_least comes last")
            else:
                args.append(self._argument(word))
        return args, at_least

    def _argument(self, word: Token) -> Any:
        lists = {"weighted_mean": 2, "total": 1, "minimum": 1, "maximum": 1}.get(word.word, 0)
        if not lists or not self._take("["):
            if word.word == "weighted_mean":
                raise self._here("weighted_mean takes two lists: weighted_mean([a, b], [0.3, 0.7])")
            return self._expression(0)
        items: list[Any] = []
        while not self._take("]"):
            if items:
                self._need(",")
            items.append(self._expression(0))
        return items

    def _count(self, word: Token) -> int:
        if word.word not in {"total", "weighted_mean"}:
            raise self._here(f"{word.word}() has no at_least; total and weighted_mean have")
        number = self.word
        if number.kind != "number" or not number.word.isdigit():
            raise self._here("at_least is a whole number")
        self.next += 1
        return int(number.word)

    def _applied(self, word: Token, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Apply a sign or function; what goes wrong is told with its column."""
        try:
            found = _apply(function, args, kwargs, self.exact)
        except KaizhouError as error:
            raise self.source.fault(word.at, str(error)) from error
        except RecursionError as error:
            raise self.source.fault(word.at, "nests too deep; derive parts as indicators of their own") from error
        except (ArithmeticError, ValueError, TypeError) as error:
            raise self.source.fault(word.at, f"{error}; look at its operands") from error
        if self.exact and isinstance(found, bool):
            raise self.source.fault(word.at, "a comparison of constants always has the same answer; leave it out")
        return found


def _apply(function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any], exact: bool) -> Any:
    if function not in {operator.eq, operator.ne}:
        texts = [arg for arg in args if isinstance(arg, str)]
        if texts:
            msg = f"a formula may compare the text {texts[0]!r} with == or !=, not calculate with it"
            raise FormulaError(msg)
    if exact and all(isinstance(arg, NUMBERS) for arg in args):
        function = {operator.truediv: quotient, operator.pow: power}.get(function, function)
        return exactly(function(*args, **kwargs))
    return function(*args, **kwargs)
