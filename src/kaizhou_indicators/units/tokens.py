"""A text with units cut into words: full width, superscripts, μ, dots and blanks are told apart here, once for all readers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

import attrs

from ..errors import UnitError
from .lines import NUMERALS

_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = re.compile(rf"[⁺⁻]?[{_SUPER}]+")
_FLAT = str.maketrans(_SUPER + "⁺⁻", "0123456789+-")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("⋅•∙・‧", "·"),
        **dict.fromkeys("×✕", "*"),
        **dict.fromkeys("÷∕", "/"),
        **dict.fromkeys("−–—", "-"),
    }
)
_WORDS = {"°C": " degC", "°F": " degF", "°": " degree", "^": "**"}
_SHAPES = re.compile(
    r"""
    (?P<number>  [0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])(?:\.[0-9]+)?
               | (?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+(?![A-Za-z0-9_]))? )
  | (?P<power>   \*\*\s*(?:[+-]?[0-9]+(?:\.[0-9]+)?|\(\s*[+-]?[0-9]+(?:/[0-9]+|\.[0-9]+)?\s*\)) )
  | (?P<inverse> (?:[A-Za-zμΩ]+|[%‰])-[1-9](?![0-9.]) )
  | (?P<name>    [%‰] | [^\W\d]\w* )
  | (?P<sign>    [*/·()] )
  | (?P<blank>   \s+ )
  | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)
NUMERAL = "|".join(sorted(NUMERALS, key=len, reverse=True))
_METRES = re.compile(rf"((?:{NUMERAL})?(?:da|[hkdcmμun])?(?:m|s))([23])")
_MICRO = re.compile(rf"((?:{NUMERAL})?)u(g|m|L|l|mol|s|S|A|V|W|F|Pa|Sv|Bq|Gy|M|J|H|T)")
_LITRE = re.compile(rf"((?:{NUMERAL})?(?:da|[hkdcmμun])?)l")

_SCIENTIFIC = re.compile(r"number:[0-9.]+ sign:\* number:10 power:-?[0-9]+")


@attrs.frozen
class Token:
    """A word of a text with units.

    Attributes:
        kind: ``number``, ``name``, ``power`` (text is the exponent), ``sign`` (one of ``* · / ( )``), or
            ``other``: anything that has no place in a unit.
        text: the word.
    """

    kind: str
    text: str


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text into words and bring each word into one form.

    Raises:
        UnitError: for ``½`` and its like, which would silently become two numbers.
    """
    found: Iterable[Token] = _cut(_plain(text))
    for step in (_towers, _numerals, _scientific, _products):
        found = step(list(found))
    return tuple(found)


def _plain(text: str) -> str:
    for char in text:
        if "⁄" in unicodedata.normalize("NFKC", char):
            msg = f"unit text {text!r}: {char!r} is two numbers in one character. Write a decimal number, 0.5 for ½"
            raise UnitError(msg)
    text = _RAISED.sub(lambda found: "**" + found.group().translate(_FLAT), text)
    text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    for word, plain in _WORDS.items():
        text = text.replace(word, plain)
    return text.strip()


def _cut(text: str) -> Iterator[Token]:
    for found in _SHAPES.finditer(text):
        kind, word = str(found.lastgroup), found.group()
        if kind == "name":
            yield from _name(word)
        elif kind == "inverse":
            name, _, power = word.rpartition("-")
            yield from (*_name(name), Token("power", f"-{power}"))
        elif kind == "power":
            yield Token("power", word[2:].replace(" ", "").strip("()").removeprefix("+"))
        elif kind == "number":
            yield Token("number", word.replace(",", ""))
        elif kind != "blank":
            yield Token(kind, word)


def _name(word: str) -> Iterator[Token]:
    if word == "per":
        yield Token("sign", "/")
    elif raised := _METRES.fullmatch(word):
        yield from (Token("name", _letters(raised.group(1))), Token("power", raised.group(2)))
    else:
        yield Token("name", _letters(word))


def _letters(word: str) -> str:
    """Write the micro sign for u and the capital L for litres."""
    word = _MICRO.sub(r"\1μ\2", word) if _MICRO.fullmatch(word) else word
    return _LITRE.sub(r"\1L", word) if _LITRE.fullmatch(word) else word


def _towers(words: list[Token]) -> Iterator[Token]:
    """Set a power of a power apart: no unit is written so."""
    yield from words[:1]
    for left, right in pairwise(words):
        yield Token("other", f"**{right.text}") if left.kind == right.kind == "power" else right


def _numerals(words: list[Token]) -> Iterator[Token]:
    """Join 万 and the unit that follows it."""
    waiting = ""
    for word in words:
        if waiting and word.kind != "name":
            yield Token("name", waiting)
            waiting = ""
        if word.kind == "name" and waiting + word.text in NUMERALS:
            waiting += word.text
        else:
            yield attrs.evolve(word, text=waiting + word.text) if waiting else word
            waiting = ""
    if waiting:
        yield Token("name", waiting)


def _products(words: list[Token]) -> Iterator[Token]:
    """Write the product that a blank between two units means."""
    yield from words[:1]
    for left, right in pairwise(words):
        if _ends(left) and (right.kind == "name" or right.text == "("):
            yield Token("sign", "*")
        yield right


def _ends(word: Token) -> bool:
    return word.kind in {"name", "power"} or word.text == ")"


def _scientific(words: list[Token]) -> Iterator[Token]:
    """Read ``1.2 × 10⁴`` as one number."""
    at = 0
    while at < len(words):
        four = words[at : at + 4]
        if _SCIENTIFIC.fullmatch(" ".join(f"{word.kind}:{word.text}" for word in four)):
            yield Token("number", f"{four[0].text}e{four[3].text}")
            at += 4
        else:
            yield words[at]
            at += 1
