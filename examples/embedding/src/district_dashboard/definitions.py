"""The definitions: loaded once at the start, complete and pinned, or the service does not start.

Only the plugins that the service needs make its registry, so that the pin does not depend on what else is installed.
Whatever is installed beside them and does not load is reported and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import kaizhou_indicators as ki

from .config import Config
from .errors import DefinitionsError, PinError


@dataclass(frozen=True)
class Definitions:
    """The definitions that the service works with.

    Attributes:
        registry: the registry of the plugins needed.
        pinned: whether their fingerprint was asked for and found.
        warnings: plugins installed beside them that did not load, one sentence each.
    """

    registry: ki.Registry
    pinned: bool
    warnings: tuple[str, ...] = ()


def load(config: Config) -> Definitions:
    """Load what the configuration needs.

    Raises:
        DefinitionsError: a plugin that is needed is not installed or is broken, or a setting cannot be.
        PinError: the definitions changed since they were reviewed.
    """
    try:
        registry = ki.load(only=list(config.plugins), settings=config.settings)
    except ki.KaizhouError as error:  # not installed, or a setting that there is not
        raise DefinitionsError(str(error)) from error
    if registry.failures:
        raise DefinitionsError("\n".join(str(failure) for failure in registry.failures))
    _require_pin(registry, config.fingerprint)
    return Definitions(registry, config.fingerprint is not None, tuple(_broken_beside(config.plugins)))


def _require_pin(registry: ki.Registry, pin: str | None) -> None:
    if pin is not None and registry.fingerprint != pin:
        msg = (
            f"the definitions of {', '.join(registry.domains)} have the fingerprint {registry.fingerprint}, pinned is {pin}:"
            " a definition, formula, unit or setting changed. Review the change and pin the new one (--pin), or install the"
            " versions that were reviewed"
        )
        raise PinError(msg)


def _broken_beside(needed: Iterable[str]) -> list[str]:
    return [str(failure) for failure in ki.load(block=list(needed)).failures]
