"""The domain ``health``, its sources and what its figures are compared with; the modules beside this one fill it."""

from __future__ import annotations

from importlib.resources import files

from kaizhou_indicators import Domain, Text

DATA = files(__package__) / "data"

health = Domain(
    "health",
    Text("基层医疗机构等级创建", "Grading of primary-care institutions"),
    definition=Text(
        "基层医疗机构按国家基本标准、推荐标准创建等级，分层带动，引导群众在基层就诊",
        "primary-care institutions reach the basic or the recommended national standard, led tier by tier, so that"
        " people see a doctor near home",
    ),
)

health.read_sources(DATA / "sources.toml")
health.baseline("city", area="500000", title=Text("全市平均水平（重庆市）", "City average (Chongqing)"))
health.baseline(
    "pre_reform",
    event=Text("等级创建机制改革", "the reform of the grading mechanism"),
    title=Text("改革前", "Before the reform"),
)
