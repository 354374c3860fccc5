"""Unit texts: from what people type to what pint reads, and to what people read. No pint here.

``normalise`` and ``format_unit`` are plain text; the unit system hangs ``normalise`` into its pint registry, so that
every door understands the same forms.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from ..errors import UnitError

#: Chinese prefixes, largest first; a longer one is never read as two
PREFIXES = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
    "十": 10,
}
_BY_VALUE = {value: prefix for prefix, value in PREFIXES.items()}
_PREFIX = "|".join(PREFIXES)
#: symbols with a Chinese name, so that 万m³ is ten thousand cubic metres and never (10⁴ m)³
NAMED = {
    "km**2": "平方公里",
    "m**2": "平方米",
    "m**3": "立方米",
    "kWh": "千瓦时",
    "kW": "千瓦",
    "kg": "公斤",
    "km": "公里",
    "ha": "公顷",
    "tce": "吨标准煤",
    "t": "吨",
}
_SUPERSCRIPTS = {"²": "**2", "³": "**3", "⁻¹": "**-1", "⁻²": "**-2", "⁻³": "**-3"}
_CJK = "\u4e00-\u9fff"
_POWER = re.compile(r"(?<![A-Za-zμΩ_])(?P<unit>[A-Za-zμΩ]+)(?P<power>-?\d+)(?![\d.]*[A-Za-zμΩ_])")
_COMMAS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_PREFIX_SPACE = re.compile(rf"(?<![{_CJK}])({_PREFIX})\s+(?=[{_CJK}A-Za-z])")
_PREFIX_SYMBOL = re.compile(rf"({_PREFIX})({'|'.join(re.escape(s) for s in NAMED)})(?![A-Za-z*])")
_NUMBERED = re.compile(rf"/\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<prefix>{_PREFIX})?\s*(?=[{_CJK}])")
_TOUCHING = re.compile(rf"(?<=\d)(?=[{_CJK}])")
_FRACTIONS = re.compile("[¼-¾⅐-⅞↉]")


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Return a unit or quantity text in the form that pint reads.

    Raises:
        UnitError: a character with two readings, such as ½.

    >>> normalise("480.9亿 元"), normalise("μg/m³"), normalise("万m³"), normalise("件/10万人")
    ('480.9 亿元', 'μg/m**3', '万立方米', '件/十万人')
    """
    if _FRACTIONS.search(text):
        msg = f"{text!r} holds a fraction sign; write it as a decimal, such as 0.5"
        raise UnitError(msg)
    for sign, power in _SUPERSCRIPTS.items():
        text = text.replace(sign, power)
    plain = unicodedata.normalize("NFKC", text).strip().replace("°C", "degC")
    for sign in "·⋅×•":
        plain = plain.replace(sign, "*")
    plain = _COMMAS.sub("", plain.replace("^", "**").replace("−", "-"))
    plain = _POWER.sub(_power, plain)
    plain = _PREFIX_SPACE.sub(r"\1", plain)
    plain = _PREFIX_SYMBOL.sub(lambda m: m[1] + NAMED[m[2]], plain)
    plain = _NUMBERED.sub(_numbered, plain)
    plain = _TOUCHING.sub(" ", plain)
    return _parts_of_a_whole(plain)


def _power(match: re.Match[str]) -> str:
    before = match.string[: match.start()]
    exponent = match["unit"] in {"e", "E"} and before[-1:].isdigit()
    return match[0] if exponent else f"{match['unit']}**{match['power']}"


def _numbered(match: re.Match[str]) -> str:
    value = Decimal(match["number"]) * PREFIXES.get(match["prefix"] or "", 1)
    if value == 1:
        return "/"
    prefix = _BY_VALUE.get(int(value)) if value == int(value) else None
    if prefix is None:
        msg = f"{match.string!r}: a unit is counted per 10, 100, 1000, 万 … of another, not per {match['number']}"
        raise UnitError(msg)
    return f"/{prefix}"


def _parts_of_a_whole(text: str) -> str:
    return re.sub(r"\s*%", " percent", re.sub(r"\s*‰", " permille", text)).strip()


_SHOWN = [(re.compile(r"\*\*2|\^2"), "²"), (re.compile(r"\*\*3|\^3"), "³"), (re.compile(r"\s*\*\s*"), "·")]
_MICRO = re.compile(r"(?<![A-Za-z])u(?=[gmLs]\b)")


@lru_cache(maxsize=4096)
def format_unit(text: str) -> str:
    """Return a unit as people write it.

    >>> format_unit("mg/m^3"), format_unit("ug/L"), format_unit("％"), format_unit("1"), format_unit("亿 元")
    ('mg/m³', 'μg/L', '%', '', '亿元')
    """
    try:
        plain = normalise(text)
    except UnitError:
        return text
    for pattern, sign in _SHOWN:
        plain = pattern.sub(sign, plain)
    plain = _MICRO.sub("μ", plain).replace("percent", "%").replace("permille", "‰").replace("degC", "℃")
    return "" if plain in {"1", "dimensionless"} else plain


def format_quantity(value: float | Decimal, unit: str, decimals: int | None = None) -> str:
    """Return a number with its unit as people write it: % and ‰ without a space, all else after one.

    Args:
        value: the number.
        unit: the unit text.
        decimals: decimals to round to once, half to even (GB/T 8170); None: as many digits as the number has.

    >>> format_quantity(480.9, "亿元"), format_quantity(-10.5263, "%", 1), format_quantity(3, "个")
    ('480.9 亿元', '-10.5%', '3 个')
    """
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if decimals is not None and number.is_finite():
        number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
    digits = _plain_digits(number, decimals)
    shown = format_unit(unit)
    return f"{digits}{'' if shown in {'', '%', '‰'} else ' '}{shown}"


def _plain_digits(number: Decimal, decimals: int | None) -> str:
    if not number.is_finite() or decimals is not None:
        return f"{number:f}"
    adjusted = number.adjusted()
    if number and not -7 <= adjusted <= 17:
        return f"{number.normalize():e}"
    digits = f"{number:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
