"""The domain in a registry: ids, units, titles, aggregation; what is published and what is not."""

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_stations import FUNCTIONS, KAIZHOU, UnpublishedError, published, stations

REG = ki.Registry([stations])
#: id -> unit, kind, better
IDS = {
    "count": ("个", "count", "higher"),
    "coverage": ("%", "share", "higher"),
    "functions": ("%", "share", "higher"),
    "visits": ("人次", "count", "higher"),
    "org_rate": ("%", "share", "higher"),
    "grid_join": ("%", "share", "higher"),
    "per_10k": ("个/万人", "level", "higher"),
}


@pytest.mark.parametrize("name", IDS)
def test_the_ids_hold_with_their_unit_kind_and_direction(name):
    indicator = REG[f"stations.{name}"]
    assert (indicator.unit, indicator.kind.value, indicator.better.value) == IDS[name]


def test_every_indicator_is_titled_and_defined_in_both_languages_and_has_a_source():
    bare = [
        key
        for key, i in REG.items()
        if not (i.title.zh and i.title.en and i.definition.zh and i.definition.en and REG.source_of(i))
    ]
    assert not bare


@pytest.mark.parametrize(
    ("text", "key"),
    [("入会率", "org_rate"), ("网格参与率", "grid_join"), ("社会N力量", "partners"), ("驿站覆盖率", "coverage")],
)
def test_the_field_s_words_find_the_indicator(text, key):
    assert REG.find(text)[0].key == f"stations.{key}"


def test_a_share_says_what_is_configured():
    assert "configured" in REG["stations.functions"].definition.en
    assert "stations.coverage_unit" in REG["stations.coverage"].definition.en
    assert set(REG.parts.settings) == {"stations.service_radius", "stations.coverage_unit"}


def test_persons_are_never_added_over_time_or_areas():
    table = pl.DataFrame(
        {
            "area": ["甲", "甲"],
            "period": ["2024-01", "2024-02"],
            "stations.visits": [900, 800],
            "stations.persons_served": [300, 310],
        }
    )
    assert REG.rollup(table, "stations.visits", complete=2)["stations.visits"].to_list() == [1700]
    with pytest.raises(ki.ComparabilityError, match=r"stations\.persons_served is not rolled up over time"):
        REG.rollup(table, "stations.persons_served")
    with pytest.raises(ki.ComparabilityError, match=r"persons_served"):
        REG.rollup(table, "stations.visits_per_person")


# -- what is published


def test_of_kaizhou_only_the_shape_of_the_network_is_published():
    of_kaizhou = {o.key: (o.value, o.printed) for o in REG.observations if o.area == KAIZHOU}
    assert of_kaizhou == {
        "stations.network_leads": (1, "1"),
        "stations.union_levels": (3, "三级"),
        "stations.partners": (None, "N"),
        "stations.service_functions": (len(FUNCTIONS), "党建服务、便民服务、关爱服务、就业服务、维权服务"),
    }
    assert all(o.note.zh and o.note.en for o in REG.observations)


@pytest.mark.parametrize("key", ["stations.count", "stations.org_rate", "stations.coverage"])
def test_what_kaizhou_never_published_is_refused_with_the_reason(key):
    with pytest.raises(UnpublishedError, match=r"no figure of area 500154 was published.*Hand in your own") as told:
        published(REG, key)
    assert isinstance(told.value, ki.KaizhouError)
    assert ("371600" in str(told.value)) == (key == "stations.count")


def test_an_unknown_indicator_is_no_unpublished_figure():
    with pytest.raises(ki.UnknownKeyError, match=r"stations\.cuont"):
        published(REG, "stations.cuont")


def test_figures_of_other_places_stay_under_their_own_area():
    assert {o.area for o in published(REG, "stations.count", "371600")} == {"371600"}
    assert [o.source for o in published(REG, "stations.visits", "雅安经开区")] == ["stations.yaan_jkq"]
    assert not [o for o in REG.observations if o.area == KAIZHOU and o.source != "stations.kaizhou_review_2024"]


def test_published_figures_agree_with_the_identities_or_are_undetermined():
    checks = {(c.identity, c.area): c.verdict.status.value for c in REG.check_identities()}
    assert checks["stations.own_and_shared", "371600"] == "consistent"
    assert "inconsistent" not in checks.values()
