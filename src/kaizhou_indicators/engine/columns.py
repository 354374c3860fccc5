"""Headers: what a column of the caller's table is a value of, and in which unit.

A header is a key, a reference, a title in either language, an alias, or a title with its unit: 叶绿素a(mg/m³).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import attrs

from ..errors import FrameError, ReferenceTextError, UnitError
from ..references import Reference
from ..registry.catalogue import Catalogue

_WITH_UNIT = re.compile(r"\s*(?P<title>.*?)\s*[(（\[](?P<unit>[^()（）\[\]]+)[)）\]]\s*\Z")


@attrs.frozen
class Header:
    """A column recognised.

    Attributes:
        column: the caller's name.
        target: the reference it is the value of.
        unit: the unit its header states, or an empty text.
    """

    column: str
    target: str
    unit: str = ""


def read_headers(catalogue: Catalogue, columns: Iterable[str]) -> dict[str, Header]:
    """Return reference -> header for the columns that are values of indicators.

    Raises:
        FrameError: two columns are the same indicator.
    """
    titles = _titles(catalogue)
    found: dict[str, Header] = {}
    for column in columns:
        header = _header(catalogue, titles, column) if isinstance(column, str) else None  # type: ignore[redundant-expr]  # pandas allows any name
        if header is None:
            continue
        if header.target in found:
            msg = f"columns {found[header.target].column!r} and {column!r} are both {header.target}; keep one of them"
            raise FrameError(msg)
        found[header.target] = header
    return found


def _header(catalogue: Catalogue, titles: Mapping[str, str], column: str) -> Header | None:
    reference = _reference(column)
    if reference is not None and reference.key in catalogue.parts.indicators:
        return Header(column, str(reference))
    if (key := titles.get(_plain(column))) is not None:
        return Header(column, key)
    split = _WITH_UNIT.match(column)
    if split is None:
        return None
    reference = _reference(split["title"])
    known = reference is not None and reference.key in catalogue.parts.indicators
    target = str(reference) if known else titles.get(_plain(split["title"]))
    return Header(column, target, _unit(catalogue, column, split["unit"])) if target else None


def _unit(catalogue: Catalogue, column: str, unit: str) -> str:
    try:
        catalogue.unit_system.check(unit)
    except UnitError as error:
        msg = f"column {column!r}: {error}"
        raise FrameError(msg) from error
    return unit


@lru_cache(maxsize=4096)
def _reference(text: str) -> Reference | None:
    if "." not in text:
        return None
    try:
        return Reference.parse(text)
    except ReferenceTextError:
        return None


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


def _titles(catalogue: Catalogue) -> dict[str, str]:
    """Return title or alias -> key, without those that two indicators share."""
    keys: dict[str, set[str]] = {}
    for indicator in catalogue.parts.indicators.values():
        for name in (indicator.title.zh, indicator.title.en, *indicator.aliases):
            if name:
                keys.setdefault(_plain(name), set()).add(indicator.key)
    return {name: next(iter(owners)) for name, owners in keys.items() if len(owners) == 1}
