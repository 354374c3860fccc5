"""Rows: what the library derives, as plain values that ``json`` can write. Nothing is calculated or worded here.

A row is one target in one area and period. It has a value, or the library's reason why there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypedDict

import kaizhou_indicators as ki
import polars as pl


class Title(TypedDict):
    """A name in both languages."""

    zh: str
    en: str


class Source(TypedDict):
    """A document that a definition or a limit comes from."""

    title: Title
    issuer: str
    year: int | None
    clause: str
    official: bool


class BaselineValue(TypedDict):
    """What a value is compared with: the name, and its value in the unit of the indicator."""

    name: str
    title: Title | None
    reference: str
    value: float | str | None
    unit: str


class Row(TypedDict):
    """One target in one area and period."""

    area: str
    period: str
    reference: str
    title: Title
    value: float | str | None
    unit: str
    baseline: BaselineValue | None
    reason: str | None
    sources: list[Source]


class Rows:
    """The rows of a fixed list of targets, compiled once for a table's columns.

    Args:
        registry: the definitions.
        targets: keys or references.
        columns: the columns of the tables to come.

    Raises:
        KaizhouError: a target that there is not, or inputs that the columns do not give.
    """

    def __init__(self, registry: ki.Registry, targets: tuple[str, ...], columns: list[str]) -> None:
        self.registry = registry
        self.references = tuple(ki.Reference.parse(target) for target in targets)
        bases = [str(r.base) for r in self.references if r.change is not None]
        asked = tuple(dict.fromkeys([*map(str, self.references), *bases]))
        self.plan = registry.plan(asked, columns)
        self.units = _units(registry, asked)

    def of(self, figures: pl.DataFrame) -> list[Row]:
        """Derive the targets of a table and return one row an area, period and target."""
        derived = self.plan(figures)
        reasons = {(row, target): reason for row, target, reason in self.plan.reasons(figures).iter_rows()}
        return [
            self._row(number, cells, reference, reasons)
            for number, cells in enumerate(derived.iter_rows(named=True))
            for reference in self.references
        ]

    def _row(self, number: int, cells: dict[str, Any], reference: ki.Reference, reasons: dict[Any, str]) -> Row:
        name = str(reference)
        return {
            "area": cells["area"],
            "period": cells["period"],
            "reference": name,
            "title": _title(self.registry[reference.key].title),
            "value": cells[name],
            "unit": self.units[name],
            "baseline": self._baseline(reference, cells),
            "reason": reasons.get((number, name)),
            "sources": [_source(source) for source in self._sources(reference)],
        }

    def _baseline(self, reference: ki.Reference, cells: dict[str, Any]) -> BaselineValue | None:
        if reference.baseline is None:
            return None
        named, base = self._named(reference), str(reference.base)
        return {
            "name": str(reference.baseline),
            "title": None if named is None else _title(named.title),
            "reference": base,
            "value": cells[base],
            "unit": self.units[base],
        }

    def _named(self, reference: ki.Reference) -> ki.Baseline | None:
        return self.registry.baseline(str(reference.baseline), reference.key.partition(".")[0])

    def _sources(self, reference: ki.Reference) -> Iterator[ki.Source]:
        """Yield the sources of the indicator, of all it is made from, and of the baseline; each once."""
        found = [self.registry.source_of(self.registry[key]) for key in self._made_from(reference.key)]
        named = self._named(reference)
        if named is not None and named.source:
            key = named.source if "." in named.source else f"{named.key.partition('.')[0]}.{named.source}"
            found.append(self.registry.sources.get(key))
        yield from dict.fromkeys(source for source in found if source is not None)

    def _made_from(self, key: str) -> list[str]:
        """Return a key and the keys that it is made from in this plan, down to what was measured."""
        derived = [] if key in self.plan.inputs else self.registry.needs(key)
        return [key, *(other for need in derived for other in self._made_from(ki.Reference.parse(need).key))]


def _units(registry: ki.Registry, references: tuple[str, ...]) -> dict[str, str]:
    """Return the unit of every reference; a grade has none."""
    graded = {r for r in references if registry[ki.Reference.parse(r).key].kind is ki.Kind.GRADE}
    one = pl.DataFrame({"area": ["-"], "period": ["2024"], **{r: [1.0] for r in references if r not in graded}})
    long = registry.long(one)
    return dict.fromkeys(graded, "") | dict(zip(long["indicator"], long["unit"], strict=True))


def _title(text: ki.Text) -> Title:
    return {"zh": text.get("zh"), "en": text.get("en")}


def _source(source: ki.Source) -> Source:
    return {
        "title": _title(source.title),
        "issuer": source.issuer,
        "year": source.year,
        "clause": source.clause,
        "official": source.official,
    }
