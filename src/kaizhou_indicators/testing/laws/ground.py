"""Ground: the registries that the laws of a domain are tried on, one for each way its settings can be chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib.metadata import entry_points
from typing import Any

import attrs

from ...engine.loading import load
from ...engine.registry import Registry
from ...model.domain import Domain
from ...model.record import Frozen
from ...references import Reference
from ...registry.builtin import builtin_domains
from ...registry.hookspecs import PROJECT
from ..strategies import Rows, settings_to_try

__all__ = ["Ground", "Tested", "settings_of", "with_settings"]

#: what laws are asked of: a domain, the name of an installed one, or a registry
Tested = Domain | Registry | str


class Ground:
    """What the laws of a domain are tried on.

    Args:
        tested: a domain, a registry (all of its domains are tested), or the name of an installed plugin.
        others: further domains that its formulas read; those built into the library are there anyway.
        settings: key of a setting -> its value; those left out are tried with every choice, or with a few numbers.
        keys: the indicators to test; empty: all of the domains tested.

    Raises:
        RegistrationError: all faults of the domains, together.
        PluginError: no plugin of that name is installed.
    """

    def __init__(
        self,
        tested: Tested,
        *others: Domain,
        settings: Mapping[str, Any] | None = None,
        keys: Collection[str] = (),
    ) -> None:
        first, self.domains = _registry(tested, others, settings)
        self.registries = tuple(with_settings(first, chosen) for chosen in settings_to_try(first, first.settings))
        self._asked = frozenset(keys)
        self._rows: dict[tuple[int, tuple[str, ...], bool], Rows] = {}

    @property
    def registry(self) -> Registry:
        """The first of the registries; all have the same definitions."""
        return self.registries[0]

    def rows(self, registry: Registry, *keys: str, identities: bool = True) -> Rows:
        """Return the rows of what keys are made from, worked out once."""
        which = (id(registry), keys, identities)
        if which not in self._rows:
            self._rows[which] = Rows(registry, keys, identities=identities)
        return self._rows[which]

    def registries_for(self, key: str) -> tuple[Registry, ...]:
        """Return the registries that differ in a setting which a derived value depends on; all, of anything else."""
        if key not in self.registry.parts.formulas:
            return self.registries
        asked = settings_of(self.registry, key)
        return tuple({tuple(r.settings[name] for name in asked): r for r in reversed(self.registries)}.values())[::-1]

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the domains tested, in order of declaration."""
        declared = [key for name in self.domains for key in self.registry.domains[name].keys]
        return tuple(key for key in declared if not self._asked or key in self._asked)

    def formulas(self) -> tuple[str, ...]:
        """Return the derived keys of the domains tested whose inputs are all loaded."""
        return tuple(key for key in self.keys() if key in self.registry.parts.formulas and not self.away(key))

    def away(self, key: str) -> str:
        """Return the domain that a value is made from and that is not loaded; an empty text where all are."""
        for need in self.registry.parts.needs(key):
            name = Reference.parse(need).key
            if name not in self.registry:
                return name.partition(".")[0]
            found = self.away(name) if name != key else ""
            if found:
                return found
        return ""


def settings_of(registry: Registry, key: str) -> tuple[str, ...]:
    """Return the settings that a derived value depends on, through the formulas below it, too."""
    formula = registry.parts.formulas.get(key)
    if formula is None:
        return ()
    below = [name for need in formula.needs for name in settings_of(registry, need)]
    return tuple(dict.fromkeys([*formula.settings.values(), *below]))


def with_settings(registry: Registry, settings: Mapping[str, Any]) -> Registry:
    """Return the registry with other settings; definitions and units are shared, so that it costs next to nothing."""
    state = registry.__getstate__()
    made = Registry.__new__(Registry)
    made.__setstate__({**state, "parts": attrs.evolve(state["parts"], values=Frozen(settings))})
    return made


def _registry(
    tested: Tested, others: tuple[Domain, ...], settings: Mapping[str, Any] | None
) -> tuple[Registry, tuple[str, ...]]:
    if isinstance(tested, Registry):
        return (with_settings(tested, {**tested.settings, **settings}) if settings else tested), tuple(tested.domains)
    if isinstance(tested, str):
        return _installed(tested, others, settings), (tested,)
    given = {tested.name, *(domain.name for domain in others)}
    built_in = [domain for domain in builtin_domains() if domain.name not in given]
    return Registry([tested, *others, *built_in], settings=settings), (tested.name,)


def _installed(name: str, others: tuple[Domain, ...], settings: Mapping[str, Any] | None) -> Registry:
    """Load an installed plugin with those that its formulas read, as far as they are installed."""
    wanted = [name, *(domain.name for domain in builtin_domains())]
    registry = load(only=wanted, strict=True, settings=settings, domains=others)
    installed = {point.name for point in entry_points(group=PROJECT)}
    while further := sorted(_missing(registry, name) & installed):
        wanted += further
        registry = load(only=wanted, strict=True, settings=settings, domains=others)
    return registry


def _missing(registry: Registry, name: str) -> set[str]:
    """Return the domains that formulas of a domain read and that are not loaded."""
    needs = [need for key in registry.domains[name].keys for need in registry.parts.needs(key)]
    read = {Reference.parse(need).key.partition(".")[0] for need in needs}
    return {domain for domain in read if domain not in registry.domains}
