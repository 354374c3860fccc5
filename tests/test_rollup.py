"""Rollup: each indicator by its rule, ratios re-derived, what has no meaning refused, what is missing told."""

from __future__ import annotations

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import kaizhou_indicators as ki
from kaizhou_indicators import Basis, Domain, Text, count_where, ln, running_total, streak, total, where
from kaizhou_indicators.periods import Period


def clinic() -> Domain:
    d = Domain("clinic", Text("诊疗", "Clinics"))
    both = {"over_time": "sum", "over_area": "sum"}
    d.indicator("primary", Text("基层诊疗人次", "Primary visits"), unit="万人次", kind="count", **both)
    d.indicator("visits", Text("总诊疗人次", "Visits"), unit="万人次", kind="count", **both)
    d.indicator("people", Text("常住人口", "Population"), unit="万人", over_time="last", over_area="sum")
    d.indicator(
        "income",
        Text("人均可支配收入", "Income a head"),
        unit="元",
        over_time="mean",
        over_area="weighted",
        weight="people",
    )
    d.indicator("opening", Text("年初数", "Opening"), unit="个", over_time="first", over_area="sum")
    d.indicator("peak", Text("峰值", "Peak"), unit="个", over_time="max", over_area="max")
    d.indicator("low", Text("谷值", "Low"), unit="个", over_time="min", over_area="min")
    d.indicator("middle", Text("中位数", "Median"), unit="个", over_time="median", over_area="median")
    d.indicator("silent", Text("未定汇总", "Without a rule"), unit="个")
    d.indicator("place", Text("位次", "Rank"), unit="位", kind="rank")
    d.indicator("growth", Text("增速", "Growth"), unit="%", kind="rate", published_only=True)
    d.indicator("rate", Text("无分子的率", "Rate without parts"), unit="%", kind="rate")
    d.indicator("done", Text("累计完成", "Done so far"), unit="亿元", over_area="sum", basis=Basis(accumulation="ytd"))
    d.indicator("beds", Text("床位", "Beds"), unit="张", by=("level",), over_time="last", over_area="sum")
    d.indicator("extra", Text("可缺", "Optional"), unit="万人次", **both)

    @d.derived("share", Text("基层占比", "Primary share"), unit="%", better="higher")
    def share(primary, visits):
        return primary / visits

    @d.derived("per_head", Text("人均诊疗", "Visits a head"), unit="人次/人")
    def per_head(visits, people):
        return visits / people

    @d.derived("beds_per_10k", Text("万人床位", "Beds per 10,000"), unit="张/万人")
    def beds_per_10k(beds, people):
        return beds / people

    @d.derived("all", Text("合计", "All"), unit="万人次")
    def all_(visits, extra=None):
        return total(visits, extra)

    @d.derived("index", Text("指数", "Index"), unit="1", takes={"low": "个"}, over_time="mean")
    def index(low):
        return 10 * ln(low)

    @d.derived("across", Text("区域均值", "Mean across areas"), unit="1", takes={"low": "个"}, over_area="mean")
    def across(low):
        return low * low

    @d.derived("mixed", Text("两种顺序", "Both orders"), unit="1")
    def mixed(index, across):
        return index + across

    return d


REG = ki.Registry([clinic()])
PARENTS = {"甲区": "市", "乙区": "市"}
MONTHS = [f"2024-{m:02}" for m in range(1, 13)]


def year_of(**columns: list) -> pl.DataFrame:
    """Return a table of one area and the months of 2024."""
    return pl.DataFrame(
        {"area": ["甲区"] * 12, "period": MONTHS, **{k.replace("__", "."): v for k, v in columns.items()}}
    )


def months(key: str, values: list, **more: list) -> pl.DataFrame:
    return pl.DataFrame({"area": ["甲区"] * len(values), "period": MONTHS[: len(values)], key: values, **more})


def value(table: pl.DataFrame, target: str, **how) -> object:
    return REG.rollup(table, target, **how)[target].to_list()


# -- rules over time


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("clinic.visits", 78.0),
        ("clinic.income", 6.5),
        ("clinic.people", 12.0),
        ("clinic.opening", 1.0),
        ("clinic.peak", 12.0),
        ("clinic.low", 1.0),
        ("clinic.middle", 6.5),
    ],
)
def test_each_rule_over_time(key, expected):
    table = months(key, [float(m) for m in range(1, 13)]).with_columns(pl.lit(1.0).alias("clinic.people_"))
    assert value(table.sample(fraction=1, shuffle=True, seed=3), key) == [expected]


