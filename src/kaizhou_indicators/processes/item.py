"""Item: one part of a composite, with its weight, its direction, its cap and a benchmark for every year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, cast

import attrs

from ..errors import KaizhouError, ProcessError
from ..model.record import Frozen, record
from .counts import exact, number_text
from .faults import refuse
from .scoring import Term
from .steps import Step


def _years(given: Mapping[Any, Any]) -> Frozen:
    return Frozen({str(year): value for year, value in given.items()})


@record
class Item(Step):
    """One part of a composite.

    Attributes:
        name: the indicator it reads, by its name in the domain; or a name of its own with ``key``.
        title: its name in both languages.
        weight: its weight; the composite says what the weights add up to.
        benchmarks: year -> value that earns the full weight, in ``unit``; above 0.
        better: ``higher`` (actual / benchmark) or ``lower`` (benchmark / actual).
        cap: the most that the ratio counts; None: without limit.
        unit: unit of actual value and benchmark.
        key: key of the indicator it reads, where that is of another domain.
    """

    weight: Any = attrs.field(kw_only=True)
    benchmarks: Mapping[str, Any] = attrs.field(kw_only=True, converter=_years)
    better: str = attrs.field(kw_only=True)
    cap: Any = attrs.field(default=None, kw_only=True)
    unit: str = attrs.field(default="1", kw_only=True)
    key: str = attrs.field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        faults: list[str] = []
        weight = _positive("weight", self.weight, faults)
        benchmarks = {year: _positive(f"benchmark of {year}", value, faults) for year, value in self.benchmarks.items()}
        cap = None if self.cap is None else _positive("cap", self.cap, faults)
        faults += [] if benchmarks else ["no benchmarks; give benchmarks={year: value}"]
        faults += [f"benchmark year {year!r} is no year; write 2024" for year in benchmarks if not _is_year(year)]
        faults += [] if self.better in {"higher", "lower"} else [f"better={self.better!r} is none of higher, lower"]
        refuse(f"item {self}", faults)
        for name, value in (("weight", weight), ("benchmarks", Frozen(benchmarks)), ("cap", cap)):
            object.__setattr__(self, name, value)

    def year_faults(self, year: int | str) -> list[str]:
        """Say that the item has no benchmark for the year, and for which it has one."""
        known = ", ".join(sorted(self.benchmarks))
        return (
            [] if str(year) in self.benchmarks else [f"item {self} has no benchmark for {year}; it has one for {known}"]
        )

    def term(self, year: int | str) -> Term:
        """Return what the formula needs of the item in a year."""
        return Term(self.weight, self.benchmarks[str(year)], self.better == "lower", self.cap)

    def read(self, actual: object) -> Fraction | None:
        """Return the exact actual value; None stays None.

        Raises:
            ProcessError: no number, or not above 0 where lower is better and the benchmark is divided by it.
        """
        if actual is None:
            return None
        value = exact(actual, f"item {self}:")
        if self.better == "lower" and value <= 0:
            msg = (
                f"item {self} is {number_text(value)}; where lower is better, benchmark / actual needs a value above 0"
            )
            raise ProcessError(msg)
        return value


ItemsLike = Mapping[str, Mapping[str, Any]] | Iterable[Item]


def read_items(given: ItemsLike) -> tuple[Item, ...]:
    """Take items in a row, or ``{name: table}`` as a configuration file holds them.

    An item that cannot be is returned as its error, which ``item_faults`` finds, so that all faults are told together.
    """
    if not isinstance(given, Mapping):
        return tuple(given)
    return tuple(_item(name, table) for name, table in given.items())


def item_faults(items: Iterable[object]) -> list[str]:
    """Return what is wrong with items as they were read."""
    wrong = [item for item in items if not isinstance(item, Item)]
    return [
        str(item) if isinstance(item, KaizhouError) else f"{item!r} is no Item; write Item(name, …)" for item in wrong
    ]


def _item(name: str, table: Mapping[str, Any]) -> Item:
    try:
        return Item(name, **table)
    except ProcessError as error:
        return cast("Item", error)
    except KaizhouError as error:
        return cast("Item", ProcessError(f"item {name}: {error}"))


def _positive(what: str, value: object, faults: list[str]) -> Fraction:
    try:
        number = exact(value, what)
    except ProcessError as error:
        faults.append(str(error))
        return Fraction(1)
    if number <= 0:
        faults.append(f"{what} is {number_text(number)}; it must be above 0")
    return number


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()
