"""The arithmetic of official statistics: its laws, its refusals, and that plain numbers and formulas say the same."""

from __future__ import annotations

import inspect
import math
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text, arithmetic

AMOUNTS = st.floats(0.01, 1e6)
RATES = st.floats(-0.9, 5)
SIGNED = st.floats(-1e6, 1e6)


def near(x, loose=1e-9):
    return pytest.approx(x, rel=loose, abs=loose)


# -- laws


@given(AMOUNTS, SIGNED)
def test_growth_and_the_base_it_implies_undo_each_other(base, current):
    g = arithmetic.growth(current, base)
    assert arithmetic.grown(base, g) == pytest.approx(current, rel=1e-9, abs=1e-9 * base)


@given(AMOUNTS, RATES)
def test_an_implied_base_grows_to_what_implied_it(current, g):
    assert arithmetic.growth(current, arithmetic.implied_base(current, g)) == near(g)


@given(st.lists(AMOUNTS, min_size=2, max_size=12))
def test_a_chain_of_links_is_the_growth_on_the_fixed_base(levels):
    links = arithmetic.links(levels)
    assert arithmetic.chained_growth(*links) == near(arithmetic.growth(levels[-1], levels[0]), 1e-8)
    assert arithmetic.chain_index(links, at_base=levels[0]) == pytest.approx(levels[1:], rel=1e-8)
    assert arithmetic.chain_index(links)[-1] == near(arithmetic.index(levels[-1], levels[0]), 1e-8)


@given(AMOUNTS, st.floats(-0.5, 1), st.integers(1, 40))
def test_on_constant_growth_the_level_and_the_cumulative_method_agree(base, g, years):
    amounts = arithmetic.chain_index([g] * years, at_base=base)
    assert arithmetic.average_growth(amounts[-1], base, years) == near(g, 1e-7)
    assert arithmetic.cumulative_growth(amounts, base) == near(g, 1e-7)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30), AMOUNTS)
def test_the_cumulative_method_solves_its_equation(amounts, base):
    q = 1 + arithmetic.cumulative_growth(amounts, base)
    assert sum(q**i for i in range(1, len(amounts) + 1)) == pytest.approx(sum(amounts) / base, rel=1e-9, abs=1e-12)


@given(AMOUNTS, AMOUNTS, st.integers(1, 50))
def test_average_growth_over_the_years_is_the_whole_growth(base, current, years):
    g = arithmetic.average_growth(current, base, years)
    assert base * (1 + g) ** years == pytest.approx(current, rel=1e-8)


@given(st.lists(st.tuples(SIGNED, SIGNED), min_size=2, max_size=6))
def test_contributions_of_a_partition_add_up_to_1_and_pulls_to_the_growth(parts):
    exact = [(Fraction(now), Fraction(before)) for now, before in parts]
    whole, whole_base = (sum(column) for column in zip(*exact, strict=True))
    assume(whole != whole_base and whole_base > 0)
    shares = [arithmetic.contribution(now, before, whole, whole_base) for now, before in exact]
    growth = arithmetic.growth(whole, whole_base)
    assert sum(shares) == 1
    assert sum(arithmetic.pull(share, growth) for share in shares) == growth
    assert sum(arithmetic.points_of_growth(now, before, whole_base) for now, before in exact) == growth


@given(st.lists(AMOUNTS, min_size=1, max_size=6))
def test_shares_of_a_partition_add_up_to_1(parts):
    assert sum(arithmetic.share(Fraction(part), sum(map(Fraction, parts))) for part in parts) == 1


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS), min_size=1, max_size=6))
def test_fisher_lies_between_laspeyres_and_paasche(items):
    p1, p0, q1, q0 = (list(column) for column in zip(*items, strict=True))
    low, high = sorted((arithmetic.laspeyres(p1, p0, q0), arithmetic.paasche(p1, p0, q1)))
    assert low * (1 - 1e-9) <= arithmetic.fisher(p1, p0, q1, q0) <= high * (1 + 1e-9)


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), min_size=1, max_size=6), st.floats(0.1, 10))
def test_prices_that_all_change_alike_give_that_index(items, change):
    p0, q1, q0 = (list(column) for column in zip(*items, strict=True))
    p1 = [change * p for p in p0]
    found = (arithmetic.laspeyres(p1, p0, q0), arithmetic.paasche(p1, p0, q1), arithmetic.fisher(p1, p0, q1, q0))
    assert found == pytest.approx((100 * change,) * 3)


