"""How far projects are: by sector, by line of railway, in reserve; and the place among the districts.

What a report prints of one project or sector is recorded as it stands. Sectors are parts of the five batches and add up
to them; railway lines run through several districts, so that their progress is nobody's share of anything here.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Basis, Identity, League, Text

from .domain import projects
from .investment import SCOPES

projects.indicator(
    "completed_by_sector",
    Text("“五个一批”重大项目分类完成投资", "Major projects of the five batches: investment done by sector"),
    unit="亿元",
    better="higher",
    valid=(0, None),
    decimals=2,
    by=("sector",),
    over_time="last",
    over_area="sum",
    basis=Basis(price="current", scope=SCOPES[""].zh, accumulation="ytd"),
    definition=Text(
        "自年初累计，每个项目只在一类，各类之和为完成投资 completed；类名随发布",
        "since January, each project in one sector, which add up to completed; the sectors are those of the report",
    ),
    source="kaizhou_projects_2024",
)
# five parts and a total with two decimals: each may miss by half a unit of its last
projects.identity("sectors", Identity.by_dimension("completed", "completed_by_sector", "sector", slack=0.03))

_COUNT: dict[str, Any] = {
    "unit": "个",
    "kind": "count",
    "valid": (0, None),
    "decimals": 0,
    "over_time": "last",
    "over_area": "sum",
}
for _name, _title, _definition, _source in (
    (
        "farm_new",
        Text("农业农村新建项目数", "Farming projects newly started"),
        Text("农业农村重大项目中本年新建的", "major projects in farming that are new this year"),
        "kaizhou_projects_2024",
    ),
    (
        "farm_continued",
        Text("农业农村续建项目数", "Farming projects continued"),
        Text("农业农村重大项目中上年结转续建的", "major projects in farming that go on from earlier years"),
        "kaizhou_projects_2024",
    ),
    (
        "reserve",
        Text("储备区级以上重大项目数", "Major projects in reserve"),
        Text(
            "谋划储备的区级以上项目，尚未列入年度计划",
            "projects of district level and above that are planned for later",
        ),
        "kaizhou_plan_2024",
    ),
    (
        "in_higher_plans",
        Text("进入上位规划项目数", "Projects in plans of higher levels"),
        Text("列入市级以上规划的项目", "projects taken into plans above the district"),
        "kaizhou_plan_2024",
    ),
):
    _basis = Basis(scope=SCOPES["farm"].zh) if _name.startswith("farm_") else Basis()
    projects.indicator(_name, _title, definition=_definition, source=_source, basis=_basis, **_COUNT)
projects.identity("farm_parts", Identity.partition("farm_total", ["farm_new", "farm_continued"]))

for _name, _title in (
    ("land_cleared", Text("征地拆迁完成比例", "Land acquired and cleared")),
    ("works_done", Text("工程量完成比例", "Works done")),
):
    projects.indicator(
        _name,
        _title,
        unit="%",
        kind="share",
        better="higher",
        valid=(0, 100),
        decimals=2,
        by=("project",),
        over_time="last",
        definition=Text(
            "占该项目总量的比例，按发布；分母未印，不同项目之间不平均",
            "of the project's whole, as published; the denominator is not printed and projects are never averaged",
        ),
        source="kaizhou_projects_2024",
    )

League(Text("市级重点项目投资完成率", "Completion rate of municipal key projects"), better="higher").declare(
    projects,
    "rank",
    decimals=0,
    definition=Text(
        "在全市区县中按投资完成率从高到低的位次，按公布；参排个数未印。自有全市数据时用 municipal_completion_rate@rank",
        "place among the city's districts by completion rate, best first, as published; how many are ranked is not"
        " printed. With data of all districts take municipal_completion_rate@rank",
    ),
    source="kaizhou_review_2024",
)
