"""The funnel of risks (预警≥推送≥签收≥处置≥销号) and its rates; each rate is a share of counts, pooled and never averaged.

All counts of a period follow the same warnings: of the warnings of the period, those pushed, signed for, handled and
closed. Handling of warnings from earlier periods belongs to the period of the warning; else the funnel could grow.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Funnel, Identity, Text, arithmetic

from .domain import minors

#: the five steps of every risk, in their order
FUNNEL = Funnel(
    Text("监护风险处置", "Handling of guardianship risks"),
    {
        "warned": Text("预警", "Warned"),
        "pushed": Text("推送", "Pushed"),
        "signed": Text("签收", "Signed for"),
        "handled": Text("处置", "Handled"),
        "closed": Text("销号", "Closed"),
    },
)
_MEANING = {
    "warned": Text("本期发出预警的风险数", "risks warned of in the period"),
    "pushed": Text(
        "本期预警中已推送给处置单位的风险数", "of the warnings of the period, those pushed to whoever handles them"
    ),
    "signed": Text("本期预警中已由处置单位签收的风险数", "of the warnings of the period, those signed for"),
    "handled": Text("本期预警中已处置的风险数", "of the warnings of the period, those handled"),
    "closed": Text("本期预警中已销号的风险数", "of the warnings of the period, those closed"),
}
_TITLE = "处置规则只公开了名称，环节名称为本包所定"
_TITLE_EN = "only the title of the rules is public, the steps are named by this package"
_COUNT: dict[str, Any] = {
    "unit": "件",
    "kind": "count",
    "valid": (0, None),
    "over_time": "sum",
    "over_area": "sum",
    "source": "kaizhou_review_2024",
}
_RATE: dict[str, Any] = {
    "unit": "%",
    "kind": "share",
    "better": "higher",
    "valid": (0, 100),
    "decimals": 2,
    "source": "kaizhou_review_2024",
}


def share_of(part: Any, whole: Any) -> Any:
    """Return a part over its whole, both counted alike.

    >>> round(100 * share_of(8710, 78467), 1)
    11.1
    """
    return arithmetic.share(part, whole)


def _declare_counts() -> None:
    for step in FUNNEL.steps:
        zh, en = _MEANING[step.name].zh, _MEANING[step.name].en
        minors.indicator(
            step.name,
            Text(f"{step.title.zh}数", f"Risks {step.title.en.lower()}"),
            better="neutral" if step.name == "warned" else "higher",
            aliases=[f"风险{step.title.zh}数"],
            definition=Text(f"{zh}；{_TITLE}", f"{en}; {_TITLE_EN}"),
            **_COUNT,
        )
    minors.indicator(
        "on_time",
        Text("按时处置数", "Risks handled on time"),
        better="higher",
        definition=Text(
            "已处置风险中不超过其等级时限的；没有时限的等级不会超时；时限由使用者配置",
            "of the risks handled, those within the deadline of their level; a level without a deadline is never late;"
            " deadlines are configuration",
        ),
        **_COUNT,
    )


def _declare_rates() -> None:
    for name, part, whole, zh, en in (
        ("push_rate", "pushed", "warned", "推送率", "Push rate"),
        ("sign_rate", "signed", "pushed", "签收率", "Signing rate"),
        ("handled_rate", "handled", "pushed", "处置率", "Handled rate"),
        ("on_time_rate", "on_time", "handled", "按时处置率", "On-time rate"),
        ("close_rate", "closed", "handled", "销号率", "Closing rate"),
    ):
        parts = {**FUNNEL_TITLES, "on_time": Text("按时处置", "handled on time")}
        minors.derived(
            name,
            Text(zh, en),
            inputs={"part": f"minors.{part}", "whole": f"minors.{whole}"},
            definition=Text(
                f"{parts[part].zh}数与{parts[whole].zh}数之比；多期、多地先合计再相除",
                f"{parts[part].en.lower()} over {parts[whole].en.lower()}; several periods or areas are added up first",
            ),
            **_RATE,
        )(share_of)


def _declare_by_level() -> None:
    for name, zh, en in (("handled", "处置数", "Risks handled"), ("on_time", "按时处置数", "Risks handled on time")):
        minors.indicator(
            f"{name}_by_level",
            Text(f"分等级{zh}", f"{en} by level"),
            better="higher",
            by=("level",),
            definition=Text(f"{zh}，按预警时的风险等级分", f"{en.lower()}, by the level at the time of the warning"),
            **_COUNT,
        )
        minors.identity(f"{name}_by_level", Identity.by_dimension(f"minors.{name}", f"minors.{name}_by_level", "level"))
    minors.derived(
        "on_time_rate_by_level",
        Text("分等级按时处置率", "On-time rate by level"),
        by=("level",),
        inputs={"part": "minors.on_time_by_level", "whole": "minors.handled_by_level"},
        definition=Text("同一等级的按时处置数与处置数之比", "handled on time over handled, of the same level"),
        **_RATE,
    )(share_of)
    minors.identity(
        "on_time_of_handled_by_level", Identity.k_of_n("minors.on_time_by_level", "minors.handled_by_level")
    )


FUNNEL_TITLES = {step.name: step.title for step in FUNNEL.steps}
_declare_counts()
_declare_rates()
_declare_by_level()
minors.identity("funnel", FUNNEL.identity("minors."))
minors.identity("on_time", Identity.k_of_n("minors.on_time", "minors.handled"))
