"""Catalogue: the checked records of a set of domains, to be looked up. A Mapping of key to Indicator."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import UnknownKeyError, did_you_mean
from ..formula.changes import unit_of
from ..model.domain import Domain
from ..model.exchange import unstructure
from ..model.record import Frozen
from ..model.records import Baseline, Break, Indicator, Source
from ..periods import Period
from ..processes import Event, Identity
from ..references import Reference
from ..text import Text
from ..units import UnitSystem
from .collect import Collected
from .cross import check_references
from .discovery import PluginFailure
from .examine import Examination
from .formula import Formula
from .observations import Observations
from .parts import DomainInfo, Parts
from .settings import settings_of
from .unit_lines import unit_system

if TYPE_CHECKING:
    import pint


def examine(domains: Iterable[Domain], plugins: Mapping[str, str] | None = None) -> tuple[Parts, UnitSystem, Collected]:
    """Check domains together; the faults are in the third part of what comes back."""
    collected = Collected(domains, dict(plugins or {}))
    units, lost = unit_system(collected.parts.domains.values(), collected.faults)
    Examination(collected, units, lost)
    check_references(collected, units)
    return collected.parts, units, collected


class Catalogue(Mapping[str, Indicator]):
    """The indicators of a set of domains and all that belongs to them.

    Args:
        domains: the domains; their order carries no meaning.
        settings: key of a setting -> its value.

    Raises:
        RegistrationError: all faults of the domains together.
        SettingError: a setting that no domain declares, or outside its choices.
    """

    def __init__(self, domains: Iterable[Domain] = (), *, settings: Mapping[str, Any] | None = None) -> None:
        parts, units, collected = examine(domains)
        collected.faults.raise_all()
        self._take(parts, units, settings or {}, ())

    def _take(
        self, parts: Parts, units: UnitSystem, settings: Mapping[str, Any], failures: tuple[PluginFailure, ...]
    ) -> None:
        self.parts = parts
        self.unit_system = units
        self.failures = failures
        parts.values = settings_of(parts, settings)
        keys = dict.fromkeys(o.key for o in parts.observations)
        self.observations = Observations(parts.observations, {key: self._unit(key) for key in keys})

    def _unit(self, text: str) -> str:
        reference = Reference.parse(text)
        indicator = self.parts.indicators.get(reference.key)
        return unit_of(indicator, reference) if indicator is not None else ""  # of a domain that is not loaded

    # -- a mapping of key to indicator

    def __getitem__(self, key: str) -> Indicator:
        try:
            return self.parts.indicators[key]
        except (KeyError, TypeError):
            raise UnknownKeyError(self.unknown(str(key))) from None

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.parts.indicators))

    def __len__(self) -> int:
        return len(self.parts.indicators)

    def unknown(self, key: str) -> str:
        """Return the sentence that says what is wrong with a key that the registry does not hold."""
        domain = key.partition(".")[0]
        if "." in key and domain not in self.parts.domains:
            loaded = ", ".join(sorted(self.parts.domains)) or "none"
            failed = [str(failure) for failure in self.failures if failure.plugin == domain]
            way_out = f"Loaded: {loaded}. Install its plugin, or hand the domain to Registry([...])."
            return f"{key!r}: the domain {domain!r} is not loaded. {' '.join(failed) or way_out}"
        near = did_you_mean(key, self.parts.indicators) or "".join(
            f" Did you mean {i.key!r}?" for i in self.find(key)[:1]
        )
        return f"no indicator {key!r}.{near} `find` looks up titles, and `list` of the command kaizhou lists all."

    # -- looking things up

    @property
    def domains(self) -> Mapping[str, DomainInfo]:
        """The domains by name."""
        return Frozen({name: self.parts.domains[name] for name in sorted(self.parts.domains)})

    @property
    def units(self) -> pint.UnitRegistry[Any]:
        """The pint registry with 元 亩 人 户 件 篇 … and the domains' own units, built on first use."""
        return self.unit_system.registry

    @property
    def settings(self) -> Mapping[str, Any]:
        """The settings supplied."""
        return self.parts.values

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources that definitions and figures name, by ``domain.name``."""
        return Frozen(self.parts.sources)

    @property
    def identities(self) -> Mapping[str, Identity]:
        """The identities that figures must satisfy, by ``domain.name``."""
        return Frozen(self.parts.identities)

    @property
    def events(self) -> Mapping[str, tuple[Event, ...]]:
        """The honours that each domain records, by its name; ``Event.distinct`` counts what two of them tell once."""
        return Frozen({name: tuple(found) for name, found in sorted(self.parts.events.items())})

    def derivation(self, key: str) -> Formula:
        """Return the formula that derives an indicator.

        Raises:
            UnknownKeyError: the indicator is unknown, or is measured and not derived.
        """
        if key in self.parts.formulas:
            return self.parts.formulas[key]
        msg = f"{self[key].key} is measured, not derived; no formula makes it"
        raise UnknownKeyError(msg)

    def unit(self, reference: str | Reference) -> str:
        """Return the unit that the value of a key, or of a reference to a change of it, is in."""
        read = Reference.parse(reference)
        return unit_of(self[read.key], read)

    def needs(self, key: str) -> tuple[str, ...]:
        """Return the keys an indicator is made from; empty for one that is measured."""
        return self.parts.needs(self[key].key)

    def breaks(self, key: str) -> tuple[Break, ...]:
        """Return the breaks of a series: its own, those of what it is made from, and the ends of its definitions' time."""
        indicator = self[key]
        own = list(indicator.breaks)
        version = Text(f"第{indicator.version}版定义", f"version {indicator.version} of the definition")
        own += [Break(indicator.since, version)] if indicator.since else []
        own += [Break(str(Period.parse(indicator.until).shift(1)), version)] if indicator.until else []
        made_from = [b for need in self.parts.needs(key) if need in self.parts.indicators for b in self.breaks(need)]
        return tuple(dict.fromkeys([*own, *made_from]))

    def dependants(self, key: str) -> tuple[str, ...]:
        """Return the keys of the indicators made from this one."""
        return tuple(other for other in self if key in self.parts.needs(other))

    def baseline(self, name: str, domain: str) -> Baseline | None:
        """Return a named baseline, as it is called within a domain; None if there is none."""
        return self.parts.baselines.get(name if "." in name else f"{domain}.{name}")

    def source_of(self, indicator: Indicator) -> Source | None:
        """Return the source of an indicator's definition, if it names one that is loaded."""
        key = indicator.source or ""
        return self.parts.sources.get(key if "." in key else f"{indicator.domain}.{key}")

    def find(self, text: str) -> list[Indicator]:
        """Find indicators by key, title in both languages, or alias; the best matches first."""
        wanted = _plain(text)
        scored = [(score, i) for i in self.parts.indicators.values() if (score := _score(i, wanted))]
        return [indicator for _, indicator in sorted(scored, key=lambda s: (s[0], s[1].key))]

    @property
    def fingerprint(self) -> str:
        """A text that changes when any definition, formula, unit or setting does; published figures are none."""
        records = {key: unstructure(i) for key, i in self.parts.indicators.items()}
        shelves: list[dict[str, Any]] = [self.parts.baselines, self.parts.sources, self.parts.settings]
        data = {
            "records": records,
            "further": [{k: unstructure(v) for k, v in shelf.items()} for shelf in shelves],
            "formulas": {k: f.to_json() for k, f in self.parts.formulas.items()},
            "windows": {k: repr(w) for k, w in self.parts.windows.items()},
            "identities": {k: repr(rule) for k, rule in self.parts.identities.items()},
            "domains": {
                n: [str(d.title), d.title.en, str(d.definition), d.units] for n, d in self.parts.domains.items()
            },
            "settings": dict(self.parts.values),
        }
        text = json.dumps(data, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    # -- as a value

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __getstate__(self) -> dict[str, Any]:
        return {"parts": self.parts, "unit_system": self.unit_system, "failures": self.failures}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._take(state["parts"], state["unit_system"], dict(state["parts"].values), state["failures"])

    def __repr__(self) -> str:
        domains = ", ".join(self.domains) or "no domain"
        return f"<{type(self).__name__} {domains}: {len(self)} indicators, {len(self.parts.formulas)} formulas>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td><code>{i.key}</code></td><td>{i.title.zh}</td><td>{i.title.en}</td><td>{i.unit}</td></tr>"
            for i in (self[key] for key in self)
        )
        return f"<table><tr><th>key</th><th>中文</th><th>English</th><th>unit</th></tr>{rows}</table>"


def _plain(text: str) -> str:
    return "".join(str(text).casefold().split())


def _score(indicator: Indicator, wanted: str) -> tuple[int, int] | None:
    """Return how well an indicator matches, smaller is better: how the name matches, and how much longer it is."""
    names = [indicator.key, indicator.name, indicator.title.zh, indicator.title.en, *indicator.aliases]
    scores = [_name_score(_plain(name), wanted) for name in names if name]
    return min((score for score in scores if score is not None), default=None)


def _name_score(name: str, wanted: str) -> tuple[int, int] | None:
    if not wanted or wanted not in name:
        return None
    how = 0 if name == wanted else 1 if name.startswith(wanted) else 2
    return how, len(name) - len(wanted)
