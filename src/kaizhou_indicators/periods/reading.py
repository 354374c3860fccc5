"""The texts that are periods, in ISO, SDMX and Chinese form; what they mean as indices of the calendar.

Full-width characters are read as their plain ones. A text that could mean two things (``2024/25``, ``202403``,
``2024.10``) is refused.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from ..errors import PeriodError
from .calendar import Frequency, day_index, first_day, holding, index_of, year_and_sub
from .spans import Shape, Span

ACCEPTED = (
    "2024, 2024-H1, 2024-Q1, 2024-01, 2024-03-01, 2024年1—6月, 2024-01/2024-06, 2023/2024 (近两年), "
    "..2024-10 (截至), after(改革), before(改革), unknown (不明)"
)


class Read(NamedTuple):
    """What a text says: the arguments of a Period."""

    shape: Shape
    span: Span | None = None
    event: str = ""


_ISO = re.compile(r"(\d{4})(?:-?([ASHQM])(\d{1,2})|-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.IGNORECASE | re.ASCII)
_MIDNIGHT = re.compile(r"(?<=\d)[T ]00:00(:00(\.0+)?)?Z?\Z", re.ASCII)
_DASH = r"(?:[-—–−‐‑―~至到]+)"
_NUMBER = r"[1-4一二三四]"
_ZH = re.compile(
    rf"""(?:(?P<year>\d{{4}})年?度?)?(?:
        (?P<whole>全年)? |
        (?P<half>[上下])半年(?:度)? |
        第?(?P<quarter>{_NUMBER})季度? |
        (?P<month>\d{{1,2}})月份? |
        (?P<day_month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]
    )\Z""",
    re.VERBOSE | re.ASCII,
)
_ZH_MONTHS = re.compile(rf"(\d{{4}})年(\d{{1,2}})月?份?{_DASH}(\d{{1,2}})月份?\Z", re.ASCII)
_ZH_FIRST_MONTHS = re.compile(r"(\d{4})年前(\d{1,2})个?月\Z", re.ASCII)
_ZH_QUARTERS = re.compile(rf"(\d{{4}})年第?({_NUMBER})(?:季度)?{_DASH}第?({_NUMBER})季度\Z", re.ASCII)
_ZH_FIRST_QUARTERS = re.compile(r"(\d{4})年前([2-4二三四两])个?季度\Z", re.ASCII)
_DURATION = re.compile(r"(.+)/P(\d{1,4})([YMD])\Z", re.IGNORECASE | re.ASCII)
_PAIR = re.compile(r"(.+?)(?:/|\.\.|[—–−‐‑―~至到]+|(?<=[年月日度])-+|(?<=\A\d{4})-(?=\d{4}))(.+)\Z", re.ASCII)
_POINT = re.compile(r"(?:(?:\.\./?|截[至止]到?|至)(?P<a>.+?)[末底]?|(?P<b>.+?)[末底])\Z", re.ASCII)
_ACCUMULATED = re.compile(r"(?:累计(?P<a>.+)|(?P<b>.+?)\(?累计(?:值|数)?\)?)\Z", re.ASCII)
_EVENT = re.compile(r"(after|before)\s*(?:\(\s*([^()]+?)\s*\)|\s([^()]+))\Z", re.IGNORECASE | re.ASCII)
_ZH_EVENT = re.compile(r"(.+?)(?:(以来|之后|以后|后)|(之前|以前|前))\Z", re.ASCII)
_SHORT = re.compile(r"(\d\d)(\d\d)/(\d{1,2})", re.ASCII)
_DIGITS = re.compile(r"(\d{4})\.?(0?[1-9]|1[0-2])(\d\d)?", re.ASCII)
_REASONS = {
    r"近.+年": "it does not say up to when; write the window's years, as in 2023/2024",
    r"第?[一二三四1-4]季度|[上下]半年|\d{1,2}(?:[月—–~-].*)?月": "its year is missing",
    r"\d{4}-?[Ww]\d": "weeks are not supported; give the days, as in 2024-01-01/2024-01-07",
    r"\d{4}-\d\d-\d\d[T ]\d": "it is a moment; write its date",
}
_UNKNOWN = {"unknown", "不明", "未知", "不详", "未注明", "年份不明", "时期不明"}
_CODES = {"A": Frequency.YEAR, "S": Frequency.HALF, "H": Frequency.HALF, "Q": Frequency.QUARTER, "M": Frequency.MONTH}
_DIGIT = {**{c: i for i, c in enumerate("一二三四", 1)}, "两": 2, **{str(i): i for i in range(1, 5)}}


def read(text: str) -> Read:
    """Read any text that is a period; raise PeriodError with the text and the reason for all others."""
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        one = _iso(plain)
        found = Read(Shape.ONE, one) if one else _others(_MIDNIGHT.sub("", plain))
    except PeriodError as error:
        raise _refused(text, str(error)) from None
    if found is None:
        raise _refused(text, _why(plain))
    return found


def _others(plain: str) -> Read | None:
    if plain.lower() in _UNKNOWN:
        return Read(Shape.UNKNOWN)
    if event := _EVENT.match(plain):
        return Read(Shape(event[1].lower()), event=event_name(event[2] or event[3]))
    dense = "".join(plain.split())
    if match := _ACCUMULATED.match(dense):
        return _accumulated(match["a"] or match["b"])
    one = _single(dense)
    if one:
        return Read(Shape.ONE, one)
    return _months(dense) or _quarters(dense) or _duration(dense) or _pair(dense) or _point(dense) or _event(dense)


def _iso(text: str) -> Span | None:
    match = _ISO.match(text)
    if not match:
        return None
    year, code, sub, month, day = match.groups()
    if day:
        return _one(Frequency.DAY, day_index(int(year), int(month), int(day)))
    step = _CODES[code.upper()] if code else Frequency.MONTH if month else Frequency.YEAR
    return _one(step, index_of(step, int(year), int(sub or month or 1)))


def _one(step: Frequency, index: int) -> Span:
    return Span(step, index, index)


def _single(text: str, year: int | None = None) -> Span | None:
    if one := _iso(text):
        return one
    match = _ZH.match(text)
    if not match or not text or (match["year"] is None and year is None):
        return None
    at = int(match["year"] or year or 0)
    if match["day"]:
        return _one(Frequency.DAY, day_index(at, int(match["day_month"]), int(match["day"])))
    step, sub = _zh_part(match)
    return _one(step, index_of(step, at, sub))


def _zh_part(match: re.Match[str]) -> tuple[Frequency, int]:
    if match["half"]:
        return Frequency.HALF, 1 + (match["half"] == "下")
    if match["quarter"]:
        return Frequency.QUARTER, _DIGIT[match["quarter"]]
    if match["month"]:
        return Frequency.MONTH, int(match["month"])
    return Frequency.YEAR, 1


def _months(text: str) -> Read | None:
    if match := _ZH_MONTHS.match(text):
        return _within_year(Frequency.MONTH, int(match[1]), int(match[2]), int(match[3]))
    if match := _ZH_FIRST_MONTHS.match(text):
        return _within_year(Frequency.MONTH, int(match[1]), 1, int(match[2]))
    return None


def _quarters(text: str) -> Read | None:
    if match := _ZH_QUARTERS.match(text):
        return _within_year(Frequency.QUARTER, int(match[1]), _DIGIT[match[2]], _DIGIT[match[3]])
    if match := _ZH_FIRST_QUARTERS.match(text):
        return _within_year(Frequency.QUARTER, int(match[1]), 1, _DIGIT[match[2]])
    return None


def _accumulated(text: str) -> Read | None:
    """Read a 累计: from the start of the year to the end of the period named."""
    one = _single(text)
    if one:
        year, _ = year_and_sub(one.step, one.low)
        first = day_index(year, 1, 1) if one.step is Frequency.DAY else index_of(one.step, year)
        return window(one.step, first, one.high)
    found = _months(text) or _quarters(text)
    if found and found.span and year_and_sub(found.span.step, found.span.low)[1] != 1:
        msg = "a 累计 starts with the year; write the range without 累计, or from 1月"
        raise PeriodError(msg)
    return found


def _within_year(step: Frequency, year: int, first: int, last: int) -> Read:
    return window(step, index_of(step, year, first), index_of(step, year, last))


def _duration(text: str) -> Read | None:
    match = _DURATION.match(text)
    start = _single(match[1]) if match else None
    if not match or not start:
        return None
    step = {"Y": Frequency.YEAR, "M": Frequency.MONTH, "D": Frequency.DAY}[match[3].upper()]
    count, day = int(match[2]), first_day(start.step, start.low)
    if step is Frequency.YEAR and day.month > 1:
        step, count = Frequency.MONTH, 12 * count
    low = holding(step, day)
    if first_day(step, low) != day or count < 1:
        msg = f"a duration of {match[2]}{match[3]} does not start at {match[1]}"
        raise PeriodError(msg)
    return window(step, low, low + count - 1)


def _pair(text: str) -> Read | None:
    match = _PAIR.match(text)
    left = _single(match[1]) if match else None
    right = _single(match[2], year_and_sub(left.step, left.low)[0]) if match and left else None
    if not left or not right:
        return None
    if left.step is not right.step:
        msg = "its two ends are of different lengths; write both as years, quarters, months or days"
        raise PeriodError(msg)
    return window(left.step, left.low, right.low)


def window(step: Frequency, low: int, high: int) -> Read:
    """Make a range of periods; a range of one is that period."""
    if low > high:
        msg = "the range ends before it starts; write the earlier end first"
        raise PeriodError(msg)
    return Read(Shape.ONE if low == high else Shape.WINDOW, Span(step, low, high))


def _point(text: str) -> Read | None:
    match = _POINT.match(text)
    one = _single(match["a"] or match["b"]) if match else None
    return Read(Shape.POINT, one) if one else None


def _event(text: str) -> Read | None:
    match = _ZH_EVENT.match(text)
    if not match or len(match[1]) < 2 or any(c.isdigit() for c in match[1]):  # 目前, 日前; 2024年前
        return None
    return Read(Shape.AFTER if match[2] else Shape.BEFORE, event=event_name(match[1]))


def event_name(text: str) -> str:
    """Return the name of an event in its plain form; a date is no event."""
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    if not name or "(" in name or ")" in name:
        msg = f"an event needs a name without brackets, not {text!r}"
        raise PeriodError(msg)
    if _single("".join(name.split())):
        msg = f"{name} is a period, not an event; write a range such as {name}/2024 or a point such as ..{name}"
        raise PeriodError(msg)
    return name


def _why(plain: str) -> str:
    if found := _SHORT.fullmatch(plain):
        century, year, last = found.groups()
        ways = [f"{century}{year}-{last} for the month"] if 1 <= int(last) <= 12 else []
        ways += [f"{century}{year}/{century}{last} for the window of years"] if last > year else []
        return f"write {' or '.join(ways)}" if ways else ""
    if found := _DIGITS.fullmatch(plain):
        return f"write {'-'.join(d.zfill(2) for d in found.groups() if d)} if you mean that"
    return next((reason for pattern, reason in _REASONS.items() if re.match(pattern, plain, re.ASCII)), "")


def _refused(text: str, why: str) -> PeriodError:
    shown = text if len(text) <= 60 else text[:57] + "..."
    return PeriodError(f"{shown!r} is no period{': ' + why if why else ''}")
