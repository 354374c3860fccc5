"""Identity: exact relations that figures must satisfy, whoever printed them.

Parts and their total, a stock and its flows, a running total within the year, k of n, a funnel, shares that close to
100. A missing figure does not excuse the others: it leaves the check undetermined and says where it must lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from ..errors import PeriodError, ProcessError
from ..intervals import Interval
from ..model.record import record
from ..periods import Period
from .counts import exact
from .faults import refuse
from .figures import ANYTHING, FROM_ZERO, Figures, as_interval
from .reachable import Closed, ShareOf
from .relations import Balance, Order
from .verdict import Verdict, together

_KINDS = ("total", "partition", "stock", "closure", "shares", "k_of_n", "share", "funnel", "cumulative")


def _several(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _half(decimals: int) -> Fraction:
    return Fraction(1, 2) / Fraction(10) ** decimals


def _slack(value: Any) -> Fraction:
    return exact(value, "slack")


@record
class Identity:
    """A relation between figures.

    Make it with ``total``, ``partition``, ``stock``, ``closure``, ``shares``, ``k_of_n``, ``share``, ``funnel`` or
    ``cumulative``.

    Attributes:
        kind: which of these it is.
        plus: figures that are added, or the figures of an order, the greatest first.
        minus: figures that are subtracted.
        right: the figure that the sum must be, or a constant.
        slack: by how much the two sides may differ (rounded parts).
        signed: whether figures may be below zero.
        whole: whether figures are whole numbers.
        over: the dimension whose values are the parts of the total, or an empty text.

    >>> batches = Identity.partition("total", ["finished", "running", "early"])
    >>> batches.check({"total": 181, "finished": 16, "running": 84, "early": 81}).status
    <Consistency.CONSISTENT: 'consistent'>
    >>> batches.check({"total": 181, "finished": 16, "running": 84}).explanation.en
    'early is missing and must be 81'
    """

    kind: str
    plus: tuple[str, ...] = attrs.field(converter=_several)
    minus: tuple[str, ...] = attrs.field(default=(), converter=_several)
    right: str | Fraction | None = None
    slack: Fraction = attrs.field(default=Fraction(0), converter=_slack)
    signed: bool = False
    whole: bool = False
    over: str = ""

    def __attrs_post_init__(self) -> None:
        figures = self.figures
        faults = [f"figure {name!r} occurs twice" for name in sorted({n for n in figures if figures.count(n) > 1})]
        faults += ["a figure has no name" for name in figures if not name.strip()]
        faults += [] if self.slack >= 0 else [f"slack is {self.slack}; it must be at least 0"]
        faults += [] if self.kind in _KINDS else [f"kind {self.kind!r} is none of {', '.join(_KINDS)}"]
        faults += [] if self.plus else ["no figures; name the parts"]
        refuse(f"Identity {self.kind}", faults)

    @property
    def figures(self) -> tuple[str, ...]:
        """All figures that the identity binds."""
        return (*self.plus, *self.minus, *((self.right,) if isinstance(self.right, str) else ()))

    @classmethod
    def total(cls, whole: str, parts: Iterable[str], *, signed: bool = False, slack: Any = 0) -> Identity:
        """Bind parts to their total.

        Args:
            whole: the total.
            parts: all of its parts.
            signed: whether parts may be below zero; then a missing part has no bound of its own.
            slack: by how much rounded parts may miss a rounded total.

        >>> sectors = Identity.total("all", ["industry", "farming", "services"])
        >>> sectors.check({"all": 86.97, "industry": 35.19, "farming": 60}).explanation.en
        'industry 35.19 + farming 60 + services ? differs from all 86.97 by [8.22, ∞)'
        """
        return cls("total", _several(parts), right=whole, signed=signed, slack=slack)

    @classmethod
    def partition(cls, whole: str, parts: Iterable[str]) -> Identity:
        """Bind the counts of disjoint classes to the count of all; whole numbers from 0 on."""
        return cls("partition", _several(parts), right=whole, whole=True)

    @classmethod
    def by_dimension(cls, whole: str, part: str, over: str, *, slack: Any = 0) -> Identity:
        """Bind an indicator with a dimension to its total: over all values of ``over``, ``part`` adds up to ``whole``.

        ``Registry.check_identities`` finds the values; ``check`` takes them as ``part[value]``.

        >>> stages = Identity.by_dimension("projects", "projects_by_stage", "stage")
        >>> stages.expand(["running", "finished"]).figures
        ('projects_by_stage[running]', 'projects_by_stage[finished]', 'projects')
        """
        return cls("total", (part,), right=whole, over=over, slack=slack)

    def expand(self, values: Iterable[str]) -> Identity:
        """Return the identity over these values of its dimension; itself, where it has none."""
        if not self.over:
            return self
        return attrs.evolve(self, plus=tuple(f"{self.plus[0]}[{value}]" for value in values), over="")

    @classmethod
    def stock(
        cls, opening: str, inflow: str | Iterable[str], outflow: str | Iterable[str], closing: str, *, slack: Any = 0
    ) -> Identity:
        """Bind a stock to its flows: opening + inflow - outflow = closing; there may be several flows.

        >>> Identity.stock("opening", "entries", "exits", "closing").check(
        ...     {"opening": 120, "entries": 30, "exits": 45, "closing": 106}
        ... ).explanation.zh
        'opening 120 + entries 30 - exits 45 与 closing 106 不符,相差-1'
        """
        return cls("stock", (opening, *_several(inflow)), _several(outflow), closing, slack=slack)

    @classmethod
    def closure(
        cls, parts: Iterable[str], *, to: Any = 100, decimals: int | None = None, signed: bool = False
    ) -> Identity:
        """Bind shares or contributions to 100.

        Args:
            parts: the shares.
            to: what they add up to.
            decimals: decimals they are printed with; each may then miss by half a unit. None: they are exact.
            signed: whether they may be below zero (contributions to growth).

        >>> Identity.closure(["a", "b", "c"], decimals=1).check({"a": 8.7, "b": 59.3, "c": 32.1}).status
        <Consistency.CONSISTENT: 'consistent'>
        """
        names = _several(parts)
        slack = Fraction(0) if decimals is None else len(names) * _half(decimals)
        return cls("closure", names, right=exact(to, "to"), slack=slack, signed=signed)

    @classmethod
    def shares(cls, shares: Iterable[str], parts: Iterable[str], whole: str, *, decimals: int) -> Identity:
        """Bind printed shares (%) to the parts and the whole they stand for; shares forced to 100 are told as such.

        >>> industries = Identity.shares(["p", "s", "t"], ["P", "S", "T"], "gdp", decimals=1)
        >>> found = industries.check(
        ...     {"p": 15.7, "s": 39.1, "t": 45.2, "P": 84.35, "S": 209.75, "T": 241.71, "gdp": 535.81}
        ... )
        >>> found.status, found.adjusted
        (<Consistency.CONSISTENT: 'consistent'>, ('t',))
        """
        names, levels = _several(shares), _several(parts)
        refuse("Identity shares", [] if len(names) == len(levels) else [f"{len(names)} shares of {len(levels)} parts"])
        return cls("shares", names, levels, whole, slack=_half(decimals))

    @classmethod
    def share(cls, k: str, n: str, share: str, *, decimals: int) -> Identity:
        """Bind a printed share (%) to k of n, both whole numbers; says which n could give it where n is not stated.

        >>> grades = Identity.share("a", "graded", "a_share", decimals=2)
        >>> grades.check({"a_share": 58.33, "graded": 8}).explanation.en
        'no whole number of 8 prints as 58.33 %'
        >>> grades.check({"a_share": 58.33}).explanation.en
        'graded is not stated; the smallest denominators that give 58.33 % are 12, 24, 36, 48, 60'
        """
        return cls("share", (share,), (k,), n, slack=_half(decimals))

    @classmethod
    def k_of_n(cls, k: str, n: str) -> Identity:
        """Bind 0 ≤ k ≤ n, both whole numbers."""
        return cls("k_of_n", (n, k), whole=True)

    @classmethod
    def funnel(cls, steps: Iterable[str]) -> Identity:
        """Bind steps of which none holds more than the one before it."""
        return cls("funnel", _several(steps))

    @classmethod
    def cumulative(cls, figure: str) -> Identity:
        """Bind a running total never to fall within a year; ``check`` takes its values by period.

        >>> running = Identity.cumulative("completed")
        >>> running.check({"2024-06": 86.97, "2024-09": 80, "2025-01": 3}).explanation.en
        '2024-06 86.97 exceeds 2024-09 80'
        """
        return cls("cumulative", (figure,))

    def check(self, values: Mapping[str, Any]) -> Verdict:
        """Hold figures to the identity.

        Args:
            values: figure -> exact number or interval, None where it is missing; for a running total the keys are
                periods. Figures that the identity does not bind are left alone.

        Raises:
            ProcessError: all values that are neither number nor interval, or keys that are no periods.
        """
        if self.kind == "cumulative":
            return self._check_years(values)
        return self._relation().check(self._read({name: values.get(name) for name in self.figures}))

    def _relation(self) -> Balance | Order | ShareOf | Closed:
        if self.kind == "share":
            return ShareOf(self.minus[0], str(self.right), self.plus[0], self.slack)
        if self.kind == "shares":
            return Closed(self.plus, self.minus, str(self.right), self.slack)
        return Order(self.plus) if self.right is None else Balance(self.plus, self.minus, self.right, self.slack)

    def _read(self, values: Mapping[str, Any]) -> Figures:
        given: dict[str, Interval] = {}
        faults: list[str] = []
        for name, value in values.items():
            try:
                if value is not None:
                    given[name] = as_interval(value)
            except ProcessError as error:
                faults.append(f"{name}: {error}")
        refuse(f"Identity {self.kind}", faults)
        missing = tuple(name for name in values if name not in given)
        return Figures(given, missing, ANYTHING if self.signed else FROM_ZERO, self.whole)

    def _check_years(self, values: Mapping[str, Any]) -> Verdict:
        years: dict[int, list[str]] = {}
        for year, _, when in sorted(self._ends(values), reverse=True):
            years.setdefault(year, []).append(when)
        if not years:
            refuse(f"Identity {self.kind}", [f"no values of {self.plus[0]}; give them by period"])
        return together(
            [Order(tuple(late)).check(self._read({when: values[when] for when in late})) for late in years.values()]
        )

    def _ends(self, values: Mapping[str, Any]) -> list[tuple[int, date, str]]:
        ends: list[tuple[int, date, str]] = []
        faults: list[str] = []
        for when in values:
            try:
                end = Period.parse(when).end
                if end is None:
                    faults.append(f"period {when!r} has no date; a running total needs one")
                else:
                    ends.append((end.year, end, when))
            except PeriodError as error:
                faults.append(str(error))
        refuse(f"Identity {self.kind}", faults)
        return ends
