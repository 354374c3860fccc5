"""Our World in Data's panels on Spark: the derived columns have the values and the nulls that they have on polars."""

from __future__ import annotations

import co2
import owid
import polars as pl
import pytest
from plain_panels import YEARS, check, drawn
from polars.testing import assert_frame_equal

import frames
import kaizhou_indicators as ki

KEYS = ["country", "year"]
#: of the early edition every entity whose name begins so, and the world: gaps, negative and missing bases among them
EARLY = "^(S|W|Ch|Eu|Ir)"


def table(edition: str) -> pl.DataFrame:
    """Return the bases of an edition, of the early one those entities only."""
    whole = owid.handed(owid.panel(edition))
    parts = ("co2_including_luc", "trade_co2")
    bases = whole.select([*KEYS, *(n for n in owid.BASES if n in whole.columns and n not in parts)])
    return bases.filter(pl.col("country").str.contains(EARLY)) if edition == "2020" else bases


@pytest.mark.parametrize("edition", owid.EDITIONS)
def test_every_derived_column_is_the_same_on_spark(session, edition):
    reg, bases = ki.Registry([co2.co2]), table(edition)
    given = owid.handed(owid.panel(edition)).columns
    targets = [target for column, target in owid.PUBLISHED.items() if column in given]
    expected = reg.derive(bases, *targets, area="country", period="year")
    result = reg.derive(session.createDataFrame(bases.to_arrow()), *targets, area="country", period="year")
    assert type(result).__module__.startswith("pyspark")
    assert result.columns == expected.columns
    found = pl.from_arrow(result.toArrow()).with_columns(pl.col(pl.Float64).fill_nan(None))
    assert_frame_equal(found.sort(KEYS), expected.sort(KEYS), rel_tol=1e-12, abs_tol=0, check_dtypes=False)


@pytest.mark.parametrize(("seed", "year"), [(5, "whole numbers"), (6, "Chinese")])
def test_a_panel_nobody_has_seen_comes_out_as_plain_python_has_it(session, seed, year):
    def table(columns):
        return session.createDataFrame(frames.polars(columns).to_arrow())

    check(table, *drawn(seed, entities=6), YEARS[year], ("country", "year"))
