"""The domain ``projects`` and its sources; the modules beside this one fill it.

One law for all of them: projects are told of in scopes (五个一批, 市级重点, 农业农村) that may overlap, so that each scope
has indicators of its own and nothing adds two scopes.
"""

from __future__ import annotations

from importlib.resources import files

from kaizhou_indicators import Domain, Text

DATA = files(__package__) / "data"

projects = Domain(
    "projects",
    Text("重大项目全生命周期", "Major projects over their life cycle"),
    definition=Text(
        "重大项目从储备到完工的分批管理、投资完成与计划和时序的对照、资金来源",
        "Major projects from reserve to completion by batch, investment against plan and schedule, sources of funds",
    ),
)
projects.read_sources(DATA / "sources.toml")
