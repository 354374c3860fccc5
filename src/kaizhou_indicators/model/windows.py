"""What a window does with the periods it holds. Records only: the engine applies them.

Each takes a condition on the value of one period, ``lambda c: c <= 2``; further parameters of the condition
are settings of the domain by name. n of N is kept: the number of periods that had a value is part of the result.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import attrs

from .record import record

Condition = Callable[..., Any]


@record
class Window:
    """What is done with the values of a window; see the functions of this module."""

    condition: Condition | None = attrs.field(default=None, eq=False)
    name: ClassVar[str] = "window"


@record
class CountWhere(Window):
    """How many periods of the window satisfy the condition, of how many that have a value."""

    name: ClassVar[str] = "count_where"


@record
class FirstWhen(Window):
    """The position, from 1, of the first period of the window that satisfies the condition."""

    name: ClassVar[str] = "first_when"


@record
class Streak(Window):
    """The number of periods in a row, up to the current one, that satisfy the condition.

    A missing period ends the streak.
    """

    name: ClassVar[str] = "streak"


@record
class RunningTotal(Window):
    """The sum of the window's values up to the current period; gaps before it add nothing."""

    name: ClassVar[str] = "running_total"


@record
class Decumulated(Window):
    """The value of the single period from accumulated ones (累计): what they grew by since the period before.

    The first period of a year is its own; the one before must be there, in the same year and the same series.
    """

    name: ClassVar[str] = "decumulated"


def count_where(condition: Condition) -> Window:
    """Count the periods that satisfy the condition (months at a class).

    >>> count_where(lambda c: c <= 2).name
    'count_where'
    """
    return CountWhere(condition)


def first_when(condition: Condition) -> Window:
    """Position of the first period that satisfies the condition (quarter in which the plan was met).

    >>> first_when(lambda done, plan: done >= plan).name
    'first_when'
    """
    return FirstWhen(condition)


def streak(condition: Condition) -> Window:
    """Length of the run of periods, up to the current one, that satisfy the condition (连续三年).

    >>> streak(lambda growth: growth >= 20).name
    'streak'
    """
    return Streak(condition)


def running_total() -> Window:
    """Add up the window up to the current period.

    >>> running_total().name
    'running_total'
    """
    return RunningTotal()


def decumulated() -> Window:
    """Take the year-to-date values (累计) of a series apart into the values of its periods (本期).

    The other way round is ``running_total()`` over the year, or ``key@ytd``. A joint 1—2月 has no January.

    >>> decumulated().name
    'decumulated'
    """
    return Decumulated()
