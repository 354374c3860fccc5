"""The 1+3+X score: a year among towns, published scores elsewhere, and tables that cannot be."""

import copy
import tomllib
from fractions import Fraction
from importlib.resources import files

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_grain import grain, mu_benefit, published, published_shares, rank_group, score_group

SYNTHETIC = (files("kaizhou_grain") / "data" / "example_synthetic.toml").read_text("utf-8")
#: synthetic towns
TOWNS = {
    "甲镇": {
        "land_output": 620,
        "cropping": 190,
        "structure": 62,
        "losses": 0.4,
        "per_mu": 360,
        "machinery": 56,
        "straw": 89,
    },
    "乙镇": {
        "land_output": 500,
        "cropping": 150,
        "structure": 70,
        "losses": 0.5,
        "per_mu": 330,
        "machinery": 50,
        "straw": 85,
    },
    "丙镇": {
        "land_output": 700,
        "cropping": 240,
        "structure": 55,
        "losses": 0.2,
        "per_mu": 700,
        "machinery": 66,
        "straw": 99,
    },
    "丁镇": {
        "land_output": 400,
        "cropping": 120,
        "structure": 50,
        "losses": 0.8,
        "per_mu": 300,
        "machinery": 40,
        "straw": 80,
    },
}


@pytest.fixture
def table():
    return tomllib.loads(SYNTHETIC)


def test_the_example_says_that_it_is_synthetic(table):
    assert SYNTHETIC.startswith("# SYNTHETIC. 合成示例")
    assert "合成" in table["title"]["zh"]


# -- scenario: a year of the score among towns


def test_a_year_among_towns_scores_ranks_and_grades(table):
    benefit = mu_benefit(table)
    scores = benefit.scores(TOWNS, 2024)
    assert benefit.ranking(scores).places == {"丙镇": 1, "甲镇": 2, "乙镇": 3, "丁镇": 4}
    assert benefit.grades(scores) == {"甲镇": "B", "乙镇": "B", "丙镇": "A", "丁镇": "C"}
    groups = benefit.by_group(scores["甲镇"])
    assert sum(groups.values()) == scores["甲镇"].value
    assert list(groups) == ["overall", "farmland", "production", "reserve", "per_mu", "machinery", "straw"]
    assert benefit.titles["farmland"].zh == "耕地保护"


def test_caps_hold_where_an_item_runs_away(table):
    benefit = mu_benefit(table)
    points = benefit.scores(TOWNS, 2024)["丙镇"].points
    assert points["per_mu"] == 20 * Fraction(3, 2)  # 700 / 345 is more than twice the benchmark, the cap is 1.5
    assert points["losses"] == 10 * Fraction(3, 2)


def test_benchmarks_are_dated_and_places_change_between_years(table):
    benefit = mu_benefit(table)
    before, after = (benefit.ranking(benefit.scores(TOWNS, year)) for year in (2023, 2024))
    league = ki.League("亩均效益", better="higher")
    assert league.trend(before, after) == dict.fromkeys(after.places, 0)
    lower = benefit.scores(TOWNS, 2023)["乙镇"].value - benefit.scores(TOWNS, 2024)["乙镇"].value
    assert lower > 0  # the benchmarks rose


def test_the_configured_domain_derives_the_score_from_the_indicators_of_grain(table):
    table["grades"] = {"bounds": {"A": 110, "B": 90, "C": float("-inf")}}
    benefit = mu_benefit(table)
    reg = ki.Registry([grain, benefit.domain("towns", year=2024)])
    keys = {item.name: item.key or f"towns.{item.name}" for item in benefit.composite.items}
    rows = {key: [row[name] for row in TOWNS.values()] for name, key in keys.items()}
    frame = pl.DataFrame({"area": list(TOWNS), "period": ["2024"] * 4, **rows})
    derived = reg.derive(frame, "towns.mu_score", "towns.mu_score_grade")
    exact = benefit.scores(TOWNS, 2024)
    assert derived["towns.mu_score"].to_list() == pytest.approx([float(score.value) for score in exact.values()])
    assert derived["towns.mu_score_grade"].to_list() == list(benefit.grades(exact).values())


def test_a_missing_item_is_refused_renormalised_or_given_the_mean(table):
    towns = copy.deepcopy(TOWNS)
    towns["乙镇"]["straw"] = None
    with pytest.raises(ki.ProcessError, match=r"乙镇: .*秸秆综合利用水平 is missing"):
        mu_benefit(table).scores(towns, 2024)
    renormalised = mu_benefit({**table, "missing": "renormalise"}).scores(towns, 2024)["乙镇"]
    mean = mu_benefit({**table, "missing": "group_mean"}).scores(towns, 2024)
    assert renormalised.points["straw"] is None
    assert mean["乙镇"].filled == ("straw",)
    others = [mean[town].points["straw"] for town in ("甲镇", "丙镇", "丁镇")]
    assert mean["乙镇"].points["straw"] == sum(others) / 3
    assert mean["甲镇"].filled == ()


# -- published scores of other places


def test_huangyan_gives_full_marks_to_whoever_meets_every_benchmark():
    for name, year in (("huangyan_large", 2021), ("huangyan_large", 2022), ("huangyan_small", 2022)):
        score = published(name)
        met = {item.name: item.benchmarks[str(year)] for item in score.items}
        assert score.score(met, year=year).value == 100


