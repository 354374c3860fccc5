"""Subject: one domain as a review sees it, its checked records and where each of them was declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from ...model.domain import Domain
from ...model.records import Indicator, Observation
from ...processes import Event, Identity
from ...registry.collect import Collected
from ...registry.formula import Formula
from ...registry.parts import Parts
from ...text import Text
from ...units import UnitSystem
from .report import Finding
from .rules import RULES

_PLACE = re.compile(r"(?P<file>.+):(?P<line>\d+)\Z")


@attrs.frozen(slots=False)
class Subject:
    """A domain under review.

    Attributes:
        domain: the domain as written.
        collected: the records of it and of all domains it was examined with.
        units: their units.
    """

    domain: Domain
    collected: Collected
    units: UnitSystem

    @property
    def name(self) -> str:
        """The domain's name."""
        return str(self.domain.name)

    @property
    def parts(self) -> Parts:
        """The records of all domains."""
        return self.collected.parts

    @property
    def indicators(self) -> Iterator[Indicator]:
        """The domain's own indicators."""
        return (i for i in self.parts.indicators.values() if i.domain == self.name)

    @property
    def formulas(self) -> Iterator[tuple[Indicator, Formula]]:
        """The domain's own formulas, each with what it derives."""
        for indicator in self.indicators:
            if indicator.key in self.parts.formulas:
                yield indicator, self.parts.formulas[indicator.key]

    @property
    def measured(self) -> Iterator[Indicator]:
        """The domain's own indicators that nothing derives."""
        made = {*self.collected.derivations, *self.collected.windowings}  # also those whose formula is at fault
        return (i for i in self.indicators if i.key not in made)

    @property
    def observations(self) -> Iterator[Observation]:
        """The figures that the domain ships, of its own indicators or of others'."""
        return (observation for owner, observation in self.collected.observations if owner == self.name)

    @property
    def events(self) -> Iterable[Event]:
        """The honours that the domain records."""
        return self.parts.events.get(self.name, ())

    @property
    def identities(self) -> Iterator[tuple[str, Identity]]:
        """All identities, also those of other domains: they bind figures whoever declares them."""
        return ((key, rule) for key, rule in self.parts.identities.items() if isinstance(rule, Identity))

    def own(self, shelf: Mapping[str, Any]) -> Iterator[Any]:
        """Return the domain's own records of a shelf (baselines, sources, settings)."""
        return (record for key, record in shelf.items() if key.partition(".")[0] == self.name)

    def finding(self, code: str, key: str, *, place: str = "", **values: object) -> Finding:
        """Make a finding of a rule about a key; the place is where it was declared unless given."""
        rule = RULES[code]
        file, line = located(place or self.place(key))
        return Finding(code, key, rule.say(**values), file, line, rule.severity)

    def place(self, key: str) -> str:
        """Return file and line of an indicator's formula or of a record's declaration, as far as they are known."""
        formula = self.parts.formulas.get(key)
        if formula is not None:
            return formula.place
        name = key.partition(".")[2]
        return next((d.place for d in self.domain.declarations if d.name == name and d.place), "")

    def shipped(self, record: Observation | Event) -> str:
        """Return the file, and the line as far as it is known, of a figure or an honour."""
        return self._shipped.get(record, "")

    @cached_property
    def _shipped(self) -> dict[object, str]:
        """Make the figures and honours once more: only their declarations know where they come from."""
        found: dict[object, str] = {}
        for declaration in self.domain.declarations:
            if declaration.what in {"observation", "event"} and declaration.place:
                with suppress(Exception):  # what cannot be made is a fault of its own
                    found |= dict.fromkeys(map(_record, declaration.make()), declaration.place)
        return found


def _record(made: Any) -> Any:
    return Event(**made) if isinstance(made, Mapping) else made


def located(place: str) -> tuple[str, int]:
    """Return file and line of a place; the file as seen from here where it lies below.

    >>> located("rules.toml"), located("/no/such/place.py:12")
    (('rules.toml', 0), ('/no/such/place.py', 12))
    """
    found = _PLACE.match(place)
    file, line = (found["file"], int(found["line"])) if found else (place, 0)
    path, here = Path(file), Path.cwd()
    inside = path.is_absolute() and path.is_relative_to(here)
    return (str(path.relative_to(here)) if inside else file), line


def title_of(indicator: Indicator) -> Text:
    """Return the title of an indicator in quotes of each language."""
    return Text(f"“{indicator.title.zh}”", f"{indicator.title.en!r}")
