"""Laws of the process records: partitions add up, funnels never grow, scores are monotone, ranks know no row order."""

from collections import Counter
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kaizhou_indicators.errors import ProcessError
from kaizhou_indicators.processes import (
    Composite,
    Event,
    Funnel,
    HonourLevel,
    League,
    Loop,
    Mark,
    Quantiles,
    Register,
    Stages,
    Thresholds,
)

NAMES = ("a", "b", "c", "d")
STAGES = Stages("x", NAMES, {"a": ["b", "d"], "b": ["c"], "c": ["b", "d"]})
FUNNEL = Funnel("x", NAMES)
LOOP = Loop("x", NAMES[:2], {"a": ["p", "q", "r"], "b": ["p", "s"]})
STAGE, COUNT = st.sampled_from(NAMES), st.integers(0, 1000)
THINGS = st.dictionaries(st.integers(0, 20), STAGE)
MARKS = st.sampled_from([True, False, None, *Mark])
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        s.name: st.fixed_dictionaries({}, optional={e.name: MARKS for e in LOOP.elements[s.name]}) for s in LOOP.steps
    },
)
NUMBERS = st.integers(-50, 50) | st.decimals(-50, 50, places=1)
SCORES = st.dictionaries(st.text("甲乙丙丁戊己庚", min_size=1, max_size=2), st.none() | NUMBERS)
POSITIVE = st.integers(1, 500).map(lambda n: Fraction(n, 10))


# --- Stages ----------------------------------------------------------------------------------------------------------


@given(st.lists(STAGE))
def test_counts_by_stage_add_up_to_the_number_of_things(records):
    counts = STAGES.count(records)
    assert sum(counts.values()) == len(records)
    assert {stage: n for stage, n in counts.items() if n} == Counter(records)


@given(THINGS, THINGS)
def test_rows_and_columns_of_moves_add_up_to_the_counts_before_and_after(before, after):
    moves = STAGES.moves(before, after)
    for i, stage in enumerate(STAGES.names):
        assert sum(moves.matrix[i]) + moves.left[stage] == STAGES.count(before)[stage]
        assert sum(row[i] for row in moves.matrix) + moves.entered[stage] == STAGES.count(after)[stage]


@given(st.lists(STAGE, max_size=8))
def test_a_path_has_one_fault_for_every_step_that_is_not_allowed(path):
    forbidden = [(a, b) for a, b in pairwise(path) if a != b and b not in STAGES.next(a)]
    assert len(STAGES.faults(path)) == len(forbidden)


@given(st.lists(STAGE, min_size=2, max_size=8))
def test_the_two_ends_of_an_allowed_path_are_no_impossible_move(path):
    assume(not STAGES.faults(path))
    assert STAGES.moves({1: path[0]}, {1: path[-1]}).impossible == ()


# --- Funnel ----------------------------------------------------------------------------------------------------------


ROWS = st.lists(st.none() | COUNT, min_size=4, max_size=4)


@given(ROWS)
def test_a_row_is_refused_exactly_when_a_known_step_exceeds_a_known_one_before_it(row):
    known = [count for count in row if count is not None]
    assert bool(FUNNEL.faults(dict(zip(NAMES, row, strict=True)))) is (known != sorted(known, reverse=True))


@given(st.lists(ROWS.map(lambda row: dict(zip(NAMES, sorted(row, key=lambda n: -(n or 0)), strict=True)))))
def test_pooled_rates_are_sums_over_sums_and_lie_between_0_and_1(rows):
    rates = FUNNEL.pooled_rates(rows)
    for before, step in pairwise(NAMES):
        both = [(row[step], row[before]) for row in rows if row[step] is not None and row[before] is not None]
        whole = sum(n for _, n in both)
        assert rates[step].previous == (Fraction(sum(k for k, _ in both), whole) if whole else None)
        assert all(rate is None or 0 <= rate <= 1 for rate in (rates[step].previous, rates[step].first))


# --- Loop ------------------------------------------------------------------------------------------------------------


@given(RECORDS)
def test_what_is_done_and_what_is_missing_make_what_is_required(record):
    completion = LOOP.completion(record)
    assert completion.done + len(LOOP.missing(record)) == completion.required
    assert completion.closed is (not LOOP.missing(record))


@given(st.lists(RECORDS))
def test_loops_are_pooled_by_adding_done_and_required(records):
    pooled, single = LOOP.pooled(records), [LOOP.completion(record) for record in records]
    assert (pooled.done, pooled.required) == (sum(c.done for c in single), sum(c.required for c in single))


# --- Register --------------------------------------------------------------------------------------------------------


@given(
    st.lists(st.integers(0, 100), min_size=2, max_size=6, unique=True),
    st.fractions(0, 100),
    st.sampled_from(["low", "high"]),
)
def test_every_score_within_the_bands_has_exactly_one_level_and_levels_rise_with_scores(ends, score, closed):
    ends = sorted(ends)
    bands = {f"l{i}": pair for i, pair in enumerate(pairwise(ends))}
    register = _register(bands, closed)
    if score < ends[0] or score > ends[-1] or score == ends[-1 if closed == "low" else 0]:
        with pytest.raises(ProcessError, match="lies in no band"):
            register.level_of(score)
        return
    low, high = bands[register.level_of(score).name]
    assert low <= score < high if closed == "low" else low < score <= high


def _register(bands, closed):
    routes = dict.fromkeys(bands, "r")
    return Register("x", levels=list(bands), entry=["e"], exit=["f"], routes=routes, bands=bands, closed=closed)


