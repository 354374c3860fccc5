"""Large tables of pandas and pyarrow run through polars where it is there: the same numbers, the caller's own table back."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import frames
import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text, ln, maximum, minimum, where

AREAS, YEARS = 150, 80
ROWS = AREAS * YEARS
#: what a table may hold; NaN is null in numpy, and no number in Arrow
ODD = [None, 0.0, -3.0, 1e-200, 1e200, -1e308, 7.5, 2.0]


def domain() -> Domain:
    d = Domain("t", Text("测", "Test"))
    for name in ("v", "w"):
        d.indicator(name, Text(f"量{name}", name), unit="亿元", over_time="sum", over_area="sum")
    d.indicator("grade", Text("等级", "Grade"), kind="grade", grades=["好", "差"])
    d.derived("share", Text("完成率", "Rate"), unit="%")(lambda w, v: w / v)
    d.derived("capped", Text("封顶", "Capped"), unit="%")(lambda w, v: minimum(w / v, 1))
    d.derived("best", Text("最大", "Most"), unit="亿元")(lambda w, v: maximum(w, v))
    d.derived("rest", Text("余额", "Rest"), unit="亿元")(lambda w, v: where(w > v, w - v, v))
    d.derived("square", Text("比", "Ratio"), unit="%")(lambda share, capped: share / capped)
    d.derived("log", Text("对数", "Log"), unit="1", takes={"w": "亿元"})(lambda w: ln(w))
    return d


REG = ki.Registry([domain()])
TARGETS = ["t.share", "t.capped", "t.best", "t.rest", "t.square", "t.log"]


def columns(rows: int = ROWS) -> dict[str, list[Any]]:
    areas, years = divmod(rows, YEARS)
    assert not years
    return {
        "note": [f"第{i}行" for i in range(rows)],
        "area": [f"{500_000 + i // YEARS}" for i in range(areas * YEARS)],
        "period": [str(1940 + i % YEARS) for i in range(areas * YEARS)],
        "t.v": [ODD[i % len(ODD)] for i in range(rows)],
        "t.w": [ODD[i // len(ODD) % len(ODD)] for i in range(rows)],
    }


def numpy_of(change: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[[dict[str, list[Any]]], pd.DataFrame]:
    return lambda data: change(pd.DataFrame(data).astype({"t.v": "float64", "t.w": "float64"}))


def in_rows(table: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers as columns of one array in row order, so that no column lies in one piece."""
    block = pd.DataFrame(np.ascontiguousarray(table[["t.v", "t.w"]].to_numpy()), table.index, ["t.v", "t.w"])
    return pd.concat([table.drop(columns=["t.v", "t.w"]), block], axis=1)


KINDS: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "pandas": numpy_of(lambda table: table),
    "pandas, an index of its own": numpy_of(lambda table: table.set_axis(["x", "y"] * (len(table) // 2))),
    "pandas, row order": numpy_of(in_rows),
    "pandas, the other byte order": numpy_of(lambda table: table.astype({"t.v": ">f8", "t.w": ">f8"})),
    "pandas, Arrow": frames.pandas_arrow,
    "pandas, one Arrow": numpy_of(lambda table: table.astype({"t.v": pd.ArrowDtype(pa.float64())})),
    "pandas, nullable": numpy_of(lambda table: table.astype({"t.v": "Float64", "t.w": "Float64"})),
    "pyarrow": frames.pyarrow,
    "pyarrow, NaN": lambda data: frames.pyarrow(data | {"t.v": [np.nan if v is None else v for v in data["t.v"]]}),
}


def close(values: Any, wanted: Any) -> bool:
    return np.allclose(cells(values), cells(wanted), rtol=1e-12, atol=0, equal_nan=True)


def cells(values: Any) -> Any:
    return np.array([np.nan if v is None or v is pd.NA else float(v) for v in values])


@pytest.mark.parametrize("kind", KINDS)
def test_the_numbers_are_those_of_plain_python(kind: str) -> None:
    data = columns()
    derived = frames.plain(REG.derive(KINDS[kind](data), *TARGETS))
    wanted = REG.plan(TARGETS, ["t.v", "t.w"]).numbers({n: data[n] for n in ("t.v", "t.w")})
    for target in TARGETS:
        assert close(derived[target], wanted[target]), target


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_is_the_one_made_without_polars(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table = KINDS[kind](columns())
    with_polars = REG.derive(table, *TARGETS)
    monkeypatch.setitem(sys.modules, "polars", None)
    without = REG.derive(table, *TARGETS)
    assert type(with_polars) is type(without)
    if isinstance(without, pd.DataFrame):
        pd.testing.assert_frame_equal(with_polars, without, rtol=1e-15)
    else:
        assert with_polars.schema == without.schema
        assert with_polars.select(TARGETS[:-1]).equals(without.select(TARGETS[:-1]))


def test_the_callers_columns_stay_and_the_new_ones_can_be_written_to() -> None:
    table = KINDS["pandas"](columns())
    before = table.copy()
    derived = REG.derive(table, *TARGETS)
    derived.loc[0, "t.share"] = 5.0
    assert derived["t.share"].iloc[0] == 5.0
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(derived[before.columns], before)


def test_whole_numbers_and_numbers_of_half_the_length_are_lent_too() -> None:
    data = columns() | {"t.v": [float(i % 9) for i in range(ROWS)], "t.w": [float(i % 7) for i in range(ROWS)]}
    wanted = frames.plain(REG.derive(pl.DataFrame(data), *TARGETS))
    derived = frames.plain(REG.derive(pd.DataFrame(data).astype({"t.v": "int16", "t.w": "float32"}), *TARGETS))
    assert all(close(derived[target], wanted[target]) for target in TARGETS)


@pytest.mark.parametrize("kind", ["pandas", "pyarrow"])
def test_a_grade_stays_a_label(kind: str) -> None:
    data = columns() | {"等级": ["差", "好"] * (ROWS // 2)}
    derived = frames.plain(REG.derive(frames.ALL[kind](data), "t.grade", "t.best"))
    assert derived["t.grade"][:2] == ["差", "好"]


@pytest.mark.parametrize("kind", ["pandas", "pandas, Arrow", "pyarrow"])
def test_a_key_with_two_rows_is_listed(kind: str) -> None:
    data = columns()
    data["period"][YEARS] = data["period"][YEARS + 1]
    with pytest.raises(ki.FrameError, match=r"1 keys have more than one row: area=500001, period=1941;"):
        REG.derive(KINDS[kind](data), *TARGETS)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_a_forked_process_calculates_without_the_threads_of_its_parent() -> None:
    code = """
import os, signal, sys
import pandas as pd
import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text
d = Domain("t", Text("测", "Test"))
for name in ("v", "w"):
    d.indicator(name, Text(name, name), unit="亿元")
d.derived("share", Text("率", "Rate"), unit="%")(lambda w, v: w / v)
registry, table = ki.Registry([d]), pd.DataFrame({"t.v": [2.0] * 20_000, "t.w": [1.0] * 20_000})
assert registry.derive(table, "t.share")["t.share"].sum() == 1e6 and "polars" in sys.modules
child = os.fork()
if not child:
    signal.alarm(60)
    os._exit(int(registry.derive(table, "t.share")["t.share"].sum() != 1e6))
sys.exit(os.waitpid(child, 0)[1])
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=False, timeout=120)
    assert done.returncode == 0
