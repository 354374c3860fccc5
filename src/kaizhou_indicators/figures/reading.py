"""Reading: the text of one printed figure taken apart into number, multiple, unit and the words around it.

What a word means for the value is not known here; see ``policy``. What a unit is, the unit registry knows.
"""

from __future__ import annotations

import re
from decimal import Decimal

import attrs

from ..errors import FigureError
from .numerals import CHINESE, chinese_number, plain
from .policy import TABLE

#: words for a change and its sign
UP = ["增长", "增加", "上升", "提高", "提升", "攀升", "递增", "高出", "扩大", "上涨", "多出"]
DOWN = ["下降", "减少", "降低", "回落", "下滑", "缩小", "下跌", "递减", "低出"]
#: 万 and its kin -> power of ten
MULTIPLES = {
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip
AFTER = ("以上", "以下", "以内", "左右", "上下")
INSIDE = ("余", "多")
_ACCEPTED = "3.4mg/L, 46.52万人, 1,181个, 超50%, 10万余人, 下降10.5%, 15.9个百分点, 三成, 翻一番, 第1"


@attrs.frozen(kw_only=True)
class Parts:
    """The parts of a printed figure, as they are written.

    Attributes:
        number: the number in front of its multiple, with its printed decimals; never negative.
        scale: power of ten of the multiple (万 4).
        unit: the text of the unit.
        word: the word of vagueness, or an empty text.
        place: where it stands: ``before``, ``inside`` (10余万), ``inner`` (10万余), ``after``.
        movement: the word of change (下降), or an empty text.
        negative: whether a minus sign is printed.
        form: ``plain``, ``成``, ``番``, ``第`` or ``前``.
    """

    number: Decimal
    scale: int = 0
    unit: str = ""
    word: str = ""
    place: str = ""
    movement: str = ""
    negative: bool = False
    form: str = "plain"


def _either(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]  # any words


_BEFORE = _either(word for word in TABLE if word not in AFTER and word not in INSIDE)
_MULTIPLE = (
    "|".join(sorted([m for m in MULTIPLES if len(m) > 1 or m in "万亿"], key=len, reverse=True))
    + "|千(?!米|克|瓦|卡|帕|伏|安|公顷|分|升|字节|焦)|百(?!分|帕)"
)
_NUMBER = rf"\d+(?:\.\d+)?|[{CHINESE}万亿]+(?:点[{CHINESE}]+)?"
_HEAD = rf"(?P<sign>[+-])?(?P<movement>{_either([*UP, *DOWN])})?了?(?P<before>{_BEFORE})?(?P<minus>-)?"
_FIGURE = re.compile(
    rf"{_HEAD}(?P<form>第|前|连续)?(?P<number>{_NUMBER})(?P<inside>余|多)?(?P<multiple>{_MULTIPLE})?(?P<inner>余|多)?"
    rf"(?P<unit>.*?)(?P<after>{_either(AFTER)})?"
)
_PART_OF = re.compile(rf"{_HEAD}(?P<of>百|千)分之(?P<number>{_NUMBER})(?P<after>{_either(AFTER)})?")
_TENTHS = re.compile(
    rf"{_HEAD}(?P<number>[{CHINESE}]|\d(?:\.\d)?)(?P<inside>余|多)?成(?P<fifth>[一二三四五六七八九半])?(?P<after>{_either(AFTER)})?"
)
_DOUBLINGS = re.compile(
    rf"翻了?(?P<before>{_BEFORE})?(?P<number>{_NUMBER})?(?P<inside>余|多)?番(?P<after>{_either(AFTER)})?"
)
_HALF = re.compile(r"一半|半数|半(?=$|以上|以下)")
_SEVERAL = re.compile(r"\d[^\d]*[:~—–-]\d|\d[:~]")
_UNIT = re.compile(r"[^\d:,，。；;、()（）]*(?:[\d^*/·²³⁻-][^:,，。；;、()（）]*)?")


def read(text: str) -> Parts:
    """Take a printed figure apart.

    Raises:
        FigureError: the text is no figure, or holds more than one.

    >>> read("10万余人").place, read("10余万人").place, read("下降10.5%").movement
    ('inner', 'inside', '下降')
    """
    if not isinstance(text, str):
        raise _refusal(text, "it is no text")
    written = _HALF.sub("五成", plain(text))
    if _SEVERAL.search(written):
        raise _refusal(
            text, "it holds several numbers; read 13.4:34.9:51.7 with Ratio.parse, the ends of a range one by one"
        )
    for pattern, make in ((_DOUBLINGS, _doublings), (_TENTHS, _tenths), (_PART_OF, _part_of), (_FIGURE, _figure)):
        found = pattern.fullmatch(written)
        if found:
            return make(text, found)
    raise _refusal(text, "")


def _figure(text: str, found: re.Match[str]) -> Parts:
    number, scale = _number(text, found["number"], MULTIPLES.get(found["multiple"] or "", 0))
    if found["inside"] and found["inner"]:
        raise _refusal(text, "余 or 多 stands in it twice")
    unit = _unit(text, found["unit"])
    form = found["form"] if found["form"] in {"第", "前"} else "plain"
    inner = ("inner", found["inner"]) if found["inner"] else ("", "")
    place, word = ("inside", found["inside"]) if found["inside"] else inner
    return _around(
        text, found, place, word, number=number, scale=scale, unit=unit or ("位" if form != "plain" else ""), form=form
    )


def _part_of(text: str, found: re.Match[str]) -> Parts:
    number, scale = _number(text, found["number"], 0)
    return _around(text, found, "", "", number=number, scale=scale, unit="%" if found["of"] == "百" else "‰")


def _tenths(text: str, found: re.Match[str]) -> Parts:
    number, _ = _number(text, found["number"], 0)
    if found["fifth"]:
        fifth = 5 if found["fifth"] == "半" else chinese_number(found["fifth"])
        number = Decimal(f"{number}.{fifth}")
    place, word = ("inside", found["inside"]) if found["inside"] else ("", "")
    return _around(text, found, place, word, number=number, unit="%", form="成")


def _doublings(text: str, found: re.Match[str]) -> Parts:
    number, _ = _number(text, found["number"] or "1", 0)
    place, word = ("inside", found["inside"]) if found["inside"] else ("", "")
    if found["before"]:
        place, word = "before", found["before"]
    return Parts(
        number=number, unit="倍", form="番", place="after" if found["after"] else place, word=found["after"] or word
    )


def _around(text: str, found: re.Match[str], place: str, word: str, **parts: object) -> Parts:
    words = [("before", found["before"] or ""), (place, word), ("after", found["after"] or "")]
    given = [(where, what) for where, what in words if what]
    vague = [(where, what) for where, what in given if TABLE[what].below != 0 or TABLE[what].above != 0]
    if len(vague) > 1:
        raise _refusal(text, f"{' and '.join(what for _, what in vague)} say two things of one number")
    place, word = (vague or given or [("", "")])[0]
    signs = (found["sign"] == "-") + (found["minus"] == "-")
    if signs and found["movement"] in DOWN:
        raise _refusal(text, f"{found['movement']} of a number with a minus sign; write one of the two")
    if signs > 1:
        raise _refusal(text, "it has two signs")
    made: dict[str, object] = {**parts, "place": place, "word": word}
    return Parts(movement=found["movement"] or "", negative=bool(signs), **made)  # type: ignore[arg-type]  # by name


def _number(text: str, written: str, scale: int) -> tuple[Decimal, int]:
    """Return the number and its power of ten; 三万 is 3 and 4, like 3万, and 三万六千 is 36000."""
    if written[0].isascii():
        return Decimal(written), scale
    bare = re.sub("(万亿|[万亿])$", "", written)
    multiple = written[len(bare) :]
    if multiple and bare and not set(bare) & set("万亿") and not scale:
        written, scale = bare, MULTIPLES[multiple]
    number = chinese_number(written)
    if number is None:
        raise _refusal(text, f"{written} is no number")
    return number, scale


def _unit(text: str, unit: str) -> str:
    if not _UNIT.fullmatch(unit) or re.match(r"[.\d]", unit):
        raise _refusal(text, f"{unit!r} is no unit")
    return {"百分点": "个百分点", "千分点": "个千分点", "％": "%"}.get(unit, unit)


def _refusal(text: object, why: str) -> FigureError:
    reason = f": {why}" if why else ""
    return FigureError(f"{text!r} is no printed figure{reason}. Accepted are texts such as {_ACCEPTED}")