@given(SIGNED, AMOUNTS)
def test_a_multiple_more_is_one_less_than_the_multiple(current, base):
    times = arithmetic.times(current, base)
    assert arithmetic.times_more(current, base) == times - 1 == arithmetic.more_from_times(times)
    assert arithmetic.times_from_percent(arithmetic.percent_from_times(times)) == near(times)


@given(AMOUNTS, st.floats(-5, 20))
def test_doubling_is_undone(base, n):
    assert arithmetic.doublings(arithmetic.doubled(base, n), base) == near(n)


@given(AMOUNTS, st.floats(1, 1000), st.floats(1, 1000))
def test_deflation_and_rebasing_are_undone(nominal, index, other):
    assert arithmetic.inflate(arithmetic.deflate(nominal, index), index) == near(nominal)
    moved = arithmetic.rebase(index, other)
    assert arithmetic.rebase(moved, arithmetic.rebase(100, other)) == near(index)


@given(AMOUNTS, AMOUNTS, st.floats(50, 200))
def test_real_growth_is_the_growth_of_deflated_levels(base, current, prices):
    nominal, price_growth = arithmetic.growth(current, base), prices / 100 - 1
    real = arithmetic.growth(arithmetic.deflate(current, prices), base)
    assert arithmetic.real_growth(nominal, price_growth) == near(real)


@given(st.lists(st.integers(0, 20), min_size=1, max_size=30), st.sampled_from(["down", "up"]))
def test_grades_by_place_are_those_of_the_quantiles_of_scores(scores, rounding):
    shares = {"A": Fraction(3, 10), "B": Fraction(1, 2), "C": Fraction(1, 5)}
    row = {str(i): score for i, score in enumerate(scores)}
    expected = ki.Quantiles(shares, rounding=rounding, better="higher").grade_all(row)
    for unit, score in row.items():
        place = 1 + sum(other > score for other in scores)
        assert "ABC"[arithmetic.quantile_grade(place, len(row), shares, rounding=rounding) - 1] == expected[unit]


@given(st.integers(1, 12))
def test_the_schedule_of_a_month_is_its_twelfth(month):
    assert (
        arithmetic.elapsed(f"2024-{month:02}") == arithmetic.elapsed(f"2024-01/2024-{month:02}") == Fraction(month, 12)
    )


# -- worked examples


def test_years_are_counted_without_the_base_year():
    assert arithmetic.years_counted("1950-1992") == arithmetic.years_between(1949, 1992) == 43
    assert round(100 * arithmetic.average_growth(34.5, 1, arithmetic.years_counted("1979—2017年")), 1) == 9.5
    assert round(100 * arithmetic.average_growth(33.5, 1, arithmetic.years_counted("1979—2017年")), 1) == 9.4


@pytest.mark.parametrize(
    ("period", "share"),
    [
        ("2024-H1", (1, 2)),
        ("2024年前三季度", (3, 4)),
        ("2024", (1, 1)),
        ("2024-12-31", (1, 1)),
        ("2023-01-01", (1, 365)),
    ],
)
def test_the_schedule_of_other_periods(period, share):
    assert arithmetic.elapsed(period) == Fraction(*share)


def test_ahead_of_schedule_and_behind_it():
    assert arithmetic.ahead_of_schedule(86.97, 132, arithmetic.elapsed("2024-H1")) == near(0.6588636364 - 0.5)
    assert arithmetic.ahead_of_schedule(Fraction(1), Fraction(4), arithmetic.elapsed("2024-H1")) == Fraction(-1, 4)


def test_exact_numbers_stay_exact():
    assert arithmetic.growth(Fraction(112), Fraction(100)) == Fraction(3, 25)
    assert arithmetic.per_capita(Fraction(10), 4, 6) == 2


