"""A domain in one file: tables ``[indicator.NAME]`` and their kin become the declarations that a Python module makes.

Nothing is checked here that a registry does not check: each entry is declared under its file and line, and what is
wrong with it is told with all other faults when a registry is built. Formulas are texts, read by a grammar of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...errors import KaizhouError, RecordError, UnknownKeywordError, did_you_mean
from ...model.data_files import DataFile
from ...model.domain import Declaration, Domain
from .document import Document, Spot, read_document
from .entries import ENTRIES, LISTS, Kind

_HEAD = ("name", "title", "units", "definition")


def read_domain(file: DataFile) -> Domain:
    """Return the domain that a TOML or YAML file declares; it is handed to a registry like any other.

    The file holds ``[domain]`` (name, title, units, definition), ``[indicator.NAME]``, ``[baseline.NAME]``,
    ``[source.NAME]``, ``[setting.NAME]``, ``[identity.NAME]``, ``[[figure]]`` and ``[[honour]]``, with the attributes of
    the records. An indicator with ``formula = "done / plan"`` is derived, with ``inputs``, ``takes`` and ``optional`` as
    in ``domain.derived``; with ``of = "done"`` and ``window = "count_where"``, ``condition = "value > 1"`` it is windowed.

    Args:
        file: a path, or a resource of a package. ``.yaml`` needs the extra ``yaml``.

    Raises:
        RecordError: the file cannot be read, or has no ``[domain]`` with a name. All else is a fault of the domain, told
            with file and line when a registry is built.

    >>> from types import SimpleNamespace
    >>> text = '''
    ... [domain]
    ... name = "tea"
    ... title = { zh = "茶业", en = "Tea" }
    ... [indicator.output]
    ... title = { zh = "产量", en = "Output" }
    ... unit = "吨"
    ... '''
    >>> read_domain(SimpleNamespace(name="tea.toml", read_text=lambda encoding: text)).name
    'tea'
    """
    document = read_document(file)
    domain = _headed(document)
    for section, content in document.table.items():
        if section != "domain":
            for declaration in _section(document, domain, section, content):
                domain.declarations.append(declaration)
    return domain


def _headed(document: Document) -> Domain:
    at, head = document.at("domain"), document.table.get("domain")
    if not isinstance(head, Mapping) or not isinstance(head.get("name"), str):
        msg = f"{at.place}: no domain; begin the file with [domain], name = 'tea' and title = {{zh = '…', en = '…'}}"
        raise RecordError(msg)
    known = {key: value for key, value in head.items() if key in _HEAD}
    try:
        domain = Domain(**{"title": "", **known})
    except (KaizhouError, TypeError) as error:
        msg = f"{at.place}: [domain] cannot be read: {error}"
        raise RecordError(msg) from error
    for label, key in ((f"domain {domain.name!r}", "title"), ("its name", "name"), ("its units", "units")):
        domain.declarations.append(Declaration("domain", label, tuple, at.below(key).place))
    domain.declarations += _unknown(at, head, Declaration("domain", domain.name, tuple), _HEAD)
    return domain


def _section(document: Document, domain: Domain, section: str, content: Any) -> Iterator[Declaration]:
    at = document.at(section)
    if section in ENTRIES and isinstance(content, Mapping):
        for name, entry in content.items():
            yield from _entry(at.below(name), domain, ENTRIES[section], name, entry)
    elif section in LISTS and isinstance(content, list):
        for number, entry in enumerate(content):
            yield from _entry(at.below(number), domain, LISTS[section], str(number + 1), entry)
    else:
        known = [*(f"[{name}.NAME]" for name in ENTRIES), *(f"[[{name}]]" for name in LISTS)]
        near = did_you_mean(section, [*ENTRIES, *LISTS])
        msg = f"{section!r} is no part of a domain.{near} A domain has [domain], {', '.join(known)}"
        yield _fault(at, Declaration("domain", section, tuple), RecordError(msg))


def _entry(at: Spot, domain: Domain, kind: Kind, name: str, entry: Any) -> Iterator[Declaration]:
    if not isinstance(entry, Mapping):
        msg = f"{name} = {entry!r} is no table; write a table of its attributes"
        yield _fault(at, Declaration(kind.what, name, tuple), RecordError(msg))
        return
    known = {key: value for key, value in entry.items() if key in kind.known}
    made = Declaration(kind.what, kind.label(name, known), lambda: _made(at, domain, kind, name, known), at.place)
    yield from _unknown(at, entry, made, kind.known)
    yield made


def _made(at: Spot, domain: Domain, kind: Kind, name: str, entry: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the records of an entry; an error that begins with one of its keys names the line of that key."""
    try:
        return kind.make(at, domain, name, entry)
    except KaizhouError as error:
        said = re.match(r"(?:[A-Z]\w*: )?(\w+)", str(error))
        if said is None or said[1] not in entry:
            raise
        msg = f"{at.below(said[1]).place}: {error}"
        raise type(error)(msg) from error


def _unknown(at: Spot, entry: Mapping[str, Any], made: Declaration, known: Sequence[str]) -> list[Declaration]:
    """Return a fault for each key that the entry does not have, at its own line."""
    faults = []
    for key in entry:
        if key not in known:
            hint = did_you_mean(key, known) or f" It takes {', '.join(known)}."
            msg = f"no keyword {key!r}.{hint}"
            faults.append(_fault(at.below(key), made, UnknownKeywordError(msg)))
    return faults


def _fault(at: Spot, made: Declaration, error: KaizhouError) -> Declaration:
    def make() -> Any:
        raise error

    return Declaration(made.what, made.name, make, at.place)
