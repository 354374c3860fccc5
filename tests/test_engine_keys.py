"""Keys of large tables: found out in blocks where the rows lie so, and never otherwise than by looking at every pair."""

from __future__ import annotations

import random
from collections import Counter

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text


def registry() -> ki.Registry:
    domain = Domain("t", Text("测", "Test"))
    domain.indicator("v", Text("量", "Value"), unit="亿元", over_time="sum", over_area="sum")
    domain.derived("twice", Text("两倍", "Twice"), unit="亿元")(lambda v: v * 2)
    return ki.Registry([domain])


REG = registry()
Key = tuple[str | None, str]


@st.composite
def tables(draw: st.DrawFn) -> list[Key]:
    """Draw the keys of a table of more than a few rows: in blocks or not, some left out, some there twice."""
    areas, periods = draw(st.integers(1, 40)), draw(st.integers(1, 40))
    keys: list[Key] = [(f"{500_000 + a}", str(1980 + p)) for a in range(areas) for p in range(periods)]
    if draw(st.booleans()):
        keys.sort(key=lambda key: key[1])
    chance = random.Random(draw(st.integers(0, 99)))
    for _ in range(draw(st.integers(0, 2))):
        row = chance.randrange(len(keys))
        change = draw(st.sampled_from(["drop", "twice", "swap", "another", "no area"]))
        if change == "drop" and len(keys) > 1:
            del keys[row]
        elif change == "twice":
            keys.insert(chance.randrange(len(keys) + 1), keys[row])
        elif change == "swap":
            other = chance.randrange(len(keys))
            keys[row], keys[other] = keys[other], keys[row]
        elif change == "another":
            keys[row] = keys[chance.randrange(len(keys))]
        else:
            keys[row] = (None, keys[row][1])
    if draw(st.integers(0, 3)) == 0:
        chance.shuffle(keys)
    return keys


@settings(max_examples=150, deadline=None)
@given(tables())
def test_a_table_is_refused_if_and_only_if_a_key_has_two_rows(keys: list[Key]) -> None:
    table = pl.DataFrame(
        {"area": [a for a, _ in keys], "period": [p for _, p in keys], "t.v": [1.0] * len(keys)},
        schema={"area": pl.String, "period": pl.String, "t.v": pl.Float64},
    )
    twice = sum(count > 1 for count in Counter(keys).values())
    if not twice:
        assert REG.derive(table, "t.twice")["t.twice"].sum() == 2.0 * len(keys)
        return
    with pytest.raises(ki.FrameError, match=f"^{twice} keys have more than one row: "):
        REG.derive(table, "t.twice")


@settings(max_examples=60, deadline=None)
@given(tables())
def test_totals_do_not_depend_on_how_the_rows_lie(keys: list[Key]) -> None:
    keys = list(dict.fromkeys(key for key in keys if key[0] is not None))
    table = pl.DataFrame(
        {"area": [a for a, _ in keys], "period": [p for _, p in keys], "t.v": [float(i % 7) for i in range(len(keys))]},
        schema={"area": pl.String, "period": pl.String, "t.v": pl.Float64},
    )
    totals: Counter[str] = Counter()
    for (_, period), value in zip(keys, table["t.v"], strict=True):
        totals[period] += value
    derived = REG.derive(table, "t.v@peers")
    assert derived["t.v@peers"].to_list() == [totals[period] for _, period in keys]


def test_a_plan_kept_for_ordinary_numbers_is_right_for_others() -> None:
    plan = REG.plan(["t.twice"], ["t.v"])
    for value in (3.0, -3.0, 0.0, 1e-200, 1e200, -1e200, 1e308, float("nan"), float("inf"), None, 3.0):
        found = plan(pl.DataFrame({"t.v": [value] * 300}, schema={"t.v": pl.Float64}))["t.twice"]
        fresh = REG.derive({"t.v": value}, "t.twice") if value in (3.0, -3.0, 0.0, 1e-200, 1e200, -1e200) else None
        assert found.to_list() == [fresh["t.twice"].magnitude if fresh else None] * 300
