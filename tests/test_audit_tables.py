"""The audit of a table: rounding never contradicts, an error always does, and each kind of error has its name.

A table is made from exact numbers: what is derived is worked out from these, and everything is rounded once, as a
publisher does it. Then one error of a kind is put in.
"""

from __future__ import annotations

import csv
import itertools
import json
import math
import random
import re
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import frames
import kaizhou_indicators as ki
from kaizhou_indicators import Consistency, Domain, Text, round_figure
from kaizhou_indicators.audit.tables import audit_table
from kaizhou_indicators.audit.tables.boxes import Box
from kaizhou_indicators.audit.tables.extension import column
from kaizhou_indicators.formula.guard import guarded
from kaizhou_indicators.formula.number import compile_number
from strategies import OPTIONAL, REQUIRED, trees

sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))
import co2
import four_tables
import owid

YEARS = range(2016, 2024)
AREAS = ("全市", "甲镇", "乙镇", "丙镇")
Truth = dict[tuple[str, int], dict[str, Fraction]]


def town() -> Domain:
    """Return the domain of the tables: three amounts, people, and what is derived from them."""
    domain = Domain("town", Text("镇", "Town"))
    for name, unit in (("output", "亿元"), ("planned", "亿元"), ("spent", "亿元"), ("people", "万人")):
        domain.indicator(name, Text(name, name), unit=unit, over_time="sum", over_area="sum")
    domain.derived("per_head", Text("人均", "Per head"), unit="元/人")(lambda output, people: output / people)
    domain.derived("rate", Text("支出率", "Spent of the plan"), unit="%")(lambda spent, planned: spent / planned)
    domain.derived("left", Text("结余率", "Left of the plan"), unit="%")(
        lambda planned, spent: (planned - spent) / planned
    )
    domain.derived("costs", Text("投入产出比", "Planned over output"), unit="%")(
        lambda planned, output: planned / output
    )
    return domain


REG = ki.Registry([town()])
BASES = {"output": 2, "planned": 2, "spent": 2, "people": 2}
#: published column -> reference, decimals
PUBLISHED = {
    "人均": ("town.per_head", 1),
    "支出率": ("town.rate", 2),
    "结余率": ("town.left", 2),
    "增长": ("town.output@yoy:pct", 2),
    "增量": ("town.output@yoy:abs", 2),
    "累计": ("town.output@cum", 2),
    "较2018年": ("town.output@2018:pct", 2),
    "占全市": ("town.output@area=全市:share", 2),
    "支出率变动": ("town.rate@yoy:pp", 2),
}
REFERENCES = {column: reference for column, (reference, _) in PUBLISHED.items()}


@st.composite
def truths(draw: st.DrawFn) -> Truth:
    """Draw exact numbers of every area and year, six digits where three to five are printed."""
    number = st.integers(10_000, 99_999)
    drawn: Truth = {}
    for area in AREAS[1:]:
        for year in YEARS:
            output, planned, people = (Fraction(draw(number), 1000) for _ in range(3))
            spent = planned * Fraction(draw(st.integers(50_000, 95_000)), 100_000)
            drawn[area, year] = {"output": output, "planned": planned, "spent": spent, "people": people}
    return whole(drawn)


def any_truth(seed: int) -> Truth:
    """Return numbers that no two of are alike, the same for a seed: an error that changes nothing has no name."""
    rng = random.Random(seed)
    drawn: Truth = {}
    for area in AREAS[1:]:
        for year in YEARS:
            output, planned, people = (Fraction(rng.randint(10_000, 99_999), 1000) for _ in range(3))
            spent = planned * Fraction(rng.randint(50_000, 95_000), 100_000)
            drawn[area, year] = {"output": output, "planned": planned, "spent": spent, "people": people}
    return whole(drawn)


def whole(drawn: Truth) -> Truth:
    """Add the rows of the whole town."""
    for year in YEARS:
        parts = [drawn[area, year] for area in AREAS[1:]]
        drawn["全市", year] = {name: sum((part[name] for part in parts), Fraction(0)) for name in parts[0]}
    return drawn


