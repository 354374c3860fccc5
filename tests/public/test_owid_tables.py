"""The panels on every kind of table: all derived columns at once, the same values and the same nulls as on polars."""

from __future__ import annotations

import warnings

import co2
import owid
import polars as pl
import pytest
from agreement import AGREES, PUBLISHED_ONLY
from polars.testing import assert_frame_equal

import frames
import kaizhou_indicators as ki

KEYS = ["country", "year"]
#: what runs through the periods in order has no place in pyarrow, which says so
ORDERED = "polars", "pandas", "pandas on arrow", "polars lazy", "duckdb"


def wanted(edition: str) -> list[str]:
    """Return the references of an edition's derived columns."""
    given = owid.handed(owid.panel(edition)).columns
    return [target for column, target in owid.PUBLISHED.items() if column in given]


def bases(edition: str) -> pl.DataFrame:
    """Return the bases of an edition, nothing that is derived but the running totals of a file that begins late."""
    table = owid.handed(owid.panel(edition))
    parts = ("co2_including_luc", "trade_co2")
    return table.select([*KEYS, *(name for name in owid.BASES if name in table.columns and name not in parts)])


def handed(kind: str, table: pl.DataFrame):
    """Return the table as another kind."""
    return {
        "polars": lambda: table,
        "pandas": table.to_pandas,
        "pandas on arrow": lambda: table.to_pandas(use_pyarrow_extension_array=True),
        "pyarrow": table.to_arrow,
        "polars lazy": table.lazy,
        "duckdb": lambda: frames.duckdb(table.to_dict(as_series=False)),
    }[kind]()


def read(result) -> pl.DataFrame:
    """Return a result of any kind as polars, NaN as null, in the order of country and year."""
    if isinstance(result, pl.LazyFrame):
        result = result.collect()
    elif not isinstance(result, pl.DataFrame):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            arrow = result.to_arrow_table() if hasattr(result, "to_arrow_table") else result
            result = pl.DataFrame(arrow) if not hasattr(arrow, "itertuples") else pl.from_pandas(arrow)
    return result.with_columns(pl.col(pl.Float64).fill_nan(None)).sort(KEYS)


@pytest.fixture(scope="module")
def reference(reg: ki.Registry) -> dict[str, pl.DataFrame]:
    """Edition -> its derived columns, on polars."""
    return {e: reg.derive(bases(e), *wanted(e), area="country", period="year").sort(KEYS) for e in owid.EDITIONS}


@pytest.mark.parametrize("edition", owid.EDITIONS)
@pytest.mark.parametrize("kind", [*ORDERED[1:], "pyarrow"])
def test_every_kind_of_table_has_the_same_columns(reg, reference, kind, edition):
    targets = [t for t in wanted(edition) if kind != "pyarrow" or edition == "2024" or "@cum" not in t]
    table = handed(kind, bases(edition))
    found = read(reg.derive(table, *targets, area="country", period="year"))
    expected = reference[edition].select([*KEYS, *targets])
    assert_frame_equal(found.select([*KEYS, *targets]), expected, rel_tol=1e-12, abs_tol=0, check_dtypes=False)


# -- the same formulas on intervals, and the library's own word on what is null

WITHIN_ROWS = [c for c, t in owid.PUBLISHED.items() if "@" not in t]
COLUMNS = {
    **{f"co2.{name}": column for name, (column, _, _) in co2.EMISSIONS.items()},
    "co2.population": "population",
    "co2.gdp": "gdp",
    "co2.energy": "primary_energy_consumption",
    "co2.with_land": "co2_including_luc",
    "co2.traded": "trade_co2",
}


def printed(table: pl.DataFrame, row: int, key: str) -> ki.Interval:
    """Return the interval that the printed base of a row stands for."""
    value = table[COLUMNS[key]][row]
    return ki.Interval.printed(f"{value:.0f}" if owid.BASES[COLUMNS[key]].half == 0.5 else f"{value:.3f}")


@pytest.mark.parametrize("edition", owid.EDITIONS)
def test_the_interval_of_a_formula_is_what_the_corners_span(reg, cells, edition):
    """Every so many rows, and each of them where interval and published value are as good as touching."""
    table = owid.panel(edition)
    number = {key: i for i, key in enumerate(table.select("country", "year").rows())}
    some = cells[edition].filter(pl.col("low").is_not_null() & pl.col("published").is_not_null())
    some = some.filter(pl.col("column").is_in(WITHIN_ROWS))
    edge = pl.min_horizontal((pl.col("published") - pl.col("high")).abs(), (pl.col("low") - pl.col("published")).abs())
    near = (edge - 0.0005).abs() < 2e-8
    some = some.with_row_index("n").filter((pl.col("n") % 499 == 0) | near)
    assert some.height > 150
    for column, country, year, published, low, high, verdict in some.select(
        "column", "country", "year", "published", "low", "high", "verdict"
    ).rows():
        formula = reg.derivation(owid.PUBLISHED[column])
        bases = {name: printed(table, number[country, year], name) for name in reg.needs(formula.key)}
        found = ki.evaluate(formula.bare, bases).interval
        assert (float(found.lo), float(found.hi)) == pytest.approx((low, high), rel=1e-9, abs=1e-12), (column, country)
        meets = found.intersects(ki.Interval.printed(f"{published:.3f}"))
        assert meets == (verdict == AGREES), (column, country, year)


def test_the_library_says_why_growth_is_null_where_the_publisher_prints_some(reg, cells):
    table = owid.panel("2020")
    plan = reg.plan(["co2.total@yoy:pct"], table.columns, area="country", period="year")
    reasons = plan.reasons(table)
    told = table.with_row_index("row").select(pl.col("row").cast(pl.Int64), "country", "year")
    told = told.join(reasons.with_columns(pl.col("row").cast(pl.Int64)), on="row")
    growth = cells["2020"].filter(pl.col("column") == "co2_growth_prct")
    null = growth.filter(pl.col("verdict") == PUBLISHED_ONLY).join(told, on=["country", "year"], how="left")
    assert null["reason"].null_count() == 0
    word = {"base": "zero or negative", "rows": "no row of period", "padded": "no row of period"}
    missing = null.filter(pl.col("reason").str.contains("co2.total is missing", literal=True))
    assert set(missing["why"]) == {"padded"}
    for why, some in word.items():
        rest = null.filter(pl.col("why") == why).join(missing, on=["country", "year"], how="anti")
        assert rest["reason"].str.contains(some).all()
