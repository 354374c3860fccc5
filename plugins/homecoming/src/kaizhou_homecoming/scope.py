"""Scope: what counts as a returnee, an entity or a job, as the user's rules say; figures of two scopes never mix.

The report prints its numbers without these rules, so nothing is preset: a scope is complete or it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kaizhou_indicators import Basis, Domain, Text

from .domain import HomecomingError
from .outreach import STOCK

#: what a scope must say: name -> the question
QUESTIONS: Mapping[str, Text] = {
    "returnee": Text("谁算返乡创业人员（籍贯、离开年限）", "who counts as a returnee (origin, years away)"),
    "deduplication": Text("累计人数怎样去重", "how doubles are removed from the running total"),
    "entity": Text("什么算返乡创业实体，何时不再计入", "what counts as an entity of returnees, and until when"),
    "jobs": Text(
        "就近就业只计直接吸纳还是含间接带动", "whether jobs are those in the entities or further down the chain too"
    ),
}
_INDICATORS = {
    "returnees": (Text("累计返乡创业人员", "Returnee entrepreneurs, cumulative"), "人", ("returnee", "deduplication")),
    "entities": (Text("返乡创业实体", "Returnee entities"), "户", ("entity",)),
    "jobs": (Text("带动就近就业", "Jobs near home"), "人", ("jobs",)),
}


def scope_of(answers: Mapping[str, Any] | None = None) -> Mapping[str, Text]:
    """Read a scope: an answer to every question of ``QUESTIONS``.

    Args:
        answers: name -> answer, a Text, a Chinese text or ``{zh, en}``.

    Raises:
        HomecomingError: all questions left open and all answers to none of them.

    >>> scope_of({"returnee": "甲", "deduplication": "乙", "entity": "丙", "jobs": "丁"})["jobs"].zh
    '丁'
    """
    given = {
        name: Text(**a) if isinstance(a, Mapping) else a if isinstance(a, Text) else Text(a)
        for name, a in (answers or {}).items()
    }
    wrong = [
        f"{name} is open: {ask.en} ({ask.zh})"
        for name, ask in QUESTIONS.items()
        if not str(given.get(name, "")).strip()
    ]
    wrong += [
        f"{name!r} answers no question; the questions are {', '.join(QUESTIONS)}"
        for name in given
        if name not in QUESTIONS
    ]
    if wrong:
        raise HomecomingError("scope: no source gives these rules, so say them in the scope; " + "; ".join(wrong))
    return {name: given[name] for name in QUESTIONS}


def scoped_domain(name: str, answers: Mapping[str, Any] | None) -> Domain:
    """Return a fresh domain whose ``returnees``, ``entities`` and ``jobs`` carry the scope as definition and basis.

    Args:
        name: the namespace, lower-case; not one that is loaded already.
        answers: as for ``scope_of``.

    Raises:
        HomecomingError: the scope is incomplete.
    """
    scope = scope_of(answers)
    made = Domain(name, Text("归雁经济（本地口径）", "Returnee economy, local scope"))
    for key, (title, unit, asked) in _INDICATORS.items():
        told = Text("；".join(scope[a].zh for a in asked), "; ".join(scope[a].get("en") for a in asked))
        made.indicator(key, title, unit=unit, definition=told, basis=Basis(scope=told.zh), better="higher", **STOCK)
    return made
