"""What the records and identities catch, each message in its essential words; and configuration that is asked for."""

import copy
from pathlib import Path

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_stations import (
    ConfigurationError,
    Covered,
    MeetingPlan,
    Reach,
    Station,
    StationList,
    configured,
    digital_of,
    mandatory_of,
    meetings_of,
    network_of,
    occupations_of,
    reach_of,
    read_configuration,
    stations,
)

REG = ki.Registry([stations])
TABLE = read_configuration(Path(__file__).with_name("configuration.toml"))


def verdict(identity, **values):
    row = {"area": "区", "period": "2024", **{f"stations.{name}": value for name, value in values.items()}}
    (found,) = [c for c in REG.check_identities(pl.DataFrame([row])) if c.identity == f"stations.{identity}"]
    return found.verdict


def changed(section, **entries):
    table = copy.deepcopy(TABLE)
    table[section] |= entries
    return table


# -- the list of stations


def test_an_unknown_function_is_named_with_the_nearest():
    with pytest.raises(ki.ProcessError, match=r"station '甲': unknown function 'right'.*Did you mean 'rights'"):
        StationList((Station("甲", "区", "own", ("right",)),))


def test_all_faults_of_a_list_are_told_together():
    with pytest.raises(ki.ProcessError) as told:
        StationList((Station("甲", "区", "rented"), Station("甲", "区", "own", ("理发",)), Station(" ", "区", "own")))
    for words in (
        "4 faults",
        "unknown built 'rented'",
        "unknown function '理发'",
        "occurs 2 times",
        "a name and an area",
    ):
        assert words in str(told.value)


def test_a_row_without_a_column_is_refused():
    with pytest.raises(ki.ProcessError, match=r"row 1 has no 'built'; write name, area, built, functions"):
        StationList.from_rows([{"name": "甲", "area": "区", "functions": ""}])


def test_own_and_shared_that_miss_the_total_are_inconsistent():
    found = verdict("own_and_shared", own=8, shared=284, count=290)
    assert found.status.value == "inconsistent"
    assert "differs from stations.count 290 by 2" in found.explanation.en


@pytest.mark.parametrize(
    ("identity", "values", "words"),
    [
        ("visits_at_least_persons", {"visits": 300, "persons_served": 301}, "persons_served 301 exceeds"),
        ("equipped_of_count", {"equipped": 5, "count": 4}, "equipped 5 exceeds stations.count 4"),
        ("members_of_workers", {"members": 11, "new_form_workers": 10}, "members 11 exceeds"),
        ("grid_of_workers", {"grid_volunteers": 11, "new_form_workers": 10}, "grid_volunteers 11 exceeds"),
        ("serving_of_served", {"serving_served": 3, "persons_served": 2}, "serving_served 3 exceeds"),
        ("closed_of_requests", {"requests_closed": 3, "requests": 2}, "requests_closed 3 exceeds"),
        ("journey_funnel", {"journey_attracted": 3, "journey_retained": 4}, "journey_retained 4 exceeds"),
        ("towns_covered_of_all", {"towns_covered": 41, "towns": 40}, "towns_covered 41 exceeds"),
        (
            "members_stock",
            {"members_opening": 10, "members_joined": 5, "members_left": 1, "members": 15},
            "differs from stations.members 15 by -1",
        ),
    ],
)
def test_figures_that_break_an_identity_are_inconsistent(identity, values, words):
    found = verdict(identity, **values)
    assert found.status.value == "inconsistent"
    assert words in found.explanation.en


def test_a_value_outside_the_range_is_told():
    table = pl.DataFrame(
        {"area": ["区"], "period": ["2024"], "stations.org_rate": [104.0], "stations.union_levels": [2]}
    )
    told = "\n".join(REG.check(table))
    assert "stations.org_rate" in told
    assert "stations.union_levels" in told


# -- the network


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"lead": ["甲", "乙"]}, "exactly one body leads, 2 are given"),
        ({"levels": {"district": "区", "town": "镇"}}, "there are three levels of unions, 2 are given"),
        ({"unions": [{"name": "总", "level": "districts"}]}, "unknown level 'districts'"),
        (
            {"unions": [*TABLE["network"]["unions"], {"name": "孤", "level": "village", "parent": "甲区总工会"}]},
            "its parent '甲区总工会' is no union of level 'town'",
        ),
        ({"unions": TABLE["network"]["unions"][:3]}, "level 'village' has no union"),
        ({"partners": [{"name": "甲区委", "kind": "bank"}]}, "'甲区委' leads or is a union already"),
        ({"partners": [{"name": "站", "kind": "banks"}]}, "unknown kind 'banks'"),
    ],
)
def test_a_network_of_another_shape_is_refused(entries, words):
    with pytest.raises(ki.ProcessError) as told:
        network_of(changed("network", **entries))
    assert words in str(told.value)


def test_an_unknown_entry_of_the_network_is_refused():
    with pytest.raises(ConfigurationError, match=r"\[network\]: unknown entry 'leader'.*Did you mean 'lead'"):
        network_of(changed("network", leader="甲"))


# -- coverage