def test_the_last_value_is_the_last_of_the_calendar_not_of_the_rows():
    table = months("clinic.people", [float(m) for m in range(1, 13)]).reverse()
    assert value(table, "clinic.people") == [12.0]
    assert value(table, "clinic.people", period="quarter") == [12.0, 9.0, 6.0, 3.0]
    assert REG.rollup(table, "clinic.people", period="quarter")["period"].to_list() == [
        f"2024-Q{q}" for q in (4, 3, 2, 1)
    ]


def test_an_accumulated_value_goes_by_its_last_one_never_by_the_sum():
    # 累计: 1—3月 etc. as published, in 亿元
    table = months("clinic.done", [2.0, 5.0, 9.0, 12.0, 15.0, 19.0, 22.0, 26.0, 31.0, 35.0, 40.0, 47.0])
    assert value(table, "clinic.done") == [47.0]
    assert value(table, "clinic.done", period="quarter") == [9.0, 19.0, 31.0, 47.0]


def test_accumulated_ranges_are_the_same_as_accumulated_months():
    ranges = ["2024年1月", *(f"2024年1—{m}月" for m in range(2, 13))]
    table = pl.DataFrame({"area": ["甲区"] * 12, "period": ranges, "clinic.done": [float(m) for m in range(1, 13)]})
    assert value(table, "clinic.done") == [12.0]


def test_an_accumulated_value_without_december_is_no_year():
    assert value(months("clinic.done", [float(m) for m in range(1, 12)]), "clinic.done") == [None]


def test_a_joint_january_and_february_counts_as_two_of_twelve():
    periods = ["2024年1—2月", *MONTHS[2:]]
    table = pl.DataFrame({"area": ["甲区"] * 11, "period": periods, "clinic.visits": [20.0, *[10.0] * 10]})
    assert value(table, "clinic.visits") == [120.0]
    mean = table.rename({"clinic.visits": "clinic.income"})
    # the joint value stands for two months: (2 * 20 + 10 * 10) / 12
    assert REG.rollup(mean, "clinic.income")["clinic.income"].to_list() == [pytest.approx(140 / 12)]
    middle = table.rename({"clinic.visits": "clinic.middle"})
    assert REG.rollup(middle)["clinic.middle"].to_list() == [None]


def test_days_make_a_month_only_when_all_of_them_are_there():
    days = [str(p) for p in Period.parse("2024-02").parts("day")]
    table = pl.DataFrame({"area": ["甲区"] * 29, "period": days, "clinic.visits": [1.0] * 29})
    assert value(table, "clinic.visits", period="month") == [29.0]
    assert value(table[:28], "clinic.visits", period="month") == [None]


def test_years_of_the_frequency_asked_for_stay_as_they_are():
    table = pl.DataFrame({"area": ["甲区", "乙区"], "period": [2024, 2024], "clinic.silent": [1.0, 2.0]})
    made = REG.rollup(table, "clinic.silent")
    assert made.to_dict(as_series=False) == {
        "area": ["甲区", "乙区"],
        "period": [2024, 2024],
        "clinic.silent": [1.0, 2.0],
    }


def test_a_years_own_row_is_never_added_to_its_months():
    table = months("clinic.visits", [1.0] * 12)
    own = pl.DataFrame({"area": ["甲区"] * 2, "period": ["2024", "2023"], "clinic.visits": [99.0, 7.0]})
    made = REG.rollup(pl.concat([table, own]), "clinic.visits")
    assert made.rows() == [("甲区", "2024", 12.0), ("甲区", "2023", 7.0)]


def test_months_and_quarters_of_one_year_are_refused_and_of_different_columns_are_not():
    both = pl.DataFrame({"area": ["甲区"] * 2, "period": ["2024-Q1", "2024-01"], "clinic.visits": [3.0, 1.0]})
    with pytest.raises(ki.FrameError, match=r"clinic.visits: the periods within one year overlap \(甲区, 2024\)"):
        REG.rollup(both)
    lazy = REG.rollup(both.lazy(), complete=1).collect()
    assert lazy["clinic.visits"].to_list() == [None]
    quarters = pl.DataFrame(
        {
            "area": ["甲区"] * 16,
            "period": [*MONTHS, "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"],
            "clinic.visits": [1.0] * 12 + [None] * 4,
            "clinic.primary": [None] * 12 + [1.5] * 4,
        }
    )
    assert REG.rollup(quarters, "clinic.visits", "clinic.share").rows() == [("甲区", "2024", 12.0, 50.0)]


