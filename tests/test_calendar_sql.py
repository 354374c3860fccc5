"""Where a table runs elsewhere, its periods are worked out by integers: they must say what Period says."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators import Basis, Break, Domain, Period, Text, decumulated, first_when, running_total

TEXTS = (
    "2024 2024-A1 2024年 2024年度 2024全年 2024-H1 2024H2 2024-S2 2024年上半年 2024年下半年 2024-Q3 2024Q1 2024年第一季度 2024年4季度"
    " 2024年三季度 2024-01 2024-1 2024-M03 2024M12 2024年3月 2024年12月份 2024-03-01 2024年3月5日 2024-01/2024-06 2024年1—6月 2024年1-2月"
    " 2024年1至12月 2024年前6个月 2024年前三季度 2023/2024 2023—2024年 2024-Q1/2024-Q3 2024-02/2025-03 2024年1—6月累计"
).split()
NO_PERIODS = ["foo", "", "202403", "2024-13", "2024-Q5", "2024-06/2024-01", "2024/25", "前年"]


def shop() -> ki.Registry:
    d = Domain("s", Text("店", "Shop"))
    d.indicator("v", Text("值", "Value"), unit="件", over_time="sum")
    d.indicator("b", Text("断", "Broken"), unit="件", breaks=[Break("2019-03"), Break("2020")])
    d.indicator("acc", Text("累计", "Accumulated"), unit="件", basis=Basis(accumulation="ytd"))
    d.windowed("first", Text("首", "First"), of="v", how=first_when(lambda v: v > 0))
    d.windowed("total", Text("合计", "Total"), of="v", unit="件", how=running_total())
    d.windowed("own", Text("本期", "Own"), of="acc", unit="件", how=decumulated())
    return ki.Registry([d])


REG = shop()
BASES = ["yoy", "prev", "2018", "2018-Q1", "2018-03", "2018/2019", "2018-H2", "2019-01-15", "area=a"]
ROWS = st.one_of(
    st.builds(lambda y: str(y), st.integers(2017, 2021)),
    st.builds(lambda y, h: f"{y}-H{h}", st.integers(2017, 2020), st.integers(1, 2)),
    st.builds(lambda y, q: f"{y}-Q{q}", st.integers(2017, 2020), st.integers(1, 4)),
    st.builds(lambda y, m: f"{y}-{m:02}", st.integers(2017, 2020), st.integers(1, 12)),
    st.builds(lambda y, m: f"{y}-01/{y}-{m:02}", st.integers(2017, 2020), st.integers(2, 12)),
    st.builds(lambda y: f"{y}/{y + 1}", st.integers(2015, 2020)),
    st.dates(Period.parse("2019-01-01").start, Period.parse("2020-03-02").end).map(str),
)


def on_duckdb(columns: dict[str, list[object]], *targets: str) -> dict[tuple[str, str], dict[str, object]]:
    arrays = {n: pa.array(v, pa.string() if n in {"area", "period"} else pa.float64()) for n, v in columns.items()}
    derived = REG.derive(duckdb.connect().from_arrow(pa.table(arrays)), *targets)
    rows = derived.to_arrow_table().to_pylist()
    return {(row["area"], row["period"]): {target: row[target] for target in targets} for row in rows}


def test_every_spelling_of_a_period_is_its_canonical_text() -> None:
    """Two areas of one parent are peers in one period only: two of them say that both texts mean the same."""
    canonical = [str(Period.parse(text)) for text in TEXTS]
    table = pa.table(
        {
            "area": [f"{side}{n}" for side in "az" for n in range(len(TEXTS))],
            "parent": [str(n) for n in range(len(TEXTS))] * 2,
            "period": [*TEXTS, *canonical],
            "s.v": [1.0] * 2 * len(TEXTS),
        }
    )
    derived = REG.derive(duckdb.connect().from_arrow(table), "s.v@peers.count", parents="parent")
    rows = derived.to_arrow_table().to_pylist()
    assert [row["period"] for row in rows if row["s.v@peers.count"] != 2] == []


def test_a_text_that_is_no_period_has_no_comparison() -> None:
    periods = [*NO_PERIODS, "2018"]
    columns = {"area": ["a"] * len(periods), "period": periods, "s.v": [1.0] * len(periods)}
    found = on_duckdb(columns, "s.v@area=a", "s.v@cum")
    assert found.pop(("a", "2018")) == {"s.v@area=a": 1.0, "s.v@cum": 1.0}
    assert list(found.values()) == [{"s.v@area=a": None, "s.v@cum": None}] * len(NO_PERIODS)


@settings(max_examples=6, deadline=None)
@given(periods=st.lists(ROWS, min_size=1, max_size=10, unique=True), base=st.sampled_from(BASES), data=st.data())
def test_bases_are_those_of_a_table_that_is_read(periods: list[str], base: str, data: st.DataObject) -> None:
    """DuckDB and polars agree on every frequency at once; a base finer than a row is an error there and null here."""
    import polars as pl

    cells = [float(data.draw(st.integers(1, 99))) for _ in periods]
    columns = {"area": ["a"] * len(periods), "period": periods, "s.v": cells, "s.b": cells}
    targets = [f"s.v@{base}", f"s.b@{base}"]
    found = on_duckdb(columns, *targets)
    for row, period in enumerate(periods):
        alone = [p for p in periods if p == base or _may_meet(Period.parse(period), p)]
        table = pl.DataFrame(columns).filter(pl.col("period").is_in([period, *alone]))
        try:
            read = REG.derive(table, *targets).filter(pl.col("period") == period)
        except ki.PeriodError:
            assert found["a", period] == dict.fromkeys(targets), (period, base)
            continue
        assert found["a", period] == {t: read[t][0] for t in targets}, (row, period, base)


def _may_meet(own: Period, other: str) -> bool:
    """Keep the rows that raise nothing of their own: those of the row's own kind."""
    theirs = Period.parse(other)
    return theirs.frequency is own.frequency and theirs.shape is own.shape and theirs.months == own.months


