"""The one error of this package: configuration that no source gives was not supplied, or records that cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kaizhou_indicators import KaizhouError


class AdviceError(KaizhouError, ValueError):
    """Configuration that is missing or records that cannot be; the message names the place and what to supply."""


def refuse(place: str, faults: Iterable[str]) -> None:
    """Raise one AdviceError over all faults, or return where there is none."""
    found = tuple(dict.fromkeys(faults))
    if len(found) == 1:
        msg = f"{place}: {found[0]}"
        raise AdviceError(msg)
    if found:
        lines = [f"  {number}. {fault}" for number, fault in enumerate(found, 1)]
        raise AdviceError("\n".join([f"{place}: {len(found)} faults", *lines]))


def configured(place: str, table: Mapping[str, Any] | None, needed: Mapping[str, str]) -> Mapping[str, Any]:
    """Return a table of configuration, or say all that is missing of it and all that means nothing in it.

    Args:
        place: the table as messages name it.
        table: what the user supplied; None where nothing was.
        needed: name -> what to supply under it; all are required.
    """
    given = {} if table is None else table
    if not isinstance(given, Mapping):
        refuse(place, [f"{given!r} is no table; write {', '.join(needed)} with their values"])
    missing = [
        f"{name} is missing, and no source gives it; supply {what}"
        for name, what in needed.items()
        if name not in given
    ]
    strange = [f"{name!r} means nothing here; it takes {', '.join(needed)}" for name in given if name not in needed]
    refuse(place, [*missing, *strange])
    return given


def is_whole(value: object, low: int, high: int | None = None) -> bool:
    """Say whether a value is a whole number from ``low`` to ``high``.

    >>> is_whole(3, 1), is_whole(True, 1), is_whole(4, 1, 3)
    (True, False, False)
    """
    return isinstance(value, int) and not isinstance(value, bool) and low <= value and (high is None or value <= high)
