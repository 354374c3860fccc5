"""Adapter: one way to speak to the caller's table. polars directly, everything else through narwhals.

No engine of our own, and nothing imported that the caller has not imported already (``lent`` tells the one exception).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import attrs

from ..errors import FrameError

#: values up to which Python finds the distinct ones as fast as any library
_FEW = 256
_NUMBER = "\x00number"


#: what stands for a dot where the table's own library reads a dot as a path (Spark)
_DOT = "\u2024"


def working(name: str) -> str:
    """Return the working column of a value: under a prefix of its own, so that it never meets the caller's columns."""
    return "__kz " + name.replace(".", _DOT)


@attrs.frozen
class Adapter:
    """A table and the module that speaks to it.

    Attributes:
        frame: a polars frame, or a narwhals frame around any other table.
        space: ``polars`` or ``narwhals.stable.v2``.
        lazy: whether the table must not be executed here.
        native: the caller's table, whose index a result keeps.
        schema: column -> data type of the caller's columns.
        read: column -> its distinct values, of columns of this very table that were looked at before.
    """

    frame: Any
    space: Any
    lazy: bool
    native: Any
    schema: Mapping[str, Any]
    read: dict[str, list[Any]] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    @classmethod
    def of(cls, native: Any) -> Adapter:
        """Adapt a table.

        Raises:
            FrameError: the object is no table that is known.
        """
        polars = sys.modules.get("polars")
        if polars is not None and isinstance(native, polars.DataFrame | polars.LazyFrame):
            return cls(native, polars, isinstance(native, polars.LazyFrame), native, dict(native.collect_schema()))
        import narwhals.stable.v2 as nw

        try:
            frame = nw.from_native(native)
        except TypeError as error:
            msg = (
                f"{type(native).__name__} is no table known here; hand in a mapping of single values, or a pandas,"
                " polars, pyarrow, DuckDB or PySpark table"
            )
            raise FrameError(msg) from error
        if _pandas_like(frame):
            _refuse_odd_columns(native)
        if frame.implementation.is_spark_like():
            frame = nw.from_native(native.toDF(*[name.replace(".", _DOT) for name in native.columns]))
        schema = _schema(native, frame)
        return cls(frame, nw, isinstance(frame, nw.LazyFrame), native, schema)

    @property
    def spark(self) -> bool:
        """Whether the table is a Spark table, where a dot in a name is a path."""
        return not self.polars and bool(self.frame.implementation.is_spark_like())

    @property
    def polars(self) -> bool:
        """Whether polars is spoken to directly."""
        return bool(self.space.__name__ == "polars")

    def named(self, column: str) -> str:
        """Return the name that one of the caller's columns goes by in ``frame``."""
        return column.replace(".", _DOT) if self.spark else column

    def code(self, column: str) -> Any:
        """Return the expression of a column of codes as text; codes that pandas made floats of are whole numbers."""
        expression, dtype = self.col(column), self.schema[column]
        if dtype.is_numeric() and not dtype.is_integer():
            whole = self.space.when(expression.is_finite()).then(expression).otherwise(self.space.lit(0.0))
            text = whole.cast(self.space.Int64).cast(self.space.String)
            return self.space.when(expression.is_finite()).then(text)
        return expression.cast(self.space.String)

    def col(self, column: str) -> Any:
        """Return the expression of one of the caller's columns."""
        return self.space.col(self.named(column))

    @property
    def columns(self) -> list[str]:
        """The names of the caller's columns."""
        return list(self.schema)

    def is_text(self, column: str) -> bool:
        """Say whether a column holds text or categories."""
        dtype = self.schema[column]
        names = ("String", "Categorical", "Enum", "Object")
        return dtype in {getattr(self.space, name) for name in names} or type(dtype).__name__ in names

    def is_number(self, column: str) -> bool:
        """Say whether a column holds numbers, or nothing at all."""
        dtype = self.schema[column]
        return bool(dtype.is_numeric()) or type(dtype).__name__ in {"Null", "NullType", "Unknown"}

    def with_columns(self, expressions: Sequence[Any]) -> Adapter:
        """Return the table with columns added or replaced."""
        return attrs.evolve(self, frame=self.frame.with_columns(expressions)) if expressions else self

    def missing(self, column: str) -> bool:
        """Say whether an eager table lacks a value somewhere in a column."""
        return bool(self.frame.get_column(column).null_count() > 0)

    def without(self, columns: Sequence[str]) -> Adapter:
        """Return the table without some of its working columns."""
        return attrs.evolve(self, frame=self.frame.drop(list(columns)))

    def to_list(self, column: str) -> list[Any]:
        """Return a column's values, None where null or NaN (pandas writes either); the table must be eager."""
        return _without_null(self.frame.get_column(column).to_list())

    def distinct(self, column: str) -> list[Any]:
        """Return the distinct values of a column that are there, in no order; the table must be eager."""
        if column in self.read:
            return self.read[column]
        series = self.frame.get_column(column)
        if len(series) < _FEW:
            values = list(dict.fromkeys(_without_null(series.to_list())))
        elif self.polars and self.is_text(column) and series.dtype != self.space.Object:
            values = series.gather(series.hash().arg_unique()).to_list()  # three times as fast as unique()
        elif type(self.schema[column]).__name__ in _PLAIN:
            values = _without_null(series.unique().to_list())
        else:
            values = list(dict.fromkeys(self.to_list(column)))
        self.read[column] = [v for v in values if v is not None]
        return self.read[column]

    def numbered(self, column: str, name: str, values: Sequence[Any]) -> Adapter:
        """Return the table with a column ``name`` that holds, row by row, where the value of ``column`` stands in ``values``.

        ``len(values)`` stands for every other value and for null. The table must be eager.
        """
        numbers, other = list(range(len(values))), len(values)
        if type(self.schema[column]).__name__ in _PLAIN and values:
            expression = self.space.col(column)
            known: Any = list(values)
            if self.is_text(column):
                expression = expression.cast(self.space.String)
            if self.polars and self.is_text(column):  # numbers are found faster than texts
                known, expression = self.space.Series(known, dtype=self.space.String).hash(), expression.hash()
            made = expression.replace_strict(known, numbers, default=other, return_dtype=self.space.Int64)
            return self.with_columns([made.fill_null(other).alias(name)])
        places = {value: number for number, value in enumerate(values)}
        return self.with_list(name, [places.get(v, other) for v in self.to_list(column)], self.space.Int64)

    def picked(self, column: str, values: Sequence[int]) -> Any:
        """Return the expression that takes, row by row, the one of ``values`` that an integer column points at."""
        if self.polars:
            return self.space.lit(self.space.Series(values, dtype=self.space.Int64)).gather(self.space.col(column))
        pointed = self.space.col(column)
        return pointed.replace_strict(list(range(len(values))), list(values), return_dtype=self.space.Int64)

    def with_list(self, column: str, values: Sequence[Any], dtype: Any) -> Adapter:
        """Return the table with a column of these values; the table must be eager."""
        if self.polars:
            series = self.space.Series(column, values, dtype=dtype)
        else:
            series = self.space.new_series(column, values, dtype, backend=self.frame.implementation)
            series = _indexed_like(series, self.frame)
        return attrs.evolve(self, frame=self.frame.with_columns(series))

    def silent(self) -> AbstractContextManager[object]:
        """Return a context without numpy's warnings: what the guard excludes is calculated and thrown away."""
        numpy = sys.modules.get("numpy")
        if self.polars or numpy is None:
            return nullcontext()
        context: AbstractContextManager[object] = numpy.errstate(all="ignore")
        return context

    def left_join(self, right: Any, keys: Sequence[str]) -> Adapter:
        """Return the table with the columns of ``right`` (unique on the keys) joined on; rows and order stay."""
        if self.lazy:
            order = {"maintain_order": "left"} if self.polars else {}
            return attrs.evolve(self, frame=self.frame.join(right, on=list(keys), how="left", **order))
        narrow = self.frame.select(list(keys))  # the wide table itself never goes through a join
        if self.polars:
            joined = narrow.join(right, on=list(keys), how="left", maintain_order="left")
            return attrs.evolve(self, frame=self.frame.hstack(joined.drop(list(keys)).get_columns()))
        if _pandas_like(self.frame):
            joined = _indexed_like(narrow.join(right, on=list(keys), how="left"), self.frame)
        else:
            numbered = narrow.with_row_index(_NUMBER)  # a join of pyarrow does not keep the order
            joined = numbered.join(right, on=list(keys), how="left").sort(_NUMBER).drop([_NUMBER])
        fresh = joined.drop(list(keys))
        return self.with_columns([fresh.get_column(name) for name in fresh.columns])

    @property
    def orders(self) -> bool:
        """Whether windows that run through the rows in order can be calculated."""
        return self.polars or self.lazy or _pandas_like(self.frame)

    def result(self, columns: Sequence[str], made: Mapping[str, Any] | None = None) -> Any:
        """Return the caller's kind of table with these columns, and further ones made by expressions.

        One selection: DuckDB looks at every expression of a step anew in each step after it.
        """
        further = made or {}
        kept = [self.named(column) for column in columns]
        selected = self.frame.select([*kept, *(e.alias(self.named(column)) for column, e in further.items())])
        if self.spark:
            return selected.to_native().toDF(*columns, *further)
        return selected if self.polars else selected.to_native()

    def from_dict(self, data: dict[str, list[Any]], texts: Sequence[str] = ()) -> Any:
        """Return a table of the caller's kind from columns; ``texts`` are columns of text even where they are empty."""
        if self.polars:
            return self.space.DataFrame(data, schema_overrides=dict.fromkeys(texts, self.space.String))
        return self.space.from_dict(data, backend=self.frame.implementation).to_native()


