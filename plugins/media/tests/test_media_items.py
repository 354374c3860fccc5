"""Items by outlet: a year from the records to the growth; unknown outlets, doubles and reprints on the way."""

import tomllib

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_media import NAMED_CENTRAL, Item, MediaError, count_items, media, outlets_of

REG = ki.Registry([media])
#: synthetic: the list of outlets is not public
LIST = """
central = "central"
[levels]
central = { zh = "央媒", en = "Central" }
municipal = { zh = "市级媒体", en = "Municipal" }
[[outlets]]
name = "人民日报"
level = "central"
aliases = ["人民日报海外版"]
[[outlets]]
name = "光明日报"
level = "central"
[[outlets]]
name = "中央广播电视总台新闻联播"
level = "central"
aliases = ["新闻联播"]
[[outlets]]
name = "市报"
level = "municipal"
"""
TABLE = tomllib.loads(LIST)
OUTLETS = outlets_of(TABLE)
MONTHS = [f"2024-{month:02}" for month in range(1, 13)]


def changed(**entries):
    return {**TABLE, **entries}


# -- a year of items


def records(year, per_month):
    return [
        Item(outlet, f"{outlet}{month}-{n}", f"{year}-{month:02}-{n + 1:02}")
        for month in range(1, 13)
        for outlet, many in per_month.items()
        for n in range(many)
    ]


def test_a_year_of_items_from_the_records_to_the_growth_on_last_year():
    before = count_items(records(2023, {"人民日报": 2, "新闻联播": 1, "市报": 5}), OUTLETS)
    now = count_items(records(2024, {"人民日报": 3, "光明日报": 1, "新闻联播": 1, "市报": 4}), OUTLETS)
    assert (before.central, now.central) == (36, 60)
    assert now.by_level == {"central": 60, "municipal": 48}
    months = [*before.rows("500154", 2023, of="central_items"), *now.rows("500154", 2024, of="central_items")]
    years = REG.rollup(pl.DataFrame(months), "media.central_items")
    grown = REG.derive(years, "media.central_items@yoy:pct")
    assert grown["media.central_items"].to_list() == [36, 60]
    assert grown["media.central_items@yoy:pct"].to_list() == [None, pytest.approx(100 * 24 / 36)]


def test_months_and_outlets_without_items_are_zero_and_not_missing():
    rows = count_items([Item("市报", "一", "2024-03-05")], OUTLETS).rows("500154", 2024)
    assert len(rows) == 12 * 4
    assert {row["period"] for row in rows} == set(MONTHS)
    assert sum(row["media.items_by_outlet"] for row in rows) == 1


def test_the_items_of_the_outlets_add_up_to_the_items_of_their_level():
    tally = count_items(records(2024, {"人民日报": 1, "市报": 2}), OUTLETS)
    rows = tally.rows("500154", 2024, "year")
    levels = tally.rows("500154", 2024, "year", of="items")
    assert [row["media.items"] for row in levels] == [12, 24]
    levels[1]["media.items"] = 25
    checks = REG.check_identities(pl.DataFrame([*rows, *levels], infer_schema_length=None))
    said = {check.by["level"]: check.verdict for check in checks}
    assert said["central"].status is ki.Consistency.CONSISTENT
    assert said["municipal"].status is ki.Consistency.INCONSISTENT
    assert "市报] 24" in said["municipal"].explanation.en


def test_items_are_told_under_three_indicators_only():
    with pytest.raises(MediaError, match="of='columns' is none of items_by_outlet, items, central_items"):
        count_items([], OUTLETS).rows("500154", 2024, of="columns")


def test_one_outlet_and_item_counts_once_and_a_reprint_not_at_all():
    tally = count_items(
        [
            {"outlet": "人民日报", "title": "汉丰湖畔", "date": "2024-05-02"},
            {"outlet": "人民日报海外版", "title": "《汉丰湖畔》", "date": "2024-05-01"},
            {"outlet": "光明日报", "title": "汉丰湖畔", "date": "2024-05-03"},
            {"outlet": "市报", "title": "汉丰湖畔", "date": "2024-05-04", "reprint": True},
        ],
        OUTLETS,
    )
    assert tally.by_outlet == {"人民日报": 1, "光明日报": 1, "中央广播电视总台新闻联播": 0, "市报": 0}
    assert [item.date for _, item in tally.counted] == ["2024-05-01", "2024-05-03"]
    assert [item.date for item in tally.repeated] == ["2024-05-02"]
    assert [item.outlet for item in tally.reprints] == ["市报"]


