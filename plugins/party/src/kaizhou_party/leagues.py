"""The race (赛马比拼): units ranked quarter by quarter, ties sharing a place, 环比 against the quarter before.

What is scored, which way is better, how ties count and who takes part is configuration without a default. A change of
place is measured against the calendar's previous quarter; where that was not run there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kaizhou_indicators import Domain, Frequency, League, Period, Ranking, Text

from .errors import one_language, refuse, required, unexpected
from .subjects import Roster

_NEEDED = {
    "title": "what the units are scored by, {zh, en}",
    "unit": "the unit of the score, such as '分'",
    "better": "'higher' or 'lower'",
    "ties": "'competition' (1, 2, 2, 4) or 'dense' (1, 2, 2, 3)",
    "units": "the units that take part, a list",
}


@dataclass(frozen=True)
class Round:
    """One quarter of a race.

    Attributes:
        quarter: the quarter.
        ranking: the places, and the units without a score.
        gained: unit -> places gained on the quarter before, positive is 上升; None where there is nothing to compare with.
    """

    quarter: Period
    ranking: Ranking
    gained: Mapping[str, int | None]


@dataclass(frozen=True)
class Race:
    """A league and the units that take part in it.

    Attributes:
        league: direction and ties.
        unit: the unit of the score.
        units: the units that take part.
    """

    league: League
    unit: str
    units: tuple[str, ...]

    def rank(self, scores: Mapping[str, Any]) -> Ranking:
        """Rank the units by their scores; units without a score are listed as unranked.

        Raises:
            PartyError: units that do not take part.
            ProcessError: scores that are no numbers.
        """
        strangers = [name for name in scores if name not in self.units]
        refuse(
            str(self.league.label),
            [
                f"{name!r} does not take part; known: {', '.join(self.units)}; add it to units or leave it out"
                for name in strangers
            ],
        )
        return self.league.rank({name: scores.get(name) for name in self.units})

    def season(self, scores: Mapping[str, Mapping[str, Any]]) -> tuple[Round, ...]:
        """Rank quarter by quarter and say who gained how many places on the quarter before.

        Args:
            scores: quarter -> unit -> score.

        Raises:
            PeriodError: a key is no period.
            PartyError: a key is no quarter, two keys are the same quarter, or a unit does not take part.
        """
        read = [(Period.parse(when), table) for when, table in scores.items()]
        faults = [
            f"{when} is no quarter; write as in 2024-Q1" for when, _ in read if when.frequency is not Frequency.QUARTER
        ]
        faults += ["a quarter is given twice; give it once"] if len(dict(read)) < len(read) else []
        refuse(str(self.league.label), faults)
        rankings = {when: self.rank(table) for when, table in sorted(read, key=lambda pair: pair[0])}
        return tuple(
            Round(when, ranking, self._gained(rankings.get(when.previous), ranking))
            for when, ranking in rankings.items()
        )

    def within(self, roster: Roster, kind: str) -> Race:
        """Return the race among the units of one kind (乡镇街道 with 乡镇街道).

        Raises:
            PartyError: the kind is unknown, or none of its units takes part.
        """
        among = roster.of(kind)
        return _race(self.league, self.unit, tuple(name for name in self.units if name in among))

    def declare(self, domain: Domain, name: str) -> tuple[str, ...]:
        """Declare the score ``name_score`` and the place ``name_rank``, an area being a unit that takes part.

        Raises:
            PartyError: the title is in one language only.
        """
        refuse(self.league.label, one_language("title", self.league.title))
        score = domain.indicator(
            f"{name}_score",
            self.league.title,
            unit=self.unit,
            better=self.league.better,
            definition=Text("由使用者配置的比拼得分", "score of the race, as configured"),
        )
        (place,) = self.league.declare(
            domain,
            f"{name}_rank",
            units=len(self.units),
            decimals=0,
            definition=Text("参赛单位中的位次，同分并列", "place among the units that take part; ties share a place"),
        )
        return score, place

    def _gained(self, before: Ranking | None, after: Ranking) -> dict[str, int | None]:
        if before is None:
            return dict.fromkeys(after.places)
        return self.league.trend(before, after)


def league_of(table: Mapping[str, Any] | None = None) -> Race:
    """Return a validated race from configuration; there is no default.

    Args:
        table: ``title``, ``unit``, ``better``, ``ties`` and ``units``.

    Raises:
        PartyError: all that is missing, and what to supply; units listed twice.
        ProcessError: a direction or a rule for ties that is none.

    >>> race = league_of({"title": "项目进度", "unit": "分", "better": "higher", "ties": "competition", "units": ["甲", "乙", "丙"]})
    >>> dict(race.rank({"甲": 80, "乙": 92, "丙": 80}).places)
    {'乙': 1, '甲': 2, '丙': 2}
    """
    given = required("league", table, _NEEDED)
    refuse("league", unexpected("league", given, _NEEDED))
    refuse(
        "league", [f"units {given['units']!r} are one text; write a list"] if isinstance(given["units"], str) else []
    )
    return _race(
        League(given["title"], better=given["better"], ties=given["ties"]), given["unit"], tuple(given["units"])
    )


def _race(league: League, unit: str, units: tuple[str, ...]) -> Race:
    faults = [f"unit {name!r} is listed twice" for name in dict.fromkeys(units) if units.count(name) > 1]
    faults += [] if len(units) > 1 else [f"{len(units)} units make no race; supply at least two"]
    refuse(league.label, faults)
    return Race(league, unit, units)
