"""The think tank: experts and teams counted by sector (界别). It holds numbers and never a person's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kaizhou_indicators import Identity, Step, Text, arithmetic

from .domain import REVIEW, advice
from .errors import configured, is_whole, refuse

_STOCK: dict[str, Any] = {
    "kind": "count",
    "better": "higher",
    "valid": (0, None),
    "decimals": 0,
    "over_time": "last",
    "over_area": "sum",
    "source": REVIEW,
}

advice.indicator(
    "experts",
    Text("党外专家人数", "Experts"),
    unit="人",
    by=("sector",),
    definition=Text("期末在册党外专家人数，按界别", "experts on the roster at the end of the period, by sector"),
    **_STOCK,
)
advice.indicator(
    "teams",
    Text("智囊团队数", "Teams"),
    unit="个",
    by=("sector",),
    definition=Text("期末智囊团队数，按界别", "teams at the end of the period, by sector"),
    **_STOCK,
)
advice.indicator(
    "sectors",
    Text("界别数", "Sectors"),
    unit="个",
    definition=Text("名册所列界别数；界别名单须配置", "sectors on the roster; which there are is configuration"),
    **_STOCK,
)
advice.indicator(
    "sectors_with_team",
    Text("有智囊团队的界别数", "Sectors with a team"),
    unit="个",
    definition=Text("至少有一个智囊团队的界别数", "sectors with at least one team"),
    **_STOCK,
)


@advice.derived(
    "team_coverage",
    Text("界别团队覆盖率", "Share of sectors with a team"),
    unit="%",
    kind="share",
    better="higher",
    valid=(0, 100),
    decimals=1,
    definition=Text("有智囊团队的界别占全部界别", "sectors with a team, of all sectors"),
    source=REVIEW,
)
def team_coverage(sectors_with_team: Any, sectors: Any) -> Any:
    """Sectors with a team of all sectors, a bare ratio."""
    return arithmetic.share(sectors_with_team, sectors)


advice.identity("sectors_k_of_n", Identity.k_of_n("sectors_with_team", "sectors"))

_NEEDED = {
    "sectors": "the sectors (界别): {name = {zh = …, en = …}, …}",
    "experts": "the number of experts by sector: {name = 12, …}",
    "teams": "the number of teams by sector: {name = 1, …}",
    "guides": "the department that guides each sector: {name = '…', …}",
}


@dataclass(frozen=True)
class Roster:
    """The think tank in numbers.

    Attributes:
        sectors: the sectors.
        experts: sector -> experts.
        teams: sector -> teams.
        guides: sector -> the department that keeps touch with it and guides it.
    """

    sectors: tuple[Step, ...]
    experts: Mapping[str, int]
    teams: Mapping[str, int]
    guides: Mapping[str, str]

    def __post_init__(self) -> None:
        names = [sector.name for sector in self.sectors]
        faults = [] if names else ["no sectors; name at least one"]
        for what in ("experts", "teams", "guides"):
            table = getattr(self, what)
            faults += [f"{what}: unknown sector {n!r}; known: {', '.join(names)}" for n in table if n not in names]
            faults += [f"{what} of {n} are missing; supply them" for n in names if n not in table]
        faults += [fault for n in names for fault in self._sector_faults(n)]
        refuse("roster", faults)

    def _sector_faults(self, name: str) -> list[str]:
        faults = []
        for what in ("experts", "teams"):
            value: object = getattr(self, what).get(name, 0)
            if not is_whole(value, 0):
                faults.append(f"{what} of {name}: give their number, a whole number from 0 on, and never their names")
        if not faults and self.teams.get(name) and not self.experts.get(name):
            faults.append(f"{name} has a team and no experts; correct one of them")
        if name in self.guides and not str(self.guides[name]).strip():
            faults.append(f"guide of {name} is empty; name the department")
        return faults

    def sector_rows(self, area: str, period: str) -> list[dict[str, Any]]:
        """Return rows of a wide table by sector: ``advice.experts`` and ``advice.teams``."""
        return [
            {
                "area": area,
                "period": period,
                "sector": n,
                "advice.experts": self.experts[n],
                "advice.teams": self.teams[n],
            }
            for n in (sector.name for sector in self.sectors)
        ]

    def row(self, area: str, period: str) -> dict[str, Any]:
        """Return the row of a wide table with ``advice.sectors`` and ``advice.sectors_with_team``."""
        with_team = sum(self.teams[sector.name] > 0 for sector in self.sectors)
        return {
            "area": area,
            "period": period,
            "advice.sectors": len(self.sectors),
            "advice.sectors_with_team": with_team,
        }


def roster_of(table: Mapping[str, Any] | None = None) -> Roster:
    """Return the validated roster of the think tank; there is no default.

    Args:
        table: ``sectors`` (name -> title), ``experts``, ``teams`` (sector -> number) and ``guides`` (sector -> department).

    Raises:
        AdviceError: what is missing, sectors that are none, and whatever is no number; all in one message.
    """
    given = configured("roster", table, _NEEDED)
    refuse(
        "roster", [f"{n} {given[n]!r} is no table {{sector = …}}" for n in _NEEDED if not isinstance(given[n], Mapping)]
    )
    sectors = tuple(Step(name, title) for name, title in given["sectors"].items())
    return Roster(sectors, dict(given["experts"]), dict(given["teams"]), dict(given["guides"]))
