"""Every error of the library, and nothing else.

Each message names the place (key, unit, column, plugin or line) and the way out::

    KaizhouError
    ├── UnitError                 a unit that is unknown, malformed or clashes with another
    │   └── DimensionError        units that do not go together
    ├── PeriodError               a period that cannot be read
    ├── ReferenceTextError        a reference such as ``water.codmn@2018:pct`` that cannot be read
    ├── FigureError               a printed figure that cannot be read
    ├── RecordError               a record with an attribute that cannot be
    │   └── UnknownKeywordError   a keyword the record does not have
    ├── FormulaError              something a formula may not do
    ├── RegistrationError         all faults of the domains handed to a registry (an ExceptionGroup)
    ├── PluginError               a plugin that did not load
    ├── UnknownKeyError           a key that the registry does not hold (a KeyError)
    ├── SettingError              a setting that is unknown, unset or outside its choices
    ├── DerivationError           a value that cannot be derived
    │   ├── MissingInputError     inputs that were not given
    │   └── ComparabilityError    a comparison that would not mean anything
    ├── FrameError                a table that cannot be used: columns, duplicate rows, text among numbers
    └── ProcessError              a process record whose parts contradict each other

Beside them stands one warning, ``KaizhouDeprecationWarning``, and ``deprecated``, the one way to give it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, Self


class KaizhouError(Exception):
    """The root of all errors that this library raises on purpose."""


class UnitError(KaizhouError, ValueError):
    """A unit that is unknown, malformed, or defined twice."""


class DimensionError(UnitError):
    """Units that cannot be added, compared or converted into each other."""


class PeriodError(KaizhouError, ValueError):
    """A text, number or date that is no period."""


class ReferenceTextError(KaizhouError, ValueError):
    """A text that is no reference ``key[@window][@baseline[:change]]``."""


class FigureError(KaizhouError, ValueError):
    """A text that is no printed figure."""


class RecordError(KaizhouError, ValueError):
    """An attribute of a record that cannot be."""


class UnknownKeywordError(RecordError, TypeError):
    """A keyword that a record does not have."""


class FormulaError(KaizhouError, TypeError):
    """Something that a formula may not do."""


class PluginError(KaizhouError):
    """A plugin that could not be loaded."""


class SettingError(KaizhouError, ValueError):
    """A setting that is unknown, unset, or outside its choices."""


class DerivationError(KaizhouError, ValueError):
    """A value that cannot be derived; the message names the sub-expression."""


class MissingInputError(DerivationError):
    """Inputs that a derivation needs and that were not given."""


class ComparabilityError(DerivationError):
    """A comparison across different price bases, populations, scopes or definitions."""


class FrameError(KaizhouError, ValueError):
    """A table that cannot be used as it is."""


class ProcessError(KaizhouError, ValueError):
    """A process record whose parts contradict each other."""


class UnknownKeyError(KaizhouError, KeyError):
    """A key that the registry does not hold."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class RegistrationError(KaizhouError, ExceptionGroup[KaizhouError]):
    """All faults of the domains handed to a registry, together.

    ``exceptions`` holds one error a fault; ``str()`` lists them under what the message says.
    """

    def __new__(cls, message: str, faults: Sequence[KaizhouError]) -> Self:
        """Make it of a message and the faults."""
        listed = [f"  {i}. {fault}" for i, fault in enumerate(faults, 1)]
        made = super().__new__(cls, "\n".join([f"{message} ({len(faults)})", *listed]), faults)
        made._said = message
        return made

    _said: str

    def derive(self, excs: Sequence[KaizhouError]) -> RegistrationError:  # type: ignore[override]  # narrower by design
        """Split and subgroup keep the type."""
        return RegistrationError(self._said, excs)

    def __reduce__(self) -> tuple[Any, ...]:
        return RegistrationError, (self._said, self.exceptions)

    def __str__(self) -> str:
        return str(self.message)


class KaizhouDeprecationWarning(FutureWarning):
    """Something that a later version will not have; the message names what replaces it and when it goes.

    A ``FutureWarning``, because Python keeps silent about a ``DeprecationWarning`` that arises in a plugin's modules.
    """


def deprecated(what: str, *, instead: str, since: str, refused: str, stacklevel: int = 2) -> None:
    """Tell the caller that something will go.

    Args:
        what: the name, argument or key that will go.
        instead: what to use in its place.
        since: the version that tells it first.
        refused: the version from which on the warning is raised as an error; the release after that removes the thing.
        stacklevel: whose line is shown: 2 is the caller of the function that calls this.

    Raises:
        KaizhouDeprecationWarning: the version installed is ``refused`` or later.
    """
    from importlib.metadata import version

    warning = KaizhouDeprecationWarning(
        f"{what} is deprecated since {since}; use {instead}. From {refused} on it is an error, and the release after that"
        " is without it"
    )
    if _numbers(version("kaizhou-indicators")) >= _numbers(refused):
        raise warning
    warnings.warn(warning, stacklevel=stacklevel + 1)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def refuse_unknown(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Raise UnknownKeywordError for the first keyword that is not known."""
    known = [str(k) for k in known]
    for keyword in given:
        if keyword not in known:
            hint = did_you_mean(keyword, known) or f" It takes {', '.join(known)}."
            msg = f"{what} has no keyword {keyword!r}.{hint}"
            raise UnknownKeywordError(msg)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``" Did you mean 'codmn'?"`` for the nearest known words, or an empty text.

    >>> did_you_mean("codnm", ["codmn", "bod5"])
    " Did you mean 'codmn'?"
    >>> did_you_mean("zzz", ["codmn"])
    ''
    """
    near = get_close_matches(word, list(known), n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(repr(n) for n in near)}?" if near else ""
