"""Plan: targets compiled once over what is given, run often on single values and on tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..errors import FrameError, UnknownKeyError, did_you_mean
from ..references import Reference
from ..registry.catalogue import Catalogue
from .build import Builder, unit_of
from .columns import Header, read_headers
from .single import SingleRun
from .steps import Derive, Given, Step
from .table import TableRun


class Plan:
    """How targets are made from what is given.

    Call it with a mapping of single values or with a table.

    Attributes:
        targets: what is asked for, as references.
        given: what is handed in and used.
        steps: what is calculated, in order.
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
    ) -> None:
        self.catalogue = catalogue
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
        self._by_name = {step.target: step for step in self.steps}
        self._single: SingleRun | None = None

    @property
    def inputs(self) -> tuple[str, ...]:
        """References of the values that have to be handed in."""
        return tuple(given.target for given in self.given)

    @property
    def columns(self) -> tuple[str, ...]:
        """The caller's names of these values."""
        return tuple(given.column for given in self.given)

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