def derived(truth: Truth, area: str, year: int) -> dict[str, Fraction | None]:
    """Return the derived columns of a row, exact."""
    now, last, base = truth[area, year], truth.get((area, year - 1)), truth.get((area, 2018))
    rate = 100 * now["spent"] / now["planned"]
    return {
        "人均": now["output"] / now["people"] * 10_000,
        "支出率": rate,
        "结余率": 100 - rate,
        "增长": (now["output"] / last["output"] - 1) * 100 if last else None,
        "增量": now["output"] - last["output"] if last else None,
        "累计": sum((truth[area, y]["output"] for y in YEARS if y <= year and (area, y) in truth), Fraction(0)),
        "较2018年": (now["output"] / base["output"] - 1) * 100 if base else None,
        "占全市": 100 * now["output"] / truth["全市", year]["output"],
        "支出率变动": rate - 100 * last["spent"] / last["planned"] if last else None,
    }


Row = dict[str, Any]


def exact_rows(truth: Truth) -> list[Row]:
    """Return the rows of a table before anything is rounded."""
    return [
        {
            "area": area,
            "period": year,
            **{f"town.{k}": v for k, v in truth[area, year].items()},
            **derived(truth, area, year),
        }
        for area, year in truth
    ]


def printed(rows: list[Row], *, texts: bool = True) -> pl.DataFrame:
    """Round every number of a table once; as texts, or as numbers that lost their zeros."""
    places = {**{f"town.{name}": n for name, n in BASES.items()}, **{c: n for c, (_, n) in PUBLISHED.items()}}

    def cell(name: str, value: Fraction | None) -> str | None:
        return None if value is None else f"{round_figure(value, places.get(name, 2)):f}"

    columns = [name for name in rows[0] if name not in {"area", "period"}]
    made = {name: [cell(name, row[name]) for row in rows] for name in columns}
    frame = pl.DataFrame({"area": [r["area"] for r in rows], "period": [r["period"] for r in rows], **made})
    return frame if texts else frame.with_columns(pl.col(columns).cast(pl.Float64))


def audited(rows: list[Row], *, texts: bool = True, columns: dict[str, str] = REFERENCES) -> ki.TableReport:
    return audit_table(printed(rows, texts=texts), REG, derived=columns)


SLOW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SLOW
@given(truth=truths(), texts=st.booleans())
def test_a_table_rounded_once_never_contradicts(truth, texts):
    report = audited(exact_rows(truth), texts=texts)
    assert report.consistent
    assert report.counts["disagree"] == 0
    for found in report:
        assert found.agree + found.uninformative + found.undetermined == found.printed
        assert set(found.why) <= {f"start {found.reference.partition('@')[0]}"}


# -- one error of a kind

Spoil = Callable[[list[Row], Truth, Callable[[str, int], Row]], None]


def everywhere(column: str, value: Callable[[Row], Fraction | None]) -> Spoil:
    """Put another value into every row of a column."""

    def spoil(rows: list[Row], truth: Truth, at: Callable[[str, int], Row]) -> None:
        for row, new in [(row, value(row)) for row in rows if row[column] is not None]:
            row[column] = new

    return spoil


def once(column: str, value: Callable[[Row], Fraction]) -> Spoil:
    """Put another value into one row of a column."""

    def spoil(rows: list[Row], truth: Truth, at: Callable[[str, int], Row]) -> None:
        row = at("乙镇", 2020)
        row[column] = value(row)

    return spoil


def across_a_gap(rows: list[Row], truth: Truth, at: Callable[[str, int], Row]) -> None:
    for area in AREAS:
        rows.remove(at(area, 2019))
        now, then = truth[area, 2020]["output"], truth[area, 2018]["output"]
        at(area, 2020)["增长"] = (now / then - 1) * 100
        at(area, 2020)["支出率变动"] = None
        for year in YEARS:
            if year > 2019:
                at(area, year)["累计"] -= truth[area, 2019]["output"]
        at(area, 2020)["增量"] = now - then


def padded(rows: list[Row], truth: Truth, at: Callable[[str, int], Row]) -> None:
    for area in AREAS[1:]:
        row = at(area, 2020)
        for name in ("town.output", "人均", "累计", "较2018年", "占全市", "增量"):
            row[name] = None
        row["增长"] = Fraction(0)
        later = at(area, 2021)
        later["增长"] = (truth[area, 2021]["output"] / truth[area, 2019]["output"] - 1) * 100
        later["增量"] = None
        for year in YEARS:
            at(area, year)["累计"] = None
    for name in ("累计", "占全市"):
        for row in rows:
            row[name] = None


