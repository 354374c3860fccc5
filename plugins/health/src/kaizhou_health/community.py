"""County medical communities (县域医共体): the monitoring indicators of 2024 of which the formulas were read, and no other.

The rest are names: ``monitoring_items`` lists them, and asking for the key of one says that its formula was not read.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

import attrs

from kaizhou_indicators import Identity, ProcessError, Text, UnknownKeyError

from .domain import DATA, health

_VISITS: dict[str, Any] = {"unit": "万人次", "valid": (0, None), "over_time": "sum", "over_area": "sum"}
_STOCK: dict[str, Any] = {"kind": "count", "valid": (0, None), "decimals": 0, "over_area": "sum"}
_SHARE: dict[str, Any] = {"unit": "%", "kind": "share", "better": "higher", "valid": (0, 100), "decimals": 1}
_SOURCE = "ygt_monitoring_2024"


@attrs.frozen
class MonitoringItem:
    """One monitoring indicator of 2024.

    Attributes:
        group: the group it stands in (紧密型, 同质化, 促分工, 提效能).
        title: its name.
        qualitative: whether it is judged and not measured.
        keys: the indicators of this domain that measure it; empty where its formula was not read.
    """

    group: str
    title: Text
    qualitative: bool
    keys: tuple[str, ...]


@cache
def monitoring_items() -> tuple[MonitoringItem, ...]:
    """Return the monitoring indicators of 2024 whose names were read: 12 of 14.

    >>> [item.title.zh for item in monitoring_items() if item.keys]
    ['派驻中级及以上医师', '影像、心电中心服务开展', '县域内基层诊疗人次占比']
    """
    table = tomllib.loads((DATA / "medical_community_2024.toml").read_text("utf-8"))
    return tuple(
        MonitoringItem(
            entry["group"],
            Text(entry["zh"], entry["en"]),
            entry.get("qualitative", False),
            tuple(f"{health.name}.{name}" for name in entry.get("indicators", ())),
        )
        for entry in table["item"]
    )


def monitoring_keys(name: str) -> tuple[str, ...]:
    """Return the keys that measure a monitoring indicator.

    Raises:
        UnknownKeyError: no indicator of this name was read.
        ProcessError: its formula was not read; the message says what to do instead.

    >>> monitoring_keys("派驻中级及以上医师")
    ('health.posted_per_10k',)
    """
    item = next((i for i in monitoring_items() if name in {i.title.zh, i.title.en}), None)
    if item is None:
        known = ", ".join(str(i.title) for i in monitoring_items())
        msg = f"{name!r} is no monitoring indicator of 2024 that was read; read were {known}"
        raise UnknownKeyError(msg)
    if not item.keys:
        why = "is judged and not measured" if item.qualitative else "has a formula that was not read"
        msg = (
            f"monitoring indicator {item.title} {why}; declare an indicator of your own with its definition and source"
        )
        raise ProcessError(msg)
    return item.keys


# -- physicians posted to primary care, remote diagnoses, ECG in villages

health.indicator(
    "posted_physicians",
    Text("派驻基层的中级及以上医师数", "Physicians of intermediate title and above posted to primary care"),
    unit="人",
    better="higher",
    over_time="last",
    definition=Text(
        "牵头医院派驻基层满6个月的中级及以上职称医师",
        "physicians of intermediate title and above whom the leading hospital posted to primary care for 6 months or more",
    ),
    source=_SOURCE,
    **_STOCK,
)
health.indicator(
    "remote_diagnoses",
    Text("影像、心电中心远程诊断例次", "Remote diagnoses of the imaging and ECG centres"),
    unit="例",
    better="higher",
    over_time="sum",
    definition=Text(
        "影像中心、心电中心为基层出具的诊断例次", "diagnoses that the imaging and ECG centres made for primary care"
    ),
    source=_SOURCE,
    **_STOCK,
)
for _name, _zh, _en in (
    ("village_clinics", "村卫生室数", "Village clinics"),
    ("village_clinics_ecg", "心电诊断覆盖的村卫生室数", "Village clinics covered by ECG diagnosis"),
):
    health.indicator(
        _name,
        Text(_zh, _en),
        unit="个",
        over_time="last",
        definition=Text(f"期末{_zh}", f"{_en.lower()} at the end of the period"),
        source=_SOURCE,
        **_STOCK,
    )

_RESIDENT = {"resident": "people.resident"}


@health.derived(
    "posted_per_10k",
    Text("每万常住人口派驻中级及以上医师数", "Posted physicians of intermediate title and above per 10,000 residents"),
    unit="人/万人",
    better="higher",
    valid=(0, None),
    decimals=2,
    inputs=_RESIDENT,
    definition=Text(
        "派驻满6个月的中级及以上医师与常住人口之比", "physicians posted for 6 months or more over residents"
    ),
    source=_SOURCE,
)
def posted_per_10k(posted_physicians: Any, resident: Any) -> Any:
    """Physicians posted over residents; 人 over 万人 is per 10,000."""
    return posted_physicians / resident


@health.derived(
    "remote_diagnoses_per_10k",
    Text("每万常住人口远程诊断例次", "Remote diagnoses per 10,000 residents"),
    unit="例/万人",
    better="higher",
    valid=(0, None),
    decimals=1,
    inputs=_RESIDENT,
    definition=Text("影像、心电中心远程诊断例次与常住人口之比", "remote diagnoses of both centres over residents"),
    source=_SOURCE,
)
def remote_diagnoses_per_10k(remote_diagnoses: Any, resident: Any) -> Any:
    """Remote diagnoses over residents; 例 over 万人 is per 10,000."""
    return remote_diagnoses / resident


@health.derived(
    "village_ecg_coverage",
    Text("村卫生室心电诊断覆盖率", "Share of village clinics covered by ECG diagnosis"),
    definition=Text(
        "心电诊断覆盖的村卫生室占全部村卫生室", "village clinics covered by ECG diagnosis, of all village clinics"
    ),
    source=_SOURCE,
    **_SHARE,
)
def village_ecg_coverage(village_clinics_ecg: Any, village_clinics: Any) -> Any:
    """Village clinics covered, of all."""
    return village_clinics_ecg / village_clinics


# -- visits within the county, by where the institution is; and of residents, by where they live


def _declare_visits() -> None:
    for name, title, meaning, source in (
        (
            "county_visits",
            Text("县域内医疗机构诊疗人次", "Visits to institutions in the county"),
            Text(
                "县域内全部医疗卫生机构的诊疗人次，不论患者住在何处",
                "visits to all institutions located in the county, wherever patients live",
            ),
            _SOURCE,
        ),
        (
            "county_primary_visits",
            Text("县域内基层诊疗人次", "Visits to primary care in the county"),
            Text(
                "县域内基层医疗卫生机构的诊疗人次；基层口径须说明",
                "visits to primary care located in the county; its scope has to be said",
            ),
            _SOURCE,
        ),
        (
            "residents_visits",
            Text("本县居民诊疗人次", "Visits of the county's residents"),
            Text("本县居民在县内外的全部诊疗人次", "visits of the county's residents, in the county and elsewhere"),
            "county_trial_2022",
        ),
        (
            "residents_visits_in_county",
            Text("本县居民县域内诊疗人次", "Visits of the county's residents within the county"),
            Text("本县居民在县域内的诊疗人次", "visits of the county's residents to institutions in the county"),
            "county_trial_2022",
        ),
    ):
        health.indicator(name, title, definition=meaning, source=source, **_VISITS)


_declare_visits()


@health.derived(
    "primary_visit_share_county",
    Text("县域内基层诊疗人次占比", "Share of primary care in the visits within the county"),
    aliases=["县域内基层医疗卫生机构诊疗人次占比"],
    definition=Text(
        "县域内基层机构诊疗人次占县域内全部机构诊疗人次，按机构所在地计",
        "visits to primary care, of all visits to institutions in the county; by where the institution is",
    ),
    source=_SOURCE,
    **_SHARE,
)
def primary_visit_share_county(county_primary_visits: Any, county_visits: Any) -> Any:
    """Visits to primary care in the county, of all visits in the county."""
    return county_primary_visits / county_visits


@health.derived(
    "in_county_visit_rate",
    Text("县域内就诊率", "Share of residents' visits within the county"),
    definition=Text(
        "本县居民县域内诊疗人次占其全部诊疗人次，按居民居住地计；与基层诊疗量占比是两回事；文字为本包所拟，未见原文",
        "visits of residents within the county, of all their visits; by where people live; not the share of primary"
        " care; the wording is this package's, no official one was read",
    ),
    source="county_trial_2022",
    **_SHARE,
)
def in_county_visit_rate(residents_visits_in_county: Any, residents_visits: Any) -> Any:
    """Visits of residents within the county, of all their visits."""
    return residents_visits_in_county / residents_visits


health.identity("county_visits", Identity.funnel(["health.county_visits", "health.county_primary_visits"]))
health.identity("residents_visits", Identity.funnel(["health.residents_visits", "health.residents_visits_in_county"]))
health.identity("village_ecg", Identity.k_of_n("health.village_clinics_ecg", "health.village_clinics"))
