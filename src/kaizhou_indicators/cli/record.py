"""Everything a registry knows of one indicator, as JSON types; ``kaizhou show`` prints it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import KaizhouError
from ..formula.show import show
from ..model.kinds import ALLOWED
from ..references import Reference

if TYPE_CHECKING:
    from ..engine.registry import Registry
    from ..model.records import Baseline, Indicator, Observation, Source
    from ..text import Text

_PLAIN = ("decimals", "version", "since", "until", "published_only")
#: built-in baselines that derive knows
BUILT_IN = ("yoy", "prev", "PERIOD", "area=CODE", "peers", "peers.mean", "peers.best", "peers.count", "rank")


def record_of(reg: Registry, indicator: Indicator) -> dict[str, Any]:
    """Return everything of an indicator."""
    return {
        "key": indicator.key,
        "title": _text(indicator.title),
        "definition": _text(indicator.definition),
        "unit": indicator.unit,
        "kind": indicator.kind.value,
        "changes": [change.value for change in ALLOWED[indicator.kind]],
        "better": indicator.better.value,
        "over_time": indicator.over_time and indicator.over_time.value,
        "over_area": indicator.over_area and indicator.over_area.value,
        "valid": indicator.valid and list(indicator.valid),
        "rounding": indicator.rounding.value,
        "aliases": list(indicator.aliases),
        "by": list(indicator.by),
        "grades": [_text(grade) for grade in indicator.grades],
        **{name: getattr(indicator, name) for name in _PLAIN},
        "breaks": [{"period": b.period, "note": _text(b.note)} for b in indicator.breaks],
        "basis": _basis(indicator),
        "source": _source(reg.source_of(indicator)),
        **_made(reg, indicator.key),
        "dependants": list(reg.dependants(indicator.key)),
        "baselines": [_baseline(b, indicator) for b in reg.parts.baselines.values() if applies(b, indicator)],
        "observations": [_observation(reg, o) for o in reg.observations if _about(o, indicator.key)],
    }


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _basis(indicator: Indicator) -> dict[str, str]:
    import attrs

    return {name: said for name, said in attrs.asdict(indicator.basis).items() if said}


def _source(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    data = {name: getattr(source, name) for name in ("key", "issuer", "year", "clause", "url", "official")}
    return {**data, "title": _text(source.title)}


def _made(reg: Registry, key: str) -> dict[str, Any]:
    """Return how the indicator is made: formula, latex, place, inputs (parameter -> key and unit), settings."""
    parts = reg.parts
    if key in parts.windows:
        window = parts.windows[key]
        condition = f"({show(window.condition)})" if window.condition is not None else ""
        text = f"{window.how}{condition} over {window.over} of {window.of}"
        return _how(text, inputs={window.of: _input(reg, window.of)}, settings=window.settings)
    if key not in parts.formulas:
        return _how("")
    formula = parts.formulas[key]
    inputs = {
        name: {**_input(reg, other, formula.takes.get(name)), "optional": other in formula.optional}
        for name, other in formula.inputs.items()
    }
    made = _how(formula.show(), inputs=inputs, settings=tuple(formula.settings.values()))
    return {**made, "latex": formula.latex(), "place": formula.place, "empirical": formula.empirical}


def _how(text: str, inputs: Mapping[str, Any] | None = None, settings: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"formula": text, "latex": "", "place": "", "inputs": dict(inputs or {}), "settings": list(settings)}


def _input(reg: Registry, key: str, unit: str | None = None) -> dict[str, Any]:
    if key not in reg:
        return {"key": key, "unit": unit, "title": None}
    return {"key": key, "unit": unit or reg[key].unit, "title": _text(reg[key].title)}


def applies(baseline: Baseline, indicator: Indicator) -> bool:
    """Say whether a named baseline of the indicator's domain says something of it."""
    if baseline.key.partition(".")[0] != indicator.domain:
        return False
    entries = baseline.limits or baseline.indicators
    return not entries or indicator.name in entries or indicator.key in entries


def _baseline(baseline: Baseline, indicator: Indicator) -> dict[str, Any]:
    entries = baseline.limits or baseline.indicators
    entry = entries.get(indicator.name, entries.get(indicator.key))
    what = entry or baseline.period or _elsewhere(baseline)
    name = baseline.key.partition(".")[2]
    return {"name": name, "title": _text(baseline.title), "what": what, "reference": f"{indicator.key}@{name}"}


def _elsewhere(baseline: Baseline) -> str:
    if baseline.area:
        return f"area={baseline.area}"
    return f"peers: {baseline.peers}" if baseline.peers else baseline.event.zh


def _about(observation: Observation, key: str) -> bool:
    try:
        return Reference.parse(observation.key).key == key
    except KaizhouError:
        return False


def _observation(reg: Registry, observation: Observation) -> dict[str, Any]:
    source = reg.parts.sources.get(observation.source or "")
    return {
        "reference": observation.key,
        "area": observation.area,
        "period": observation.period,
        "value": observation.value,
        "printed": observation.printed,
        "unit": observation.unit or None,
        "status": observation.status.value,
        "source": _text(source.title) if source else None,
        "note": _text(observation.note),
    }
