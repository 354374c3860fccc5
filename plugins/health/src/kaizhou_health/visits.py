"""Visits: the share of primary care in all visits, with what counts as primary care always said.

Three laws: a share is pooled, Σ/Σ, and never averaged; the scope of primary care is chosen by whoever derives and never
by this package; the share of visits made at primary care and the share of visits that stay in the county are two things.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Basis, Identity, League, Text, streak, where

from .domain import health

_VISITS: dict[str, Any] = {
    "unit": "万人次",
    "kind": "level",
    "valid": (0, None),
    "over_time": "sum",
    "over_area": "sum",
}
_SHARE: dict[str, Any] = {"unit": "%", "kind": "share", "better": "higher", "valid": (0, 100), "decimals": 2}

#: what counts as primary care -> its title; each holds the one before it
SCOPES = {
    "government_run": Text("政府办基层机构", "government-run institutions"),
    "with_villages": Text("政府办基层机构和村卫生室", "government-run institutions and village clinics"),
    "with_clinics": Text(
        "全部基层机构，含村卫生室、诊所、门诊部",
        "all primary care, with village clinics, private clinics and outpatient departments",
    ),
}
_PARTS = {
    "visits_government_run": Text("政府办基层机构诊疗人次", "Visits to government-run primary-care institutions"),
    "visits_villages": Text("村卫生室诊疗人次", "Visits to village clinics"),
    "visits_clinics": Text("诊所等其他基层机构诊疗人次", "Visits to private clinics and other primary care"),
}
_CHOICE = Text(
    "划分为本包所作，公报口径为全部基层机构", "the division is this package's; the bulletins count all primary care"
)

health.setting("primary_scope", Text("基层医疗机构口径", "What counts as primary care"), choices=tuple(SCOPES))


def _declare_visits() -> None:
    health.indicator(
        "visits",
        Text("总诊疗人次", "Visits"),
        aliases=["诊疗人次", "总诊疗量"],
        definition=Text("全部医疗卫生机构的诊疗人次", "visits to all health institutions"),
        source="bulletin_2021",
        **_VISITS,
    )
    for name, title in _PARTS.items():
        meaning = Text(f"{title.zh}；{_CHOICE.zh}", f"{title.en.lower()}; {_CHOICE.en}")
        health.indicator(name, title, definition=meaning, source="bulletin_2021", **_VISITS)
    health.indicator(
        "visits_elsewhere",
        Text("医院等非基层机构诊疗人次", "Visits to institutions other than primary care"),
        definition=Text(
            "医院和其他不属基层的医疗卫生机构的诊疗人次，公报将两者分列；与基层各分项相加为总诊疗人次",
            "visits to hospitals and to all others outside primary care, which the bulletins list apart; with the parts of"
            " primary care they make up all visits",
        ),
        source="bulletin_2021",
        **_VISITS,
    )
    health.identity(
        "visits_by_place",
        Identity.total("health.visits", [*map("health.{}".format, _PARTS), "health.visits_elsewhere"]),
    )


_declare_visits()


@health.derived(
    "primary_visits",
    Text("基层医疗卫生机构诊疗人次", "Visits to primary care"),
    aliases=["基层诊疗人次", "基层诊疗量"],
    definition=Text(
        "按设置 health.primary_scope 所选口径由分项相加；直接给出时，其口径须由给出者说明",
        "added up from its parts by the setting health.primary_scope; whoever gives it directly has to say its scope",
    ),
    source="bulletin_2021",
    **_VISITS,
)
def primary_visits(visits_government_run: Any, visits_villages: Any, visits_clinics: Any, primary_scope: Any) -> Any:
    """Visits to what counts as primary care.

    >>> primary_visits(30, 20, 10, "with_villages")
    50
    """
    with_villages = visits_government_run + visits_villages
    wider = where(primary_scope == "with_villages", with_villages, with_villages + visits_clinics)
    return where(primary_scope == "government_run", visits_government_run, wider)


@health.derived(
    "primary_visit_share",
    Text("基层医疗卫生机构诊疗量占比", "Share of visits at primary care"),
    aliases=["基层医疗机构诊疗量占比", "基层诊疗量占比", "基层诊疗人次占比"],
    definition=Text(
        "基层诊疗人次占总诊疗人次；是否含村卫生室、诊所须说明，口径不同不相比较",
        "visits to primary care, of all visits; whether village and private clinics count has to be said, and shares of"
        " different scopes are not compared",
    ),
    source="bulletin_2021",
    **_SHARE,
)
def primary_visit_share(primary_visits: Any, visits: Any) -> Any:
    """Visits to primary care, of all visits.

    >>> round(100 * primary_visit_share(43.4, 77.0), 1)
    56.4
    """
    return primary_visits / visits


def _scoped(scope: str) -> dict[str, Any]:
    title = SCOPES[scope]
    return {
        "title": Text(f"基层诊疗量占比（{title.zh}）", f"Share of visits at primary care ({title.en})"),
        "definition": Text(
            f"基层口径：{title.zh}；占总诊疗人次；{_CHOICE.zh}",
            f"primary care is {title.en}; of all visits; {_CHOICE.en}",
        ),
        "basis": Basis(scope=scope),
        "source": "bulletin_2021",
        **_SHARE,
    }


@health.derived("primary_visit_share_government_run", **_scoped("government_run"))
def share_government_run(visits_government_run: Any, visits: Any) -> Any:
    """Visits to government-run institutions, of all visits."""
    return visits_government_run / visits


@health.derived("primary_visit_share_with_villages", **_scoped("with_villages"))
def share_with_villages(visits_government_run: Any, visits_villages: Any, visits: Any) -> Any:
    """Visits to government-run institutions and village clinics, of all visits."""
    return (visits_government_run + visits_villages) / visits


@health.derived("primary_visit_share_with_clinics", **_scoped("with_clinics"))
def share_with_clinics(visits_government_run: Any, visits_villages: Any, visits_clinics: Any, visits: Any) -> Any:
    """Visits to all of primary care, of all visits."""
    return (visits_government_run + visits_villages + visits_clinics) / visits


health.baseline(
    "standard_2017",
    title=Text("分级诊疗试点考核标准（到2017年）", "Standard of the trial of tiered care (by 2017)"),
    limits={"primary_visit_share": "65 %"},
    source="fjzl_2015_70",
)

# -- places in the city, and the years in a row among the first three

#: the ranking of districts by the share
LEAGUE = League(Text("基层诊疗量占比", "Share of visits at primary care"), better="higher")


@health.derived(
    "primary_visit_rank",
    Text("基层诊疗量占比全市位次", "Place in the city by the share of visits at primary care"),
    unit="位",
    kind="rank",
    better="lower",
    valid=(1, None),
    decimals=0,
    inputs={"place": "health.primary_visit_share@rank"},
    aliases=["诊疗量占比排名"],
    definition=Text(
        "区县按同一口径占比从高到低的位次，并列取同一位次",
        "place among districts by the share, of one scope, highest first; ties share the place",
    ),
    source="kaizhou_review_2024",
)
def primary_visit_rank(place: Any) -> Any:
    """Return the place among peers."""
    return place


def among_first_three(place: Any) -> Any:
    """Whether a place is one of the first three.

    >>> among_first_three(3), among_first_three(4)
    (True, False)
    """
    return place <= 3


health.windowed(
    "top3_streak",
    Text("基层诊疗量占比连续居全市前3的年数", "Years in a row among the city's first three"),
    of="primary_visit_rank",
    how=streak(among_first_three),
    over="all",
    each="year",
    unit="年",
    kind="count",
    better="higher",
    valid=(0, None),
    decimals=0,
    aliases=["连续三年排名全市前3"],
    definition=Text(
        "到本年为止，年度位次连续在前3的年数；缺一年即中断",
        "years up to this one with a place of 1 to 3; a year missing ends the run",
    ),
    source="kaizhou_review_2024",
)

# -- first contact: where care begins


for _name, _zh, _en in (
    ("first_contacts", "首诊人次", "First contacts"),
    ("first_contacts_primary", "基层首诊人次", "First contacts at primary care"),
):
    health.indicator(
        _name,
        Text(_zh, _en),
        definition=Text(
            f"{_zh}；何为一次首诊未见公开的统计定义",
            f"{_en.lower()}; what counts as one was found in no public definition",
        ),
        source="kaizhou_review_2024",
        **_VISITS,
    )


@health.derived(
    "first_contact_share",
    Text("基层首诊率", "Share of first contacts at primary care"),
    aliases=["基层首诊"],
    definition=Text(
        "基层首诊人次占全部首诊人次；本包的读法，报道只称格局基本形成",
        "first contacts at primary care, of all first contacts; this package's reading, the report gives no number",
    ),
    source="kaizhou_review_2024",
    **_SHARE,
)
def first_contact_share(first_contacts_primary: Any, first_contacts: Any) -> Any:
    """First contacts at primary care, of all first contacts."""
    return first_contacts_primary / first_contacts


health.identity("primary_of_all_visits", Identity.funnel(["health.visits", "health.primary_visits"]))
health.identity("first_contacts", Identity.funnel(["health.first_contacts", "health.first_contacts_primary"]))
