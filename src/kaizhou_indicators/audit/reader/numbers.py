"""Numbers: where a printed figure begins and ends in running text. What it means, ``Figure.parse`` says.

Years, ordinals inside names (第三届), codes (5G, 1+4) and what stands in quotes as a name are no figures. A range is
found and told, since it is two figures; a numeral of one Chinese character counts only with a word that counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from ...errors import FigureError
from ...figures import Figure
from ...figures.numerals import CHINESE
from .patterns import AFTERWARDS, DIGITS, SPOKEN, Patterns
from .words import BEFORE, NO_WORD, RANKED

#: units that make a bare numeral a time or a place in a list more often than a figure
_QUIET = frozenset(
    [
        "年",
        "月",
        "日",
        "天",
        "周",
        "小时",
        "届",
        "期",
        "级",
        "类",
        "档",
        "步",
        "轮",
        "部",
        "岁",
        "村",
        "镇",
        "乡",
        "街道",
        "分",
        "度",
        "班",
        "m",
        "t",
        "米",
        "本",
        "张",
        "块",
        "门",
        "次",
        "批",
        "处",
        "起",
        "头",
        "条",
        "场",
        "位",
    ]
)
#: what is counted with a numeral of one Chinese character
_FEW = frozenset(
    [
        "家",
        "个",
        "项",
        "户",
        "件",
        "篇",
        "人",
        "座",
        "所",
        "倍",
        "个百分点",
        "个月",
        "个季度",
        "种",
        "人次",
        "名",
        "亿元",
        "万元",
    ]
)
#: units of what falls below zero as a matter of course, and what stands before a minus of all others
_MAY_FALL = frozenset(["%", "‰", "℃", "个百分点", "百分点"])
_SIGNED = frozenset(["", "为", "达", "是", ":", "(", "，", "、"])
_LONGEST = 60


@attrs.frozen
class Found:
    """A figure found in a plain text.

    Attributes:
        start: where it begins.
        end: where it ends.
        form: ``plain``, ``rank``, ``streak``, ``several`` (a range or a ratio), ``ordinal``, ``unreadable``.
        text: what ``Figure.parse`` reads.
        unit: the text of its unit; empty where none is printed.
        quiet: whether it is told only where it is bound.
    """

    start: int
    end: int
    form: str
    text: str
    unit: str = ""
    quiet: bool = False

    def figure(self, movement: str = "", unit: str = "") -> Figure | None:
        """Return the figure, with a word of change before it; None where it cannot be read.

        Args:
            movement: the word of change.
            unit: what is added to the text: the unit that stands behind the last of several figures, or /亩 of 亩产.
        """
        try:
            return Figure.parse(f"{movement}{self.text}{unit}")
        except FigureError:
            return None


_PART_OF = re.compile(rf"(?:{BEFORE})?[百千]分之(?:{SPOKEN}|{DIGITS}){AFTERWARDS}")
_TENTHS = re.compile(
    rf"(?:{BEFORE})?(?:[{CHINESE}]|\d)[余多]?成[一二三四五六七八九半]?{AFTERWARDS}(?=[，、；;。)的]|$)"
)
_DOUBLED = re.compile(rf"翻了?(?:{BEFORE})?(?:{SPOKEN}|\d+(?:\.\d+)?)?番{AFTERWARDS}")
_HALF = re.compile(rf"(?:{BEFORE})?(?:一半|半数)(?:{AFTERWARDS})(?=[，、；;。)的]|$)")
_FRACTION = re.compile(rf"[{CHINESE}]+分之[{CHINESE}]+")
_RANK = re.compile(r"(?P<form>第|前)(?P<number>\d{1,4}|[一二三四五六七八九十]{1,3})(?P<unit>位|名)?")
_RANK_ENDS = re.compile(r"[，、；;。()]|$|且|并|的(?=好|优|位)")
_ORDINAL = re.compile(rf"第(?:\d+|[{CHINESE}]{{1,4}})(?P<unit>[\u4e00-\u9fff])?")
_STREAK = re.compile(rf"连续(?:\d{{1,3}}|[{CHINESE}]{{1,3}})(?:年|个?季度|个?月|届|次|天|期)")


def found_in(text: str, start: int, end: int, patterns: Patterns) -> Iterator[Found]:
    """Yield what may be a figure in a sentence, the surer readings of a place first."""
    yield from _odd(text, start, end)
    yield from _several(text, start, end, patterns)
    yield from _plain(text, start, end, patterns)


def _odd(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield ranks, streaks and the forms without a plain number."""
    for match in _STREAK.finditer(text, start, end):
        yield Found(*match.span(), "streak", match[0])
    for match in _RANK.finditer(text, start, end):
        if RANKED.search(text, max(start, match.start() - 8), match.start()) and _RANK_ENDS.match(
            text, match.end(), end
        ):
            yield Found(*match.span(), "rank", match[0], "位")
    for match in _ORDINAL.finditer(text, start, end):
        yield Found(*match.span(), "ordinal", match[0], match["unit"] or "", quiet=match["unit"] != "个")
    for pattern in (_PART_OF, _TENTHS, _DOUBLED, _HALF):
        for match in pattern.finditer(text, start, end):
            unit = "倍" if pattern is _DOUBLED else "‰" if "千分之" in match[0] else "%"
            yield from _cut(Found(*match.span(), "plain", match[0], unit), text)
    for match in _FRACTION.finditer(text, start, end):
        yield Found(*match.span(), "several", match[0])


