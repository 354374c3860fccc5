"""The loop of the drive (五制、四清四明四强四好) and what is checked beside it; the names are those of the report.

A matter (事项) is checked element by element: what is not said is not done, and a loop is closed only when everything
that applies is done. That the five systems follow one another in the order printed, and that a new round begins at the
list, is this package's reading; the report calls them a whole and prints no order of its own.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Domain, Identity, Loop, Stages, Text, arithmetic

from .domain import party

#: the five systems (五制)
SYSTEMS = {
    "list": Text("清单", "List"),
    "dispatch": Text("调度", "Dispatch"),
    "responsibility": Text("责任", "Responsibility"),
    "supervision": Text("督查", "Supervision"),
    "display": Text("晾晒", "Display"),
}

#: 21 elements: five systems and the 4×4 of start, process, support and result
LOOP = Loop(
    Text("抓落实闭环", "Loop of getting things done"),
    {
        "systems": Text("五制", "Five systems"),
        "start": Text("起步四清", "Start: four clear"),
        "process": Text("过程四明", "Process: four plain"),
        "support": Text("保障四强", "Support: four strong"),
        "result": Text("结果四好", "Result: four good"),
    },
    {
        "systems": SYSTEMS,
        "start": {
            "task": Text("任务", "Task"),
            "factors": Text("要素", "Factors"),
            "path": Text("路径", "Path"),
            "responsibility": Text("责任", "Responsibility"),
        },
        "process": {
            "progress": Text("进度", "Progress"),
            "gap": Text("差距", "Gap"),
            "causes": Text("原因", "Causes"),
            "measures": Text("措施", "Measures"),
        },
        "support": {
            "planning": Text("规划", "Planning"),
            "platform": Text("平台", "Platform"),
            "resources": Text("资源", "Resources"),
            "mechanism": Text("机制", "Mechanism"),
        },
        "result": {
            "standing": Text("底盘成色", "Standing of the base"),
            "summary": Text("总结提炼", "Summing up"),
            "promotion": Text("宣传推介", "Making known"),
            "reporting": Text("报表评价", "Rating in the reports"),
        },
    },
)

#: the way of a matter through the five systems; after the display it may stay, or come onto the list again
ROUND = Stages(
    Text("抓落实事项", "Matters to get done"),
    SYSTEMS,
    allowed={
        "list": ("dispatch",),
        "dispatch": ("responsibility",),
        "responsibility": ("supervision",),
        "supervision": ("display",),
        "display": ("list",),
    },
    ends=("display",),
)

#: how things are to be done (四个抓落实) and in what to be ahead (四个争先), to be checked of a unit
CONDUCT = Loop(
    Text("四个抓落实、四个争先", "Four ways of getting things done, four ways of being ahead"),
    {
        "implementation": Text("四个抓落实", "Four ways of getting things done"),
        "ahead": Text("四个争先", "Four ways of being ahead"),
    },
    {
        "implementation": {
            "to_the_letter": Text("不折不扣", "To the letter"),
            "without_delay": Text("雷厉风行", "Without delay"),
            "as_things_are": Text("求真务实", "As things are"),
            "with_courage": Text("敢作善为", "With courage and skill"),
        },
        "ahead": {
            "racing": Text("赛马比拼", "Racing"),
            "closing_loops": Text("闭环落实", "Closing loops"),
            "renewal": Text("变革重塑", "Renewal"),
            "hard_work": Text("实干担当", "Hard work and answering for it"),
        },
    },
)


def completion(done: Any, required: Any) -> Any:
    """Return the elements done over the elements that apply.

    >>> round(100 * completion(18, 20), 1)
    90.0
    """
    return arithmetic.share(done, required)


def declare_loop(
    domain: Domain,
    name: str,
    title: Text,
    *,
    by: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    source: str | None = None,
) -> None:
    """Declare ``name_done``, ``name_required``, ``name_completion`` (%) and the identity k of n between the first two.

    Args:
        domain: the domain that gets them.
        name: how their names begin.
        title: what is checked.
        by: their dimensions.
        aliases: other names of the completion.
        source: key of the source of the elements.
    """
    count: dict[str, Any] = {
        "unit": "项",
        "kind": "count",
        "valid": (0, None),
        "decimals": 0,
        "over_time": "last",
        "over_area": "sum",
        "by": by,
        "source": source,
    }
    domain.indicator(
        f"{name}_done",
        Text(f"{title.zh}:已完成要素", f"{title.en}: elements done"),
        better="higher",
        definition=Text(
            "有据可查、已完成的要素；未说明的不算完成", "elements shown to be done; what is not said is not done"
        ),
        **count,
    )
    domain.indicator(
        f"{name}_required",
        Text(f"{title.zh}:应完成要素", f"{title.en}: elements required"),
        definition=Text("适用的要素；不适用的不计", "elements that apply; those that do not are left out"),
        **count,
    )
    _declare_completion(domain, name, title, by=by, aliases=aliases, source=source)
    domain.identity(f"{name}_k_of_n", Identity.k_of_n(f"{domain.name}.{name}_done", f"{domain.name}.{name}_required"))


def _declare_completion(domain: Domain, name: str, title: Text, **attributes: Any) -> None:
    domain.derived(
        f"{name}_completion",
        Text(f"{title.zh}:完成率", f"{title.en}: completion"),
        unit="%",
        kind="share",
        better="higher",
        valid=(0, 100),
        decimals=2,
        inputs={"done": f"{domain.name}.{name}_done", "required": f"{domain.name}.{name}_required"},
        definition=Text(
            "已完成要素与应完成要素之比；汇总时先加总要素再相除，不加权",
            "elements done over elements required; pooled over the elements, never averaged, not weighted",
        ),
        **attributes,
    )(completion)


declare_loop(
    party,
    "loop",
    Text("闭环", "Closed loop"),
    aliases=("闭环完成率", "五制四清四明四强四好闭环完成率"),
    source="kaizhou_review_2024",
)
declare_loop(party, "loop_step", Text("闭环分环节", "Closed loop by step"), by=("step",), source="kaizhou_review_2024")
declare_loop(
    party,
    "conduct",
    Text("四个抓落实、四个争先", "Four ways of getting things done, four of being ahead"),
    by=("step",),
    source="kaizhou_review_2024",
)
ROUND.declare(
    party,
    "matters",
    unit="项",
    decimals=0,
    valid=(0, None),
    definition=Text(
        "列入清单、正在闭环中的事项；五制的先后为本包的读法",
        "matters on the list and in the loop; the order of the five systems is this package's reading",
    ),
    source="kaizhou_review_2024",
)
party.identity("matters_over_stages", Identity.by_dimension("party.matters", "party.matters_by_stage", "stage"))
for _part in ("done", "required"):
    party.identity(
        f"loop_{_part}_over_steps",
        Identity.by_dimension(f"party.loop_{_part}", f"party.loop_step_{_part}", "step"),
    )