def negative_base(rows: list[Row], truth: Truth, at: Callable[[str, int], Row]) -> None:
    for area in AREAS:
        for year in YEARS:
            row = at(area, year)
            row["town.output"] -= 200
            for name in ("人均", "累计", "较2018年", "占全市"):
                row[name] = None
            if year > 2016:
                last = truth[area, year - 1]["output"] - 200
                row["增长"] = (truth[area, year]["output"] - 200 - last) / last * 100


def other_vintage(rows: list[Row], truth: Truth, at: Callable[[str, int], Row]) -> None:
    for number, row in enumerate(rows):
        row["人口(普查)"] = row["town.people"] * (1 + Fraction(7 * (number % 5 + 1), 1000))
        row["人均"] = row["town.output"] / row["人口(普查)"] * 10_000


def other_year(rows: list[Row], truth: Truth, at: Callable[[str, int], Row]) -> None:
    for row in rows:
        base = truth[row["area"], 2017]["output"]
        row["较2018年"] = (row["town.output"] / base - 1) * 100


def a_row_off(rows: list[Row], truth: Truth, at: Callable[[str, int], Row]) -> None:
    values = [row["人均"] for row in rows]
    for row, value in zip(rows, [None, *values[:-1]], strict=True):
        row["人均"] = value


ERRORS: dict[str, tuple[str, Spoil, set[str]]] = {
    "gap": ("增长", across_a_gap, {"gap"}),
    "an empty value filled": ("增长", padded, {"missing"}),
    "a base below zero": ("增长", negative_base, {"base"}),
    "another vintage of the population": ("人均", other_vintage, {"vintage"}),
    "order of operations": (
        "结余率",
        everywhere("结余率", lambda r: (r["town.planned"] - r["支出率"] / 100) * 100),
        {"precedence"},
    ),
    "accumulated": ("累计", everywhere("累计", lambda r: r["town.output"]), {"window", "label"}),
    "another base year": ("较2018年", other_year, {"window"}),
    "mislabelled": ("支出率", everywhere("支出率", lambda r: 100 * r["town.planned"] / r["town.output"]), {"label"}),
    "the rest for the part": ("支出率", everywhere("支出率", lambda r: r["结余率"]), {"label"}),
    "a factor of ten thousand": ("人均", everywhere("人均", lambda r: r["人均"] / 10_000), {"factor"}),
    "a slipped decimal point": ("占全市", once("占全市", lambda r: r["占全市"] * 10), {"factor"}),
    "exchanged operands": ("支出率", everywhere("支出率", lambda r: 10_000 / r["支出率"]), {"exchanged"}),
    "exchanged operands in a row": ("支出率", once("支出率", lambda r: 10_000 / r["支出率"]), {"exchanged"}),
    "sign": ("增量", everywhere("增量", lambda r: -r["增量"]), {"sign"}),
    "a row off": ("人均", a_row_off, {"row"}),
}


def spoilt(truth: Truth, spoil: Spoil) -> list[Row]:
    rows = exact_rows(truth)
    spoil(rows, truth, lambda area, year: next(r for r in rows if (r["area"], r["period"]) == (area, year)))
    return rows


#: what is made from a column as published deviates with it
DEPENDENT = {"支出率": {"支出率变动"}}


@pytest.mark.parametrize("kind", ERRORS)
@settings(SLOW, max_examples=4)
@given(truth=st.integers(0, 10**6).map(any_truth))
def test_an_error_is_found_and_named(kind, truth):
    column, spoil, causes = ERRORS[kind]
    report = audited(spoilt(truth, spoil))
    found = report.of(column)
    assert found.disagree or found.undetermined
    assert found.cause in causes, found.explanation.en
    assert found.explained == 1
    others = {other.column for other in report if other.disagree} - {column}
    assert others <= DEPENDENT.get(column, set())


def test_percent_for_points_is_named():
    rows = [
        {"area": "A", "period": year, "town.spent": Fraction(spent), "town.planned": Fraction(100)}
        for year, spent in zip(range(2016, 2024), (41, 55, 61, 74, 52, 83, 91, 64), strict=True)
    ]
    for last, now in itertools.pairwise(rows):
        now["变动"] = (now["town.spent"] / last["town.spent"] - 1) * 100
    rows[0]["变动"] = None
    report = audited(rows, columns={"变动": "town.rate@yoy:pp"})
    assert report[0].disagree == 7
    assert report[0].cause == "points"


