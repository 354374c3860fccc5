"""Worked cases from public sources against the formulas as declared; how far a case binds stands in its status."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from kaizhou_homecoming import giving, outreach, projects, rates

CASES = json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"))
FORMULAS = {
    "share_of_step": projects.share_of_step,
    "share_of": rates.share_of,
    "charity_realised": giving.charity_realised,
    "jobs_per_entity": giving.jobs_per_entity,
    "registered_per_outside": outreach.registered_per_outside,
}


def calculated(case):
    value = FORMULAS[case["formula"]](**{name: float(text) for name, text in case["inputs"].items()})
    return 100 * value if "percent" in case else value


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_cases_reproduce_as_printed(case):
    expected = Decimal(case.get("percent") or case["value"])
    assert abs(Decimal(repr(calculated(case))) - expected) <= Decimal(5).scaleb(expected.as_tuple().exponent - 1)


def test_a_bound_on_an_input_bounds_the_result():
    by_id = {case["id"]: case for case in CASES}
    pledged = by_id["h003"]
    more = {**pledged, "inputs": {**pledged["inputs"], "charity_pledged": "2960"}}
    assert calculated(more) < calculated(pledged)
    jobs = by_id["h004"]
    more = {**jobs, "inputs": {**jobs["inputs"], "jobs": "260000"}}
    assert calculated(more) > calculated(jobs)


def test_every_case_names_its_source():
    assert all(case["source"] and case["note"] for case in CASES)
    assert len({case["id"] for case in CASES}) == len(CASES) == 6
