"""万, 亿 and round numbers in front of a unit: which words belong together, so that 万m³ is 10⁴ m³ and not (万m)³."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from ..errors import UnitError
from .lines import NUMERALS, core_numerable
from .tokens import NUMERAL, Token

#: Chinese names of the symbols that stand after 万 and 亿: (symbol, power) -> name.
_NAMES = {
    ("m", 2): "平方米",
    ("m", 3): "立方米",
    ("Nm", 3): "标准立方米",
    ("Nm3", 1): "标准立方米",
    ("km", 1): "公里",
    ("km", 2): "平方公里",
    ("km", 3): "立方公里",
    ("hm", 2): "公顷",
    ("ha", 1): "公顷",
    ("mu", 1): "亩",
    ("t", 1): "吨",
    ("kg", 1): "公斤",
    ("tce", 1): "吨标准煤",
    ("kgce", 1): "千克标准煤",
    ("tCO2e", 1): "吨二氧化碳当量",
    ("kWh", 1): "千瓦时",
    ("MWh", 1): "兆瓦时",
    ("GWh", 1): "吉瓦时",
    ("kW", 1): "千瓦",
    ("MW", 1): "兆瓦",
    ("kVA", 1): "千伏安",
    ("MVA", 1): "兆伏安",
    ("米", 2): "平方米",
    ("米", 3): "立方米",
    ("公里", 2): "平方公里",
    ("公里", 3): "立方公里",
    ("千米", 2): "平方千米",
    ("千米", 3): "立方千米",
    ("海里", 2): "平方海里",
}
#: Chinese names of the symbols that stand after a round number below a slash: mg/100g, L/100km.
_BELOW = {"g": "克", "mL": "毫升", "L": "升", "m": "米", "km": "公里", "kg": "公斤", "t": "吨"}
_LENGTHS = frozenset(["米", "分米", "厘米", "毫米", "微米", "纳米", "公里", "千米", "里", "丈", "尺", "寸", "海里"])
_WORDS = {0: "", **{power: word for word, power in NUMERALS.items()}}
_COUNTED = re.compile(rf"({NUMERAL})(\w+)")


def join_denominators(words: Sequence[Token]) -> Iterator[Token]:
    """Make one unit of a round number and its unit below a slash: ``/10万人`` to ``/十万人``."""
    at = 0
    while at < len(words):
        joined = _round(words[at : at + 3])
        if joined:
            yield from (words[at], Token("name", joined))
        else:
            yield words[at]
        at += 3 if joined else 1


def _round(three: Sequence[Token]) -> str:
    if [word.kind for word in three] != ["sign", "number", "name"] or three[0].text != "/":
        return ""
    numeral, unit = split_numeral(three[2].text)
    digits = three[1].text
    power = len(digits) - 1 + NUMERALS.get(numeral, 0)
    if digits.rstrip("0") != "1" or power not in _WORDS:
        return ""
    return _WORDS[power] + _BELOW.get(unit, unit)


def name_symbols(words: Sequence[Token], text: str) -> Iterator[Token]:
    """Give a symbol after 万 its Chinese name, together with its power: ``万m³`` to ``万立方米``.

    Raises:
        UnitError: for 万 with a length to a power that has no name of its own; ``text`` is what was read.
    """
    at = 0
    while at < len(words):
        power = _power(words[at + 1 : at + 2])
        name = _name(words[at], power, text)
        yield attrs.evolve(words[at], text=name) if name else words[at]
        at += 2 if name and power != "1" else 1


def _power(after: Sequence[Token]) -> str:
    return after[0].text if after and after[0].kind == "power" else "1"


def _name(word: Token, power: str, text: str) -> str:
    numeral, unit = split_numeral(word.text) if word.kind == "name" else ("", "")
    if not numeral and unit not in {"Nm", "Nm3"}:
        return ""
    name = _NAMES.get((unit, int(power))) if power.isdecimal() else None
    if name is None and power != "1" and unit in _LENGTHS:
        msg = f"unit {text!r}: a power of {word.text!r} can be read in two ways. Write 平方米, 立方米 or 平方公里 in words"
        raise UnitError(msg)
    return numeral + name if name else ""


def split_numeral(name: str) -> tuple[str, str]:
    """Split 万吨 into 万 and 吨; 千克 is a unit of its own.

    >>> split_numeral("百万千瓦"), split_numeral("千克")
    (('百万', '千瓦'), ('', '千克'))
    """
    counted = None if name in core_numerable() else _COUNTED.fullmatch(name)
    return (counted.group(1), counted.group(2)) if counted else ("", name)
