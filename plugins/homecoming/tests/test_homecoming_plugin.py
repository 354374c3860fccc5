"""The distribution as a plugin: the library's own check, discovery by entry point, the example of its README."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_homecoming import CONTEXT, HEADINGS, heading_of, homecoming, kaizhou_domains
from kaizhou_indicators.testing import check_domain

SOURCES = tomllib.loads(files("kaizhou_homecoming.data").joinpath("sources.toml").read_text("utf-8"))
REG = ki.load(only=["homecoming", "economy", "people"], strict=True)
OURS = [key for key in REG if key.startswith("homecoming.")]
#: ids of the catalogue of metrics that hold for every release
IDS = [
    "entities",
    "returnees",
    "registered_outside",
    "death_rate",
    "survival",
    "death_rate_change",
    "contracted",
    "realised",
    "jobs",
    "gdp_share",
]


def test_the_domain_passes_the_library_s_own_check():
    check_domain(homecoming)


def test_the_hook_returns_the_domain():
    assert list(kaizhou_domains()) == [homecoming]


def test_the_plugin_is_found_by_its_entry_point():
    reg = ki.load(only=["homecoming"], strict=True)
    assert set(reg) == set(ki.Registry([homecoming])) == set(OURS)


@pytest.mark.parametrize("name", IDS)
def test_the_ids_hold(name):
    assert f"homecoming.{name}" in REG


@pytest.mark.parametrize("key", OURS)
def test_every_indicator_has_both_titles_a_definition_in_both_languages_and_a_source(key):
    indicator = REG[key]
    assert all((indicator.title.zh, indicator.title.en, indicator.definition.zh, indicator.definition.en))
    assert REG.source_of(indicator)


def test_every_indicator_stands_under_one_of_the_four_outcomes_or_with_the_district():
    assert [title.zh for title in HEADINGS] == ["引得回", "留得住", "付得出", "发展得好"]
    listed = [key for keys in HEADINGS.values() for key in keys] + list(CONTEXT)
    assert sorted(listed) == sorted(OURS)
    assert heading_of("homecoming.jobs").zh == "付得出"
    assert heading_of("homecoming.market_entities") is None
    with pytest.raises(KeyError):
        heading_of("homecoming.nothing")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("返乡创业实体消亡率", "homecoming.death_rate"),
        ("登记入库在外人员", "homecoming.registered_outside"),
        ("签约金额", "homecoming.contracted"),
        ("对区域经济贡献率", "homecoming.contribution"),
        ("n-year survival rate", "homecoming.survival"),
    ],
)
def test_people_find_it_by_the_words_they_use(text, key):
    assert REG.find(text)[0].key == key


@pytest.mark.parametrize("name", SOURCES)
def test_only_what_was_read_as_text_is_official(name):
    source = SOURCES[name]
    assert source["title"]["zh"]
    assert source["title"]["en"]
    assert not source["official"] or (source["read"] == "text" and source["clause"] and source["url"])


def test_copies_say_that_they_are_copies():
    copies = (
        "xinhua_2024_10",
        "promotion_2020",
        "chef_town_2024",
        "chongqing_contest_2023",
        "kaizhou_2020",
        "saic_2013",
    )
    assert all("转载" in SOURCES[name]["title"]["zh"] and not SOURCES[name]["official"] for name in copies)


def test_the_example_of_the_readme_runs_and_says_what_it_says(capsys):
    text = Path(__file__).parents[1].joinpath("README.md").read_text("utf-8")
    [code] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    scope: dict = {}
    exec(compile(code, "README.md", "exec"), scope)  # the example itself is under test
    assert capsys.readouterr().out.strip() == "('服务/答复', '服务/办结')"
    made = scope["reg"].derive(
        scope["figures_of"](scope["signed"]), "homecoming.realised", "homecoming.contracted_formal_rate"
    )
    assert [q.magnitude for q in made.values()] == pytest.approx([30, 75])
    rate = scope["reg"].derive(scope["year"], "homecoming.death_rate")["homecoming.death_rate"]
    assert rate.magnitude == pytest.approx(6.25)