@pytest.mark.parametrize(
    ("reach", "words"),
    [
        ((0, "公里", "towns"), "radius 0 is no number above 0"),
        (("1公里", "公里", "towns"), "radius '1公里' is no number"),
        ((1, "米", "towns"), "unknown measure '米'"),
        ((1, "分钟", "town"), "Did you mean 'towns'"),
    ],
)
def test_a_reach_that_cannot_be_is_refused(reach, words):
    with pytest.raises(ki.ProcessError) as told:
        Reach(*reach)
    assert words in str(told.value)


def test_units_of_coverage_are_never_mixed():
    towns = Reach(1, "公里", "towns").count({"甲": 0.5})
    people = Reach(1, "公里", "outdoor_workers").count({"甲": 0.5}, {"甲": 90})
    wider = Reach(2, "公里", "towns").count({"甲": 0.5})
    for parts in ([towns, people], [towns, wider], []):
        with pytest.raises(ki.ProcessError, match="one unit and one radius"):
            Covered.pooled(parts)
    with pytest.raises(ki.ProcessError, match=r"each of the towns counts as one; leave workers out"):
        Reach(1, "公里", "towns").count({"甲": 0.5}, {"甲": 90})
    with pytest.raises(ki.ProcessError, match=r"it counts workers; hand in workers="):
        Reach(1, "公里", "outdoor_workers").count({"甲": 0.5})


def test_an_unknown_distance_is_neither_inside_nor_outside():
    with pytest.raises(ki.ProcessError, match=r"the distance of '乙' is unknown; measure it"):
        Reach(1, "公里", "towns").count({"甲": 0.5, "乙": None})


def test_coverage_asks_for_its_unit_and_its_radius():
    with pytest.raises(ki.SettingError, match=r"stations\.coverage_unit"):
        REG.derive({"stations.towns_covered": 3, "stations.towns": 4}, "stations.coverage")
    with pytest.raises(ki.SettingError, match=r"stations\.service_radius"):
        REG.derive({"stations.nearest_station": 3, "stations.towns": 1}, "stations.coverage_towns")
    with pytest.raises(ki.SettingError, match=r"stations\.coverage_unit cannot be 'villages'"):
        ki.Registry([stations], settings={"stations.coverage_unit": "villages"})


# -- meetings and configuration


def test_a_plan_of_meetings_that_cannot_be_is_refused():
    with pytest.raises(ki.ProcessError, match=r"lecture: 0 meetings planned is no whole number above 0"):
        MeetingPlan((ki.Step("lecture"),), (0,))
    with pytest.raises(ki.ProcessError, match=r"unknown kind of meeting 'lecure'.*Did you mean 'lecture'"):
        MeetingPlan((ki.Step("lecture"),), (1,)).check({"lecure": 1})


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (network_of, r"\[network\] is missing.*levels \(three"),
        (mandatory_of, r"\[functions\] is missing.*mandatory = "),
        (reach_of, r"\[reach\] is missing.*radius"),
        (occupations_of, r"\[workers\] is missing.*occupations"),
        (meetings_of, r"\[meetings\] is missing.*planned"),
        (digital_of, r"\[digital\] is missing.*steps"),
        (lambda table: configured(table, "mine"), r"at least one section of network, functions"),
    ],
)
@pytest.mark.parametrize("table", [None, {}])
def test_what_no_source_gives_is_asked_for(ask, words, table):
    with pytest.raises(ConfigurationError, match=words) as told:
        ask(table)
    assert "no source gives it" in str(told.value)
    assert isinstance(told.value, ki.KaizhouError)


def test_asking_for_equipped_stations_without_a_mandatory_set_says_what_to_supply():
    register = StationList((Station("甲", "区", "own", ("便民",)),))
    with pytest.raises(ConfigurationError, match=r"which functions are mandatory is not known.*mandatory=\["):
        register.equipped([])
    with pytest.raises(ki.ProcessError, match=r"mandatory functions: unknown function '理发'"):
        register.equipped(["理发"])


@pytest.mark.parametrize(
    ("ask", "section", "entries", "words"),
    [
        (reach_of, "reach", {"radius": None}, r"\[reach\] has no 'radius'"),
        (reach_of, "reach", {"radios": 1}, r"unknown entry 'radios'"),
        (meetings_of, "meetings", {"lecture": {"title": "课"}}, r"\[meetings.lecture\] has no 'planned'"),
        (network_of, "network", {"unions": [{"name": "总"}]}, r"\[network.unions\] has no 'level'"),
    ],
)
def test_a_section_with_a_gap_is_asked_to_fill_it(ask, section, entries, words):
    with pytest.raises(ConfigurationError, match=words):
        ask(changed(section, **entries))


def test_a_configuration_cannot_take_the_plugin_s_name_or_an_unknown_section():
    with pytest.raises(ConfigurationError, match=r"'stations' is the plugin's own"):
        configured(TABLE, "stations")
    with pytest.raises(ConfigurationError, match=r"unknown entry 'networks'.*Did you mean 'network'"):
        configured({"networks": {"lead": "甲"}}, "mine")


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(ConfigurationError, match=r"nothing\.toml cannot be read"):
        read_configuration(tmp_path / "nothing.toml")
    broken = tmp_path / "broken.toml"
    broken.write_text("[network]\nlead = \n", "utf-8")
    with pytest.raises(ConfigurationError, match=r"broken\.toml cannot be read.*line 2"):
        read_configuration(broken)
