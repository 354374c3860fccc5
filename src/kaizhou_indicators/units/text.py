"""How a unit is read and written: everything that turns texts into texts, cheaply and without pint."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from itertools import pairwise

from ..errors import UnitError
from .multiples import join_denominators, name_symbols
from .tokens import Token, tokens

_DISPLAY = {"percent": "%", "permille": "‰", "degC": "℃", "degF": "℉", "degree": "°"}
_PINT = {"%": "percent", "‰": "permille"}
_PLAIN = re.compile(r"\s*([+-]?[0-9]+(?:\.[0-9]+)?)\s*([A-DF-Za-df-zμµ%‰一-鿿].*)", re.DOTALL)
_PASSES = 8
_WIDE = Context(prec=700)
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def _until_stable(write: Callable[[str], str]) -> Callable[[str], str]:
    """Write a text again until it stays as it is, so that a text written once is its own form."""

    @functools.lru_cache(maxsize=4096)
    @functools.wraps(write)
    def stable(text: str) -> str:
        for _ in range(_PASSES):
            text, before = write(text), text
            if text == before:
                break
        return text

    return stable


@_until_stable
def normalise(text: str) -> str:
    """Bring a text with units into the form that the unit registry reads; no unit is looked up.

    Full width, ``㎡``, superscripts and both micro signs are read, ``万m³`` becomes 万 cubic metres (and not the
    cube of 万 metres), ``/10万人`` becomes one unit, and what ``·`` joins below a slash stays below it
    (``元/㎡·月`` is per square metre and month).

    Raises:
        UnitError: for ``½`` and for a Chinese multiple of a length raised to a power that nobody writes.

    >>> normalise("３.４ mg/㎡"), normalise("2.2万m³"), normalise("件/10万人"), normalise("10.5％")
    ('3.4 mg/m**2', '2.2 万立方米', '件/十万人', '10.5 percent')
    """
    joined = list(join_denominators(tokens(text)))
    return _join(list(_below_the_line(name_symbols(joined, text))), _PINT, _star)


@_until_stable
def format_unit(text: str) -> str:
    """Write a unit as people do, keeping the words of the declaration.

    >>> [format_unit(text) for text in ("ug/m3", "mg/m^3", "％", "万㎡", "kg*m/s**2", "mg L-1", "件 / 10 万人")]
    ['μg/m³', 'mg/m³', '%', '万m²', 'kg·m/s²', 'mg·L⁻¹', '件/10万人']
    """
    return _join(list(_dotted(tokens(text))), _DISPLAY, _raise)


def format_quantity(value: float | Fraction | Decimal, unit: str, decimals: int | None = None) -> str:
    """Write a number with its unit: ``%`` and ``‰`` follow at once, all else after one blank.

    Args:
        value: the number.
        unit: the text of its unit; ``1`` and the empty text write none.
        decimals: printed decimals, rounded half to even on the decimal digits (GB/T 8170); None writes the
            shortest text that reads back as the same number.

    >>> format_quantity(480.9, "亿元"), format_quantity(10.5, "%"), format_quantity(15.9, "个百分点")
    ('480.9 亿元', '10.5%', '15.9 个百分点')
    >>> format_quantity(0.125, "mg/L", decimals=2)
    '0.12 mg/L'
    """
    number, written = _number(value, decimals), format_unit(unit)
    if written in {"", "1"}:
        return number
    return f"{number}{written}" if written.startswith(("%", "‰")) else f"{number} {written}"


def split_quantity(text: str) -> tuple[float, str]:
    """Split ``26.5 mg/m^3`` into the number and the unit as people write it; the unit is not looked up.

    Raises:
        UnitError: if the text does not begin with one number.
    """
    if plain := _PLAIN.fullmatch(text):
        return float(plain.group(1)), format_unit(plain.group(2))
    words = tokens(text)
    sign = -1.0 if words and words[0].text == "-" else 1.0
    words = words[1:] if words and words[0].text in {"-", "+"} else words
    if not words or words[0].kind != "number" or words[0].text in {"", "."}:
        msg = "it does not begin with a number. Write a number and its unit, as `480.9 亿元`"
        raise UnitError(msg)
    unit = _join(list(_dotted(words[1:])), _DISPLAY, _raise)
    return sign * float(words[0].text), unit or "1"


def _below_the_line(words: Iterable[Token]) -> Iterator[Token]:
    """Turn the dots below a slash into slashes, and all others into products."""
    for word, below in _depths(words):
        yield Token("sign", "/" if below else "*") if word.text == "·" else word


def _dotted(words: Iterable[Token]) -> Iterator[Token]:
    """Write products as dots, but for a star below a slash, which does not stay below it."""
    for word, below in _depths(words):
        yield Token("sign", "·") if word.text == "*" and word.kind == "sign" and not below else word


def _depths(words: Iterable[Token]) -> Iterator[tuple[Token, bool]]:
    """Pair each word with whether a slash stands before it inside its brackets."""
    slashes = [False]
    for word in words:
        if word.text == "(":
            slashes.append(False)
        elif word.text == ")" and len(slashes) > 1:
            slashes.pop()
        slashes[-1] = slashes[-1] or word.text == "/"
        yield word, slashes[-1]


def _join(words: Sequence[Token], names: Mapping[str, str], power: Callable[[str], str]) -> str:
    texts = [power(w.text) if w.kind == "power" else names.get(w.text, w.text) for w in words]
    for i, (left, right) in enumerate(pairwise(words)):
        below = i > 0 and words[i - 1].text == "/" and right.kind != "number"
        texts[i] += " " if _apart(left, right) and not below and texts[i + 1] not in {"%", "‰"} else ""
    return "".join(texts)


def _apart(left: Token, right: Token) -> bool:
    if right.text in {"-", "+"}:
        return True  # m - 2 is a difference, m-2 is per square metre
    if right.kind == "number":
        return left.kind in {"number", "name", "power"} or left.text == ")"
    return left.kind == "number" and (right.kind == "name" or right.text == "(")


def _star(power: str) -> str:
    return f"**({power})" if "/" in power else f"**{power}"


def _raise(power: str) -> str:
    plain = power.removeprefix("-").isdecimal()
    return power.translate(_RAISED) if plain else f"^({power})"


def _number(value: float | Fraction | Decimal, decimals: int | None) -> str:
    if decimals is not None:
        exact = value if isinstance(value, Decimal) else Decimal(_number(value, None))
        rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN, _WIDE) if exact.is_finite() else exact
        return f"{rounded if rounded else abs(rounded):f}" if exact.is_finite() else str(value)
    if isinstance(value, Fraction):
        value = value.numerator if value.denominator == 1 else float(value)
    text = str(value)
    return text.removesuffix(".0")
