"""Numerals: Chinese and full-width digits become the decimal they stand for, exactly as many places as printed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_RANKS = {"十": 10, "百": 100, "千": 1000}
_GREAT = {"万": 10**4, "亿": 10**8}
#: characters of which Chinese numerals are made
CHINESE = "〇零一二两三四五六七八九十百千"


def plain(text: str) -> str:
    """Return a text with half-width signs, no blanks, and no commas between digits.

    >>> plain("１，１８１ 个"), plain("−10.5％"), plain("13.4：34.9")
    ('1181个', '-10.5%', '13.4:34.9')
    """
    half = unicodedata.normalize("NFKC", text).translate(str.maketrans("−–﹣：", "---:"))
    half = re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", half)
    return "".join(half.split())


def chinese_number(text: str) -> Decimal | None:
    """Read a Chinese numeral, as it is spoken (三百二十) or spelled (二〇二四, 三点五); None where it is none.

    >>> [chinese_number(t) for t in ("十二", "三百零五", "一万两千", "二〇二四", "三点五", "人")]
    [Decimal('12'), Decimal('305'), Decimal('12000'), Decimal('2024'), Decimal('3.5'), None]
    """
    whole, point, places = text.partition("点")
    if point:
        before, after = chinese_number(whole), _spelled(places)
        return None if before is None or after is None else Decimal(f"{before}.{after}")
    if not text or any(c not in _DIGITS and c not in _RANKS and c not in _GREAT for c in text):
        return None
    spelled = _spelled(text)
    if spelled is not None and len(text) > 1:
        return Decimal(spelled)
    return _spoken(text)


def _spelled(text: str) -> str | None:
    return "".join(str(_DIGITS[c]) for c in text) if text and all(c in _DIGITS for c in text) else None


def _spoken(text: str) -> Decimal | None:
    """Read ranks from the left: a digit waits for its rank, a part for its 万 or 亿."""
    whole, part, digit, last, great = 0, 0, None, 10**9, 10**9
    for c in text:
        if c in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[c]
        elif c in _RANKS:
            if _RANKS[c] >= last:
                return None
            part, digit, last = part + (1 if digit is None else digit) * _RANKS[c], None, _RANKS[c]
        else:
            part += digit or 0
            whole = (whole + part) * _GREAT[c] if _GREAT[c] > great else whole + part * _GREAT[c]
            part, digit, last, great = 0, None, 10**9, _GREAT[c]
    return Decimal(whole + part + (digit or 0))