def test_the_central_outlets_named_in_public_are_missed_where_the_list_lacks_them():
    assert OUTLETS.unlisted == ()
    shorter = outlets_of(changed(outlets=[row for row in TABLE["outlets"] if row["name"] != "光明日报"]))
    assert shorter.unlisted == ("光明日报",)
    assert set(NAMED_CENTRAL) == {outlet.name for outlet in OUTLETS.at("central")}


# -- violations


def test_all_outlets_that_the_list_does_not_have_are_named_in_one_error():
    items = [
        Item("某网", "一", "2024"),
        Item("某网", "二", "2024"),
        Item("某台", "三", "2024"),
        Item("市报", "四", "2024"),
    ]
    with pytest.raises(MediaError, match=r"does not have: 某台 \(1\), 某网 \(2\); add them with their level") as raised:
        count_items(items, OUTLETS)
    assert "市报" not in str(raised.value)


def test_a_list_that_was_not_supplied_is_asked_for():
    with pytest.raises(MediaError, match="outlets: 3 faults") as raised:
        outlets_of()
    for wanted in ("levels is missing, and no source gives it", "central is missing", "outlets is missing"):
        assert wanted in str(raised.value)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"central": "national"}, "central='national' is none of the levels central, municipal"),
        ({"outlets": []}, "no outlets; name at least one"),
        ({"outlets": "人民日报"}, "are no list of tables"),
        ({"levels": ["central"]}, "are no table"),
        ({"outlets": [{"name": "甲报", "level": "centre"}]}, "甲报: level 'centre' is none of central, municipal"),
        ({"outlets": [{"name": "甲报"}]}, "an outlet without level"),
        ({"outlets": ["甲报"]}, "'甲报' is no outlet"),
        ({"outlets": [{"name": "甲报", "level": "central", "alias": ["甲"]}]}, "'alias' means nothing"),
        ({"outlets": [{"name": "甲报", "level": "central", "aliases": "甲"}]}, "aliases are no list"),
        ({"outlets": [{"name": "《》", "level": "central"}]}, "has an empty name"),
        ({"outlet": []}, "'outlet' means nothing here; it takes levels, central, outlets"),
    ],
)
def test_a_list_that_cannot_be_is_refused(entries, message):
    with pytest.raises(MediaError) as raised:
        outlets_of(changed(**entries))
    assert message in str(raised.value)


def test_a_name_stands_for_one_outlet_only():
    rows = [*TABLE["outlets"], {"name": "新闻联播", "level": "municipal"}]
    with pytest.raises(MediaError, match="新闻联播 names two outlets, 中央广播电视总台新闻联播 and 新闻联播; keep one"):
        outlets_of(changed(outlets=rows))


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ({"outlet": "市报", "title": "一", "date": "2024-13"}, "date '2024-13' is no year, quarter, month or day"),
        ({"outlet": "市报", "title": "一", "date": "2023/2024"}, "is no year, quarter, month or day"),
        ({"outlet": "市报", "title": "《》", "date": "2024"}, "title is no text, or an empty one"),
        ({"outlet": 7, "title": "一", "date": "2024"}, "outlet is no text"),
        ({"outlet": "市报", "titel": "一", "date": "2024"}, "is no item"),
    ],
)
def test_an_item_that_cannot_be_is_refused(item, message):
    with pytest.raises(MediaError) as raised:
        count_items([item], OUTLETS)
    assert message in str(raised.value)


def test_an_item_dated_by_the_year_has_no_month():
    with pytest.raises(ki.PeriodError, match="does not lie in one month"):
        count_items([Item("市报", "一", "2024")], OUTLETS).rows("500154", 2024, "month")