def test_a_period_that_lies_in_no_longer_one_is_refused():
    table = pl.DataFrame({"area": ["甲区"] * 2, "period": ["2024", "2024-01"], "clinic.visits": [1.0, 2.0]})
    with pytest.raises(ki.FrameError, match="'period': 2024 do not lie in one quarter; take their rows out"):
        REG.rollup(table, period="quarter")


# -- rules over areas


def two(period: str = "2024", **columns: list) -> pl.DataFrame:
    return pl.DataFrame(
        {"area": ["甲区", "乙区"], "period": [period] * 2, **{k.replace("__", "."): v for k, v in columns.items()}}
    )


def test_a_ratio_is_derived_from_the_sums_and_never_averaged():
    # 全国诊疗人次, 亿: 2015 43.4 of 77.0 (56.4 %), 2021 42.5 of 84.7 (50.2 %) (卫生健康事业发展统计公报)
    table = two(clinic__primary=[43.4, 42.5], clinic__visits=[77.0, 84.7])
    one = REG.derive(table, "clinic.share")["clinic.share"].to_list()
    assert one == [pytest.approx(56.4, abs=0.05), pytest.approx(50.2, abs=0.05)]
    made = value(table, "clinic.share", area=PARENTS)
    assert made == [pytest.approx(100 * 85.9 / 161.7)]
    assert made != [pytest.approx(sum(one) / 2)]


def test_a_published_ratio_gives_way_to_its_parts():
    table = two(clinic__primary=[1.0, 1.0], clinic__visits=[2.0, 6.0], clinic__share=[50.0, 16.7])
    assert value(table, "clinic.share", area=PARENTS) == [25.0]


def test_income_a_head_is_weighted_by_population():
    table = two(clinic__income=[30000.0, 10000.0], clinic__people=[30.0, 10.0])
    assert value(table, "clinic.income", area=PARENTS) == [25000.0]


def test_a_weight_counts_only_where_the_value_is_there():
    table = two(clinic__income=[30000.0, None], clinic__people=[30.0, 10.0])
    assert value(table, "clinic.income", area=PARENTS) == [None]
    assert value(table, "clinic.income", area=PARENTS, complete=1) == [30000.0]


def test_a_weighted_value_without_its_weight_is_refused():
    with pytest.raises(ki.ComparabilityError, match="clinic.income is weighted by clinic.people"):
        REG.rollup(two(clinic__income=[1.0, 2.0]), "clinic.income", area=PARENTS)


def test_per_head_takes_the_years_visits_and_the_years_last_population():
    table = months("clinic.visits", [1.0] * 12).with_columns(
        pl.Series("clinic.people", [None] * 11 + [4.0], dtype=pl.Float64)
    )
    assert value(table, "clinic.per_head") == [3.0]


def test_the_row_of_the_parent_itself_is_left_out():
    table = pl.concat(
        [two(clinic__visits=[1.0, 2.0]), two(clinic__visits=[40.0, 50.0])[:1].with_columns(area=pl.lit("市"))]
    )
    assert REG.rollup(table, area=PARENTS).rows() == [("市", "2024", 3.0)]
    itself = {**PARENTS, "市": "市"}
    assert REG.rollup(table, area=itself).rows() == [("市", "2024", 3.0)]


def test_an_area_without_a_parent_is_named():
    table = pl.concat(
        [two(clinic__visits=[1.0, 2.0]), two(clinic__visits=[4.0, 5.0])[:1].with_columns(area=pl.lit("丙区"))]
    )
    with pytest.raises(ki.FrameError, match="area= names no parent of 丙区; add them to it"):
        REG.rollup(table, area=PARENTS)


def test_a_column_may_hold_the_parents():
    table = two(clinic__visits=[1.0, 2.0]).with_columns(city=pl.lit("市"))
    assert REG.rollup(table, "clinic.visits", area="city").rows() == [("市", "2024", 3.0)]
    with pytest.raises(ki.FrameError, match="area='town' names no column"):
        REG.rollup(table, "clinic.visits", area="town")