def _several(text: str, start: int, end: int, patterns: Patterns) -> Iterator[Found]:
    for match in patterns.several.finditer(text, start, end):
        if match["first"] and match["first"] != match["second"]:
            continue  # 增长16%至58万吨 are two figures
        yield Found(*match.span(), "several", match[0], quiet=":" in match[0] and "." not in match[0])


def _plain(text: str, start: int, end: int, patterns: Patterns) -> Iterator[Found]:
    for match in patterns.digits.finditer(text, start, end):
        yield from _digits(match, text, end)
    for match in patterns.spoken.finditer(text, start, end):
        if _counts(match):
            yield from _cut(Found(*match.span(), "plain", match[0], match["unit"] or ""), text)


def _digits(match: re.Match[str], text: str, end: int) -> Iterator[Found]:
    unit, vague = match["unit"] or "", bool(match["before"])
    if not unit and re.match(r"[A-Za-z+/:_\\-]", text[match.end() : min(end, match.end() + 1)]):
        return  # 5G, 1+4, 12:30
    bare = not unit and not vague and match.end() == match.end("number")
    quiet = bare or (unit in _QUIET and not vague and "." not in match["number"])
    fine = (
        not match["sign"] or unit in _MAY_FALL or text[max(0, match.start("sign") - 1) : match.start("sign")] in _SIGNED
    )
    yield from _cut(Found(*match.span(), "plain" if fine else "unreadable", match[0], unit, quiet), text)


def _counts(match: re.Match[str]) -> bool:
    """Say whether a Chinese numeral is a figure: with a unit, and more than a lone 一."""
    number, unit = match["number"], match["unit"] or ""
    if len(number) > 1 and set(number) & set("十百千"):
        return bool(unit) or text_has_multiple(match)
    if text_has_multiple(match):
        return bool(unit) and unit not in _QUIET
    return unit in _FEW and (number != "一" or unit in {"倍", "个百分点"})


def text_has_multiple(match: re.Match[str]) -> bool:
    """Say whether 万 or 亿 stands in what was matched."""
    return "万" in match[0] or "亿" in match[0]


def _cut(found: Found, text: str) -> Iterator[Found]:
    """Drop a word that is no word of vagueness (签约5亿元), and what is too long to be read."""
    if found.end - found.start > _LONGEST:
        yield attrs.evolve(found, form="several")
        return
    before = re.match(BEFORE, found.text)
    if (
        before
        and before[0][-1:] in "约近超"
        and NO_WORD.search(text, max(0, found.start - 3), found.start + before.end())
    ):
        found = attrs.evolve(found, start=found.start + before.end(), text=found.text[before.end() :])
    yield found
