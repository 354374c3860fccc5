"""Status travels with the value: a result carries the worst of what it was made from, on every kind of table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import frames
import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Status, Text

PERIODS = ["2019", "2020", "2021"]


def domain() -> Domain:
    d = Domain("k", Text("口", "K"))
    for name in ("a", "b"):
        d.indicator(name, Text(f"指标{name}", name), unit="件", over_time="sum", over_area="sum", better="higher")

    @d.derived("r", Text("比", "Ratio"), unit="%")
    def r(a, b):
        return a / b

    return d


REG = ki.Registry([domain()])
TARGETS = ("k.r", "k.a@yoy:pct", "k.a@cum", "k.r@peers", "k.a@rank", "k.a@2019:abs")


def table(a: list[str], b: list[str]) -> dict[str, list[object]]:
    return {
        "row_number": list(range(6)),
        "area": ["x"] * 3 + ["y"] * 3,
        "period": PERIODS * 2,
        "k.a": [1.0, 2.0, 4.0, 5.0, 6.0, 7.0],
        "k.b": [2.0] * 6,
        "k.a#status": a,
        "k.b#status": b,
    }


STATUSES = st.lists(st.sampled_from([s.value for s in Status]), min_size=6, max_size=6)


def worst(*codes: str) -> str:
    return max((Status(code) for code in codes), key=lambda s: s.severity).value


@pytest.mark.parametrize("kind", frames.ALL)
def test_a_result_carries_the_worst_status_of_what_it_was_made_from(kind: str) -> None:
    @settings(max_examples=3 if kind == "duckdb" else 10, deadline=None)
    @given(a=STATUSES, b=STATUSES)
    def check(a: list[str], b: list[str]) -> None:
        out = frames.plain(REG.derive(frames.ALL[kind](table(a, b)), *TARGETS))
        assert out["k.r#status"] == [worst(x, y) for x, y in zip(a, b, strict=True)]
        assert out["k.a@yoy:pct#status"] == [None, worst(*a[:2]), worst(*a[1:3]), None, worst(*a[3:5]), worst(*a[4:])]
        assert out["k.a@cum#status"] == [worst(*a[3 * (i // 3) : i + 1]) for i in range(6)]
        assert out["k.a@2019:abs#status"] == [worst(a[3 * (i // 3)], a[i]) for i in range(6)]
        assert out["k.r@peers#status"] == [worst(a[i], a[i + 3], b[i], b[i + 3]) for i in range(3)] * 2
        assert out["k.a@rank#status"] == [worst(a[i], a[i + 3]) for i in range(3)] * 2

    check()


def test_a_change_of_a_provisional_figure_is_provisional() -> None:
    data = table(["A", "A", "P"] + ["A"] * 3, ["A"] * 6)
    out = frames.plain(REG.derive(frames.polars(data), "k.a@yoy:pct"))
    assert out["k.a@yoy:pct"] == [None, 100.0, 100.0, None, pytest.approx(20.0), pytest.approx(100 / 6)]
    assert out["k.a@yoy:pct#status"] == [None, "A", "P", None, "A", "A"]


def test_without_status_columns_there_are_none() -> None:
    data = {k: v for k, v in table(["A"] * 6, ["A"] * 6).items() if "#" not in k}
    assert not [c for c in REG.derive(frames.polars(data), *TARGETS).columns if "#status" in c]


def test_what_is_no_status_is_refused_with_the_column() -> None:
    with pytest.raises(ki.FrameError, match=r"'k\.a#status' holds X, which is no status; known: A, B"):
        REG.derive(frames.polars(table(["X"] + ["A"] * 5, ["A"] * 6)), "k.r")


def test_a_status_of_a_long_table_travels_through_wide_and_derive() -> None:
    rows = [("x", "2019", "k.a", 1.0, "A"), ("x", "2019", "k.b", 2.0, "P")]
    names = ("area", "period", "indicator", "value", "status")
    long = frames.polars(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
    assert REG.derive(REG.wide(long), "k.r")["k.r#status"].to_list() == ["P"]
