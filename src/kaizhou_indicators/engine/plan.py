"""Plan: targets compiled once over what is given, run often on single values and on tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from ..errors import FrameError, UnknownKeyError, did_you_mean
from ..references import Reference
from ..registry.catalogue import Catalogue
from .at_once import Query
from .build import Builder, unit_of
from .columns import Header, read_headers
from .rowwise import divided_by
from .single import SingleRun
from .small import SmallRun
from .steps import Derive, Given, Step
from .table import TableRun


class Plan:
    """How targets are made from what is given.

    Call it with a mapping of single values or with a table.

    Attributes:
        targets: what is asked for, as references.
        given: what is handed in and used.
        steps: what is calculated, in order.
        divisors: the references that some formula divides by as they are.
        written: the column expressions, kept from run to run.
        query: the query of polars, kept while the ranges of the columns stay.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        targets: Iterable[str | Reference],
        given: Iterable[str] | None,
        *,
        units: Mapping[str, str] | None = None,
        rows: bool = True,
        area: str = "area",
        period: str = "period",
        parents: Mapping[Any, Any] | str | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.parents = _parents(parents)
        self.targets = tuple(Reference.parse(t) for t in _several(targets))
        self.area, self.period, self.rows = area, period, rows
        given = None if given is None else tuple(given)
        self.headers = read_headers(catalogue, given) if given is not None else None
        if not rows:
            self._refuse_unknown(given or ())
        builder = Builder(catalogue, self.headers, rows=rows)
        for target in self.targets:
            builder.add(target)
        builder.finish()
        units = unit_texts(units)
        self.given = tuple(self._given(name, units) for name in builder.leaves)
        self._refuse_unused(units)
        self.steps: tuple[Step, ...] = (*self.given, *builder.steps.values())
        self.levels = _levels(self.steps)
        self.compares_rows = any(not isinstance(step, Given | Derive) for step in self.steps)
        self._by_name = {step.target: step for step in self.steps}
        self._single: SingleRun | None = None
        self._small: SmallRun | None = None
        self.divisors = divided_by(self.steps)
        self.written: dict[tuple[object, ...], Any] = {}
        self.query: Query | None = None

    @property
    def inputs(self) -> tuple[str, ...]:
        """References of the values that have to be handed in."""
        return tuple(given.target for given in self.given)

    @property
    def columns(self) -> tuple[str, ...]:
        """The caller's names of these values."""
        return tuple(given.column for given in self.given)

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions of the indicators that it reads and makes."""
        keys = dict.fromkeys(step.target.partition("@")[0] for step in self.steps)
        return tuple(dict.fromkeys(name for key in keys for name in self.catalogue[key].by))

    def ancestors(self, names: Iterable[str]) -> frozenset[str]:
        """Return the references that these are made from, and themselves."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += getattr(self._by_name[name], "inputs", ())
        return frozenset(found)

    def step(self, name: str) -> Step | None:
        """Return the step that makes a reference."""
        return self._by_name.get(name)

    def __call__(self, data: Any) -> Any:
        """Run the plan: a mapping gives a dict of quantities, a table gives the same table with the targets appended."""
        if isinstance(data, Mapping):
            return self.single(data)
        return TableRun(self).run(data)

    @property
    def single(self) -> SingleRun:
        """The plan compiled for single values."""
        if self._single is None:
            self._single = SingleRun(self)
        return self._single

    @property
    def small(self) -> SmallRun:
        """The plan compiled for few rows."""
        if self._small is None:
            self._small = SmallRun(self)
        return self._small

    def numbers(self, rows: Any) -> Any:
        """Return the targets of a few rows as bare numbers in their declared units, None where one is undefined.

        No table library is needed, and sixty formulas over forty rows take less than a millisecond.

        Args:
            rows: a list of mappings, each a row, or a mapping of column to list; the values are numbers in the unit the
                plan expects, quantities, texts with a unit, grades or None.

        Returns:
            A list of dicts, or a dict of lists; a grade is its position, from 1.

        Raises:
            MissingInputError: a column that the plan needs is not there.
            DerivationError: the targets compare rows, or a value is no number.

        >>> import kaizhou_indicators as ki
        >>> town = ki.Domain("town", ki.Text("镇", "Town"))
        >>> done, planned = (town.indicator(name, ki.Text(name, name), unit="亿元") for name in ("done", "plan"))
        >>> @town.derived("progress", ki.Text("完成率", "Progress"), unit="%")
        ... def progress(done, plan):
        ...     return done / plan
        >>> plan = ki.Registry([town]).plan(["town.progress"], ["town.done", "town.plan"])
        >>> plan.numbers([{"town.done": 9, "town.plan": 12}, {"town.done": 9, "town.plan": 0}])
        [{'town.progress': 75.0}, {'town.progress': None}]
        """
        return self.small.columns(rows) if isinstance(rows, Mapping) else self.small.rows(list(rows))

    def reasons(self, frame: Any) -> Any:
        """Return why cells of the targets are null: a table of row, target and reason, of the same kind.

        The frame must be eager.
        """
        return TableRun(self).reasons(frame)

    def _given(self, name: str, units: dict[str, str]) -> Given:
        header = (self.headers or {}).get(name, Header(name, name))
        reference = Reference.parse(name)
        declared = unit_of(self.catalogue, reference)
        stated = [k for k in dict.fromkeys((header.column, name)) if k in units]
        unit = units[stated[0]] if stated else header.unit
        if stated and header.unit and not self._same(unit, header.unit):
            msg = f"column {header.column!r} states {header.unit!r} and units= says {unit!r}; leave one of the two out"
            raise FrameError(msg)
        unit = unit or declared
        return Given(name, header.column, unit, *self._factors(header.column, unit, declared))

    def _same(self, a: str, b: str) -> bool:
        return self.catalogue.unit_system.affine(a, b) == (Fraction(1), Fraction(0))

    def _factors(self, place: str, unit: str, declared: str) -> tuple[float, float]:
        if unit == declared:
            return 1.0, 0.0
        try:
            factor, offset = self.catalogue.unit_system.affine(unit, declared)
        except ValueError as error:
            msg = f"column {place!r}: {error}"
            raise FrameError(msg) from error
        return float(factor), float(offset)

    def _refuse_unknown(self, given: Sequence[object]) -> None:
        """Refuse a name in a mapping that nothing is called; a table may hold other columns."""
        taken = {header.column for header in (self.headers or {}).values()}
        for name in given:
            if name not in taken and name not in {self.area, self.period} and "#" not in str(name):
                raise UnknownKeyError(f"{self._unknown(str(name))} Correct the name, or leave the value out")

    def _unknown(self, name: str) -> str:
        if "." in name:
            return self.catalogue.unknown(name.partition("@")[0])
        titles = [i.title.zh for i in self.catalogue.values()] + [i.title.en for i in self.catalogue.values()]
        return f"{name!r} is no indicator or reference.{did_you_mean(name, titles)}"

    def _refuse_unused(self, units: Mapping[str, str]) -> None:
        if self.headers is None:
            return
        known = dict.fromkeys(n for header in self.headers.values() for n in (header.column, header.target))
        for name, unit in units.items():
            if name not in known:
                msg = f"units={{{name!r}: {unit!r}}} names no column that is an indicator.{did_you_mean(name, known)}"
                raise FrameError(msg)
            self.catalogue.unit_system.check(unit)

    def __repr__(self) -> str:
        made = ", ".join(step.target for step in self.steps if isinstance(step, Derive))
        return f"<Plan {', '.join(map(str, self.targets))} from {', '.join(self.inputs)}; steps: {made}>"


