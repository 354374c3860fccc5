"""Register: a stock with rules of entry and exit, ordered levels, routes and deadlines (出入库).

It holds counts and nothing else: no name, no number of a person ever enters it. Levels, bands, routes and deadlines
are configuration; none is preset.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from ..errors import ProcessError
from ..model.domain import Domain
from ..model.record import Frozen, record
from ..text import Text, TextLike, as_text
from .bands import Band, as_bands, band_faults
from .counts import amount_fault, exact, number_text, read_amounts
from .faults import refuse
from .formulas import SHARE, NamedFormula, ratio
from .identity import Identity
from .steps import Step, as_steps, find, joined, step_faults, unknown
from .verdict import Verdict

#: a count, or rule or level -> count
Counts = int | Mapping[str, int]

_TITLES: Mapping[str, Text] = {
    "opening": Text("期初在库数", "On the register at the start"),
    "entries": Text("入库数", "Entries"),
    "exits": Text("出库数", "Exits"),
    "closing": Text("期末在库数", "On the register at the end"),
    "handled": Text("处置数", "Handled"),
    "on_time": Text("按时处置数", "Handled on time"),
}
_OVER_TIME: Mapping[str, str] = {"opening": "first", "closing": "last"}


def _routes(given: Mapping[str, TextLike]) -> Mapping[str, Text]:
    return Frozen({level: as_text(route or "") for level, route in given.items()})


@record
class Register:
    """A register of risks, projects or problems, as counts by level.

    Attributes:
        title: what is on the register.
        levels: name -> title, in their order.
        entry: rules by which something enters, name -> title.
        exit: rules by which something leaves, name -> title.
        routes: level -> who handles it; every level has one.
        deadlines: level -> days to handle it; a level without a deadline is never late.
        bands: level -> (lowest, highest score), None or inf for an open end; for all levels or for none.
        closed: which end a band holds, ``low`` (≥) or ``high`` (≤).

    Raises:
        ProcessError: all gaps, overlaps, missing routes and unknown levels, in one message.

    >>> risks = Register(
    ...     "监护风险", levels=["低", "高"], entry=["评分达到"], exit=["风险消除"],
    ...     routes={"低": "村社区", "高": "镇街"}, bands={"低": (20, 60), "高": (60, None)},
    ... )
    >>> risks.level_of(60).name, risks.closing(opening=120, entries=30, exits=45)
    ('高', 105)
    """

    title: Text = attrs.field(converter=as_text)
    levels: tuple[Step, ...] = attrs.field(converter=as_steps)
    entry: tuple[Step, ...] = attrs.field(converter=as_steps)
    exit: tuple[Step, ...] = attrs.field(converter=as_steps)
    routes: Mapping[str, Text] = attrs.field(converter=_routes)
    deadlines: Mapping[str, int] = attrs.field(factory=dict)
    bands: Mapping[str, Any] = attrs.field(factory=dict)
    closed: str = "low"

    def __attrs_post_init__(self) -> None:
        rules = [
            *step_faults("level", self.levels),
            *step_faults("entry rule", self.entry),
            *step_faults("exit rule", self.exit),
        ]
        tables = {"routes": self.routes, "deadlines": self.deadlines, "bands": self.bands}
        named = [f"{name}: {u}" for name, table in tables.items() for u in self._unknown_levels(table)]
        refuse(self.label, [*rules, *named])
        for name, table in tables.items():
            object.__setattr__(self, name, Frozen(self._by_level(table)))
        refuse(self.label, [*self._without_route(), *self._deadline_faults(), *self._band_faults()])
        object.__setattr__(self, "bands", Frozen(as_bands(self.bands, self.closed)))

    @property
    def label(self) -> str:
        """The record as messages name it."""
        return f"Register {self.title}"

    def level_of(self, score: Any) -> Step:
        """Return the level of a score.

        Raises:
            ProcessError: the register has no bands, or the score lies outside all of them.
        """
        value = exact(score, "score")
        bands: Mapping[str, Band] = self.bands
        name = next((name for name, band in bands.items() if band.holds(value)), None)
        covered = (
            ", ".join(f"{self._level(n)} {band}" for n, band in bands.items())
            or "none; give bands={level: (low, high)}"
        )
        refuse(self.label, [] if name else [f"score {number_text(value)} lies in no band; bands: {covered}"])
        return self._level(str(name))

    def route_of(self, level: str) -> Text:
        """Return who handles a level."""
        return self.routes[self._known(level)]

    def deadline_of(self, level: str) -> int | None:
        """Return the days within which a level is handled; None without a deadline."""
        return self.deadlines.get(self._known(level))

    def closing(self, *, opening: int, entries: Counts, exits: Counts) -> int:
        """Return opening + entries - exits; entries and exits may be given by rule.

        Raises:
            ProcessError: anything that is no count, an unknown rule, or more exits than there is stock.
        """
        start, inflow, outflow = self._flows(opening, entries, exits)
        if outflow > start + inflow:
            refuse(
                self.label, [f"exits {outflow} exceed opening {start} + entries {inflow}; one of the three is wrong"]
            )
        return start + inflow - outflow

    def check_stock(self, *, opening: int, entries: Counts, exits: Counts, closing: int) -> Verdict:
        """Hold the stock to its identity: opening + entries - exits = closing."""
        start, inflow, outflow = self._flows(opening, entries, exits)
        end = self._count("closing", closing, ())
        stock = Identity.stock("opening", "entries", "exits", "closing")
        return stock.check({"opening": start, "entries": inflow, "exits": outflow, "closing": end})

    def on_time_rate(self, on_time: Counts, handled: Counts) -> Fraction | None:
        """Return on time / handled, pooled over levels where given by level; None where nothing was handled.

        Raises:
            ProcessError: more on time than handled, in any level.
        """
        pairs = [(on_time, handled)]
        if isinstance(on_time, Mapping) and isinstance(handled, Mapping):
            refuse(self.label, [*self._unknown_levels(on_time), *self._unknown_levels(handled)])
            ours, all_ = self._by_level(on_time), self._by_level(handled)
            pairs = [
                (ours.get(s.name, 0), all_.get(s.name, 0)) for s in self.levels if s.name in ours or s.name in all_
            ]
        read = [(self._count("on_time", k, self.levels), self._count("handled", n, self.levels)) for k, n in pairs]
        refuse(self.label, [f"on time {k} exceeds handled {n}; one of them is wrong" for k, n in read if k > n])
        total = sum(n for _, n in read)
        return Fraction(sum(k for k, _ in read), total) if total else None

    def declare(self, domain: Domain, name: str, *, unit: str = "件", **shared: Any) -> tuple[str, ...]:
        """Declare the counts, ``name_by_level``, ``name_on_time_rate`` (%) and the identities between them.

        The counts are ``name_opening``, ``_entries``, ``_exits``, ``_closing``, ``_handled`` and ``_on_time``: over
        time the opening is the first, the closing the last, all else is added. ``shared`` goes to all of them.
        """
        count = {"unit": unit, "kind": "count", "over_area": "sum", "valid": (0, None), **shared}
        keys = {
            part: domain.indicator(
                f"{name}_{part}", joined(self.title, title), **{"over_time": _OVER_TIME.get(part, "sum"), **count}
            )
            for part, title in _TITLES.items()
        }
        by = {**count, "over_time": "last", "by": (*shared.get("by", ()), "level")}
        by_level = domain.indicator(f"{name}_by_level", joined(self.title, Text("分等级在库数", "By level")), **by)
        rate = f"{name}_on_time_rate"
        formula = NamedFormula(rate, (f"{name}_on_time", f"{name}_handled"), ratio)
        title = joined(self.title, Text("按时处置率", "On-time rate"))
        domain.derived(rate, title, **{**SHARE, "better": "higher", **shared})(formula)
        domain.identity(
            f"{name}_stock", Identity.stock(keys["opening"], keys["entries"], keys["exits"], keys["closing"])
        )
        domain.identity(f"{name}_on_time", Identity.k_of_n(keys["on_time"], keys["handled"]))
        return (*keys.values(), by_level, f"{domain.name}.{rate}")

    def _flows(self, opening: int, entries: Counts, exits: Counts) -> tuple[int, int, int]:
        return (
            self._count("opening", opening, ()),
            self._count("entries", entries, self.entry),
            self._count("exits", exits, self.exit),
        )

    def _count(self, what: str, given: Any, rules: tuple[Step, ...]) -> int:
        if isinstance(given, Mapping) and rules:
            read, faults = read_amounts(given, rules, f"{what} rule")
            refuse(self.label, faults)
            return int(sum(value or 0 for value in read.values()))
        fault = amount_fault(given, what)
        refuse(self.label, [f"{fault}; a register takes counts only, never anything about a person"] if fault else [])
        return int(given)

    def _level(self, name: str) -> Step:
        return find(name, self.levels) or Step(name)

    def _known(self, level: str) -> str:
        refuse(self.label, self._unknown_levels([level]))
        return self._level(level).name

    def _by_level(self, table: Mapping[str, Any]) -> dict[str, Any]:
        given = {self._level(word).name: value for word, value in table.items()}
        return {step.name: given[step.name] for step in self.levels if step.name in given}

    def _unknown_levels(self, words: Iterable[str]) -> list[str]:
        return [unknown("level", word, self.levels) for word in words if find(word, self.levels) is None]

    def _without_route(self) -> list[str]:
        return [
            f"level {step} has no route; say in routes= who handles it"
            for step in self.levels
            if not self.routes.get(step.name, Text("")).zh
        ]

    def _deadline_faults(self) -> list[str]:
        return [
            f"deadline of {self._level(name)} is {days!r}; give whole days above 0"
            for name, days in self.deadlines.items()
            if amount_fault(days, "deadline") or not days
        ]

    def _band_faults(self) -> list[str]:
        missing = [
            f"level {s} has no band; give bands for all levels or for none"
            for s in self.levels
            if s.name not in self.bands
        ]
        if not self.bands or missing:
            return missing if self.bands else []
        try:
            bands = as_bands(self.bands, self.closed)
        except ProcessError as error:
            return [str(error)]
        return band_faults({str(self._level(name)): band for name, band in bands.items()})
