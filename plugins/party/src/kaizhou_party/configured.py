"""A domain of the user's own: the same indicators under the names, grades and race that the user supplies.

It stands beside ``party`` in a registry under a name of its own and holds no figure of anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kaizhou_indicators import Domain, Identity, Text, Thresholds, where

from .domain import COUNT
from .errors import one_language, refuse, required, unexpected
from .grading import Scale, scale_of
from .leagues import league_of
from .loops import declare_loop
from .reports import a_share
from .slots import Slots, slots_of

_SECTIONS = ("title", "slots", "grades", "league")


def domain_of(name: str, table: Mapping[str, Any] | None = None) -> Domain:
    """Return a fresh domain that declares what the user's configuration names.

    Args:
        name: the name of the domain, the namespace of its keys; not ``party``.
        table: ``title``, ``slots`` (as for ``slots_of``), ``grades`` (as for ``scale_of``) and, where units race,
            ``league`` (as for ``league_of``).

    Returns:
        A domain with ``slots_done``, ``slots_required``, ``slots_completion`` by kind of slot; ``report_grade`` by
        report with the user's labels (derived from ``report_score`` where bounds were supplied); ``reports_graded``,
        ``reports_top`` and ``top_share``; ``problem_list_score`` by problem list; ``league_score`` and ``league_rank``.

    Raises:
        PartyError: what is missing and what to supply.
        ProcessError: names, bounds or directions that cannot be.
    """
    given = required(
        name,
        table,
        {"title": "the domain's title, {zh, en}", "slots": "the 885 names", "grades": "the scale of the grades"},
    )
    faults = unexpected(name, given, _SECTIONS)
    faults += ["the name is taken by this package; choose another"] if name == "party" else []
    domain = Domain(name, given["title"])
    refuse(name, faults + one_language("title", domain.title))
    slots, scale = slots_of(given["slots"]), scale_of(given["grades"])
    declare_loop(domain, "slots", Text("885", "885"), by=("step",))
    _declare_grades(domain, slots, scale)
    _declare_lists(domain, slots)
    if "league" in given:
        league_of(given["league"]).declare(domain, "league")
    return domain


def _declare_grades(domain: Domain, slots: Slots, scale: Scale) -> None:
    attributes: dict[str, Any] = {
        "kind": "grade",
        "grades": list(scale.labels),
        "better": "higher",
        "by": ("report",),
        "definition": Text("报表：" + _names(slots.reports), "reports: " + _names(slots.reports)),
    }
    title = Text("报表档次", "Grade of a report")
    if isinstance(scale.rule, Thresholds):
        domain.indicator(
            "report_score", Text("报表得分", "Score of a report"), unit="分", better="higher", by=("report",)
        )
        domain.derived("report_grade", title, takes={"report_score": "分"}, **attributes)(_grading(scale.rule))
    else:
        domain.indicator("report_grade", title, **attributes)
    _declare_top(domain, scale.labels[0])


def _declare_top(domain: Domain, best: str) -> None:
    domain.indicator("reports_graded", Text("报表评档数", "Gradings of the reports"), **COUNT)
    domain.indicator("reports_top", Text(f"报表{best}数", f"Grades {best} of the reports"), better="higher", **COUNT)
    domain.derived(
        "top_share",
        Text(f"报表{best}占比", f"Share of grades {best}"),
        unit="%",
        kind="share",
        better="higher",
        valid=(0, 100),
        decimals=2,
        inputs={"reports_grade_a": f"{domain.name}.reports_top", "reports_graded": f"{domain.name}.reports_graded"},
    )(a_share)
    domain.identity(
        "top_share_k_of_n",
        Identity.share(
            *(f"{domain.name}.{part}" for part in ("reports_top", "reports_graded", "top_share")), decimals=2
        ),
    )


def _declare_lists(domain: Domain, slots: Slots) -> None:
    domain.indicator(
        "problem_list_score",
        Text("问题清单得分", "Score of a problem list"),
        unit="分",
        better="higher",
        by=("problem_list",),
        definition=Text("清单：" + _names(slots.problem_lists), "lists: " + _names(slots.problem_lists)),
    )


def _names(steps: tuple[Any, ...]) -> str:
    return "、".join(str(step) for step in steps)


def _grading(rule: Thresholds) -> Callable[[Any], Any]:
    bounds = [float(bound) for bound in rule.bounds.values() if bound is not None]

    def report_grade(report_score: Any) -> Any:
        position: Any = len(bounds) + 1
        for place in range(len(bounds), 0, -1):
            position = where(report_score >= bounds[place - 1], place, position)
        return position

    return report_grade
