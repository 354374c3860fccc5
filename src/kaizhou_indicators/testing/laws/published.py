"""Laws of the published figures: what is derived from figures as printed can be the derived figure that was printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product

from ...engine.registry import Registry
from ...errors import KaizhouError
from ...figures import Figure
from ...formula.changes import change_formula, resolve, unit_of
from ...formula.interval import evaluate
from ...intervals import Interval, exact
from ...model.kinds import Kind, Status
from ...model.records import Observation
from ...periods import Period
from ...references import Reference
from ..strategies.span import is_counted
from .ground import Ground
from .numbers import set_tree
from .trial import Trial, law

_MOST = 200
Where = tuple[str, str, tuple[tuple[str, str], ...]]


def _published(ground: Ground) -> tuple[str, ...]:
    keys = {o.key for o in ground.registry.observations if o.key.partition(".")[0] in ground.domains}
    return tuple(sorted(key for key in keys if _derivable(ground, key)))


def _derivable(ground: Ground, text: str) -> bool:
    reference = Reference.parse(text)
    if reference.key not in ground.registry or ground.registry[reference.key].kind is Kind.GRADE:
        return False
    return reference.key in ground.formulas() or reference.change is not None


@law(_published)
def published_agree(trial: Trial) -> None:
    """Require that a published figure agrees with the published figures it is derived from, within their rounding.

    Where two sources print different values, one reading that agrees is enough; a figure whose inputs were not
    published says nothing, nor does a share that was made to add up to 100 with the others.
    """
    for seen in trial.ground.registry.observations.of(trial.key):
        told: list[str] = []
        if _adjusted(trial.ground.registry, seen):
            continue
        for registry in trial.registries:
            shelf = Shelf(registry)
            printed = shelf.interval(seen)
            made = list(islice(shelf.derived(Reference.parse(seen.key), _where(seen)), _MOST)) if printed else []
            if printed is None or not made or any(one.intersects(printed) for one in made):
                told = []
                break
            told.append(
                f"{seen.printed or seen.value} was published for {seen.area} {seen.period}, and the figures published beside it give {made[0].text(4)}"
            )
        if told:
            way_out = (
                "correct the formula, the unit or the figure; a source at fault is excepted with but={key: reason}"
            )
            raise trial.violation(trial.ground.registry, told[0], way_out=way_out)


def _adjusted(registry: Registry, seen: Observation) -> bool:
    """Say whether an identity tells that a share was made to add up to 100 with the others."""
    found = [c for c in registry.check_identities() if (c.area, c.period) == (seen.area, seen.period)]
    adjusted = [(check.identity.partition(".")[0], name) for check in found for name in check.verdict.adjusted]
    return any((name if "." in name else f"{domain}.{name}") == seen.key for domain, name in adjusted)


def _where(seen: Observation) -> Where:
    return seen.area, seen.period, tuple(sorted(seen.by.items()))


class Shelf:
    """The published figures of a registry as intervals, and what can be derived from them."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._found: dict[tuple[str, Where], list[Interval]] = {}
        for seen in registry.observations:
            interval = self.interval(seen)
            if interval is not None:
                self._found.setdefault((seen.key, _where(seen)), []).append(interval)

    def interval(self, seen: Observation) -> Interval | None:
        """Return what a published figure can be, in its indicator's unit; None for a label, and for what is missing."""
        reference = Reference.parse(seen.key)
        if seen.status is Status.MISSING or isinstance(seen.value, str) or reference.key not in self.registry:
            return None
        indicator = self.registry[reference.key]
        declared = unit_of(indicator, reference)
        if seen.printed:
            try:
                figure = Figure.parse(seen.printed)
            except KaizhouError:
                return None
            unit = figure.unit if figure.unit != "1" else seen.unit or declared
            return self._in(figure.interval, unit, declared)
        number = exact(seen.value if seen.value is not None else 0)
        if is_counted(indicator) and reference.change is None:
            return Interval.point(number)
        return self._in(
            Interval.printed(f"{float(number):g}" if number.denominator > 1 else str(number)),
            seen.unit or declared,
            declared,
        )

    def _in(self, interval: Interval, unit: str, declared: str) -> Interval | None:
        try:
            factor, offset = self.registry.unit_system.affine(unit, declared)
        except KaizhouError:
            return None
        return interval * factor + offset

    def known(self, reference: Reference, where: Where) -> Iterator[Interval]:
        """Yield what a value can be: as published, else as derived."""
        published = self._found.get((str(reference), where), [])
        yield from published or self.derived(reference, where)

    def derived(self, reference: Reference, where: Where) -> Iterator[Interval]:
        """Yield what a value can be by its formula, or a change by its arithmetic, from what was published."""
        if reference.change is not None:
            yield from self._changes(reference, where)
        elif reference.baseline is not None:
            place = self._base(reference, where)
            yield from self.known(reference.current, place) if place else ()
        elif reference.key in self.registry.parts.formulas and reference.window is None:
            formula = self.registry.parts.formulas[reference.key]
            needed = [n for n in formula.needs if n not in formula.optional]
            readings = {n: list(islice(self.known(Reference.parse(n), where), 4)) for n in formula.needs}
            if all(readings[n] for n in needed):
                yield from self._evaluated(formula.bare, {n: r for n, r in readings.items() if r})

    def _changes(self, reference: Reference, where: Where) -> Iterator[Interval]:
        indicator = self.registry[reference.key]
        current, base = str(reference.current), str(reference.base)
        tree, _ = change_formula(indicator, resolve(indicator, reference), current, base)
        readings = {
            current: list(islice(self.known(reference.current, where), 4)),
            base: list(islice(self.known(reference.base, where), 4)),
        }
        if all(readings.values()):
            yield from self._evaluated(tree, readings)

    def _evaluated(self, tree: object, readings: Mapping[str, Iterable[Interval]]) -> Iterator[Interval]:
        for values in product(*readings.values()):
            try:
                yield evaluate(set_tree(self.registry, tree), dict(zip(readings, values, strict=True))).interval  # type: ignore[arg-type]  # a node
            except KaizhouError:
                continue

    def _base(self, reference: Reference, where: Where) -> Where | None:
        """Return where the base of a comparison lies; None where no row is meant."""
        area, period, by = where
        base, own = reference.baseline, Period.parse(period)
        assert base is not None
        named = self.registry.baseline(base.value, reference.key.partition(".")[0]) if base.kind == "named" else None
        try:
            if base.kind in {"yoy", "prev"}:
                return area, str(own.same_last_year if base.kind == "yoy" else own.previous), by
            literal = base.value if base.kind == "period" else named.period if named else None
            if literal:
                return area, str(own.within(Period.parse(literal))), by
        except KaizhouError:
            return None
        place = base.value if base.kind == "area" else named.area if named else None
        return (place, period, by) if place else None


__all__ = ["Shelf", "published_agree"]
