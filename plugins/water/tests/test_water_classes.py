"""Classes of items, of sections and of lakes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaizhou_water import assess, exceedance_multiple, items
from kaizhou_water.classes import ITEM_CLASS, SINGLE_FACTOR
from kaizhou_water.rating import meets, river_rating, section_rating
from kaizhou_water.tables import BODIES, rated

LIMITED = [(i, b) for i in items().values() for b in i.bodies if i.direction in {"at_most", "at_least"}]
ids = [f"{i.name}-{b}" for i, b in LIMITED]
positions = st.lists(st.integers(1, 6), min_size=21, max_size=21)


def formula(item, body):
    return ITEM_CLASS[item.class_name(body)]


@pytest.mark.parametrize(("item", "body"), LIMITED, ids=ids)
def test_a_value_on_a_limit_has_the_best_class_of_that_limit(item, body):
    limits = item.limits[body]
    for limit in limits:
        assert formula(item, body)(float(limit)) == limits.index(limit) + 1


@pytest.mark.parametrize(("item", "body"), LIMITED, ids=ids)
def test_a_value_just_over_a_limit_has_the_next_class(item, body):
    limits = item.limits[body]
    away = math.inf if item.direction == "at_most" else 0
    for limit in limits:
        after = len(limits) - limits[::-1].index(limit)  # classes that share the limit are all lost
        assert formula(item, body)(math.nextafter(float(limit), away)) == after + 1


@given(st.sampled_from(LIMITED), st.floats(0, 1e5), st.floats(0, 1e5))
def test_the_class_never_gets_better_with_the_concentration(pair, a, b):
    item, body = pair
    low, high = sorted([a, b])
    better, worse = (high, low) if item.direction == "at_least" else (low, high)
    assert formula(item, body)(better) <= formula(item, body)(worse)


@given(st.sampled_from(["tp"]), st.floats(0, 1))
def test_the_same_phosphorus_is_never_better_in_a_lake(name, value):
    assert formula(items()[name], "lake")(value) >= formula(items()[name], "river")(value)


@pytest.mark.parametrize(("ph", "position"), [(5.99, 6), (6, 1), (7.4, 1), (9, 1), (9.01, 6)])
def test_ph_is_in_the_band_or_in_no_class(ph, position):
    assert ITEM_CLASS["class_ph"](ph) == position


@given(positions, st.sampled_from(BODIES))
def test_with_all_items_the_bound_is_the_class(found, body):
    assert SINGLE_FACTOR[f"gb3838_class_{body}"](*found) == max(found)
    assert SINGLE_FACTOR[f"gb3838_at_best_{body}"](*found) == max(found)


@given(positions, st.sets(st.integers(0, 20), max_size=20))
def test_the_bound_of_some_items_is_never_worse_than_the_class(found, gone):
    some = [None if place in gone else position for place, position in enumerate(found)]
    bound = SINGLE_FACTOR["gb3838_at_best_river"](*some)
    assert bound == max(p for p in some if p is not None)
    assert bound <= SINGLE_FACTOR["gb3838_class_river"](*found)


@given(positions, st.integers(0, 20), st.integers(1, 6))
def test_a_worse_item_never_makes_a_better_class(found, place, position):
    worse = list(found)
    worse[place] = max(found[place], position)
    assert SINGLE_FACTOR["gb3838_class_lake"](*worse) >= SINGLE_FACTOR["gb3838_class_lake"](*found)


def test_nitrogen_temperature_and_coliforms_take_no_part():
    clean = {item.name: 7.0 if item.name == "ph" else float(item.limits["lake"][0]) for item in rated("lake")}
    dirty = clean | {"tn": 99, "water_temperature": 35, "faecal_coliforms": 1e6}
    assert assess(dirty, "lake").position == assess(clean, "lake").position == 1


@given(st.integers(1, 6), st.integers(1, 5))
def test_exactly_a_class_implies_that_class_or_better(position, target):
    if meets(position, target, "exactly"):
        assert meets(position, target, "or_better")
    assert meets(position, target, "or_better") == (position <= target)


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_a_river_with_more_good_and_fewer_bad_sections_is_never_rated_worse(good, more, bad):
    better, worse = max(good, more), min(good, more)
    assert river_rating(better, bad, 20) <= river_rating(worse, bad, 20)
    assert river_rating(good, min(bad, more), 20) <= river_rating(good, max(bad, more), 20)


def test_a_river_of_fewer_than_five_sections_has_no_rating_by_shares():
    assert river_rating(100, 0, 5) == 1
    with pytest.raises(ZeroDivisionError):
        river_rating(100, 0, 4)


@pytest.mark.parametrize(
    ("good", "bad", "rating"),
    [(90, 0, 1), (89.9, 0, 2), (75, 25, 2), (74.9, 19.9, 3), (74.9, 20, 4), (60, 39.9, 4), (60, 40, 5), (0, 100, 5)],
)
def test_the_bounds_of_the_river_rating(good, bad, rating):
    assert river_rating(good, bad, 100) == rating


@given(st.floats(0, 1e4), st.floats(1e-5, 1e4))
def test_an_exceedance_multiple_is_never_negative(concentration, limit):
    multiple = exceedance_multiple(concentration, limit)
    assert multiple >= 0
    assert (multiple > 0) == (concentration > limit)


def test_the_rating_of_a_class():
    assert [section_rating(p) for p in range(1, 7)] == [1, 1, 2, 3, 4, 5]
