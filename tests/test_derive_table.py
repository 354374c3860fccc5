"""Tables: the caller's kind comes back, rows and order stay, time is a calendar, null stays null."""

from __future__ import annotations

import math
from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators import Break, Domain, Text, count_where, first_when, ln, running_total, streak, where


def river() -> Domain:
    d = Domain("river", Text("河", "River"))
    d.indicator("codmn", Text("高锰酸盐指数", "Permanganate index"), unit="mg/L", better="lower", over_time="mean")
    d.indicator("chla", Text("叶绿素a", "Chlorophyll a"), unit="mg/m^3")
    d.indicator("done", Text("完成投资", "Investment done"), unit="亿元", over_time="sum")
    d.indicator("share", Text("占比", "Share"), unit="%")
    d.indicator(
        "redefined",
        Text("改口径", "Redefined"),
        unit="件",
        breaks=[Break("2022", Text("口径调整", "new scope"))],
        over_time="sum",
    )
    d.indicator("by_level", Text("分级", "By level"), unit="个", by=("level",), over_area="sum")

    @d.derived("doubled", Text("两倍", "Doubled"), unit="件")
    def doubled(redefined):
        return 2 * redefined

    @d.derived("tli", Text("指数", "Index"), unit="1", takes={"chla": "mg/m^3"})
    def tli(chla):
        return 10 * (2.5 + 1.086 * ln(chla))

    grades = [Text("Ⅰ类", "Class I"), Text("Ⅱ类", "Class II"), Text("Ⅲ类", "Class III")]

    @d.derived("class_codmn", Text("类别", "Class"), kind="grade", grades=grades, takes={"codmn": "mg/L"})
    def class_codmn(codmn):
        return where(codmn <= 2, 1, where(codmn <= 4, 2, 3))

    d.windowed(
        "months",
        Text("达标月数", "Months at class II"),
        of="class_codmn",
        how=count_where(lambda c: c <= 2),
        unit="个月",
        kind="count",
    )
    d.windowed(
        "each_month",
        Text("达标月数(月)", "Months"),
        of="class_codmn",
        how=count_where(lambda c: c <= 2),
        unit="个月",
        kind="count",
        each="month",
    )
    d.windowed("first", Text("首次", "First month"), of="class_codmn", how=first_when(lambda c: c <= 2), unit="1")
    d.windowed(
        "run",
        Text("连续", "Run"),
        of="class_codmn",
        how=streak(lambda c: c <= 2),
        unit="个月",
        kind="count",
        over="all",
    )
    d.windowed("sum_done", Text("累计", "Running total"), of="done", how=running_total(), unit="亿元", over="year")
    d.baseline("ref_2018", period="2018", title=Text("2018年", "2018"))
    d.baseline("city", area="重庆市", title=Text("全市", "City"))
    d.baseline("limit", limits={"codmn": "6 mg/L"}, title=Text("限值", "Limit"))
    return d


REG = ki.Registry([river()])
DATA = {
    "area": ["a", "a", "a", "b", "b", "重庆市"],
    "period": ["2018-01", "2018-02", "2019-01", "2019-01", "2018-01", "2019-01"],
    "river.codmn": [2.0, None, 3.0, 5.0, 4.0, 2.5],
    "river.chla": [1.0, 0.0, -1.0, None, 2.0, 3.0],
}


def polars(data: dict) -> pl.DataFrame:
    return pl.DataFrame(data)


def polars_lazy(data: dict) -> pl.LazyFrame:
    return pl.LazyFrame(data)


def pandas(data: dict) -> pd.DataFrame:
    return pd.DataFrame(data)


def pandas_arrow(data: dict) -> pd.DataFrame:
    return pd.DataFrame(data).convert_dtypes(dtype_backend="pyarrow")


def pyarrow(data: dict) -> pa.Table:
    return pa.table(data)


KINDS = [polars, polars_lazy, pandas, pandas_arrow, pyarrow]


