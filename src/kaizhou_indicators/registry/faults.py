"""Faults: the errors found in domains, collected so that all are reported together, each naming its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import attrs

from ..errors import KaizhouError, RegistrationError
from ..model.records import Baseline, Indicator, Observation, Setting, Source
from ..processes import Event


def labels_of(domain: str, record: Any) -> tuple[str, ...]:
    """Return how messages name a record of a domain.

    >>> from ..text import Text
    >>> labels_of("toy", Indicator("toy.cars", Text("小车", "Cars")))
    ('toy.cars', "indicator 'toy.cars'")
    """
    match record:
        case Indicator(key=key):
            return key, f"indicator {key!r}"
        case Observation():
            return (f"observation of {record.key} ({record.area}, {record.period})",)
        case Baseline(key=key) | Source(key=key) | Setting(key=key):
            return (f"{type(record).__name__.lower()} {key!r}",)
        case Event():
            return (f"event {record.title}",)
        case (str() as name, _):
            return (f"identity {f'{domain}.{name}'!r}",)
    return ()


@attrs.define
class Faults:
    """A list of errors with the domain each belongs to.

    Attributes:
        found: domain and error.
        places: (domain, how messages name a record) -> the file and line where it is declared.
    """

    found: list[tuple[str, KaizhouError]] = attrs.field(factory=list)
    places: dict[tuple[str, str], str] = attrs.field(factory=dict)

    def add(self, domain: str, place: str, error: KaizhouError | str, kind: type[KaizhouError] = KaizhouError) -> None:
        """Add an error of a domain; ``place`` is a key, a name or a file and line."""
        made = kind if isinstance(error, str) else type(error)
        if (domain, place) in self.places:
            place = f"{place} ({self.places[domain, place]})"
        self.found.append((domain, made(f"domain {domain!r}, {place}: {error}")))

    def declared(self, domain: str, record: object, place: str) -> None:
        """Remember where a record is declared, for the faults that are found in it later."""
        for label in labels_of(domain, record) if place else ():
            self.places.setdefault((domain, label), place)

    @contextmanager
    def catching(self, domain: str, place: str) -> Iterator[None]:
        """File whatever goes wrong inside under the domain and go on."""
        try:
            yield
        except KaizhouError as error:
            self.add(domain, place, error)
        except Exception as error:
            self.add(domain, place, f"{type(error).__name__}: {error}; look at the arguments given", KaizhouError)

    def of(self, domain: str) -> list[KaizhouError]:
        """Return the faults of one domain."""
        return [error for owner, error in self.found if owner == domain]

    def raise_all(self) -> None:
        """Raise one RegistrationError over all faults, if there are any."""
        if self.found:
            msg = "the domains cannot be registered; nothing was"
            raise RegistrationError(msg, [error for _, error in self.found])
