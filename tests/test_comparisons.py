"""Comparisons, peers, ranks and windows: every kind of table says what plain Python says, in the same rows."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings

import frames
import kaizhou_indicators as ki
import panels
from panels import PARENTS, REG, TARGETS

EXAMPLES = {"duckdb": 3, "polars": 50, "pandas": 8, "pandas on arrow": 5}


@pytest.mark.parametrize("kind", frames.ALL)
def test_every_table_says_what_plain_python_says(kind: str) -> None:
    @settings(
        max_examples=EXAMPLES.get(kind, 15), deadline=None, suppress_health_check=list(HealthCheck), print_blob=False
    )
    @given(panel=panels.panels())
    def check(panel) -> None:
        rows, values = panel
        table = frames.ALL[kind](panels.columns(rows, values))
        derived = frames.plain(REG.derive(table, *TARGETS, parents=PARENTS))
        assert panels.differences(derived, rows, values) == []

    check()


@pytest.mark.parametrize("kind", frames.LAZY)
def test_a_key_with_two_rows_of_a_lazy_table_has_no_base_and_ends_what_runs_through_it(kind: str) -> None:
    columns = {
        "row_number": [0, 1, 2, 3, 4],
        "area": ["a"] * 5,
        "period": ["2018", "2019", "2019", "2020", "2021"],
        "t.x": [1.0, 2.0, 2.0, 4.0, 5.0],
    }
    derived = frames.plain(REG.derive(frames.LAZY[kind](columns), "t.x@yoy", "t.x@cum", "t.run"))
    assert derived["t.x@yoy"] == [None, 1.0, 1.0, None, 4.0]
    assert derived["t.x@cum"] == [1.0, None, None, None, None]
    assert derived["t.run"] == [1.0, None, None, None, None]


def test_an_accumulated_series_is_its_own_running_total_of_the_year():
    domain = ki.Domain("works", ki.Text("工程", "Works"))
    domain.indicator("done", ki.Text("完成", "Done"), unit="亿元", over_time="last", basis=ki.Basis(accumulation="ytd"))
    reg = ki.Registry([domain])
    table = pl.DataFrame({"area": ["A", "A"], "period": ["2023-06", "2024-06"], "works.done": [40.0, 50.0]})
    found = reg.derive(table, "works.done@ytd", "works.done@ytd@yoy:pct")
    assert found["works.done@ytd"].to_list() == [40.0, 50.0]
    assert found["works.done@ytd@yoy:pct"].to_list() == [None, 25.0]
    with pytest.raises(ki.ComparabilityError, match="no running total"):
        reg.derive(table, "works.done@cum")
