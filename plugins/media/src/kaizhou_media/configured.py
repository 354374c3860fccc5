"""A domain of the user's own: items by the levels of the user's outlets, grades by the user's bounds.

It stands beside ``media`` in a registry under a name of its own and holds no figure of anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kaizhou_indicators import Domain, Identity, Text, Thresholds, count_where, where

from .errors import configured, refuse
from .grades import at_a, grading_of
from .outlets import OutletList, outlets_of

_NEEDED = {
    "title": "the domain's title, {zh = …, en = …}",
    "outlets": "the list of outlets, as for outlets_of",
    "grades": "the bounds of the grades, as for grading_of",
}


def domain_of(name: str, table: Mapping[str, Any] | None = None) -> Domain:
    """Return a fresh domain that declares what the user's configuration names.

    Args:
        name: the name of the domain, the namespace of its keys; not ``media``.
        table: ``title``, ``outlets`` (as for ``outlets_of``) and ``grades`` (as for ``grading_of``).

    Returns:
        A domain with ``items`` and ``items_LEVEL`` for every level, which add up to it; ``score``, ``grade`` derived
        from it by the bounds, and ``quarters_at_best``.

    Raises:
        MediaError: what is missing and what to supply.
        ProcessError: bounds that cannot be.
    """
    given = configured(name, table, _NEEDED)
    refuse(name, ["the name is taken by this package; choose another"] if name == "media" else [])
    outlets, bounds = outlets_of(given["outlets"]), grading_of(given["grades"])
    domain = Domain(name, given["title"])
    _declare_items(domain, outlets)
    _declare_grades(domain, bounds)
    return domain


def _declare_items(domain: Domain, outlets: OutletList) -> None:
    count: dict[str, Any] = {"unit": "篇", "kind": "count", "better": "higher", "valid": (0, None), "decimals": 0}
    count |= {"over_time": "sum", "over_area": "sum"}
    domain.indicator("items", Text("发稿篇数", "Items"), **count)
    for level, title in outlets.titles.items():
        named = "、".join(outlet.name for outlet in outlets.at(level)) or "-"
        domain.indicator(
            f"items_{level}",
            Text(f"{title.zh}发稿篇数", f"Items, {title.en or title.zh}"),
            definition=Text(f"名单：{named}", f"outlets: {named}"),
            **count,
        )
    domain.identity("items_by_level", Identity.partition("items", [f"items_{level}" for level in outlets.titles]))


def _declare_grades(domain: Domain, bounds: Thresholds) -> None:
    domain.indicator("score", Text("全媒体传播质效得分", "Score of communication"), unit="分", better="higher")
    domain.derived(
        "grade",
        Text("全媒体传播质效档次", "Grade of communication"),
        kind="grade",
        grades=list(bounds.labels),
        better="higher",
        takes={"score": "分"},
    )(_grading(bounds))
    domain.windowed(
        "quarters_at_best",
        Text(f"{bounds.labels[0]}季度数", f"Quarters at {bounds.labels[0]}"),
        of="grade",
        how=count_where(at_a),
        each="quarter",
        unit="个季度",
        kind="count",
        better="higher",
        valid=(0, 4),
    )


def _grading(rule: Thresholds) -> Callable[[Any], Any]:
    bounds = [float(bound) for bound in rule.bounds.values() if bound is not None]

    def grade(score: Any) -> Any:
        position: Any = len(bounds) + 1
        for place in range(len(bounds), 0, -1):
            position = where(score >= bounds[place - 1], place, position)
        return position

    return grade
