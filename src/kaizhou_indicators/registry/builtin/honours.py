"""Honours: recognitions counted by level and never turned into a score.

One recognition counts once, however many reports name it: same title, body and year. ``pilots`` and ``promotions``
are counts that reports print by themselves; they overlap with ``recognitions`` and are never added to it.
"""

from __future__ import annotations

from ...model.domain import Domain
from ...processes import Event
from ...text import Text
from .documents import quote
from .figures import KAIZHOU

honours = Domain(
    "honours",
    Text("荣誉", "Honours"),
    definition=Text(
        "表彰、批示、典型案例、试点示范等，按授予层级计数",
        "Awards, commendations, model cases and pilots, counted by level",
    ),
)
quote(honours, "kaizhou_plan_2024", "kaizhou_work_2026")


def _counted(zh: str, en: str) -> Text:
    """Return a definition with the rule of counting, which is this project's and nobody's official one."""
    return Text(
        f"{zh}；同一名称、授予机关和年份只计一次，层级之间不折算（计数规则为本项目所定）",
        f"{en}; one title, body and year counts once, and levels are never converted into one another (a rule of this"
        " project)",
    )


Event.declare(
    honours,
    "recognitions",
    Text("获表彰推介数", "Recognitions"),
    by=("kind",),
    better="higher",
    decimals=0,
    aliases=["表彰", "批示", "典型案例", "督查激励"],
    definition=_counted(
        "表彰、批示、典型案例、督查激励等",
        "awards, commendations, model cases, incentives after inspection and the like",
    ),
    source="kaizhou_work_2026",
)
Event.declare(
    honours,
    "pilots",
    Text("获批试点示范数", "Pilots and demonstrations granted"),
    better="higher",
    decimals=0,
    aliases=["试点示范"],
    definition=_counted(
        "获批的试点示范，按报告的合计", "pilots and demonstrations granted, as the report adds them up"
    ),
    source="kaizhou_plan_2024",
)
Event.declare(
    honours,
    "promotions",
    Text("经验获推广数", "Practices promoted beyond the area"),
    better="higher",
    decimals=0,
    aliases=["经验推广"],
    definition=_counted(
        "在全国、全市推广的经验做法，按报告的合计",
        "practices promoted nationwide or in the city, as the report adds them up",
    ),
    source="kaizhou_plan_2024",
)

honours.observe(
    "pilots",
    area=KAIZHOU,
    period="2024",
    value=45,
    printed="45项",
    source="honours.kaizhou_plan_2024",
    note=Text("全国与全市合计，未分列", "national and municipal together, not told apart"),
)
honours.observe(
    "recognitions",
    area=KAIZHOU,
    period="2021/2025",
    value=28,
    printed="28项",
    source="honours.kaizhou_work_2026",
    by={"kind": "督查激励"},
    note=Text("国务院与市政府合计，未分列", "State Council and municipal government together, not told apart"),
)