# -- refusals on plain numbers


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: arithmetic.growth(1, 0), "growth: base is 0, and must be above 0"),
        (lambda: arithmetic.growth(1, -3), "growth: base is -3"),
        (lambda: arithmetic.growth(1, None), "growth: base is missing"),
        (lambda: arithmetic.growth(math.nan, 1), "growth: current is nan"),
        (lambda: arithmetic.growth("9", 1), "growth: current is '9', no number"),
        (lambda: arithmetic.growth(True, 1), "no number"),
        (lambda: arithmetic.implied_base(3, -1), r"1 \+ growth is 0"),
        (lambda: arithmetic.average_growth(2, 1, 0), "years is 0"),
        (lambda: arithmetic.average_growth(-2, 1, 3), "current is -2"),
        (lambda: arithmetic.average_growth(2, 0, 3), "base is 0"),
        (lambda: arithmetic.average_growth(1e300, 1e-9, 0.1), "average_growth: .*passes the largest number"),
        (lambda: arithmetic.average_growth(1e9, 1, 0.01), "average_growth: .*passes the largest number"),
        (lambda: arithmetic.growth(1e300, 1e-300), "growth: the result passes the largest number"),
        (lambda: arithmetic.cumulative_growth([], 1), "amounts has 0 numbers"),
        (lambda: arithmetic.cumulative_growth([1, None], 1), r"amounts\[1\] is missing"),
        (lambda: arithmetic.cumulative_growth([1, -1], 1), r"amounts\[1\] is -1"),
        (lambda: arithmetic.cumulative_growth([1], 0), "base is 0"),
        (lambda: arithmetic.cumulative_growth("12", 1), "a list of numbers is meant"),
        (lambda: arithmetic.chained_growth(), "growths has 0 numbers"),
        (lambda: arithmetic.links([1]), "levels has 1 numbers and needs at least 2"),
        (lambda: arithmetic.links([1, 0, 2]), r"levels\[1\] is 0"),
        (lambda: arithmetic.share(1, 0), "whole is 0"),
        (lambda: arithmetic.contribution(2, 1, 3, 3), "whole - whole_base is 0"),
        (lambda: arithmetic.points_of_growth(2, 1, 0), "whole_base is 0"),
        (lambda: arithmetic.per_capita(1, 0, 0), "the mean of opening and closing is 0"),
        (lambda: arithmetic.times(1, 0), "times: base is 0"),
        (lambda: arithmetic.times_more(1, 0), "times_more: base is 0"),
        (lambda: arithmetic.doubled(1.0, 5000.5), "passes the largest number"),
        (lambda: arithmetic.doublings(0, 1), "current is 0"),
        (lambda: arithmetic.ahead_of_schedule(1, 0, 0.5), "plan is 0"),
        (lambda: arithmetic.index(1, 0), "index: base is 0"),
        (lambda: arithmetic.rebase(1, 0), "at_new_base is 0"),
        (lambda: arithmetic.laspeyres([1], [1, 2], [1]), "prices 1, base_prices 2, base_quantities 1"),
        (lambda: arithmetic.paasche([1], [1], [0]), "the basket at base prices is 0"),
        (lambda: arithmetic.deflate(1, 0), "price_index is 0"),
        (lambda: arithmetic.real_growth(0.1, -1), r"1 \+ price_growth is 0"),
        (lambda: arithmetic.quantile_grade(0, 5, [0.5, 0.5]), "position is 0"),
        (lambda: arithmetic.quantile_grade(6, 5, [0.5, 0.5]), "no place among 5"),
        (lambda: arithmetic.quantile_grade(1, 5, [0.5, 0.4]), "adding up to 1"),
        (lambda: arithmetic.quantile_grade(1, 5, [0.5, 0.5], rounding="half"), "'down' or 'up'"),
    ],
)
def test_what_has_no_meaning_is_refused_by_name(call, told):
    with pytest.raises(ki.DerivationError, match=told):
        call()


@pytest.mark.parametrize(
    "call",
    [
        lambda: arithmetic.years_between(2020, 2010),
        lambda: arithmetic.years_between(2010, "2020-Q1"),
        lambda: arithmetic.years_between("2010-Q1", "2020-Q2"),
        lambda: arithmetic.years_counted("2024-Q1"),
        lambda: arithmetic.elapsed("2023/2024"),
        lambda: arithmetic.elapsed("unknown"),
    ],
)
def test_a_period_that_does_not_fit_is_refused(call):
    with pytest.raises(ki.PeriodError):
        call()


# -- the same functions in a formula


