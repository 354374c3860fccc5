"""Third pass: baselines and published figures, checked against the indicators they speak of."""

from __future__ import annotations

from ..errors import RecordError, did_you_mean
from ..model.kinds import Kind
from ..model.records import Baseline, Indicator, Observation
from ..references import Reference
from ..units import UnitSystem
from .faults import Faults
from .parts import Parts


def check_references(parts: Parts, faults: Faults, units: UnitSystem) -> None:
    """Check every baseline and every observation; faults are filed with their domain."""
    for baseline in parts.baselines.values():
        domain = baseline.key.partition(".")[0]
        for name, what in [*baseline.indicators.items(), *baseline.limits.items()]:
            with faults.catching(domain, f"baseline {baseline.key!r}"):
                _baseline_entry(parts, units, baseline, name, what)
    for observation in parts.observations:
        domain = observation.key.partition(".")[0]
        place = f"observation of {observation.key} ({observation.area}, {observation.period})"
        with faults.catching(domain, place):
            _observation(parts, units, observation)


def _baseline_entry(parts: Parts, units: UnitSystem, baseline: Baseline, name: str, what: str) -> None:
    domain = baseline.key.partition(".")[0]
    indicator = _indicator(parts, name if "." in name else f"{domain}.{name}")
    if name in baseline.limits:
        _, unit = units.read(what)
        units.affine(unit, indicator.unit)
        return
    other = _indicator(parts, what if "." in what else f"{domain}.{what}")
    units.affine(other.unit, indicator.unit)


def _observation(parts: Parts, units: UnitSystem, observation: Observation) -> None:
    reference = Reference.parse(observation.key)
    indicator = _indicator(parts, reference.key)
    if observation.unit and reference.change is None:
        units.affine(observation.unit, indicator.unit)
    if isinstance(observation.value, str):
        _check_label(indicator, observation.value)
    elif observation.value is not None and reference.baseline is None:
        _check_range(units, indicator, observation)
    for name in observation.by:
        if name not in indicator.by:
            msg = f"dimension {name!r} is not declared by {indicator.key}.{did_you_mean(name, indicator.by)}"
            raise RecordError(msg)


def _check_label(indicator: Indicator, value: str) -> None:
    if indicator.kind is not Kind.GRADE or value not in indicator.labels:
        known = ", ".join(indicator.labels) or "a number"
        msg = f"value {value!r} is not {known}"
        raise RecordError(msg)


def _check_range(units: UnitSystem, indicator: Indicator, observation: Observation) -> None:
    if indicator.valid is None or not isinstance(observation.value, int | float):
        return
    value = units.convert(observation.value, observation.unit or indicator.unit, indicator.unit)
    low, high = indicator.valid
    if (low is not None and value < low) or (high is not None and value > high):
        msg = f"value {observation.value} is outside the valid range {indicator.valid} of {indicator.key}"
        raise RecordError(msg)


def _indicator(parts: Parts, key: str) -> Indicator:
    try:
        return parts.indicators[key]
    except KeyError:
        msg = f"{key!r} is no indicator of a loaded domain.{did_you_mean(key, parts.indicators)}"
        raise RecordError(msg) from None
