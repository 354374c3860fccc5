"""What Our World in Data's tables print and how: columns and their references, decimals, and the publisher's own ways.

Each way of the publisher that is not the definition's has a name here, and the rows that it explains.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl
from agreement import DERIVED_ONLY, DIFFERS, FLOAT32, PUBLISHED_ONLY, Base, Rows, compare, derived

import kaizhou_indicators as ki
from kaizhou_indicators import Text

DATA = Path(__file__).parent / "data"
EDITIONS = ("2020", "2024")
KEYS = ("country", "iso_code", "year")
ROWS = Rows("country", "year", "World", {"co2.growth_on_any_base"})

_STEMS = {
    "total": "co2",
    "cement": "cement_co2",
    "coal": "coal_co2",
    "gas": "gas_co2",
    "oil": "oil_co2",
    "flaring": "flaring_co2",
    "other": "other_co2",
    "with_land": "co2_including_luc",
}
_PER_PERSON = {
    **_STEMS,
    "land": "land_use_change_co2",
    "consumed": "consumption_co2",
    "energy": "energy",
    "methane": "methane",
    "nitrous_oxide": "nitrous_oxide",
    "ghg": "ghg",
    "ghg_fossil": "ghg_excluding_lucf",
}
_OF_THE_WORLD = {**_STEMS, "land": "luc_co2"}
#: published column -> the reference that it should be
PUBLISHED: Mapping[str, str] = {
    "co2_including_luc": "co2.with_land",
    "trade_co2": "co2.traded",
    "trade_co2_share": "co2.traded_share",
    **{f"{stem}_per_capita": f"co2.{name}_per_person" for name, stem in _PER_PERSON.items()},
    "co2_per_gdp": "co2.total_per_gdp",
    "consumption_co2_per_gdp": "co2.consumed_per_gdp",
    "co2_including_luc_per_gdp": "co2.with_land_per_gdp",
    "energy_per_gdp": "co2.energy_per_gdp",
    "co2_per_unit_energy": "co2.total_per_energy",
    "co2_including_luc_per_unit_energy": "co2.with_land_per_energy",
    "co2_growth_abs": "co2.total@yoy:abs",
    "co2_growth_prct": "co2.total@yoy:pct",
    "co2_including_luc_growth_abs": "co2.with_land@yoy:abs",
    "co2_including_luc_growth_prct": "co2.with_land@yoy:pct",
    **{f"share_global_{stem}": f"co2.{name}@area=World:share" for name, stem in _OF_THE_WORLD.items()},
    **{f"cumulative_{stem}": f"co2.{name}@cum" for name, stem in _OF_THE_WORLD.items()},
    **{f"share_global_cumulative_{stem}": f"co2.{name}@cum@area=World:share" for name, stem in _OF_THE_WORLD.items()},
    "share_of_temperature_change_from_ghg": "co2.warming@area=World:share",
}
#: columns that are derived themselves and that others are derived from, as published
_PARTS = ("co2_including_luc", "trade_co2")
#: the bases: three decimals, people and dollars none; no two of one formula are moved by the same factor
BASES: Mapping[str, Base] = {
    **dict.fromkeys(("population", "gdp"), Base(0.5, 1)),
    **dict.fromkeys(
        ("consumption_co2", "trade_co2", "land_use_change_co2", "primary_energy_consumption"), Base(0.0005, 2)
    ),
    **dict.fromkeys(("co2", "cement_co2", "coal_co2", "gas_co2", "oil_co2", "flaring_co2"), Base(0.0005, 0)),
    **dict.fromkeys(("other_industry_co2", "co2_including_luc", "temperature_change_from_ghg"), Base(0.0005, 0)),
    **dict.fromkeys(("methane", "nitrous_oxide", "total_ghg", "total_ghg_excluding_lucf"), Base(0.0005, 0)),
    **{f"co2.{name}@cum": Base(0.0005, 0) for name in _OF_THE_WORLD},
}
#: sums and differences lose digits of their operands where they were worked out in float32
OPERANDS = {
    "co2.with_land": ("co2", "land_use_change_co2"),
    "co2.traded": ("co2", "consumption_co2"),
    "co2.total@yoy:abs": ("co2",),
    "co2.with_land@yoy:abs": ("co2_including_luc",),
}


def panel(edition: str) -> pl.DataFrame:
    """Return an edition as published."""
    return pl.read_parquet(DATA / f"owid_co2_{edition}.parquet")


def handed(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table with published running totals under their references, where it begins too late to rebuild them."""
    late = table["year"].min() != 1751
    return table.rename({c: t for c, t in PUBLISHED.items() if late and t.endswith("@cum") and c in table.columns})


def targets(table: pl.DataFrame) -> dict[str, str]:
    """Return published column -> reference, of the columns that can be derived from the table."""
    given = handed(table).columns
    return {column: target for column, target in PUBLISHED.items() if column in given}


def derive(reg: ki.Registry, table: pl.DataFrame, wanted: Sequence[str]) -> pl.DataFrame:
    """Return references derived from a table of this publisher, and nothing else."""
    made: pl.DataFrame = reg.derive(table, *wanted, area="country", period="year", columns=[])
    return made


