"""From the first record to the figure: a register of stations, a survey of distances, a year of members, a plan of meetings.

Everything here is SYNTHETIC: made-up places and numbers that show the way, none of them Kaizhou's.
"""

from pathlib import Path

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_stations import (
    JOURNEY,
    Reach,
    StationList,
    configured,
    mandatory_of,
    meetings_of,
    network_of,
    reach_of,
    read_configuration,
    stations,
)

REG = ki.Registry([stations])
TABLE = read_configuration(Path(__file__).with_name("configuration.toml"))
FIRST = [
    {"name": "城南", "area": "甲镇", "built": "own", "functions": "党建、便民、关爱、就业、维权"},
    {"name": "银行", "area": "甲镇", "built": "shared", "functions": "便民"},
    {"name": "加油站", "area": "乙镇", "built": "shared", "functions": "便民、关爱"},
]
SECOND = [
    *FIRST[:2],
    {**FIRST[2], "functions": ["便民", "关爱", "维权"]},
    {"name": "物流园", "area": "乙镇", "built": "shared", "functions": ["便民", "关爱", "维权"]},
]


def test_two_quarters_of_a_register_of_stations():
    mandatory = mandatory_of(TABLE)
    assert mandatory == ("convenience", "care", "rights")
    quarters = {"2024-Q1": StationList.from_rows(FIRST), "2024-Q2": StationList.from_rows(SECOND)}
    assert quarters["2024-Q1"].lacking(mandatory) == {
        ("甲镇", "银行"): ("care", "rights"),
        ("乙镇", "加油站"): ("rights",),
    }
    table = pl.DataFrame([row for period, register in quarters.items() for row in register.rows(period, mandatory)])
    assert REG.check(table) == []
    assert {c.verdict.status.value for c in REG.check_identities(table)} == {"consistent"}
    area = {"甲镇": "区", "乙镇": "区"}
    whole = REG.rollup(table, "stations.count", "stations.equipped", "stations.functions", period=None, area=area)
    assert whole["stations.functions"].round(1).to_list() == [33.3, 75.0]
    change = REG.derive(whole, "stations.functions@prev:pp", "stations.count@prev:abs")
    assert change["stations.functions@prev:pp"].round(1).to_list() == [None, 41.7]
    assert change["stations.count@prev:abs"].to_list() == [None, 1]
    year = REG.rollup(table, "stations.count", period="year", area=area, complete=1)
    assert year["stations.count"].to_list() == [4]  # a stock: the last quarter's, never the sum


def test_a_survey_of_distances_in_three_towns():
    table = pl.DataFrame(
        {
            "area": ["甲镇", "乙镇", "丙镇"],
            "period": ["2024"] * 3,
            "stations.nearest_station": [0.4, 1.0, 3.5],
            "stations.outdoor_workers": [100, 100, 800],
            "stations.towns": [1, 1, 1],
        }
    )
    area = dict.fromkeys(table["area"], "区")
    found = {}
    for unit in ("towns", "outdoor_workers"):
        reg = ki.Registry([stations], settings={"stations.coverage_unit": unit, "stations.service_radius": 1})
        found[unit] = reg.rollup(table, "stations.coverage", period=None, area=area)["stations.coverage"][0]
    assert found == {"towns": pytest.approx(200 / 3), "outdoor_workers": pytest.approx(20)}
    by_place = dict(zip(table["area"], table["stations.nearest_station"], strict=True))
    assert reach_of(TABLE) == Reach(1.5, "公里", "towns")
    assert Reach(1, "公里", "towns").count(by_place).counts() == {"stations.towns_covered": 2, "stations.towns": 3}
    missing = table.with_columns(pl.Series("stations.nearest_station", [0.4, None, 3.5]))
    reg = ki.Registry([stations], settings={"stations.service_radius": 1})
    assert reg.rollup(missing, "stations.coverage_towns", period=None, area=area)["stations.coverage_towns"][0] is None
    reason = reg.rollup_reasons(missing, "stations.coverage_towns", period=None, area=area)["reason"][0]
    assert "stations.nearest_station" in reason or "stations.towns_covered" in reason


def test_a_year_of_members_grid_teams_and_those_who_serve_in_turn():
    months = pl.DataFrame(
        {
            "area": ["区"] * 3,
            "period": ["2024-10", "2024-11", "2024-12"],
            "stations.new_form_workers": [5000, 5100, 5200],
            "stations.members_opening": [1000, 1300, 1500],
            "stations.members_joined": [320, 230, 300],
            "stations.members_left": [20, 30, 10],
            "stations.members": [1300, 1500, 1790],
            "stations.grid_volunteers": [200, 230, 260],
        }
    )
    assert {c.verdict.status.value for c in REG.check_identities(months)} == {"consistent"}
    keys = ("stations.org_rate", "stations.grid_join", "stations.members", "stations.members_opening")
    quarter = REG.rollup(months, *keys, "stations.members_joined", period="quarter")
    assert quarter.select(keys).rows() == [(pytest.approx(100 * 1790 / 5200), 5.0, 1790, 1000)]
    assert quarter["stations.members_joined"].to_list() == [850]
    served = {"stations.persons_served": 2000, "stations.serving_served": 240, "stations.visits": 9000}
    found = REG.derive(served, "stations.two_way", "stations.visits_per_person")
    assert found["stations.two_way"].magnitude == pytest.approx(12)
    assert found["stations.visits_per_person"].magnitude == pytest.approx(4.5)
    cohort = {"attracted": 2000, "organised": 900, "retained": 720}
    assert JOURNEY.rates(cohort)["retained"].previous == pytest.approx(0.8)
    named = {f"stations.journey_{step}": number for step, number in JOURNEY.check(cohort).items()}
    rate = REG.derive(named, "stations.journey_retained_rate")["stations.journey_retained_rate"]
    assert rate.magnitude == pytest.approx(80)


def test_a_district_s_configuration_becomes_its_own_domain():
    mine = configured(TABLE, "my_stations")
    reg = ki.Registry([stations, mine])
    network, plan = network_of(TABLE), meetings_of(TABLE)
    assert network.shape == "1+3+3"
    values = {f"my_stations.unions_{level}": n for level, n in network.by_level().items()}
    values |= {f"my_stations.partners_{kind}": n for kind, n in network.by_kind().items()}
    held = {"lecture": 9, "council": 4}
    values |= {f"my_stations.meetings_{kind}": n for kind, n in plan.check(held).items()}
    values |= {f"my_stations.meetings_{kind}_planned": n for kind, n in zip(plan.names, plan.planned, strict=True)}
    row = {"area": "甲区", "period": "2024", "my_stations.unions": 4, "my_stations.partners": 3, **values}
    table = pl.DataFrame([row])
    assert {c.identity for c in reg.check_identities(table)} == {
        "my_stations.unions_add_up",
        "my_stations.partners_add_up",
    }
    assert {c.verdict.status.value for c in reg.check_identities(table)} == {"consistent"}
    rates = reg.derive(table, "my_stations.meetings_lecture_rate", "my_stations.meetings_council_rate")
    assert rates.select("my_stations.meetings_lecture_rate", "my_stations.meetings_council_rate").rows() == [(75, 100)]
    overall = REG.derive(plan.counts(held), "stations.party_meetings_rate")["stations.party_meetings_rate"].magnitude
    assert overall == pytest.approx(100 * 13 / 16)
    assert reg["my_stations.coverage"].basis.scope == "towns within 1.5 公里"
    assert "便民服务、关爱服务、维权服务" in reg["my_stations.functions"].definition.zh
