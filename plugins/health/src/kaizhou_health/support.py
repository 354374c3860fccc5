"""Factor support: people, money and techniques drawn to primary care, as plain counts and amounts.

No source gives a number, a weight or a target for any of them; their indicators are here for those who have the data.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Text

from .domain import health

_SHARED: dict[str, Any] = {
    "better": "higher",
    "valid": (0, None),
    "over_area": "sum",
    "source": "kaizhou_review_2024",
}
_UNDEFINED = Text(
    "未见公开的统计定义，口径由使用者说明", "no public definition was found; whoever reports it says what counts"
)


def _meaning(zh: str, en: str) -> Text:
    return Text(f"{zh}；{_UNDEFINED.zh}", f"{en}; {_UNDEFINED.en}")


health.indicator(
    "support_staff",
    Text("下沉基层的卫生人才数", "Health staff drawn to primary care"),
    unit="人",
    kind="count",
    over_time="last",
    decimals=0,
    aliases=["人才下沉", "下沉人才"],
    definition=_meaning("期末在基层服务的下派、引进人才", "staff posted to or recruited for primary care, at the end"),
    **_SHARED,
)
health.indicator(
    "support_funds",
    Text("投向基层医疗机构的资金", "Funds for primary-care institutions"),
    unit="万元",
    over_time="sum",
    aliases=["资金下沉", "创建资金"],
    definition=_meaning(
        "当期安排给基层医疗机构等级创建的资金", "funds assigned in the period to the grading of institutions"
    ),
    **_SHARED,
)
health.indicator(
    "support_techniques",
    Text("下沉基层的技术项目数", "Techniques brought to primary care"),
    unit="项",
    kind="count",
    over_time="sum",
    decimals=0,
    aliases=["技术下沉", "适宜技术推广"],
    definition=_meaning("当期在基层新开展的技术、项目", "techniques newly offered in primary care in the period"),
    **_SHARED,
)


@health.derived(
    "staff_per_institution",
    Text("机构均下沉人才数", "Staff drawn to primary care per institution"),
    unit="人/家",
    better="higher",
    valid=(0, None),
    decimals=1,
    definition=_meaning("下沉人才数与机构数之比", "staff drawn to primary care over institutions"),
    source="kaizhou_review_2024",
)
def staff_per_institution(support_staff: Any, institutions: Any) -> Any:
    """Staff drawn to primary care over institutions."""
    return support_staff / institutions


@health.derived(
    "funds_per_institution",
    Text("机构均创建资金", "Funds per institution"),
    unit="万元/家",
    better="higher",
    valid=(0, None),
    decimals=1,
    definition=_meaning("投向基层的资金与机构数之比", "funds for primary-care institutions over institutions"),
    source="kaizhou_review_2024",
)
def funds_per_institution(support_funds: Any, institutions: Any) -> Any:
    """Funds over institutions."""
    return support_funds / institutions