def test_windows_and_totals_know_the_calendar() -> None:
    columns = {
        "area": ["a"] * 5,
        "period": ["2019-12", "2020-01", "2020-02", "2020-04", "2021-01"],
        "s.v": [1.0, 0.0, 2.0, 4.0, None],
        "s.acc": [9.0, 1.0, 3.0, 8.0, 2.0],
    }
    found = on_duckdb(columns, "s.first", "s.total", "s.own", "s.v@cum(2020)", "s.v@prev")
    assert [row["s.first"] for row in found.values()] == [12.0, 2.0, 2.0, 2.0, None]
    assert [row["s.total"] for row in found.values()] == [1.0, 0.0, 2.0, 6.0, None]
    assert [row["s.own"] for row in found.values()] == [None, 1.0, 2.0, None, 2.0]
    assert [row["s.v@cum(2020)"] for row in found.values()] == [None, 0.0, 2.0, 6.0, None]
    assert [row["s.v@prev"] for row in found.values()] == [None, 1.0, 0.0, None, None]


def test_years_and_dates_are_periods() -> None:
    import datetime as dt

    years = pa.table({"area": ["a", "a"], "period": [2018, 2019], "s.v": [1.0, 2.0]})
    derived = REG.derive(duckdb.connect().from_arrow(years), "s.v@yoy").to_arrow_table().to_pydict()
    assert derived["s.v@yoy"] == [None, 1.0]
    days = [dt.date(2020, 2, 28), dt.date(2020, 2, 29), dt.date(2020, 3, 1), dt.date(2021, 2, 28), dt.date(2021, 1, 1)]
    table = pa.table({"area": ["a"] * 5, "period": days, "s.v": [1.0, 2.0, 3.0, 4.0, 5.0]})
    derived = REG.derive(duckdb.connect().from_arrow(table), "s.v@yoy", "s.v@prev").to_arrow_table()
    rows = {row["period"]: (row["s.v@yoy"], row["s.v@prev"]) for row in derived.to_pylist()}
    assert [rows[day] for day in days] == [(None, None), (None, 1.0), (None, 2.0), (1.0, None), (None, None)]


def test_a_column_that_cannot_be_periods_is_refused() -> None:
    table = pa.table({"area": ["a"], "period": [True], "s.v": [1.0]})
    with pytest.raises(ki.FrameError, match="'period' holds Boolean"):
        REG.derive(duckdb.connect().from_arrow(table), "s.v@yoy")