def lists(frame: object) -> dict[str, list]:
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.to_dict(as_series=False)
    table = frame if isinstance(frame, pa.Table) else pa.Table.from_pandas(frame, preserve_index=False)
    return {n: [None if isinstance(v, float) and math.isnan(v) else v for v in c] for n, c in table.to_pydict().items()}


def derive(kind, data: dict, *targets: str, **how) -> dict[str, list]:
    native = kind(data)
    derived = REG.derive(native, *targets, **how)
    assert type(derived) is type(native)
    return lists(derived)


@pytest.mark.parametrize("kind", KINDS)
def test_rows_order_and_columns_stay_and_targets_are_appended(kind):
    derived = derive(kind, DATA, "river.tli", "river.class_codmn")
    assert list(derived) == [*DATA, "river.tli", "river.class_codmn"]
    assert derived["area"] == DATA["area"]
    assert derived["river.class_codmn"] == ["Ⅰ类", None, "Ⅱ类", "Ⅲ类", "Ⅱ类", "Ⅱ类"]
    expected = [25.0, None, None, None, 10 * (2.5 + 1.086 * math.log(2)), 10 * (2.5 + 1.086 * math.log(3))]
    assert derived["river.tli"] == pytest.approx(expected)


@pytest.mark.parametrize("kind", KINDS)
def test_comparisons_are_joins_on_the_calendar(kind):
    targets = [
        "river.codmn@2018",
        "river.codmn@yoy:pct",
        "river.codmn@prev",
        "river.codmn@ref_2018:abs",
        "river.codmn@city:times",
        "river.codmn@limit:share",
    ]
    derived = derive(kind, DATA, *targets)
    assert derived["river.codmn@2018"] == [2.0, None, 2.0, 4.0, 4.0, None]
    assert derived["river.codmn@yoy:pct"] == pytest.approx([None, None, 50.0, 25.0, None, None])
    assert derived["river.codmn@prev"] == [None, 2.0, None, None, None, None]
    assert derived["river.codmn@ref_2018:abs"] == [0.0, None, 1.0, 1.0, 0.0, None]
    assert derived["river.codmn@city:times"] == pytest.approx([None, None, 1.2, 2.0, None, 1.0])
    assert derived["river.codmn@limit:share"] == pytest.approx([100 / 3, None, 50.0, 500 / 6, 200 / 3, 250 / 6])


@pytest.mark.parametrize("kind", [k for k in KINDS if k is not pyarrow])
def test_windows_count_n_of_n_and_know_the_calendar(kind):
    data = {
        "area": ["a"] * 6,
        "period": ["2024-02", "2024-01", "2024-04", "2024-05", "2024-06", "2025-01"],
        "river.codmn": [1.0, 5.0, 3.0, 3.0, None, 2.0],
        "river.done": [1.0, 2.0, None, 3.0, 4.0, 5.0],
    }
    derived = derive(
        kind,
        data,
        "river.months",
        "river.first",
        "river.run",
        "river.sum_done",
        "river.done@cum",
        "river.done@ytd",
        "river.done@cum(2024-04)",
    )
    assert derived["river.months"] == [3, 3, 3, 3, 3, 1]
    assert derived["river.months#of"] == [4, 4, 4, 4, 4, 1]
    assert derived["river.first"] == [2, 2, 2, 2, 2, 1]
    assert derived["river.run"] == [1, 0, 1, 2, None, 1]
    assert derived["river.sum_done"] == [3, 2, None, 6, 10, 5]
    assert derived["river.done@ytd"] == [3, 2, None, 6, 10, 5]
    assert derived["river.done@cum"] == [3, 2, None, 6, 10, 15]
    assert derived["river.done@cum(2024-04)"] == [None, None, None, 3, 7, 12]


