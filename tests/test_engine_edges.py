"""Edges at which engines differ unless they are held together: overflow, missing areas, float codes, -0.0, leap days."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import frames
import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text


def domain() -> Domain:
    d = Domain("t", Text("测", "Test"))
    for name in ("v", "w"):
        d.indicator(name, Text(f"量{name}", name), unit="亿元", better="higher", over_time="sum", over_area="sum")
    d.indicator("lv", Text("分级", "By level"), unit="件", over_time="sum", over_area="sum", by=("level",))

    @d.derived("share", Text("完成率", "Rate"), unit="%", better="higher")
    def share(w, v):
        return w / v

    d.baseline("middle", peers="median", title=Text("中位", "Median"))
    d.baseline("best", peers="best", title=Text("最优", "Best"))
    return d


REG = ki.Registry([domain()])


def derive(kind: str, data: dict[str, list[Any]], *targets: str, **how: Any) -> dict[str, list[Any]]:
    columns = {"row_number": list(range(len(data["area"]))), **data}
    return frames.plain(REG.derive(frames.ALL[kind](columns), *targets, **how))


@pytest.mark.parametrize("kind", frames.ALL)
def test_a_sum_over_rows_that_overflows_is_null(kind: str) -> None:
    years = {"area": ["a", "a"], "period": ["2019", "2020"], "t.v": [1e308, 1e308]}
    assert derive(kind, years, "t.v@cum")["t.v@cum"] == [1e308, None]
    peers = {"area": ["a", "b", "c"], "period": ["2020"] * 3, "t.v": [1e308, 1e308, 1.0]}
    assert derive(kind, peers, "t.v@peers")["t.v@peers"] == [None] * 3


@pytest.mark.parametrize("kind", frames.ALL)
def test_rows_without_an_area_or_a_period_belong_to_no_group_and_no_total(kind: str) -> None:
    data = {
        "area": ["a", None, "b", "a", None, "b", "b"],
        "period": ["2019", "2019", "2019", "2020", "2020", "2020", None],
        "t.v": [100.0, 20.0, 30.0, 120.0, 25.0, 35.0, 7.0],
    }
    derived = derive(kind, data, "t.v@cum", "t.v@peers", "t.v@peers.mean", "t.v@rank")
    assert derived["t.v@cum"] == [100.0, None, 30.0, 220.0, None, 65.0, None]
    assert derived["t.v@peers"] == [130.0, None, 130.0, 155.0, None, 155.0, None]
    assert derived["t.v@peers.mean"] == [30.0, None, 100.0, 35.0, None, 120.0, None]
    assert derived["t.v@rank"] == [1.0, None, 2.0, 1.0, None, 2.0, None]


@pytest.mark.parametrize("kind", frames.ALL)
def test_minus_zero_is_zero_in_a_rank(kind: str) -> None:
    data = {"area": list("abcd"), "period": ["2020"] * 4, "t.v": [-3.0, 5.0, 5.0, 2.0], "t.w": [0.0, 0.0, 5.0, -2.0]}
    assert derive(kind, data, "t.share@rank")["t.share@rank"] == [2.0, 2.0, 1.0, 4.0]


def test_codes_that_pandas_made_floats_of_are_still_the_codes() -> None:
    table = pd.DataFrame({"area": [500100, 500154, None], "period": [2020] * 3, "t.v": [10.0, 5.0, 1.0]})
    derived = frames.plain(REG.derive(table, "t.v@area=500100:share", "t.v@peers", parents={500100: 1, 500154: 1}))
    assert derived["t.v@area=500100:share"] == [100.0, 50.0, 10.0]
    assert derived["t.v@peers"] == [15.0, 15.0, None]


@pytest.mark.parametrize("kind", frames.ALL)
def test_the_leap_day_has_no_base_in_a_year_without_one(kind: str) -> None:
    data = {"area": ["a"] * 3, "period": ["2019-02-28", "2020-02-28", "2020-02-29"], "t.v": [1.0, 2.0, 3.0]}
    assert derive(kind, data, "t.v@2019")["t.v@2019"] == [1.0, 1.0, None]


@pytest.mark.parametrize("kind", [kind for kind in frames.ALL if kind != "pyarrow"])
def test_best_and_median_of_peers_alone(kind: str) -> None:
    data = {"area": ["a", "b"] * 2, "period": ["2019"] * 2 + ["2020"] * 2, "t.v": [-3.0, 0.0, 1.0, 9.0]}
    derived = derive(kind, data, "t.v@best", "t.v@middle")
    assert (derived["t.v@best"], derived["t.v@middle"]) == ([0.0, 0.0, 9.0, 9.0], [-1.5, -1.5, 5.0, 5.0])


def test_a_median_that_pyarrow_only_comes_near_to_is_refused() -> None:
    data = {"area": ["a", "b"], "period": ["2020"] * 2, "t.v": [1.0, 2.0]}
    with pytest.raises(ki.FrameError, match=r"t\.v@middle: pyarrow only comes near .* polars\.from_arrow"):
        derive("pyarrow", data, "t.v@middle")


@pytest.mark.parametrize("kind", frames.LAZY)
def test_a_status_of_a_lazy_table_that_is_none_is_never_told_as_normal(kind: str) -> None:
    data = {"area": ["a", "a"], "period": ["2019", "2020"], "t.v": [1.0, 2.0], "t.v#status": ["P", "ZZ"]}
    assert derive(kind, data, "t.v@yoy:pct")["t.v@yoy:pct#status"] == [None, None]


@pytest.mark.parametrize("kind", frames.ALL)
def test_every_table_rolls_up_over_a_column_of_parents_and_over_a_dimension(kind: str) -> None:
    up = {"area": ["b", "c"], "period": ["2020"] * 2, "t.v": [5.0, 1.0], "up": ["a", "a"]}
    rolled = frames.plain(REG.rollup(frames.ALL[kind](up), "t.v", area="up", counts=True))
    assert rolled == {"area": ["a"], "period": ["2020"], "t.v": [6.0], "t.v#parts": [2.0], "t.v#parts_of": [2.0]}
    levels = {"area": ["b", "b"], "period": ["2020"] * 2, "level": ["x", "y"], "t.lv": [5.0, 1.0]}
    rolled = frames.plain(REG.rollup(frames.ALL[kind](levels), "t.lv", over="level"))
    assert rolled == {"area": ["b"], "period": ["2020"], "t.lv": [6.0]}


@pytest.mark.parametrize("kind", frames.ALL)
def test_parts_are_counted_alike_where_there_are_none(kind: str) -> None:
    none = {"area": ["a"] * 4, "period": [f"2020-Q{i}" for i in (1, 2, 3, 4)], "t.v": [None] * 4}
    rolled = frames.plain(REG.rollup(frames.ALL[kind](none), "t.v", complete=1, counts=True))
    assert (rolled["t.v#parts"], rolled["t.v#parts_of"]) == ([0.0], [4.0])
