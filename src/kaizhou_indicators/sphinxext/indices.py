"""The indices: all indicators by domain, and by unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, cast

from sphinx.domains import Index, IndexEntry

from .reading import unit_name

if TYPE_CHECKING:
    from ..model.records import Indicator
    from .site import Site
    from .words import Words

Heading = Callable[["Site", "Indicator"], str]


def indices(words: Words) -> list[type[Index]]:
    """Return the indices with their titles in one language; Sphinx reads the titles from the classes."""
    short = words("index.short")
    return [
        type("ByDomain", (_Index,), {"name": "domains", "localname": words("index.domain"), "shortname": short}),
        type(
            "ByUnit", (_Index,), {"name": "unitindex", "localname": words("index.unit"), "heading": staticmethod(_unit)}
        ),
    ]


def _domain(site: Site, indicator: Indicator) -> str:
    return site.words.of(site.registry.domains[indicator.domain].title)


def _unit(site: Site, indicator: Indicator) -> str:
    if indicator.grades:
        return site.words.code("kind", indicator.kind.value)
    name = unit_name(indicator.unit)
    return name if name not in {"", "1"} else "1"


class _Index(Index):
    """Indicators that are told on some page, under headings."""

    heading: Heading = staticmethod(_domain)

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the entries under their headings, and that they may be folded."""
        site = cast("Site", self.domain)
        pages = None if docnames is None else set(docnames)
        found: dict[str, list[IndexEntry]] = {}
        for indicator, entry in self._entries(site):
            if pages is None or entry.docname in pages:
                found.setdefault(type(self).heading(site, indicator), []).append(entry)
        return [(heading, sorted(entries)) for heading, entries in sorted(found.items())], True

    def _entries(self, site: Site) -> Iterator[tuple[Indicator, IndexEntry]]:
        for what, key in site.places:
            place = site.find(what, key)
            if what == "indicator" and place is not None and key in site.registry:
                unit = unit_name(site.registry[key].unit)
                yield site.registry[key], IndexEntry(place.title, 0, place.page, place.anchor, key, "", unit)
