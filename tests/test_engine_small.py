"""Few rows give what many rows give: same values, same nulls, same types, same index; and rows without a table."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

import kaizhou_indicators as ki
from engines import cells
from kaizhou_indicators import Domain, Registry, Text, ln, minimum, sqrt, total, where

#: enough rows that no engine takes them for few
MANY = 3_000
VALUES = st.sampled_from([None, 0.0, -1.0, 1.0, 59.9, 60.0, 1e-300, 1e300, -1e300, float("inf"), float("nan"), 12.5])
ROWS = st.lists(st.fixed_dictionaries({"few.a": VALUES, "few.b": VALUES, "few.c": VALUES}), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def registry() -> Registry:
    domain = Domain("few", Text("少", "Few"))
    for name in "abc":
        domain.indicator(name, Text(name, name), unit="1")
    domain.indicator("level", Text("级别", "Level"), unit="1", kind="grade", grades=["优", "良", "差"])

    @domain.derived("ratio", Text("比", "Ratio"), unit="%", kind="rate")
    def ratio(a, b):
        return a / b

    @domain.derived("capped", Text("封顶", "Capped"), unit="1")
    def capped(ratio, c):
        return minimum(ratio, 1) - minimum(a_or(ratio, c), c)

    @domain.derived("log", Text("对数", "Logarithm"), unit="1")
    def log(ratio, c):
        return ln(ratio) * c + sqrt(c)

    @domain.derived("sum", Text("和", "Sum"), unit="1")
    def summed(a, c=None):
        return total(a, c) * 2

    @domain.derived("grade", Text("等级", "Grade"), unit="1", kind="grade", grades=["优", "良", "差"])
    def grade(a, level):
        return where(a >= 60, 1, where(level > 1, 3, 2))

    return Registry([domain])


def a_or(a: Any, b: Any) -> Any:
    return where(b > 0, a, b)


TARGETS = ["few.ratio", "few.capped", "few.log", "few.sum"]


def as_polars(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(["few.a", "few.b", "few.c"], pl.Float64))


KINDS = {
    "polars": as_polars,
    "pandas": lambda rows: as_polars(rows).to_pandas(),
    "pandas on arrow": lambda rows: as_polars(rows).to_pandas(use_pyarrow_extension_array=True),
    "pyarrow": lambda rows: as_polars(rows).to_arrow(),
}


def first(table: Any, rows: int) -> Any:
    return table.slice(0, rows) if not isinstance(table, pd.DataFrame) else table.head(rows)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_few_rows_give_what_many_give(registry: Registry, kind: str, rows: list[dict[str, Any]]) -> None:
    table = KINDS[kind](rows * (MANY // len(rows) + 1))
    few = registry.derive(first(table, len(rows)), *TARGETS)
    many = first(registry.derive(table, *TARGETS), len(rows))
    if kind == "polars":
        assert_frame_equal(few, many, rel_tol=1e-12)
    elif kind == "pyarrow":
        assert few.schema == many.schema
        assert_frame_equal(pl.DataFrame(few), pl.DataFrame(many), rel_tol=1e-12)
    else:
        pd.testing.assert_frame_equal(few, many, rtol=1e-12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_a_lazy_table_and_duckdb_give_what_an_eager_one_gives(registry: Registry, rows: list[dict[str, Any]]) -> None:
    table = as_polars(rows).with_row_index("row")
    eager = registry.derive(table, *TARGETS)
    lazy = registry.derive(table.lazy(), *TARGETS).collect()
    assert_frame_equal(lazy, eager, rel_tol=1e-12)
    relation = duckdb.default_connection().from_arrow(table.to_arrow())
    derived = registry.derive(relation, *TARGETS).order("row").pl()
    assert_frame_equal(derived.select(TARGETS), eager.select(TARGETS), rel_tol=1e-9)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_rows_without_a_table_give_the_numbers_of_one(registry: Registry, rows: list[dict[str, Any]]) -> None:
    plan = registry.plan(TARGETS, ["few.a", "few.b", "few.c"])
    made = plan.numbers(rows)
    columns = plan.numbers({name: [row[name] for row in rows] for name in plan.columns})
    table = plan(as_polars(rows))
    for target in TARGETS:
        assert [row[target] for row in made] == columns[target] == cells(table[target].to_list())


def test_an_index_and_its_order_stay(registry: Registry) -> None:
    table = pd.DataFrame({"few.a": [1.0, 2.0], "few.b": [4.0, 0.0]}, index=pd.Index(["x", "x"], name="place"))
    derived = registry.derive(table, "few.ratio")
    assert list(derived.index) == ["x", "x"]
    assert derived.index.name == "place"
    assert cells(derived["few.ratio"]) == [25.0, None]


@pytest.mark.parametrize("kind", ["polars", "pandas", "pyarrow", "duckdb"])
def test_grades_are_labels_in_and_out(registry: Registry, kind: str) -> None:
    table = pl.DataFrame({"few.a": [70.0, 1.0, 1.0, None], "few.level": ["差", "优", "差", "差"]})
    native = {
        "polars": lambda: table,
        "pandas": table.to_pandas,
        "pyarrow": table.to_arrow,
        "duckdb": lambda: duckdb.default_connection().from_arrow(table.to_arrow()),
    }[kind]()
    derived = pl.DataFrame(
        registry.derive(native, "few.grade").pl() if kind == "duckdb" else registry.derive(native, "few.grade")
    )
    assert derived["few.grade"].to_list() == ["优", "良", "差", None]
    assert derived["few.grade"].dtype == pl.String


def test_no_value_at_all_keeps_the_type(registry: Registry) -> None:
    none = pl.DataFrame(
        {"few.a": [None], "few.b": [None], "few.level": [None]}, schema_overrides={"few.level": pl.String}
    )
    derived = registry.derive(none, "few.ratio", "few.grade")
    assert derived.schema["few.ratio"] == pl.Float64
    assert derived.schema["few.grade"] == pl.String


@pytest.mark.parametrize("kind", KINDS)
def test_no_row_gives_no_row(registry: Registry, kind: str) -> None:
    none = pl.DataFrame(registry.derive(KINDS[kind]([]), *TARGETS))
    assert (none.height, none.columns[-4:]) == (0, TARGETS)
    assert registry.plan(TARGETS, ["few.a", "few.b", "few.c"]).numbers([]) == []


def test_units_are_read_in_rows_without_a_table(registry: Registry) -> None:
    plan = registry.plan(["few.ratio"], ["few.a", "few.b"], units={"few.a": "%"})
    assert plan.numbers([{"few.a": 50, "few.b": "2"}, {"few.a": "50%", "few.b": 2}]) == [{"few.ratio": 25.0}] * 2


def test_what_is_not_given_is_named(registry: Registry) -> None:
    plan = registry.plan(["few.ratio"], ["few.a", "few.b"])
    with pytest.raises(ki.MissingInputError, match="few.b is not given"):
        plan.numbers([{"few.a": 1.0}])
    with pytest.raises(ki.MissingInputError, match="few.b is not given"):
        plan.numbers({"few.a": [1.0]})
    with pytest.raises(ki.DerivationError, match="differ in length"):
        plan.numbers({"few.a": [1.0], "few.b": [1.0, 2.0]})


def test_what_compares_rows_needs_a_table(registry: Registry) -> None:
    plan = registry.plan(["few.a@yoy:abs"], ["area", "period", "few.a"])
    with pytest.raises(ki.DerivationError, match="rows of other periods"):
        plan.numbers([{"few.a": 1.0}])
