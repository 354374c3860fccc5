"""Which period a row is compared with, and which rows belong to a window: plain functions of periods, no tables."""

from __future__ import annotations

from ..errors import PeriodError
from ..model.records import Break
from ..periods import Frequency, Period, Shape
from ..periods.spans import Span
from .steps import Look, Over

FREQUENCIES = "ASQMD"
_STRIDE, _WINDOWS = 10_000_000, 10**14


def code(period: Period | None) -> int | None:
    """Return one integer for a calendar period of any frequency or a window of them; None where there is no calendar."""
    if period is None or not _in_calendar(period):
        return None
    if period.frequency is None:
        start = period.start.toordinal()
        return _WINDOWS + start * _STRIDE + period.end.toordinal() - start
    return FREQUENCIES.index(str(period.frequency)) * _STRIDE + period.ordinal


def _in_calendar(period: Period) -> bool:
    return period.shape in {Shape.ONE, Shape.WINDOW}


def belongs(period: Period, step: Over) -> bool:
    """Say whether a row's period is one that the window is made of; a year is no part of itself."""
    name = period.frequency.name.lower() if period.frequency is not None else ""
    return name == step.each if step.each else bool(name) and not (step.over == "year" and name == "year")


def started(period: Period, step: Over) -> bool:
    """Say whether a running total has begun by a period; ``cum(2020)`` on months begins in 2020-01.

    Raises:
        PeriodError: the beginning is finer than the rows, or nowhere in the calendar.
    """
    if step.since is None:
        return True
    since = Period.parse(step.since)
    if since.frequency is None or (since.months < period.months) or (not since.months and period.months):
        msg = (
            f"{step.target}: the total cannot begin at {since}, which is finer than {period}; begin at a period as long"
        )
        raise PeriodError(msg)
    return since.start <= period.start


def base_period(period: Period, step: Look) -> Period | None:
    """Return the period that a row is compared with; None where a break in the series lies between.

    Raises:
        PeriodError: a fixed base finer than the rows.
    """
    if not _in_calendar(period):
        return None
    base = unbroken_base(period, step)
    if base is None or broken(step, base, period) is not None:
        return None
    unequal = step.same_sub and not (base.frequency is period.frequency and base.sub == period.sub)
    return None if unequal else base


def unbroken_base(period: Period, step: Look) -> Period | None:
    """Return the period that a row is compared with, whatever lies between."""
    kind = step.reference.baseline.kind if step.reference.baseline else ""
    if step.period is not None:
        return _fixed(period, Period.parse(step.period))
    if kind not in {"yoy", "prev"}:
        return period
    try:
        return period.same_last_year if kind == "yoy" else period.previous
    except PeriodError:  # a 累计 has no 环比, 29 February no 同比
        return None


def _fixed(period: Period, base: Period) -> Period | None:
    """Return the same sub-period of a fixed base; the 29 February has none in most years."""
    try:
        return period.within(base)
    except PeriodError:
        if period.frequency is Frequency.DAY and base.months:
            return None
        raise


def broken(step: Look, base: Period, period: Period) -> Break | None:
    """Return the break in the series that lies between a base and a period, if there is one."""
    early, late = sorted((base.start, period.start))
    return next((b for b in step.breaks if early < Period.parse(b.period).start <= late), None)


def segment(period: Period, breaks: tuple[Break, ...]) -> int:
    """Return how many breaks of the series lie before a period; no window reaches across one."""
    return sum(Period.parse(b.period).start <= period.start for b in breaks) if _in_calendar(period) else -1


def ordinal(period: Period) -> int | None:
    """Return the integer of a single calendar period that grows by one from period to period; a window has its start's."""
    return period.ordinal if period.frequency is not None else period.start.toordinal()


def opens_year(period: Period) -> bool:
    """Say whether a period is the first of its year, so that its accumulated value (累计) is its own."""
    return period.frequency is not None and period.sub == 1


def earlier_in_year(period: Period) -> Period | None:
    """Return the accumulated period one step shorter within the year: 1—5月 for 1—6月, May for June of a 累计 series.

    >>> earlier_in_year(Period.parse("2024-01/2024-06")), earlier_in_year(Period.parse("2024-Q3"))
    (Period('2024-01/2024-05'), Period('2024-Q2'))
    """
    if period.frequency is not None:
        return None if period.sub == 1 else period.previous
    span = period.span
    if span is None or not period.cumulative:
        return None
    shorter = Span(span.step, span.low, span.high - 1)
    return Period(Shape.ONE if shorter.length == 1 else Shape.WINDOW, shorter)