def test_codes_of_areas_may_be_numbers():
    table = two(clinic__visits=[1.0, 2.0]).with_columns(area=pl.Series([500154, 500101]))
    parents = {500154: 500000, "500101": 500000}
    assert REG.rollup(table, area=parents).rows() == [("500000", "2024", 3.0)]


def test_a_lazy_table_shows_the_areas_without_a_parent_under_no_area():
    rows = [*two(clinic__visits=[1.0, 2.0]).rows(), ("市", "2024", 9.0), ("丙区", "2024", 4.0)]
    table = pl.LazyFrame(rows, schema=["area", "period", "clinic.visits"], orient="row")
    made = REG.rollup(table, "clinic.visits", period=None, area=PARENTS)
    assert isinstance(made, pl.LazyFrame)
    assert sorted(made.collect().rows(), key=str) == [("市", "2024", 3.0), (None, "2024", None)]


def test_parents_that_are_neither_a_mapping_nor_a_column_are_refused():
    with pytest.raises(ki.FrameError, match="is neither a mapping of area to parent nor the name of a column"):
        REG.rollup(two(clinic__visits=[1.0, 2.0]), area=["市"])


def test_a_comparison_inside_a_formula_is_made_between_the_years():
    d = Domain("inner", Text("内部", "Inner"))
    d.indicator("a", Text("甲", "A"), unit="件", over_time="sum")

    @d.derived("faster", Text("快", "Faster"), unit="%", inputs={"growth": "inner.a@yoy:pct"})
    def faster(growth):
        return 2 * growth

    rows = [("甲区", f"{year}-{m:02}", float(year - 2022)) for year in (2023, 2024) for m in range(1, 13)]
    table = pl.DataFrame(rows, schema=["area", "period", "inner.a"], orient="row")
    assert ki.Registry([d]).rollup(table, "inner.faster").rows() == [("甲区", "2023", None), ("甲区", "2024", 200.0)]


# -- which comes first


def test_the_mean_of_an_index_belongs_to_the_whole_area():
    table = pl.concat(
        [
            months("clinic.low", [float(m) for m in range(1, 13)]),
            months("clinic.low", [3.0] * 12).with_columns(area=pl.lit("乙区")),
        ]
    )
    city = REG.rollup(table, "clinic.low", period=None, area=PARENTS)
    index = REG.derive(city, "clinic.index")["clinic.index"]
    assert value(table, "clinic.index", area=PARENTS) == [pytest.approx(index.mean())]


def test_the_mean_across_areas_is_of_the_years_values():
    table = pl.concat(
        [
            months("clinic.low", [float(m) for m in range(2, 14)]),
            months("clinic.low", [3.0] * 12).with_columns(area=pl.lit("乙区")),
        ]
    )
    assert value(table, "clinic.across", area=PARENTS) == [pytest.approx((2.0**2 + 3.0**2) / 2)]


def test_both_orders_at_once_are_refused_and_one_direction_is_not():
    table = months("clinic.low", [2.0] * 12)
    with pytest.raises(
        ki.ComparabilityError, match="clinic.index goes over areas first, clinic.across over time first"
    ):
        REG.rollup(table, "clinic.mixed", area=PARENTS)
    assert REG.rollup(table, "clinic.mixed").height == 1


# -- dimensions


def by_level() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "area": ["甲区", "甲区", "乙区", "乙区"],
            "period": [2024] * 4,
            "level": ["县级", "乡镇", "县级", "乡镇"],
            "clinic.beds": [10.0, 5.0, 20.0, 7.0],
            "clinic.people": [3.0, 3.0, 4.0, 4.0],
        }
    )


def test_dimensions_stay_unless_they_are_summed_away_by_name():
    assert REG.rollup(by_level(), "clinic.beds", area=PARENTS).rows() == [
        ("市", 2024, "县级", 30.0),
        ("市", 2024, "乡镇", 12.0),
    ]
    assert REG.rollup(by_level(), "clinic.beds", over="level").rows() == [("甲区", 2024, 15.0), ("乙区", 2024, 27.0)]


def test_what_has_no_such_dimension_is_taken_once():
    made = REG.rollup(by_level(), "clinic.beds_per_10k", "clinic.people", over="level", area=PARENTS)
    assert made.rows() == [("市", 2024, pytest.approx(42 / 7), 7.0)]


def test_a_dimension_that_is_none_is_refused():
    with pytest.raises(ki.FrameError, match=r"over='lvl' is no dimension.* Did you mean 'level'"):
        REG.rollup(by_level(), "clinic.beds", over="lvl")


