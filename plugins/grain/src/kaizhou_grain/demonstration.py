"""Demonstration plots (高产高效示范片): growth of at least 20 % a year, year after year, in both readings.

"Three years running" may mean three rises (four values, a factor of at least 1.2³ = 1.728) or three values (two rises,
1.2² = 1.44). 以上 includes the 20. What grew (yield, output, area) is nowhere said, so no reading of it is chosen here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from kaizhou_indicators import Interval, KaizhouError, Text, streak, where

from .domain import ARTICLE, grain

#: what the article prints, in %
AT_LEAST = 20
#: so much below it a growth derived in binary still counts as reaching it (1.2 × 100 / 100 − 1 is not 0.2)
_EPSILON = 1e-9


class RunError(KaizhouError, ValueError):
    """A run of growth that cannot be."""


@dataclass(frozen=True)
class Run:
    """What "so many years running, each by at least so much" says of the whole run, in both readings.

    Attributes:
        years: the years named.
        rises: last value over the first, where each of the years is a rise on the year before.
        values: last value over the first, where the years are the values and the rises one fewer.
    """

    years: int
    rises: Interval
    values: Interval

    def allows(self, factor: Any) -> tuple[bool, bool]:
        """Say whether a factor goes with the first and with the second reading.

        >>> run_of(3, 20).allows(1.5)
        (False, True)
        """
        return self.rises.contains(factor), self.values.contains(factor)


def run_of(years: int, at_least: Any) -> Run:
    """Return both readings of growth by ``at_least`` % a year (以上, the number included) over ``years`` years.

    Raises:
        RunError: fewer than two years, or a growth of -100 % or less.

    >>> run = run_of(3, 20)
    >>> run.rises.text(3), run.values.text(3)
    ('[1.728, ∞)', '[1.440, ∞)')
    """
    if years != int(years) or years < 2:
        msg = f"years={years!r} is no run; give the whole number of years named, 2 or more"
        raise RunError(msg)
    step = 1 + Fraction(str(at_least)) / 100
    if step <= 0:
        msg = f"at_least={at_least} % leaves nothing; give the growth of a year in %, above -100"
        raise RunError(msg)
    return Run(years, Interval(step**years, None), Interval(step ** (years - 1), None))


def rises_in_a_row(values: Sequence[Any], at_least: Any) -> int:
    """Count the rises by at least so much, up to the last of the values; exact, a float is the decimal it prints.

    >>> rises_in_a_row([100, 120, 144, "172.8"], 20), rises_in_a_row([100, 120, 143], 20)
    (3, 0)
    """
    step = 1 + Fraction(str(at_least)) / 100
    found = 0
    for before, after in pairwise([Fraction(str(value)) for value in values]):
        if before <= 0:
            msg = f"a value of {before} has no growth; give values above 0"
            raise RunError(msg)
        found = found + 1 if after >= step * before else 0
    return found


def growth(level: Any, base: Any) -> Any:
    """Growth of the plots on the year before.

    >>> round(growth(150.0, 120.0), 2)
    0.25
    """
    return (level - base) / base


def reached(rate: Any) -> Any:
    """Whether a year's growth, in %, reaches what the article prints; 以上 includes the number.

    >>> reached(20.0), reached(19.9)
    (True, False)
    """
    return rate >= AT_LEAST - _EPSILON


def values_in_a_row(demonstration_streak: Any) -> Any:
    """One value more than rises; none where there is no rise.

    >>> values_in_a_row(2), values_in_a_row(0)
    (3, 0)
    """
    return where(demonstration_streak > 0, demonstration_streak + 1, demonstration_streak)


_NOT_SAID = Text(
    "增长的对象（单产、产量或面积）和地块范围，公布时均未说明",
    "what grew (yield, output or area) and on which plots is not said where it is published",
)
_YEARS: dict[str, Any] = {
    "unit": "年",
    "kind": "count",
    "better": "higher",
    "valid": (0, None),
    "decimals": 0,
    "source": ARTICLE,
}

grain.indicator(
    "demonstration_level",
    Text("高产高效示范片计量值", "Level of the demonstration plots"),
    unit="1",
    kind="index",
    better="higher",
    valid=(0, None),
    definition=Text(
        f"由使用者选定的计量，以指数或同一单位的数值给出；{_NOT_SAID.zh}",
        f"what the user measures, as an index or in one unit throughout; {_NOT_SAID.en}",
    ),
    source=ARTICLE,
)
grain.derived(
    "demonstration_growth",
    Text("高产高效示范片年增幅", "Yearly growth of the demonstration plots"),
    unit="%",
    kind="rate",
    better="higher",
    valid=(-100, None),
    aliases=["示范片递增", "区级高产高效示范片递增"],
    inputs={"level": "grain.demonstration_level", "base": "grain.demonstration_level@yoy"},
    definition=Text(
        f"计量值比上年增长；也可直接给出公布的增幅；{_NOT_SAID.zh}",
        f"level on that of last year, or as published; {_NOT_SAID.en}",
    ),
    source=ARTICLE,
)(growth)
grain.windowed(
    "demonstration_streak",
    Text("示范片连续递增20%以上的年数", "Years in a row in which the plots grew by 20 % or more"),
    of="grain.demonstration_growth",
    how=streak(reached),
    over="all",
    each="year",
    aliases=["连续递增年数"],
    definition=Text(
        "截至当年连续达到的年增幅个数，含20%；缺一年即中断",
        "yearly rises in a row up to the year, 20 % included; a missing year ends it",
    ),
    **_YEARS,
)
grain.derived(
    "demonstration_years",
    Text("示范片连续递增所跨年份数", "Years that such a run of the plots spans"),
    takes={"demonstration_streak": "年"},
    definition=Text(
        "另一种读法：所跨年份，比增幅个数多一；没有增幅则为0",
        "the other reading: the years spanned, one more than the rises; 0 without a rise",
    ),
    **_YEARS,
)(values_in_a_row)
