"""First pass over the domains: every declaration becomes a record, names and titles are checked.

Nothing here needs another domain; what does is checked in ``examine``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import RecordError
from ..model.domain import Declaration, Domain
from ..model.record import NAME
from ..model.records import Baseline, Derivation, Indicator, Observation, Setting, Source, Windowing
from ..processes import Event
from ..references import BUILTIN_BASELINES
from ..text import Text
from .faults import Faults
from .parts import DomainInfo, Parts


class Collected:
    """The records of the domains before anything is traced or looked up."""

    def __init__(self, domains: Iterable[Domain], plugins: dict[str, str]) -> None:
        self.parts = Parts()
        self.faults = Faults()
        self.derivations: dict[str, Derivation] = {}
        self.windowings: dict[str, Windowing] = {}
        self.declared: set[str] = set()
        self.observations: list[tuple[str, Observation]] = []
        for domain in _several(domains):
            self._domain(domain, plugins.get(getattr(domain, "name", ""), ""))

    def excused(self, domain: str, key: str) -> bool:
        """Say whether a key that is not there is no fault of the domain that speaks of it.

        It belongs to a domain that is not loaded, or its declaration is a fault of its own.
        """
        owner = key.partition(".")[0]
        return key in self.declared or (owner != domain and owner not in self.parts.domains)

    def _domain(self, domain: Domain, plugin: str) -> None:
        if not isinstance(domain, Domain):
            msg = f"{domain!r} is a {type(domain).__name__}, no Domain; hand in Domain(name, title) objects"
            raise RecordError(msg)
        name = str(domain.name)
        of_itself = [d for d in domain.declarations if d.what == "domain" and d.place]
        self.faults.places.update({(name, d.name): d.place for d in of_itself})
        if not NAME.match(name):
            self.faults.add(name, "its name", f"{name!r} is no name; use lower-case letters, digits and _", RecordError)
        if name in self.parts.domains:
            owners = " and ".join(p or "the caller" for p in (self.parts.domains[name].plugin, plugin))
            self.faults.add(name, "its name", f"two domains have it, brought by {owners}; rename one", RecordError)
            return
        self._title(name, f"domain {name!r}", domain.title)
        given: tuple[Any, ...] = domain.units
        lines = tuple(line for line in given if isinstance(line, str))
        for line in given:
            if not isinstance(line, str):
                msg = f"units=[{line!r}]: write lines such as '标准箱 = [container] = _ = TEU'"
                self.faults.add(name, "its units", msg, RecordError)
        self.parts.domains[name] = DomainInfo(name, domain.title, domain.definition, plugin, lines)
        for declaration in domain.declarations:
            self._declaration(name, declaration)
        keys = tuple(k for k in self.parts.indicators if k.partition(".")[0] == name)
        self.parts.domains[name] = DomainInfo(name, domain.title, domain.definition, plugin, lines, keys)

    def _declaration(self, domain: str, declaration: Declaration) -> None:
        what = declaration.what
        if what in {"indicator", "derived", "windowed"}:
            self.declared.add(f"{domain}.{declaration.name}")
        place = f"{what} {declaration.name!r}" + (f" ({declaration.place})" if declaration.place else "")
        with self.faults.catching(domain, place):
            for made in declaration.make() or ():
                record: Any = _event(made) if what == "event" else made
                self.faults.declared(domain, record, declaration.place)
                if what == "identity":
                    self._put(self.parts.identities, f"{domain}.{record[0]}", record[1])
                elif what == "event":
                    self.parts.events.setdefault(domain, []).append(record)
                else:
                    self._file(domain, record)

    def _file(self, domain: str, record: object) -> None:
        match record:
            case Observation():
                self.parts.observations.append(record)
                self.observations.append((domain, record))
            case Indicator(key=key):
                self._named(domain, key, "indicator", record.title)
                self._put(self.parts.indicators, key, record)
            case Derivation(key=key):
                self.derivations.setdefault(key, record)
            case Windowing(key=key):
                self.windowings.setdefault(key, record)
            case Baseline(key=key):
                self._baseline(domain, record)
            case Source(key=key):
                self._named(domain, key, "source", None)
                self._put(self.parts.sources, key, record)
            case Setting(key=key):
                self._named(domain, key, "setting", record.title)
                self._put(self.parts.settings, key, record)

    def _baseline(self, domain: str, record: Baseline) -> None:
        self._named(domain, record.key, "baseline", record.title)
        name = record.key.partition(".")[2]
        if name in BUILTIN_BASELINES:
            msg = f"baseline {name!r} is built in; give the domain's own baseline another name"
            raise RecordError(msg)
        self._put(self.parts.baselines, record.key, record)

    def _named(self, domain: str, key: str, what: str, title: Text | None) -> None:
        owner, _, name = key.partition(".")
        if owner != domain:
            msg = f"the key is not in the namespace {domain!r}; write the bare name"
            raise RecordError(msg)
        if not NAME.match(name):
            msg = f"{name!r} is no name; use lower-case letters, digits and _, a letter first"
            self.faults.add(domain, f"{what} {key!r}", msg, RecordError)
        if title is not None:
            self._title(domain, f"{what} {key!r}", title)

    def _title(self, domain: str, place: str, title: Text) -> None:
        missing = [language for language in ("zh", "en") if not getattr(title, language).strip()]
        if missing:
            msg = f"the title is empty in {' and '.join(missing)}; write Text('中文', 'English')"
            self.faults.add(domain, place, msg, RecordError)

    def _put(self, shelf: dict[str, Any], key: str, record: object) -> None:
        if key in shelf:
            msg = f"{key!r} is declared twice; keep one of the two or rename it"
            raise RecordError(msg)
        shelf[key] = record


def _event(given: Any) -> Event:
    if isinstance(given, Event):
        return given
    if isinstance(given, Mapping):
        return Event(**given)
    msg = f"{given!r} is no Event; write Event(title, level=…, body=…, date=…)"
    raise RecordError(msg)


def _several(domains: Iterable[Domain]) -> Iterable[Domain]:
    if isinstance(domains, Domain | str) or not isinstance(domains, Iterable):
        msg = f"{domains!r} is no list of domains; write Registry([domain])"
        raise RecordError(msg)
    return domains
