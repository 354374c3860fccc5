"""What the records of this package share: all faults of a record are told together, and configuration is asked for.

No source gives the names of the union levels, the mandatory functions, a radius or a plan of meetings. They are read
from the user's own table, and what is not there is asked for by name; nothing has a default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import kaizhou_indicators as ki


class ConfigurationError(ki.KaizhouError, ValueError):
    """Configuration that no source gives and that was not supplied."""


class UnpublishedError(ki.KaizhouError, LookupError):
    """A figure that nobody has published."""


def unknown(what: str, word: object, known: Iterable[str]) -> str:
    """Return the sentence for a word that is none of those known, with the nearest one.

    >>> unknown("function", "carre", ["care", "jobs"])
    "unknown function 'carre'; known: care, jobs. Did you mean 'care'?"
    """
    words = list(known)
    near = get_close_matches(str(word), words, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f"unknown {what} {word!r}; known: {', '.join(words)}.{hint}"


def read_configuration(file: str | Path) -> dict[str, Any]:
    """Return the user's configuration, a TOML file, as a table.

    Raises:
        ConfigurationError: there is no such file, or it is no TOML.
    """
    try:
        return tomllib.loads(Path(file).read_text("utf-8"))
    except (OSError, ValueError) as error:
        msg = f"configuration {file} cannot be read: {error}; correct the path, or the line named"
        raise ConfigurationError(msg) from error


def section(table: Mapping[str, Any] | None, name: str, what: str) -> Mapping[str, Any]:
    """Return a section of the configuration.

    Args:
        table: the whole configuration.
        name: the section's name.
        what: what the user has to supply in it.

    Raises:
        ConfigurationError: the section is missing or is no table; says what to supply.
    """
    found = (table or {}).get(name)
    if not isinstance(found, Mapping) or not found:
        msg = f"configuration [{name}] is missing; no source gives it and it has no default. Supply {what}"
        raise ConfigurationError(msg)
    return found


def value(table: Mapping[str, Any], where: str, name: str, what: str) -> Any:
    """Return an entry of a section.

    Raises:
        ConfigurationError: the entry is missing; says what to supply.
    """
    if table.get(name) in (None, "", [], {}):
        msg = f"configuration [{where}] has no {name!r}; no source gives it and it has no default. Supply {what}"
        raise ConfigurationError(msg)
    return table[name]


def only(table: Mapping[str, Any], where: str, known: Iterable[str]) -> None:
    """Raise ConfigurationError for an entry that a section does not take."""
    words = tuple(known)
    for name in table:
        if name not in words:
            msg = f"configuration [{where}]: {unknown('entry', name, words)}"
            raise ConfigurationError(msg)


def named(title: Any) -> ki.Text:
    """Return a title given as Chinese text or as a table ``{zh, en}``.

    >>> named({"zh": "快递员", "en": "Couriers"}).en
    'Couriers'
    """
    return ki.Text(**title) if isinstance(title, Mapping) else ki.Text(str(title))
