"""Demography of entities from a register: which entries and exits are births and deaths, and how a cohort fares.

The reasons are those that Eurostat's definitions of birth and death name; a reason that is not among them is refused,
never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from kaizhou_indicators import Funnel, Identity, Interval, Text

from .domain import HomecomingError

#: reason of entry -> its name; only the first, ``founded``, is a birth
ENTRIES: Mapping[str, Text] = {
    "founded": Text("新创办", "Founded from scratch"),
    "merger": Text("合并设立", "Set up by merger"),
    "break_up": Text("分立设立", "Set up by break-up or split-off"),
    "restructuring": Text("重组设立", "Set up by restructuring"),
    "reactivated": Text("两年内复业", "Reactivated within two years"),
    "activity_change": Text("变更活动转入", "Entered by change of activity"),
    "moved_in": Text("迁入", "Moved in"),
}
#: reason of exit -> its name; only the first, ``ended``, is a death
EXITS: Mapping[str, Text] = {
    "ended": Text("终止经营", "Ended"),
    "merger": Text("被合并", "Merged"),
    "take_over": Text("被收购", "Taken over"),
    "break_up": Text("分立", "Broken up"),
    "restructuring": Text("重组", "Restructured"),
    "activity_change": Text("变更活动转出", "Left by change of activity"),
    "moved_out": Text("迁出", "Moved out"),
}


def entries_of(by_reason: Mapping[str, int]) -> dict[str, int]:
    """Tell births from other entries.

    Args:
        by_reason: reason of ``ENTRIES`` (or its name in either language) -> number of entities.

    Returns:
        ``homecoming.entity_births`` and ``homecoming.other_entries``.

    Raises:
        HomecomingError: all unknown reasons and impossible counts, together.

    >>> entries_of({"founded": 40, "moved_in": 3})
    {'homecoming.entity_births': 40, 'homecoming.other_entries': 3}
    """
    births, others = _told_apart("entry", by_reason, ENTRIES)
    return {"homecoming.entity_births": births, "homecoming.other_entries": others}


def exits_of(by_reason: Mapping[str, int]) -> dict[str, int]:
    """Tell deaths from other exits.

    Args:
        by_reason: reason of ``EXITS`` (or its name in either language) -> number of entities.

    Returns:
        ``homecoming.entity_deaths`` and ``homecoming.other_exits``.

    Raises:
        HomecomingError: all unknown reasons and impossible counts, together.

    >>> exits_of({"终止经营": 9, "merger": 2})
    {'homecoming.entity_deaths': 9, 'homecoming.other_exits': 2}
    """
    deaths, others = _told_apart("exit", by_reason, EXITS)
    return {"homecoming.entity_deaths": deaths, "homecoming.other_exits": others}


def survival_curve(born: int, alive: Sequence[int | None]) -> tuple[Fraction | None, ...]:
    """Return the survival rates of one cohort at the ages 1, 2, 3 …, exact.

    Args:
        born: entities born in the cohort.
        alive: entities still alive at each age, None where it was not counted.

    Raises:
        ProcessError: a number that grows with age, or is no count.

    >>> survival_curve(40, [36, None, 30])
    (Fraction(9, 10), None, Fraction(3, 4))
    """
    if not alive:
        return ()
    ages = [f"age_{n}" for n in range(1, len(alive) + 1)]
    titles = {f"age_{n}": Text(f"{n}年存活", f"Alive after {n} years") for n in range(1, len(alive) + 1)}
    steps: dict[Any, Text] = {"born": Text("出生", "Born"), **titles}
    curve = Funnel(Text("同批实体", "Cohort"), steps)
    rates = curve.rates({"born": born, **dict(zip(ages, alive, strict=True))})
    return tuple(rates[age].first for age in ages)


def least_base_rate(fall: Any) -> Interval:
    """Return where the base rate must lie for a death rate to fall by so many 个百分点.

    Args:
        fall: the fall, a positive number or an interval of one, in 个百分点.

    >>> least_base_rate(15).lo
    Fraction(15, 1)
    """
    told = Identity.stock("base", (), "fall", "current").check({"fall": fall})
    return told.bounds["base"]


def _told_apart(what: str, given: Mapping[str, int], known: Mapping[str, Text]) -> tuple[int, int]:
    """Return how many go by the first of the reasons known, the one that is a birth or a death, and how many by others."""
    counts = _by_reason(what, given, known)
    told = counts.pop(next(iter(known)), 0)
    return told, sum(counts.values())


def _by_reason(what: str, given: Mapping[str, int], known: Mapping[str, Text]) -> dict[str, int]:
    names = {word: reason for reason, text in known.items() for word in (reason, text.zh, text.en)}
    listed = ", ".join(f"{text.zh} ({reason})" for reason, text in known.items())
    wrong = [f"unknown reason of {what} {word!r}; known: {listed}" for word in given if word not in names]
    wrong += [
        f"{what} {word}: {n!r} is no count; give a whole number from 0 on" for word, n in given.items() if _no_count(n)
    ]
    if wrong:
        raise HomecomingError("; ".join(wrong))
    counts: dict[str, int] = {}
    for word, number in given.items():
        counts[names[word]] = counts.get(names[word], 0) + number
    return counts


def _no_count(number: object) -> bool:
    return not isinstance(number, int) or isinstance(number, bool) or number < 0
