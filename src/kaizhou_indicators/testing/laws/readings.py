"""Laws of the readings: whichever way a formula is worked out, in whichever unit, on whichever table, it is the same.

>>> from kaizhou_indicators.testing import laws
>>> [case.id for case in laws.unit_invariance.cases(laws.Ground("people"))][:1]
['unit_invariance-people.resident_average']
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from ...engine.registry import Registry
from ...errors import DerivationError
from ...figures import round_figure
from ...formula.changes import unit_of
from ...formula.interval import evaluate
from ...formula.reason import reason, value
from ...formula.tree import optional_refs
from ...intervals import Interval
from ...references import Reference
from ...registry.formula import Formula
from ..strategies import columns, installed, tabled
from ..strategies.values import others
from .ground import Ground
from .numbers import close, composed, in_the_rounding_of, plain, set_tree
from .trial import Draw, Trial, law

_ROUNDING = Fraction(1, 10**12)
#: examples that are enough where each makes tables, and those of DuckDB above all
_FEW = 12


def _formulas(ground: Ground) -> tuple[str, ...]:
    return ground.formulas()


def _made(ground: Ground) -> tuple[str, ...]:
    if not installed():
        return ()
    windows = [k for k in ground.keys() if k in ground.registry.parts.windows and not ground.away(k)]  # noqa: SIM118
    return (*ground.formulas(), *windows)


def _written(ground: Ground) -> tuple[str, ...]:
    formulas = ground.registry.parts.formulas
    return tuple(key for key in ground.formulas() if formulas[key].function is not None)


@law(_formulas)
def unit_invariance(trial: Trial) -> None:
    """Require that a derived value is the same in whichever units its inputs are given."""

    def body(registry: Registry, draw: Draw) -> None:
        rows = trial.rows(registry)
        row = rows.drawn(draw)
        given = {name: row[name] for name in rows.inputs}
        units = {name: draw(st.sampled_from(_units(registry, name))) for name in given}
        asked = {name: unit for name, unit in units.items() if unit != _declared(registry, name)}
        there = {name: _in(registry, name, number, units[name]) for name, number in given.items()}
        found = registry.plan([trial.key], list(there), units=asked).numbers([there])[0][trial.key]
        expected = rows.derived(given, trial.key)
        if close(found, expected, abs(expected or 1.0)):
            return
        if not in_the_rounding_of(composed(registry, trial.key), given, found, _ROUNDING):
            what = f"it is {expected} in the units declared, and {found} with {_listed(there, units)}"
            raise trial.violation(registry, what, given)

    trial.hold(body)


def _declared(registry: Registry, name: str) -> str:
    reference = Reference.parse(name)
    return unit_of(registry[reference.key], reference)


def _units(registry: Registry, name: str) -> tuple[str, ...]:
    reference = Reference.parse(name)
    if registry[reference.key].grades or reference.baseline is not None:
        return (_declared(registry, name),)
    return (_declared(registry, name), *others(registry, _declared(registry, name)))


def _in(registry: Registry, name: str, number: Any, unit: str) -> float:
    declared = _declared(registry, name)
    exact = Fraction(number)
    return float(exact if unit == declared else registry.unit_system.convert(exact, declared, unit))


def _listed(values: Mapping[str, Any], units: Mapping[str, str]) -> str:
    return ", ".join(f"{name} = {number:.12g} {units[name]}" for name, number in values.items())


@law(_written)
def traced_as_called(trial: Trial) -> None:
    """Require that a formula called on plain numbers gives what is derived: the function does what its trace says."""

    def body(registry: Registry, draw: Draw) -> None:
        formula = registry.parts.formulas[trial.key]
        rows = trial.rows(registry)
        row = rows.drawn(draw)
        given = {parameter: row[name] for parameter, name in formula.inputs.items()}
        assume(all(number is not None for number in given.values()))
        expected = value(formula.bare, {**registry.settings, **row})
        found = _called(registry, formula, given)
        if not close(found, expected, abs(expected or 1.0)) and not in_the_rounding_of(
            set_tree(registry, formula.bare), {n: Fraction(row[n] or 0) for n in formula.needs}, found, _ROUNDING
        ):
            what = f"called on plain numbers it gives {found}, derived it is {expected}"
            way_out = "let the formula be arithmetic of its parameters alone: no other state, no Python if"
            raise trial.violation(registry, what, {n: row[n] for n in formula.needs}, way_out)

    trial.hold(body)


def _called(registry: Registry, formula: Formula, given: Mapping[str, Any]) -> float | None:
    """Return what the plain function gives, in the unit declared."""
    assert formula.function is not None
    units, numbers = registry.unit_system, {}
    for parameter, number in given.items():
        unit = _declared(registry, formula.inputs[parameter])
        graded = bool(registry[Reference.parse(formula.inputs[parameter]).key].grades)
        if formula.empirical:
            numbers[parameter] = float(
                number if graded else units.convert(Fraction(number), unit, formula.takes[parameter])
            )
        else:
            numbers[parameter] = float(number) * float(units.scale(unit)[0])
    chosen = {parameter: registry.settings[key] for parameter, key in formula.settings.items()}
    try:
        made = float(formula.function(*[{**numbers, **chosen}[name] for name in formula.order]))
    except (ZeroDivisionError, ValueError, OverflowError):
        return None
    return made if formula.empirical else made / float(units.scale(registry[formula.key].unit)[0])


@law(_made)
def engines_agree(trial: Trial) -> None:
    """Require that every kind of table gives the same derived values, null in the same rows, in any order of the rows.

    The formulas of one row are held to the plain-Python reference, too.
    """

    def body(registry: Registry, draw: Draw) -> None:
        data = draw(columns(registry, trial.key, areas=2, periods=3))
        assume(data["area"])
        numbered = {**data, "row": list(map(float, range(len(data["area"]))))}
        expected = _cells(registry, tabled(installed()[0], numbered), trial.key)
        kind = draw(st.sampled_from(installed()))
        turned = {name: list(reversed(values)) for name, values in numbered.items()}
        _alike(trial, registry, numbered, (expected, _cells(registry, tabled(kind, turned), trial.key)), kind)
        rows = trial.rows(registry, identities=False)
        if trial.key in registry.parts.formulas and set(rows.inputs) <= data.keys():
            positions = [{n: plain(registry, data[n][i], n) for n in rows.inputs} for i in range(len(data["area"]))]
            reference = [rows.derived(row, trial.key) for row in positions]
            _alike(trial, registry, numbered, (expected, reference), "plain Python")

    trial.hold(body, at_most=_FEW)


def _cells(registry: Registry, table: Any, key: str) -> list[float | None]:
    """Return the derived column of a table in the order of its row numbers."""
    import narwhals.stable.v2 as nw

    frame = nw.from_native(registry.derive(table, key)).lazy().collect()
    found = dict(zip(frame["row"].to_list(), frame[key].to_list(), strict=True))
    return [plain(registry, found[row], key) for row in sorted(found)]


def _alike(
    trial: Trial,
    registry: Registry,
    data: Mapping[str, Any],
    cells: tuple[list[float | None], list[float | None]],
    kind: str,
) -> None:
    for i, (a, b) in enumerate(zip(*cells, strict=True)):
        if not close(a, b, abs(a or 1.0)):
            row = {name: values[i] for name, values in data.items() if name != "row"}
            raise trial.violation(registry, f"{a} on a table, {b} on {kind}, in row {i} of {len(cells[0])}", row)


@law(_formulas)
def intervals_enclose(trial: Trial) -> None:
    """Require that the interval of a formula over inputs as printed holds its value at the numbers that were rounded."""

    def body(registry: Registry, draw: Draw) -> None:
        formula = registry.parts.formulas[trial.key]
        row = trial.rows(registry).drawn(draw)
        given = {name: row[name] for name in formula.needs}
        exact = value(formula.bare, {**registry.settings, **given})
        assume(exact is not None and all(number is not None for number in given.values()))
        assert exact is not None
        decimals = draw(st.integers(0, 2))
        box = {name: _printed(Fraction(number or 0), decimals) for name, number in given.items()}
        try:
            found = evaluate(set_tree(registry, formula.bare), box).interval
        except DerivationError:
            return
        if not found.intersects(Interval.closed(*_near(exact))):
            what = f"inputs rounded to {decimals} decimals give {found.text()}, which leaves out the exact {exact}"
            raise trial.violation(registry, what, given)

    trial.hold(body)


def _near(number: float) -> tuple[Fraction, Fraction]:
    reach = Fraction(abs(number) * 1e-12)
    return Fraction(number) - reach, Fraction(number) + reach


def _printed(number: Fraction, decimals: int) -> Interval:
    half = Fraction(1, 2) / 10**decimals
    printed = Fraction(round_figure(number, decimals))
    return Interval.closed(printed - half, printed + half)


@law(_formulas)
def defined_where_stated(trial: Trial) -> None:
    """Require that a derived value is missing only for a reason: an input is, a divisor is 0, an end of a range forbids it.

    Inside of the ranges of its inputs a formula has a value, a division by exactly 0 apart; a single value raises where
    a table has null; and there is a row for which the formula has a value.
    """

    def body(registry: Registry, draw: Draw) -> None:
        rows = trial.rows(registry)
        row = rows.drawn(draw)
        given: dict[str, Any] = {name: float(row[name] or 0) for name in rows.inputs}
        if draw(st.integers(0, 3)) == 0:
            given |= dict.fromkeys(draw(st.sets(st.sampled_from(rows.inputs))), None)
        _same_reason(trial, registry, given)
        _inside(trial, registry, given)

    trial.hold(body)
    if not any(trial.rows(registry).furthest(trial.key, up=True) for registry in trial.registries):
        what = "it has no value for any row that its ranges and the identities allow"
        raise trial.violation(trial.ground.registry, what, way_out="correct the formula, or valid= of its inputs")


def _same_reason(trial: Trial, registry: Registry, given: Mapping[str, Any]) -> None:
    plan = registry.plan([trial.key], list(given))
    bulk = plan.numbers([given])[0][trial.key]
    try:
        single: Any = plan(given)[trial.key]
        why = ""
    except DerivationError as error:
        single, why = None, str(error)
    if (bulk is None) is not (single is None):
        what = f"{bulk} in a table, as a single value {single if single is not None else why}"
        raise trial.violation(registry, what, given, "let the formula yield a position of the scale, or a number")
    if single is None and trial.key not in why and not any(name in why for name in given):
        raise trial.violation(registry, f"no value, and the reason names neither it nor an input: {why}", given)


def _inside(trial: Trial, registry: Registry, given: Mapping[str, Any]) -> None:
    """Raise where a formula has no value although all that it reads lies between the ends of its ranges."""
    formula = registry.parts.formulas[trial.key]
    rows = trial.rows(registry)
    spans = {name: rows.spans[name] for name in given}
    at_end = any(
        number is None or float(number) in {s.low, s.high}
        for number, s in zip(given.values(), spans.values(), strict=True)
    )
    inputs = {need: rows.derived(given, need) if need in rows.measured else given[need] for need in formula.needs}
    if at_end or any(v is None for v in inputs.values()):
        return
    told = reason(set_tree(registry, formula.bare), inputs)
    if told is not None and " = 0 in " not in told and not optional_refs(formula.bare):
        way_out = "narrow valid= of its inputs, or choose with where(condition, a, b)"
        raise trial.violation(registry, f"no value between the ends of its inputs' ranges: {told}", given, way_out)
