"""The distribution as a plugin: the library's own check, the hook, discovery by entry point, the ledger."""

import importlib
import tomllib
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_indicators.testing import check_domain
from kaizhou_stations import kaizhou_domains, stations

ROOT = Path(__file__).parents[1]
LEDGER = tomllib.loads((ROOT / "ledger.toml").read_text("utf-8"))["mechanism"]
MECHANISMS = {
    *("network_1_3_n", "five_functions", "grid_teams", "party_meetings"),
    *("digital_mechanism", "two_way", "honours"),
}


def test_the_domain_passes_the_library_s_own_check():
    check_domain(stations)


def test_the_hook_returns_the_domain():
    assert list(kaizhou_domains()) == [stations]


def test_the_plugin_is_found_by_its_entry_point():
    reg = ki.load(only=["stations"], strict=True)
    assert set(reg) == set(ki.Registry([stations]))
    assert not reg.failures


def test_the_ledger_has_one_row_for_each_mechanism_of_the_report():
    assert sorted(row["id"] for row in LEDGER) == sorted(MECHANISMS)


@pytest.mark.parametrize("row", LEDGER, ids=lambda row: row["id"])
def test_a_row_names_what_exists(row):
    reg = ki.Registry([stations])
    assert row.get("keys") or row.get("honour") or row.get("record")
    assert all(key in reg for key in row.get("keys", []))
    for name in row.get("record", "").split():
        module, _, attribute = name.partition(":")
        assert hasattr(importlib.import_module(module), attribute)
    file, _, test = row["test"].removeprefix("plugins/stations/").partition("::")
    assert f"def {test}(" in (ROOT / file).read_text("utf-8")
