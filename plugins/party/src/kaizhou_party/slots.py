"""885: eight reports, eight problem lists, five mechanisms. The reports have names; the other thirteen a user supplies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kaizhou_indicators import Completion, Loop, Step, Text

from .errors import refuse, required, unexpected
from .reports import REPORTS

#: kind of slot -> its name and how many there are
KINDS = {
    "reports": (Text("八张报表", "Eight reports"), 8),
    "problem_lists": (Text("八张问题清单", "Eight problem lists"), 8),
    "mechanisms": (Text("五项机制", "Five mechanisms"), 5),
}
_NEEDED = {
    "problem_lists": "the names of the eight problem lists, a list or {name: title}",
    "mechanisms": "the names of the five mechanisms, a list or {name: title}",
}


@dataclass(frozen=True)
class Slots:
    """The 21 slots with their names, checkable as a loop: which of them a quarter has filled.

    Attributes:
        loop: steps ``reports``, ``problem_lists``, ``mechanisms``, each with its slots as elements.
    """

    loop: Loop

    @property
    def reports(self) -> tuple[Step, ...]:
        """The eight reports."""
        return self.loop.elements["reports"]

    @property
    def problem_lists(self) -> tuple[Step, ...]:
        """The eight problem lists."""
        return self.loop.elements["problem_lists"]

    @property
    def mechanisms(self) -> tuple[Step, ...]:
        """The five mechanisms."""
        return self.loop.elements["mechanisms"]

    def filled(self, given: Mapping[str, Iterable[str] | Mapping[str, Any]]) -> Completion:
        """Count the slots filled: kind -> the names filled.

        Raises:
            ProcessError: kinds or names that are none, with those known.
        """
        return self.loop.completion(given)


def slots_of(table: Mapping[str, Any] | None = None) -> Slots:
    """Return the validated slots; the problem lists and the mechanisms have no default.

    Args:
        table: ``problem_lists`` (8 names) and ``mechanisms`` (5 names); ``reports`` where they are to be called
            otherwise than 党建、经济、平安、改革、创新、生态、文化、民生. A name alone, or ``{name: title}``.

    Raises:
        PartyError: what is missing, or more or fewer names than slots.
        ProcessError: a name that is empty or occurs twice.

    >>> slots_of({})
    Traceback (most recent call last):
    ...
    kaizhou_party.errors.PartyError: slots: 2 faults
      1. problem_lists is missing, and no source gives it; supply the names of the eight problem lists, a list or {name: title}
      2. mechanisms is missing, and no source gives it; supply the names of the five mechanisms, a list or {name: title}
    """
    given = required("slots", table, _NEEDED)
    names = {kind: given.get(kind, REPORTS) for kind in KINDS}
    faults = unexpected("slots", given, KINDS)
    faults += [fault for kind, value in names.items() for fault in _count_faults(kind, value)]
    refuse("slots", faults)
    titles = {kind: title for kind, (title, _) in KINDS.items()}
    return Slots(Loop(Text("885", "885"), titles, names))


def _count_faults(kind: str, value: Any) -> list[str]:
    title, size = KINDS[kind]
    if isinstance(value, str):
        return [f"{kind} {value!r} are one text; write a list of {size} names"]
    given = len(tuple(value))
    return [] if given == size else [f"{kind} ({title.zh}) have {given} names; supply exactly {size}"]