def cells(reg: ki.Registry, edition: str) -> pl.DataFrame:
    """Return every cell of the derived columns of an edition: published, derived, verdict, and why they differ."""
    table, wanted = panel(edition), targets(panel(edition))
    given = handed(table)
    parts = {column: target for column, target in wanted.items() if column in _PARTS}
    rest = {column: target for column, target in wanted.items() if column not in _PARTS}
    return pl.concat(
        _explained(_compared(reg, table, source, some), table, edition)
        for source, some in ((given.drop(parts), parts), (given, rest))
        if some
    )


def _compared(reg: ki.Registry, table: pl.DataFrame, source: pl.DataFrame, some: Mapping[str, str]) -> pl.DataFrame:
    found = derived(lambda frame, names: derive(reg, frame, names), source, list(some.values()), BASES, ROWS)
    return compare(table, some, found, half=0.0005, operands=OPERANDS, keys=KEYS)


class Way(NamedTuple):
    """A way of the publisher: what it is, and the cells that it explains."""

    name: str
    text: Text
    cells: pl.Expr


def _verdict(*verdicts: str) -> pl.Expr:
    return pl.col("verdict").is_in(verdicts)


_GROWTH = pl.col("column").str.contains("_growth_")
_TOTAL = pl.col("iso_code").is_null()
_PER_PERSON_OR_ENERGY = pl.col("column").str.contains("_per_capita|_per_unit_energy")
WAYS = (
    Way("float32", Text("以单精度计算", "worked out in float32"), _verdict(FLOAT32)),
    Way(
        "padded",
        Text("空值以前值填充后求变动，得0.0", "an empty value filled with the one before, so that it 'grew' by 0.0"),
        _verdict(PUBLISHED_ONLY) & _GROWTH & pl.col("now").is_null(),
    ),
    Way(
        "cut",
        Text("文件自此年始，上年在文件之外", "the file begins with this year; the year before is outside"),
        _verdict(PUBLISHED_ONLY) & _GROWTH & (pl.col("year") == pl.col("first")),
    ),
    Way(
        "rows",
        Text("上年无值，与上一有值的年份相比", "no value for the year before; compared with the last value there is"),
        _verdict(PUBLISHED_ONLY) & _GROWTH & pl.col("before").is_null(),
    ),
    Way(
        "base",
        Text("基数为零或负，照样相除", "divided by a base of zero or below"),
        _verdict(PUBLISHED_ONLY) & _GROWTH & (pl.col("before") <= 0),
    ),
    Way(
        "zero",
        Text("零除以零，印作 -0.0", "zero over zero, printed as -0.0"),
        _verdict(PUBLISHED_ONLY) & (pl.col("column") == "trade_co2_share") & (pl.col("now") == 0),
    ),
    Way(
        "parts",
        Text("汇总地区：表中缺分母或分项", "a total whose denominator or part the table leaves out"),
        _verdict(PUBLISHED_ONLY) & _TOTAL,
    ),
    Way(
        "own_years",
        Text("世界累计只加该地区有值的年份", "the world's total runs over the entity's own years only"),
        _verdict(DIFFERS) & (pl.col("edition") == "2020") & (pl.col("column") == "share_global_cumulative_co2"),
    ),
    Way(
        "vintage",
        Text("用另一版人口数", "another vintage of the population"),
        _verdict(DIFFERS) & (pl.col("edition") == "2024") & (pl.col("column") == "energy_per_capita"),
    ),
    Way(
        "members",
        Text("汇总地区：分母取有数据的成员之和", "a total over those members only that have data"),
        _verdict(DIFFERS) & _TOTAL & (_PER_PERSON_OR_ENERGY | (pl.col("column") == "co2_including_luc")),
    ),
    Way(
        "unpublished",
        Text("可以推得，发布方未印", "follows from the table, and the publisher prints none"),
        _verdict(DERIVED_ONLY),
    ),
)


def _explained(compared: pl.DataFrame, table: pl.DataFrame, edition: str) -> pl.DataFrame:
    """Add the name of the first way that explains a cell; null where it agrees or nothing explains it."""
    why = pl.lit(None, pl.String)
    for way in reversed(WAYS):
        why = pl.when(way.cells).then(pl.lit(way.name)).otherwise(why)
    told = compared.filter(pl.col("verdict").is_not_null()).join(_before(table), on=["country", "year"], how="left")
    land = pl.col("column").str.starts_with("co2_including_luc")
    told = told.with_columns(
        edition=pl.lit(edition),
        first=pl.lit(table["year"].min()),
        now=pl.when(land).then("now_land").otherwise("now"),
        before=pl.when(land).then("before_land").otherwise("before"),
    )
    return told.with_columns(why=why).drop("first", "now", "before", "now_land", "before_land")


def _before(table: pl.DataFrame) -> pl.DataFrame:
    """Return what growth compares: a year's emissions and those of the year before."""
    land = "co2_including_luc" if "co2_including_luc" in table.columns else "co2"
    now = table.select("country", "year", now="co2", now_land=land)
    before = now.select("country", pl.col("year") + 1, before="now", before_land="now_land")
    return now.join(before, on=["country", "year"], how="left")
