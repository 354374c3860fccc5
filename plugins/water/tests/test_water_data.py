"""The data files: complete, ordered, and honest about what was read."""

from decimal import Decimal

import pytest

from kaizhou_water.samples import RULES
from kaizhou_water.tables import BODIES, items, rated, table
from kaizhou_water.trophic import R_SQUARED

SOURCES = table("sources")
RATED = (
    "ph do codmn cod bod5 nh3n tp copper zinc fluoride selenium arsenic mercury cadmium chromium_vi lead cyanide"
    " volatile_phenol petroleum anionic_surfactant sulfide"
)


def test_the_table_has_24_items_of_which_21_are_rated():
    assert len(items()) == 24
    for body in BODIES:
        assert {item.name for item in rated(body)} == set(RATED.split())
    assert [item.name for item in items().values() if not item.rated] == ["water_temperature", "tn", "faecal_coliforms"]


@pytest.mark.parametrize(
    "item", [i for i in items().values() if i.direction in {"at_most", "at_least"}], ids=lambda i: i.name
)
def test_limits_get_looser_from_class_to_class(item):
    for limits in item.limits.values():
        assert len(limits) == 5
        assert list(limits) == sorted(limits, reverse=item.direction == "at_least")


def test_only_total_phosphorus_tells_rivers_and_lakes_apart_and_nitrogen_is_for_lakes():
    assert [item.name for item in items().values() if item.split] == ["tp"]
    assert items()["tn"].bodies == ("lake",)
    assert all(lake < river for lake, river in zip(*(items()["tp"].limits[b] for b in ("lake", "river")), strict=True))


def test_known_misprints_are_not_taken_over():
    assert items()["tn"].limits["lake"][3] == Decimal("1.5")
    assert items()["nh3n"].limits["river"][0] == Decimal("0.15")


@pytest.mark.parametrize("name", SOURCES)
def test_only_what_was_read_is_official(name):
    source = SOURCES[name]
    assert source["read"] in {"text", "quoted", "second_hand", "implementation"}
    assert source["title"]["zh"]
    assert source["title"]["en"]
    if source["official"]:
        assert source["read"] == "text"
        assert source["year"]
        assert source["clause"]


def test_every_source_named_in_a_data_file_is_there():
    named = {table("gb3838_2002")[key] for key in ("source", "decimals_source", "rated_source")}
    named |= {table("tli_cn")["source"], table("tli_cn")["missing"]["evidence"]}
    named |= {part["source"] for part in table("river_rating_22").values()}
    named |= {figure["source"] for figure in table("figures")["figure"]}
    named |= {source for sources in RULES.values() for source in sources}
    assert named <= set(SOURCES)


def test_the_rule_for_missing_parameters_does_not_pass_for_official():
    assert table("tli_cn")["missing"]["official"] is False


def test_weights_come_from_exact_squares():
    assert R_SQUARED == {"chla": 1.0, "tp": 0.7056, "tn": 0.6724, "sd": 0.6889, "codmn": 0.6889}
