"""Minors as suspects and as victims: counts by what is counted and at which stage, and their change on last year.

People are not cases, and a stage of proceedings is not another: each is a column of its own and none is ever added to
another. Which of them 未成年人犯罪 or 未成年人受侵害 means is a setting without a default; a report that prints only
a change in % names neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kaizhou_indicators import Identity, Text, arithmetic, where

from .domain import minors
from .funnel import share_of

_STAGES = {
    "arrest_review": Text("受理审查逮捕", "received for arrest review"),
    "arrested": Text("批准逮捕", "arrest approved"),
    "charge_review": Text("受理审查起诉", "received for review of charges"),
    "charged": Text("起诉", "charged"),
}
_COUNTED = {"people": (Text("人数", "suspects"), "人"), "cases": (Text("件数", "cases"), "件")}
_COUNT: dict[str, Any] = {
    "kind": "count",
    "better": "lower",
    "valid": (0, None),
    "over_time": "sum",
    "over_area": "sum",
}

#: indicator -> what the setting ``crime_measure`` calls it
CRIME: Mapping[str, str] = {
    f"crime_{counted}_{stage}": f"{name.zh}{word.zh}"
    for counted, (word, _) in _COUNTED.items()
    for stage, name in _STAGES.items()
}
#: indicator -> what the setting ``victim_measure`` calls it
VICTIMS: Mapping[str, str] = {
    "victims_people": "被害人数",
    "victims_cases": "侵害案件数",
    "harm_people_arrested": "侵害犯罪批准逮捕人数",
    "harm_people_charged": "侵害犯罪起诉人数",
}


def chosen(measure: Any, choices: Sequence[str], counts: Sequence[Any]) -> Any:
    """Return the count that a setting chooses; once the setting is supplied, the others need not be there."""
    *others, count = counts
    for choice, other in reversed(list(zip(choices, others, strict=False))):
        count = where(measure == choice, other, count)
    return count


def _declare_crime_counts() -> None:
    for counted, (word, unit) in _COUNTED.items():
        for stage, name in _STAGES.items():
            minors.indicator(
                f"crime_{counted}_{stage}",
                Text(f"未成年人犯罪{name.zh}{word.zh}", f"Juvenile {word.en}, {name.en}"),
                unit=unit,
                definition=Text(
                    f"{name.zh}的未成年犯罪嫌疑人{word.zh}；各环节不相加，同一人经过多个环节",
                    f"juvenile {word.en}, {name.en}; stages are never added, one person passes several",
                ),
                source="spp_white_paper",
                **_COUNT,
            )


def _declare_victim_counts() -> None:
    for name, unit, title, definition in (
        ("victims_people", "人", Text("受侵害未成年人数", "Minors victimised"),
         Text("被侵害的未成年人，每人每期计一次", "minors who were victims of a crime, each once a period")),
        ("victims_cases", "件", Text("侵害未成年人案件数", "Cases of crimes against minors"),
         Text("侵害未成年人的案件；一案可有多名被害人", "cases of crimes against minors; one may have several victims")),
        ("harm_people_arrested", "人", Text("侵害未成年人犯罪批准逮捕人数", "Suspects of crimes against minors, arrest approved"),
         Text("批准逮捕的犯罪嫌疑人，不是被害人", "suspects whose arrest was approved, not victims")),
        ("harm_people_charged", "人", Text("侵害未成年人犯罪起诉人数", "Suspects of crimes against minors, charged"),
         Text("提起公诉的犯罪嫌疑人，不是被害人", "suspects charged, not victims")),
    ):  # fmt: skip
        minors.indicator(name, title, unit=unit, definition=definition, source="spp_white_paper", **_COUNT)


_declare_crime_counts()
_declare_victim_counts()
minors.setting(
    "crime_measure",
    Text("“未成年人犯罪”按什么、在哪个环节计数", "What juvenile crime counts, and at which stage"),
    choices=tuple(CRIME.values()),
)
minors.setting(
    "victim_measure",
    Text("“未成年人受侵害”按什么、在哪个环节计数", "What minors victimised counts, and at which stage"),
    choices=tuple(VICTIMS.values()),
)


@minors.derived(
    "crime",
    Text("未成年人犯罪", "Juvenile crime"),
    unit="1",
    aliases=["未成年人犯罪数"],
    takes={name: unit for counted, (_, unit) in _COUNTED.items() for name in CRIME if f"_{counted}_" in name},
    definition=Text(
        "由设置 minors.crime_measure 选定的计数（人数或件数，及办案环节），故无单位；公布的同比未说明所选，未见公开的统计定义",
        "the count that the setting minors.crime_measure chooses (suspects or cases, and the stage), hence without unit;"
        " the change published does not say which, no public definition was found",
    ),
    source="kaizhou_review_2024",
    **_COUNT,
)
def crime(  # noqa: PLR0917  # a formula names its inputs one by one
    crime_measure: Any,
    crime_people_arrest_review: Any,
    crime_people_arrested: Any,
    crime_people_charge_review: Any,
    crime_people_charged: Any,
    crime_cases_arrest_review: Any,
    crime_cases_arrested: Any,
    crime_cases_charge_review: Any,
    crime_cases_charged: Any,
) -> Any:
    """Return the count of juvenile crime that the setting chooses."""
    people = [crime_people_arrest_review, crime_people_arrested, crime_people_charge_review, crime_people_charged]
    cases = [crime_cases_arrest_review, crime_cases_arrested, crime_cases_charge_review, crime_cases_charged]
    return chosen(crime_measure, tuple(CRIME.values()), [*people, *cases])


@minors.derived(
    "victims",
    Text("未成年人受侵害", "Minors victimised, as set"),
    unit="1",
    takes={"victims_people": "人", "victims_cases": "件", "harm_people_arrested": "人", "harm_people_charged": "人"},
    aliases=["未成年人受侵害数"],
    definition=Text(
        "由设置 minors.victim_measure 选定的计数（被害人、案件或犯罪嫌疑人），故无单位；公布的同比未说明所选，未见公开的统计定义",
        "the count that the setting minors.victim_measure chooses (victims, cases or suspects), hence without unit; the"
        " change published does not say which, no public definition was found",
    ),
    source="kaizhou_review_2024",
    **_COUNT,
)
def victims(
    victim_measure: Any,
    victims_people: Any,
    victims_cases: Any,
    harm_people_arrested: Any,
    harm_people_charged: Any,
) -> Any:
    """Return the count of minors victimised that the setting chooses."""
    counts = [victims_people, victims_cases, harm_people_arrested, harm_people_charged]
    return chosen(victim_measure, tuple(VICTIMS.values()), counts)


def change_on_last_year(now: Any, last: Any) -> Any:
    """Return the growth of a count on the same period of last year; -1 is its end.

    >>> round(100 * change_on_last_year(55379, 42413), 1)
    30.6
    """
    return arithmetic.growth(now, last)


def _declare_changes() -> None:
    for name, of, zh, en in (
        ("crime_yoy", "crime", "未成年人犯罪同比", "Juvenile crime on last year"),
        ("victim_yoy", "victims", "未成年人受侵害同比", "Minors victimised on last year"),
    ):
        minors.derived(
            name,
            Text(zh, en),
            unit="%",
            kind="rate",
            better="lower",
            valid=(-100, None),
            decimals=2,
            inputs={"now": f"minors.{of}", "last": f"minors.{of}@yoy"},
            definition=Text(
                f"与上年同期相比的增减，由数量推导，等于 minors.{of}@yoy:pct；合并时先加数量再推导；公布的同比记在该引用下",
                f"change on the same period of last year, derived from the counts and equal to minors.{of}@yoy:pct; counts"
                " are added up before it is derived; the change published stands under that reference",
            ),
            source="kaizhou_review_2024",
        )(change_on_last_year)


_declare_changes()

# -- shares among suspects

minors.indicator(
    "crime_people_14_16",
    Text("14至16周岁受理审查起诉人数", "Suspects aged 14 to 16, received for review of charges"),
    unit="人",
    definition=Text(
        "受理审查起诉的14至16周岁未成年犯罪嫌疑人", "suspects aged 14 to 16 received for review of charges"
    ),
    source="spp_white_paper",
    **_COUNT,
)
minors.indicator(
    "arrests_refused",
    Text("不批准逮捕未成年人数", "Juvenile suspects, arrest refused"),
    unit="人",
    definition=Text("决定不批准逮捕的未成年犯罪嫌疑人", "juvenile suspects whose arrest was refused"),
    source="spp_white_paper",
    **{**_COUNT, "better": "neutral"},
)
_SHARE: dict[str, Any] = {"unit": "%", "kind": "share", "valid": (0, 100), "source": "spp_white_paper"}
minors.derived(
    "share_14_16",
    Text("14至16周岁占比", "Share aged 14 to 16"),
    better="lower",
    decimals=1,
    aliases=["低龄占比"],
    inputs={"part": "minors.crime_people_14_16", "whole": "minors.crime_people_charge_review"},
    definition=Text(
        "14至16周岁受理审查起诉人数与受理审查起诉未成年人数之比",
        "suspects aged 14 to 16 over all juvenile suspects, both received for review of charges",
    ),
    **_SHARE,
)(share_of)
minors.identity(
    "aged_14_16_of_review", Identity.k_of_n("minors.crime_people_14_16", "minors.crime_people_charge_review")
)


@minors.derived(
    "arrest_refusal_rate",
    Text("不捕率", "Rate of arrests refused"),
    better="neutral",
    decimals=2,
    definition=Text(
        "不批准逮捕人数与批准、不批准逮捕人数之和之比；分母是审结的，不是受理的",
        "arrests refused over arrests approved and refused together; the denominator is what was decided, not received",
    ),
    **_SHARE,
)
def arrest_refusal_rate(arrests_refused: Any, crime_people_arrested: Any) -> Any:
    """Return arrests refused over all arrests decided.

    >>> round(100 * arrest_refusal_rate(88953, 194082), 2)
    31.43
    """
    return arrests_refused / (arrests_refused + crime_people_arrested)
