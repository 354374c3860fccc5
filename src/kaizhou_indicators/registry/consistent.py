"""What a catalogue read from JSON must hold to before it is used: its parts name each other, and nothing that is not there.

Domains are checked when they register; JSON comes from another process, or from anyone, and is checked here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from ..errors import RecordError
from ..formula.tree import Node, refs
from ..model.record import NAME
from ..references import Reference
from .formula import Formula
from .parts import Parts, Windowed

_HOW = ("count_where", "first_when", "streak", "running_total", "decumulated")


def check_consistent(parts: Parts) -> None:
    """Raise unless every part stands under its own key and names only what is there.

    Raises:
        RecordError: the first thing that is wrong, with its path.
    """
    for shelf in ("indicators", "baselines", "sources", "settings"):
        for key, record in getattr(parts, shelf).items():
            _require(record.key == key and _is_key(key), f"{shelf}.{key}", f"its key is {record.key!r}")
    for name, info in parts.domains.items():
        _require(info.name == name and NAME.match(name) is not None, f"domains.{name}", f"its name is {info.name!r}")
    for formula in parts.formulas.values():
        _formula(parts, formula)
    for key, window in parts.windows.items():
        _require(window.key == key, f"windows.{key}", f"its key is {window.key!r}")
        _window(parts, window)
    _cycles(parts)


def _is_key(key: str) -> bool:
    owner, _, name = key.partition(".")
    return NAME.match(owner) is not None and NAME.match(name) is not None


def _formula(parts: Parts, formula: Formula) -> None:
    at = f"formulas.{formula.key}"
    _require(formula.key in parts.indicators, at, "there is no indicator of this key")
    for what in ("inputs", "settings", "takes"):
        table: Mapping[object, object] = getattr(formula, what)
        _require(_texts([*table, *table.values()]), f"{at}.{what}", "it holds something else than texts")
    _references(formula.inputs.values(), f"{at}.inputs")
    _known(formula.settings.values(), parts.settings, f"{at}.settings")
    _known(formula.order, {**formula.inputs, **formula.settings}, f"{at}.order")
    names = {*formula.inputs, *formula.settings}
    _known([*formula.takes], names, f"{at}.takes")
    keys = {*formula.inputs.values(), *formula.settings.values()}
    _known(formula.optional, keys, f"{at}.optional")
    _nodes(formula.tree, names, f"{at}.tree")
    _nodes(formula.bare, keys, f"{at}.bare")
    marked = {ref.name for ref in refs(formula.bare) if ref.optional}
    _require(marked == {*formula.optional} & {r.name for r in refs(formula.bare)}, at, "optional and the tree disagree")


def _window(parts: Parts, window: Windowed) -> None:
    at = f"windows.{window.key}"
    _require(window.key in parts.indicators, at, "there is no indicator of this key")
    words = (window.of, window.how, window.over, window.each)
    _require(_texts([*words, *window.settings]), at, "it holds something else than texts")
    _references([window.of], f"{at}.of")
    _require(window.how in _HOW, f"{at}.how", f"{window.how!r} is none of {', '.join(_HOW)}")
    _known([window.over], ("year", "all"), f"{at}.over")
    _known([window.each], ("", "year", "half", "quarter", "month", "day"), f"{at}.each")
    _known(window.settings, parts.settings, f"{at}.settings")
    conditional = window.how in _HOW[:3]
    _require((window.condition is not None) is conditional, f"{at}.condition", f"{window.how} does not go with it")
    if window.condition is not None:
        _nodes(window.condition, {window.of, *window.settings}, f"{at}.condition")


def _nodes(tree: Node, known: Collection[str], at: str) -> None:
    _known([ref.name for ref in refs(tree)], known, at)


def _references(texts: Iterable[str], at: str) -> None:
    for text in texts:
        found = Reference.parse(text)
        _require(str(found) == text, at, f"{text!r} is written {found}")


def _known(names: Iterable[object], known: Collection[str], at: str) -> None:
    for name in names:
        _require(isinstance(name, str) and name in known, at, f"{name!r} is not there")


def _texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _cycles(parts: Parts) -> None:
    try:
        TopologicalSorter({key: parts.needs(key) for key in [*parts.formulas, *parts.windows]}).prepare()
    except CycleError as error:
        _require(False, "formulas", f"they go round in a circle: {' -> '.join(error.args[1])}")


def _require(condition: bool, at: str, told: str) -> None:
    if not condition:
        msg = f"the catalogue is damaged at {at[:120]}: {told[:200]}; hand in what to_json() returned"
        raise RecordError(msg)
