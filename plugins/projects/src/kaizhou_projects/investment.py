"""Investment done against the plan of the year, for each scope of projects: everything that divides by a plan is here.

Three laws:

* What is done is accumulated since January (累计): over time the last value counts, it has no 环比, and it never falls
  within a year.
* A rate is Σ done ÷ Σ plan over areas and never the mean of rates; the plan is that of the whole year, on every row.
* Scopes may overlap. Each has indicators of its own, and no rule, identity or rollup adds two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kaizhou_indicators import Basis, Domain, Identity, Text, arithmetic, decumulated

from .domain import projects

_AMOUNT: dict[str, Any] = {
    "unit": "亿元",
    "valid": (0, None),
    "decimals": 2,
    "over_time": "last",
    "over_area": "sum",
}


def completion_rate(completed: Any, plan: Any) -> Any:
    """Return investment done since January over the plan of the year; above 1 where the plan is exceeded.

    >>> round(100 * completion_rate(86.97, 132), 2)
    65.89
    """
    return arithmetic.share(completed, plan)


def vs_schedule(completed: Any, plan: Any, elapsed: Any) -> Any:
    """Return how far the completion rate is ahead of the schedule; below zero it is behind.

    >>> round(100 * vs_schedule(1562.9, 1834.4, 0.75), 1)
    10.2
    """
    return arithmetic.ahead_of_schedule(completed, plan, elapsed)


def over_plan(completed: Any, plan: Any) -> Any:
    """Return by how much the plan of the year is exceeded; below zero it is not reached.

    >>> round(100 * over_plan(167.2, 132), 2)
    26.67
    """
    return arithmetic.growth(completed, plan)


def declare_scopes(domain: Domain, scopes: Mapping[str, Text], *, source: str | None = None) -> tuple[str, ...]:
    """Declare the indicators of scopes of projects on a domain, with the baseline ``plan`` of all of them.

    Each scope gets ``total``, ``completed``, ``completed_period``, ``plan``, ``completion_rate``, ``vs_schedule`` and
    ``over_plan``, with its prefix and ``_`` before the name, and two identities: its running total never falls, and a
    printed rate is the ratio of what is printed beside it. The scheduled share is ``projects.elapsed``.

    Args:
        domain: the domain that gets them; one of your own for scopes of your own.
        scopes: prefix -> title; an empty prefix for the main scope.
        source: key of the source that speaks of the scopes.

    Returns:
        The keys, scope by scope.

    >>> mine = Domain("parks", Text("园区", "Parks"))
    >>> declare_scopes(mine, {"": Text("园区项目", "Park projects")})[:2]
    ('parks.total', 'parks.completed')
    """
    plans = {_name(prefix, "completed"): _name(prefix, "plan") for prefix in scopes}
    domain.baseline("plan", title=Text("年度计划投资", "plan of the year"), indicators=plans, source=source)
    keys: list[str] = []
    for prefix, title in scopes.items():
        shared = {"source": source} if source else {}
        keys += [*_declare_amounts(domain, prefix, title, shared), *_declare_rates(domain, prefix, title)]
        _declare_identities(domain, prefix)
    return tuple(keys)


def _declare_identities(domain: Domain, prefix: str) -> None:
    done, plan, rate = (_name(prefix, name) for name in ("completed", "plan", "completion_rate"))
    domain.identity(f"{done}_never_falls", Identity.cumulative(done))
    # reports print the rate with one decimal or with two
    domain.identity(f"{rate}_as_printed", Identity.shares([rate], [done], plan, decimals=1))


def _name(prefix: str, name: str) -> str:
    return f"{prefix}_{name}" if prefix else name


def _of(title: Text, zh: str, en: str) -> Text:
    return Text(f"{title.zh}{zh}", f"{title.en}: {en}")


def _aliases(prefix: str, title: Text, *words: str) -> list[str]:
    """Return the words themselves for the main scope of a domain; for another what its title alone does not say."""
    return [f"{title.zh}{word}" for word in words[1:]] if prefix else list(words)


def _declare_amounts(domain: Domain, prefix: str, title: Text, shared: dict[str, Any]) -> tuple[str, ...]:
    done, basis = _name(prefix, "completed"), Basis(price="current", scope=title.zh)
    return (
        domain.indicator(
            _name(prefix, "total"),
            _of(title, "数", "number"),
            definition=_TOTAL,
            basis=Basis(scope=title.zh),
            **{**_AMOUNT, "unit": "个", "kind": "count", "decimals": 0},
            **shared,
        ),
        domain.indicator(
            done,
            _of(title, "完成投资", "investment done"),
            better="higher",
            aliases=_aliases(prefix, title, "完成投资", "累计完成投资"),
            definition=_COMPLETED,
            basis=Basis(price="current", scope=title.zh, accumulation="ytd"),
            **_AMOUNT,
            **shared,
        ),
        domain.windowed(
            f"{done}_period",
            _of(title, "本期完成投资", "investment of the period"),
            of=done,
            how=decumulated(),
            better="higher",
            definition=_PERIOD,
            basis=Basis(price="current", scope=title.zh, accumulation="period"),
            **{**_AMOUNT, "valid": None, "over_time": "sum"},
            **shared,
        ),
        domain.indicator(
            _name(prefix, "plan"),
            _of(title, "年度计划投资", "investment planned for the year"),
            aliases=_aliases(prefix, title, "年度计划投资", "年度任务目标"),
            definition=_PLAN,
            basis=basis,
            **_AMOUNT,
            **shared,
        ),
    )


def _declare_rates(domain: Domain, prefix: str, title: Text) -> tuple[str, ...]:
    read = {name: f"{domain.name}.{_name(prefix, name)}" for name in ("completed", "plan")}
    keys = []
    for formula, heading, definition, attributes in _RATES:
        name = _name(prefix, formula.__name__)
        inputs = {**read, "elapsed": "projects.elapsed"} if formula is vs_schedule else read
        rules = {"better": "higher", "basis": Basis(price="current", scope=title.zh), **attributes}
        title_of = _of(title, heading.zh, heading.en)
        aliases = _aliases(prefix, title, heading.zh, *_ALSO.get(formula.__name__, ()))
        domain.derived(name, title_of, inputs=inputs, definition=definition, aliases=aliases, **rules)(formula)
        keys.append(f"{domain.name}.{name}")
    return tuple(keys)


_TOTAL = Text(
    "列入该口径的项目个数；与其他口径的项目可能重叠，不相加",
    "projects in this scope; they may be in other scopes too, so that scopes are never added",
)
_COMPLETED = Text(
    "自年初累计完成的投资，按现价，对该口径全部项目求和；与其他口径可能重叠，不相加",
    "investment since January at current prices, over all projects of the scope; it may overlap other scopes and is never"
    " added to them",
)
_PERIOD = Text(
    "累计数减同一年内上期累计数；为负说明累计数有误或经核减",
    "the running total less that of the period before in the year; below zero the totals are wrong or were corrected",
)
_PLAN = Text(
    "全年计划投资，年内每一期都写同一数；计划调整过的，用哪一版由填报者注明",
    "the plan of the whole year, the same on every row of the year; which version of a revised plan is for the reporter"
    " to say",
)
_ALSO = {"completion_rate": ["投资进度"], "vs_schedule": ["超序时进度", "超过时间进度"], "over_plan": ["超计划"]}
_POINTS: dict[str, Any] = {"unit": "个百分点", "kind": "rate", "valid": (-100, None), "decimals": 1}
_RATES: tuple[tuple[Callable[..., Any], Text, Text, dict[str, Any]], ...] = (
    (
        completion_rate,
        Text("投资完成率", "completion rate"),
        Text(
            "自年初累计完成投资占年度计划投资的比例（投资进度），可超过100%；合计时先加总再相除",
            "investment since January over the plan of the year, may pass 100%; of a whole: sums first, then the ratio",
        ),
        {"unit": "%", "kind": "share", "valid": (0, None), "decimals": 2, "source": "projects.city_batches"},
    ),
    (
        vs_schedule,
        Text("快于时序进度", "ahead of schedule"),
        Text(
            "投资完成率减时序进度（projects.elapsed），负数为慢于时序",
            "completion rate less the scheduled share (projects.elapsed); below zero it is behind",
        ),
        {**_POINTS, "source": "projects.city_schedule_2022"},
    ),
    (
        over_plan,
        Text("超出年度计划", "over plan"),
        Text("投资完成率减100%，负数为未完成", "completion rate less 100%; below zero the plan is not reached"),
        {**_POINTS, "source": "projects.city_over_plan_2021"},
    ),
)

#: the scopes that Kaizhou's reports tell of; they may overlap
SCOPES = {
    "": Text("“五个一批”重大项目", "Major projects of the five batches"),
    "municipal": Text("市级重点项目", "Municipal key projects"),
    "farm": Text("农业农村重大项目", "Major projects in farming and rural areas"),
}
declare_scopes(projects, SCOPES, source="projects.kaizhou_review_2024")
