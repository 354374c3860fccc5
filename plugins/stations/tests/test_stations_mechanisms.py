"""Each mechanism of the report, executed: the rows of the ledger name these tests. Names and numbers are SYNTHETIC."""

from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_stations import (
    FUNCTIONS,
    JOURNEY,
    MeetingPlan,
    Station,
    StationList,
    digital_of,
    meetings_of,
    network_of,
    read_configuration,
    stations,
)

REG = ki.Registry([stations])
TABLE = read_configuration(Path(__file__).with_name("configuration.toml"))


def one(values, key):
    return REG.derive(values, key)[key].magnitude


def test_network_1_3_n():
    network = network_of(TABLE)
    assert network.counts() == {
        "stations.network_leads": 1,
        "stations.union_levels": 3,
        "stations.unions": 4,
        "stations.partners": 3,
    }
    assert network.by_level() == {"district": 1, "town": 2, "village": 1}
    assert network.by_kind() == {"bank": 1, "shop": 2}
    assert [str(level.title) for level in network.levels] == ["区总工会", "镇街工会", "村社工会"]
    assert REG["stations.network_leads"].valid == (1, 1)
    assert REG["stations.union_levels"].valid == (3, 3)


def test_five_functions():
    assert [title.zh for title in FUNCTIONS.values()] == ["党建服务", "便民服务", "关爱服务", "就业服务", "维权服务"]
    register = StationList((Station("甲", "区", "own", tuple(FUNCTIONS)), Station("乙", "区", "shared", ("便民",))))
    counts = register.counts()
    assert counts["stations.with_convenience"] == 2
    assert counts["stations.with_rights"] == 1
    assert one({**counts, "stations.equipped": register.equipped(FUNCTIONS)}, "stations.functions") == 50
    assert one(counts, "stations.share_rights") == 50


def test_grid_teams():
    values = {"stations.grid_volunteers": 130, "stations.new_form_workers": "0.52 万人"}
    assert one(values, "stations.grid_join") == pytest.approx(2.5)
    assert REG["stations.grid_recruits"].over_time == "sum"
    assert REG["stations.grid_volunteers"].over_time == "last"


def test_party_meetings():
    plan = meetings_of(TABLE)
    assert plan == MeetingPlan(plan.kinds, (12, 4))
    assert plan.behind({"lecture": 12, "council": 1}) == {"council": 3}
    assert one(plan.counts({"lecture": 12, "council": 1}), "stations.party_meetings_rate") == pytest.approx(81.25)
    assert plan.behind({"lecture": 30}) == {"council": 4}  # thirty lectures make up for no council
    assert REG["stations.party_lectures"].unit == "场"


def test_digital_mechanism():
    loop = digital_of(TABLE)
    done = loop.completion({"受理": ["登记", "分类"], "办理": {"派单": True, "处置": False}})
    assert (done.done, done.required, done.closed) == (3, 6, False)
    assert loop.missing({"受理": ["登记", "分类"], "办理": ["派单", "处置"]}) == ("反馈/告知", "反馈/评价")
    assert one({"stations.requests_closed": 45, "stations.requests": 60}, "stations.requests_closed_rate") == 75
    assert one({"stations.digital_stations": 3, "stations.count": 12}, "stations.digital_share") == 25


def test_two_way():
    assert one({"stations.serving_served": 30, "stations.persons_served": 400}, "stations.two_way") == 7.5
    assert [str(step.title) for step in JOURNEY.steps] == ["吸引过来", "组织起来", "稳固下来"]
    cohort = {"stations.journey_attracted": 200, "stations.journey_organised": 90}
    assert one(cohort, "stations.journey_organised_rate") == 45
    assert "reading of this package" in REG["stations.two_way"].definition.en


def test_honours():
    events = REG.events["stations"]
    assert [(str(e.title), e.date, e.kind) for e in events] == [
        ("流动党课进驿站主题活动", "2024-01", "刊载"),
        ("全国工会重点工作创新案例", "2024", "典型案例"),
    ]
    assert ki.Event.count_by_level(events)[ki.HonourLevel.NATIONAL] == 2
    assert len(ki.Event.distinct([*events, *events]).events) == 2
    assert all(e.note.zh and e.note.en for e in events)
    assert "the report names no body" in events[1].body.en
