"""League: units ranked by one figure, best first.

A rank is a place, not a quantity: it is never added or averaged, and it changes by places gained, positive is 上升.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from ..errors import ProcessError
from ..model.domain import Domain
from ..model.record import Frozen, record
from ..text import Text, as_text
from .counts import exact
from .faults import refuse
from .steps import joined


@attrs.frozen
class Ranking:
    """The places of one round.

    Attributes:
        places: unit -> place, best first; 1 is best.
        unranked: units without a value.
    """

    places: Mapping[str, int] = attrs.field(converter=Frozen)
    unranked: tuple[str, ...] = ()

    def place(self, unit: str) -> int | None:
        """Return the place of a unit; None where it has none."""
        return self.places.get(unit)

    def top(self, places: int) -> tuple[str, ...]:
        """Return the units within the first so many places (全市前10); ties at the edge are all in.

        >>> Ranking({"A": 1, "B": 2, "C": 2}).top(2)
        ('A', 'B', 'C')
        """
        return tuple(unit for unit, place in self.places.items() if place <= places)


@record
class League:
    """A ranking among units with its direction and its rule for ties.

    Attributes:
        title: what the units are ranked by.
        better: ``higher`` or ``lower``.
        ties: ``competition`` (1, 2, 2, 4) or ``dense`` (1, 2, 2, 3); equal values share the lower number in both.

    Raises:
        ProcessError: a direction or a rule for ties that is none of these.

    >>> board = League("得分", better="higher")
    >>> dict(board.rank({"A": 80, "B": 92.5, "C": 80, "D": 70, "E": None}).places)
    {'B': 1, 'A': 2, 'C': 2, 'D': 4}
    >>> board.trend({"A": 80, "B": 60, "C": 70}, {"A": 80, "B": 90, "D": 75})
    {'B': 2, 'A': -1, 'D': None}
    """

    title: Text = attrs.field(converter=as_text)
    better: str
    ties: str = "competition"

    def __attrs_post_init__(self) -> None:
        faults = [
            f"{name}={value!r} is none of {', '.join(known)}"
            for name, value, known in (
                ("better", self.better, ("higher", "lower")),
                ("ties", self.ties, tuple(_PLACES)),
            )
            if value not in known
        ]
        refuse(self.label, faults)

    @property
    def label(self) -> str:
        """The record as messages name it."""
        return f"League {self.title}"

    def rank(self, values: Mapping[str, Any]) -> Ranking:
        """Rank the units by their values; None is listed as unranked.

        Raises:
            ProcessError: all values that are no numbers.
        """
        read = self._read(values)
        ordered = sorted(read, key=lambda unit: read[unit], reverse=self.better == "higher")
        places = _PLACES[self.ties]([read[unit] for unit in ordered])
        return Ranking(dict(zip(ordered, places, strict=True)), tuple(unit for unit in values if unit not in read))

    def trend(self, before: Ranking | Mapping[str, Any], after: Ranking | Mapping[str, Any]) -> dict[str, int | None]:
        """Return the places gained from one round to the next, best first; positive is 上升, None for new entrants."""
        old, new = (given if isinstance(given, Ranking) else self.rank(given) for given in (before, after))
        return {unit: old.places[unit] - place if unit in old.places else None for unit, place in new.places.items()}

    def declare(self, domain: Domain, name: str, *, units: int | None = None, **attributes: Any) -> tuple[str, ...]:
        """Declare the place ``name``, a rank in 位 of which the lower number is better.

        Args:
            domain: the domain that gets the indicator.
            name: its name.
            units: how many units are ranked, the highest possible place.
            attributes: further attributes of the indicator.
        """
        rules = {"unit": "位", "kind": "rank", "better": "lower", "valid": (1, units), **attributes}
        return (domain.indicator(name, joined(self.title, Text("位次", "Rank")), **rules),)

    def _read(self, values: Mapping[str, Any]) -> dict[str, Fraction]:
        read: dict[str, Fraction] = {}
        faults: list[str] = []
        for unit, value in values.items():
            try:
                if value is not None:
                    read[unit] = exact(value, f"value of {unit}")
            except ProcessError as error:
                faults.append(str(error))
        refuse(self.label, faults)
        return read


def _competition(ordered: list[Fraction]) -> list[int]:
    first: dict[Fraction, int] = {}
    for place, value in enumerate(ordered, 1):
        first.setdefault(value, place)
    return [first[value] for value in ordered]


def _dense(ordered: list[Fraction]) -> list[int]:
    place = {value: number for number, value in enumerate(dict.fromkeys(ordered), 1)}
    return [place[value] for value in ordered]


_PLACES: Mapping[str, Callable[[list[Fraction]], list[int]]] = {"competition": _competition, "dense": _dense}
