"""Does a printed column follow from printed bases? Every printed number is an interval, and two intervals must meet.

A number printed with three decimals stands for the interval of half a thousandth on either side. A formula that rises
or falls in each base takes its extremes at corners of the bases' intervals. The library derives the corners themselves:
a whole table is handed in with every base at one of its ends.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

import polars as pl

#: four corners in which any two of three factors meet in all four ways
_ARRAY = tuple((a, b, a * b) for a in (-1, 1) for b in (-1, 1))
AGREES, FLOAT32, DIFFERS, PUBLISHED_ONLY, DERIVED_ONLY = (
    "agrees",
    "float32",
    "differs",
    "published only",
    "derived only",
)
_DUST = 1e-9

Derive = Callable[[pl.DataFrame, Sequence[str]], pl.DataFrame]


class Base(NamedTuple):
    """A printed base: half of its last printed digit, and which of three factors moves it."""

    half: float
    factor: int


class Rows(NamedTuple):
    """How the rows of a table are told apart.

    Attributes:
        area: the column of areas.
        year: a column of whole numbers, years or the numbers of rows.
        whole: the area that shares refer to.
        between_years: targets that compare years, beside those with ``@yoy`` in their name.
    """

    area: str
    year: str
    whole: str
    between_years: Collection[str] = ()


def corners(
    panel: pl.DataFrame, bases: Mapping[str, Base], rows: Rows
) -> tuple[list[pl.DataFrame], list[pl.DataFrame]]:
    """Return four tables with the bases at their ends, moved by column, and four moved by year.

    The first four hold every combination of any two bases of a row, and of a row and its whole; every base of a
    running total moves one way. In the others a year and the year before move in every combination.
    """
    whole, odd = pl.col(rows.area) == rows.whole, pl.col(rows.year) % 2 == 1
    known = {name: base for name, base in bases.items() if name in panel.columns}
    by_column, by_year = [], []
    for signs in _ARRAY:
        ends = {n: pl.when(whole).then(signs[(b.factor + 1) % 3]).otherwise(signs[b.factor]) for n, b in known.items()}
        by_column.append(_moved(panel, known, ends))
        year = pl.when(whole & odd).then(signs[2]).when(whole | odd).then(signs[1]).otherwise(signs[0])
        by_year.append(_moved(panel, known, dict.fromkeys(known, year)))
    return by_column, by_year


def _moved(panel: pl.DataFrame, bases: Mapping[str, Base], signs: Mapping[str, pl.Expr]) -> pl.DataFrame:
    return panel.with_columns((pl.col(name) + base.half * signs[name]).alias(name) for name, base in bases.items())


class Derived(NamedTuple):
    """Targets derived from a table, and the ends that its printed bases leave them; a column a target."""

    values: pl.DataFrame
    low: pl.DataFrame
    high: pl.DataFrame


def derived(
    derive: Derive, panel: pl.DataFrame, targets: Sequence[str], bases: Mapping[str, Base], rows: Rows
) -> Derived:
    """Derive targets from a table and from its corners; the ends are null where a corner is undefined."""
    by_column, by_year = corners(panel, bases, rows)
    years = [target for target in targets if target in rows.between_years or "@yoy" in target]
    within = [target for target in targets if target not in years]
    low, high = dict[str, pl.Series](), dict[str, pl.Series]()
    for some, tables in ((within, by_column), (years, by_year)):
        made = [derive(table, some) for table in tables] if some else []
        for target in some:
            values = pl.DataFrame([frame[target].alias(str(i)) for i, frame in enumerate(made)])
            sure = pl.all_horizontal(pl.all().is_not_null())
            low[target] = values.select(pl.when(sure).then(pl.min_horizontal(pl.all()))).to_series()
            high[target] = values.select(pl.when(sure).then(pl.max_horizontal(pl.all()))).to_series()
    return Derived(derive(panel, targets), pl.DataFrame(low), pl.DataFrame(high))


def compare(
    panel: pl.DataFrame,
    published: Mapping[str, str],
    found: Derived,
    *,
    half: float,
    operands: Mapping[str, Sequence[str]],
    keys: Sequence[str],
) -> pl.DataFrame:
    """Return one row for each cell of the published columns: both values, the derived one's ends, and the verdict.

    Args:
        panel: the table as published.
        published: published column -> the target that it should be.
        found: the targets, derived from the panel.
        half: half of the last printed digit of the published columns.
        operands: target -> columns whose size counts where the publisher added or subtracted in float32.
        keys: columns of the panel that name a row.
    """
    tables = []
    for column, target in published.items():
        values = {name: table[target] for name, table in zip(("derived", "low", "high"), found, strict=True)}
        size = pl.max_horizontal(pl.col(name).abs() for name in (column, *operands.get(target, ())))
        cells = panel.with_columns(pl.col(column).alias("published"), (4 * 2.0**-24 * size).alias("float32"), **values)
        verdict = _verdict(half).alias("verdict")
        tables.append(cells.select(pl.lit(column).alias("column"), *keys, "published", *values, verdict))
    return pl.concat(tables)


def _verdict(half: float) -> pl.Expr:
    published, derived = (pl.col(name).is_not_null() for name in ("published", "derived"))
    nearly = pl.when(_meets(half + pl.col("float32"))).then(pl.lit(FLOAT32)).otherwise(pl.lit(DIFFERS))
    both = pl.when(_meets(half + _DUST)).then(pl.lit(AGREES)).otherwise(nearly)
    one = pl.when(published).then(pl.lit(PUBLISHED_ONLY)).when(derived).then(pl.lit(DERIVED_ONLY))
    return pl.when(published & derived).then(both).otherwise(one)


def _meets(reach: float | pl.Expr) -> pl.Expr:
    return (pl.col("low") <= pl.col("published") + reach) & (pl.col("published") - reach <= pl.col("high"))
