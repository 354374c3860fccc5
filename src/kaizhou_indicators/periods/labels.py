"""A period as people read it, in Chinese and English. The Chinese label is read back as the same period."""

from __future__ import annotations

from datetime import date

from .calendar import Frequency, year_and_sub
from .spans import Shape, Span

_ZH_DIGITS = "一二三四"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip  # not the locale's


def label(shape: Shape, span: Span | None, event: str, language: str) -> str:
    """Return the label of the period with these attributes in ``"zh"`` or ``"en"``."""
    chinese = not language.startswith("en")
    if span is None:
        return _without_calendar(shape, event, chinese)
    step, low, high = span
    if shape is Shape.WINDOW:
        return _window_zh(step, low, high) if chinese else _window_en(step, low, high)
    one = _one_zh(step, low) if chinese else _one_en(step, low)
    if shape is Shape.ONE:
        return one
    if step is Frequency.DAY:
        return f"截至{one}" if chinese else f"as of {one}"
    return f"截至{one}末" if chinese else f"end of {one}"


def _without_calendar(shape: Shape, event: str, chinese: bool) -> str:
    if shape is Shape.UNKNOWN:
        return "时期不明" if chinese else "unknown period"
    if chinese and len(event) > 1 and not event.isascii():
        return event + ("后" if shape is Shape.AFTER else "前")
    return f"{shape} {event}"


def _one_zh(step: Frequency, index: int) -> str:
    if step is Frequency.DAY:
        day = date.fromordinal(index)
        return f"{day.year}年{day.month}月{day.day}日"
    year, sub = year_and_sub(step, index)
    return f"{year}年" + _sub_zh(step, sub)


def _sub_zh(step: Frequency, sub: int) -> str:
    if step is Frequency.HALF:
        return f"{'上下'[sub - 1]}半年"
    if step is Frequency.QUARTER:
        return f"第{_ZH_DIGITS[sub - 1]}季度"
    return f"{sub}月" if step is Frequency.MONTH else ""


def _one_en(step: Frequency, index: int) -> str:
    if step is Frequency.DAY:
        day = date.fromordinal(index)
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    year, sub = year_and_sub(step, index)
    return f"{_sub_en(step, sub)} {year}".strip()


def _sub_en(step: Frequency, sub: int) -> str:
    if step is Frequency.HALF:
        return f"{('first', 'second')[sub - 1]} half of"
    if step is Frequency.QUARTER:
        return f"Q{sub}"
    return _MONTHS[sub - 1] if step is Frequency.MONTH else ""


def _window_zh(step: Frequency, low: int, high: int) -> str:
    (year, first), (last_year, last) = year_and_sub(step, low), year_and_sub(step, high)
    if step is Frequency.YEAR:
        return f"{year}—{last_year}年"
    if year == last_year and step is Frequency.MONTH:
        return f"{year}年{first}—{last}月"
    if year == last_year and step is Frequency.QUARTER:
        return f"{year}年" + (
            f"前{_ZH_DIGITS[last - 1]}季度" if first == 1 else f"第{_ZH_DIGITS[first - 1]}—{_ZH_DIGITS[last - 1]}季度"
        )
    return f"{_one_zh(step, low)}—{_one_zh(step, high)}"


def _window_en(step: Frequency, low: int, high: int) -> str:
    (year, first), (last_year, last) = year_and_sub(step, low), year_and_sub(step, high)
    if step is Frequency.YEAR:
        return f"{year}–{last_year}"
    if year == last_year and step in {Frequency.MONTH, Frequency.QUARTER}:
        return f"{_sub_en(step, first)}–{_sub_en(step, last)} {year}"
    return f"{_one_en(step, low)} – {_one_en(step, high)}"
