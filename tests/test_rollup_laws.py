"""Laws of the rollup: the parts decide, not their order, not the way taken, not the kind of table."""

from __future__ import annotations

import math
import random
from statistics import fmean, median

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text
from kaizhou_indicators.periods import Period

RULES = ("sum", "mean", "last", "first", "min", "max", "median")


def domain() -> Domain:
    d = Domain("law", Text("律", "Laws"))
    for name in RULES:
        area = name if name not in {"last", "first"} else "sum"
        d.indicator(name, Text(f"指标{name}", name), unit="个", over_time=name, over_area=area)
    d.indicator("part", Text("部分", "Part"), unit="个", over_time="sum", over_area="sum")
    d.indicator("whole", Text("整体", "Whole"), unit="个", over_time="sum", over_area="sum")
    d.indicator(
        "weighted", Text("加权", "Weighted"), unit="元", over_time="weighted", over_area="weighted", weight="whole"
    )

    @d.derived("share", Text("占比", "Share"), unit="%")
    def share(part, whole):
        return part / whole

    @d.derived("gap", Text("差距", "Gap"), unit="%")
    def gap(share):
        return 1 - share

    return d


REG = ki.Registry([domain()])
MONTHS = [str(p) for p in Period.parse("2024").parts("month")]
AREAS = {"a": "x", "b": "x", "c": "y"}
TOP = {"x": "top", "y": "top"}
NUMBERS = st.one_of(st.none(), st.integers(0, 1000).map(float))
FULL = st.integers(1, 1000).map(float)


@st.composite
def tables(draw: st.DrawFn, numbers: st.SearchStrategy = NUMBERS, *keys: str) -> pl.DataFrame:
    """Draw a table of three areas and twelve months; with gaps some rows are missing, too."""
    rows = [(a, m) for a in AREAS for m in MONTHS]
    if numbers is NUMBERS:
        left_out = draw(st.sets(st.sampled_from(rows), max_size=4))
        rows = [row for row in rows if row not in left_out]
    data: dict = {"area": [a for a, _ in rows], "period": [m for _, m in rows]}
    return pl.DataFrame(
        {**data, **{f"law.{k}": draw(st.lists(numbers, min_size=len(rows), max_size=len(rows))) for k in keys}},
        schema_overrides={f"law.{k}": pl.Float64 for k in keys},
    )


def by_key(made: pl.DataFrame, target: str) -> dict[tuple, float | None]:
    return {(r["area"], r["period"]): r[target] for r in made.iter_rows(named=True)}


