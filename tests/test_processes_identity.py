"""Identity: published figures that add up and some that do not, and the laws of its verdicts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaizhou_indicators.errors import ProcessError
from kaizhou_indicators.intervals import Interval
from kaizhou_indicators.processes import Consistency, Identity

CONSISTENT, INCONSISTENT, UNDETERMINED = Consistency.CONSISTENT, Consistency.INCONSISTENT, Consistency.UNDETERMINED
COUNTS = st.integers(0, 1000)
AMOUNTS = st.decimals(0, 1000, places=2).map(Fraction)
PARTS = ("a", "b", "c", "d")


@st.composite
def around(draw, values):
    """Draw an interval that holds a value, and the value."""
    value = draw(values)
    return value, Interval(value - draw(AMOUNTS), value + draw(AMOUNTS))


# --- published figures ------------------------------------------------------------------------------------------------


def test_published_parts_add_up_exactly():
    """开州区2024年上半年重点项目完成投资, 亿元 (press conference, 2024-09-13): five sectors make 86.97."""
    parts = {"产业": 35.19, "交通": 5.08, "城市": 15.42, "民生": 30.23, "生态": 1.05}
    verdict = Identity.total("合计", parts).check({**parts, "合计": 86.97})
    assert (verdict.status, verdict.residual) == (CONSISTENT, 0)
    assert Identity.total("驿站", ["自建", "共建"]).check({"自建": 8, "共建": 284, "驿站": 292}).status is CONSISTENT, (
        "滨州"
    )


def test_rounded_shares_close_to_100_within_their_rounding():
    """A forced triple: 8.65, 59.35 and 32.00 printed as 8.7, 59.3 and 32.0."""
    shares = Identity.closure(["一产", "二产", "三产"], decimals=1)
    assert shares.check({"一产": 8.7, "二产": 59.3, "三产": 32.0}).residual == 0
    off = shares.check({"一产": 8.7, "二产": 59.4, "三产": 32.0})
    assert (off.status, off.residual) == (CONSISTENT, Fraction(1, 10))
    assert off.explanation.en == "一产 8.7 + 二产 59.4 + 三产 32 is within 0.15 of 100 (0.1)"
    assert shares.check({"一产": 8.7, "二产": 59.5, "三产": 32.0}).status is INCONSISTENT
    growth = Identity.closure(["一产", "二产", "三产"], signed=True)
    assert growth.check({"一产": -0.2, "二产": 11.3, "三产": 88.9}).status is CONSISTENT


def test_printed_figures_are_read_as_intervals():
    """10万余 of 25万余: an interval is enough for a contradiction, and never more than consistent."""
    pair = Identity.total("all", ["a", "b"])
    printed = {"all": Interval("46.515", "46.525"), "a": Interval(40, None), "b": Interval("6.4", "6.5")}
    assert pair.check(printed).status is CONSISTENT
    assert pair.check({**printed, "a": Interval(41, None, lo_closed=False)}).status is INCONSISTENT
    edge = {"all": 10, "a": Interval(4, None, lo_closed=False), "b": 6}
    assert pair.check(edge).status is INCONSISTENT, "超4 is not 4"
    assert isinstance(pair.check(printed).residual, Interval)


def test_a_missing_part_leaves_a_bound():
    total = Identity.total("all", ["a", "b", "c"])
    verdict = total.check({"all": 100, "a": 60})
    assert (verdict.status, dict(verdict.bounds)) == (UNDETERMINED, {"b": Interval(0, 40), "c": Interval(0, 40)})
    assert verdict.explanation.zh == "缺b,应在[0, 40]内;缺c,应在[0, 40]内"
    beyond = total.check({"all": 100, "a": 60, "b": 41})
    assert (beyond.status, beyond.residual) == (INCONSISTENT, Interval(1, None)), (
        "parts so far may not exceed the total"
    )
    assert Identity.total("all", ["a", "b"], signed=True).check({"all": 1, "a": 2}).bounds["b"] == Interval(-1, -1)


def test_a_running_total_may_start_again_with_the_year():
    running = Identity.cumulative("completed")
    assert running.check({"2023-12": 130, "2024-03": 40, "2024-06": 86.97}).status is CONSISTENT
    fallen = running.check({"2024-09": 80, "2024-06": 86.97, "2024-12": 79, "2023-12": 130})
    assert (fallen.status, fallen.residual) == (INCONSISTENT, Fraction("6.97"))
    assert fallen.explanation.en.split("; ") == ["2024-09 80 exceeds 2024-12 79", "2024-06 86.97 exceeds 2024-09 80"]
    gap = running.check({"2024-03": 40, "2024-06": None, "2024-09": 80})
    assert (gap.status, gap.bounds["2024-06"]) == (UNDETERMINED, Interval(40, 80))
    with pytest.raises(ProcessError, match=r"2 faults(?s:.*)no period(?s:.*)has no date"):
        running.check({"去年某月": 1, "after(改革)": 2})


def test_k_of_n_is_whole_and_within_n():
    tops = Identity.k_of_n("k", "n")
    assert tops.check({"k": 7, "n": 12}).status is CONSISTENT
    assert tops.check({"k": 13, "n": 12}).explanation.en == "k 13 exceeds n 12"
    assert tops.check({"k": 7.5, "n": 12}).explanation.zh == "k为7.5,应为整数"
    assert tops.check({"k": -1, "n": 12}).explanation.en == "k is -1 and may not be below 0"
    assert tops.check({"k": Interval("7.1", "7.9"), "n": 12}).status is INCONSISTENT
    assert tops.check({"k": 7}).bounds["n"] == Interval(7, None)


def test_what_is_no_figure_is_named_and_what_is_not_bound_is_left_alone():
    with pytest.raises(ProcessError, match=r"Identity k_of_n: 2 faults(?s:.*)n: value inf (?s:.*)k: value 'seven'"):
        Identity.k_of_n("k", "n").check({"k": "seven", "n": float("inf")})
    assert Identity.k_of_n("k", "n").check({"k": 1, "n": 2, "other": "text"}).status is CONSISTENT


def test_an_identity_needs_figures_of_different_names():
    for make in (
        lambda: Identity.total("a", ["a", "b"]),
        lambda: Identity.total("a", []),
        lambda: Identity.total("a", ["b", " "]),
        lambda: Identity("sum", ["a"]),
        lambda: Identity.total("a", ["b"], slack=-1),
    ):
        with pytest.raises(ProcessError):
            make()


# --- laws -------------------------------------------------------------------------------------------------------------


@given(st.lists(COUNTS, min_size=4, max_size=4), COUNTS)
def test_a_partition_holds_exactly_when_its_parts_add_up(parts, whole):
    verdict = Identity.partition("whole", PARTS).check({"whole": whole, **dict(zip(PARTS, parts, strict=True))})
    assert (verdict.status is CONSISTENT) is (sum(parts) == whole)
    assert verdict.residual == sum(parts) - whole


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from(["opening", "inflow", "outflow", "closing"]))
def test_the_bound_of_a_missing_figure_is_what_makes_the_stock_consistent(opening, inflow, outflow, missing):
    stock = Identity.stock("opening", "inflow", "outflow", "closing")
    figures = {"opening": opening, "inflow": inflow, "outflow": outflow, "closing": opening + inflow - outflow}
    if figures["closing"] < 0:
        assert stock.check(figures).status is INCONSISTENT
        return
    assert stock.check(figures).status is CONSISTENT
    verdict = stock.check({**figures, missing: None})
    assert verdict.status is UNDETERMINED
    assert verdict.bounds[missing] == Interval.point(figures[missing])


@given(st.lists(around(AMOUNTS), min_size=4, max_size=4), st.sets(st.sampled_from(PARTS), max_size=3))
def test_intervals_that_hold_true_figures_are_never_called_inconsistent(drawn, missing):
    truth = {name: value for name, (value, _) in zip(PARTS, drawn, strict=True)}
    seen = {name: None if name in missing else held for name, (_, held) in zip(PARTS, drawn, strict=True)}
    verdict = Identity.total("whole", PARTS).check({**seen, "whole": sum(truth.values())})
    assert verdict.status is (UNDETERMINED if missing else CONSISTENT)
    assert all(verdict.bounds[name].contains(truth[name]) for name in missing)


@given(st.lists(around(AMOUNTS), min_size=4, max_size=4), st.sets(st.sampled_from(PARTS), max_size=3))
def test_an_order_of_true_figures_is_never_called_inconsistent(drawn, missing):
    drawn = sorted(drawn, key=lambda pair: pair[0], reverse=True)
    seen = {name: None if name in missing else held for name, (_, held) in zip(PARTS, drawn, strict=True)}
    verdict = Identity.funnel(PARTS).check(seen)
    assert verdict.status is (UNDETERMINED if missing else CONSISTENT)
    assert all(
        verdict.bounds[name].contains(value) for name, (value, _) in zip(PARTS, drawn, strict=True) if name in missing
    )


@given(st.lists(st.none() | COUNTS, min_size=4, max_size=4))
def test_a_funnel_is_inconsistent_exactly_when_some_later_step_exceeds_an_earlier_one(counts):
    verdict = Identity.funnel(PARTS).check(dict(zip(PARTS, counts, strict=True)))
    known = [count for count in counts if count is not None]
    assert (verdict.status is INCONSISTENT) is (known != sorted(known, reverse=True))
    assert (verdict.residual == 0) is (verdict.status is not INCONSISTENT)


@given(st.lists(AMOUNTS, min_size=1, max_size=12))
def test_increments_from_zero_on_make_a_running_total_and_the_order_of_its_rows_is_irrelevant(increments):
    totals = {f"2024-{month:02}": sum(increments[:month]) for month in range(1, len(increments) + 1)}
    running = Identity.cumulative("x")
    assert running.check(totals).status is CONSISTENT
    backwards = dict(reversed(totals.items()))
    assert running.check(backwards) == running.check(totals)


@given(st.lists(st.fractions(0, 100), min_size=2, max_size=6), st.integers(0, 2))
def test_shares_of_100_rounded_to_their_decimals_always_close(weights, decimals):
    total = sum(weights)
    if not total:
        return
    shares = {f"s{i}": Fraction(round(100 * w / total * 10**decimals), 10**decimals) for i, w in enumerate(weights)}
    assert Identity.closure(shares, decimals=decimals).check(shares).status is CONSISTENT
