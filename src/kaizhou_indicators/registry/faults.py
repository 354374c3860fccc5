"""Faults: the errors found in domains, collected so that all are reported together, each naming its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import attrs

from ..errors import KaizhouError, RegistrationError


@attrs.define
class Faults:
    """A list of errors with the domain each belongs to."""

    found: list[tuple[str, KaizhouError]] = attrs.field(factory=list)

    def add(self, domain: str, place: str, error: KaizhouError | str, kind: type[KaizhouError] = KaizhouError) -> None:
        """Add an error of a domain; ``place`` is a key, a name or a file and line."""
        made = kind if isinstance(error, str) else type(error)
        self.found.append((domain, made(f"domain {domain!r}, {place}: {error}")))

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
