"""TLI(Σ): weights, missing parameters, boundaries of the grades."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaizhou_indicators import KaizhouError
from kaizhou_water.trophic import R_SQUARED, SUB_INDEX, tli_sigma_cn, trophic_grade

index = st.floats(-50, 150)
concentration = st.floats(1e-4, 1e4)
OTHERS = ("tp", "tn", "sd", "codmn")


@given(index)
def test_equal_sub_indices_are_their_own_mean(value):
    assert tli_sigma_cn(*[value] * 5) == pytest.approx(value)


@given(index, st.sampled_from(range(4)))
def test_weights_renormalise_over_the_parameters_present(value, gone):
    others = [None if place == gone else value for place in range(4)]
    assert tli_sigma_cn(value, *others) == pytest.approx(value)


@given(st.lists(index, min_size=5, max_size=5), st.sampled_from(range(1, 5)))
def test_dropping_a_parameter_that_equals_the_mean_changes_nothing(values, gone):
    values[gone] = None
    mean = tli_sigma_cn(*values)
    values[gone] = mean
    assert tli_sigma_cn(*values) == pytest.approx(mean)


@given(st.lists(index, min_size=5, max_size=5))
def test_the_index_lies_between_its_sub_indices(values):
    assert min(values) - 1e-9 <= tli_sigma_cn(*values) <= max(values) + 1e-9


def test_three_parameters_are_too_few_and_chlorophyll_is_required():
    with pytest.raises(KaizhouError):
        tli_sigma_cn(50.0, 50.0, 50.0)
    with pytest.raises(TypeError):
        tli_sigma_cn(tli_tp=50.0, tli_tn=50.0, tli_sd=50.0, tli_codmn=50.0)


@given(concentration, concentration)
def test_more_nutrients_and_less_clarity_raise_the_sub_index(a, b):
    low, high = sorted([a, b])
    for name, formula in SUB_INDEX.items():
        first, second = (high, low) if name == "sd" else (low, high)
        assert formula(first) <= formula(second)


@given(st.lists(st.floats(0.5, 100), min_size=2, max_size=12))
def test_the_index_of_a_mean_is_not_below_the_mean_of_the_indices(chla):
    # Jensen: the two differ, so the domain always derives from the means
    of_means = SUB_INDEX["chla"](math.fsum(chla) / len(chla))
    mean_of_index = math.fsum(SUB_INDEX["chla"](c) for c in chla) / len(chla)
    assert of_means >= mean_of_index - 1e-9


@pytest.mark.parametrize(
    ("value", "grade"),
    [(-5, 1), (29.999, 1), (30, 2), (50, 2), (50.001, 3), (60, 3), (60.03, 4), (70, 4), (70.001, 5), (120, 5)],
)
def test_grades_end_where_the_rule_says(value, grade):
    assert trophic_grade(value) == grade


def test_full_weights():
    total = sum(R_SQUARED.values())
    assert total == pytest.approx(3.7558)
    assert [round(R_SQUARED[n] / total, 6) for n in ("chla", *OTHERS)] == [
        0.266255,
        0.187869,
        0.17903,
        0.183423,
        0.183423,
    ]