def same(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


def check_same(a: dict, b: dict) -> None:
    assert a.keys() == b.keys()
    assert all(same(a[key], b[key]) for key in a), (a, b)


# -- against plain Python


def reference(rule: str, values: dict[str, float | None], needed: int | None) -> float | None:
    """Return what the values of the twelve months make, by the words of the documentation."""
    there = {m: v for m, v in sorted(values.items()) if v is not None}
    if needed is None:
        edge = {"last": "2024-12", "first": "2024-01"}.get(rule)
        if (edge and edge not in there) or (not edge and len(there) < 12):
            return None
    if not there or len(there) < (needed or 0):
        return None
    numbers = list(there.values())
    how = {"sum": sum, "mean": fmean, "min": min, "max": max, "median": median}
    return how[rule](numbers) if rule in how else numbers[-1 if rule == "last" else 0]


@settings(max_examples=20)
@given(tables(NUMBERS, *RULES), st.sampled_from([None, 1, 6, 11]))
def test_every_rule_over_time_agrees_with_plain_python(table, needed):
    made = REG.rollup(table, *(f"law.{r}" for r in RULES), complete=needed)
    for rule in RULES:
        for area in table["area"].unique():
            rows = table.filter(pl.col("area") == area)
            values = dict(zip(rows["period"], rows[f"law.{rule}"], strict=True))
            assert same(by_key(made, f"law.{rule}")[area, "2024"], reference(rule, values, needed)), rule


@settings(max_examples=15)
@given(tables(NUMBERS, "weighted", "whole"))
def test_a_weighted_mean_is_the_sum_of_products_over_the_sum_of_weights(table):
    made = by_key(REG.rollup(table, "law.weighted", period=None, area=AREAS, complete=1), "law.weighted")
    for (parent, period), value in made.items():
        rows = table.filter(pl.col("period") == period, pl.col("area").replace_strict(AREAS) == parent).drop_nulls()
        weight = rows["law.whole"].sum()
        expected = (rows["law.weighted"] * rows["law.whole"]).sum() / weight if weight else None
        assert same(value, expected)


# -- the way taken does not matter


@settings(max_examples=15)
@given(tables(NUMBERS, "part", "whole"))
def test_a_ratio_rolled_up_is_the_ratio_of_the_parts_rolled_up(table):
    for how in ({}, {"area": AREAS}, {"period": "quarter", "area": AREAS}, {"period": None, "area": AREAS}):
        at_once = REG.rollup(table, "law.share", "law.gap", **how)
        later = REG.derive(REG.rollup(table, "law.part", "law.whole", **how), "law.share", "law.gap")
        for target in ("law.share", "law.gap"):
            check_same(by_key(at_once, target), by_key(later, target))


@settings(max_examples=15)
@given(tables(NUMBERS, "sum", "min", "max", "last", "first"))
def test_by_quarters_to_the_year_is_the_year(table):
    targets = [f"law.{name}" for name in ("sum", "min", "max", "last", "first")]
    year = REG.rollup(table, *targets)
    for step in ("quarter", "half"):
        again = REG.rollup(REG.rollup(table, *targets, period=step), *targets)
        for target in targets:
            check_same(by_key(year, target), by_key(again, target))


@settings(max_examples=15)
@given(tables(FULL, "sum", "part", "whole"))
def test_districts_to_cities_to_the_province_is_districts_to_the_province(table):
    targets = ["law.sum", "law.share"]
    straight = REG.rollup(table, *targets, area={a: TOP[p] for a, p in AREAS.items()})
    cities = REG.rollup(table, "law.sum", "law.part", "law.whole", area=AREAS)
    for target in targets:
        check_same(by_key(straight, target), by_key(REG.rollup(cities, *targets, area=TOP), target))


@settings(max_examples=15)
@given(tables(FULL, "part", "whole"))
def test_the_year_of_the_city_is_the_city_of_the_year(table):
    at_once = REG.rollup(table, "law.share", area=AREAS)
    parts = ["law.part", "law.whole"]
    other = REG.rollup(REG.rollup(table, *parts, period=None, area=AREAS), "law.share")
    check_same(by_key(at_once, "law.share"), by_key(other, "law.share"))


# -- what does not matter


@settings(max_examples=12)
@given(tables(NUMBERS, *RULES), st.randoms())
def test_the_order_of_the_rows_is_irrelevant(table, chance: random.Random):
    order = list(range(table.height))
    chance.shuffle(order)
    targets = [f"law.{r}" for r in RULES]
    for how in ({}, {"area": AREAS, "complete": 1}):
        one, two = (REG.rollup(t, *targets, **how) for t in (table, table[order]))
        for target in targets:
            check_same(by_key(one, target), by_key(two, target))


@settings(max_examples=12)
@given(tables(NUMBERS, *RULES))
def test_groups_stand_where_their_first_row_stands(table):
    made = REG.rollup(table, "law.sum", period="quarter", area=AREAS)
    quarters = [str(Period.parse(p).part_of("quarter")) for p in table["period"]]
    first = dict.fromkeys(zip((AREAS[a] for a in table["area"]), quarters, strict=True))
    assert list(zip(made["area"], made["period"], strict=True)) == list(first)


@settings(max_examples=8)
@given(tables(NUMBERS, "sum", "mean", "last", "part", "whole"))
def test_every_kind_of_table_agrees(table):
    targets = ["law.sum", "law.mean", "law.last", "law.share"]
    for how in ({"complete": 2}, {"area": AREAS}, {"period": "half", "area": AREAS, "complete": 0.5}):
        expected = REG.rollup(table, *targets, **how)
        others = [
            REG.rollup(table.lazy(), *targets, **how).collect(),
            pl.from_pandas(REG.rollup(table.to_pandas(), *targets, **how)),
            pl.from_pandas(REG.rollup(table.to_pandas().convert_dtypes(dtype_backend="pyarrow"), *targets, **how)),
            pl.from_arrow(REG.rollup(table.to_arrow(), *targets, **how)),
        ]
        for made in others:
            assert isinstance(made, pl.DataFrame)
            for target in targets:
                check_same(by_key(expected, target), by_key(made, target))


# -- what does matter


@settings(max_examples=15)
@given(tables(FULL, "sum"), st.integers(0, 35))
def test_one_missing_part_makes_its_own_whole_null_and_no_other(table, row):
    gone = table.filter(pl.int_range(pl.len()) != row)
    area = table["area"][row]
    full, holed = (by_key(REG.rollup(t, "law.sum"), "law.sum") for t in (table, gone))
    assert holed == {key: None if key[0] == area else value for key, value in full.items()}
    with_gaps = by_key(REG.rollup(gone, "law.sum", complete=11), "law.sum")
    assert with_gaps[area, "2024"] == pytest.approx(full[area, "2024"] - table["law.sum"][row])


@settings(max_examples=15)
@given(st.lists(st.tuples(FULL, FULL), min_size=2, max_size=2))
def test_a_ratio_is_the_mean_of_ratios_only_where_the_weights_are_equal(pairs):
    table = pl.DataFrame(
        {
            "area": ["a", "b"],
            "period": [2024] * 2,
            "law.part": [p for p, _ in pairs],
            "law.whole": [w for _, w in pairs],
        }
    )
    made = REG.rollup(table, "law.share", area={"a": "x", "b": "x"})["law.share"][0]
    (p, w), (q, v) = pairs
    mean = 50 * (p / w + q / v)
    apart = 50 * (w - v) / (w + v) * (p / w - q / v)
    assert made - mean == pytest.approx(apart, rel=1e-6, abs=1e-6 * made)
    assert same(made, 100 * (p + q) / (w + v))


@settings(max_examples=15)
@given(tables(NUMBERS, "part", "whole"))
def test_gaps_never_bias_a_ratio(table):
    made = by_key(REG.rollup(table, "law.share", complete=1), "law.share")
    for area, values in table.group_by("area"):
        both = values.drop_nulls()
        whole = both["law.whole"].sum()
        expected = 100 * both["law.part"].sum() / whole if both.height and whole else None
        assert same(made[area[0], "2024"], expected)


@settings(max_examples=15)
@given(tables(NUMBERS, "part", "whole"))
def test_every_null_has_a_reason_and_nothing_else_has(table):
    for how in ({}, {"area": AREAS}, {"area": AREAS, "complete": {"over_time": 6}}):
        made = by_key(REG.rollup(table, "law.share", **how), "law.share")
        told = REG.rollup_reasons(table, "law.share", **how)
        assert set(zip(told["area"], told["period"], strict=True)) == {
            key for key, value in made.items() if value is None
        }
        assert all(told["reason"].str.len_chars() > 10)
