"""Schedule: how much of the year has passed (时序进度), and how far the work is ahead of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from ..errors import PeriodError
from ..periods import Frequency, Period
from .checks import check, finite, not_zero


def elapsed(period: Any) -> Fraction:
    """Return the share of the year that has passed at the end of a period (时序进度): months ÷ 12, or days of the year.

    Args:
        period: a period within one year: ``2024-10``, ``2024-Q3``, ``2024年1—10月``, ``2024-07-15``; or its text.

    Returns:
        A bare ratio, exact; 1 at the end of a year. In a table it is a column of its own, in %.

    Raises:
        PeriodError: the text is no period, the period has no date or runs over several years.

    Source: 重庆日报2022-10-26, 市级重点项目: 前三季度85.2%, 快于时序进度10.2个百分点, that is 75%.

    >>> elapsed("2024-Q3"), elapsed("2024年1—10月"), elapsed(2024)
    (Fraction(3, 4), Fraction(5, 6), Fraction(1, 1))
    """
    read = Period.parse(period)
    first, last = read.start, read.end
    if first.year != last.year:
        msg = f"{read} runs over several years, and a schedule is that of one year; give a period within a year"
        raise PeriodError(msg)
    if read.span is not None and read.span.step is Frequency.DAY:
        return Fraction(last.timetuple().tm_yday, date(last.year, 12, 31).timetuple().tm_yday)
    return Fraction(last.month, 12)


def ahead_of_schedule(done: Any, plan: Any, elapsed: Any) -> Any:
    """How far the work is ahead of the schedule (快于时序进度): done ÷ plan − elapsed; below zero it is behind.

    Args:
        done: what was done since the beginning of the year (累计).
        plan: the plan of the year, in the same unit.
        elapsed: share of the year that has passed; ``elapsed(period)``, in a formula an indicator in %.

    Returns:
        A bare difference, 0.102 for 10.2 points; in a formula declare ``unit="个百分点"``.

    Raises:
        DerivationError: an argument is missing, or the plan is 0.

    Key projects in ten months, 629.0 of 647.4亿元, printed 97.2% and 13.8 points ahead, which is right before rounding
    (97.2 − 83.3 is 13.9):

    >>> round(100 * float(ahead_of_schedule(629.0, 647.4, elapsed("2024-10"))), 1)
    13.8
    """
    check("ahead_of_schedule", done=done, plan=plan, elapsed=elapsed)
    return finite(
        "ahead_of_schedule",
        done / not_zero("ahead_of_schedule", "plan", plan, "without a plan there is no schedule") - elapsed,
    )