def domain() -> Domain:
    """Return a domain whose formulas are arithmetic, in units that have to be converted."""
    d = Domain("calc", Text("算法", "Arithmetic"))
    for name, unit in (("now", "亿元"), ("before", "万元"), ("opening", "万人"), ("closing", "人")):
        d.indicator(name, Text(name, name), unit=unit)
    for name in ("rate", "other_rate", "done_rate"):
        d.indicator(name, Text(name, name), unit="%")
    for name in ("prices", "years", "n"):
        d.indicator(name, Text(name, name), unit="1")
    d.indicator("place", Text("位次", "Rank"), unit="位", kind="rank")
    d.indicator("units", Text("单位数", "Units"), unit="个")

    def derive(name, unit, function, **attributes):
        d.derived(name, Text(name, name), unit=unit, **attributes)(function)

    derive("growth", "%", lambda now, before: arithmetic.growth(now, before))
    derive("grown", "万元", lambda before, rate: arithmetic.grown(before, rate))
    derive("implied", "亿元", lambda now, rate: arithmetic.implied_base(now, rate))
    derive("average", "%", lambda now, before: arithmetic.average_growth(now, before, 5))
    derive("average_years", "%", lambda now, before, years: arithmetic.average_growth(now, before, years))
    derive("chained", "%", lambda rate, other_rate: arithmetic.chained_growth(rate, other_rate))
    derive("last", "1", lambda rate, other_rate: arithmetic.chain_index([rate, other_rate])[-1])
    derive("share", "%", lambda now, before: arithmetic.share(now, before))
    derive("points", "个百分点", lambda rate, other_rate: arithmetic.points(rate, other_rate))
    derive("pull", "个百分点", lambda rate, other_rate: arithmetic.pull(rate, other_rate))
    derive("contribution", "%", lambda now, before: arithmetic.contribution(now, before, 3 * now, 2 * before))
    derive("of_growth", "个百分点", lambda now, before: arithmetic.points_of_growth(now, before, 2 * before))
    derive("per_head", "元/人", lambda now, opening, closing: arithmetic.per_capita(now, opening, closing))
    derive("times", "1", lambda now, before: arithmetic.times(now, before))
    derive("more", "1", lambda now, before: arithmetic.times_more(now, before))
    derive("doubled", "亿元", lambda now, n: arithmetic.doubled(now, n))
    derive("quadrupled", "亿元", lambda now: arithmetic.doubled(now, 2))
    derive("doublings", "1", lambda now, before: arithmetic.doublings(now, before))
    derive("index", "1", lambda now, before: arithmetic.index(now, before))
    derive("real", "亿元", lambda now, prices: arithmetic.deflate(now, prices))
    derive("real_growth", "%", lambda rate, other_rate: arithmetic.real_growth(rate, other_rate))
    derive("basket", "1", lambda now, before: arithmetic.fisher([now, now], [before, before], [1, 2], [2, 1]))
    derive("ahead", "个百分点", lambda now, before, done_rate: arithmetic.ahead_of_schedule(now, before, done_rate))
    derive(
        "grade",
        "1",
        lambda place, units: arithmetic.quantile_grade(place, units, [0.3, 0.5, 0.2]),
        kind="grade",
        grades=["A", "B", "C"],
        takes={"place": "位", "units": "个"},
    )
    return d


REG = ki.Registry([domain()])
VALUES = {
    "calc.now": 3.0,
    "calc.before": 20000.0,
    "calc.opening": 2.0,
    "calc.closing": 18000.0,
    "calc.rate": 12.0,
    "calc.other_rate": 4.0,
    "calc.done_rate": 75.0,
    "calc.prices": 104.0,
    "calc.years": 5.0,
    "calc.n": 2.0,
    "calc.place": 3,
    "calc.units": 10,
}
#: by hand, from 3 on 2 亿元, 12 % and 4 %
EXPECTED = {
    "growth": 50.0,
    "grown": 22400.0,
    "implied": 3 / 1.12,
    "average": 100 * (1.5**0.2 - 1),
    "average_years": 100 * (1.5**0.2 - 1),
    "chained": 16.48,
    "last": 116.48,
    "share": 150.0,
    "points": 8.0,
    "pull": 0.48,
    "contribution": 20.0,
    "of_growth": 25.0,
    "per_head": 3e8 / 19000,
    "times": 1.5,
    "more": 0.5,
    "doubled": 12.0,
    "quadrupled": 12.0,
    "doublings": math.log2(1.5),
    "index": 150.0,
    "real": 3 / 1.04,
    "real_growth": 100 * (1.12 / 1.04 - 1),
    "basket": 150.0,
    "ahead": 75.0,
}
DERIVED = sorted(EXPECTED)


@pytest.mark.parametrize("name", DERIVED)
def test_single_values_in_their_units(name):
    key = f"calc.{name}"
    assert REG.derive(VALUES, key)[key].magnitude == near(EXPECTED[name])


def test_a_table_gives_the_same_and_null_where_a_base_is_not_above_zero():
    rows = pl.DataFrame({key: [float(value)] * 4 for key, value in VALUES.items()}).with_columns(
        pl.Series("calc.before", [20000.0, 0.0, -1.0, None])
    )
    frame = rows.with_columns(area=pl.Series(["a", "b", "c", "d"]), period=pl.lit("2024"))
    derived = REG.derive(frame, *[f"calc.{name}" for name in DERIVED])
    for name in DERIVED:
        assert derived[f"calc.{name}"][0] == near(EXPECTED[name]), name
    for name in ("growth", "average", "average_years", "times", "more", "index", "doublings", "of_growth"):
        assert derived[f"calc.{name}"].to_list()[1:] == [None] * 3, name
    assert derived["calc.share"].to_list()[1:] == [None, near(-3e6), None]