def test_huangyan_s_numbers_are_those_printed():
    large = {
        item.name: (int(item.weight), float(item.benchmarks["2022"])) for item in published("huangyan_large").items
    }
    assert large["tax_per_mu"] == (30, 24.097)
    assert large["value_added_per_mu"] == (20, 136.16)
    assert large["value_added_per_energy"] == (20, 2.694)
    assert large["value_added_per_emission"] == (10, 4929.81)
    assert large["labour_productivity"] == (10, 18.14)
    assert large["research_share"] == (10, 0.0302)
    assert [item.cap for item in published("huangyan_large").items] == [None] * 6  # no cap is printed


def test_without_emissions_an_enterprise_gets_the_mean_points_of_the_others():
    large = published("huangyan_large")
    met = {item.name: float(item.benchmarks["2022"]) for item in large.items}
    firms = {"甲": met, "乙": {**met, "value_added_per_emission": 2 * 4929.81}}
    firms["丙"] = {**met, "value_added_per_emission": None}
    scores = score_group(large, firms, 2022, missing="group_mean")
    assert scores["丙"].points["value_added_per_emission"] == 15
    assert rank_group("得分", scores).places == {"乙": 1, "丙": 2, "甲": 3}


def test_the_shares_of_wenling_grade_twenty_units():
    grades = published_shares(rounding="up").grade_all({str(n): n for n in range(20)})
    assert [list(grades.values()).count(label) for label in "ABCD"] == [4, 12, 3, 1]


# -- tables that cannot be


def test_without_a_table_it_says_what_to_supply():
    with pytest.raises(ki.SettingError, match=r"no default.*supply a table with title, total, missing"):
        mu_benefit()


def test_two_foci_and_no_supplement_are_no_1_3_x(table):
    del table["three"]["reserve"]
    table["x"] = {}
    with pytest.raises(ki.ProcessError) as told:
        mu_benefit(table)
    assert "three has 2 groups (farmland, production); 1+3+X wants 3" in str(told.value)
    assert "x has no item" in str(told.value)


def test_weights_must_add_up(table):
    table["x"]["straw"]["weight"] = 20
    with pytest.raises(ki.ProcessError, match="weights add up to 110, not to total=100"):
        mu_benefit(table)


def test_an_item_twice_an_unknown_key_and_a_bad_weight_are_told_by_place(table):
    table["x"]["straw"]["key"] = "grain.straw_utilisation"
    table["one"]["overall"]["items"]["land_output"]["weight"] = -1
    with pytest.raises(ki.ProcessError) as told:
        mu_benefit(table)
    assert "x: item straw reads grain.straw_utilisation, which is no indicator of grain" in str(told.value)
    assert "one.overall: item land_output: weight is -1; it must be above 0" in str(told.value)


def test_an_item_that_no_formula_can_name_or_that_is_no_table_is_refused(table):
    table["x"]["yield"] = table["x"].pop("per_mu")
    table["x"]["straw"] = 10
    with pytest.raises(ki.ProcessError) as told:
        mu_benefit(table)
    assert "x: item 'yield' cannot name an input of a formula; rename it and keep its key" in str(told.value)
    assert "x: item straw is 10; give a table with weight, benchmarks and better" in str(told.value)


def test_a_name_in_two_parts_and_a_group_without_items_are_refused(table):
    table["x"]["farmland"] = table["x"].pop("straw")
    table["one"]["overall"] = {"title": "总体"}
    with pytest.raises(ki.ProcessError) as told:
        mu_benefit(table)
    assert "farmland stands in two parts" in str(told.value)
    assert "one.overall has no items" in str(told.value)


def test_a_year_without_benchmark_is_named(table):
    with pytest.raises(ki.ProcessError, match="has no benchmark for 2025; it has one for 2023, 2024"):
        mu_benefit(table).scores(TOWNS, 2025)
    with pytest.raises(ki.ProcessError, match="has no benchmark for 2025"):
        mu_benefit({**table, "missing": "group_mean"}).scores(TOWNS, 2025)


def test_grades_are_refused_where_none_are_configured(table):
    del table["grades"]
    benefit = mu_benefit(table)
    with pytest.raises(ki.ProcessError, match="has no grades"):
        benefit.grades(benefit.scores(TOWNS, 2024))


def test_shares_of_grades_must_add_up(table):
    table["grades"]["shares"] = {"A": 0.25, "B": 0.5, "C": 0.2}
    with pytest.raises(ki.ProcessError, match=r"shares add up to 0\.95"):
        mu_benefit(table)


def test_an_unknown_entry_or_policy_is_named(table):
    with pytest.raises(ki.ProcessError, match="unknown entry 'weights'"):
        mu_benefit({**table, "weights": {}})
    with pytest.raises(ki.ProcessError, match="'zero' is none of refuse, renormalise, group_mean"):
        mu_benefit({**table, "missing": "zero"})


def test_a_group_in_which_nobody_has_an_item_has_no_mean(table):
    towns = {town: {**row, "straw": None} for town, row in TOWNS.items()}
    with pytest.raises(ki.ProcessError, match="no unit has a value of straw"):
        mu_benefit({**table, "missing": "group_mean"}).scores(towns, 2024)


def test_units_and_words_that_cannot_be_are_told_together(table):
    towns = {"甲镇": {**TOWNS["甲镇"], "straws": 3}, "乙镇": {**TOWNS["乙镇"], "straw": "高"}}
    with pytest.raises(ki.ProcessError, match="甲镇: unknown item 'straws'"):
        mu_benefit({**table, "missing": "group_mean"}).scores(towns, 2024)
    with pytest.raises(ki.ProcessError, match=r"乙镇.*no finite number"):
        mu_benefit({**table, "missing": "group_mean"}).scores({"乙镇": towns["乙镇"]}, 2024)


def test_only_what_was_published_goes_by_a_name():
    with pytest.raises(ki.SettingError, match="no published score 'kaizhou'"):
        published("kaizhou")
