"""Bodies that papers of advice are submitted to and adopted by, each at one level. The list is the user's.

Three are named in public for the national level, the third of them as a group; no list of municipal bodies is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kaizhou_indicators import Step, Text

from .errors import configured, refuse

#: the national bodies that the review of Kaizhou names; 有关民主党派中央 is a group, whose members it does not name
NAMED_NATIONAL = ("全国政协", "中央统战部", "有关民主党派中央")

_NEEDED = {
    "levels": "the levels of bodies, highest first: {national = {zh = …, en = …}, …}",
    "bodies": "the bodies that adopt papers, by level: {national = ['…'], …}",
}


@dataclass(frozen=True)
class Bodies:
    """The bodies that count, each at one level.

    Attributes:
        levels: the levels, highest first.
        at: level -> its bodies.
    """

    levels: tuple[Step, ...]
    at: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        known = ", ".join(self.titles)
        faults = [f"level {level!r} is none of {known}" for level in self.at if level not in self.titles]
        faults += [f"level {level} has no bodies; name at least one" for level in self.titles if not self.at.get(level)]
        taken: dict[str, str] = {}
        for level, bodies in self.at.items():
            for body in bodies:
                if body in taken:
                    faults.append(f"{body} stands at level {taken[body]} and at level {level}; keep one of them")
                taken[body] = level
        refuse("bodies", faults)

    @property
    def titles(self) -> Mapping[str, Text]:
        """Level -> its title, highest first."""
        return {level.name: level.title for level in self.levels}

    @cached_property
    def level_of(self) -> Mapping[str, str]:
        """Body -> its level, highest level first."""
        return {body: level for level in self.titles for body in self.at[level]}


def bodies_of(table: Mapping[str, Any] | None = None) -> Bodies:
    """Return the validated list of bodies from configuration; there is no default.

    Args:
        table: ``levels`` (name -> title, highest first) and ``bodies`` (level -> names).

    Raises:
        AdviceError: what is missing, levels that are none or have no bodies, a body named twice; all together.

    >>> bodies_of({"levels": {"national": "国家级"}, "bodies": {"national": ["全国政协"]}}).level_of
    {'全国政协': 'national'}
    """
    given = configured("bodies", table, _NEEDED)
    shapes = [f"{n} {given[n]!r} is no table" for n in _NEEDED if not isinstance(given[n], Mapping) or not given[n]]
    refuse("bodies", shapes)
    refuse("bodies", [fault for level, names in given["bodies"].items() for fault in _name_faults(level, names)])
    steps = tuple(Step(name, title) for name, title in given["levels"].items())
    return Bodies(steps, {level: tuple(names) for level, names in given["bodies"].items()})


def _name_faults(level: str, names: Any) -> list[str]:
    if isinstance(names, str) or not isinstance(names, Iterable):
        return [f"bodies at level {level}: {names!r} is no list of names"]
    return [f"bodies at level {level}: {n!r} is no name" for n in names if not isinstance(n, str) or not n.strip()]