def _levels(steps: Sequence[Step]) -> tuple[tuple[Step, ...], ...]:
    """Group the steps so that each needs earlier groups only."""
    level: dict[str, int] = {}
    groups: list[list[Step]] = []
    for step in steps:
        own = max((level[name] + 1 for name in getattr(step, "inputs", ())), default=0)
        level[step.target] = own
        while len(groups) <= own:
            groups.append([])
        groups[own].append(step)
    return tuple(map(tuple, groups))


def _parents(parents: Any) -> Mapping[Any, Any] | str | None:
    """Return the parents handed in, refused unless they are a mapping of area to parent or the name of a column."""
    if not (parents is None or isinstance(parents, Mapping | str)):
        msg = (
            f"parents={parents!r} is neither a mapping of area to parent nor the name of a column that holds the parent"
        )
        raise FrameError(msg)
    return parents


def unit_texts(units: Any) -> dict[str, str]:
    """Return the units handed in, refused unless they are a mapping of names to texts."""
    fine = units is None or (isinstance(units, Mapping) and all(isinstance(u, str) for u in units.values()))
    if not fine:
        msg = f"units={units!r} is no mapping of names to units; write units={{'water.tp': 'ug/L'}}"
        raise FrameError(msg)
    return dict(units or {})


def _several(targets: Iterable[str | Reference]) -> Sequence[str | Reference]:
    if not isinstance(targets, Iterable):
        msg = f"{targets!r} is no target; name keys or references such as water.codmn@2018:pct"
        raise FrameError(msg)
    several = [targets] if isinstance(targets, str | Reference) else list(targets)
    if not several:
        msg = "no target given; name at least one indicator or reference such as water.codmn@2018:pct"
        raise FrameError(msg)
    return list(dict.fromkeys(several))