def test_accumulated_periods_compare_with_the_same_months_of_last_year():
    data = {"area": ["a"] * 3, "period": ["2023年1—6月", "2024年1—6月", "2024-06"], "river.done": [2.0, 3.0, 1.0]}
    derived = derive(polars, data, "river.done@yoy:pct", "river.done@prev", "river.done@2023")
    assert derived["river.done@yoy:pct"] == pytest.approx([None, 50.0, None])
    assert derived["river.done@prev"] == [None, None, None]
    assert derived["river.done@2023"] == [2.0, 2.0, None]


def test_windows_of_single_values_are_lists_of_periods():
    derived = REG.derive({"river.codmn": [1, 5, None, 3, 3]}, "river.months", "river.run")
    assert derived["river.months"].magnitude == 3
    assert derived["river.months#of"] == 4
    assert derived["river.run"].magnitude == 2
    both = REG.derive({"river.codmn": [1, None, 5]}, "river.months", "river.class_codmn")
    assert [str(g) for g in both["river.class_codmn"]] == ["Ⅰ类", "None", "Ⅲ类"]
    with pytest.raises(ki.DerivationError, match="give a list with one value a period"):
        REG.derive({"river.codmn": 3.0}, "river.months")


def test_pandas_keeps_its_index():
    frame = pd.DataFrame(DATA, index=[60, 50, 40, 30, 20, 10])
    derived = REG.derive(frame, "river.codmn@yoy:pct", "river.months", "river.tli")
    assert list(derived.index) == [60, 50, 40, 30, 20, 10]
    assert derived.loc[40, "river.codmn@yoy:pct"] == pytest.approx(50)


def test_a_lazy_frame_is_not_executed():
    def explode(series: pl.Series) -> pl.Series:
        raise AssertionError("executed")

    frame = pl.LazyFrame(DATA).with_columns(pl.col("river.codmn").map_batches(explode, return_dtype=pl.Float64))
    assert isinstance(REG.derive(frame, "river.class_codmn", "river.codmn@yoy:pct", "river.months"), pl.LazyFrame)


def test_a_lazy_frame_gives_null_where_the_base_is_not_unique():
    data = {"area": ["a", "a", "a"], "period": ["2018", "2018", "2019"], "river.codmn": [1.0, 2.0, 3.0]}
    assert derive(polars_lazy, data, "river.codmn@2018")["river.codmn@2018"] == [None, None, None]


@pytest.mark.parametrize("kind", [polars, pandas, pyarrow])
def test_duplicate_rows_are_listed(kind):
    data = {"area": ["a", "a", "b"], "period": ["2018", "2018年", "2018"], "river.codmn": [1.0, 2.0, 3.0]}
    with pytest.raises(ki.FrameError, match="area=a, period=2018"):
        REG.derive(kind(data), "river.class_codmn")


def test_a_declared_dimension_tells_rows_apart():
    data = {
        "area": ["a"] * 4,
        "period": ["2023", "2023", "2024", "2024"],
        "level": ["x", "y", "x", "y"],
        "river.by_level": [1.0, 2.0, 3.0, 8.0],
    }
    assert derive(polars, data, "river.by_level@yoy:times")["river.by_level@yoy:times"] == [None, None, 3.0, 4.0]


def test_a_break_in_the_series_makes_a_comparison_null_with_a_reason():
    data = {"area": ["a"] * 3, "period": ["2020", "2021", "2022"], "river.redefined": [1.0, 2.0, 3.0]}
    derived = derive(polars, data, "river.redefined@yoy:pct", "river.redefined@2020:pct")
    assert derived["river.redefined@yoy:pct"] == [None, 100.0, None]
    assert derived["river.redefined@2020:pct"] == [0.0, 100.0, None]
    plan = REG.plan(["river.redefined@yoy:pct"], list(data))
    reasons = plan.reasons(pl.DataFrame(data))
    assert (
        "break in the series (2022: new scope) lies between 2021 and 2022"
        in reasons.filter(pl.col("row") == 2)["reason"][0]
    )


