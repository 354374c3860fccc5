"""The values that an example is worked out with: those asked for, or published figures that suffice.

A set of published figures is of one area and one period, with the bases that the formulas below an indicator need.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from ..errors import PeriodError
from ..periods import Period
from ..references import Base, Reference

if TYPE_CHECKING:
    from ..engine.registry import Registry
    from ..model.records import Observation


def values_of(text: str, domain: str) -> dict[str, str]:
    """Read values written ``name = value``, one a line or between semicolons; a bare name is one of the domain's own.

    >>> values_of("chla = 26.5 mg/m^3; water.sd=0.4 m", "water")
    {'water.chla': '26.5 mg/m^3', 'water.sd': '0.4 m'}
    """
    found: dict[str, str] = {}
    for line in filter(str.strip, text.replace(";", "\n").replace("；", "\n").splitlines()):
        name, _, value = (part.strip() for part in line.partition("="))
        if not (name and value):
            msg = f"{line.strip()!r} is no value; write `name = value`, one a line or between semicolons"
            raise ValueError(msg)
        found[name if "." in name.partition("@")[0] else f"{domain}.{name}"] = value
    return found


@attrs.frozen
class PublishedSet:
    """Figures of one area and period that together give an indicator.

    Attributes:
        area: the area.
        period: the period.
        values: key or reference -> value, with its unit where that is not the indicator's own.
        printed: the indicator itself as it was printed; empty where it was not.
    """

    area: str
    period: str
    values: Mapping[str, float | str]
    printed: str


def published_sets(registry: Registry, key: str) -> Iterator[PublishedSet]:
    """Yield the sets from which the indicator can be worked out, the latest first."""
    if key not in registry.parts.formulas:
        return
    needed = _needed(registry, key)
    keys = {Reference.parse(text).key for text in needed} | {key}
    shelf = _Shelf([o for o in registry.observations if o.key in keys])
    for area, period in shelf.places():
        values = {text: value for text in needed if (value := shelf.value(text, area, period)) is not None}
        if _suffices(registry, key, values):
            own = shelf.found.get((key, area, period))
            yield PublishedSet(area, period, values, own.printed if own else "")


def _needed(registry: Registry, key: str) -> tuple[str, ...]:
    """Return every reference that the formulas below an indicator read, itself left out."""
    found: dict[str, None] = {}
    waiting = [key]
    while waiting:
        made = registry.parts.formulas.get(waiting.pop())
        new = [text for text in made.needs if text not in found and text != key] if made else []
        found.update(dict.fromkeys(new))
        waiting += new
    return tuple(found)


def _suffices(registry: Registry, key: str, values: Mapping[str, object]) -> bool:
    """Say whether the values give the indicator, by its formula or those of its inputs."""
    made = registry.parts.formulas.get(key)
    if made is None:
        return False
    have = [text in values or _suffices(registry, text, values) for text in made.needs]
    wanted = [got or text in made.optional for text, got in zip(made.needs, have, strict=True)]
    return any(have) and all(wanted)


class _Shelf:
    """Published figures by key, area and period; only those that stand for the whole and are numbers."""

    def __init__(self, observations: list[Observation]) -> None:
        self.found: dict[tuple[str, str, str], Observation] = {}
        for one in observations:
            if not one.by and isinstance(one.value, int | float):
                self.found.setdefault((one.key, one.area, one.period), one)

    def places(self) -> list[tuple[str, str]]:
        """Return the areas and periods of which figures are known, the latest first."""
        return sorted(
            {(area, period) for _, area, period in self.found}, key=lambda place: (place[1], place[0]), reverse=True
        )

    def value(self, text: str, area: str, period: str) -> float | str | None:
        """Return what was published for a reference, for an area and period; None where nothing was."""
        one = self.found.get((text, area, period)) or self.found.get(_base(text, area, period))
        if one is None or not isinstance(one.value, int | float):
            return None
        return f"{one.value} {one.unit}" if one.unit else float(one.value)


def _base(text: str, area: str, period: str) -> tuple[str, str, str]:
    """Return key, area and period of a base value; a key that nothing has where it is none."""
    reference = Reference.parse(text)
    base = reference.baseline
    if base is None or reference.window is not None or reference.change is not None:
        return ("", area, period)
    try:
        return (reference.key, area, _base_period(base, Period.parse(period)))
    except PeriodError:
        return ("", area, period)


def _base_period(base: Base, period: Period) -> str:
    if base.kind == "yoy":
        return str(period.same_last_year)
    if base.kind == "prev":
        return str(period.previous)
    return str(period.within(Period.parse(base.value))) if base.kind == "period" else ""