def test_a_number_at_random_has_no_cause():
    """The table says that it is wrong, and not why: nothing that it holds would give it."""
    unnamed = 0
    for seed in range(20):
        rows = exact_rows(any_truth(seed))
        rows[7]["支出率"] *= Fraction(1000 + random.Random(seed).randint(20, 300), 1000)
        found = audited(rows, columns={"支出率": "town.rate"}).of("支出率")
        assert found.disagree == 1
        unnamed += not found.cause
    assert unnamed >= 18


# -- near zero, and what is not counted as evidence


def test_agreement_near_zero_is_no_evidence():
    table = {
        "area": ["A", "B", "C"],
        "period": [2024] * 3,
        "town.output": ["0.00", "31.41", "0.00"],
        "town.people": ["20.00", "27.18", "3.10"],
        "人均": ["0.0", "11556.3", "1.2"],
    }
    (found,) = audit_table(pl.DataFrame(table), REG, derived={"人均": "town.per_head"})
    assert (found.agree, found.uninformative, found.disagree) == (1, 2, 0)
    assert "不足为证2" in found.explanation.zh


def test_a_column_of_zeros_is_undetermined():
    table = {"area": ["A"], "period": [2024], "town.output": ["0.00"], "town.people": ["20.00"], "人均": ["0.0"]}
    report = audit_table(pl.DataFrame(table), REG, derived={"人均": "town.per_head"})
    assert report[0].status is Consistency.UNDETERMINED
    assert report.consistent


# -- counts are exact: nothing beyond the last digit is let through

COUNTS = Domain("counts", Text("计数", "Counts"))
for _name in ("passed", "tested"):
    COUNTS.indicator(_name, Text(_name, _name), unit="人", kind="count")
COUNTS.derived("share", Text("合格率", "Share that passed"), unit="%")(lambda passed, tested: passed / tested)
COUNTED = ki.Registry([COUNTS])


@given(
    st.lists(st.tuples(st.integers(1, 500), st.integers(500, 900), st.integers(-30, 30)), min_size=1, max_size=12),
    st.integers(0, 3),
)
@settings(SLOW, max_examples=40)
def test_of_exact_bases_every_wrong_digit_is_found_and_no_right_one(cells, decimals):
    true = [Fraction(100 * k, n) for k, n, _ in cells]
    step = Fraction(1, 10**decimals)
    shown = [Fraction(round_figure(x, decimals)) + off * step for x, (_, _, off) in zip(true, cells, strict=True)]
    table = pl.DataFrame(
        {
            "area": [str(i) for i in range(len(cells))],
            "period": ["2024"] * len(cells),
            "counts.passed": [k for k, _, _ in cells],
            "counts.tested": [n for _, n, _ in cells],
            "counts.share": [f"{round_figure(x, decimals):f}" for x in shown],
        }
    )
    report = audit_table(table, COUNTED)
    wrong = [i for i, (x, y) in enumerate(zip(true, shown, strict=True)) if abs(x - y) > step / 2]
    assert report.rows("counts.share", "disagree")["row"].to_list() == wrong


def test_digits_cut_off_are_named():
    pairs = [(k, 640 + 7 * k) for k in range(101, 160, 3)]
    table = pl.DataFrame(
        {
            "area": [str(k) for k, _ in pairs],
            "period": ["2024"] * len(pairs),
            "counts.passed": [k for k, _ in pairs],
            "counts.tested": [n for _, n in pairs],
            "counts.share": [f"{math.floor(Fraction(1000 * k, n)) / 10:.1f}" for k, n in pairs],
        }
    )
    (found,) = audit_table(table, COUNTED)
    assert found.disagree > 5
    assert (found.cause, found.explained) == ("truncated", 1)


# -- what cannot be determined, and why


def told(columns: dict[str, list[Any]], derived: dict[str, str], **more: Any) -> ki.ColumnReport:
    (found,) = audit_table(pl.DataFrame(columns), REG, derived=derived, **more)
    return found


