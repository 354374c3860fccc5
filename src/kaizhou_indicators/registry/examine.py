"""Second pass over the domains: formulas are traced, names looked up, units and dimensions checked.

Every fault is filed with its place; nothing stops at the first one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from ..errors import DimensionError, FormulaError, RecordError, SettingError, UnitError, did_you_mean
from ..formula.changes import unit_of
from ..formula.dimension import NONE, in_unit, measure
from ..formula.show import show
from ..formula.trace import parameters, trace_names
from ..formula.tree import Call, Const, Node, Ref, rebuild, substitute
from ..model.kinds import Kind
from ..model.records import Derivation, Indicator, Windowing
from ..references import Reference
from ..units import UnitSystem
from .collect import Collected
from .formula import Formula
from .parts import Parts, Windowed
from .weights import check_weight


class Examination:
    """Looks at the collected records of all domains and completes their parts."""

    def __init__(self, collected: Collected, units: UnitSystem, lost: Collection[str] = ()) -> None:
        self.collected = collected
        self.parts: Parts = collected.parts
        self.faults = collected.faults
        self.units = units
        self._lost_units = lost
        self._good_units: set[str] = set()
        for indicator in self.parts.indicators.values():
            self._indicator(indicator)
        for derivation in collected.derivations.values():
            with self.faults.catching(_owner(derivation.key), _place(derivation.key, derivation.place)):
                self._derivation(derivation)
        for windowing in collected.windowings.values():
            with self.faults.catching(_owner(windowing.key), windowing.key):
                self._windowing(windowing)
        self._cycles()

    def _indicator(self, indicator: Indicator) -> None:
        told = any(name in indicator.unit for name in self._lost_units)  # its line is a fault already
        with self.faults.catching(indicator.domain, indicator.key):
            if not told:
                self.units.check(indicator.unit)
                self._good_units.add(indicator.key)
        with self.faults.catching(indicator.domain, indicator.key):
            check_weight(self.collected, indicator)
        if indicator.source is not None:
            with self.faults.catching(indicator.domain, indicator.key):
                known = self.parts.sources
                key = indicator.source if "." in indicator.source else f"{indicator.domain}.{indicator.source}"
                if key not in known and _owner(key) in self.parts.domains:
                    msg = f"source {indicator.source!r} is not declared; add domain.source(...).{did_you_mean(key, known)}"
                    raise RecordError(msg)

    def _derivation(self, derivation: Derivation) -> None:
        names = parameters(derivation.function)
        bound, settings = self._bind(derivation, names)
        _check_takes(derivation, [n for n in names if n not in settings], settings)
        if derivation.key in self.parts.indicators and self.parts.indicators[derivation.key].published_only:
            msg = "it is published_only and has a formula; give what is published and what is derived a name each"
            raise RecordError(msg)
        tree = self._labels(trace_names(derivation.function, names), bound)
        keys = {**bound, **settings}
        bare = substitute(self._fold(derivation, tree, bound, settings), _renamed(keys, names))
        optional = frozenset(key for name, key in bound.items() if names[name])
        self.parts.formulas[derivation.key] = Formula(
            key=derivation.key,
            tree=tree,
            bare=bare,
            inputs=bound,
            settings=settings,
            optional=optional,
            takes=derivation.takes,
            place=derivation.place,
            order=tuple(names),
            function=derivation.function,
        )

    def _bind(self, derivation: Derivation, names: Mapping[str, bool]) -> tuple[dict[str, str], dict[str, str]]:
        owner = _owner(derivation.key)
        for name in derivation.inputs:
            if name not in names:
                msg = f"inputs={{{name!r}: …}} names no parameter of the formula.{did_you_mean(name, names)}"
                raise FormulaError(msg)
        bound, settings = {}, {}
        for name in names:
            key = derivation.inputs.get(name, name)
            key = key if "." in key else f"{owner}.{key}"
            if key in self.parts.settings:
                settings[name] = key
            else:
                way_out = f"Declare it, or bind the parameter to another with inputs={{{name!r}: 'domain.name'}}"
                bound[name] = self._known(owner, f"input {name!r}", key, way_out)
        return bound, settings

    def _labels(self, tree: Node, bound: Mapping[str, str]) -> Node:
        """Read a grade compared with a label (``c == "Ⅱ类"``) as compared with the label's position."""
        return rebuild(tree, lambda node: self._label(node, bound) if isinstance(node, Call) else node)

    def _label(self, node: Call, bound: Mapping[str, str]) -> Node:
        texts = [a for a in node.args if isinstance(a, Const) and isinstance(a.value, str)]
        inputs = [a for a in node.args if isinstance(a, Ref) and a.name in bound]
        if node.op not in {"eq", "ne"} or not texts or not inputs:
            return node
        key, text = bound[inputs[0].name], str(texts[0].value)
        indicator = self.parts.indicators.get(Reference.parse(key).key)
        if indicator is None:
            return node
        position = next((i for i, g in enumerate(indicator.grades, 1) if text in {g.zh, g.en}), None)
        if position is None:
            scale = f"its labels are {', '.join(indicator.labels)}" if indicator.grades else "it has no labels"
            msg = f"`{show(node)}` compares {key} with the text {text!r}; {scale}"
            raise FormulaError(msg)
        return Call(node.op, tuple(Const(Fraction(position)) if a is texts[0] else a for a in node.args))

    def _known(self, owner: str, what: str, key: str, way_out: str) -> str:
        reference = Reference.parse(key)
        self._check_baseline(reference)
        if reference.key in self.parts.indicators or self.collected.excused(owner, reference.key):
            return str(reference)
        msg = f"{what} is no indicator: {key!r} is not declared.{self.parts.near(reference.key)} {way_out}"
        raise FormulaError(msg)

    def _check_baseline(self, reference: Reference) -> None:
        base, domain = reference.baseline, _owner(reference.key)
        if base is None or base.kind != "named" or domain not in self.parts.domains:
            return
        key = base.value if "." in base.value else f"{domain}.{base.value}"
        if key not in self.parts.baselines and _owner(key) in self.parts.domains:
            near = did_you_mean(key, self.parts.baselines)
            msg = f"{reference}: no baseline {base.value!r} is declared.{near} Declare it with domain.baseline(...)"
            raise RecordError(msg)

    def _fold(self, derivation: Derivation, tree: Node, bound: Mapping[str, str], settings: Mapping[str, str]) -> Node:
        """Return the tree on bare numbers in the units of the indicators."""
        if derivation.takes:
            return substitute(
                tree, {n: self._taken(n, unit, bound[n]) for n, unit in derivation.takes.items() if n in bound}
            )
        if derivation.key not in self._good_units or any(self._unknown_unit(key) for key in bound.values()):
            return tree  # an unknown unit is a fault of its own; an indicator of another domain may be away
        units = {name: self.units.scale(self._unit(key)) for name, key in bound.items()}
        units |= dict.fromkeys(settings, (Fraction(1), NONE))
        measured = measure(tree, units)
        unit = self.parts.indicators[derivation.key].unit
        scale, dimension = self.units.scale(unit)
        if measured.dimension != dimension and not measured.is_zero:
            msg = (
                f"the formula yields {measured.dimension}, the unit declared is {unit!r} ({dimension}); correct the"
                " formula or the unit, or name the units of an empirical formula in takes={...}"
            )
            raise DimensionError(msg)
        return in_unit(measured, scale)

    def _taken(self, name: str, unit: str, key: str) -> Node:
        """Return the input converted from its indicator's unit to the unit that the formula takes."""
        self.units.check(unit)
        if self._unknown_unit(key):
            return Ref(name)
        try:
            factor, offset = self.units.affine(self._unit(key), unit)
        except UnitError as error:
            msg = f"takes={{{name!r}: {unit!r}}} does not go with the unit of {key}: {error}"
            raise DimensionError(msg) from error
        node: Node = Ref(name)
        if factor != 1:
            node = Call("mul", (node, Const(factor)))
        return Call("add", (node, Const(offset))) if offset else node

    def _unknown_unit(self, key: str) -> bool:
        return Reference.parse(key).key not in self._good_units

    def _unit(self, key: str) -> str:
        reference = Reference.parse(key)
        return unit_of(self.parts.indicators[reference.key], reference)

    def _windowing(self, windowing: Windowing) -> None:
        owner = _owner(windowing.key)
        of = self._known(owner, f"of={windowing.of!r}", windowing.of, "Declare it, or correct the name")
        condition = getattr(windowing.how, "condition", None)
        name = getattr(windowing.how, "name", None)
        if name not in {"count_where", "first_when", "streak", "running_total", "decumulated"}:
            msg = (
                f"how={windowing.how!r} is no window; use count_where, first_when, streak, running_total or decumulated"
            )
            raise RecordError(msg)
        node: Node | None = None
        settings: tuple[str, ...] = ()
        if name in {"running_total", "decumulated"}:
            self._check_total(windowing, of)
        else:
            node, settings = self._condition(owner, of, condition)
        self.parts.windows[windowing.key] = Windowed(
            windowing.key, of, name, windowing.over, node, settings, windowing.each
        )

    def _condition(self, owner: str, of: str, condition: object) -> tuple[Node, tuple[str, ...]]:
        names = list(parameters(condition)) if callable(condition) else []
        if not names:
            msg = "the condition must be a function of the period's value, such as lambda c: c <= 2"
            raise FormulaError(msg)
        settings = [f"{owner}.{name}" for name in names[1:]]
        for key in settings:
            if key not in self.parts.settings:
                msg = f"the condition's parameter {key!r} is no setting; declare it with domain.setting(...).{did_you_mean(key, self.parts.settings)}"
                raise SettingError(msg)
        tree = trace_names(condition, dict.fromkeys([of, *settings], False), condition=True)  # type: ignore[arg-type]  # callable, seen above
        return self._labels(tree, {of: of}), tuple(settings)

    def _check_total(self, windowing: Windowing, of: str) -> None:
        """Only what is added over time has a running total, and it is in the same unit."""
        read = self.parts.indicators.get(of)
        if read is None or windowing.key not in self._good_units or of not in self._good_units:
            return
        if read.kind in {Kind.SHARE, Kind.RATE, Kind.RANK, Kind.GRADE}:
            msg = f"a running total adds, and {of} is a {read.kind}; total its parts and derive it from them"
            raise RecordError(msg)
        if windowing.how.name == "decumulated" and read.basis.accumulation != "ytd":
            msg = f"decumulated() takes accumulated values (累计) apart, and {of} is not declared accumulated; declare it with basis=Basis(accumulation='ytd')"
            raise RecordError(msg)
        unit = self.parts.indicators[windowing.key].unit
        if self.units.affine(read.unit, unit) != (Fraction(1), Fraction(0)):
            msg = f"the running total of {of} is in {read.unit!r}, not in {unit!r}; declare it in the same unit"
            raise DimensionError(msg)

    def _cycles(self) -> None:
        graph = {key: self.parts.needs(key) for key in [*self.parts.formulas, *self.parts.windows]}
        while True:
            try:
                TopologicalSorter(graph).prepare()
            except CycleError as error:
                ring = error.args[1]
                path = " -> ".join(reversed(ring))
                for owner in sorted({_owner(key) for key in ring}):
                    msg = f"its formula goes round in a circle: {path}; let one of them come from measured indicators"
                    self.faults.add(owner, ring[0], msg, FormulaError)
                graph = {k: () if k in ring else v for k, v in graph.items()}
            else:
                return


def _check_takes(derivation: Derivation, names: Iterable[str], settings: Collection[str]) -> None:
    if not derivation.takes:
        return
    unknown, untaken = set(derivation.takes) - {*names, *settings}, set(names) - set(derivation.takes)
    if unknown or untaken:
        wrong = [f"{n!r} is no parameter.{did_you_mean(n, names)}" for n in sorted(unknown)]
        wrong += [f"{n!r} has no unit." for n in sorted(untaken)]
        msg = f"takes must name the unit of every parameter or of none: {' '.join(wrong)}"
        raise FormulaError(msg)


def _renamed(keys: Mapping[str, str], names: Mapping[str, bool]) -> dict[str, Node]:
    return {name: Ref(key, names[name]) for name, key in keys.items()}


def _owner(key: str) -> str:
    return key.partition(".")[0]


def _place(key: str, place: str) -> str:
    return f"{key} ({place})" if place else key