# -- completeness


def test_a_missing_part_is_null_until_the_caller_says_otherwise():
    table = months("clinic.visits", [1.0] * 11)
    assert value(table, "clinic.visits") == [None]
    for complete in (11, 0.9, {"over_time": 11}, {"clinic.visits": 11}, {"clinic.visits": {"over_time": 0.5}}):
        assert value(table, "clinic.visits", complete=complete) == [11.0]
    for complete in (12, 0.95, {"over_area": 1}):
        assert value(table, "clinic.visits", complete=complete) == [None]


def test_the_number_of_parts_is_counted_in_the_tables_own_periods():
    table = pl.DataFrame(
        {"area": ["甲区"] * 3, "period": [f"2024-Q{q}" for q in (1, 2, 3)], "clinic.visits": [1.0] * 3}
    )
    assert value(table, "clinic.visits", complete=3) == [3.0]
    assert value(table, "clinic.visits", complete=4) == [None]


def test_with_gaps_allowed_the_last_one_there_is_taken():
    assert value(months("clinic.people", [1.0, 2.0, None]), "clinic.people", complete=2) == [2.0]
    assert value(months("clinic.people", [1.0, 2.0, None]), "clinic.people", complete=3) == [None]


def test_no_numerator_without_its_denominator():
    table = two(clinic__primary=[9.0, None], clinic__visits=[10.0, 90.0])
    made = REG.rollup(table, "clinic.share", "clinic.visits", area=PARENTS, complete=1)
    assert made.rows() == [("市", "2024", 90.0, 100.0)]
    assert value(table, "clinic.share", area=PARENTS) == [None]


def test_an_optional_part_that_is_there_in_part_only_is_neither_skipped_nor_taken():
    table = two(clinic__visits=[1.0, 2.0], clinic__extra=[5.0, None])
    assert value(table, "clinic.all", area=PARENTS) == [None]
    assert "is there in part only" in REG.rollup_reasons(table, "clinic.all", area=PARENTS)["reason"][0]
    assert value(table, "clinic.all", area=PARENTS, complete={"clinic.extra": 1}) == [8.0]
    assert value(table.drop("clinic.extra"), "clinic.all", area=PARENTS) == [3.0]


def test_counts_tell_how_many_parts_there_were_through_all_stages():
    table = pl.concat(
        [months("clinic.visits", [1.0] * 12), months("clinic.visits", [1.0] * 11).with_columns(area=pl.lit("乙区"))]
    )
    made = REG.rollup(table, area=PARENTS, counts=True, complete={"over_time": 11})
    assert made.rows() == [("市", "2024", 23.0, 23, 24)]


@pytest.mark.parametrize("complete", [0, -1, 1.5, True, "all", {"over_times": 3}, {"clinic.visits": {"x": 1}}])
def test_a_completeness_that_says_nothing_is_refused(complete):
    with pytest.raises(ki.FrameError, match="complete"):
        REG.rollup(months("clinic.visits", [1.0]), complete=complete)


def test_reasons_go_down_to_the_part_that_is_missing():
    table = pl.concat(
        [months("clinic.visits", [1.0] * 12), months("clinic.visits", [1.0] * 11).with_columns(area=pl.lit("乙区"))]
    )
    table = table.with_columns(pl.lit(1.0).alias("clinic.primary"))
    made = REG.rollup_reasons(table, "clinic.share", area=PARENTS)
    assert made.select("area", "period", "target").rows() == [("市", "2024", "clinic.share")]
    assert made["reason"][0] == (
        "clinic.share: clinic.primary of 市, 2024: 1 of 2 areas have a value; missing: 乙区"
        " (clinic.primary of 乙区, 2024: 11 of 12 months have a value; missing: 2024-12)"
    )


def test_reasons_tell_a_division_by_zero_too():
    table = two(clinic__primary=[0.0, 0.0], clinic__visits=[0.0, 0.0])
    assert "clinic.visits = 0" in REG.rollup_reasons(table, "clinic.share", area=PARENTS)["reason"][0]


def test_reasons_are_for_eager_tables():
    with pytest.raises(ki.FrameError, match="collect the lazy frame first"):
        REG.rollup_reasons(months("clinic.visits", [1.0]).lazy())


# -- status


