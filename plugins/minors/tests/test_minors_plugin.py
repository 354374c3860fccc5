"""The distribution as a plugin: the library's own check, discovery by entry point, and the words of its indicators."""

from pathlib import Path

import pytest

import kaizhou_indicators as ki
import kaizhou_minors
from kaizhou_indicators.testing import check_domain
from kaizhou_minors import kaizhou_domains, minors

REG = ki.Registry([minors])
KEYS = ["risk_level", "stock", "push_rate", "handled_rate", "crime_yoy", "victim_yoy", "share_14_16", "share_u18"]


def test_the_domain_passes_the_library_s_own_check():
    check_domain(minors)


def test_the_hook_returns_the_domain():
    assert list(kaizhou_domains()) == [minors]


def test_the_plugin_is_found_by_its_entry_point():
    reg = ki.load(only=["minors"], strict=True)
    assert {key for key in reg if key.startswith("minors.")} == set(REG)


def test_the_public_names_are_sorted_and_there():
    public = kaizhou_minors.__all__
    assert all(hasattr(kaizhou_minors, name) for name in public)
    words = [name for name in public if not name[0].isupper()]
    assert words == sorted(words)


@pytest.mark.parametrize("name", KEYS)
def test_the_ids_of_the_domain_hold(name):
    assert REG[f"minors.{name}"].title.zh


def test_every_indicator_is_defined_in_both_languages_and_has_a_source():
    bare = [k for k, i in REG.items() if not (i.definition.zh and i.definition.en and REG.source_of(i))]
    assert not bare


def test_what_is_counted_and_what_is_a_share_is_said():
    assert REG["minors.crime_yoy"].kind == "rate"
    assert {REG[f"minors.{n}"].kind.value for n in ("push_rate", "handled_rate", "share_u18", "share_14_16")} == {
        "share"
    }
    assert REG["minors.stock"].over_time == "last"
    assert REG["minors.stock_opening"].over_time == "first"


def test_a_level_is_never_added_or_averaged():
    level = REG["minors.risk_level"]
    assert level.kind == "rank"
    assert level.over_time is None
    assert level.over_area is None


def test_titles_find_the_indicator():
    assert [REG.find(word)[0].key for word in ("在库人数", "推送率", "低龄占比")] == [
        "minors.stock",
        "minors.push_rate",
        "minors.share_14_16",
    ]


def test_no_document_that_was_not_read_is_official():
    told = {*(i.source for i in REG.values()), *(o.source for o in REG.observations)}
    official = {"kaizhou_2023": True, "kaizhou_2024": True, "kaizhou_review_2024": False, "spp_white_paper": False}
    assert {str(source).removeprefix("minors.") for source in told} == set(official)
    assert {i.source: REG.source_of(i).official for i in REG.values()} == {
        name: official[name] for name in official if name != "kaizhou_2023"
    }


def test_the_readme_s_example_runs():
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    for block in readme.split("```python\n")[1:]:
        exec(block.partition("```")[0], {})
