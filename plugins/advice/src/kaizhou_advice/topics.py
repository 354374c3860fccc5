"""Topics: set by one, led by one, taken up by several, worked on by a task force of those who take part.

A topic names organisations and never people. One leads, and only one; who leads does not also take part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kaizhou_indicators import Identity, Text, arithmetic

from .domain import COUNT, REVIEW, advice
from .errors import AdviceError, refuse

#: the parts that organisations have in a topic, as the review names them
ROLES: Mapping[str, Text] = {
    "setter": Text("出题", "Sets the topic"),
    "leader": Text("牵头", "Leads"),
    "participants": Text("参与", "Take part"),
    "task_force": Text("专班", "Task force"),
    "departments": Text("协同部门", "Departments that work along"),
}

advice.indicator(
    "topics",
    Text("课题数", "Topics"),
    unit="项",
    definition=Text("出题并有牵头和参与单位的课题数", "topics set, with one that leads and others that take part"),
    source=REVIEW,
    **COUNT,
)
advice.indicator(
    "topics_reported",
    Text("完成调研的课题数", "Topics reported on"),
    unit="项",
    better="higher",
    definition=Text("已提交调研成果的课题数", "topics whose results were handed in"),
    source=REVIEW,
    **COUNT,
)
advice.indicator(
    "topic_units",
    Text("课题参加单位数", "Units in topics"),
    unit="家",
    better="higher",
    definition=Text(
        "牵头和参与单位数，一家参加几个课题计几次", "units that lead or take part, counted in every topic they are in"
    ),
    source=REVIEW,
    **COUNT,
)


@advice.derived(
    "units_per_topic",
    Text("课题平均参加单位数", "Units per topic"),
    unit="家/项",
    valid=(0, None),
    decimals=1,
    definition=Text(
        "牵头和参与单位数与课题数之比；每个课题一家牵头、至少一家参与，故由课题名册得出的不小于2",
        "units that lead or take part, over topics; with one leader and at least one other in each topic it is no less than"
        " 2 where it comes from the list of topics",
    ),
    source=REVIEW,
)
def units_per_topic(topic_units: Any, topics: Any) -> Any:
    """Units that lead or take part, over topics."""
    return topic_units / topics


@advice.derived(
    "topic_report_rate",
    Text("课题完成率", "Share of topics reported on"),
    unit="%",
    kind="share",
    better="higher",
    valid=(0, 100),
    decimals=1,
    definition=Text("已提交调研成果的课题占全部课题", "topics reported on, of all topics"),
    source=REVIEW,
)
def topic_report_rate(topics_reported: Any, topics: Any) -> Any:
    """Topics reported on, of all topics, a bare ratio."""
    return arithmetic.share(topics_reported, topics)


advice.identity("topics_k_of_n", Identity.k_of_n("topics_reported", "topics"))


@dataclass(frozen=True)
class Topic:
    """One topic and who does what in it; organisations only.

    Attributes:
        title: the topic.
        setter: who set it (党委出题).
        leader: who leads, exactly one (一家牵头).
        participants: who takes part beside the leader, at least one (多家参与).
        task_force: which of them make up the task force, the leader among them (专班实施).
        departments: departments that work along (部门协同).
        reported: whether the results were handed in.
    """

    title: str
    setter: str
    leader: str | tuple[str, ...]
    participants: tuple[str, ...]
    task_force: tuple[str, ...]
    departments: tuple[str, ...] = ()
    reported: bool = False

    def __post_init__(self) -> None:
        for name in ("participants", "task_force", "departments"):
            object.__setattr__(self, name, _names(getattr(self, name)))
        leaders = _names(self.leader)
        refuse(f"topic {self.title!r}", [*self._text_faults(leaders), *self._role_faults(leaders)])
        object.__setattr__(self, "leader", leaders[0])

    @property
    def units(self) -> tuple[str, ...]:
        """Who took the topic up: the leader, then those who take part (多方接题)."""
        return (*_names(self.leader), *self.participants)

    def _text_faults(self, leaders: tuple[str, ...]) -> list[str]:
        everyone: tuple[object, ...] = (*leaders, *self.participants, *self.task_force, *self.departments)
        empty = [f"{n} is empty; name it" for n in ("title", "setter") if not str(getattr(self, n)).strip()]
        unread = [
            f"{word!r} is no name of an organisation"
            for word in everyone
            if not isinstance(word, str) or not word.strip()
        ]
        return empty + unread

    def _role_faults(self, leaders: tuple[str, ...]) -> list[str]:
        faults = (
            []
            if len(leaders) == 1
            else [f"{len(leaders)} lead ({', '.join(map(str, leaders))}); exactly one leads, the others take part"]
        )
        faults += [] if self.participants else ["nobody takes part; name at least one beside the leader"]
        faults += [f"{n} leads and takes part; keep one of the two" for n in leaders if n in self.participants]
        for name in ("participants", "task_force", "departments"):
            twice = [unit for unit, n in Counter(getattr(self, name)).items() if n > 1]
            faults += [f"{unit} occurs twice among {name}; name it once" for unit in twice]
        return faults + self._force_faults(leaders)

    def _force_faults(self, leaders: tuple[str, ...]) -> list[str]:
        if not self.task_force:
            return ["no task force; name who makes it up, the leader among them"]
        known = {*leaders, *self.participants, *self.departments}
        faults = [
            f"{unit} is in the task force but has no part in the topic" for unit in self.task_force if unit not in known
        ]
        return faults + [
            f"{unit} leads but is not in the task force" for unit in leaders if unit not in self.task_force
        ]


def topics_of(tables: Iterable[Mapping[str, Any]] | None = None) -> tuple[Topic, ...]:
    """Return validated topics from configuration, entries ``[[topic]]`` of a TOML file; there is no default.

    Raises:
        AdviceError: no topics, entries that cannot be, and titles given twice; all in one message.
    """
    given = [] if tables is None else list(tables)
    refuse(
        "topics",
        []
        if given
        else ["no topics, and no source gives them; supply [{title, setter, leader, participants, task_force}]"],
    )
    topics, faults = [], []
    for entry in given:
        try:
            topics.append(Topic(**entry))
        except TypeError as error:
            faults.append(f"{entry!r} is no topic ({error}); write title, {', '.join(ROLES)}")
        except AdviceError as error:
            faults.append(str(error).replace("\n", "\n   "))
    twice = [title for title, n in Counter(topic.title for topic in topics).items() if n > 1]
    refuse("topics", [*faults, *(f"topic {title!r} is given twice; keep one" for title in twice)])
    return tuple(topics)


def topic_row(topics: Iterable[Topic], area: str, period: str) -> dict[str, Any]:
    """Return the row of a wide table: ``advice.topics``, ``advice.topics_reported`` and ``advice.topic_units``."""
    told = list(topics)
    return {
        "area": area,
        "period": period,
        "advice.topics": len(told),
        "advice.topics_reported": sum(topic.reported for topic in told),
        "advice.topic_units": sum(len(topic.units) for topic in told),
    }


def _names(value: object) -> tuple[Any, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return (value,)
    return tuple(value)
