"""The life cycle as batches: an ordered partition of the projects with the transitions that are allowed.

Two laws: every project is in one batch at a time, so that the counts by batch add up to the number of projects; and it
moves only along allowed transitions. The city names four batches (储备 开工 在建 完工). Kaizhou's five (五个一批) have no
public names: they are configuration without a default.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from kaizhou_indicators import Basis, Domain, Identity, Stages, Text, arithmetic

from .domain import DATA, projects
from .faults import given, refuse, take
from .investment import SCOPES

_STOCK: dict[str, Any] = {
    "unit": "个",
    "kind": "count",
    "valid": (0, None),
    "decimals": 0,
    "over_time": "last",
    "over_area": "sum",
    "source": "kaizhou_projects_2024",
}
_MAIN = Basis(scope=SCOPES[""].zh)
projects.indicator(
    "started",
    Text("已开工项目数", "Projects started"),
    better="higher",
    basis=_MAIN,
    definition=Text(
        "在建与已完工的项目之和，含往年开工的", "under construction or finished, those of earlier years included"
    ),
    **_STOCK,
)
projects.indicator(
    "stage_count",
    Text("“五个一批”分阶段项目数", "Projects of the five batches, by stage"),
    by=("stage",),
    basis=_MAIN,
    definition=Text(
        "按阶段分的项目数，每个项目只在一个阶段，各阶段之和为 total；阶段名由配置给定，市级为储备、开工、在建、完工",
        "projects by stage, each in one stage, which add up to total; the stages' names are configured, the city's are"
        " 储备 开工 在建 完工",
    ),
    **{**_STOCK, "source": "city_batches"},
)
projects.identity("stages", Identity.by_dimension("total", "stage_count", "stage"))
projects.identity("started_of_all", Identity.k_of_n("started", "total"))


def start_rate(starts: Any, planned_starts: Any) -> Any:
    """Return the projects started over those that were to start in the year.

    >>> round(100 * start_rate(206, 255), 1)
    80.8
    """
    return arithmetic.share(starts, planned_starts)


_STARTS = {**_STOCK, "source": "key_projects_ten_months"}
projects.indicator(
    "planned_starts",
    Text("计划开工项目数", "Projects to start this year"),
    definition=Text("年度计划安排当年开工的项目", "projects that the plan of the year has start in the year"),
    **_STARTS,
)
projects.indicator(
    "starts",
    Text("计划内实际开工项目数", "Projects started as planned"),
    better="higher",
    definition=Text(
        "计划当年开工的项目中已开工的；不含往年开工的在建项目",
        "those of the planned starts that have started; none that started in earlier years",
    ),
    **_STARTS,
)
projects.derived(
    "start_rate",
    Text("开工率", "Start rate"),
    unit="%",
    kind="share",
    better="higher",
    valid=(0, 100),
    decimals=1,
    definition=Text(
        "已开工占计划开工的比例；合计时先加总再相除", "started over planned starts; of a whole: sums first"
    ),
    source="key_projects_ten_months",
)(start_rate)
projects.identity("starts_within_plan", Identity.k_of_n("starts", "planned_starts"))


@functools.cache
def city_batches() -> Stages:
    """Return the four batches that the city names, each leading to the next.

    >>> city_batches().check_path(["储备", "开工", "在建", "完工"])
    ('reserve', 'start', 'underway', 'finished')
    """
    table = tomllib.loads((DATA / "batches.toml").read_text("utf-8"))["city"]
    return _stages({name: value for name, value in table.items() if name != "source"})


def five_batches(table: Mapping[str, Any] | None = None) -> Stages:
    """Return the five batches (五个一批) of a configuration.

    Args:
        table: ``title``, ``stages`` (name -> title, five in their order), and, where a batch does not simply lead to the
            next, ``allowed`` (name -> names), ``entry`` and ``ends``.

    Raises:
        ProjectError: there is none, or not five batches.
        ProcessError: stages or transitions that contradict each other.

    >>> five_batches()
    Traceback (most recent call last):
    ...
    kaizhou_projects.faults.ProjectError: the five batches (五个一批) has no default, for no public source gives it; supply a table with stages = {name: title}, five in their order
    """
    place = "the five batches (五个一批)"
    known = given(place, table, "supply a table with stages = {name: title}, five in their order")
    take(place, known, ("title", "stages", "allowed", "entry", "ends"), ("stages",))
    number = len(known["stages"])
    refuse(place, [] if number == 5 else [f"{number} stages are given; name five, in their order"])
    return _stages({"title": "五个一批", **known})


def _stages(table: Mapping[str, Any]) -> Stages:
    return Stages(**{name: table[name] for name in ("title", "stages", "allowed", "entry", "ends") if name in table})


def batches_domain(name: str, title: Text, stages: Stages) -> Domain:
    """Return a fresh domain that counts projects by batch: ``total``, one indicator a batch, and that they add up.

    Args:
        name: the domain's name, yours to choose.
        title: its title in both languages.
        stages: ``city_batches()``, ``five_batches(table)`` or any other.

    Raises:
        ProjectError: a stage whose name cannot be part of a key.

    >>> domain = batches_domain("city_life", Text("市级项目", "City projects"), city_batches())
    >>> [d.name for d in domain.declarations][:3]
    ['total', 'by_stage', 'reserve']
    """
    wrong = [step.name for step in stages.stages if not re.fullmatch(r"[a-z][a-z0-9_]*", step.name)]
    taken = sorted({"total", "by_stage"} & set(stages.names))
    faults = [
        f"stage {n!r} is no part of a key; name it in small letters and put the Chinese into its title" for n in wrong
    ]
    refuse(f"domain {name!r}", [*faults, *(f"stage {n!r} is the name of another indicator; rename it" for n in taken)])
    domain = Domain(name, title)
    count = {key: value for key, value in _STOCK.items() if key != "source"}
    whole = Text("全部阶段之和", "all stages together")
    domain.indicator("total", Text(f"{title.zh}数", f"{title.en}: number"), definition=whole, **count)
    domain.indicator("by_stage", Text(f"{title.zh}分阶段数", f"{title.en}: by stage"), by=("stage",), **count)
    for step in stages.stages:
        domain.indicator(
            step.name, Text(f"{title.zh}：{step.title.zh}", f"{title.en}: {step.title.en or step.name}"), **count
        )
    domain.identity("stages", stages.partition("total"))
    domain.identity("by_stage", Identity.by_dimension("total", "by_stage", "stage"))
    return domain
