"""Every error of the service, and nothing else.

::

    DashboardError
    ├── ConfigError         the configuration cannot be used
    ├── DefinitionsError    a plugin that the service needs did not load
    │   └── PinError        the definitions are not those that were pinned
    └── FiguresError        the figures handed in are at fault; ``faults`` lists everything
"""

from __future__ import annotations

from collections.abc import Sequence


class DashboardError(Exception):
    """The root of all errors that the service raises on purpose."""


class ConfigError(DashboardError):
    """A configuration that cannot be used."""


class DefinitionsError(DashboardError):
    """A plugin that the service needs and that did not load."""


class PinError(DefinitionsError):
    """Definitions that are not those that were pinned."""


class FiguresError(DashboardError):
    """Figures that are at fault.

    Attributes:
        faults: one sentence a fault, all of them.
    """

    def __init__(self, name: str, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        listed = "\n".join(f"  {number}. {fault}" for number, fault in enumerate(self.faults, 1))
        super().__init__(f"{name}: {len(self.faults)} faults\n{listed}")
