"""What a growth printed beside a count of several years may mean: three readings, kept apart and never mixed.

A window of two years has no "same period of last year". A printed 同比 is one of: the window on the window before it, the
window on the one a year earlier, which overlaps it, or its last year on the year before. Only yearly counts tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kaizhou_indicators import Interval, Period, Text

from .errors import is_whole, refuse

_TITLES = {
    "window_before": Text("比上一个等长窗口", "on the window of the same length before"),
    "a_year_earlier": Text("比前移一年的窗口（有重叠）", "on the window a year earlier, which overlaps"),
    "last_year": Text("末年比上年", "its last year on the year before"),
}


@dataclass(frozen=True)
class Reading:
    """One reading of a growth.

    Attributes:
        title: what is compared.
        current: (period, papers).
        base: (period, papers).
    """

    title: Text
    current: tuple[str, int]
    base: tuple[str, int]

    @property
    def growth(self) -> Fraction | None:
        """The growth in %, exact; None on a base of 0."""
        return Fraction(100 * (self.current[1] - self.base[1]), self.base[1]) if self.base[1] else None

    def prints_as(self, printed: str) -> bool:
        """Say whether the growth, rounded to the decimals printed, is this number of %.

        >>> Reading(Text("比上年", "on last year"), ("2024", 14), ("2023", 9)).prints_as("56")
        True
        """
        return self.growth is not None and Interval.printed(printed).contains(self.growth)


def readings(yearly: Mapping[int, int], window: str) -> dict[str, Reading]:
    """Return the three readings of a growth of a window of years, from yearly counts.

    Args:
        yearly: year -> papers adopted in it.
        window: the window, as in 2023/2024.

    Returns:
        ``window_before``, ``a_year_earlier`` and ``last_year``, each with what it compares.

    Raises:
        AdviceError: the window is no window of years, or years that the readings need are missing or no counts.

    >>> made = readings({2021: 4, 2022: 5, 2023: 6, 2024: 8}, "2023/2024")
    >>> [(name, one.base) for name, one in made.items() if one.prints_as("56")]
    [('window_before', ('2021/2022', 9))]
    """
    first, last = _ends(window)
    length = last - first + 1
    pairs = {
        "window_before": ((first, last), (first - length, first - 1)),
        "a_year_earlier": ((first, last), (first - 1, last - 1)),
        "last_year": ((last, last), (last - 1, last - 1)),
    }
    needed = range(first - length, last + 1)
    missing = [str(year) for year in needed if year not in yearly]
    faults = (
        [f"the years {', '.join(missing)} are missing; give their counts, 0 where nothing was adopted"]
        if missing
        else []
    )
    faults += [
        f"{year}: {yearly[year]!r} is no count" for year in needed if year in yearly and not is_whole(yearly[year], 0)
    ]
    refuse(f"window {window}", faults)
    return {
        name: Reading(_TITLES[name], _sum(yearly, *now), _sum(yearly, *base)) for name, (now, base) in pairs.items()
    }


def _ends(window: str) -> tuple[int, int]:
    period = Period.parse(window)
    years = period.frequency is None and period.months >= 24 and period.months % 12 == 0 and period.start.month == 1
    refuse(f"window {window}", [] if years else ["it is no window of several years; write as in 2023/2024"])
    return period.start.year, period.end.year


def _sum(yearly: Mapping[int, int], first: int, last: int) -> tuple[str, int]:
    text = str(first) if first == last else f"{first}/{last}"
    return text, sum(yearly[year] for year in range(first, last + 1))
