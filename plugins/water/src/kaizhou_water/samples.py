"""Samples: readings below the detection limit, means of readings, and rounding. Plain Python on single numbers.

Rules read as quoted (``RULES`` names their sources): half the detection limit for means and classes
(环办监测函〔2020〕82号, item 7; SL 219-2013, 12.2.5), zero for loads (SL 219-2013, 12.2.5), the limit with a flag ``L``
where a laboratory reports one (HJ/T 91-2002), half to even and never in steps (GB/T 8170-2008).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

from kaizhou_indicators import KaizhouError

from .tables import items

#: rule -> the entries of ``data/sources.toml`` that it was read in
RULES: Mapping[str, tuple[str, ...]] = {
    "half": ("mee_2020_82", "sl219_2013"),
    "zero": ("sl219_2013",),
    "flag": ("hjt91_2002",),
    "rounding": ("gbt8170_2008",),
}
_NUMBER = r"(\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_BELOW = re.compile(rf"\s*(?:[<＜]\s*(?P<under>{_NUMBER})|(?P<flag>{_NUMBER})\s*[LＬ](?:（.*）|\(.*\))?)\s*\Z")
_NOT_FOUND = {"未检出", "nd", "n.d."}


class SampleError(KaizhouError, ValueError):
    """A reading, or a set of readings, that cannot be used."""


@dataclass(frozen=True)
class Reading:
    """One reading of an item.

    Attributes:
        value: the number to calculate with.
        below: whether it lies below the detection limit.
        limit: the detection limit, where it is known.
    """

    value: float
    below: bool = False
    limit: float | None = None

    def __float__(self) -> float:
        return float(self.value)


@dataclass(frozen=True)
class Mean:
    """A mean with what went into it: ``n`` readings, ``below`` of them under the detection limit."""

    value: float
    n: int
    below: int = 0

    def __float__(self) -> float:
        return float(self.value)


def below_detection(
    reading: float | str, limit: float | None = None, *, use: Literal["half", "zero"] = "half"
) -> Reading:
    """Read a number, ``"<0.02"``, ``"0.02L"`` or ``"未检出"``; the flag is kept.

    Args:
        reading: the number or the laboratory's text, in the item's unit.
        limit: the detection limit, needed for 未检出 and for a number that lies below it.
        use: ``half`` the limit, for means and classes; ``zero``, for loads.

    Raises:
        SampleError: the text is no reading, or its detection limit is not known.

    >>> below_detection("<0.02")
    Reading(value=0.01, below=True, limit=0.02)
    >>> below_detection("0.02L", use="zero").value
    0.0
    >>> below_detection(0.05, 0.02)
    Reading(value=0.05, below=False, limit=0.02)
    """
    if use not in {"half", "zero"}:
        msg = f"use={use!r} is neither 'half' (means, classes) nor 'zero' (loads)"
        raise SampleError(msg)
    number, printed = _read(reading, limit)
    if number is not None:
        if limit is None or number >= limit:
            return Reading(number, limit=limit)
        printed = limit
    if printed is None:
        msg = f"{reading!r} needs its detection limit; give limit=… in the item's unit"
        raise SampleError(msg)
    return Reading(_half(printed) if use == "half" else 0.0, below=True, limit=printed)


def _half(limit: float) -> float:
    return float(Decimal(repr(limit)) / 2)


def _read(reading: float | str, limit: float | None) -> tuple[float | None, float | None]:
    """Return the number, or None and the detection limit printed."""
    if isinstance(reading, str):
        if reading.strip().casefold() in _NOT_FOUND:
            return None, limit
        if match := _BELOW.match(reading):
            return None, float(match["under"] or match["flag"])
    try:
        number = float(reading)
    except (TypeError, ValueError):
        msg = f"{reading!r} is no reading; write a number, '<0.02', '0.02L' or '未检出' with limit=…"
        raise SampleError(msg) from None
    if not math.isfinite(number):
        msg = f"{reading!r} is no reading; leave a missing one out"
        raise SampleError(msg)
    return number, None


def mean_of(readings: Iterable[float | Reading], *, at_least: int) -> Mean:
    """Arithmetic mean of readings; a month from its samples, a year from its months, a lake from its points.

    How many a mean needs is not settled by a text that was read, so it is always said: ``at_least=12`` for a
    year of monthly values, 1 for a month with a single sample.

    Raises:
        SampleError: fewer readings than declared.

    >>> mean_of([3.2, 3.6], at_least=2)
    Mean(value=3.4, n=2, below=0)
    """
    values = [r if isinstance(r, Reading) else Reading(float(r)) for r in readings]
    if at_least < 1 or len(values) < at_least:
        msg = f"{len(values)} readings given, at least {max(at_least, 1)} are declared; add them or declare fewer"
        raise SampleError(msg)
    total = sum(Decimal(repr(float(r))) for r in values)
    return Mean(float(total / len(values)), len(values), sum(r.below for r in values))


def mean_ph(values: Iterable[float], *, at_least: int) -> Mean:
    """Mean pH through the hydrogen-ion concentration: −log₁₀ of the mean of 10^−pH.

    The rule was seen in assessment software, not in a text.

    >>> round(mean_ph([6, 8], at_least=2).value, 2)
    6.3
    """
    ions = mean_of([10**-value for value in values], at_least=at_least)
    return Mean(-math.log10(ions.value), ions.n)


def gbt8170(value: float | str | Decimal, decimals: int) -> Decimal:
    """Round once, half to even, after GB/T 8170-2008. Never feed a rounded number back in.

    >>> gbt8170("0.125", 2), gbt8170("0.135", 2)
    (Decimal('0.12'), Decimal('0.14'))
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


def for_assessment(item: str, value: float | str | Decimal) -> Decimal:
    """Round a value to the decimals that its item is assessed with, as assessment software does.

    Raises:
        SampleError: no decimals are known for the item.

    >>> for_assessment("codmn", 3.449)
    Decimal('3.4')
    """
    known = items().get(item)
    if known is None or known.decimals is None:
        msg = f"no assessment decimals are known for {item!r}; round with gbt8170(value, decimals)"
        raise SampleError(msg)
    return gbt8170(value, known.decimals)
