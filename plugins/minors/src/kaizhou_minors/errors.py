"""The errors of this plugin, and nothing else; all of them are errors of ``kaizhou_indicators``.

::

    KaizhouError
    └── MinorsError               anything that this plugin refuses
        ├── ConfigurationError    configuration that no source gives and that was not supplied, or that cannot be
        ├── PersonalDataError     a table with columns about persons
        ├── MonthError            a month of the register that contradicts itself or the month before it
        └── RuleError             versions of rule documents that overlap, lead nowhere or have no date
"""

from __future__ import annotations

from collections.abc import Iterable

import kaizhou_indicators as ki
from kaizhou_indicators import KaizhouError


class MinorsError(KaizhouError, ValueError):
    """Something that this plugin refuses; the message names the place and the way out."""


class ConfigurationError(MinorsError):
    """Configuration that no source gives and that was not supplied, or that cannot be."""


class PersonalDataError(MinorsError):
    """A table with columns about persons."""


class MonthError(MinorsError):
    """A month of the register that contradicts itself or the month before it."""


class RuleError(MinorsError):
    """Versions of rule documents that overlap, lead nowhere or have no date."""


def refuse(error: type[MinorsError], place: str, faults: Iterable[str]) -> None:
    """Raise one error over all faults, or return where there is none.

    >>> refuse(MonthError, "500154 2024-01", [])
    """
    ki.refuse(place, faults, error)
