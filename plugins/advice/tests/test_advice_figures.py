"""The figures and honours of Kaizhou: recorded as printed, a window of two years never passing for one year's growth."""

import json
from pathlib import Path

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_advice import AdviceError, advice, readings

REG = ki.Registry([advice])
CASES = json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"))["cases"]
#: level, key, value, as printed
PRINTED = [
    ("national", "advice.adopted", 14, "14篇"),
    ("national", "advice.adopted@prev:pct", 56, "增长56%"),
    ("municipal", "advice.adopted", 46, "46篇"),
    ("municipal", "advice.adopted@prev:pct", 48, "增长48%"),
]


def seen(key, level):
    return [o for o in REG.observations.of(key, "500154", "2023/2024") if dict(o.by) == {"level": level}]


@pytest.mark.parametrize(("level", "key", "value", "printed"), PRINTED)
def test_the_figures_are_observed_as_printed(level, key, value, printed):
    [one] = seen(key, level)
    assert (one.value, one.printed, one.source) == (value, printed, "advice.kaizhou_review_2024")
    assert one.note.zh
    assert one.note.en


def test_no_figure_is_recorded_that_is_not_printed():
    assert len(REG.observations) == len(PRINTED)


def test_no_source_passes_for_official():
    assert [source.official for source in REG.parts.sources.values() if source.key.startswith("advice.")] == [False]


def test_the_growth_of_two_years_is_not_recorded_as_one_year_s():
    keys = {observation.key for observation in REG.observations}
    assert not any("@yoy" in key for key in keys)
    for level in ("national", "municipal"):
        [one] = seen("advice.adopted@prev:pct", level)
        assert "同比" in one.note.zh
        assert "同比" in one.note.en


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_one_whole_number_alone_can_be_the_base(case):
    base = ki.Interval.point(case["current"]) / (1 + ki.Interval.printed(case["printed"]) / 100)
    [n] = [int(n) for n in base.decimals(0)]
    assert [n] == case["integer_bases"]
    table = pl.DataFrame(
        {
            "area": ["500154"] * 2,
            "period": ["2021/2022", "2023/2024"],
            "level": [case["by"]["level"]] * 2,
            "advice.adopted": [n, case["current"]],
        }
    )
    before, grown = REG.derive(table, case["key"])[case["key"]]
    assert before is None
    assert round(grown) == int(case["printed"])


# -- what the printed growth may mean

#: synthetic: the papers of single years are not public
YEARS = {2021: 4, 2022: 5, 2023: 6, 2024: 8}


def test_three_readings_of_one_growth_are_kept_apart():
    made = readings(YEARS, "2023/2024")
    assert {name: (one.current, one.base) for name, one in made.items()} == {
        "window_before": (("2023/2024", 14), ("2021/2022", 9)),
        "a_year_earlier": (("2023/2024", 14), ("2022/2023", 11)),
        "last_year": (("2024", 8), ("2023", 6)),
    }
    assert [name for name, one in made.items() if one.prints_as("56")] == ["window_before"]
    assert [name for name, one in made.items() if one.prints_as("33")] == ["last_year"]
    assert all(one.title.zh and one.title.en for one in made.values())


def test_a_window_of_two_years_in_a_table_is_compared_with_the_two_years_before():
    rows = [("2021/2022", 9), ("2022/2023", 11), ("2023/2024", 14)]
    table = pl.DataFrame(
        [("500154", period, "national", n) for period, n in rows],
        schema=["area", "period", "level", "advice.adopted"],
        orient="row",
    )
    grown = REG.derive(table, "advice.adopted@prev:pct")["advice.adopted@prev:pct"].to_list()
    assert grown[:2] == [None, None]
    assert grown[2] == pytest.approx(float(readings(YEARS, "2023/2024")["window_before"].growth))


def test_a_reading_on_nothing_has_no_growth():
    made = readings({**YEARS, 2021: 0, 2022: 0}, "2023/2024")
    assert made["window_before"].growth is None
    assert not made["window_before"].prints_as("56")


@pytest.mark.parametrize(
    ("yearly", "window", "message"),
    [
        ({2023: 6, 2024: 8}, "2023/2024", "the years 2021, 2022 are missing; give their counts"),
        ({**YEARS, 2022: -1}, "2023/2024", "2022: -1 is no count"),
        ({**YEARS, 2022: 4.5}, "2023/2024", "2022: 4.5 is no count"),
        (YEARS, "2024", "it is no window of several years; write as in 2023/2024"),
        (YEARS, "2023-07/2024-06", "it is no window of several years"),
    ],
)
def test_a_window_that_cannot_be_read_is_refused(yearly, window, message):
    with pytest.raises(AdviceError) as raised:
        readings(yearly, window)
    assert message in str(raised.value)


def test_the_honour_is_recorded_once_with_level_and_source():
    [event] = REG.events["advice"]
    assert (event.level, event.kind, event.source) == (
        ki.HonourLevel.MUNICIPAL,
        "典型案例库",
        "advice.kaizhou_review_2024",
    )
    assert event.note.zh == "未印日期"


def test_the_published_figures_contradict_no_identity():
    assert [c for c in REG.check_identities() if c.verdict.status is ki.Consistency.INCONSISTENT] == []
