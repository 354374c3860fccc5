"""Growth: a value on its base (同比, 环比, 定基), over several years (年均增长), and the base that a growth implies."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ..errors import DerivationError, PeriodError
from ..formula.functions import exp, ln
from ..formula.values import traced
from ..periods import Period
from .checks import above_zero, check, check_all, finite, not_below_zero, raised


def growth(current: Any, base: Any) -> Any:
    """Growth on a base (增长速度): 同比 on the same period of last year, 环比 on the period before, 定基 on a fixed one.

    Args:
        current: value of the reporting period.
        base: value of the base period, in the same unit.

    Returns:
        A bare ratio: 0.302 is 增长30.2%, below zero is 下降. In a formula declare ``unit="%"``.

    Raises:
        DerivationError: an argument is missing, or the base is not above 0. In a formula it is undefined there.

    Source: 统计知识, 同比与环比: （本期数－同期数）÷同期数×100%.

    People admitted for arrest review (受理审查逮捕) in 2022 and 2020, 未成年人检察工作白皮书（2022）, printed 30.2%:

    >>> round(100 * growth(49070, 37681), 1)
    30.2
    """
    check("growth", current=current, base=base)
    return finite("growth", current / above_zero("growth", "base", base) - 1)


def grown(base: Any, growth: Any) -> Any:
    """Return what a base becomes by a growth; undoes ``growth``.

    Args:
        base: value of the base period.
        growth: bare ratio, 0.12 for 12%; in a formula an indicator in %.

    Returns:
        The value of the reporting period, in the unit of the base.

    >>> grown(200, 0.25)
    250.0
    """
    check("grown", base=base, growth=growth)
    return base * (1 + growth)


def implied_base(current: Any, growth: Any) -> Any:
    """Return the base that a value and its growth imply: current ÷ (1 + growth).

    Args:
        current: value of the reporting period.
        growth: bare ratio, 0.2556 for 25.56%; in a formula an indicator in %.

    Raises:
        DerivationError: an argument is missing, or the growth is −100% or less.

    Investment of 开州's major projects in the first half of 2024 was 86.97亿元, 25.56% more than a year before (press
    conference of 2024-09-13):

    >>> round(implied_base(86.97, 0.2556), 2)
    69.27
    """
    check("implied_base", current=current, growth=growth)
    return finite(
        "implied_base",
        current / above_zero("implied_base", "1 + growth", 1 + growth, "nothing is left of a base that fell by 100%"),
    )


def average_growth(current: Any, base: Any, years: Any) -> Any:
    """Average yearly growth by level (年均增长, 水平法): (current ÷ base)^(1/years) − 1; the base year is NOT counted.

    Args:
        current: value of the last year, not below 0.
        base: value of the base year, above 0, in the same unit.
        years: years from the base year to the last, as ``years_between`` and ``years_counted`` count them: 1950—1992
            are 43 years on the base 1949. In a formula a number, or an indicator in the unit 1; then, or if it is not
            whole, current must be above 0.

    Returns:
        A bare ratio a year. In a formula declare ``unit="%"``.

    Raises:
        DerivationError: an argument is missing; base or years are not above 0, current is below 0.

    Source: 《统计工作实务》（2010）, 平均发展速度. For investment (固定资产投资) see ``cumulative_growth``.

    China's population, census of 2020 on that of 2010, printed 0.53%; budget revenue, 1979—2017, printed 13.8%:

    >>> round(100 * average_growth(141178, 133972, years_between(2010, 2020)), 2)
    0.53
    >>> round(100 * average_growth(172567, 1132, years_counted("1979—2017年")), 1)
    13.8
    """
    check("average_growth", current=current, base=base, years=years)
    over = above_zero("average_growth", "years", years, "the base year is not counted and one year lies after it")
    ratio = finite("average_growth", current / above_zero("average_growth", "base", base))
    if not traced(years) and years == 1:
        return ratio - 1
    not_below_zero("average_growth", "current", current, "no growth leads from a base above 0 to below it")
    if not traced(ratio, years):
        return raised("average_growth", float(ratio), 1 / float(years)) - 1
    if traced(years) or years != int(years):
        return exp(ln(ratio) / over) - 1
    return ratio ** Fraction(1, int(years)) - 1


def years_between(base: Any, current: Any) -> int:
    """Return the years from a base period to a later one, the base year not counted.

    Args:
        base: a year, or a period of a year such as ``2010-Q3``.
        current: the same period of a later year.

    Raises:
        PeriodError: a text is no period, the two are not the same part of a year, or the second is not the later one.

    >>> years_between(2012, 2021), years_between("2010-Q3", "2020-Q3")
    (9, 10)
    """
    first, last = Period.parse(base), Period.parse(current)
    alike = first.frequency is last.frequency and first.sub == last.sub and first.months == last.months
    if not alike or last.year <= first.year:
        msg = f"{last} is not the same period as {first} in a later year; give the base first, such as (2012, 2021)"
        raise PeriodError(msg)
    return last.year - first.year


def years_counted(span: Any) -> int:
    """Return how many years of growth a span of years has, as 公报 write it: “1950—1992年” has 43, on the base 1949.

    Args:
        span: the first and the last year of growth, in one text; the base year is the one before the first.

    Raises:
        PeriodError: the text is no span of whole years.

    Source: 《统计工作实务》（2010）: 基期年不计入.

    >>> years_counted("1950-1992"), years_counted("1979—2017年"), years_counted(2024)
    (43, 39, 1)
    """
    period = Period.parse(span)
    if not period.months or period.months % 12 or period.start.month != 1:
        msg = f"{period} is no span of whole years; write the first and the last year of growth, such as 1950-1992"
        raise PeriodError(msg)
    return period.months // 12


def cumulative_growth(amounts: Sequence[float], base: float) -> float:
    """Average yearly growth by the cumulative method (累计法), that of fixed-asset investment; numeric only.

    Solves (1+x) + (1+x)² + … + (1+x)ⁿ = (a₁ + … + aₙ) ÷ a₀ for x: growing evenly by x from the base, the years add up
    to what they add up to.

    Args:
        amounts: the amounts of the years after the base year, in order, none below 0.
        base: the amount of the base year, above 0. All on one comparable scope: where only growth is published, use
            ``chain_index(growths)`` on the base 100, never the levels as printed.

    Returns:
        A bare ratio a year, above −1 unless every amount is 0.

    Raises:
        DerivationError: no amount, an amount missing or below 0, or a base not above 0.

    Source: 《统计工作实务》（2010）, 累计法.

    >>> from kaizhou_indicators.arithmetic import chain_index
    >>> x = cumulative_growth(chain_index([0.20, 0.10, 0.05]), base=100)
    >>> round(100 * x, 2), round(sum((1 + x) ** i for i in (1, 2, 3)), 3)
    (13.79, 3.906)
    """
    checked = check_all("cumulative_growth", "amounts", amounts)
    check("cumulative_growth", base=base)
    if traced(base, *checked):
        msg = "cumulative_growth is solved by steps, no formula says it; derive its years and call it on their values"
        raise DerivationError(msg)
    for i, amount in enumerate(checked):
        not_below_zero("cumulative_growth", f"amounts[{i}]", amount, "the cumulative method adds amounts")
    wanted = sum(map(float, checked)) / float(above_zero("cumulative_growth", "base", base))
    return _root(wanted, len(checked)) - 1


def _root(wanted: float, years: int) -> float:
    """Return q ≥ 0 with q + q² + … + q^years = wanted, which rises in q, to the last digit."""
    low, high = 0.0, max(1.0, wanted)
    while low < (middle := (low + high) / 2) < high:
        if _sum_of_powers(middle, years) < wanted:
            low = middle
        else:
            high = middle
    return high


def _sum_of_powers(q: float, years: int) -> float:
    total = 0.0
    for _ in range(years):
        total = q * (1 + total)
    return total
