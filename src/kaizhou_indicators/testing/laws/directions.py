"""Laws of direction: what makes an input better never makes worse what is derived from it."""

from __future__ import annotations

from hypothesis import strategies as st

from ...engine.registry import Registry
from ...formula.reason import value
from ...model.indicator import Indicator
from ...model.kinds import Better, Kind
from ...references import Reference
from ...registry.formula import Formula
from ..strategies import numbers, span_of
from .ground import Ground
from .numbers import divisors
from .trial import Draw, Trial, law

_SIGN = {Better.HIGHER: 1, Better.LOWER: -1}


def sense(indicator: Indicator) -> int:
    """Return 1 where higher is better, -1 where lower is, 0 without a direction; the first grade is the best."""
    return -1 if indicator.kind in {Kind.GRADE, Kind.RANK} else _SIGN.get(indicator.better, 0)


def _directed(ground: Ground) -> tuple[str, ...]:
    registry = ground.registry
    return tuple(k for k in ground.formulas() if sense(registry[k]) and _inputs(registry, registry.parts.formulas[k]))


def _inputs(registry: Registry, formula: Formula) -> tuple[str, ...]:
    """Return the inputs that have a direction, are no base of a comparison, and never stand below a fraction line."""
    below = set(divisors(formula.bare))
    return tuple(
        name
        for name in formula.needs
        if name not in below and Reference.parse(name).baseline is None and sense(registry[Reference.parse(name).key])
    )


@law(_directed)
def monotone(trial: Trial) -> None:
    """Require that a derived value does not get worse when one input gets better and the others stay.

    Inputs without a direction, bases of comparisons and what stands below a fraction line are left out: more of a whole
    is not worse for being more.
    """

    def body(registry: Registry, draw: Draw) -> None:
        formula = registry.parts.formulas[trial.key]
        spans = {name: span_of(registry, name) for name in formula.needs}
        row = {name: draw(numbers(s.low, s.high, whole=s.whole)) for name, s in spans.items()}
        name = draw(st.sampled_from(_inputs(registry, formula)))
        other = draw(numbers(spans[name].low, spans[name].high, whole=spans[name].whole))
        way = sense(registry[name])
        worse, better = sorted([row[name], other], key=lambda number: way * number)
        made = [value(formula.bare, {**registry.settings, **row, name: number}) for number in (worse, better)]
        if None in made or worse == better:
            return
        gain = sense(registry[trial.key]) * ((made[1] or 0.0) - (made[0] or 0.0))
        if gain < -1e-9 * max(1.0, *(abs(m or 0.0) for m in made)):
            what = (
                f"{name} gets better from {float(worse):g} to {float(better):g}, and it gets worse,"
                f" from {made[0]:.9g} to {made[1]:.9g}"
            )
            way_out = f"correct the formula, or better= of it or of {name}"
            raise trial.violation(registry, what, {**row, name: better}, way_out)

    trial.hold(body)
