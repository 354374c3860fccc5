"""Push and handling rules (分类推送处置): which risk goes to whom and within how many days; each risk to exactly one.

The rules of the municipality are public by their title only. A user's rules are checked against the register: every
category at every level is covered once, with no gap and no overlap, and deadlines are whole days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kaizhou_indicators import Register, Step

from .errors import ConfigurationError, refuse
from .register import made


@dataclass(frozen=True)
class Rule:
    """One rule of pushing: risks of these categories at these levels go there.

    Attributes:
        to: who handles them.
        categories: categories it covers; empty for all.
        levels: levels it covers; empty for all.
        within: days to handle them; None without a deadline.
        service: the service that answers the risk, in the user's words.
    """

    to: str
    categories: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    within: int | None = None
    service: str = ""

    def __post_init__(self) -> None:
        for name in ("categories", "levels"):
            given = getattr(self, name)
            object.__setattr__(self, name, (given,) if isinstance(given, str) else tuple(given))


@dataclass(frozen=True)
class HandlingRules:
    """Rules that send every risk to exactly one place.

    Attributes:
        register: the register whose levels they cover.
        categories: the categories of risk.
        rules: category and level -> the rule that covers them.
    """

    register: Register
    categories: tuple[str, ...]
    rules: Mapping[tuple[str, str], Rule]

    def rule_for(self, category: str, level: str) -> Rule:
        """Return the rule for a category at a level, each by name; levels also by title.

        Raises:
            ConfigurationError: an unknown category or level.
        """
        refuse(ConfigurationError, "[handling]", [*_unknown("category", [category], self.categories)])
        refuse(ConfigurationError, "[handling]", [*_unknown("level", [level], _words(self.register.levels))])
        return self.rules[category, _level_name(self.register, level)]

    def on_time(self, days: Mapping[tuple[str, str], Mapping[int, int]]) -> tuple[int, int]:
        """Return (on time, handled) over risks given by category and level as ``{days taken: number of risks}``."""
        counts = [_on_time(self.rule_for(*key).within, table, f"{key[0]}/{key[1]}") for key, table in days.items()]
        return sum(k for k, _ in counts), sum(n for _, n in counts)


def handling_of(table: Mapping[str, Any] | None, register: Register) -> HandlingRules:
    """Return the push and handling rules that a user's configuration describes.

    Args:
        table: ``categories``, a list, and ``rules``, a list of tables with ``to`` and, if wanted, ``categories``,
            ``levels``, ``within`` (days) and ``service``.
        register: the register whose levels the rules cover.

    Raises:
        ConfigurationError: nothing is supplied; or all gaps, overlaps, unknown words and deadlines that cannot be.

    >>> from kaizhou_minors import register_of
    >>> register = register_of({"title": "监护风险", "levels": ["低", "高"], "entry": ["评分达到"], "exit": ["风险消除"],
    ...     "routes": {"低": "村社区", "高": "镇街"}})
    >>> rules = handling_of({"categories": ["失管", "失学"], "rules": [
    ...     {"to": "村社区", "levels": ["低"]}, {"to": "镇街", "levels": ["高"], "within": 3}]}, register)
    >>> rules.rule_for("失学", "高").to, rules.on_time({("失学", "高"): {1: 2, 5: 1}})
    ('镇街', (2, 3))
    """
    if not table:
        msg = (
            "push and handling rules: no source gives them (《未成年人家庭监护风险分类推送处置规则》 is public by its title"
            " only); supply them: handling_of({'categories': […], 'rules': [{'to': …, 'levels': […], 'within': days}]},"
            " register)"
        )
        raise ConfigurationError(msg)
    categories = tuple(map(str, table.get("categories", ())))
    rules: list[Rule] = [made(f"handling.rules {n}", Rule, entry) for n, entry in enumerate(table.get("rules", ()), 1)]
    unknown = [key for key in table if key not in {"categories", "rules"}]
    faults = [f"unknown entry {key!r}; it takes categories and rules" for key in unknown]
    faults += [] if categories else ["no categories; give categories=[…]"]
    faults += [fault for number, rule in enumerate(rules, 1) for fault in _faults(number, rule, categories, register)]
    refuse(ConfigurationError, "[handling]", faults)
    covered = _covered(rules, categories, register)
    refuse(ConfigurationError, "[handling]", [fault for key, by in covered.items() for fault in _coverage(key, by)])
    return HandlingRules(register, categories, {key: rules[by[0] - 1] for key, by in covered.items()})


def on_time_of(register: Register, days: Mapping[str, Mapping[int, int]]) -> dict[str, tuple[int, int]]:
    """Return level -> (on time, handled) from the days that handling took, held to the deadlines of the register.

    Args:
        register: the register with its deadlines; a level without one is never late.
        days: level -> {days taken: number of risks}. Days are counted as the deadlines are (calendar or working days).

    Raises:
        ProcessError: an unknown level.
        ConfigurationError: days or numbers that are no counts.
    """
    return {
        _level_name(register, level): _on_time(register.deadline_of(level), table, level)
        for level, table in days.items()
    }


def _on_time(within: int | None, table: Mapping[int, int], place: str) -> tuple[int, int]:
    wrong = [
        f"{what} {value!r} is no whole number from 0 on"
        for pair in table.items()
        for what, value in zip(("days", "number of risks"), pair, strict=True)
        if not _is_count(value)
    ]
    refuse(ConfigurationError, f"days taken of {place}", wrong)
    return sum(n for d, n in table.items() if within is None or d <= within), sum(table.values())


def _faults(number: int, rule: Rule, categories: tuple[str, ...], register: Register) -> list[str]:
    found = [] if str(rule.to).strip() else ["says not who handles the risk; give to="]
    found += _unknown("category", rule.categories, categories)
    found += _unknown("level", rule.levels, _words(register.levels))
    if rule.within is not None and (not _is_count(rule.within) or rule.within == 0):
        found.append(f"deadline within={rule.within!r} is no whole number of days above 0")
    return [f"rule {number}: {fault}" for fault in found]


def _covered(rules: list[Rule], categories: tuple[str, ...], register: Register) -> dict[tuple[str, str], list[int]]:
    by: dict[tuple[str, str], list[int]] = {(c, step.name): [] for c in categories for step in register.levels}
    for number, rule in enumerate(rules, 1):
        levels = [_level_name(register, word) for word in rule.levels] or [step.name for step in register.levels]
        for category in rule.categories or categories:
            for level in levels:
                by[category, level].append(number)
    return by


def _coverage(key: tuple[str, str], by: list[int]) -> list[str]:
    where = f"category {key[0]!r} at level {key[1]!r}"
    if not by:
        return [f"gap: no rule covers {where}; add one or widen another"]
    several = " and ".join(map(str, by))
    return [f"overlap: rules {several} all cover {where}; keep one"] if len(by) > 1 else []


def _level_name(register: Register, word: str) -> str:
    return next((s.name for s in register.levels if word in (s.name, s.title.zh, s.title.en)), word)


def _words(steps: Iterable[Step]) -> tuple[str, ...]:
    return tuple(word for s in steps for word in dict.fromkeys((s.name, s.title.zh, s.title.en)) if word)


def _unknown(kind: str, words: Iterable[str], known: Iterable[str]) -> list[str]:
    names = tuple(known)
    return [f"unknown {kind} {word!r}; known: {', '.join(names)}" for word in words if word not in names]


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
