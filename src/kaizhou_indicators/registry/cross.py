"""Third pass: baselines and published figures, checked against the indicators they speak of."""

from __future__ import annotations

from ..errors import RecordError, did_you_mean
from ..formula.changes import resolve
from ..model.kinds import Kind, Status
from ..model.records import Baseline, Indicator, Observation
from ..periods import Period
from ..processes import Event, Identity
from ..references import Reference
from ..units import UnitSystem
from .basis import check_basis
from .collect import Collected


def check_references(collected: Collected, units: UnitSystem) -> None:
    """Check growths, bases, baselines, identities, observations and events; faults are filed with the domain that declares them."""
    for indicator in collected.parts.indicators.values():
        with collected.faults.catching(indicator.domain, indicator.key):
            _growth(collected, indicator)
    for formula in collected.parts.formulas.values():
        with collected.faults.catching(formula.key.partition(".")[0], formula.key):
            check_basis(formula, collected.parts.indicators)
    for baseline in collected.parts.baselines.values():
        domain = baseline.key.partition(".")[0]
        for name, what in [*baseline.indicators.items(), *baseline.limits.items()]:
            with collected.faults.catching(domain, f"baseline {baseline.key!r}"):
                _baseline_entry(collected, units, baseline, name, what)
    for key, rule in collected.parts.identities.items():
        with collected.faults.catching(key.partition(".")[0], f"identity {key!r}"):
            _identity(collected, key.partition(".")[0], rule)
    _published(collected, units)


def _published(collected: Collected, units: UnitSystem) -> None:
    for domain, observation in collected.observations:
        place = f"observation of {observation.key} ({observation.area}, {observation.period})"
        with collected.faults.catching(domain, place):
            _observation(collected, units, domain, observation)
    for domain, events in collected.parts.events.items():
        for event in events:
            with collected.faults.catching(domain, f"event {event.title}"):
                _check_source(collected, domain, event)


def _growth(collected: Collected, indicator: Indicator) -> None:
    """Raise unless what publishes an indicator's growth is there and is a growth."""
    key = indicator.growth_key
    if key is None:
        return
    if indicator.kind not in {Kind.LEVEL, Kind.COUNT, Kind.INDEX}:
        msg = f"growth={indicator.growth!r}: a {indicator.kind} has no growth in %; growth= belongs to a level"
        raise RecordError(msg)
    published = _indicator(collected, indicator.domain, key)
    if published is not None and published.kind not in {Kind.RATE, Kind.SHARE, Kind.INDEX}:
        msg = (
            f"growth={indicator.growth!r}: {key} is a {published.kind}, no growth; name an indicator in %, kind='rate'"
        )
        raise RecordError(msg)


def _baseline_entry(collected: Collected, units: UnitSystem, baseline: Baseline, name: str, what: str) -> None:
    domain = baseline.key.partition(".")[0]
    indicator = _indicator(collected, domain, name if "." in name else f"{domain}.{name}")
    if name in baseline.limits:
        _, unit = units.read(what)
    else:
        other = _indicator(collected, domain, what if "." in what else f"{domain}.{what}")
        unit = other.unit if other else ""
    if indicator and unit:
        units.affine(unit, indicator.unit)


def _identity(collected: Collected, domain: str, rule: object) -> None:
    if not isinstance(rule, Identity):
        msg = f"{rule!r} is no Identity; make one with Identity.total, partition, by_dimension, stock, closure, shares, k_of_n, share, funnel or cumulative"
        raise RecordError(msg)
    for figure in rule.figures:
        reference = Reference.parse(figure if "." in figure else f"{domain}.{figure}")
        _indicator(collected, domain, reference.key)


def _observation(collected: Collected, units: UnitSystem, domain: str, observation: Observation) -> None:
    reference = Reference.parse(observation.key)
    indicator = _indicator(collected, domain, reference.key)
    if indicator is None:
        return
    if observation.unit and reference.change is None:
        units.affine(observation.unit, indicator.unit)
    if reference.baseline is not None and reference.change is not None:
        resolve(indicator, reference)
    _check_source(collected, domain, observation)
    _check_validity(indicator, observation)
    if isinstance(observation.value, str):
        _check_label(indicator, observation.value)
    elif observation.value is not None and reference.baseline is None:
        _check_range(units, indicator, observation)
    for name in observation.by:
        if name not in indicator.by:
            msg = f"dimension {name!r} is not declared by {indicator.key}; declare it there with by=[...].{did_you_mean(name, indicator.by)}"
            raise RecordError(msg)


def _check_source(collected: Collected, domain: str, told: Observation | Event) -> None:
    if told.source is None:
        return
    key = told.source if "." in told.source else f"{domain}.{told.source}"
    known = collected.parts.sources
    if key not in known and key.partition(".")[0] in collected.parts.domains:
        msg = f"source {told.source!r} is not declared; add domain.source(...).{did_you_mean(key, known)}"
        raise RecordError(msg)


def _check_validity(indicator: Indicator, observation: Observation) -> None:
    """Raise for a figure from outside the time for which the definition holds, unless its status D says so."""
    period = Period.parse(observation.period)
    if observation.status is Status.DEFINITION_DIFFERS or period.frequency is None:
        return
    early = indicator.since is not None and period.end < Period.parse(indicator.since).start
    late = indicator.until is not None and period.start > Period.parse(indicator.until).end
    if early or late:
        msg = (
            f"version {indicator.version} of the definition holds from {indicator.since or 'the beginning'} to"
            f" {indicator.until or 'today'}; give the figure status='D' (definition differs), or correct its period"
        )
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


def _indicator(collected: Collected, domain: str, key: str) -> Indicator | None:
    """Return an indicator that a domain speaks of; None for one that is away, or told of already."""
    indicator = collected.parts.indicators.get(key)
    if indicator is None and not collected.excused(domain, key):
        msg = f"{key!r} is no indicator.{collected.parts.near(key)} Declare it, or correct the name"
        raise RecordError(msg)
    return indicator
