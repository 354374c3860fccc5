"""Calendar: what the periods of a table are, as integer columns. Every join and window over time asks here.

An eager table's distinct periods are read once, whatever their text; a lazy polars table reads them while it runs; a
table that runs elsewhere (DuckDB, Spark) works them out by integer arithmetic, which lives in ``calendar_sql``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from ..errors import FrameError, PeriodError
from ..model.records import Break
from ..periods import Period, parse_column
from .adapter import Adapter
from .bases import FREQUENCIES, base_period, belongs, code, earlier_in_year, opens_year, ordinal, segment, started
from .steps import Look, Over

#: codes of rows without a calendar period and of bases that are nowhere; they never meet
NO_PERIOD, NOWHERE = -1, -2

Of = Callable[[Period], int | None]


class Calendar(ABC):
    """The periods of one table, asked one by one, as expressions of integers.

    Attributes:
        work: the table with the columns that the expressions read.
    """

    work: Adapter

    @abstractmethod
    def number(self, of: Of, missing: int = NO_PERIOD) -> Any:
        """Return the expression of an integer a row, worked out from its period; ``missing`` where there is none."""

    @property
    def periods(self) -> Iterable[Period]:
        """The distinct periods; of a lazy table none, for it is not looked into."""
        return ()

    def row(self) -> Any:
        """Return the code of the row's own period."""
        return self.number(code)

    def base(self, step: Look) -> Any:
        """Return the code of the period that the row is compared with."""
        return self.number(lambda p: code(base_period(p, step)), NOWHERE)

    def before(self) -> Any:
        """Return the code of the accumulated period one step shorter than the row's, within its year."""
        return self.number(lambda p: code(earlier_in_year(p)), NOWHERE)

    def opens(self) -> Any:
        """Return 1 where the row's period is the first of its year, else 0."""
        return self.number(lambda p: int(opens_year(p)), 0)

    def holder(self, step: Over) -> Any:
        """Return the year that holds the row's window, 0 where the window is all there is."""
        return self.number(lambda p: p.year if step.over == "year" else 0)

    def frequency(self) -> Any:
        """Return the place of the row's frequency among the frequencies."""
        return self.number(lambda p: FREQUENCIES.find(str(p.frequency)))

    def ordinal(self) -> Any:
        """Return an integer that grows by one from period to period of one frequency."""
        return self.number(ordinal)

    def sub(self) -> Any:
        """Return the position of the row's period in its year, from 1."""
        return self.number(lambda p: p.sub)

    def belongs(self, step: Over) -> Any:
        """Return 1 where the row's period is one that the window is made of, else 0."""
        return self.number(lambda p: int(belongs(p, step)), 0)

    def segment(self, breaks: tuple[Break, ...]) -> Any:
        """Return how many breaks of the series lie before the row's period."""
        return self.number(lambda p: segment(p, breaks))

    def started(self, step: Over) -> Any:
        """Return 1 where the running total has begun, else 0."""
        return self.number(lambda p: int(started(p, step)), 0)


class ReadCalendar(Calendar):
    """The periods of an eager table, read once."""

    COLUMN = "__kz period"

    def __init__(self, work: Adapter, period: str) -> None:
        read = read_periods(work.distinct(period), period)
        self.parsed = list(read.values())
        self.work = work.numbered(period, self.COLUMN, list(read))

    @property
    def periods(self) -> Iterable[Period]:
        """The distinct periods."""
        return self.parsed

    def number(self, of: Of, missing: int = NO_PERIOD) -> Any:
        """Pick from the numbers of the distinct periods."""
        return self.work.picked(self.COLUMN, [*_numbers(self.parsed, of, missing), missing])


class LazyCalendar(Calendar):
    """The periods of a lazy polars table, read while it runs."""

    def __init__(self, work: Adapter, period: str) -> None:
        self.work, self.period = work, period

    def number(self, of: Of, missing: int = NO_PERIOD) -> Any:
        """Read the distinct periods of a batch when it comes."""
        polars = self.work.space
        return polars.col(self.period).map_batches(
            partial(_batch, polars, of, missing, self.period), return_dtype=polars.Int64
        )


def _batch(polars: Any, of: Of, missing: int, period: str, series: Any) -> Any:
    raw = [value for value in series.unique().to_list() if value is not None]
    periods = read_periods(raw, period)
    numbers = _numbers([periods[value] for value in raw], of, missing)
    if series.dtype in {polars.Categorical, polars.Enum}:
        series = series.cast(polars.String)
    right = polars.DataFrame({"raw": polars.Series(raw, dtype=series.dtype), "number": numbers})
    joined = polars.DataFrame({"raw": series}).join(right, on="raw", how="left", maintain_order="left")
    return joined["number"].cast(polars.Int64).fill_null(missing)


def read_periods(values: Iterable[Any], column: str) -> dict[Any, Period]:
    """Read the periods of a column.

    Raises:
        FrameError: names the column and every text that is no period.
    """
    try:
        return parse_column(values)
    except PeriodError as error:
        msg = f"column {column!r}: {error}"
        raise FrameError(msg) from error


def _numbers(periods: Iterable[Period], of: Of, missing: int) -> list[int]:
    numbers = [of(period) if code(period) is not None else None for period in periods]
    return [missing if number is None else number for number in numbers]
