"""Our World in Data's derived columns follow from its bases; where they do not, the rows are named and the rule is known.

``seen.csv`` holds what an independent count found; ``ways.csv`` which cells differ in which way.
"""

from __future__ import annotations

import csv
from pathlib import Path

import co2
import owid
import polars as pl
import pytest
from agreement import AGREES, DERIVED_ONLY, DIFFERS, FLOAT32, PUBLISHED_ONLY, Rows, compare, derived

import kaizhou_indicators as ki

HERE = Path(__file__).parent
BOTH = (AGREES, FLOAT32, DIFFERS)
ISO = pl.col("iso_code").is_not_null() & ~pl.col("iso_code").str.starts_with("OWID").fill_null(False)
COUNTED = "rows", "outside", "published_only", "derived_only", "iso_rows", "iso_outside"
#: growth on a base below zero: the independent count divides by it, here it has no value
NEGATIVE_BASES = {("2020", "co2_growth_prct"): (41, 18), ("2024", "co2_including_luc_growth_prct"): (59, 59)}


def seen(edition: str) -> dict[str, dict[str, int | None]]:
    """Return what was counted of an edition: column -> counts; None where nothing was counted."""
    with (HERE / "seen.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["edition"] == edition]
    return {row["column"]: {name: int(row[name]) if row[name] else None for name in COUNTED} for row in rows}


def counted(cells: pl.DataFrame) -> dict[str, int]:
    """Count a column's cells as the independent count does: a difference within float32 is outside."""
    both = cells.filter(pl.col("verdict").is_in(BOTH))
    outside = both.filter(pl.col("verdict") != AGREES)
    return {
        "rows": both.height,
        "outside": outside.height,
        "published_only": cells.filter(pl.col("verdict") == PUBLISHED_ONLY).height,
        "derived_only": cells.filter(pl.col("verdict") == DERIVED_ONLY).height,
        "iso_rows": both.filter(ISO).height,
        "iso_outside": outside.filter(ISO).height,
    }


@pytest.mark.parametrize("edition", owid.EDITIONS)
def test_every_column_agrees_in_as_many_cells_as_were_counted(cells, edition):
    found = {str(name): counted(some) for (name,), some in cells[edition].group_by("column")}
    expected = seen(edition)
    for column, counts in found.items():
        negative, negative_iso = NEGATIVE_BASES.get((edition, column), (0, 0))
        counts["rows"] += negative
        counts["published_only"] -= negative
        counts["iso_rows"] += negative_iso
    if edition == "2020":
        # the count compared published running totals; here they are worked out, and their ends widen with the years
        expected["share_global_cumulative_co2"]["outside"] = 15_764
    for column in found.keys() & expected.keys():
        known = {name: count for name, count in expected[column].items() if count is not None}
        assert {name: found[column][name] for name in known} == known, column
    absent = expected.keys() - found.keys()
    assert absent == ({c for c in expected if c.startswith("cumulative_")} if edition == "2024" else set())


def test_countries_agree_in_every_cell_but_of_one_column_and_one_rule(cells):
    both = pl.concat(cells.values()).filter(ISO & (pl.col("verdict") == DIFFERS))
    assert set(both["column"]) == {"energy_per_capita", "share_global_cumulative_co2"}
    assert set(both["why"]) == {"vintage", "own_years"}


def test_the_cells_that_differ_are_those_named_and_each_is_explained(cells):
    by = ["edition", "column", "verdict", "why"]
    found = pl.concat(cells.values()).filter(pl.col("verdict") != AGREES).group_by(by).len("rows")
    named = pl.read_csv(HERE / "ways.csv", schema_overrides={"edition": pl.String})
    assert found["why"].null_count() == 0
    assert set(found.rows()) == set(named.rows())


def test_the_report_of_the_example_finds_everything_explained(cells, monkeypatch, capsys):
    monkeypatch.setattr(owid, "cells", lambda reg, edition: cells[edition])
    assert co2.main("zh") == 0
    chinese = capsys.readouterr().out
    assert co2.main("en") == 0
    assert chinese.count("\n") == capsys.readouterr().out.count("\n")
    assert "?" not in chinese


# -- the publisher's own rules reproduce what the definitions do not


def agreement(reg, table: pl.DataFrame, published: dict[str, str], rows: Rows = owid.ROWS) -> pl.DataFrame:
    """Compare published columns with targets derived from a table of another shape, where both have a value."""

    def derive(frame, wanted):
        return reg.derive(frame, *wanted, area=rows.area, period=rows.year, columns=[])

    found = derived(derive, table, list(published.values()), owid.BASES, rows)
    return compare(table, published, found, half=0.0005, operands=owid.OPERANDS, keys=owid.KEYS)


def left(cells, edition: str, column: str, *ways: str) -> pl.DataFrame:
    """Return country and year of a column's cells that one of the ways explains."""
    rows = cells[edition].filter((pl.col("column") == column) & pl.col("why").is_in(ways))
    return rows.select("country", "year")


def test_across_gaps_the_publisher_compares_adjacent_rows_and_fills_empty_ones(reg, cells):
    table = owid.panel("2020").with_columns(row=1000 + pl.int_range(pl.len()).over("country"))
    table = table.with_columns(pl.col("co2").forward_fill().over("country"))
    found = agreement(
        reg,
        table,
        {"co2_growth_abs": "co2.total@yoy:abs", "co2_growth_prct": "co2.total@yoy:pct"},
        Rows("country", "row", "World"),
    )
    for column, count in (("co2_growth_abs", 48), ("co2_growth_prct", 48 + 82)):
        rows = left(cells, "2020", column, "rows", "padded")
        assert rows.height == count
        told = found.filter(pl.col("column") == column).join(rows, on=["country", "year"], how="semi")
        assert told["verdict"].to_list() == [AGREES] * count


@pytest.mark.parametrize(
    ("edition", "column", "base", "count"),
    [("2020", "co2_growth_prct", "co2", 41), ("2024", "co2_including_luc_growth_prct", "co2_including_luc", 59)],
)
def test_the_publisher_divides_by_negative_bases(reg, cells, edition, column, base, count):
    table = owid.panel(edition).with_columns(co2=base)
    found = agreement(reg, table, {column: "co2.growth_on_any_base"})
    told = found.join(left(cells, edition, column, "base"), on=["country", "year"], how="semi")
    assert told.filter(pl.col("derived").is_not_null())["verdict"].to_list() == [AGREES] * count


def test_the_rest_of_these_bases_is_zero_and_belongs_to_one_entity(cells):
    rows = left(cells, "2020", "co2_growth_prct", "base").with_columns(pl.col("year") - 1)
    before = rows.join(owid.panel("2020"), on=["country", "year"])
    zero = before.filter(pl.col("co2") == 0)
    assert zero.height == 34
    assert set(zero["country"]) == {"Statistical Difference"}
    huge = owid.panel("2020").filter(pl.col("co2_growth_prct").abs() > 1e5).with_columns(pl.col("year") - 1)
    assert huge.height == 17
    assert huge.join(zero, on=["country", "year"], how="semi").height == 17


def test_the_share_of_running_totals_takes_the_world_in_the_years_of_the_entity(reg, cells):
    """The world's value is written beside each row, and the running total of the rows themselves is the denominator."""
    own = ki.Domain("own", ki.Text("自有年份", "Own years"))
    own.indicator("world", ki.Text("世界排放量", "World's emissions"), unit="百万吨", over_time="sum")
    own.derived(
        "share",
        ki.Text("累计占比", "Share of running totals"),
        unit="%",
        inputs={"amount": "co2.total@cum", "world": "own.world@cum"},
    )(lambda amount, world: amount / world)
    both = ki.Registry([co2.co2, own])

    def derive(frame, wanted):
        world = both.derive(frame, "co2.total@area=World", area="country", period="year")
        world = world.rename({"co2.total@area=World": "own.world"})
        return both.derive(world, *wanted, area="country", period="year", columns=[])

    table = owid.panel("2020")
    found = derived(derive, table, ["own.share"], owid.BASES, owid.ROWS)
    published = {"share_global_cumulative_co2": "own.share"}
    told = compare(table, published, found, half=0.0005, operands={}, keys=owid.KEYS).drop_nulls("published")
    assert told.height == 23_372
    assert told["verdict"].unique().to_list() == [AGREES]
    rows = left(cells, "2020", "share_global_cumulative_co2", "own_years")
    assert rows.height == 15_764


def test_a_share_of_the_published_running_totals_differs_where_it_was_counted(reg):
    table = owid.panel("2020").rename({"cumulative_co2": "co2.total@cum"})
    found = agreement(reg, table, {"share_global_cumulative_co2": "co2.total@cum@area=World:share"})
    assert counted(found)["outside"] == seen("2020")["share_global_cumulative_co2"]["outside"]


@pytest.mark.parametrize("name", [t.removesuffix("@cum") for t in owid.PUBLISHED.values() if t.endswith("@cum")])
def test_published_running_totals_grow_by_the_value_of_the_year(reg, name):
    """Those of 2024 began before the file does: their increase is the year's own value, to the digits of float32."""
    table = owid.handed(owid.panel("2024"))
    column = next(c for c, t in owid.PUBLISHED.items() if t == f"{name}@cum").removeprefix("cumulative_")
    column = {"other_co2": "other_industry_co2", "luc_co2": "land_use_change_co2"}.get(column, column)
    total = f"{name}@cum"
    rows = reg.derive(table, f"{total}@yoy:abs", area="country", period="year")
    rows = rows.drop_nulls([f"{total}@yoy:abs", column]).with_columns(
        reach=0.0015 + 1e-9 + 4 * 2.0**-24 * pl.col(total).abs(),
        off=(pl.col(f"{total}@yoy:abs") - pl.col(column)).abs(),
    )
    assert rows.height > 1000
    assert rows.filter(pl.col("off") > pl.col("reach")).select("country", "year").rows() == []


def one_denominator(cells: pl.DataFrame, columns: dict[str, str]) -> dict[tuple[str, int], ki.Interval | None]:
    """Return (country, year) -> what the totals' denominator can be, all columns together; None where nothing can."""
    table = owid.panel("2024")
    left: dict[tuple[str, int], ki.Interval | None] = {}
    for ratio, amount in columns.items():
        rows = cells.filter((pl.col("column") == ratio) & (pl.col("why") == "members")).select("country", "year")
        rows = rows.join(table, on=["country", "year"]).filter(pl.col(ratio).abs() > 0.0005)
        for country, year, x, p in rows.select("country", "year", amount, ratio).rows():
            found = ki.Interval.printed(f"{x:.3f}") / ki.Interval.printed(f"{p:.3f}")
            so_far = left.get((country, year), found)
            left[country, year] = None if so_far is None else so_far.intersection(found)
    return left


def test_one_population_behind_each_total_explains_all_its_columns_per_person(cells):
    columns = {c: c.removesuffix("_per_capita") for c, t in owid.PUBLISHED.items() if t.endswith("_per_person")}
    columns["other_co2_per_capita"] = "other_industry_co2"
    columns = {ratio: amount for ratio, amount in columns.items() if amount in owid.panel("2024").columns}
    found = one_denominator(cells["2024"], columns)
    assert len(found) == 9 * 20
    assert None not in found.values()


def test_one_consumption_of_energy_behind_each_total_explains_both_columns_per_unit(cells):
    columns = {f"{amount}_per_unit_energy": amount for amount in ("co2", "co2_including_luc")}
    found = one_denominator(cells["2024"], columns)
    assert len(found) == 178
    assert None not in found.values()


def test_energy_per_person_differs_by_a_vintage_of_the_population(cells):
    energy = cells["2024"].filter(pl.col("column") == "energy_per_capita")
    ratio = energy.filter(pl.col("why") == "vintage").select(pl.col("published") / pl.col("derived")).to_series()
    assert ratio.len() == 3981
    assert ratio.median() == pytest.approx(1, abs=0.002)
    assert 0.96 < ratio.quantile(0.05) < ratio.quantile(0.95) < 1.04


def test_what_the_publisher_leaves_out_has_names(cells):
    rows = pl.concat(cells.values()).filter(pl.col("why") == "unpublished")
    late = rows.filter((pl.col("edition") == "2024") & ~pl.col("country").str.ends_with("(GCP)"))
    assert set(late["country"]) == {"Monaco", "San Marino", "Vatican"}
    early = rows.filter(pl.col("edition") == "2020")
    assert set(early["country"]) == {"China", "India", "Africa", "Asia", "Europe", "North America", "Oceania"}
    assert early["year"].max() < 1900
