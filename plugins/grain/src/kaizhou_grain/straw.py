"""Straw (秸秆综合利用): used over what can be collected, never over what grew."""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Identity, Text, arithmetic

from .domain import ARTICLE, FLOW, SHARE, grain

_MASS: dict[str, Any] = {"unit": "万吨", "decimals": 2, "source": ARTICLE, **FLOW}

grain.indicator(
    "straw_produced",
    Text("秸秆产生量", "Straw grown"),
    aliases=["秸秆理论资源量"],
    definition=Text(
        "全年农作物秸秆产生量；不是利用率的分母", "straw of all crops of the year; not the denominator of the rate"
    ),
    **_MASS,
)
grain.indicator(
    "straw_collectable",
    Text("秸秆可收集量", "Straw that can be collected"),
    aliases=["秸秆可收集资源量"],
    definition=Text("扣除留茬和收集损失后可收集的秸秆", "what is left after stubble and losses"),
    **_MASS,
)
grain.indicator(
    "straw_used",
    Text("秸秆利用量", "Straw used"),
    better="higher",
    definition=Text("各种途径利用的秸秆之和", "straw used in any way"),
    **_MASS,
)
grain.derived(
    "straw_utilization",
    Text("秸秆综合利用率", "Straw utilisation rate"),
    better="higher",
    aliases=["秸秆利用率", "秸秆综合利用水平"],
    inputs={"part": "grain.straw_used", "whole": "grain.straw_collectable"},
    definition=Text(
        "利用量÷可收集量；分母由全国公布数推得，办法原文未见",
        "straw used over straw that can be collected; the denominator is what national figures imply, no rule was read",
    ),
    source=ARTICLE,
    **SHARE,
)(arithmetic.share)
grain.identity("straw", Identity.funnel(["straw_produced", "straw_collectable", "straw_used"]))
