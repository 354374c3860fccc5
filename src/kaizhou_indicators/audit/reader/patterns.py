"""Patterns: what a number with its unit looks like in running text, with the units of a registry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import attrs

from ...figures.figure import COUNTED
from ...figures.numerals import CHINESE
from .times import DASH
from .words import BEFORE, either

if TYPE_CHECKING:
    from ...registry.catalogue import Catalogue

#: units beside those of the registry
_FURTHER = [
    "%",
    "‰",
    "个百分点",
    "百分点",
    "个千分点",
    "倍",
    "元",
    "美元",
    "吨",
    "公斤",
    "千克",
    "斤",
    "克",
    "毫克",
    "微克",
    "亩",
    "公顷",
    "平方公里",
    "平方千米",
    "平方米",
    "公里",
    "千米",
    "米",
    "厘米",
    "毫米",
    "升",
    "毫升",
    "立方米",
    "立方",
    "千瓦",
    "千瓦时",
    "兆瓦",
    "度",
    "℃",
    "mg/L",
    "μg/L",
    "ug/L",
    "μg/m3",
    "ug/m3",
    "mg/m3",
    "km2",
    "m2",
    "m3",
    "km",
    "kg",
    "kW",
    "kWh",
    "MW",
    "t",
    "m",
    "分",
    "个/L",
    "人次",
    "家次",
]
_PER = ["升", "立方米", "平方米", "平方公里", "亩", "公顷", "万人", "千人", "万元", "天", "小时"]
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SPOKEN = rf"[{CHINESE}]{{1,12}}(?:点[{CHINESE}]{{1,6}})?"
MULTIPLE = r"(?:[十百千]?[万亿]|万亿|千(?![米克瓦卡])|百(?!分))"
AFTERWARDS = r"(?:以上|以下|以内|左右|上下)?"
ALONE = r"(?<![\dA-Za-z.+/:@#&\\])"


@attrs.frozen
class Patterns:
    """The patterns that find figures with the units of a registry."""

    several: re.Pattern[str]
    digits: re.Pattern[str]
    spoken: re.Pattern[str]


_KNOWN: WeakKeyDictionary[Catalogue, Patterns] = WeakKeyDictionary()


def patterns_of(reg: Catalogue) -> Patterns:
    """Return the patterns for a registry; they are made once."""
    if reg not in _KNOWN:
        _KNOWN[reg] = _patterns(reg)
    return _KNOWN[reg]


def _patterns(reg: Catalogue) -> Patterns:
    declared = {re.sub("^(?:[十百千]?[万亿]|万亿)(?=.)", "", reg[key].unit) for key in reg}
    parts = {part for unit in declared for part in unit.split("/") if re.fullmatch("[\u4e00-\u9fff]{1,4}", part)}
    written = {unit for unit in (*declared, *parts, *COUNTED, *_FURTHER) if unit and unit != "1"}
    bounded = [re.escape(u) + (r"(?![A-Za-z])" if u[-1].isascii() and u[-1].isalpha() else "") for u in written]
    units = "|".join(sorted(bounded, key=len, reverse=True))
    per = either({*parts, *COUNTED, *_PER})
    unit = rf"(?:(?P<unit>(?:{units})(?:/(?:{per}))?))?"
    body = rf"(?P<inside>[余多])?{MULTIPLE}?(?P<inner>[余多])?{unit}"
    bare = body.replace("?P<inside>", "").replace("?P<inner>", "").replace("?P<unit>", "?:")
    head = rf"(?P<before>{BEFORE})?(?:(?P<sign>(?<![\dA-Za-z月年日号+-])[-+])|{ALONE})"
    return Patterns(
        re.compile(
            rf"{ALONE}(?:{DIGITS})(?P<first>{bare}){DASH}(?:{DIGITS})(?P<second>{bare})"
            rf"|{ALONE}\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+"
        ),
        re.compile(rf"{head}(?P<number>{DIGITS}){body}(?P<after>{AFTERWARDS})"),
        re.compile(rf"(?P<before>{BEFORE})?(?P<number>{SPOKEN}){body}(?P<after>{AFTERWARDS})"),
    )
