"""The whole catalogue as JSON and back: records by cattrs, formulas as trees. Never code, never eval."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import attrs

from ..errors import KaizhouError, RecordError
from ..formula.json import from_json, to_json
from ..model.exchange import schema, structure, unstructure
from ..model.records import Baseline, Indicator, Observation, Setting, Source
from ..processes import Event, Identity
from ..units import UnitSystem
from .consistent import check_consistent
from .formula import Formula
from .parts import DomainInfo, Parts, Windowed

#: version of the format; a reader refuses any other
FORMAT = 2
_SHELVES: Mapping[str, type] = {
    "indicators": Indicator,
    "baselines": Baseline,
    "sources": Source,
    "settings": Setting,
    "identities": Identity,
    "domains": DomainInfo,
}


def dump(parts: Parts) -> str:
    """Return the catalogue as JSON text; settings supplied and Python functions are not part of it."""
    data: dict[str, Any] = {"format": FORMAT}
    for shelf in _SHELVES:
        records: Mapping[str, Any] = getattr(parts, shelf)
        data[shelf] = {key: unstructure(records[key]) for key in sorted(records)}
    data["formulas"] = {key: _formula(parts.formulas[key]) for key in sorted(parts.formulas)}
    data["windows"] = {key: _window(parts.windows[key]) for key in sorted(parts.windows)}
    data["observations"] = [unstructure(o) for o in parts.observations]
    data["events"] = {domain: [unstructure(e) for e in parts.events[domain]] for domain in sorted(parts.events)}
    return json.dumps(data, ensure_ascii=False, indent=1)


def read(text: str) -> tuple[Parts, UnitSystem]:
    """Return the parts that a JSON text describes.

    Raises:
        RecordError: the text is no catalogue, or a record in it has faults, named with their paths.
    """
    data = _loaded(text)
    try:
        parts, units = _parts(data)
        check_consistent(parts)
        return parts, units
    except KaizhouError:
        raise
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        msg = f"the catalogue is damaged ({type(error).__name__}: {error}); hand in what to_json() returned"
        raise RecordError(msg) from error


def _parts(data: Mapping[str, Any]) -> tuple[Parts, UnitSystem]:
    parts = Parts()
    for shelf, cls in _SHELVES.items():
        getattr(parts, shelf).update({key: structure(value, cls) for key, value in data[shelf].items()})
    parts.formulas.update({key: _read_formula(key, value) for key, value in data["formulas"].items()})
    parts.windows.update({key: _read_window(value) for key, value in data["windows"].items()})
    parts.observations.extend(structure(value, Observation) for value in data["observations"])
    parts.events.update({name: [structure(e, Event) for e in found] for name, found in data["events"].items()})
    return parts, UnitSystem([(d.name, line) for d in parts.domains.values() for line in d.units])


def _loaded(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError, TypeError) as error:
        msg = f"this is no JSON: {error}; hand in what to_json() returned"
        raise RecordError(msg) from error
    wanted = {"format", *_SHELVES, "formulas", "windows", "observations", "events"}
    if not isinstance(data, dict) or data.get("format") != FORMAT or set(data) != wanted:
        msg = f"this is no catalogue of format {FORMAT}; it needs {', '.join(sorted(wanted))}"
        raise RecordError(msg)
    return data


def _formula(formula: Formula) -> dict[str, Any]:
    return {
        **formula.to_json(),
        "bare": to_json(formula.bare),
        "optional": sorted(formula.optional),
        "order": list(formula.order),
    }


def _read_formula(key: str, data: Mapping[str, Any]) -> Formula:
    return Formula(
        key=key,
        tree=from_json(data["tree"]),
        bare=from_json(data["bare"]),
        inputs=data["inputs"],
        settings=data["settings"],
        optional=frozenset(data["optional"]),
        takes=data["takes"],
        order=tuple(data["order"]),
    )


def _window(window: Windowed) -> dict[str, Any]:
    condition = None if window.condition is None else to_json(window.condition)
    return {
        **unstructure(attrs.evolve(window, condition=None)),
        "condition": condition,
        "settings": list(window.settings),
    }


def _read_window(data: Mapping[str, Any]) -> Windowed:
    condition = None if data["condition"] is None else from_json(data["condition"])
    return Windowed(
        data["key"], data["of"], data["how"], data["over"], condition, tuple(data["settings"]), data.get("each", "")
    )


def catalogue_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``Registry.to_json()``."""
    shelves = {name: {"type": "object", "additionalProperties": schema(cls)} for name, cls in _SHELVES.items()}
    trees = {"type": "object", "additionalProperties": {"type": "object"}}
    properties = {
        "format": {"const": FORMAT},
        **shelves,
        "formulas": trees,
        "windows": trees,
        "observations": {"type": "array", "items": schema(Observation)},
        "events": {"type": "object", "additionalProperties": {"type": "array", "items": schema(Event)}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Catalogue of kaizhou_indicators",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
