"""Handling of advice as a closed loop: before, during and after, each step closed only where the ones before it are.

What is not said is not done. A paper whose later step was done over an open earlier one counts as open, and is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kaizhou_indicators import Completion, Funnel, Loop, Text, arithmetic

from .domain import REVIEW, advice

#: the loop as the review names it: three steps, two elements in each
LOOP = Loop(
    Text("建言办理", "Handling of advice"),
    {
        "before": Text("办理前", "Before"),
        "during": Text("办理中", "During"),
        "after": Text("办理后", "After"),
    },
    {
        "before": {"sorting": Text("梳理", "Sorting"), "assignment": Text("归口", "Assignment")},
        "during": {"communication": Text("沟通", "Communication"), "supervision": Text("督促", "Supervision")},
        "after": {"evaluation": Text("评价", "Evaluation"), "notice": Text("通报", "Notice")},
    },
)
#: papers by the steps they have closed
FUNNEL = Funnel(
    Text("建言办理", "Handling of advice"), {"due": Text("应办理", "Due"), **{s.name: s.title for s in LOOP.steps}}
)

LOOP.declare(
    advice,
    "elements",
    by=("step",),
    definition=Text("办理各环节要素的完成情况，每篇六项", "elements of handling done, six for each paper"),
    source=REVIEW,
)
FUNNEL.declare(
    advice,
    "handling",
    unit="篇",
    better="higher",
    definition=Text(
        "完成到该环节（含此前各环节全部要素）的建言篇数及其占上一环节的比",
        "papers that have closed this step and all before it, and their share of the step before",
    ),
    source=REVIEW,
)


@advice.derived(
    "loop",
    Text("闭环办理率", "Closed-loop rate"),
    unit="%",
    kind="share",
    better="higher",
    valid=(0, 100),
    decimals=1,
    aliases=["闭环率"],
    definition=Text(
        "办理前、中、后全部完成的建言占应办理的建言",
        "papers closed before, during and after, of those due for handling",
    ),
    source=REVIEW,
)
def loop_rate(handling_after: Any, handling_due: Any) -> Any:
    """Papers with the whole loop closed of those due, a bare ratio."""
    return arithmetic.share(handling_after, handling_due)


@dataclass(frozen=True)
class Handling:
    """Papers by how far they were handled.

    Attributes:
        amounts: ``due``, ``before``, ``during``, ``after`` -> papers; never grows.
        completion: elements done of those that apply, over all papers.
        gaps: papers with a later step done over an open earlier one, in words.
    """

    amounts: Mapping[str, int]
    completion: Completion
    gaps: tuple[str, ...]

    def row(self, area: str, period: str) -> dict[str, Any]:
        """Return the row of a wide table with ``advice.handling_due`` and the three steps."""
        return {"area": area, "period": period, **{f"advice.handling_{n}": k for n, k in self.amounts.items()}}


def handled(papers: Mapping[str, Mapping[str, Iterable[str] | Mapping[str, Any]]]) -> Handling:
    """Count papers by the steps they have closed.

    Args:
        papers: code of the paper -> step -> the elements done, or step -> (element -> True, False, "not_applicable").

    Raises:
        ProcessError: steps and elements that are none, and marks that cannot be read.

    >>> whole = {"办理前": ["梳理", "归口"], "办理中": ["沟通", "督促"], "办理后": ["评价", "通报"]}
    >>> handled({"1": whole, "2": {"办理前": ["梳理"]}}).amounts
    {'due': 2, 'before': 1, 'during': 1, 'after': 1}
    """
    closed = {code: _closed(marks) for code, marks in papers.items()}
    amounts = {"due": len(papers)} | {
        step.name: sum(all(steps[: place + 1]) for steps in closed.values()) for place, step in enumerate(LOOP.steps)
    }
    gaps = tuple(gap for code, marks in papers.items() for gap in _gaps(code, closed[code], LOOP.missing(marks)))
    return Handling(amounts, LOOP.pooled(papers.values()), gaps)


def _closed(marks: Mapping[str, Any]) -> list[bool]:
    return [done == required for done, required in LOOP.completion(marks).by_step.values()]


def _gaps(code: str, closed: list[bool], missing: tuple[str, ...]) -> list[str]:
    done = [place for place, whole in enumerate(closed) if whole]
    if not done or all(closed[: done[-1]]):
        return []
    early = {str(step) for step in LOOP.steps[: done[-1]]}
    still = ", ".join(m for m in missing if m.partition("/")[0] in early)
    return [f"paper {code}: {LOOP.steps[done[-1]]} is done and {still} is not; close it first"]
