"""Laws: shares stay in bounds and are pooled, a place gained is a place lost elsewhere, doing more never undoes."""

from fractions import Fraction
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_party import LOOP, Scale, league_of, party, rising, weighted, weighting_of
from kaizhou_party.reports import a_share

REG = ki.Registry([party])
law = settings(deadline=None, max_examples=60)
ELEMENTS = [(step.name, element.name) for step in LOOP.steps for element in LOOP.elements[step.name]]
LABELS = ("A", "B", "C")
UNITS = ["甲", "乙", "丙", "丁", "戊"]
counts = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
marks = st.sets(st.sampled_from(ELEMENTS))
grades = st.lists(st.sampled_from((*LABELS, None)))
scores = st.fixed_dictionaries({unit: st.integers(0, 5) for unit in UNITS})
weights = st.lists(st.integers(1, 50), min_size=4, max_size=4).filter(lambda w: sum(w) < 100)


def as_marks(chosen):
    return {step.name: [e for s, e in chosen if s == step.name] for step in LOOP.steps}


@law
@given(counts)
def test_a_share_lies_between_nothing_and_all_and_its_counts_give_its_print(pair):
    k, n = pair
    assert 0 <= a_share(k, n) <= 1
    exact = Fraction(100 * k, n)
    verdict = REG.identities["party.a_share_k_of_n"].check(
        {"party.reports_grade_a": k, "party.reports_graded": n, "party.a_share": round(exact, 2)}
    )
    assert verdict.status is ki.Consistency.CONSISTENT


@law
@given(st.lists(counts, min_size=1, max_size=6))
def test_rollup_of_counts_then_share_is_the_ratio_of_sums(pairs):
    frame = pl.DataFrame(
        {
            "area": [f"u{i}" for i in range(len(pairs))],
            "period": ["2024-Q1"] * len(pairs),
            "party.reports_grade_a": [k for k, _ in pairs],
            "party.reports_graded": [n for _, n in pairs],
        }
    )
    parents = {f"u{i}": "all" for i in range(len(pairs))}
    [share] = REG.derive(REG.rollup(frame, period="quarter", area=parents), "party.a_share")["party.a_share"].to_list()
    assert share == pytest.approx(100 * sum(k for k, _ in pairs) / sum(n for _, n in pairs))


@law
@given(marks, st.sampled_from(ELEMENTS))
def test_doing_one_more_element_never_lowers_completion_nor_score(chosen, further):
    before, after = LOOP.completion(as_marks(chosen)), LOOP.completion(as_marks(chosen | {further}))
    assert before.share <= after.share
    assert after.done - before.done == (further not in chosen)
    equal = dict.fromkeys((step.name for step in LOOP.steps), 20)
    table = weighting_of({"year": 2024, "total": 100, "missing": "refuse", "weights": equal})
    assert weighted(table, before, 2024).value <= weighted(table, after, 2024).value


@law
@given(marks, weights)
def test_a_weighted_completion_is_full_only_for_a_closed_loop(chosen, four):
    steps = [step.name for step in LOOP.steps]
    table = weighting_of(
        {
            "year": 2024,
            "total": 100,
            "missing": "refuse",
            "weights": dict(zip(steps, [*four, 100 - sum(four)], strict=True)),
        }
    )
    done = LOOP.completion(as_marks(chosen))
    value = weighted(table, done, 2024).value
    assert 0 <= value <= 100
    assert (value == 100) == done.closed


@law
@given(st.lists(marks, max_size=5))
def test_steps_add_up_to_the_loop(chosen):
    pooled = LOOP.pooled(as_marks(one) for one in chosen)
    assert pooled.done == sum(k for k, _ in pooled.by_step.values()) == sum(map(len, chosen))
    assert pooled.required == 21 * len(chosen)


@law
@given(grades, grades)
def test_counting_grades_apart_and_pooling_is_counting_together(first, second):
    scale = Scale(LABELS)
    assert scale.count(first) + scale.count(second) == scale.count([*first, *second])


@law
@given(grades.filter(any))
def test_the_shares_of_all_grades_are_the_whole(given_grades):
    count = Scale(LABELS).count(given_grades)
    assert sum(count.share(label) for label in LABELS) == 1 == count.share(*LABELS)


@law
@given(scores, st.integers(1, 9), st.integers(-9, 9))
def test_places_do_not_depend_on_the_unit_of_the_score(table, factor, shift):
    race = league_of({"title": "分", "unit": "分", "better": "higher", "ties": "competition", "units": UNITS})
    other = {unit: factor * score + shift for unit, score in table.items()}
    assert race.rank(table).places == race.rank(other).places


@law
@given(scores, scores)
def test_turning_a_season_round_turns_every_gain_into_a_loss(first, second):
    race = league_of({"title": "分", "unit": "分", "better": "higher", "ties": "competition", "units": UNITS})
    forth = race.season({"2024-Q1": first, "2024-Q2": second})[1].gained
    back = race.season({"2024-Q1": second, "2024-Q2": first})[1].gained
    assert forth == {unit: -places for unit, places in back.items()}


@law
@given(st.lists(st.integers(0, 12), min_size=2, max_size=4))
def test_every_quarter_that_does_not_rise_is_named(k):
    quarters = [f"2024-Q{n}" for n in range(1, len(k) + 1)]
    rises = [after > before for before, after in pairwise(k)]
    assert len(rising(dict(zip(quarters, k, strict=True)))) == rises.count(False)


@law
@given(st.integers(1, 60), st.integers(1, 60))
def test_a_place_gained_is_the_base_less_the_current(before, after):
    reference = "party.problem_score_rank@prev:rank"
    table = {"party.problem_score_rank": after, "party.problem_score_rank@prev": before}
    assert REG.derive(table, reference)[reference].magnitude == before - after
