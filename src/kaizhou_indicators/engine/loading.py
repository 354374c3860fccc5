"""Loading the installed plugins into a registry; a plugin at fault is told and left out, and the rest load."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..errors import KaizhouError, PluginError, RegistrationError
from ..model.domain import Domain
from ..registry.catalogue import examine
from ..registry.discovery import Plugin, PluginFailure, discover, failure_of
from .registry import Registry

#: what stands for the distribution of a domain that the caller hands in
HANDED_IN = "handed in"


def load(
    *,
    only: Collection[str] | None = None,
    block: Collection[str] = (),
    strict: bool = False,
    settings: Mapping[str, Any] | None = None,
    domains: Iterable[Domain] = (),
) -> Registry:
    """Load the installed plugins into a new registry.

    A plugin that cannot be loaded, or whose domains have faults, is told in ``registry.failures`` and the rest load.

    Args:
        only: names of the plugins to load; None: all. Also KAIZHOU_INDICATORS_ONLY=a,b.
        block: names of plugins not to load. Also KAIZHOU_INDICATORS_BLOCK=a,b.
        strict: raise the failures instead.
        settings: key of a setting -> its value.
        domains: domains beside those of the plugins, such as what ``read_domain`` reads; their faults are always raised.

    Raises:
        RegistrationError: over the faults of ``domains``; with ``strict``, over all failures.
        PluginError: ``only`` or ``block`` name a plugin that is not installed, or one of ``domains`` has its name.
    """
    plugins, failures = discover(only, block)
    handed_in = _handed_in(domains, plugins)
    parts, units, rejected = _agreeing([*plugins, *handed_in])
    for failure in rejected:
        if failure.distribution == HANDED_IN:
            raise failure.error
    failures = tuple(sorted([*failures, *rejected], key=lambda f: (f.plugin, f.distribution)))
    if strict and failures:
        msg = "plugins did not load"
        raise RegistrationError(msg, [failure.error for failure in failures])
    registry = Registry.__new__(Registry)
    registry._take(parts, units, settings or {}, failures)
    return registry


def _handed_in(domains: Iterable[Domain], plugins: Iterable[Plugin]) -> list[Plugin]:
    """Return domains as if each were a plugin of its name."""
    made = [Plugin(domain.name, HANDED_IN, (domain,)) for domain in domains]
    installed = {plugin.name: plugin.label for plugin in plugins}
    for plugin in made:
        if plugin.name in installed:
            msg = (
                f"the domain {plugin.name!r} handed in has the name of {installed[plugin.name]}; block that one with"
                f" block=[{plugin.name!r}], or rename the domain"
            )
            raise PluginError(msg)
    return made


def _agreeing(plugins: Iterable[Plugin]) -> tuple[Any, Any, list[PluginFailure]]:
    """Return the parts of the plugins without faults, and the failures of the others."""
    good, rejected = _standing(plugins)
    while True:
        parts, units, collected = _examined(good)
        faulty = {domain for domain, _ in collected.faults.found}
        if not faulty:
            return parts, units, rejected
        if faulty.isdisjoint(p.name for p in good):
            collected.faults.raise_all()  # no plugin to leave out: said, not looped over
        for plugin in [p for p in good if p.name in faulty]:
            msg = f"the domain of {plugin.label} cannot be registered"
            rejected.append(failure_of(plugin, RegistrationError(msg, collected.faults.of(plugin.name))))
        good = [p for p in good if p.name not in faulty]


def _examined(plugins: Iterable[Plugin]) -> tuple[Any, Any, Any]:
    plugins = list(plugins)
    return examine([d for p in plugins for d in p.domains], {p.name: p.label for p in plugins})


def _standing(plugins: Iterable[Plugin]) -> tuple[list[Plugin], list[PluginFailure]]:
    """Leave out a plugin over which the checks themselves fall: it must not take the host down."""
    plugins = list(plugins)
    try:
        _examined(plugins)
    except Exception:
        fallen = {plugin: error for plugin in plugins if (error := _crash(plugin)) is not None}
        kept = [plugin for plugin in plugins if plugin not in fallen]
        return kept, [failure_of(plugin, error) for plugin, error in fallen.items()]
    return plugins, []


def _crash(plugin: Plugin) -> KaizhouError | None:
    try:
        _examined([plugin])
    except Exception as error:
        made = PluginError(f"{plugin.label} cannot be checked ({type(error).__name__}: {error}); mend it or block it")
        made.__cause__ = error
        return made
    return None
