"""What Python, numpy and pandas hold as a period, as a text that can be read."""

from __future__ import annotations

import operator
from datetime import date, datetime, time
from typing import Any

from ..errors import PeriodError


def text_of_object(value: Any) -> str:
    """Return the text of a year, a date, a datetime at midnight, a numpy date or a pandas period.

    >>> from datetime import datetime
    >>> text_of_object(2024), text_of_object(datetime(2024, 3, 1))
    ('2024', '2024-03-01')
    """
    if value is None or value != value:  # noqa: PLR0124  # NaN and NaT are the values that differ from themselves
        msg = f"{value!r} is missing; drop the row or write 'unknown'"
        raise PeriodError(msg)
    if isinstance(value, datetime):
        return _day(value)
    if isinstance(value, date):
        return value.isoformat()
    if type(value).__name__ == "datetime64" or hasattr(value, "freqstr"):  # numpy's date, pandas' Period
        return str(value)
    return _year(value)


def _day(value: datetime) -> str:
    if value.time() != time():
        msg = f"{value!r} is a moment, not a period; take its .date()"
        raise PeriodError(msg)
    return value.date().isoformat()


def _year(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():  # an integer column with a gap, as pandas holds it
        value = int(value)
    try:
        number = operator.index(value)
    except TypeError:
        number = -1
    if isinstance(value, bool) or number < 0:
        msg = f"{value!r} is no year, no date and no text"
        raise PeriodError(msg)
    return str(number)
