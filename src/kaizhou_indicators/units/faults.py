"""What is wrong with the text of a unit, and the way out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from ..errors import DimensionError, UnitError, did_you_mean
from .dimension import Dimension
from .lines import core_lines, read_line
from .multiples import split_numeral
from .text import normalise
from .tokens import Token, tokens

if TYPE_CHECKING:
    from .registry import Registry

_HIGHEST_POWER = 30
_EXAMPLE = "Write a unit as mg/L, 元/亩, 万m³, % or 件/10万人"
_HINTS = (
    (re.compile("余|多|近|约|超|左右"), "A unit has no 余, 近 or 约: Figure.parse reads them with their number."),
    (re.compile("均"), "A mean per 亩, 户 or 人 is written 元/亩, 元/户, 元/人."),
    (re.compile("百分比|百分率"), "Write %, or 个百分点 for a difference of two."),
)


def refuse_malformed(text: str) -> None:
    """Raise UnitError for a text that cannot be a unit, whatever units there are."""
    if not isinstance(text, str):
        msg = f"unit {text!r} is no text. {_EXAMPLE}"
        raise UnitError(msg)
    words = tokens(text)
    reason = next(filter(None, map(_misplaced, words)), "") or _order(words) or _number(text)
    if reason:
        msg = f"unit {text!r}: {reason}. {_EXAMPLE}"
        raise UnitError(msg)


def _misplaced(word: Token) -> str:
    if word.kind == "other":
        return f"{word.text!r} has no place in a unit"
    if word.kind == "power" and abs(float(word.text.partition("/")[0])) > _HIGHEST_POWER:
        return f"a power of {word.text} is out of all use"
    return ""


def _order(words: Iterable[Token]) -> str:
    edged = [Token("sign", "("), *words, Token("sign", ")")]
    for left, right in pairwise(edged):
        if left.text in {"*", "/", "·", "("} and right.text in {"*", "/", "·", ")"} and len(edged) > 2:
            return "a unit is missing before or after a sign"
    depth = 0
    for word in words:
        depth += (word.text == "(") - (word.text == ")")
        if depth < 0:
            return "a bracket is closed that was not opened"
    return "a bracket is not closed" if depth else ""


def _number(text: str) -> str:
    numbers = [word.text for word in tokens(normalise(text)) if word.kind == "number"]
    if numbers in ([], ["1"]):
        return ""
    return f"the number {numbers[0]} stands in it; numbers belong to the value, round ones below the line as /10万人"


def unknown(text: str, registry: Registry, extra: Iterable[tuple[str, str]]) -> UnitError:
    """Return the error that names the unknown unit in a text and the nearest known ones."""
    names = [word.text for word in tokens(normalise(text)) if word.kind == "name"]
    word = next((name for name in names if not _known(name, registry)), "")
    if not word:
        return UnitError(f"unit {text!r} cannot be read. {_EXAMPLE}")
    return UnitError(f"unit {text!r}: {word!r} is not known.{_hint(word, extra)}")


def no_conversion(a: str, of_a: Dimension, b: str, of_b: Dimension) -> DimensionError:
    """Return the error of two units that do not measure the same thing."""
    names = {name for dimension in (of_a, of_b) for name, _ in dimension.parts}
    way_out = "A formula that divides one by the other has the unit of a ratio"
    if {"calendar", "time"} <= names:
        way_out = "年, 季度 and 个月 are counted on the calendar; a, d and h are lengths of time (1 a = 365.25 d)"
    return DimensionError(f"{a!r} is {of_a} and {b!r} is {of_b}: neither converts into the other. {way_out}")


def _known(name: str, registry: Registry) -> bool:
    try:
        registry.get_name(name)
    except AttributeError:  # pint's UndefinedUnitError is one
        return False
    return True


def _hint(word: str, extra: Iterable[tuple[str, str]]) -> str:
    for pattern, hint in _HINTS:
        if pattern.search(word):
            return f" {hint}"
    numeral, unit = split_numeral(word)
    if numeral and unit.isascii():
        return f" {numeral} goes with m², m³, km, km², ha, t, kg, kW, kWh and with Chinese units, not with {unit}."
    known = {name for line in core_lines() for name in line.names}
    known |= {name for owner, text in extra for name in read_line(owner, text).names}
    near = did_you_mean(word, known)
    return near or f" A domain brings a unit of its own with Domain(units=['{word} = [dimension]'])."