def test_grades_come_out_as_labels():
    frame = pl.DataFrame({"area": list("abc"), "period": "2024", "calc.place": [3, 8, 9], "calc.units": [10] * 3})
    assert REG.derive(frame, "calc.grade")["calc.grade"].to_list() == ["A", "B", "C"]


@pytest.mark.parametrize("name", ["growth", "average", "times", "doublings", "index"])
def test_a_single_value_on_no_base_says_where_it_is_undefined(name):
    with pytest.raises(ki.DerivationError, match=rf"calc\.{name}: undefined: maximum\(.*before.*, 0\) = 0"):
        REG.derive(VALUES | {"calc.before": -5}, f"calc.{name}")


@pytest.mark.parametrize("name", DERIVED)
def test_the_interval_of_points_holds_the_value_and_widens_with_them(name):
    formula = REG.derivation(f"calc.{name}")
    box = {key: ki.Interval.point(str(VALUES[key])) for key in formula.needs}
    wide = {key: ki.Interval.closed(at.lo * Fraction(99, 100), at.hi * Fraction(101, 100)) for key, at in box.items()}
    narrow, broad = (ki.evaluate(formula.bare, inputs).interval for inputs in (box, wide))
    loose = 1e-9 * max(1, abs(EXPECTED[name]))
    assert float(narrow.lo) - loose <= EXPECTED[name] <= float(narrow.hi) + loose
    assert broad.lo <= narrow.lo <= narrow.hi <= broad.hi


def test_the_interval_of_a_growth_is_the_range_itself():
    formula = REG.derivation("calc.growth")
    found = ki.evaluate(formula.bare, {"calc.now": ki.Interval.printed("3.0"), "calc.before": ki.Interval.point(20000)})
    assert (found.exact, found.how) == (True, "single use")
    assert found.interval == ki.Interval.closed("47.5", "52.5")
    with pytest.raises(ki.DerivationError, match="may be zero"):
        ki.evaluate(formula.bare, {"calc.now": ki.Interval.point(3), "calc.before": ki.Interval.closed(0, 1)})


def test_latex_and_text_show_the_base_and_its_condition():
    growth = REG.derivation("calc.growth")
    assert growth.show() == "now / maximum(before, 0) - 1"
    assert growth.latex({"now": "x", "before": "y"}) == r"\frac{x}{\max\left(y,\ 0\right)} - 1"


def test_units_that_do_not_go_together_are_found_when_registered():
    d = Domain("calc", Text("算法", "Arithmetic"))
    d.indicator("money", Text("钱", "Money"), unit="亿元")
    d.indicator("heads", Text("人", "People"), unit="人")
    d.derived("growth", Text("增速", "Growth"), unit="%")(lambda money, heads: arithmetic.growth(money, heads))
    d.derived("in_money", Text("增速", "Growth"), unit="亿元", inputs={"base": "calc.money@yoy"})(
        lambda money, base: arithmetic.growth(money, base)
    )
    with pytest.raises(ki.RegistrationError) as error:
        ki.Registry([d])
    assert [type(e) for e in error.value.exceptions] == [ki.DimensionError, ki.DimensionError]


def test_a_base_of_another_period_comes_from_the_table():
    d = Domain("calc", Text("算法", "Arithmetic"))
    d.indicator("money", Text("钱", "Money"), unit="亿元")
    d.derived("growth", Text("增速", "Growth"), unit="%", inputs={"base": "calc.money@yoy"})(
        lambda money, base: arithmetic.growth(money, base)
    )
    frame = pl.DataFrame({"area": ["a"] * 3, "period": ["2022", "2023", "2024"], "calc.money": [0.0, 50.0, 62.5]})
    assert ki.Registry([d]).derive(frame, "calc.growth")["calc.growth"].to_list() == [None, None, 25.0]


def test_a_cumulative_method_in_a_formula_is_refused_with_the_way_out():
    d = Domain("calc", Text("算法", "Arithmetic"))
    d.indicator("money", Text("钱", "Money"), unit="亿元")
    d.derived("average", Text("年均", "Average"), unit="%")(lambda money: arithmetic.cumulative_growth([money], money))
    with pytest.raises(ki.RegistrationError, match="solved by steps"):
        ki.Registry([d])


# -- the room


def test_its_names_are_sorted_and_documented_with_an_example():
    assert sorted(arithmetic.__all__) == list(arithmetic.__all__)
    for name in arithmetic.__all__:
        text = inspect.getdoc(getattr(arithmetic, name))
        assert ">>> " in text, name