@given(COUNT, COUNT, COUNT)
def test_the_closing_stock_satisfies_the_identity_of_the_stock(opening, entries, exits):
    register = _register({"l": (0, None)}, "low")
    flows = {"opening": opening, "entries": entries, "exits": exits}
    if exits > opening + entries:
        with pytest.raises(ProcessError, match="exits"):
            register.closing(**flows)
        return
    assert register.check_stock(**flows, closing=register.closing(**flows)).residual == 0


# --- Composite -------------------------------------------------------------------------------------------------------


@st.composite
def composites(draw, missing="refuse", cap=None):
    cuts = sorted(draw(st.lists(st.integers(1, 99), min_size=2, max_size=2, unique=True)))
    weights = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    items = {
        name: {
            "weight": weight,
            "benchmarks": {2024: draw(POSITIVE)},
            "better": draw(st.sampled_from(["higher", "lower"])),
            "cap": draw(st.none() | POSITIVE) if cap is None else cap,
        }
        for name, weight in zip(NAMES, weights, strict=False)
    }
    return Composite("x", items, total=100, missing=missing)


ACTUALS = st.fixed_dictionaries(dict.fromkeys(NAMES[:3], POSITIVE))


@given(composites(cap=1))
def test_who_meets_every_benchmark_scores_the_total(index):
    assert index.score({item.name: item.benchmarks["2024"] for item in index.items}, 2024).value == 100


@given(composites(), ACTUALS)
def test_points_add_up_to_the_score_and_never_pass_weight_times_cap(index, actuals):
    score = index.score(actuals, 2024)
    assert sum(score.points.values()) == score.value
    assert all(item.cap is None or score.points[item.name] <= item.weight * item.cap for item in index.items)


@given(composites(), ACTUALS, st.sampled_from(NAMES[:3]), POSITIVE)
def test_doing_better_in_one_item_never_lowers_the_score(index, actuals, name, more):
    item = next(item for item in index.items if item.name == name)
    better = actuals[name] + more if item.better == "higher" else actuals[name] * Fraction(9, 10)
    assert index.score({**actuals, name: better}, 2024).value >= index.score(actuals, 2024).value


@given(composites("renormalise"), ACTUALS, st.sets(st.sampled_from(NAMES[:3]), max_size=2))
def test_renormalised_points_add_up_too_and_nothing_missing_means_nothing_changes(index, actuals, missing):
    score = index.score({**actuals, **dict.fromkeys(missing)}, 2024)
    assert sum(points for points in score.points.values() if points is not None) == score.value
    assert set(score.missing) == missing
    if not missing:
        strict = Composite("x", index.items, total=100, missing="refuse")
        assert strict.score(actuals, 2024).value == score.value


@given(SCORES, st.sampled_from(["up", "down"]), st.sampled_from(["higher", "lower"]))
def test_quantile_grades_follow_the_order_and_equal_scores_get_equal_grades(scores, rounding, better):
    grades = Quantiles({"A": Fraction(3, 10), "B": 0.4, "C": 0.3}, rounding=rounding, better=better).grade_all(scores)
    ranked = {unit: (score if better == "lower" else -score) for unit, score in scores.items() if score is not None}
    for one in ranked:
        for other in ranked:
            assert ranked[one] > ranked[other] or grades[one] <= grades[other]
    assert {unit for unit, grade in grades.items() if grade is None} == set(scores) - set(ranked)


@given(st.fractions(-10, 110))
def test_thresholds_hold_their_lower_bound(score):
    grade = Thresholds({"A": 90, "B": 60, "C": None}).grade(score)
    assert grade == ("A" if score >= 90 else "B" if score >= 60 else "C")


# --- League ----------------------------------------------------------------------------------------------------------


@given(SCORES, st.sampled_from(["higher", "lower"]))
def test_a_place_is_one_more_than_the_number_of_better_units_or_values(scores, better):
    known = {unit: score for unit, score in scores.items() if score is not None}
    sign = 1 if better == "higher" else -1
    competition = League("x", better).rank(scores)
    dense = League("x", better, "dense").rank(scores)
    for unit, score in known.items():
        ahead = [other for other in known.values() if sign * other > sign * score]
        assert competition.places[unit] == 1 + len(ahead)
        assert dense.places[unit] == 1 + len(set(ahead))
    assert set(competition.unranked) == set(scores) - set(known)
    assert list(competition.places.values()) == sorted(competition.places.values()), "best first"


@given(SCORES, SCORES)
def test_the_trend_backwards_is_the_trend_with_the_other_sign(before, after):
    league = League("x", "higher")
    there, back = league.trend(before, after), league.trend(after, before)
    for unit, gained in there.items():
        assert (gained is None) is (before.get(unit) is None)
        assert gained is None or back[unit] == -gained


# --- Event -----------------------------------------------------------------------------------------------------------


EVENTS = st.lists(
    st.builds(
        Event,
        st.sampled_from(["典型案例", "“典型案例”", "试点"]),
        level=st.sampled_from(HonourLevel),
        body=st.sampled_from(["国务院", "市委"]),
        date=st.sampled_from(["2023", "2024-03", "2024-11-05"]),
    )
)


@given(EVENTS, st.randoms(use_true_random=False))
def test_deduplication_keeps_one_of_each_loses_none_and_ignores_the_order_of_records(events, random):
    distinct = Event.distinct(events)
    assert len({event.key for event in distinct.events}) == len(distinct.events)
    assert len(distinct.events) + sum(len(others) for _, others in distinct.merged) == len(events)
    shuffled = random.sample(events, len(events))
    assert Event.count_by_level(shuffled) == Event.count_by_level(events)
    assert Event.distinct(distinct.events) == type(distinct)(distinct.events, ())
