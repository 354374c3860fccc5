"""Laws of the range: what valid inputs make is valid itself, and the ends that a range has are ends that can be reached."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ...engine.registry import Registry
from ...formula.show import number_text
from ...model.kinds import Kind
from ..strategies import Span, span_of
from .ground import Ground
from .numbers import composed, divisors
from .trial import Draw, Trial, law

_NEAR = 1e-3


def _ranged(ground: Ground) -> tuple[str, ...]:
    return tuple(key for key in ground.formulas() if _has_end(span_of(ground.registry, key)))


def _has_end(span: Span) -> bool:
    return span.low is not None or span.high is not None


@law(_ranged)
def within_range(trial: Trial) -> None:
    """Require that what is derived from inputs in their ranges, which keep the identities, is in its own range.

    A share of 0 to 100 % stays there only where an identity says that no part exceeds its whole; a count is a whole
    number from 0 on, a grade a position of its scale.
    """

    def body(registry: Registry, draw: Draw) -> None:
        _check(trial, registry, trial.rows(registry).drawn(draw))

    trial.hold(body)
    for registry in trial.registries:
        for up in (True, False):
            row = trial.rows(registry).furthest(trial.key, up=up)
            if row is not None:
                _check(trial, registry, row)


def _check(trial: Trial, registry: Registry, row: Mapping[str, Any]) -> None:
    span, number = span_of(registry, trial.key), row[trial.key]
    if number is None:
        return
    counts = _counts(trial, registry)
    if span.holds(number) and not (counts and abs(number - round(number)) > 1e-9 * max(1.0, abs(number))):
        return
    rows = trial.rows(registry)
    used = {name: row[name] for name in rows.inputs}
    unit = registry[trial.key].unit
    wrong = f"outside its range {span}" if not span.holds(number) else "no whole number"
    what = f"it is {float(number):.12g}{'' if unit == '1' else ' ' + unit}, {wrong}"
    raise trial.violation(registry, what, used, _way_out(registry, trial.key, span, used))


def _counts(trial: Trial, registry: Registry) -> bool:
    """Say whether the value must be whole: a grade always, a count where all that it is made from is counted."""
    rows, indicator = trial.rows(registry), registry[trial.key]
    if indicator.kind in {Kind.GRADE, Kind.RANK}:
        return True
    return indicator.kind is Kind.COUNT and all(rows.spans[name].whole for name in rows.inputs)


def _way_out(registry: Registry, key: str, span: Span, names: Collection[str]) -> str:
    if span.labels:
        return f"let the formula yield whole positions from 1 to {len(span.labels)}"
    wholes = [name for name in divisors(composed(registry, key)) if name in names]
    parts = [name for name in names if name not in wholes]
    if len(wholes) != 1 or not parts or span.high is None:
        return "correct the formula, or valid= of it or of its inputs; or declare the identity that keeps it there"
    if len(parts) == 1:
        return f"declare the identity that keeps it there, Identity.funnel([{wholes[0]!r}, {parts[0]!r}]), or correct valid="
    told = " and ".join(map(repr, parts))
    return f"declare the identity that keeps {told} within {wholes[0]!r}, such as Identity.total, or correct valid="


@law(_ranged)
def ends_reached(trial: Trial) -> None:
    """Require that each end of a derived value's range is reached by some row: all parts done are 100 %, not 50.

    Of a range without an upper end only the lower one is asked for.
    """
    ends = [(up, end) for up, end in _ends(trial) if not any(_reached(trial, r, up) for r in trial.registries)]
    for up, end in ends:
        registry = trial.ground.registry
        row = trial.rows(registry).furthest(trial.key, up=up)
        if row is None:
            continue
        best = float(row[trial.key] or 0)
        what = f"it never comes {'up' if up else 'down'} to {number_text(end)}, an end of its range; {best:.6g} is the nearest"
        used = {name: row[name] for name in trial.rows(registry).inputs}
        raise trial.violation(registry, what, used, "correct the formula or its unit, or declare the range that it has")


def _ends(trial: Trial) -> list[tuple[bool, Any]]:
    span = span_of(trial.ground.registry, trial.key)
    return [(up, end) for up, end in ((False, span.low), (True, span.high)) if end is not None]


def _reached(trial: Trial, registry: Registry, up: bool) -> bool:
    span = span_of(registry, trial.key)
    row = trial.rows(registry).furthest(trial.key, up=up)
    end = span.high if up else span.low
    if row is None or row[trial.key] is None or end is None:
        return False
    width = float(span.high - span.low) if span.high is not None and span.low is not None else max(1.0, abs(float(end)))
    off = float(row[trial.key] or 0) - float(end)
    return off >= -_NEAR * width if up else off <= _NEAR * width
