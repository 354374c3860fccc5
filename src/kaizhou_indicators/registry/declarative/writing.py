"""A domain as one TOML file, which reads back to the same records and the same trees; what cannot be written is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from json import dumps
from math import inf
from typing import Any

from ...errors import KaizhouError, RecordError, RegistrationError
from ...formula.show import number_text
from ...formula.text import in_order
from ...formula.text_write import write
from ...formula.trace import parameters, trace, trace_names
from ...formula.tree import refs
from ...model.domain import Declaration, Domain
from ...model.exchange import unstructure
from ...model.record import NAME
from ...model.records import Baseline, Derivation, Indicator, Observation, Setting, Source, Windowing
from ...processes import Event, Identity
from .entries import VALUE

Entry = dict[str, Any]
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SECTIONS = ("source", "setting", "indicator", "baseline", "identity", "figure", "honour")


def domain_to_toml(domain: Domain) -> str:
    """Return a domain as the TOML text that ``read_domain`` reads back to the same definitions.

    Formulas are written as they were traced: constants computed in Python are written as their values.

    Raises:
        RegistrationError: over all that cannot be written: declarations at fault, formulas that cannot be traced.

    >>> from kaizhou_indicators import Text
    >>> tea = Domain("tea", Text("茶业", "Tea"))
    >>> for name in ("output", "area"):
    ...     _ = tea.indicator(name, Text("数", "Number"))
    >>> @tea.derived("per_mu", Text("亩产", "Yield"))
    ... def per_mu(output, area):
    ...     return output / area
    >>> print(domain_to_toml(tea).splitlines()[-1])
    formula = "output / area"
    """
    sections: dict[str, list[tuple[str, Entry]]] = {name: [] for name in _SECTIONS}
    faults: list[KaizhouError] = []
    for declaration in domain.declarations:
        try:
            for section, name, entry in _entries(domain, declaration):
                sections[section].append((name, entry))
        except Exception as error:
            faults.append(_named(domain, declaration, error))
    if faults:
        msg = f"domain {domain.name!r} cannot be written as a file"
        raise RegistrationError(msg, faults)
    return _text(domain, sections)


def _named(domain: Domain, declaration: Declaration, error: Exception) -> KaizhouError:
    place = f" ({declaration.place})" if declaration.place else ""
    told = error if isinstance(error, KaizhouError) else f"{type(error).__name__}: {error}"
    kind = type(error) if isinstance(error, KaizhouError) and not isinstance(error, RegistrationError) else RecordError
    return kind(f"domain {domain.name!r}, {declaration.what} {declaration.name!r}{place}: {told}")


def _entries(domain: Domain, declaration: Declaration) -> Iterator[tuple[str, str, Entry]]:
    """Yield section, name and content of what one declaration makes."""
    records = tuple(declaration.make() or ())
    if declaration.what == "identity":
        ((name, rule),) = records
        yield "identity", name, _identity(rule)
        return
    if declaration.what == "event":
        yield from (("honour", "", _honour(record)) for record in records)
        return
    for record in records:
        if isinstance(record, Indicator):
            made = [r for r in records if isinstance(r, Derivation | Windowing)]
            yield "indicator", _own(domain, record.key), _indicator(record) | (_made(made[0]) if made else {})
        elif not isinstance(record, Derivation | Windowing):
            yield _plain(domain, record)


def _plain(domain: Domain, record: object) -> tuple[str, str, Entry]:
    entry = unstructure(record)
    key = entry.pop("key", "")
    match record:
        case Observation():
            return "figure", "", {"name": key, **entry}
        case Source():
            read = {"read": "text"} if record.official else {}
            return "source", _own(domain, key), {**entry, **read}
        case Setting():
            return "setting", _own(domain, key), entry
        case Baseline():
            return "baseline", _own(domain, key), entry
    msg = f"{record!r} has no place in a file"
    raise RecordError(msg)


def _own(domain: Domain, key: str) -> str:
    owner, _, name = key.partition(".")
    if owner != domain.name or not NAME.match(name):
        msg = f"the key {key!r} is none of the domain's own; write a bare name of lower-case letters, digits and _"
        raise RecordError(msg)
    return name


def _indicator(record: Indicator) -> Entry:
    entry: Entry = unstructure(record)
    del entry["key"]
    entry.pop("kind", None)
    usual = "share" if record.unit in {"%", "％", "percent"} else "level"
    if record.kind != usual:
        entry["kind"] = record.kind.value
    if record.valid is not None:
        low, high = record.valid
        entry["valid"] = [-inf if low is None else low, inf if high is None else high]
    return entry


def _made(made: Derivation | Windowing) -> Entry:
    return _derivation(made) if isinstance(made, Derivation) else _windowing(made)


def _derivation(made: Derivation) -> Entry:
    names = parameters(made.function)
    tree = trace(made.function)
    optional = [name for name, may_be_missing in names.items() if may_be_missing]
    entry: Entry = {
        "formula": write(tree),
        "inputs": dict(made.inputs),
        "takes": dict(made.takes),
        "optional": optional,
    }
    if list(names) != in_order([ref.name for ref in refs(tree)], optional):
        entry["parameters"] = list(names)
    return {key: value for key, value in entry.items() if value}


def _windowing(made: Windowing) -> Entry:
    window = {"of": made.of, "window": made.how.name, "over": made.over, "each": made.each}
    entry = {key: value for key, value in window.items() if value and (key, value) != ("over", "year")}
    condition = getattr(made.how, "condition", None)
    if condition is not None:
        names = list(parameters(condition))
        renamed = dict.fromkeys([VALUE, *names[1:]], False)
        if not names or len(renamed) < len(names):
            msg = f"the condition has the parameters {names}; {VALUE!r} is what a file calls the first, so no setting can have this name"
            raise RecordError(msg)
        entry["condition"] = write(trace_names(condition, renamed, condition=True))
    return entry


def _identity(rule: object) -> Entry:
    if not isinstance(rule, Identity):
        msg = f"{rule!r} is no Identity"
        raise RecordError(msg)
    entry: Entry = unstructure(rule)
    for key in ("right", "slack"):
        if isinstance(value := getattr(rule, key), Fraction) and key in entry:
            text = number_text(value)
            entry[key] = {"fraction": text} if "/" in text else float(text) if "." in text else int(text)
    return entry


def _honour(record: object) -> Entry:
    if isinstance(record, Mapping):
        record = Event(**record)
    if not isinstance(record, Event):
        msg = f"{record!r} is no Event"
        raise RecordError(msg)
    entry: Entry = unstructure(record)
    return entry


# -- TOML


def _text(domain: Domain, sections: Mapping[str, list[tuple[str, Entry]]]) -> str:
    head: Entry = {
        "name": domain.name,
        "title": unstructure(domain.title),
        "definition": unstructure(domain.definition),
    }
    head |= {"units": list(domain.units)} if domain.units else {}
    if domain.definition.get() == "":
        del head["definition"]
    blocks = [_block("[domain]", head)]
    for section, entries in sections.items():
        listed = section in {"figure", "honour"}
        blocks += [_block(f"[[{section}]]" if listed else f"[{section}.{_key(name)}]", e) for name, e in entries]
    return "\n\n".join(blocks) + "\n"


def _block(header: str, entry: Entry) -> str:
    return "\n".join([header, *(f"{_key(key)} = {_value(value)}" for key, value in entry.items())])


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    return dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    """Return a value in TOML, tables and lists on one line."""
    match value:
        case str():
            return _quoted(value)
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case Mapping():
            return f"{{ {', '.join(f'{_key(k)} = {_value(v)}' for k, v in value.items())} }}" if value else "{}"
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
    msg = f"{value!r} cannot be written in TOML"
    raise RecordError(msg)
