"""Finding installed plugins: an own loop over the entry points, so that a broken one becomes a failure and the rest load.

Loading a plugin runs its code; ``only``, ``block`` and the environment variables decide which are loaded at all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from importlib.metadata import EntryPoint, entry_points, version
from typing import Any

import attrs
import pluggy

from ..errors import KaizhouError, PluginError, did_you_mean
from ..model.domain import Domain
from .builtin import builtin_domains
from .hookspecs import PROJECT, Hooks

#: what stands for the distribution of a domain that the library itself brings
BUILT_IN = "built in"
#: Comma-separated names of plugins: load these and no others (empty: none).
ONLY = "KAIZHOU_INDICATORS_ONLY"
#: Comma-separated names of plugins never to load.
BLOCK = "KAIZHOU_INDICATORS_BLOCK"
#: argument of a hook -> what makes it, for the implementations that name it
_OFFERED: Mapping[str, Callable[[], Any]] = {"core": lambda: version("kaizhou-indicators")}


@attrs.frozen
class PluginFailure:
    """A plugin that did not load.

    Attributes:
        plugin: the entry point's name.
        distribution: the distribution and version that brought it.
        error: what went wrong; its message names plugin, distribution, cause and the way out.
    """

    plugin: str
    distribution: str
    error: KaizhouError

    def __str__(self) -> str:
        return str(self.error)


@attrs.frozen
class Plugin:
    """A plugin that could be loaded, and the domains it brings.

    Attributes:
        name: the entry point's name, the namespace of its keys.
        distribution: the distribution and version that brought it.
        domains: what its hook returned.
    """

    name: str
    distribution: str
    domains: tuple[Domain, ...]

    @property
    def label(self) -> str:
        """Name and distribution in one text."""
        return f"plugin {self.name!r} ({self.distribution})"


def discover(
    only: Collection[str] | None = None, block: Collection[str] = ()
) -> tuple[tuple[Plugin, ...], tuple[PluginFailure, ...]]:
    """Load the domains built in and the installed plugins, in the order of their names.

    Raises:
        PluginError: ``only`` or ``block`` name a plugin that is not installed.
    """
    found = sorted(entry_points(group=PROJECT), key=lambda e: (e.name, e.value))
    built_in = [Plugin(domain.name, BUILT_IN, (domain,)) for domain in builtin_domains()]
    wanted = _wanted([*(p.name for p in built_in), *(e.name for e in found)], only, block)
    loaded = [load_plugin(entry) for entry in found if entry.name in wanted]
    plugins: list[Plugin] = [p for p in built_in if p.name in wanted]
    plugins += [p for p in loaded if isinstance(p, Plugin)]
    rivals = [p for p in plugins if _rivals(p, plugins)]
    failures = [f for f in loaded if isinstance(f, PluginFailure)] + [_rivalry(p, plugins) for p in rivals]
    return tuple(sorted((p for p in plugins if p not in rivals), key=lambda p: p.name)), tuple(failures)


def _rivals(plugin: Plugin, plugins: Iterable[Plugin]) -> list[str]:
    """Return the distributions that bring a plugin of the same name; none for what is built in, which stays."""
    if plugin.distribution == BUILT_IN:
        return []
    return [p.distribution for p in plugins if p.name == plugin.name and p is not plugin]


def _rivalry(plugin: Plugin, plugins: Iterable[Plugin]) -> PluginFailure:
    others = _rivals(plugin, plugins)
    if BUILT_IN in others:
        told = "a domain of this name is built in; give entry point and domain another name"
    else:
        told = f"{' and '.join(others)} brings a plugin of the same name, so neither is loaded; remove one of them"
    return _failure(plugin.name, plugin.distribution, told)


def _wanted(names: list[str], only: Collection[str] | None, block: Collection[str]) -> set[str]:
    given = {"only": only, "block": block, ONLY: _listed(ONLY), BLOCK: _listed(BLOCK)}
    for argument, wanted in given.items():
        if isinstance(wanted, str):
            msg = f"{argument}={wanted!r} is a text; write {argument}=[{wanted!r}]"
            raise PluginError(msg)
        for name in wanted or ():
            if name not in names:
                installed = ", ".join(sorted(set(names))) or "none"
                msg = f"{argument}: no plugin {name!r} is installed.{did_you_mean(name, names)} Installed: {installed}."
                raise PluginError(msg)
    allowed = only if only is not None else given[ONLY]
    blocked = {*block, *(given[BLOCK] or ())}
    return {n for n in names if (allowed is None or n in allowed) and n not in blocked}


def _listed(variable: str) -> list[str] | None:
    text = os.environ.get(variable)
    return None if text is None else [name.strip() for name in text.split(",") if name.strip()]


def load_plugin(entry: EntryPoint) -> Plugin | PluginFailure:
    """Load one entry point; whatever its code raises becomes a failure."""
    distribution = f"{entry.dist.name} {entry.dist.version}" if entry.dist else "unknown distribution"
    try:
        domains = tuple(_domains(entry))
    except (Exception, SystemExit) as error:
        mine = isinstance(error, PluginError)
        cause = str(error) if mine else f"{entry.value!r} raised {type(error).__name__}: {error}"
        block = f"load(block=[{entry.name!r}]) or {BLOCK}={entry.name}"
        told = f"{cause.rstrip('.')}. Mend or remove the distribution, or block the plugin with {block}"
        return _failure(entry.name, distribution, told, error)
    return Plugin(entry.name, distribution, domains)


def _failure(name: str, distribution: str, told: str, cause: BaseException | None = None) -> PluginFailure:
    error = PluginError(f"plugin {name!r} ({distribution}): {told}")
    error.__cause__ = cause
    return PluginFailure(name, distribution, error)


def _domains(entry: EntryPoint) -> Iterator[Domain]:
    module = entry.load()
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    _check(lambda: manager.register(module, entry.name))
    _check(manager.check_pending)
    implementations = manager.hook.kaizhou_domains.get_hookimpls()
    if not implementations:
        msg = f"{entry.value!r} implements no hook; decorate `def kaizhou_domains()` with @hookimpl"
        raise PluginError(msg)
    for implementation in implementations:
        wanted = {name: _OFFERED[name]() for name in implementation.argnames}
        yield from _checked(entry, implementation.function(**wanted))


def _check(step: Callable[[], object]) -> None:
    try:
        step()
    except pluggy.PluginValidationError as error:
        known = ", ".join(n for n in vars(Hooks) if n.startswith("kaizhou_"))
        offered = ", ".join(_OFFERED)
        msg = f"{' '.join(str(error).split())}; the hooks are {known}, and a hook takes no arguments but its own ({offered})"
        raise PluginError(msg) from error


def _checked(entry: EntryPoint, result: object) -> Iterator[Domain]:
    if not isinstance(result, Iterable) or isinstance(result, str):
        msg = f"kaizhou_domains() returned {result!r}; return a list of domains, [domain]"
        raise PluginError(msg)
    for domain in result:
        if not isinstance(domain, Domain):
            msg = f"kaizhou_domains() returned {domain!r} ({type(domain).__name__}), no Domain; return [Domain(...)]"
            raise PluginError(msg)
        if domain.name != entry.name:
            msg = (
                f"domain {domain.name!r} is not in the namespace of the entry point {entry.name!r};"
                f" name both alike in [project.entry-points.{PROJECT}]"
            )
            raise PluginError(msg)
        yield domain


def failure_of(plugin: Plugin, error: KaizhouError) -> PluginFailure:
    """Return the failure of a plugin whose domains did not pass their checks."""
    return PluginFailure(plugin.name, plugin.distribution, error)