def test_reasons_say_why_a_cell_is_null():
    reasons = REG.plan(["river.tli"], list(DATA)).reasons(pl.DataFrame(DATA)).to_dicts()
    assert [r["row"] for r in reasons] == [1, 2, 3]
    assert "river.chla = 0" in reasons[0]["reason"]
    assert "river.chla is missing" in reasons[2]["reason"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("column", ["river.chla", "叶绿素a", "Chlorophyll a", "叶绿素a(μg/L)", "叶绿素a（mg/m³）"])
def test_headers_may_be_keys_titles_or_titles_with_units(kind, column):
    assert derive(kind, {column: [1.0, 10.0]}, "river.tli")["river.tli"] == pytest.approx(
        [25.0, 25 + 10.86 * math.log(10)]
    )


def test_units_converts_columns_on_the_way_in():
    derived = derive(polars, {"river.chla": [0.001, 0.01]}, "river.tli", units={"river.chla": "mg/L"})
    assert derived["river.tli"] == pytest.approx([25.0, 25 + 10.86 * math.log(10)])
    assert derived["river.chla"] == [0.001, 0.01]


def test_a_column_of_a_header_unit_can_be_the_target_of_nothing_else():
    with pytest.raises(ki.FrameError, match="both river.chla"):
        REG.derive(pl.DataFrame({"river.chla": [1.0], "叶绿素a": [1.0]}), "river.tli")


def test_a_given_column_wins_over_its_formula():
    derived = derive(polars, {"river.codmn": [9.0, 9.0], "river.class_codmn": ["Ⅰ类", None]}, "river.class_codmn")
    assert derived["river.class_codmn"] == ["Ⅰ类", None]


def test_other_names_for_area_and_period_and_other_kinds_of_periods():
    data = {"县": ["a", "a"], "年": [2018, 2019], "river.codmn": [2.0, 3.0]}
    assert derive(polars, data, "river.codmn@yoy:pct", area="县", period="年")["river.codmn@yoy:pct"] == pytest.approx(
        [None, 50.0]
    )
    dates = pd.DataFrame(
        {"area": ["a", "a"], "period": pd.to_datetime(["2018-03-01", "2019-03-01"]), "river.codmn": [2.0, 3.0]}
    )
    assert REG.derive(dates, "river.codmn@yoy:pct")["river.codmn@yoy:pct"].tolist()[1] == pytest.approx(50.0)


@pytest.mark.parametrize(
    ("data", "target", "told"),
    [
        ({"river.chla": ["1", "<0.02"]}, "river.tli", r"'river\.chla' holds text \(row 1: '<0\.02'"),
        ({"river.codmn": [1.0]}, "river.tli", r"river\.chla \(mg/m\^3\), needed by river\.tli"),
        ({"river.class_codmn": ["Ⅳ类"], "area": ["a"], "period": ["2024"]}, "river.months", "no grades .*Ⅳ类"),
        ({"area": ["a"], "period": ["20xx"], "river.codmn": [1.0]}, "river.codmn@yoy", "20xx"),
        ({"river.codmn": [1.0]}, "river.codmn@yoy", "no column 'area' and 'period'"),
        ({"area": ["a"], "period": ["2024"], "indicator": ["river.codmn"], "value": [1.0]}, "river.tli", "reg.wide"),
        ({"river.codmn": [True]}, "river.class_codmn", "holds Boolean"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_by_column_and_row(data, target, told):
    with pytest.raises(ki.KaizhouError, match=told):
        REG.derive(pl.DataFrame(data), target)


def test_something_else_than_a_table_is_refused():
    with pytest.raises(ki.FrameError, match="neither a mapping"):
        REG.derive([1, 2], "river.tli")


def test_a_base_finer_than_the_rows_is_refused():
    data = {"area": ["a"], "period": ["2024"], "river.codmn": [1.0]}
    with pytest.raises(ki.PeriodError, match="2018-03"):
        REG.derive(pl.DataFrame(data), "river.codmn@2018-03:pct")


@pytest.mark.parametrize("kind", [polars, pandas, pyarrow])
def test_long_to_wide_and_back(kind):
    long = {
        "area": ["a", "a", "b"],
        "period": ["2024", "2024", "2024"],
        "indicator": ["river.codmn", "叶绿素a", "river.codmn"],
        "value": [3.4, 0.026, 2.2],
        "unit": ["mg/L", "mg/L", "mg/L"],
    }
    wide = REG.wide(kind(long))
    assert lists(wide) == {
        "area": ["a", "b"],
        "period": ["2024"] * 2,
        "river.codmn": [3.4, 2.2],
        "river.chla": [pytest.approx(26), None],
    }
    back = lists(REG.long(wide))
    assert back["indicator"] == ["river.codmn", "river.chla", "river.codmn"]
    assert back["value"] == pytest.approx([3.4, 26, 2.2])


def test_check_tells_all_faults_in_words():
    frame = pl.DataFrame({"area": ["a", "a"], "period": ["2024", "2024"], "river.codmn": [1.0, 2.0]})
    assert any("more than one row" in fault for fault in REG.check(frame))
    assert REG.check(frame.head(1)) == []


def test_explain_takes_a_row_of_a_table():
    told = REG.explain(pl.DataFrame(DATA), "river.class_codmn", where={"area": "a", "period": "2019-01"})
    assert told["river.class_codmn"].result == "Ⅱ类"
    with pytest.raises(ki.FrameError, match="picks 3 rows of 6"):
        REG.explain(pl.DataFrame(DATA), "river.class_codmn", where={"area": "a"})


def test_columns_keeps_only_what_is_asked_for():
    derived = REG.derive(pl.DataFrame(DATA), "river.tli", columns=["area", "period"])
    assert derived.columns == ["area", "period", "river.tli"]


def test_a_plan_is_compiled_once_and_run_on_every_kind():
    plan = REG.plan(["river.tli", "river.class_codmn"], ["river.chla", "river.codmn"])
    assert plan.inputs == ("river.chla", "river.codmn")
    frame = pl.DataFrame(DATA).select("river.chla", "river.codmn")
    assert plan(frame)["river.tli"].to_list() == lists(plan(frame.to_pandas()))["river.tli"]
    assert plan({"river.chla": 1, "river.codmn": 3})["river.tli"].magnitude == 25


@settings(max_examples=25, deadline=None)
@given(
    rows=st.dictionaries(
        st.tuples(st.sampled_from("ab"), st.integers(2018, 2021), st.integers(1, 12)),
        st.one_of(st.none(), st.floats(-10, 10)),
        min_size=1,
        max_size=30,
    ),
    order=st.randoms(use_true_random=False),
)
def test_the_order_of_rows_and_missing_months_never_change_a_comparison(rows, order):
    keys = list(rows)
    order.shuffle(keys)
    data = {
        "area": [a for a, _, _ in keys],
        "period": [f"{y}-{m:02}" for _, y, m in keys],
        "river.codmn": pl.Series([rows[k] for k in keys], dtype=pl.Float64),
    }
    derived = REG.derive(pl.DataFrame(data), "river.codmn@yoy", "river.codmn@2018")
    for i, (a, y, m) in enumerate(keys):
        assert derived["river.codmn@yoy"][i] == rows.get((a, y - 1, m))
        assert derived["river.codmn@2018"][i] == rows.get((a, 2018, m))


def test_a_window_is_made_of_its_own_periods_and_a_year_is_no_part_of_itself():
    data = {
        "area": ["a"] * 5,
        "period": ["2024-01", "2024-02", "2024-Q1", "2024", "2024-03-05"],
        "river.codmn": [1.0, 5.0, 1.0, 1.0, 1.0],
    }
    derived = derive(polars, data, "river.each_month")
    assert derived["river.each_month"] == [1.0] * 5
    assert derived["river.each_month#of"] == [2] * 5
    with pytest.raises(ki.FrameError, match="day, month, quarter"):
        REG.derive(pl.DataFrame(data), "river.months")
    yearly = {"area": ["a"] * 2, "period": ["2024-01", "2024"], "river.codmn": [1.0, 9.0]}
    assert derive(polars, yearly, "river.months")["river.months#of"] == [1, 1]


def test_running_totals_never_mix_lengths_or_span_periods():
    data = {"area": ["a"] * 4, "period": ["2024", "2024-01", "2024-02", "2024-Q1"], "river.done": [9.0, 2.0, 3.0, 5.0]}
    derived = derive(polars, data, "river.done@ytd", "river.done@cum")
    assert derived["river.done@ytd"] == [9.0, 2.0, 5.0, 5.0]
    assert derived["river.done@cum"] == [9.0, 2.0, 5.0, 5.0]
    joint = {"area": ["a"] * 2, "period": ["2024年1—2月", "2024-03"], "river.done": [2.0, 3.0]}
    with pytest.raises(ki.FrameError, match="2024-01/2024-02 span several"):
        REG.derive(pl.DataFrame(joint), "river.done@ytd")


def test_a_break_goes_through_derivations_and_stops_windows():
    data = {"area": ["a"] * 3, "period": ["2021", "2022", "2023"], "river.redefined": [1.0, 2.0, 4.0]}
    derived = derive(polars, data, "river.doubled@2021:pct", "river.doubled@yoy:pct", "river.redefined@cum")
    assert derived["river.doubled@2021:pct"] == [0.0, None, None]
    assert derived["river.doubled@yoy:pct"] == [None, None, 100.0]
    assert derived["river.redefined@cum"] == [1.0, 2.0, 6.0]


def test_the_ends_of_a_definitions_time_are_breaks_too():
    d = Domain("old", Text("旧", "Old"))
    d.indicator("n", Text("数", "Number"), unit="件", until="2021")
    data = {"area": ["a"] * 3, "period": ["2020", "2021", "2022"], "old.n": [1.0, 2.0, 3.0]}
    assert ki.Registry([d]).derive(pl.DataFrame(data), "old.n@yoy:pct")["old.n@yoy:pct"].to_list() == [
        None,
        100.0,
        None,
    ]


def test_accumulated_values_of_unequal_length_are_never_compared():
    d = Domain("acc", Text("累", "Accumulated"))
    d.indicator("n", Text("累计", "To date"), unit="件", basis=ki.Basis(accumulation="ytd"))
    data = {"area": ["a"] * 2, "period": ["2024-01", "2024-02"], "acc.n": [2.0, 3.0]}
    derived = ki.Registry([d]).derive(pl.DataFrame(data), "acc.n@2024-01", "acc.n@prev")
    assert derived["acc.n@2024-01"].to_list() == [2.0, None]
    assert derived["acc.n@prev"].to_list() == [None, None]


def test_a_pandas_column_of_nothing_or_of_decimals_holds_numbers():
    assert REG.derive(pd.DataFrame({"river.chla": [None, None]}), "river.tli")["river.tli"].isna().all()
    decimals = pd.DataFrame({"river.chla": [Decimal(1), None]}, dtype=object)
    assert REG.derive(decimals, "river.tli")["river.tli"].tolist()[0] == 25.0


def test_rows_without_a_calendar_period_have_no_comparisons_and_no_windows():
    data = {
        "area": ["a"] * 4,
        "period": ["2024-01", "unknown", "改革后", None],
        "river.codmn": [1.0, 2.0, 3.0, 4.0],
        "river.done": [1.0, 2.0, 3.0, 4.0],
    }
    frame = pl.DataFrame(data)
    derived = REG.derive(frame, "river.codmn@yoy", "river.codmn@2024-01", "river.months", "river.run", "river.done@cum")
    assert derived["river.codmn@2024-01"].to_list() == [1.0, None, None, None]
    assert derived["river.months"].to_list()[0] == 1
    assert derived["river.done@cum"].to_list() == [1.0, None, None, None]
    reasons = REG.plan(["river.codmn@yoy"], frame.columns).reasons(frame)
    assert len(reasons) == 4


def test_a_running_total_begins_at_the_start_of_the_period_it_names():
    data = {"area": ["a"] * 3, "period": ["2019-Q1", "2019-Q2", "2020-Q1"], "river.done": [1.0, 2.0, 3.0]}
    assert derive(polars, data, "river.done@cum(2020)")["river.done@cum(2020)"] == [None, None, 3.0]
    assert derive(polars, data, "river.done@cum(2019-Q2)")["river.done@cum(2019-Q2)"] == [None, 2.0, 5.0]
    with pytest.raises(ki.PeriodError, match="finer than"):
        REG.derive(pl.DataFrame(data), "river.done@cum(2019-02)")


@pytest.mark.parametrize("kind", KINDS)
def test_a_reference_area_may_be_a_number_in_the_table(kind):
    data = {"area": [500154, 1], "period": ["2019", "2019"], "river.codmn": [3.0, 2.0]}
    derived = derive(kind, data, "river.codmn@area=500154:times")
    assert derived["river.codmn@area=500154:times"] == pytest.approx([1.0, 2 / 3])


def test_published_figures_become_a_wide_table():
    d = river()
    d.observe("codmn", area="a", period="2024", value=3.4, printed="3.4mg/L", note=Text("年均", "mean"))
    d.observe("chla", area="a", period="2024", value=20, note=Text("夏季", "summer"))
    reg = ki.Registry([d])
    wide = reg.wide(reg.observations.to_frame())
    assert wide.to_dicts() == [{"area": "a", "period": "2024", "river.chla": 20.0, "river.codmn": 3.4}]
    with pytest.raises(ki.FrameError, match="is long"):
        reg.long(reg.observations.to_frame())


def test_a_windowed_target_is_explained_on_a_table():
    told = REG.explain(pl.DataFrame(DATA), "river.months", where={"area": "a", "period": "2019-01"})
    assert told["river.months"].result == "1 个月"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: REG.derive(pl.DataFrame(DATA), "river.tli", columns=["zz"]), "has no 'zz'"),
        (lambda: REG.derive(pd.DataFrame([[1.0, 2.0]], columns=["river.chla", 0]), "river.tli"), "names are no texts"),
        (lambda: REG.derive(DATA, "river.tli", units="ug/L"), "no mapping of names to units"),
        (lambda: REG.derive({"river.chla": 1.0}, 5), "no reference"),
        (lambda: REG.plan(5), "is no target"),
        (lambda: REG.derive({"river.chla": 1, "mars.rock": 2}, "river.tli"), "domain 'mars' is not loaded"),
        (lambda: REG.explain(pl.DataFrame(DATA), "river.tli", where={"zz": 1}), "It has area, period"),
        (lambda: REG.units(5), "is no text"),
        (lambda: ki.Registry([Domain("odd", Text("怪", "Odd"), units=5)]), "write lines such as"),
    ],
)
def test_a_call_that_cannot_be_is_answered_in_words(call, told):
    with pytest.raises(ki.KaizhouError, match=told):
        call()


@pytest.mark.parametrize("kind", KINDS)
def test_infinity_is_no_measurement(kind):
    derived = derive(
        kind, {"river.codmn": [math.inf, 3.0], "river.chla": [1.0, -math.inf]}, "river.class_codmn", "river.tli"
    )
    assert derived["river.class_codmn"] == [None, "Ⅱ类"]
    assert derived["river.tli"] == [25.0, None]
    with pytest.raises(ki.DerivationError, match="infinite"):
        REG.derive({"river.codmn": math.inf}, "river.class_codmn")