def test_the_worst_status_of_the_parts_travels():
    table = two(clinic__primary=[1.0, 2.0], clinic__visits=[4.0, 4.0]).with_columns(
        pl.Series("clinic.primary#status", ["A", "P"])
    )
    made = REG.rollup(table, "clinic.share", "clinic.visits", area=PARENTS)
    assert made.rows(named=True) == [
        {"area": "市", "period": "2024", "clinic.share": 37.5, "clinic.share#status": "P", "clinic.visits": 8.0}
    ]


# -- windows


def river() -> Domain:
    d = Domain("river", Text("河", "River"))
    d.indicator("codmn", Text("高锰酸盐指数", "Permanganate"), unit="mg/L", over_time="mean", over_area="mean")
    d.indicator("spent", Text("投资", "Spent"), unit="万元", over_time="sum", over_area="sum")

    @d.derived(
        "cls",
        Text("类别", "Class"),
        kind="grade",
        grades=[Text("Ⅱ类", "II"), Text("Ⅲ类", "III")],
        takes={"codmn": "mg/L"},
    )
    def cls(codmn):
        return where(codmn <= 4, 1, 2)

    d.windowed(
        "months", Text("达标月数", "Months at class"), of="cls", how=count_where(lambda c: c == 1), each="month",
        unit="个月", kind="count",
    )  # fmt: skip
    d.windowed(
        "run", Text("连续", "Run"), of="cls", how=streak(lambda c: c == 1), over="all", unit="个月", kind="count"
    )
    d.windowed("so_far", Text("累计", "So far"), of="spent", how=running_total(), unit="万元")
    return d


RIVER = ki.Registry([river()])
CODMN = [3.4, 3.8, 4.2, 4.1, 3.9, 3.0, 2.8, 3.3, 4.6, 3.9, 3.5, 3.4]


def test_months_at_class_are_counted_before_the_year_is_made_and_the_class_after():
    table = months("river.codmn", CODMN)
    made = RIVER.rollup(table, "river.months", "river.cls", "river.run")
    assert made.rows(named=True) == [
        {
            "area": "甲区",
            "period": "2024",
            "river.months": 9.0,
            "river.months#of": 12,
            "river.cls": "Ⅱ类",
            "river.run": 3.0,
        }
    ]


def test_months_at_class_of_a_lake_are_the_months_of_its_mean():
    table = pl.concat(
        [months("river.codmn", CODMN), months("river.codmn", [3.0, *[5.0] * 11]).with_columns(area=pl.lit("乙区"))]
    )
    lake = RIVER.rollup(table, "river.codmn", period=None, area=PARENTS)
    by_hand = lake.filter(pl.col("river.codmn") <= 4).height
    assert RIVER.rollup(table, "river.months", area=PARENTS)["river.months"].to_list() == [by_hand]


def test_a_month_without_a_class_is_told_and_makes_the_count_incomplete():
    table = months("river.codmn", [*CODMN[:11], None])
    assert RIVER.rollup(table, "river.months")["river.months"].to_list() == [None]
    made = RIVER.rollup(table, "river.months", complete=11)
    assert made.select("river.months", "river.months#of").rows() == [(8.0, 11)]


def test_the_running_total_of_a_year_is_its_last_one():
    assert RIVER.rollup(months("river.spent", [1.0] * 12), "river.so_far")["river.so_far"].to_list() == [12.0]


# -- refusals


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("clinic.place", "a rank is never added or averaged"),
        ("clinic.growth", "it is only ever published, and never rebuilt"),
        ("clinic.rate", "a rate is never added or averaged; derive it from its numerator and denominator"),
        ("clinic.silent", "it declares no over_time; declare over_time='sum'"),
        (
            "clinic.share",
            "a share is never added or averaged; give its parts as columns: clinic.primary, clinic.visits",
        ),
    ],
)
def test_what_has_no_meaning_for_the_year_is_refused_with_the_reason(key, reason):
    with pytest.raises(ki.ComparabilityError, match=rf"{key} is not rolled up over time to the year: {reason}"):
        REG.rollup(months(key, [1.0] * 12), key)