def _schema(native: Any, frame: Any) -> dict[str, Any]:
    schema = frame.collect_schema()
    spark = frame.implementation.is_spark_like()
    return dict(zip(native.columns, schema.values(), strict=True)) if spark else dict(schema)


#: data types whose distinct values a table's library finds and replaces itself
_PLAIN = {"String", "Categorical", "Enum", "Int64", "Int32", "Int16", "UInt64", "UInt32", "UInt16"}


def _without_null(values: list[Any]) -> list[Any]:
    null = getattr(sys.modules.get("pandas"), "NA", None)
    return [None if v is null or v != v else v for v in values]  # noqa: PLR0124  # only NaN differs from itself


def _refuse_odd_columns(native: Any) -> None:
    odd = [name for name in native.columns if not isinstance(name, str)]
    if odd:
        msg = f"the table has columns whose names are no texts: {odd[:5]!r}; rename them"
        raise FrameError(msg)


def _pandas_like(frame: Any) -> bool:
    return bool(frame.implementation.is_pandas_like())


def _indexed_like(made: Any, frame: Any) -> Any:
    """Give a pandas series or table the index of the table it came from; every other kind has none."""
    if not _pandas_like(frame):
        return made
    import narwhals.stable.v2 as nw

    native = made.to_native()
    native.index = frame.to_native().index
    return nw.from_native(native, allow_series=True)