def test_each_reason_has_its_name():
    years = {"area": ["A"] * 4, "period": [2019, 2020, 2022, 2023], "town.output": [10.5, None, 12.3, 0.0]}
    growth = [1.5, 2.5, 3.5, 4.5]
    found = told({**years, "增长": growth}, {"增长": "town.output@yoy:pct"})
    assert dict(found.why) == {"start town.output": 1, "missing town.output": 1, "gap town.output": 1}
    assert found.unprinted == 0
    found = told({**years, "增长": [1.5, None, None, None]}, {"增长": "town.output@2023:pct"})
    assert dict(found.why) == {"undefined": 1}
    found = told({**years, "占比": growth}, {"占比": "town.output@area=全市:share"})
    assert dict(found.why) == {"area 全市": 3, "missing town.output": 1}
    found = told({**years, "人均": growth}, {"人均": "town.per_head"})
    assert dict(found.why) == {"absent": 4}
    assert "town.people" in found.explanation.zh
    found = told({**years, "增长": [1.5, None, math.inf, None]}, {"增长": "town.output@yoy:pct"})
    assert found.why["infinite"] == 1


def test_what_is_not_printed_is_counted():
    years = {"area": ["A"] * 3, "period": [2019, 2020, 2021], "town.output": ["10.50", "11.00", "12.00"]}
    found = told({**years, "增长": [None, None, "9.09"]}, {"增长": "town.output@yoy:pct"})
    assert (found.printed, found.agree, found.unprinted) == (1, 1, 1)


def test_a_comparison_that_means_nothing_is_undetermined():
    (found,) = audit_table(
        pl.DataFrame({"area": ["A", "A"], "period": [2023, 2024], "town.rate": [50.0, 60.0], "变动": [None, 20.0]}),
        REG,
        derived={"变动": "town.rate@yoy:pct"},
    )
    assert dict(found.why) == {"comparable": 1}
    assert "个百分点" in found.told


# -- what a table may look like


@pytest.mark.parametrize("kind", ["pandas", "pandas on arrow", "pyarrow", "polars"])
def test_every_eager_table_gives_the_same(kind):
    rows = spoilt(any_truth(5), ERRORS["exchanged operands in a row"][1])
    columns = printed(rows, texts=False).to_dict(as_series=False)
    found = audit_table(frames.ALL[kind]({frames.ROW: list(range(len(rows))), **columns}), REG, derived=REFERENCES)
    assert found.to_json() == audited(rows, texts=False).to_json()


def test_the_order_of_the_rows_carries_no_meaning():
    rows = spoilt(any_truth(6), across_a_gap)
    shuffled = random.Random(1).sample(rows, len(rows))
    one, other = (audited(some) for some in (rows, shuffled))
    assert [c.as_row() for c in one] == [c.as_row() for c in other]


def test_texts_are_read_as_printed():
    table = {
        "area": list("ABCD"),
        "period": ["2024年"] * 4,
        "town.output": ["超50", "46.52亿元", "1,181.00", "—"],
        "town.people": ["约2", "23万人", "３０．０", "3"],
        "人均": ["26万", "2.02万元/人", "393667", "5.0"],
    }
    found = told(table, {"人均": "town.per_head"})
    assert (found.agree, found.disagree, found.undetermined) == (3, 0, 1)


def test_headers_and_units_say_what_a_column_is():
    table = {
        "area": ["A"],
        "period": [2024],
        "output(万元)": ["314100"],
        "people": ["27.18"],
        "Per head(万元/人)": ["1.156"],
    }
    (found,) = audit_table(pl.DataFrame(table), REG)
    assert (found.reference, found.agree) == ("town.per_head", 1)
    bare = {"area": ["A"], "period": [2024], "town.output": ["314100"], "town.people": ["27.18"], "人均": ["1.156"]}
    units = {"town.output": "万元", "人均": "万元/人"}
    assert told(bare, {"人均": "town.per_head"}, units=units).agree == 1


def test_stated_decimals_count():
    table = {"area": ["A"], "period": [2024], "town.output": [31.4], "town.people": [27.2], "人均": [11560.0]}
    derived = {"人均": "town.per_head"}
    assert told(table, derived, decimals={"人均": -1}).agree == 1
    assert told(table, derived, decimals=2).disagree == 1


def test_numbers_that_were_never_rounded_are_held_closely():
    outputs, people = [10 / 3, 20 / 7, 30 / 11, 40 / 13], [7 / 3, 11 / 7, 13 / 11, 17 / 13]
    exact = [a / b * 10_000 for a, b in zip(outputs, people, strict=True)]
    table = {"area": list("ABCD"), "period": [2024] * 4, "town.output": outputs, "town.people": people}
    assert told({**table, "人均": exact}, {"人均": "town.per_head"}).agree == 4
    assert told({**table, "人均": [x * (1 + 1e-8) for x in exact]}, {"人均": "town.per_head"}).disagree == 4


