"""Readings below the detection limit, means and rounding."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaizhou_indicators import KaizhouError
from kaizhou_water import (
    Bloom,
    Reading,
    below_detection,
    bloom_values,
    for_assessment,
    gbt8170,
    mean_of,
    mean_ph,
)

value = st.floats(0, 1e4)


@pytest.mark.parametrize("text", ["<0.02", "＜0.02", " < 0.02 ", "0.02L", "0.02 L", "0.02L（未检出）"])
def test_the_ways_a_laboratory_writes_below_the_limit(text):
    assert below_detection(text) == Reading(0.01, below=True, limit=0.02)


def test_not_found_needs_its_limit():
    assert below_detection("未检出", 0.04) == below_detection("ND", 0.04) == Reading(0.02, below=True, limit=0.04)
    with pytest.raises(KaizhouError, match="needs its detection limit"):
        below_detection("未检出")


def test_loads_count_zero():
    assert below_detection("<0.02", use="zero") == Reading(0.0, below=True, limit=0.02)
    with pytest.raises(KaizhouError, match="neither 'half'"):
        below_detection("<0.02", use="limit")


@given(value, st.floats(1e-6, 1e4))
def test_a_number_is_flagged_exactly_when_it_lies_below_the_limit(number, limit):
    read = below_detection(number, limit)
    assert read.below == (number < limit)
    assert read.value == pytest.approx(limit / 2 if read.below else number)


@pytest.mark.parametrize("bad", ["", "abc", "<", "L", "nan", None])
def test_what_is_no_reading_is_refused(bad):
    with pytest.raises(KaizhouError, match="no reading"):
        below_detection(bad)


def test_a_mean_keeps_how_many_lay_below():
    mean = mean_of([below_detection("<0.02"), 0.03], at_least=2)
    assert (mean.value, mean.n, mean.below) == (0.02, 2, 1)
    assert float(mean) == 0.02


@given(st.lists(value, min_size=1, max_size=20))
def test_a_mean_lies_between_its_readings(values):
    assert min(values) * (1 - 1e-12) <= mean_of(values, at_least=1).value <= max(values) * (1 + 1e-12)


@pytest.mark.parametrize(("values", "at_least"), [([1.0] * 11, 12), ([], 1), ([], 0), ([1.0], 0)])
def test_a_mean_of_too_few_is_refused(values, at_least):
    with pytest.raises(KaizhouError, match="declared"):
        mean_of(values, at_least=at_least)


@given(st.lists(st.floats(4, 10), min_size=1, max_size=12))
def test_mean_ph_leans_to_the_acid_side(values):
    mean = mean_ph(values, at_least=1).value
    assert min(values) - 1e-9 <= mean <= sum(values) / len(values) + 1e-9


@pytest.mark.parametrize(
    ("number", "decimals", "rounded"),
    [
        ("2.5", 0, "2"),
        ("3.5", 0, "4"),
        ("2.51", 0, "3"),
        ("0.125", 2, "0.12"),
        ("15.4546", 0, "15"),
        ("-0.125", 2, "-0.12"),
    ],
)
def test_half_goes_to_even_once(number, decimals, rounded):
    assert str(gbt8170(number, decimals)) == rounded


@given(st.decimals(0, 1000, places=4), st.integers(0, 4))
def test_rounding_again_changes_nothing_and_errs_by_half_a_digit(number, decimals):
    once = gbt8170(number, decimals)
    assert gbt8170(once, decimals) == once
    assert abs(once - number) <= Decimal(5).scaleb(-decimals - 1)


def test_assessment_decimals_are_those_of_the_item():
    assert str(for_assessment("tp", "0.0345")) == "0.034"
    with pytest.raises(KaizhouError, match="no assessment decimals are known for 'sulfide'"):
        for_assessment("sulfide", 0.1)
    with pytest.raises(KaizhouError, match="'ph'"):  # 9.4 would become 9, and meet every class
        for_assessment("ph", 9.4)
    with pytest.raises(KaizhouError, match="'nitrate'"):
        for_assessment("nitrate", 0.1)


# -- blooms

spring = Bloom(date(2024, 4, 1), date(2024, 4, 3), "汉丰湖", 0.2, "蓝藻")
overlapping = Bloom(date(2024, 4, 3), date(2024, 4, 5), "汉丰湖")
over_new_year = Bloom(date(2023, 12, 30), date(2024, 1, 2), "汉丰湖", 0.5)


def test_days_count_once_and_an_event_in_its_first_year():
    assert bloom_values([spring, overlapping, over_new_year], "汉丰湖", 2024) == {
        "water.bloom_events": 2,
        "water.bloom_days": 7,
        "water.bloom_area": 0.5,
    }
    assert bloom_values([over_new_year], "汉丰湖", 2023)["water.bloom_days"] == 2


def test_a_year_without_records_has_zeros_and_no_area():
    assert bloom_values([spring], "汉丰湖", 2022) == {"water.bloom_events": 0, "water.bloom_days": 0}
    assert bloom_values([spring], "另一湖", 2024) == {"water.bloom_events": 0, "water.bloom_days": 0}


@given(st.dates(date(2020, 1, 1), date(2024, 12, 31)), st.integers(0, 500))
def test_a_bloom_s_days_are_spread_over_its_years(first, length):
    bloom = Bloom(first, date.fromordinal(first.toordinal() + length), "汉丰湖")
    assert sum(len(bloom.within(year)) for year in range(2019, 2028)) == bloom.days == length + 1


def test_blooms_that_cannot_be():
    with pytest.raises(KaizhouError, match="swap"):
        Bloom(date(2024, 4, 3), date(2024, 4, 1), "汉丰湖")
    with pytest.raises(KaizhouError, match="cannot be"):
        Bloom(date(2024, 4, 1), date(2024, 4, 3), "汉丰湖", -1.0)
