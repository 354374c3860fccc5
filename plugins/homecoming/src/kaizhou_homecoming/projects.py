"""Projects (引得回): what is signed, and how much of it gets a formal contract, money, a start and production.

A contract counts once and under the period in which it was signed; the amount of a step is the contract amount of those
that reached it. Money paid in (到位资金) is something else and stands beside the funnel.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from kaizhou_indicators import Funnel, Identity, Stages, Text, arithmetic

from .domain import homecoming
from .outreach import FLOW, OWN, REVIEW

#: the steps of a contract, each reached only through the one before
STEPS: dict[str, Text] = {
    "contracted": Text("签约", "Signed"),
    "formal": Text("正式协议", "Formal contract"),
    "realised": Text("资金到位", "Money in place"),
    "started": Text("开工", "Started"),
    "in_production": Text("投产", "In production"),
}
_STAGES: dict[Any, Text] = {**STEPS, "terminated": Text("终止", "Terminated")}

#: the life of a project; it may be given up after every step but the last
PROJECT_LIFE = Stages(
    Text("引进项目", "Project introduced"),
    _STAGES,
    allowed={a: (b, "terminated") for a, b in pairwise(STEPS)},
    ends=("in_production", "terminated"),
)
#: how much of what was signed reached each step, in 亿元
AMOUNTS = Funnel(Text("签约金额", "Contracted amount"), STEPS, whole=False)
#: how many of the projects signed reached each step
PROJECTS = Funnel(Text("引进项目数", "Projects introduced"), STEPS)

_AMOUNT: dict[str, Any] = {
    "unit": "亿元",
    "valid": (0, None),
    "over_time": "sum",
    "over_area": "sum",
    "decimals": 2,
}
_RATE: dict[str, Any] = {"unit": "%", "kind": "share", "valid": (0, 100), "decimals": 1, "better": "higher"}
_ALIASES = {"contracted": ["签约金额", "签约投资"], "projects": ["引进项目", "签约项目"]}


def indicator_of(step: str, base: str) -> str:
    """Return the name of the indicator that holds a step: ``contracted``, ``contracted_formal``, ``projects_formal`` …

    >>> indicator_of("contracted", "projects"), indicator_of("formal", "contracted")
    ('projects', 'contracted_formal')
    """
    return base if step == "contracted" else f"{base}_{step}"


def share_of_step(part: Any, whole: Any) -> Any:
    """Return what reached a step, of what reached the step before.

    >>> share_of_step(3, 4)
    0.75
    """
    return arithmetic.share(part, whole)


def _declare_steps(base: str, funnel: Funnel, what: Text, attributes: dict[str, Any]) -> None:
    for step, title in STEPS.items():
        name = indicator_of(step, base)
        first = step == "contracted"
        homecoming.indicator(
            name,
            funnel.title
            if first
            else Text(f"{funnel.title.zh}（{title.zh}）", f"{funnel.title.en}, {title.en.lower()}"),
            aliases=_ALIASES.get(name, []),
            better="higher",
            definition=_meaning(step, what),
            **attributes,
            **(REVIEW if first else OWN),
        )
    for earlier, later in pairwise(STEPS):
        _declare_rate(base, funnel.title, earlier, later)
    homecoming.identity(f"{base}_funnel", Identity.funnel([f"homecoming.{indicator_of(s, base)}" for s in STEPS]))


def _meaning(step: str, what: Text) -> Text:
    if step == "contracted":
        return Text(
            f"本期签约项目的{what.zh}，每份合同只计一次；是否含框架协议，公布时未说明",
            f"{what.en} of the contracts signed in the period, each counted once; whether framework agreements are among"
            " them is not said where it is published",
        )
    title = STEPS[step]
    return Text(
        f"本期签约项目中已达到“{title.zh}”的{what.zh}",
        f"{what.en} of those signed in the period that have reached this step: {title.en.lower()}",
    )


def _declare_rate(base: str, of: Text, earlier: str, later: str) -> None:
    a, b = STEPS[earlier], STEPS[later]
    homecoming.derived(
        f"{indicator_of(later, base)}_rate",
        Text(f"{of.zh}：{b.zh}率", f"{of.en}: {b.en.lower()}, share"),
        definition=Text(
            f"达到“{b.zh}”的占达到“{a.zh}”的比重，按合同签订期归集",
            f"those that reached {b.en.lower()}, of those that reached {a.en.lower()}, by the period of signing",
        ),
        inputs={
            "part": f"homecoming.{indicator_of(later, base)}",
            "whole": f"homecoming.{indicator_of(earlier, base)}",
        },
        **_RATE,
        **OWN,
    )(share_of_step)


_declare_steps("contracted", AMOUNTS, Text("合同金额", "contract amount"), _AMOUNT)
_declare_steps("projects", PROJECTS, Text("项目数", "number"), {"unit": "个", **FLOW})

# -- money paid in

homecoming.indicator(
    "funds_in_place",
    Text("到位资金", "Money paid in"),
    aliases=["签约项目到位资金"],
    better="higher",
    definition=Text(
        "本期签约项目至今实际到位的资金，不超过合同金额",
        "money actually paid in so far on the contracts signed in the period, no more than their amount",
    ),
    **_AMOUNT,
    **OWN,
)
homecoming.identity("funds_within_contracts", Identity.funnel(["homecoming.contracted", "homecoming.funds_in_place"]))


@homecoming.derived(
    "realised",
    Text("签约履约率", "Contract realisation"),
    aliases=["资金到位率", "履约率"],
    definition=Text("到位资金与签约金额之比", "money paid in, of the amount contracted"),
    **_RATE,
    **OWN,
)
def realised(funds_in_place: Any, contracted: Any) -> Any:
    """Money paid in over the amount contracted.

    >>> realised(30, 120)
    0.25
    """
    return arithmetic.share(funds_in_place, contracted)