@pytest.mark.parametrize(
    ("columns", "derived", "error", "told"),
    [
        ({"人均产值": ["1"]}, {"人钧产值": "town.per_head"}, ki.FrameError, "Did you mean '人均产值'"),
        ({"人均": ["1"]}, ["人均"], None, "per_head"),
        ({"x": ["1"]}, ["x"], ki.FrameError, "derived={'x': 'a reference'}"),
        ({"x": ["1"]}, None, ki.FrameError, "no column of the table is a derived indicator"),
        ({"x": ["1"]}, {"x": "town.nope"}, ki.UnknownKeyError, "town.nope"),
        ({"x": ["1"]}, {"x": "town.output"}, ki.FrameError, "town.output is measured"),
        ({"x": ["<b>1</b>"]}, {"x": "town.per_head"}, ki.FrameError, "column 'x', row 0"),
        ({"x": ["1公斤"]}, {"x": "town.per_head"}, ki.FrameError, "公斤"),
        ({"indicator": ["x"], "value": ["1"]}, None, ki.FrameError, "reg.wide"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_way_out(columns, derived, error, told):
    rows = len(next(iter(columns.values())))
    frame = pl.DataFrame({"area": ["A"] * rows, "period": [2024] * rows, **columns})
    if error is None:
        assert audit_table(frame, REG, derived=derived)[0].reference.endswith(told)
        return
    with pytest.raises(error, match=re.escape(told)):
        audit_table(frame, REG, derived=derived)


def test_a_table_that_is_not_there_as_a_whole_is_refused():
    for lazy in (pl.LazyFrame({"area": []}), 5):
        with pytest.raises(ki.FrameError, match="collect a lazy one first"):
            audit_table(lazy, REG)


def test_two_rows_of_one_key_are_refused():
    table = {"area": ["A", "A"], "period": [2024, 2024], "town.output": [1.0, 2.0], "增长": [1.0, 2.0]}
    with pytest.raises(ki.FrameError, match="more than one row"):
        told(table, {"增长": "town.output@yoy:pct"})


@pytest.mark.parametrize("rows", [0, 2])
def test_an_empty_table_says_nothing(rows):
    names = ["town.output", "town.people", "人均"]
    table = {"area": ["A", "B"][:rows], "period": [2024] * rows, **{name: [None] * rows for name in names}}
    report = audit_table(pl.DataFrame(table), REG, derived={"人均": "town.per_head"})
    assert set(report.counts.values()) == {0}
    assert report.consistent


def test_extreme_numbers_give_no_wrong_verdict():
    odd = [math.nan, math.inf, -math.inf, 1e300, -1e300, 1e-300, 0.0, -1.0]
    pairs = [(a, b, c) for a in odd for b in odd for c in (1e300, 5.0, -3.0, 0.0)]
    table = {
        "area": [str(i) for i in range(len(pairs))],
        "period": [2024] * len(pairs),
        "town.output": [a for a, _, _ in pairs],
        "town.people": [b for _, b, _ in pairs],
        "人均": [c for _, _, c in pairs],
    }
    report = audit_table(pl.DataFrame(table), REG, derived={"人均": "town.per_head"}, decimals=0)
    for row in report.rows("人均", "disagree").iter_rows(named=True):
        assert row["derived"] is not None
        assert abs(row["derived"] - float(row["printed"])) > 0.5


# -- places in a ranking, the group's value, windows, grades


def ranked() -> ki.Registry:
    domain = town()
    domain.indicator("days", Text("达标天数", "Good days"), unit="天", better="higher")
    domain.windowed(
        "years", Text("达标年数", "Good years"), of="days", how=ki.count_where(lambda d: d >= 300), over="all"
    )
    domain.windowed("running", Text("连续达标", "In a row"), of="days", how=ki.streak(lambda d: d >= 300), over="all")
    domain.derived(
        "grade",
        Text("等次", "Grade"),
        kind="grade",
        grades=[Text("优", "good"), Text("差", "bad")],
        takes={"days": "天"},
    )(lambda days: ki.where(days >= 300, 1, 2))
    return ki.Registry([domain])


def test_ranks_groups_windows_and_grades_are_held_too():
    reg, rng = ranked(), random.Random(4)
    areas, years = ("甲镇", "乙镇", "丙镇", "丁镇"), range(2018, 2024)
    days = {(a, y): Fraction(rng.randint(29_000, 31_000), 100) for a in areas for y in years}

    def row(area: str, year: int) -> Row:
        own = days[area, year]
        others = [days[a, year] for a in areas if a != area]
        met = [days[area, y] >= 300 for y in years if y <= year]
        streak = next((i for i, good in enumerate(reversed(met)) if not good), len(met))
        return {
            "area": area,
            "period": year,
            "town.days": str(round_figure(own, 1)),
            "位次": 1 + sum(other > own for other in others),
            "与他镇平均之差": str(round_figure(own - sum(others) / 3, 2)),
            "年数": sum(days[area, y] >= 300 for y in years),
            "连续": streak,
            "等次": "优" if own >= 300 else "差",
        }

    derived = {
        "位次": "town.days@rank",
        "与他镇平均之差": "town.days@peers.mean:abs",
        "年数": "town.years",
        "连续": "town.running",
        "等次": "town.grade",
    }
    frame = pl.DataFrame([row(a, y) for a in areas for y in years])
    report = audit_table(frame, reg, derived=derived)
    assert report.consistent, [c.explanation.en for c in report]
    assert all(found.agree >= 8 for found in report), [c.explanation.en for c in report]
    wrong = frame.with_columns(pl.col("位次") % 4 + 1, 连续=pl.col("连续") + 1, 等次=pl.lit("差"))
    report = audit_table(wrong, reg, derived=derived)
    assert all(report.of(name).disagree for name in ("位次", "连续", "等次"))
    assert report.of("年数").disagree == 0


# -- the boxes hold what they say


ENDS = st.integers(-50, 50).map(lambda n: n / 4)
INTERVALS = st.tuples(ENDS, ENDS).map(sorted)


@given(
    tree=trees(6),
    boxes=st.fixed_dictionaries(
        dict.fromkeys(REQUIRED, INTERVALS) | {name: st.one_of(st.none(), INTERVALS) for name in OPTIONAL}
    ),
    at=st.lists(st.sampled_from([0, 0.25, 0.5, 1]), min_size=6, max_size=6),
)
@settings(SLOW, max_examples=300)
def test_boxes_hold_every_value_and_exact_ones_no_more_than_fractions_do(tree, boxes, at):
    ends = [np.array([math.nan if box is None else box[i] for box in boxes.values()]) for i in (0, 1)]
    leaves = {name: Box(ends[0][i : i + 1], ends[1][i : i + 1]) for i, name in enumerate(boxes)}
    with np.errstate(all="ignore"):
        found = column(tree, leaves, 1)
    low, high = float(found.box.lo[0]), float(found.box.hi[0])
    point = [None if b is None else b[0] + (b[1] - b[0]) * t for b, t in zip(boxes.values(), at, strict=True)]
    value = compile_number(guarded(tree), list(boxes))(*point)
    if value is not None and abs(value) < 1e150:
        slack = 1e-9 * max(1, abs(value))
        assert low - slack <= value <= high + slack
    try:
        exact = ki.evaluate(tree, {n: None if b is None else ki.Interval.closed(*b) for n, b in boxes.items()}).interval
    except ki.KaizhouError:
        return
    bounded = exact.lo is not None and exact.hi is not None and max(abs(exact.lo), abs(exact.hi)) < 10**100
    if bounded and found.exact[0] and not math.isnan(low):
        slack = 1e-6 * max(1.0, abs(float(exact.lo)), abs(float(exact.hi)))
        assert float(exact.lo) - slack <= low
        assert high <= float(exact.hi) + slack


# -- the report


def test_the_report_in_all_its_forms():
    report = audited(spoilt(any_truth(8), ERRORS["sign"][1]))
    assert not report.consistent
    assert report.counts["disagree"] == report.of("增量").disagree
    rows = report.rows("增量", "disagree")
    assert {"row", "area", "period", "printed", "derived", "lowest", "highest", "cause"} <= set(rows.columns)
    assert set(rows["cause"]) == {"sign"}
    assert all(abs(float(p) + d) < 0.03 for p, d in rows.select("printed", "derived").rows())
    frame = report.to_frame("en")
    assert frame.filter(pl.col("cause") == "sign")["column"].to_list() == ["增量"]
    data = json.loads(report.to_json("en"))
    assert data["consistent"] is False
    assert [c["likely"][0]["cause"] for c in data["columns"] if c["likely"]] == ["sign"]
    assert "the opposite sign" in report.to_markdown("en")
    assert "正负号相反" in report._repr_html_()
    assert report.of("增量").likely[0].text.en == "the opposite sign"
    with pytest.raises(ki.FrameError, match="was not audited"):
        report.of("增長")


def test_markup_in_a_table_stays_text():
    name = "人均<script>|x"
    report = audit_table(
        pl.DataFrame({"area": ["A"], "period": [2024], name: ["1"]}), REG, derived={name: "town.per_head"}
    )
    assert "<script>" not in report._repr_html_()
    assert "人均&lt;script&gt;\\|x" in report.to_markdown()


# -- tables that were published


#: table, column -> cells that agree, cells printed
AGREEING = {
    ("cn_grain_2015", "单产"): (38, 38, ""),
    ("cn_hulun_tli_2011_2020", "TLI综合"): (10, 10, ""),
    ("cn_hulun_tli_2011_2020", "营养状态"): (10, 10, ""),
    ("cn_xinjiang_gp_2012_2020", "每万人口全科医生数_名"): (8, 9, ""),
    ("cn_xinjiang_gp_2012_2020", "转岗培训占比_%"): (8, 9, ""),
    ("cn_xinjiang_gp_2012_2020", "按每万名居民3名应配置_名"): (9, 9, ""),
    ("cn_qinghai_grass_2015_2016", "变化量"): (9, 9, ""),
    ("cn_qinghai_grass_2015_2016", "变化幅度"): (9, 9, ""),
    ("cn_qinghai_grass_2015_2016", "单产"): (4, 18, "input"),
}


@pytest.mark.parametrize("name", four_tables.TABLES)
def test_a_chinese_table_agrees_where_it_was_counted(name):
    table = four_tables.TABLES[name]()
    columns = dict.fromkeys(column for row in table.rows for column in row)
    frame = pl.DataFrame({column: [row.get(column) for row in table.rows] for column in columns})
    report = audit_table(frame, ki.Registry([table.domain]), derived=table.derived)
    found = {(name, c.column): (c.agree + c.uninformative, c.printed, c.cause) for c in report}
    assert found == {key: value for key, value in AGREEING.items() if key[0] == name}


def seen(edition: str) -> dict[str, tuple[int, int, int, int]]:
    with (Path(__file__).parent / "public" / "seen.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["edition"] == edition]
    names = ("rows", "outside", "published_only", "derived_only")
    return {row["column"]: tuple(int(row[name]) for name in names) for row in rows if row["rows"] and row["outside"]}


#: growth on a base below zero: the independent count divides by it, here it has no value
NEGATIVE = {("2020", "co2_growth_prct"): 41, ("2024", "co2_including_luc_growth_prct"): 59}
#: how the publisher is known to deviate: column -> the likeliest cause, and the cells that it explains
KNOWN = {
    "2020": {
        "co2_growth_abs": ("gap", 48),
        "co2_growth_prct": ("missing", 86),
        "trade_co2_share": ("base", 19),
        "share_global_cumulative_co2": ("window", 15_653),
    },
    "2024": {
        "co2_per_capita": ("input", 180),
        "trade_co2": ("float32", 5),
        "co2_growth_abs": ("float32", 7),
        "co2_including_luc_growth_prct": ("base", 59),
        "energy_per_capita": ("vintage", 3926),
        "cumulative_co2": ("window", 4680),
    },
}


@pytest.mark.parametrize("edition", owid.EDITIONS)
def test_emissions_agree_where_an_independent_count_does_and_the_publishers_ways_have_names(edition):
    table = owid.panel(edition)
    derived = {column: target for column, target in owid.PUBLISHED.items() if column in table.columns}
    report = audit_table(table, ki.Registry([co2.co2]), derived=derived, area="country", period="year")
    expected = seen(edition)
    for found in (c for c in report if c.column in expected):
        rows, outside, published, unprinted = expected[found.column]
        negative = NEGATIVE.get((edition, found.column), 0)
        assert found.agree + found.uninformative + found.disagree == rows - negative, found.column
        assert (found.disagree, found.undetermined) == (outside, published + negative), found.column
        assert found.unprinted == unprinted, found.column
    causes = {c.column: (c.cause, c.likely[0].rows) for c in report if c.column in KNOWN[edition]}
    assert causes == KNOWN[edition]
