"""Times: the periods that a text prints, read as periods where that needs no guess.

今年 and 近两年 need to know when the text speaks; 上半年 takes the year printed before it. Where nothing says it the
period is unknown, and an audit ties it to nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import attrs

from ...errors import PeriodError
from ...figures.numerals import chinese_number
from ...periods import Period
from .words import either

UNKNOWN = "unknown"
YEAR = r"(?<!\d)(?:19|20)\d\d"
DASH = "(?:[-—~至到])"
_QUARTER = "第?[一二三四1-4]"
_QUARTERS = rf"{_QUARTER}(?:季度?)?(?:[、和]{_QUARTER}(?:季度)?)*季度"
_WITHIN = rf"(?:[上下]半年|{_QUARTERS}|前[2-4二三四两]个?季度|前\d\d?个月|\d\d?月?{DASH}\d\d?月份?|\d\d?月份?(?:\d\d?[日号])?)"
#: periods that name their year
PRINTED = re.compile(
    rf"(?P<upto>截[至止]到?)?(?:(?P<first>{YEAR})年?{DASH}(?P<last>{YEAR})年(?P<vague>以来|期间)?"
    rf"|(?P<year>{YEAR})年(?P<within>{_WITHIN})?(?:年?[末底]|度(?!假))?(?P<since>以来|之前|以前|前(?!\d|[一二三四])|后|之后|初)?)(?P<of>的)?"
)
#: periods that do not
RELATIVE = re.compile(
    rf"(?P<point>截[至止]目前|目前|至今|截[至止]今)|(?P<event>改革)(?:以来|以后|之后|后)|近(?P<years>[两二三四五六七八九十\d]+)年来?"
    rf"|(?P<vague>近年来|每年|常年|多年来|今后|当前)|(?P<plan>十[三四五]五)(?:时期|期间)"
    rf"|(?P<word>今年|去年|上年|前年|本年|当年|全年)?(?P<within>{_WITHIN})|(?P<whole>今年|去年|上年|前年|本年|当年|全年)(?:度|(?!同))"
)
#: the five-year plans, by their numbers
_PLANS = {"十三五": "2016/2020", "十四五": "2021/2025", "十五五": "2026/2030"}
_SHIFT = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2}
#: a baseline in time, after 较 or 比
BASE_TIME = (
    rf"(?P<basetime>(?P<yoy>上年同期|去年同期|上一?年|去年|上年末|去年末)|(?P<prev>上个?月|上一?季度?|上期|前一?期)"
    rf"|(?P<fixed>{YEAR}年(?:{_WITHIN})?)(?:同期|年?[末底]|度)?)"
)


@attrs.define
class Clock:
    """What a text has said of time so far.

    Attributes:
        document: the period the text speaks of as a whole, if that is known.
        year: the last year it printed in this paragraph.
        current: the periods that hold for the next figure; empty: those of the document.
    """

    document: Period | None
    year: int | None = None
    current: tuple[str, ...] = ()

    def now(self) -> tuple[str, ...]:
        """Return the periods that hold where no other is printed."""
        return self.current or ((str(self.document),) if self.document is not None else (UNKNOWN,))

    def _of_document(self) -> int | None:
        return self.document.year if self.document is not None and self.document.span is not None else None

    def printed(self, found: re.Match[str]) -> tuple[str, ...]:
        """Read a period that names its year."""
        self.year = int(found["last"] or found["year"])
        if found["first"]:
            return (UNKNOWN,) if found["vague"] == "以来" else _read(f"{found['first']}/{found['last']}")
        if found["since"]:
            return (UNKNOWN,)
        periods = self._within(self.year, found["within"])
        return tuple(f"..{p}" for p in periods) if found["upto"] and UNKNOWN not in periods else periods

    def relative(self, found: re.Match[str]) -> tuple[str, ...]:
        """Read a period that takes its year from elsewhere."""
        if found["event"]:
            return (str(Period.after(found["event"])),)
        if found["plan"]:
            return _read(_PLANS[found["plan"]])
        if found["point"]:
            return _read(f"..{self.document}") if self.document is not None else (UNKNOWN,)
        if found["years"]:
            return self.last_years(found["years"])
        if found["vague"]:
            return (UNKNOWN,)
        year = self._year_of(found["whole"] or found["word"])
        return (UNKNOWN,) if year is None else self._within(year, found["within"])

    def last_years(self, printed: str) -> tuple[str, ...]:
        """Read 近两年 or 连续三年: so many years up to that of the document."""
        number, last = int(printed) if printed.isascii() else chinese_number(printed), self._of_document()
        if last is None or number is None or not 0 < number < 100:
            return (UNKNOWN,)
        return _read(f"{last - int(number) + 1}/{last}")

    def _year_of(self, word: str | None) -> int | None:
        if word in _SHIFT:
            year = self._of_document()
            return None if year is None else year + _SHIFT[word]
        return self.year if self.year is not None else self._of_document()

    def _within(self, year: int, within: str | None) -> tuple[str, ...]:
        if not within:
            return (str(year),)
        quarters = re.findall(r"[一二三四1-4]", within) if "季" in within and "前" not in within else []
        texts = [f"{year}年第{q}季度" for q in quarters] or [f"{year}年{within}"]
        return tuple(p for text in texts for p in _read(text))


def _read(text: str) -> tuple[str, ...]:
    try:
        return (str(Period.parse(text)),)
    except PeriodError:
        return (UNKNOWN,)


def fixed_base(text: str) -> str | None:
    """Return the period of a baseline such as 2018年, or None."""
    found = _read(text)[0]
    return None if found == UNKNOWN else found


def document_period(period: Any) -> Period | None:
    """Return the period that a caller gives for a whole text.

    Raises:
        PeriodError: it is no period.
    """
    return None if period is None else Period.parse(period)


def moves_after(words: Sequence[str]) -> str:
    """Return a pattern that asks for a word of change, or a figure, behind a baseline."""
    return rf"(?=(?:{either(words)})|\d)"
