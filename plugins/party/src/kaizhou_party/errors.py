"""The one error of this package: configuration that no source gives was not supplied, or contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import kaizhou_indicators as ki
from kaizhou_indicators import KaizhouError, Text


class PartyError(KaizhouError, ValueError):
    """Configuration that is missing or cannot be; the message names the place and what to supply."""


refuse = partial(ki.refuse, error=PartyError)


def required(place: str, table: Mapping[str, Any] | None, needed: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the table, or say all that is missing of it.

    Args:
        place: the table as messages name it.
        table: what the user supplied; None where nothing was.
        needed: name -> what to supply under it.
    """
    given = {} if table is None else table
    if not isinstance(given, Mapping):
        refuse(place, [f"{given!r} is no table; write {', '.join(needed)} with their values"])
    refuse(
        place,
        [
            f"{name} is missing, and no source gives it; supply {what}"
            for name, what in needed.items()
            if name not in given
        ],
    )
    return given


def unexpected(place: str, table: Mapping[str, Any], known: Iterable[str]) -> list[str]:
    """Return a sentence for every entry of the table that means nothing here."""
    names = tuple(known)
    return [f"{name!r} means nothing in {place}; it takes {', '.join(names)}" for name in table if name not in names]


def one_language(name: str, title: Text) -> list[str]:
    """Return the sentence for a title that is not in both languages; a domain's titles are."""
    return (
        [] if title.zh and title.en else [f"{name} {str(title)!r} is in one language only; supply {{zh = …, en = …}}"]
    )
