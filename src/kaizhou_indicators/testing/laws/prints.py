"""Laws of the printed figure: what is printed is read back as itself, and holds the value that was rounded."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from ...engine.registry import Registry
from ...figures import Figure
from ...intervals import Interval
from ...model.kinds import Kind
from ..strategies import figures, numbers, print_value, span_of
from .ground import Ground
from .trial import Draw, Trial, law

_FEW = 12


def _printable(ground: Ground) -> tuple[str, ...]:
    return tuple(k for k in ground.keys() if ground.registry[k].kind is not Kind.GRADE)  # noqa: SIM118


@law(_printable)
def printed_roundtrip(trial: Trial) -> None:
    """Require that a value printed with its unit is read back as the same text, and as an interval that holds the value."""

    def body(registry: Registry, draw: Draw) -> None:
        indicator, span = registry[trial.key], span_of(registry, trial.key)
        number = draw(numbers(span.low, span.high, whole=span.whole))
        usual = indicator.decimals if indicator.decimals is not None else 1
        decimals = 0 if span.whole else draw(st.sampled_from([usual, 0, 2]))
        text = print_value(number, indicator.unit, decimals, indicator.rounding.value)
        figure = Figure.parse(text)
        again = Figure.parse(str(figure))
        if again != figure:
            raise trial.violation(registry, f"{text!r} is read as {figure}, and that as {again}")
        found = _in_unit(registry, figure, indicator.unit)
        if not found.contains(number):
            what = (
                f"{text!r} is read as {found.text()} {indicator.unit}, which leaves out the {number} that was printed"
            )
            raise trial.violation(registry, what, way_out="write the unit as the figures print it")
        worded = draw(figures(registry, trial.key))
        if Figure.parse(str(worded)) != worded:
            raise trial.violation(registry, f"{str(worded)!r} is read back as {Figure.parse(str(worded))}")

    trial.hold(body, at_most=_FEW)


def _in_unit(registry: Registry, figure: Figure, unit: str) -> Interval:
    """Return what a figure can be, in the unit of its indicator."""
    factor, offset = registry.unit_system.affine(figure.unit if figure.unit != "1" else unit, unit)
    if figure.unit == "1":
        factor, offset = Fraction(1), Fraction(0)
    return figure.interval * factor + offset