def test_a_measured_grade_is_refused_and_a_derived_one_is_not():
    d = Domain("g", Text("等次", "Grades"))
    d.indicator("mark", Text("等次", "Mark"), kind="grade", grades=[Text("甲", "A"), Text("乙", "B")])
    d.indicator(
        "worst", Text("最差", "Worst"), kind="grade", grades=[Text("甲", "A"), Text("乙", "B")], over_area="max"
    )
    reg = ki.Registry([d])
    table = pl.DataFrame(
        {"area": ["甲区", "乙区"], "period": [2024] * 2, "g.mark": ["甲", "乙"], "g.worst": ["甲", "乙"]}
    )
    with pytest.raises(ki.ComparabilityError, match="a grade is never added or averaged"):
        reg.rollup(table, "g.mark", area=PARENTS)
    assert reg.rollup(table, "g.worst", area=PARENTS)["g.worst"].to_list() == ["乙"]


def test_without_targets_every_indicator_is_rolled_up_and_what_cannot_be_is_named_together():
    table = months(
        "clinic.visits", [1.0] * 12, **{"clinic.place": [1.0] * 12, "clinic.rate": [2.0] * 12, "note": ["x"] * 12}
    )
    with pytest.raises(ki.ComparabilityError) as caught:
        REG.rollup(table)
    assert "clinic.place" in str(caught.value)
    assert "clinic.rate" in str(caught.value)
    assert REG.rollup(table.drop("clinic.place", "clinic.rate")).columns == ["area", "period", "clinic.visits"]


def test_comparisons_are_derived_from_the_result():
    with pytest.raises(
        ki.ComparabilityError, match="clinic.visits@yoy:pct: comparisons and running totals are not rolled up"
    ):
        REG.rollup(months("clinic.visits", [1.0]), "clinic.visits@yoy:pct")


def test_missing_inputs_are_named():
    with pytest.raises(ki.MissingInputError, match="clinic.primary"):
        REG.rollup(months("clinic.visits", [1.0] * 12), "clinic.share")


def test_duplicates_are_listed():
    table = pl.concat([months("clinic.visits", [1.0]), months("clinic.visits", [2.0])])
    with pytest.raises(ki.FrameError, match="area=甲区, period=2024-01"):
        REG.rollup(table)
    with pytest.raises(ki.FrameError, match="1 keys have more than one row: 2024-01"):
        REG.rollup(table.drop("area"))
    spelled = table.with_columns(period=pl.Series(["2024-01", "2024年1月"]))
    with pytest.raises(ki.FrameError, match="1 keys have more than one row"):
        REG.rollup(spelled)


@pytest.mark.parametrize(
    ("how", "match"),
    [
        ({"period": None}, "nothing is rolled up"),
        ({"period": "day"}, "nothing is shorter than a day"),
        ({"period_column": "month"}, "needs the column 'month'"),
        ({"area": PARENTS, "area_column": "place"}, "needs the column 'place'"),
    ],
)
def test_calls_that_say_nothing_are_answered(how, match):
    with pytest.raises(ki.FrameError, match=match):
        REG.rollup(months("clinic.visits", [1.0]), **how)


def test_an_unknown_frequency_and_a_key_nobody_knows():
    with pytest.raises(ki.PeriodError, match="is no frequency"):
        REG.rollup(months("clinic.visits", [1.0]), period="week")
    with pytest.raises(ki.UnknownKeyError):
        REG.rollup(months("clinic.visits", [1.0]), "clinic.vists")


def test_a_row_without_a_period_is_named():
    table = pl.DataFrame({"area": ["甲区"] * 2, "period": ["2024-01", None], "clinic.visits": [1.0, 2.0]})
    with pytest.raises(ki.FrameError, match="'period' is empty in row 1"):
        REG.rollup(table)


# -- units, headers, names


def test_results_are_in_the_declared_unit_whatever_the_column_says():
    table = two(clinic__primary=[90000.0, 20000.0]).with_columns(pl.Series("总诊疗人次(人次)", [100000, 300000]))
    made = REG.rollup(table, area=PARENTS, units={"clinic.primary": "人次"})
    assert made.rows(named=True) == [{"area": "市", "period": "2024", "clinic.primary": 11.0, "clinic.visits": 40.0}]


def test_area_and_period_may_have_other_names():
    table = two(clinic__visits=[1.0, 2.0]).rename({"area": "地区", "period": "年份"})
    made = REG.rollup(table, area=PARENTS, area_column="地区", period_column="年份")
    assert made.rows(named=True) == [{"地区": "市", "年份": "2024", "clinic.visits": 3.0}]


