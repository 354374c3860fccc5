"""Panels of the same kind that nobody has seen come out as plain Python has them, on every table."""

from __future__ import annotations

import datetime

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain_panels import NAMES, ODD, REG, ROW, WORLDS, YEARS, check, drawn, energy

import frames
import kaizhou_indicators as ki

#: three decimals below a million: what lies beyond, a running total of pandas adds with compensation and others do not
VALUES = st.one_of(st.sampled_from(ODD), st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3)))
COLUMNS = [("country", "year"), ("Entity", "Year"), ("国家", "年份"), ("REF_AREA", "TIME_PERIOD")]
FAST = [kind for kind in frames.ALL if kind != "duckdb"]


@st.composite
def panels(draw) -> tuple[list[ROW], str]:
    """Draw rows of (entity, year, two values), no two with one key, in any order; and the reference area."""
    world = draw(st.sampled_from(WORLDS))
    entities = [world, *draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))]
    keys = [(entity, year) for entity in entities for year in range(1998, 2004)]
    kept = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=len(keys), unique=True))
    return [{"entity": e, "year": y, "used": draw(VALUES), "people": draw(VALUES)} for e, y in kept], world


@pytest.mark.parametrize("kind", FAST)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(panel=panels(), year=st.sampled_from(sorted(YEARS)), names=st.sampled_from(COLUMNS))
def test_a_panel_comes_out_as_plain_python_has_it(kind, panel, year, names):
    check(frames.ALL[kind], *panel, YEARS[year], names, ordered=kind != "pyarrow")


@pytest.mark.parametrize("seed", range(3))
def test_duckdb_has_it_alike(seed):
    """A few panels: duckdb takes its time to plan, whatever the number of rows."""
    check(frames.duckdb, *drawn(seed), list(YEARS.values())[seed], COLUMNS[seed])


@pytest.mark.parametrize("kind", frames.ALL)
def test_years_may_be_dates(kind):
    """A date is a day: the same day of the year before is there, the day before is not."""
    rows: list[ROW] = [
        {"entity": e, "year": y, "used": y - 1990.0, "people": 2.0} for e in ("World", "x") for y in (1999, 2000, 2002)
    ]
    new_year = lambda year: datetime.date(year, 1, 1)  # noqa: E731  # a year as its first day
    check(frames.ALL[kind], rows, "World", new_year, COLUMNS[0], ordered=kind != "pyarrow", but="@prev")


@pytest.mark.parametrize("dtype", [pl.Int16, pl.UInt64, pl.Float64, pl.String, pl.Categorical], ids=str)
@pytest.mark.parametrize("kind", ["polars", "polars lazy", "pandas", "pandas on arrow"])
def test_years_may_be_of_any_type_and_other_columns_called_anything(kind, dtype):
    """The table may have columns ``area`` and ``period`` of its own, which are not its keys."""

    def table(columns):
        typed = frames.polars(columns).with_columns(pl.col("year").cast(pl.String).cast(dtype))
        beside = typed.with_columns(area=pl.lit(652_230.5), period=pl.lit("annual"), index=pl.lit(1))
        made = {"polars": lambda: beside, "polars lazy": beside.lazy, "pandas": beside.to_pandas}
        made["pandas on arrow"] = lambda: beside.to_pandas(use_pyarrow_extension_array=True)
        return made[kind]()

    check(table, *drawn(11), lambda year: year, ("country", "year"))


def test_a_reference_area_of_any_name_may_be_a_baseline():
    domain = energy()
    domain.baseline("odd", area="A:B @ ‘C’", title=ki.Text("怪名", "Odd name"))
    table = pl.DataFrame({"area": ["A:B @ ‘C’", "x"], "period": [2000, 2000], "energy.used": [4.0, 1.0]})
    found = ki.Registry([domain]).derive(table, "energy.used@odd:share")
    assert found["energy.used@odd:share"].to_list() == [100.0, 25.0]


def test_twenty_baselines_cost_a_lazy_table_twenty_joins_and_no_million():
    """Each base is looked up in the table itself, and the table must not double with each."""
    table = pl.DataFrame(
        {"area": ["a"] * 20, "period": range(2001, 2021), "energy.used": [float(i) for i in range(20)]}
    )
    targets = [f"energy.used@{year}:abs" for year in table["period"]]
    found = REG.derive(table.lazy(), *targets).collect()
    assert [found[target].to_list() for target in targets] == [[float(i - b) for i in range(20)] for b in range(20)]
