"""What this package refuses: one error that names the place, everything that is wrong there, and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import kaizhou_indicators as ki
from kaizhou_indicators import KaizhouError


class ProjectError(KaizhouError, ValueError):
    """A configuration, a schedule or a record of projects that cannot be."""


refuse = partial(ki.refuse, error=ProjectError)


def given(place: str, table: Mapping[str, Any] | None, supply: str) -> Mapping[str, Any]:
    """Return configuration that has no default.

    Raises:
        ProjectError: there is none; says what to supply.
    """
    if not table:
        msg = f"{place} has no default, for no public source gives it; {supply}"
        raise ProjectError(msg)
    return table


def take(place: str, table: Mapping[str, Any], known: Iterable[str], needed: Iterable[str] = ()) -> None:
    """Raise ProjectError for entries that the table does not take, and for those that it lacks.

    Raises:
        ProjectError: both together, with what it takes.
    """
    known = list(known)
    faults = [f"unknown entry {name!r}; it takes {', '.join(known)}" for name in table if name not in known]
    refuse(place, [*faults, *(f"entry {name!r} is missing; supply it" for name in needed if not table.get(name))])
