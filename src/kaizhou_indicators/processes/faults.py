"""Faults are told together, and configuration that no source gives is asked for by name.

Every check collects sentences, each with its way out, and raises them in one error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import KaizhouError, ProcessError, did_you_mean


def refuse(place: str, faults: Iterable[str], error: type[KaizhouError] = ProcessError) -> None:
    """Raise one error over all faults, or return where there is none.

    Args:
        place: the record, table or file as messages name it, as in ``Funnel 风险处置``.
        faults: one sentence a fault, each with its way out.
        error: the error to raise.

    >>> refuse("Funnel 风险处置", [])
    >>> refuse("Funnel 风险处置", ["推送 101 exceeds 预警 100; correct one of them"])
    Traceback (most recent call last):
    ...
    kaizhou_indicators.errors.ProcessError: Funnel 风险处置: 推送 101 exceeds 预警 100; correct one of them
    """
    found = tuple(dict.fromkeys(faults))
    if not found:
        return
    if len(found) == 1:
        msg = f"{place}: {found[0]}"
    else:
        lines = [f"  {number}. {fault}" for number, fault in enumerate(found, 1)]
        msg = "\n".join([f"{place}: {len(found)} faults", *lines])
    raise error(msg)


def configured(
    place: str,
    table: Mapping[str, Any] | None,
    needed: Mapping[str, str],
    *,
    optional: Iterable[str] = (),
    error: type[KaizhouError] = ProcessError,
) -> Mapping[str, Any]:
    """Return a table of configuration that has no default, or say all that is missing and all that means nothing in it.

    Args:
        place: the table as messages name it.
        table: what the user supplied; None where nothing was.
        needed: name -> what to supply under it.
        optional: names that may be there too.
        error: the error to raise.

    >>> configured("risk levels", {"levels": ["low", "high"]}, {"levels": "the levels, lowest first"})
    {'levels': ['low', 'high']}
    >>> configured("risk levels", None, {"levels": "the levels, lowest first"})
    Traceback (most recent call last):
    ...
    kaizhou_indicators.errors.ProcessError: risk levels: levels is missing, and no source gives it; supply the levels, lowest first
    """
    given = {} if table is None else table
    if not isinstance(given, Mapping):
        refuse(place, [f"{given!r} is no table; write {', '.join(needed)} with their values"], error)
    known = [*needed, *optional]
    asked = needed.items()
    missing = [f"{name} is missing, and no source gives it; supply {what}" for name, what in asked if name not in given]
    strange = [
        f"{name!r} means nothing here; it takes {', '.join(known)}.{did_you_mean(str(name), known)}"
        for name in given
        if name not in known
    ]
    refuse(place, [*missing, *strange], error)
    return given
