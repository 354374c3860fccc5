"""The network outside (“1+4”在外组织网络): one core and four branches, whose names the user supplies.

The report says 1+4 and names none of the five; no public text that does was found. So there is no default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kaizhou_indicators import Domain, Identity, Stages, Step, Text

from .domain import HomecomingError
from .outreach import STOCK

_ASK = (
    "no source names the parts of the 1+4 network; give core={name: title} with one part and"
    " branches={name: title, …} with four"
)


@dataclass(frozen=True)
class OutsideNetwork:
    """A validated 1+4 network.

    Attributes:
        core: the one.
        branches: the four.
    """

    core: Step
    branches: tuple[Step, ...]

    @property
    def parts(self) -> tuple[Step, ...]:
        """The core and the branches, in this order."""
        return (self.core, *self.branches)

    def count(self, organisations: Mapping[str, str]) -> dict[str, int]:
        """Count organisations by the part they belong to, parts without one included.

        Args:
            organisations: name of an organisation -> name or title of its part.

        Raises:
            ProcessError: an organisation of a part that is none of the five.
        """
        return self._as_stages().count(organisations)

    def domain(self, name: str) -> Domain:
        """Return a fresh domain that declares ``organisations`` and, by ``part``, ``organisations_by_part``.

        Args:
            name: the namespace, lower-case; not one that is loaded already.
        """
        made = Domain(name, Text("“1+4”在外组织网络", "The 1+4 network outside"))
        listed = Text(
            f"核心：{self.core}；分支：{'、'.join(map(str, self.branches))}",
            f"core: {self.core.title.get('en')}; branches: {', '.join(b.title.get('en') for b in self.branches)}",
        )
        made.indicator(
            "organisations", Text("外联组织", "Liaison organisations"), unit="个", definition=listed, **STOCK
        )
        made.indicator(
            "organisations_by_part",
            Text("分组成部分外联组织", "Liaison organisations by part"),
            unit="个",
            by=("part",),
            definition=listed,
            **STOCK,
        )
        made.identity("parts", Identity.by_dimension("organisations", "organisations_by_part", "part"))
        return made

    def _as_stages(self) -> Stages:
        names = [part.name for part in self.parts]
        return Stages(
            Text("“1+4”在外组织网络", "1+4 network"), {p.name: p.title for p in self.parts}, entry=names, ends=names
        )


def network_of(core: Mapping[str, Any] | None = None, branches: Mapping[str, Any] | None = None) -> OutsideNetwork:
    """Read the 1+4 network of a user's table, such as one of a TOML file.

    Args:
        core: name -> title (a Text, a Chinese text or ``{zh, en}``) of the one.
        branches: name -> title of the four.

    Raises:
        HomecomingError: nothing given, or not one and four.
        ProcessError: a name or title that occurs twice.

    A synthetic network:

    >>> made = network_of({"hub": "总会"}, {"east": "东", "south": "南", "west": "西", "north": "北"})
    >>> made.count({"上海商会": "东", "广州商会": "south", "深圳商会": "south"})
    {'hub': 0, 'east': 1, 'south': 2, 'west': 0, 'north': 0}
    """
    if not core or not branches:
        raise HomecomingError(_ASK)
    if (len(core), len(branches)) != (1, 4):
        msg = f"a 1+4 network has 1 core and 4 branches, not {len(core)} and {len(branches)}; {_ASK}"
        raise HomecomingError(msg)
    parts: dict[Any, Any] = {**core, **branches}
    steps = Stages(Text("“1+4”在外组织网络", "1+4 network"), parts).stages
    if len(steps) < 5:
        msg = f"{next(iter(core))!r} is both core and branch; every part needs a name of its own"
        raise HomecomingError(msg)
    return OutsideNetwork(steps[0], steps[1:])
