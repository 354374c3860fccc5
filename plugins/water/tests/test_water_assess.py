"""One sample assessed: classes, deciding and missing items, multiples, main pollutants, words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaizhou_indicators import KaizhouError
from kaizhou_water import assess, below_detection, exceedance_multiple, items, mean_of
from kaizhou_water.tables import rated


def at_class(position, body="river"):
    """All 21 items exactly on the limits of a class."""
    return {item.name: 7.0 if item.name == "ph" else float(item.limits[body][position - 1]) for item in rated(body)}


@pytest.mark.parametrize("body", ["river", "lake"])
@pytest.mark.parametrize("position", range(1, 6))
def test_a_complete_sample_has_its_class(body, position):
    found = assess(at_class(position, body), body)
    assert (found.position, found.at_best, found.missing) == (position, position, ())


def test_an_incomplete_sample_has_item_classes_and_a_bound_and_no_class():
    found = assess({"water.codmn": 3.4, "bod5": 2.2}, "lake")
    assert found.item_classes == {"codmn": 2, "bod5": 1}
    assert (found.position, found.label, found.at_best) == (None, None, 2)
    assert found.deciding == ("codmn",)
    assert len(found.missing) == 19
    assert "Ⅱ类或更差" in found.explain()
    assert "不定类别" in str(found)
    assert "class II or worse, no class while 19 items are missing" in found.explain("en")


@given(st.sets(st.sampled_from([item.name for item in rated("river")]), min_size=1), st.integers(1, 5))
def test_the_bound_is_never_better_than_what_more_items_say(measured, position):
    full = at_class(position) | {"tp": 0.35}
    some = {name: full[name] for name in measured}
    assert assess(some).at_best <= assess(full).position


def test_phosphorus_is_judged_by_the_water_it_is_in():
    river, lake = (assess({"tp": 0.034}, body) for body in ("river", "lake"))
    assert (river.at_best, lake.at_best) == (2, 3)


def test_multiples_are_for_items_worse_than_class_iii_only():
    found = assess(at_class(2) | {"tp": 0.25, "nh3n": 3.27, "do": 1.0, "ph": 9.5})
    assert found.multiples == pytest.approx({"nh3n": 2.27, "tp": 0.25})
    assert found.multiples["tp"] == exceedance_multiple(0.25, 0.2)


def test_main_pollutants_are_the_worst_three_by_class_then_multiple():
    found = assess(at_class(2) | {"tp": 0.25, "nh3n": 3.27, "codmn": 16.0, "cod": 24.0})
    assert found.main_pollutants == ("nh3n", "codmn", "tp")  # cod is class IV too, with a multiple of 0.2
    assert "主要污染指标：氨氮(2.27)、高锰酸盐指数(1.67)、总磷(0.25)" in found.explain()


def test_cyanide_and_heavy_metals_come_first():
    found = assess(at_class(2) | {"nh3n": 3.27, "lead": 0.06, "cyanide": 0.3})
    assert found.main_pollutants == ("cyanide", "lead", "nh3n")


def test_a_sample_at_class_iii_has_no_main_pollutant():
    found = assess(at_class(3))
    assert found.main_pollutants == ()
    assert found.multiples == {}
    assert "main pollutants" not in found.explain("en")


def test_reference_items_are_told_apart():
    found = assess(at_class(1, "lake") | {"tn": 1.68, "faecal_coliforms": 300, "water_temperature": -0.1}, "lake")
    assert (found.position, found.reference_classes) == (1, {"tn": 5, "faecal_coliforms": 2})
    assert "不参评、供参考：总氮Ⅴ类、粪大肠菌群Ⅱ类" in found.explain()
    assert "not rated, for reference: total nitrogen class V" in found.explain("en")
    assert assess({"tn": 1.68}, "river").reference_classes == {}  # the table has no nitrogen limit for rivers


def test_a_sample_without_rated_items_says_nothing():
    found = assess({"tn": 1.0}, "lake")
    assert (found.at_best, found.deciding, found.item_classes) == (None, (), {})
    assert found.explain() == "湖库：没有参评指标，不能评价。"
    assert found.explain("en").startswith("Lake or reservoir: no rated item")


def test_worse_than_class_v_is_not_called_or_worse():
    found = assess({"cod": 71.9}, "lake")
    assert "水质为劣Ⅴ类；" in found.explain()
    assert "worse than class V, no class" in found.explain("en")


def test_a_reading_below_the_detection_limit_counts_with_half_of_it():
    assert assess({"mercury": below_detection("<0.0002")}).item_classes == {"mercury": 3}


@pytest.mark.parametrize(
    ("values", "body", "told"),
    [
        ({"codnm": 1}, "river", "'codnm' is no item"),
        ({"codmn": -1}, "river", "codmn = -1.0 mg/L cannot be"),
        ({"ph": 15}, "river", "ph = 15.0"),
        ({"codmn": float("nan")}, "river", "codmn = nan"),
        ({"codmn": "3.4 mg/L"}, "river", "codmn = '3.4 mg/L' is no number; give the bare number in mg/L"),
        ({"codmn": "<0.5"}, "river", "below_detection"),
        ({"water.ph": "7"}, "river", "ph = '7' is no number; give the bare number; below_detection"),
        ({"codmn": None}, "river", "codmn = None is no number; leave it out"),
        ({"codmn": [3.4]}, "river", r"codmn = \[3.4\] is no number"),
        ({"codmn": True}, "river", "codmn = True is no number"),
        ({"codmn": 1}, "sea", "neither 'river' nor 'lake'"),
    ],
)
def test_what_cannot_be_is_refused_by_name(values, body, told):
    with pytest.raises(KaizhouError, match=told):
        assess(values, body)


def test_values_that_are_numbers_in_other_dress_are_taken():
    fine = {"codmn": Decimal("3.4"), "bod5": mean_of([2.1, 2.3], at_least=2), "tp": below_detection("0.02L")}
    assert assess(fine).values == pytest.approx({"codmn": 3.4, "bod5": 2.2, "tp": 0.01})


def test_the_items_are_in_the_order_of_the_standard():
    assert list(items())[:3] == ["water_temperature", "ph", "do"]
