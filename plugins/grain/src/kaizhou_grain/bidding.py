"""Two-way bidding (双向揭榜): topics posed, taken on and solved, in two directions that are never mixed.

From above: superiors pose, departments solve (上级出题、部门解题). From the departments: they pose, the grassroots
answer (部门点题、基层答题). A topic goes from posed to taken to solved, so the counts form a funnel in each direction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kaizhou_indicators import Funnel, ProcessError, Stages, Text

from .domain import ARTICLE, grain

DIRECTIONS = {
    "from_above": Text("上级出题、部门解题", "Superiors pose, departments solve"),
    "from_departments": Text("部门点题、基层答题", "Departments pose, the grassroots answer"),
}
STEPS = {
    "posed": Text("出题", "Posed"),
    "taken": Text("揭榜", "Taken on"),
    "solved": Text("完成", "Solved"),
}
FUNNEL = Funnel(Text("双向揭榜", "Two-way bidding"), STEPS)
STAGES = Stages(Text("揭榜课题", "Topic put up for bidding"), STEPS, ends=["solved"])


@dataclass(frozen=True)
class Topic:
    """One topic put up for bidding.

    Attributes:
        title: what is to be solved.
        direction: ``from_above`` or ``from_departments``.
        poser: the unit that posed it.
        stage: ``posed``, ``taken`` or ``solved``, or its title.
        taker: the unit that took it on; empty while it is only posed.

    Raises:
        ProcessError: everything that cannot be, in one message.

    >>> Topic("大豆密植", "from_departments", "农业农村委", "taken", "甲镇").stage
    'taken'
    """

    title: str
    direction: str
    poser: str
    stage: str = "posed"
    taker: str = ""

    def __post_init__(self) -> None:
        faults = [f"no {name}; give it" for name in ("title", "poser") if not getattr(self, name).strip()]
        if self.direction not in DIRECTIONS:
            known = ", ".join(f"{name} ({title.zh})" for name, title in DIRECTIONS.items())
            faults.append(f"direction {self.direction!r} is none of {known}")
        try:
            object.__setattr__(self, "stage", STAGES.check_path([self.stage])[0])
        except ProcessError as error:
            faults.append(str(error))
        if bool(self.taker) != (self.stage != "posed"):
            faults.append(
                f"stage {self.stage} with taker {self.taker!r}; a topic has a taker once it is taken on, not before"
            )
        faults += (
            ["poser and taker are one unit; the one who poses does not answer"] if self.taker == self.poser else []
        )
        if faults:
            raise ProcessError(f"topic {self.title}: " + "; ".join(faults))


def counts(topics: Iterable[Topic]) -> dict[str, dict[str, int]]:
    """Count the topics that got at least as far as each step, by direction.

    >>> counts([Topic("一", "from_above", "市", "solved", "局"), Topic("二", "from_above", "市")])["from_above"]
    {'posed': 2, 'taken': 1, 'solved': 1}
    """
    found = {direction: dict.fromkeys(STEPS, 0) for direction in DIRECTIONS}
    for topic in topics:
        reached = list(STEPS)[: list(STEPS).index(topic.stage) + 1]
        for step in reached:
            found[topic.direction][step] += 1
    return found


def moved(before: Iterable[Topic], after: Iterable[Topic]) -> None:
    """Hold two records of the same topics, by title, to the allowed moves: posed, taken, solved, never back.

    A topic may be new; one that is gone is left alone, as no rule on withdrawing a topic is published.

    Raises:
        ProcessError: every topic that stands twice in a record, went back, or changed its direction or poser.
    """
    earlier, later = list(before), list(after)
    was = {topic.title: topic for topic in earlier}
    faults = [*_twice(earlier), *_twice(later)]
    for topic in later:
        if topic.title in was:
            faults += _move_faults(was[topic.title], topic)
    if faults:
        raise ProcessError("\n".join(faults))


def _twice(topics: list[Topic]) -> list[str]:
    found = Counter(topic.title for topic in topics)
    return [
        f"topic {title}: stands {n} times in one record; titles tell topics apart"
        for title, n in found.items()
        if n > 1
    ]


def _move_faults(old: Topic, new: Topic) -> list[str]:
    path, faults = list(STEPS), []
    if (old.direction, old.poser) != (new.direction, new.poser):
        faults.append(f"topic {new.title}: direction and poser stay as they were put up; put up a new topic instead")
    if path.index(new.stage) < path.index(old.stage):
        faults.append(f"topic {new.title}: {old.stage} -> {new.stage} goes back; correct one of the records")
    return faults


FUNNEL.declare(
    grain,
    "bidding",
    unit="项",
    over_time="sum",
    by=("direction",),
    better="higher",
    definition=Text(
        "至少走到该环节的课题数及其占上一环节的比；按出题方向分，两个方向不相加；报道只有方向的名称，三个环节为本包所定",
        "topics that got at least this far, and their share of the step before; by direction, never added across the two;"
        " the report names the directions only, the three steps are this package's",
    ),
    source=ARTICLE,
)
