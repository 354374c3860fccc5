"""Where and when: areas, periods of a frequency within the time that a definition holds, values of the dimensions."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from ...periods import Frequency, Period
from ...references import Reference
from ...registry.catalogue import Catalogue

__all__ = ["areas", "dimensions", "frequencies", "periods", "run_of_periods"]

#: 开州区 and its neighbours by their codes, and names as tables have them
AREAS = ("500154", "500155", "500101", "开州区", "汉丰街道", "竹溪镇")
_FIRST, _LAST = 2015, 2025
_VALUES = ("甲", "乙", "丙")


def areas() -> st.SearchStrategy[str]:
    """Draw areas: administrative codes and names."""
    return st.sampled_from(AREAS)


def frequencies() -> st.SearchStrategy[Frequency]:
    """Draw the frequencies of ordinary statistics: year, half-year, quarter, month."""
    return st.sampled_from([Frequency.YEAR, Frequency.QUARTER, Frequency.MONTH, Frequency.HALF])


def periods(
    registry: Catalogue | None = None, key: str | None = None, *, frequency: Frequency | str | None = None
) -> st.SearchStrategy[str]:
    """Draw periods as texts, of one frequency or of any; of an indicator, within the time its definition holds.

    >>> from hypothesis import find
    >>> find(periods(frequency="quarter"), lambda period: True)
    '2024-Q1'
    """
    years = _years(registry, key)
    first = st.sampled_from([2024, *years] if 2024 in years else list(years))
    kinds = frequencies() if frequency is None else st.just(Frequency(frequency))

    @st.composite
    def drawn(draw: st.DrawFn) -> str:
        parts = Period.parse(str(draw(first))).parts(draw(kinds))
        return str(draw(st.sampled_from(parts)))

    return drawn()


def run_of_periods(frequency: Frequency | str, length: int) -> st.SearchStrategy[Sequence[str]]:
    """Draw consecutive periods of one frequency, which may reach over the end of a year.

    >>> from hypothesis import find
    >>> find(run_of_periods("quarter", 3), lambda run: run[0].endswith("Q4"))
    ('2023-Q4', '2024-Q1', '2024-Q2')
    """
    kind = Frequency(frequency)
    starts = Period.parse("2023").parts(kind)
    return st.sampled_from(starts).map(lambda p: tuple(str(p.shift(n)) for n in range(length)))


def dimensions(registry: Catalogue, key: str) -> st.SearchStrategy[dict[str, str]]:
    """Draw values of the dimensions that an indicator is by; nothing where it has none."""
    names = registry[Reference.parse(key).key].by
    return st.fixed_dictionaries({name: st.sampled_from(_VALUES) for name in names})


def _years(registry: Catalogue | None, key: str | None) -> range:
    if registry is None or key is None:
        return range(_FIRST, _LAST + 1)
    indicator = registry[Reference.parse(key).key]
    first = Period.parse(indicator.since).year + 1 if indicator.since else _FIRST
    last = Period.parse(indicator.until).year - 1 if indicator.until else max(_LAST, first)
    return range(min(first, last), max(first, last) + 1)
