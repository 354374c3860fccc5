"""The words of a formula written as text, each with its place: numbers, names, texts in quotes, signs.

Every fault names its column (and its line, where the text has several) and the way out. Nothing is ever executed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from ..errors import FormulaError

#: how long a formula, and a number in it, may be
LONGEST = 400_000
DIGITS = 1000

SIGNS = ("**", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "&", "|", "~", "(", ")", "[", "]", ",", "=")
_WORD = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<text>'(?:[^'\\]|\\['\"\\])*'|\"(?:[^\"\\]|\\['\"\\])*\")"
    r"|(?P<sign>" + "|".join(map(re.escape, SIGNS)) + ")"
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)

#: what is written by mistake -> the way out
_INSTEAD = {
    "^": "a power is written **",
    "%": "write 12 % as 0.12; a formula has no remainder",
    "×": "write *",
    "÷": "write /",
    "−": "write the minus sign of the keyboard, -",
    "＋": "write +",
    "＊": "write *",
    "／": "write /",
    "（": "write ( )",
    "）": "write ( )",
    "，": "write ,",
    "、": "write ,",
    "≤": "write <=",
    "≥": "write >=",
    "≠": "write !=",
    "＝": "write ==",
    "＜": "write <",
    "＞": "write >",
    "!": "write ~(condition)",
    ".": "bind an indicator of another domain to a name of its own with inputs = {name = 'domain.indicator'}",
    "@": "bind a reference to a name of its own with inputs = {name = 'key@baseline'}",
    "'": "the text has no closing quote; \\ is written \\\\",
    '"': "the text has no closing quote; \\ is written \\\\",
    "#": "a formula holds no comments; write them beside it",
    ":": "a formula is one expression",
    ";": "a formula is one expression",
    "{": "a formula has no braces",
    "}": "a formula has no braces",
}


@attrs.frozen
class Token:
    """A word of a formula.

    Attributes:
        kind: ``number``, ``name``, ``text``, ``sign``, or ``end``.
        word: the word as written; of a text, what it says.
        at: where it begins.
    """

    kind: str
    word: str
    at: int


@attrs.frozen
class Source:
    """The text of a formula, which can say where something is wrong.

    Attributes:
        text: the text.
        place: file and line of its beginning, or an empty text.
    """

    text: str
    place: str = ""

    def fault(self, at: int, what: str) -> FormulaError:
        """Return the error of a place in the text."""
        return FormulaError(f"{self.where(at)}: {what}")

    def where(self, at: int) -> str:
        """Return line and column of a place, and what stands there.

        >>> Source("output / / area").where(9)
        'column 10, at `/ area`'
        """
        before, _, line = self.text[:at].rpartition("\n")
        number = before.count("\n") + 2 if len(line) < at else 1
        found = self.text[at : at + 24].partition("\n")[0].rstrip()
        file, _, first = self.place.rpartition(":")
        lined = f"{file}:{int(first) + number - 1}, " if file and first.isdigit() else ""
        lined = lined or (f"line {number}, " if "\n" in self.text else "")
        return f"{lined}column {len(line) + 1}, {f'at `{found}`' if found else 'at the end'}"


def tokens(source: Source) -> tuple[Token, ...]:
    """Return the words of a formula, an ``end`` last.

    Raises:
        FormulaError: something that belongs into no formula; with its column.

    >>> [t.word for t in tokens(Source("10 * ln(chla)"))]
    ['10', '*', 'ln', '(', 'chla', ')', '']
    """
    if len(source.text) > LONGEST:
        raise source.fault(
            0, f"a formula of more than {LONGEST} characters; derive its parts as indicators of their own"
        )
    return (*_tokens(source), Token("end", "", len(source.text)))


def _tokens(source: Source) -> Iterator[Token]:
    at, before = 0, ""
    while at < len(source.text):
        found = _WORD.match(source.text, at)
        if found is None:
            raise source.fault(at, _unknown(source.text[at]))
        kind = str(found.lastgroup)
        if kind in {"name", "number"} and before in {"name", "number"}:
            raise source.fault(at, "two words in a row; write 2 * x for 2x, and 1000 without a mark between its digits")
        if kind == "number" and len(found[0]) > DIGITS:
            raise source.fault(at, f"a number of more than {DIGITS} digits")
        if kind != "space":
            yield Token(kind, _said(found[0]) if kind == "text" else found[0], at)
        at, before = found.end(), kind


def _said(quoted: str) -> str:
    return _ESCAPED.sub(r"\1", quoted[1:-1])


def _unknown(sign: str) -> str:
    way_out = _INSTEAD.get(sign, "a formula holds numbers, names, + - * / **, comparisons, & | ~ and functions")
    return f"{sign!r} is no part of a formula; {way_out}"
