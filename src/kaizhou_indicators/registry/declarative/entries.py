"""The entries of a declarative file: which keys each has, and the records that it makes, by the domain's own methods."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from math import isinf
from typing import Any

import attrs

from ...errors import FormulaError, RecordError
from ...formula.text import TextFormula
from ...model.data_files import figure_attributes, source_attributes
from ...model.domain import Domain
from ...model.records import Baseline, Basis, Break, Indicator, Observation, Setting, Source
from ...model.windows import CountWhere, Decumulated, FirstWhen, RunningTotal, Streak, Window
from ...processes import Event, Identity
from .document import Spot

#: window -> its class; the first three have a condition
WINDOWS: Mapping[str, type[Window]] = {w.name: w for w in (CountWhere, FirstWhen, Streak, RunningTotal, Decumulated)}
CONDITIONAL = ("count_where", "first_when", "streak")
#: what the value of a period is called in the condition of a window
VALUE = "value"
FORMULA = ("formula", "inputs", "takes", "optional", "parameters")
WINDOW = ("of", "window", "condition", "over", "each")


def _attributes(cls: type) -> tuple[str, ...]:
    return tuple(str(f.alias) for f in attrs.fields(cls) if f.alias != "key")


@attrs.frozen
class Kind:
    """A kind of entry.

    Attributes:
        what: what its declaration is called.
        known: the keys it has.
        make: makes its records.
        label: how it is named in messages, from its name and content.
    """

    what: str
    known: tuple[str, ...]
    make: Callable[[Spot, Domain, str, Mapping[str, Any]], tuple[Any, ...]]
    label: Callable[[str, Mapping[str, Any]], str] = lambda name, _: name


def _made(declare: Callable[[Domain], object], domain: Domain) -> tuple[Any, ...]:
    """Return what a method of a domain would record, made now."""
    scratch = Domain(domain.name, domain.title)
    declare(scratch)
    return tuple(scratch.declarations[-1].make())


def _indicator(at: Spot, domain: Domain, name: str, entry: Mapping[str, Any]) -> tuple[Any, ...]:
    attributes = {k: _READ.get(k, _same)(v) for k, v in entry.items() if k not in {*FORMULA, *WINDOW}}
    declared = partial(_declared, domain, name, {"title": "", **attributes})
    of_formula, of_window = ([key for key in keys if key in entry] for keys in (FORMULA, WINDOW))
    if of_formula and of_window:
        msg = (
            f"it has {of_formula[0]} and {of_window[0]}; give what a formula makes and what a window makes a name each"
        )
        raise RecordError(msg)
    if (of_formula and "formula" not in entry) or (of_window and "of" not in entry):
        key, wanted = (of_formula[0], "formula") if of_formula else (of_window[0], "of")
        msg = f"{key} without {wanted}; add {wanted} = '…', or leave {key} out"
        raise RecordError(msg)
    if of_formula:
        return _derived(at, name, entry, declared)
    if of_window:
        further = {key: entry[key] for key in ("over", "each") if key in entry}
        return declared("windowed", of=entry["of"], how=_window(at, entry), **further)
    return declared("indicator")


def _declared(domain: Domain, name: str, attributes: Mapping[str, Any], method: str, **further: Any) -> tuple[Any, ...]:
    """Return what a method of the domain records of an indicator."""
    scratch = Domain(domain.name, domain.title)
    function = further.pop("function", None)
    returned = getattr(scratch, method)(name, **attributes, **further)
    if function is not None:
        returned(function)
    return tuple(scratch.declarations[-1].make())


def _derived(
    at: Spot, name: str, entry: Mapping[str, Any], declared: Callable[..., tuple[Any, ...]]
) -> tuple[Any, ...]:
    tables = {key: _names_to_texts(key, entry.get(key, {})) for key in ("inputs", "takes")}
    function = _text_formula(at.below("formula"), name, entry["formula"], entry)
    indicator, derivation = declared("derived", function=function, **tables)
    return indicator, attrs.evolve(derivation, place=at.below("formula").text_place)


def _text_formula(at: Spot, name: str, text: Any, entry: Mapping[str, Any]) -> TextFormula:
    if not isinstance(text, str):
        msg = f'{at.path[-1]} = {text!r} is no text; write {at.path[-1]} = "done / plan"'
        raise FormulaError(msg)
    optional, parameters = entry.get("optional", ()), entry.get("parameters")
    for key, value in (("optional", optional), ("parameters", parameters)):
        if value is not None and not isinstance(value, list | tuple):
            msg = f"{key} = {value!r} is no list of names; write {key} = ['a', 'b']"
            raise FormulaError(msg)
    return TextFormula(text, name=name, parameters=parameters, optional=optional, place=at.text_place)


def _names_to_texts(key: str, value: Any) -> Mapping[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
        msg = f"{key} = {value!r} is no table of texts; write {key} = {{ name = '…' }}"
        raise RecordError(msg)
    return value


def _window(at: Spot, entry: Mapping[str, Any]) -> Window:
    window = entry.get("window")
    if not isinstance(window, str) or window not in WINDOWS:
        msg = f"window = {window!r} is none of {', '.join(WINDOWS)}"
        raise RecordError(msg)
    if (window in CONDITIONAL) is not ("condition" in entry):
        msg = f"window = {window!r} {'needs' if window in CONDITIONAL else 'has no'} condition = 'value > 1'"
        raise RecordError(msg)
    if window not in CONDITIONAL:
        return WINDOWS[window]()
    return WINDOWS[window](_condition(at.below("condition"), entry["condition"]))


def _condition(at: Spot, text: Any) -> TextFormula:
    """Return the condition of a window; ``value`` is the value of a period, every other name a setting."""
    free = _text_formula(at, "condition", text, {})
    names = [VALUE, *(name for name in free.__signature__.parameters if name != VALUE)]
    return TextFormula(text, name="condition", parameters=names, place=at.text_place)


def _same(value: Any) -> Any:
    return value


def _valid(value: Any) -> Any:
    """Read ``[0, inf]`` as open at the infinite end."""
    pair = isinstance(value, list)
    return [None if isinstance(end, float) and isinf(end) else end for end in value] if pair else value


def _basis(value: Any) -> Any:
    return Basis(**value) if isinstance(value, Mapping) else value


def _breaks(value: Any) -> Any:
    return [Break(**b) if isinstance(b, Mapping) else b for b in value] if isinstance(value, list) else value


_READ: Mapping[str, Callable[[Any], Any]] = {"valid": _valid, "basis": _basis, "breaks": _breaks}


def _baseline(_: Spot, domain: Domain, name: str, entry: Mapping[str, Any]) -> tuple[Any, ...]:
    return _made(lambda d: d.baseline(name, **entry), domain)


def _source(_: Spot, domain: Domain, name: str, entry: Mapping[str, Any]) -> tuple[Any, ...]:
    return _made(lambda d: d.source(name, **{"title": "", **source_attributes(entry)}), domain)


def _setting(_: Spot, domain: Domain, name: str, entry: Mapping[str, Any]) -> tuple[Any, ...]:
    return _made(lambda d: d.setting(name, **{"title": "", **entry}), domain)


def _identity(_: Spot, __: Domain, name: str, entry: Mapping[str, Any]) -> tuple[Any, ...]:
    given = {key: _exact(key, value) if key in {"right", "slack"} else value for key, value in entry.items()}
    for key in ("plus", "minus"):
        names = given.get(key, [])
        if not isinstance(names, str) and not (isinstance(names, list) and all(isinstance(n, str) for n in names)):
            msg = f"{key} = {names!r} is no list of figures; write {key} = ['done', 'plan']"
            raise RecordError(msg)
    return ((name, Identity(**given)),)


def _exact(key: str, value: Any) -> Any:
    """Return a number exactly; ``{ fraction = "1/3" }`` is a third."""
    try:
        if isinstance(value, Mapping) and set(value) == {"fraction"}:
            return Fraction(str(value["fraction"]))
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return Fraction(str(value)) if number else value
    except (ValueError, ArithmeticError) as error:
        msg = f"{key} = {value!r} is no number"
        raise RecordError(msg) from error


def _figure(_: Spot, domain: Domain, __: str, entry: Mapping[str, Any]) -> tuple[Any, ...]:
    attributes = figure_attributes(entry)
    missing = [key for key in ("area", "period") if key not in attributes]
    if missing:
        msg = f"a figure without {' and '.join(missing)}; say where and when it holds"
        raise RecordError(msg)
    return _made(lambda d: d.observe(entry["name"], **attributes), domain)


def _honour(_: Spot, domain: Domain, __: str, entry: Mapping[str, Any]) -> tuple[Any, ...]:
    source = entry.get("source")
    key = source if not isinstance(source, str) or "." in source else f"{domain.name}.{source}"
    return ({**entry, **({} if source is None else {"source": key})},)


def _of_figure(number: str, entry: Mapping[str, Any]) -> str:
    return " ".join(str(entry[key]) for key in ("name", "area", "period") if key in entry) or number


def _of_honour(number: str, entry: Mapping[str, Any]) -> str:
    title = entry.get("title", number)
    return str(title.get("zh", number)) if isinstance(title, Mapping) else str(title)


ENTRIES: Mapping[str, Kind] = {
    "indicator": Kind("indicator", (*_attributes(Indicator), *FORMULA, *WINDOW), _indicator),
    "baseline": Kind("baseline", _attributes(Baseline), _baseline),
    "source": Kind("source", (*_attributes(Source), "read", "note"), _source),
    "setting": Kind("setting", _attributes(Setting), _setting),
    "identity": Kind("identity", tuple(str(f.alias) for f in attrs.fields(Identity)), _identity),
}
LISTS: Mapping[str, Kind] = {
    "figure": Kind("observation", ("name", *_attributes(Observation)), _figure, _of_figure),
    "honour": Kind("event", tuple(str(f.alias) for f in attrs.fields(Event)), _honour, _of_honour),
}
