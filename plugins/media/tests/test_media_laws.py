"""Laws of the domain: counting is once and complete, shares pool, grades follow scores, streaks never jump."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_media import Item, count_items, grading_of, media, outlets_of, talent_rule_of
from kaizhou_media.talent import talent_share

REG = ki.Registry([media])
#: synthetic
OUTLETS = outlets_of(
    {
        "levels": {"central": "央媒", "municipal": "市级"},
        "central": "central",
        "outlets": [
            {"name": "甲报", "level": "central", "aliases": ["甲"]},
            {"name": "乙报", "level": "central"},
            {"name": "丙报", "level": "municipal"},
        ],
    }
)
items = st.builds(
    Item,
    outlet=st.sampled_from(["甲报", "甲", "乙报", "丙报"]),
    title=st.sampled_from(["一", "“一”", "二", "三", "四"]),
    date=st.dates(min_value=date(2024, 1, 1), max_value=date(2024, 12, 31)).map(str),
    reprint=st.booleans(),
)
counts = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda p: (min(p), max(p))), min_size=1, max_size=6
)


@given(st.lists(items, max_size=30))
def test_every_record_is_counted_repeated_or_a_reprint(records):
    tally = count_items(records, OUTLETS)
    assert len(tally.counted) + len(tally.repeated) + len(tally.reprints) == len(records)
    assert sum(tally.by_outlet.values()) == sum(tally.by_level.values()) == len(tally.counted)
    assert tally.central == tally.by_outlet["甲报"] + tally.by_outlet["乙报"]


@given(st.lists(items, max_size=30), st.randoms())
def test_neither_order_nor_telling_twice_changes_a_count(records, random):
    shuffled = [*records, *records]
    random.shuffle(shuffled)
    assert count_items(shuffled, OUTLETS).by_outlet == count_items(records, OUTLETS).by_outlet


@given(st.lists(items, max_size=20))
@settings(deadline=None, max_examples=25)
def test_months_quarters_and_the_year_hold_the_same_items(records):
    tally = count_items(records, OUTLETS)
    totals = [
        sum(row["media.items_by_outlet"] for row in tally.rows("500154", 2024, length))
        for length in ("month", "quarter", "year")
    ]
    assert totals == [len(tally.counted)] * 3
    by_level = {row["level"]: row["media.items"] for row in tally.rows("500154", 2024, "year", of="items")}
    [central] = tally.rows("500154", 2024, "year", of="central_items")
    assert (by_level, central["media.central_items"]) == (tally.by_level, tally.central)
    year = REG.rollup(pl.DataFrame(tally.rows("500154", 2024)), "media.items_by_outlet")
    assert dict(year.select("outlet", "media.items_by_outlet").iter_rows()) == tally.by_outlet


@given(counts)
@settings(deadline=None, max_examples=25)
def test_the_share_of_a_whole_is_pooled_and_never_the_mean_of_shares(parts):
    areas = [f"a{n}" for n in range(len(parts))]
    table = pl.DataFrame(
        {
            "area": areas,
            "period": ["2024"] * len(parts),
            "media.omnimedia_staff": [k for k, _ in parts],
            "media.staff": [n for _, n in parts],
        }
    )
    [pooled] = REG.rollup(table, "media.talent_share", area=dict.fromkeys(areas, "市"))["media.talent_share"]
    k, n = (sum(part) for part in zip(*parts, strict=True))
    assert abs(pooled - 100 * k / n) < 1e-9
    assert 0 <= pooled <= 100


@given(st.integers(0, 500), st.integers(1, 500), st.integers(1, 20))
def test_the_share_does_not_depend_on_the_unit_of_its_counts(k, n, scale):
    share = REG.derive(
        {"media.omnimedia_staff": f"{k * scale} 人", "media.staff": f"{n * scale} 人"}, "media.talent_share"
    )
    in_ten_thousand = {"media.omnimedia_staff": f"{k} 万人", "media.staff": f"{n} 万人"}
    other = REG.derive(in_ten_thousand, "media.talent_share")
    assert abs(share["media.talent_share"].magnitude - other["media.talent_share"].magnitude) < 1e-9
    assert abs(other["media.talent_share"].magnitude - 100 * talent_share(k, n)) < 1e-9


@given(st.lists(st.sets(st.sampled_from("abcd")), max_size=20), st.integers(1, 3))
def test_a_stricter_rule_never_qualifies_more(profiles, least):
    table = {"criteria": {letter: letter for letter in "abcd"}}
    easy = talent_rule_of({**table, "at_least": least}).count(profiles)
    strict = talent_rule_of({**table, "at_least": least + 1}).count(profiles)
    assert strict[0] <= easy[0] <= easy[1] == len(profiles)


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_higher_score_never_has_a_lower_grade(one, other):
    rule = grading_of({"A档": 90, "B档": 80, "C档": 70, "D档": None})
    low, high = sorted([one, other])
    assert rule.labels.index(rule.grade(high)) <= rule.labels.index(rule.grade(low))


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
@settings(deadline=None, max_examples=25)
def test_a_streak_grows_by_one_or_starts_again(finals):
    years = [str(2000 + n) for n in range(len(finals))]
    table = pl.DataFrame({"area": ["500154"] * len(finals), "period": years, "media.reporter_finals": finals})
    run = 0
    for entered, made in zip(finals, REG.derive(table, "media.reporter_streak")["media.reporter_streak"], strict=True):
        run = run + 1 if entered else 0
        assert made == run
