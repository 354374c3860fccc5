"""Every worked case found in public sources, against the formulas as declared."""

import json
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_stations import published, stations
from kaizhou_stations.count import visits_per_station
from kaizhou_stations.coverage import per_10k
from kaizhou_stations.domain import share

REG = ki.Registry([stations])
CASES = json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["key"])
def test_a_case_prints_as_it_was_printed(case):
    found = REG.derive(case["inputs"], case["key"])[case["key"]].magnitude
    assert f"{found:.{case['decimals']}f}" == case["printed"]
    assert (found == float(case["printed"])) == case["exact"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["key"])
def test_a_case_is_among_the_published_figures(case):
    (found,) = [o for o in REG.observations if o.key == case["key"] and o.source == f"stations.{case['source']}"]
    assert found.value == float(case["printed"])
    assert REG.sources[f"stations.{case['source']}"].title.en


def test_21_percent_is_new_form_workers_among_all_workers_and_no_membership():
    case = next(case for case in CASES if case["key"] == "stations.new_form_share")
    part, whole = (ki.Interval.printed(number) for number in ("0.84", "4.02"))
    low, high = case["interval"]
    bounds = part / whole * 100
    assert (float(bounds.lo), float(bounds.hi)) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))
    assert "stations.new_form_share" not in REG.needs("stations.org_rate")
    assert REG.needs("stations.org_rate") == ("stations.members", "stations.new_form_workers")
    with pytest.raises(ki.MissingInputError, match=r"stations\.members"):
        REG.derive(case["inputs"], "stations.org_rate")


def test_ten_stations_and_1200_visits_of_the_zone_of_ya_an():
    count, visits = (published(REG, f"stations.{name}", "雅安经开区")[0].value for name in ("count", "visits"))
    found = REG.derive({"stations.visits": visits, "stations.count": count}, "stations.visits_per_station")
    assert found["stations.visits_per_station"].magnitude == visits_per_station(visits, count) == 120


def test_the_formulas_on_plain_numbers():
    assert share(8, 292) == pytest.approx(0.0274, abs=1e-4)
    assert per_10k(20, 40_000) * 10_000 == pytest.approx(5)
    made = REG.derive({"stations.count": 20, "stations.outdoor_workers": "4 万人"}, "stations.per_10k")
    assert made["stations.per_10k"].magnitude == pytest.approx(5)
