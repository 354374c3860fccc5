"""The registry of a build: loaded once before any page is read, and a page is read again when what it shows has changed.

A plugin that does not load is a warning of the build; what the configuration asks for and cannot have stops it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from sphinx.errors import ConfigError
from sphinx.util import logging

from ..engine.loading import load
from ..engine.registry import Registry
from ..errors import KaizhouError
from .site import NAME, Site

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_LOG = logging.getLogger(__name__)


def setup(app: Sphinx) -> None:
    """Register the configuration and what happens before pages are read."""
    defaults: dict[str, Any] = {"only": None, "block": (), "settings": {}, "registry": None}
    for name, default in defaults.items():
        app.add_config_value(f"kaizhou_{name}", default, "", types=())
    app.connect("builder-inited", open_registry)
    app.connect("env-get-outdated", outdated)


def open_registry(app: Sphinx) -> None:
    """Give the site its registry, and warn of each plugin that is missing from it."""
    registry = registry_of(app.config)
    site = cast("Site", app.env.get_domain(NAME))
    site.open(registry, digest(registry))
    for failure in registry.failures:
        _LOG.warning("%s", failure, type="kaizhou", subtype="plugin")


def registry_of(config: Config) -> Registry:
    """Return the registry that the configuration asks for.

    Raises:
        ConfigError: it cannot be had; says which value of the configuration is at fault.
    """
    if config.kaizhou_registry is not None:
        return _made(config.kaizhou_registry)
    try:
        return load(only=config.kaizhou_only, block=config.kaizhou_block, settings=config.kaizhou_settings)
    except KaizhouError as error:
        msg = f"kaizhou_only, kaizhou_block or kaizhou_settings in conf.py: {error}"
        raise ConfigError(msg) from error


def _made(make: object) -> Registry:
    registry = make() if callable(make) else make
    if not isinstance(registry, Registry):
        msg = (
            f"kaizhou_registry in conf.py gave {registry!r}; it is a function without arguments that returns a"
            " Registry, as in `def kaizhou_registry(): return Registry([domain])`"
        )
        raise ConfigError(msg)
    return registry


def digest(registry: Registry) -> str:
    """Return a text that changes when anything does that a page may show, published figures and settings included."""
    settings = sorted((name, repr(value)) for name, value in registry.settings.items())
    return hashlib.sha256(f"{registry.to_json()}{settings}".encode()).hexdigest()[:16]


def outdated(
    _app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Sequence[str]:
    """Return the pages that show what a registry said which is no longer the one of this build."""
    site = cast("Site", env.get_domain(NAME))
    gone: Iterable[str] = {*added, *changed, *removed}
    return sorted(site.pages_of_another_registry() - set(gone))
