"""Counting papers from records: what was told twice counts once, bodies unknown to the list are named in one error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kaizhou_indicators import Frequency, KaizhouError, Period

from .bodies import Bodies
from .errors import refuse

_WAYS = ("submission", "adoption")


@dataclass(frozen=True)
class Paper:
    """One paper as one body received it.

    Attributes:
        code: what tells papers apart, such as a number or title; never a person's name.
        body: the body it was submitted to.
        submitted: when: a year, a quarter, a month or a day.
        adopted: when the body adopted it; None: it did not.
    """

    code: str
    body: str
    submitted: str
    adopted: str | None = None

    @property
    def faults(self) -> list[str]:
        """What cannot be of it."""
        place = f"paper {self.code!r} to {self.body!r}"
        dates = {"submitted": self.submitted, **({} if self.adopted is None else {"adopted": self.adopted})}
        wrong = [f"{place}: {n}={d!r} is no year, quarter, month or day" for n, d in dates.items() if not _dated(d)]
        if wrong or self.adopted is None or Period.parse(self.adopted).end >= Period.parse(self.submitted).start:
            return wrong
        return [f"{place}: adopted {self.adopted} before it was submitted {self.submitted}"]


@dataclass(frozen=True)
class Tally:
    """Papers counted, one for each paper and body.

    Attributes:
        bodies: the list they were counted by.
        papers: the papers, each with its earliest submission and adoption.
        repeated: how many records told again what others had told.
    """

    bodies: Bodies
    papers: tuple[Paper, ...]
    repeated: int

    def by_body(self, level: str) -> dict[str, tuple[int, int]]:
        """Body -> (submitted, adopted), all bodies of the level included."""
        return {body: _amounts(p for p in self.papers if p.body == body) for body in self.bodies.at[level]}

    @property
    def by_level(self) -> dict[str, tuple[int, int]]:
        """Level -> (submitted, adopted), a paper once for each body."""
        return {
            level: _amounts(p for p in self.papers if self.bodies.level_of[p.body] == level)
            for level in self.bodies.titles
        }

    @property
    def adopted_papers(self) -> dict[str, int]:
        """Level -> different papers adopted, however many bodies of the level adopted them."""
        adopted = {(self.bodies.level_of[p.body], p.code) for p in self.papers if p.adopted is not None}
        return {level: sum(at == level for at, _ in adopted) for level in self.bodies.titles}

    def rows(
        self, area: str, within: str | int, frequency: Frequency | str = "year", *, told_by: str, by_body: bool = True
    ) -> list[dict[str, Any]]:
        """Return the rows of a wide table: area, period, level, body and the papers; 0 where there were none.

        Args:
            area: the area that the papers come from.
            within: the periods told, as in 2024 or 2021/2024.
            frequency: the length of the periods.
            told_by: ``submission`` puts a paper, and whether it was adopted, into the period it was submitted in, and
                the rows hold ``advice.submitted`` and ``advice.adopted``; ``adoption`` puts it into the period it was
                adopted in, and the rows hold ``advice.adopted`` alone.
            by_body: whether every body has a row; otherwise every level has one, without a body.

        Raises:
            AdviceError: ``told_by`` is neither.
            PeriodError: the date of a paper within is longer than the frequency asked for.
        """
        refuse("papers", [] if told_by in _WAYS else [f"told_by={told_by!r} is none of {', '.join(_WAYS)}"])
        periods = self._placed(Period.parse(within), frequency, told_by)
        cells = [
            {"level": level, **({"body": body} if by_body else {})}
            for level in self.bodies.titles
            for body in (self.bodies.at[level] if by_body else ("",))
        ]
        return [
            {"area": area, "period": str(period), **cell, **_columns(self._of(papers, cell), told_by)}
            for period, papers in periods.items()
            for cell in cells
        ]

    def _placed(self, window: Period, frequency: Frequency | str, told_by: str) -> dict[Period, list[Paper]]:
        found: dict[Period, list[Paper]] = {period: [] for period in window.parts(frequency)}
        for paper in self.papers:
            date = paper.submitted if told_by == "submission" else paper.adopted
            if date is not None and window.contains(Period.parse(date)):
                found[Period.parse(date).part_of(frequency)].append(paper)
        return found

    def _of(self, papers: Iterable[Paper], cell: Mapping[str, str]) -> list[Paper]:
        level = [paper for paper in papers if self.bodies.level_of[paper.body] == cell["level"]]
        return [paper for paper in level if paper.body == cell.get("body", paper.body)]


def count_papers(records: Iterable[Paper | Mapping[str, Any]], bodies: Bodies) -> Tally:
    """Count papers by level and body.

    Args:
        records: the papers, or tables with ``code``, ``body``, ``submitted`` and, where it was, ``adopted``.
        bodies: the list of bodies.

    Raises:
        AdviceError: every record that cannot be, and all bodies that the list does not have, in one message.

    >>> from kaizhou_advice import bodies_of
    >>> bodies = bodies_of({"levels": {"municipal": "市级"}, "bodies": {"municipal": ["市政协"]}})
    >>> count_papers([Paper("1", "市政协", "2023", "2024"), Paper("2", "市政协", "2024")], bodies).by_level
    {'municipal': (2, 1)}
    """
    read = _read(records)
    strange = sorted({str(paper.body) for paper in read if paper.body not in bodies.level_of})
    away = [f"bodies that the list does not have: {', '.join(strange)}; add them with their level"] if strange else []
    refuse("papers", [*(fault for paper in read for fault in paper.faults), *away])
    kept: dict[tuple[str, str], Paper] = {}
    for paper in read:
        key = (paper.code, paper.body)
        kept[key] = _merged(kept[key], paper) if key in kept else paper
    return Tally(bodies, tuple(kept.values()), len(read) - len(kept))


def _read(records: Iterable[Paper | Mapping[str, Any]]) -> list[Paper]:
    read, faults = [], []
    for given in records:
        if isinstance(given, Paper):
            read.append(given)
            continue
        try:
            read.append(Paper(**given))
        except TypeError as error:
            faults.append(f"{given!r} is no paper ({error}); write code, body, submitted and adopted")
    refuse("papers", faults)
    return read


def _merged(one: Paper, other: Paper) -> Paper:
    adopted = [d for d in (one.adopted, other.adopted) if d is not None]
    first = min(one.submitted, other.submitted, key=Period.parse)
    return Paper(one.code, one.body, first, min(adopted, key=Period.parse) if adopted else None)


def _amounts(papers: Iterable[Paper]) -> tuple[int, int]:
    told = list(papers)
    return len(told), sum(paper.adopted is not None for paper in told)


def _columns(papers: list[Paper], told_by: str) -> dict[str, int]:
    submitted, adopted = _amounts(papers)
    return {"advice.adopted": adopted} | ({"advice.submitted": submitted} if told_by == "submission" else {})


def _dated(value: object) -> bool:
    try:
        return Period.parse(value).frequency is not None
    except KaizhouError:
        return False
