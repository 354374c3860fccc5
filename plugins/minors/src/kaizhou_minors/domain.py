"""The domain ``minors`` and its sources; the modules beside this one fill it."""

from __future__ import annotations

from importlib.resources import files

from kaizhou_indicators import Domain, Text

#: the reviewed data files
DATA = files(__package__) / "data"

minors = Domain(
    "minors",
    Text("未成年人家庭监护风险防控一件事", "Guardianship risks of minors"),
    definition=Text(
        "未成年人家庭监护风险的入库、预警、推送、处置与出库，只有数量，没有任何个人信息",
        "risks in the guardianship of minors: entered, warned of, pushed, handled and taken off; counts only, nothing about a person",
    ),
)
minors.read_sources(DATA / "sources.toml")