def test_a_table_without_areas_is_rolled_up_over_time():
    assert REG.rollup(months("clinic.visits", [1.0] * 12).drop("area")).rows() == [("2024", 12.0)]


# -- tables of other kinds


def wide() -> pl.DataFrame:
    rows = [(a, p, float(n), float(n + k)) for k, a in enumerate(["乙区", "甲区"], 1) for n, p in enumerate(MONTHS)]
    return pl.DataFrame(rows, schema=["area", "period", "clinic.primary", "clinic.visits"], orient="row")


KINDS = {
    "polars": lambda t: t,
    "lazy": lambda t: t.lazy(),
    "pandas": lambda t: t.to_pandas().set_index(pd.Index(range(5, 5 + t.height))),
    "arrow": lambda t: t.to_pandas().convert_dtypes(dtype_backend="pyarrow"),
    "pyarrow": lambda t: t.to_arrow(),
}


def rows_of(made: object) -> list[tuple]:
    if isinstance(made, pl.LazyFrame):
        return sorted(made.collect().rows())
    if isinstance(made, pd.DataFrame):
        assert list(made.index) == list(range(len(made)))
        return [tuple(None if v is pd.NA or v != v else v for v in row) for row in made.itertuples(index=False)]
    return made.rows() if isinstance(made, pl.DataFrame) else [tuple(r.values()) for r in made.to_pylist()]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "how", [{}, {"period": "quarter"}, {"area": PARENTS}, {"area": PARENTS, "complete": 1, "counts": True}]
)
def test_every_kind_of_table_comes_back_with_the_same_rows(kind, how):
    table = wide().with_columns(
        pl.when(pl.col("clinic.primary") == 4).then(None).otherwise(pl.col("clinic.primary")).alias("clinic.primary")
    )
    given = KINDS[kind](table)
    made = REG.rollup(given, "clinic.share", "clinic.visits", **how)
    assert type(made) is type(given)
    expected = REG.rollup(table, "clinic.share", "clinic.visits", **how).rows()
    assert rows_of(made) == [pytest.approx(r) for r in (sorted(expected) if kind == "lazy" else expected)]


def test_a_duckdb_relation_stays_lazy_and_comes_out_the_same():
    arrow = wide().to_arrow()
    relation = duckdb.sql("select * from arrow")
    made = REG.rollup(relation, "clinic.share", area=PARENTS, complete=6)
    assert type(made) is type(relation)
    assert made.fetchall() == [
        pytest.approx(r) for r in REG.rollup(wide(), "clinic.share", area=PARENTS, complete=6).rows()
    ]
    assert arrow.num_rows == 24


def test_pyarrow_only_approximates_a_median_and_so_is_refused():
    table = pa.table({"area": ["甲区"] * 12, "period": MONTHS, "clinic.middle": [1.0] * 12})
    with pytest.raises(ki.FrameError, match="pyarrow only approximates a median"):
        REG.rollup(table)


# -- registration


def faults(**attributes: object) -> str:
    d = Domain("w", Text("权重", "Weights"))
    d.indicator("people", Text("人口", "People"), unit="人")
    d.indicator("share", Text("比例", "Share"), unit="%")
    d.indicator("income", Text("收入", "Income"), unit="元", **attributes)
    with pytest.raises(ki.RegistrationError) as caught:
        ki.Registry([d])
    return " ".join(map(str, caught.value.exceptions))


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ({"over_area": "weighted"}, "needs weight="),
        ({"over_area": "weighted", "weight": "peple"}, "weight='peple' is no indicator. Did you mean 'people'?"),
        ({"over_area": "weighted", "weight": "share"}, "w.share is a share and weighs nothing"),
        ({"over_area": "weighted", "weight": "income"}, "weight names the indicator itself"),
        ({"over_area": "mean", "weight": "people"}, "is read by over_time or over_area='weighted' only"),
        ({"over_area": "weighted", "weight": "people", "kind": "rank"}, "a rank is never added or averaged"),
    ],
)
def test_a_weight_is_checked_when_the_domain_registers(attributes, told):
    assert told in faults(**attributes)


def test_a_weight_survives_the_catalogues_json():
    again = ki.Registry.from_json(REG.to_json())
    assert again["clinic.income"].weight_key == "clinic.people"
    table = two(clinic__income=[30000.0, 10000.0], clinic__people=[30.0, 10.0])
    assert again.rollup(table, "clinic.income", area=PARENTS)["clinic.income"].to_list() == [25000.0]
