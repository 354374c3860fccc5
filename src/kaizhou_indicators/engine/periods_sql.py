"""Periods of a table that runs elsewhere (DuckDB, Spark): frequency, start and length from texts, years and dates.

Read are the ISO and SDMX forms, and of the Chinese ones 2024年, 上半年, 一季度, 3月, 3月5日, 1—6月, 前6个月, 前三季度;
spaces and full-width digits are not. Expressions only: the table is never looked into, so a text that is
no period has none instead of an error. No captured groups, which every database writes its own way.
"""

from __future__ import annotations

from typing import Any

from ..errors import FrameError
from .adapter import Adapter
from .bases import FREQUENCIES

YEAR, HALF, QUARTER, MONTH, DAY = range(len(FREQUENCIES))
WINDOW = 5
_NOTHING = -1

#: rewritings of Chinese texts, in order; what remains are digits, H, Q, m, and the signs - ~ /
_REWRITINGS = (
    (r"^\s+|\s+$", ""),
    (r"[—–−‐‑―~～至到]+", "~"),
    (r"全年", ""),
    (r"上半年度?", "H1"),
    (r"下半年度?", "H2"),
    (r"前[2二两]个?季度", "1~6月"),
    (r"前[3三]个?季度", "1~9月"),
    (r"前[4四]个?季度", "1~12月"),
    *((rf"第?[{n}{zh}]季度?", f"Q{n}") for n, zh in enumerate("一二三四", 1)),
    (r"年度?", "-"),
    (r"前", "1~"),
    (r"个?月份?", "m"),
    (r"[日号]$", ""),
    (r"-(A1)?$", ""),
    (r"-/", "/"),
    (r"-~", "~"),
    (r"-?M", "-"),
)

_FORMS = {
    "year": r"^[0-9]{4}$",
    "half": r"^[0-9]{4}-?[HhSs][12]$",
    "quarter": r"^[0-9]{4}-?[Qq][1-4]$",
    "month": r"^[0-9]{4}-(0?[1-9]|1[0-2])m?$",
    "day": r"^[0-9]{4}-(0?[1-9]|1[0-2])[m-](0?[1-9]|[12][0-9]|3[01])$",
    "months": r"^[0-9]{4}-(0?[1-9]|1[0-2])m?[~-](0?[1-9]|1[0-2])m(\s*\(?（?累计[值数]?\)?）?)?$",
    "years": r"^[0-9]{4}[/~][0-9]{4}$",
    "month range": r"^[0-9]{4}-(0[1-9]|1[0-2])[/~][0-9]{4}-(0[1-9]|1[0-2])$",
    "quarter range": r"^[0-9]{4}-Q[1-4][/~][0-9]{4}-Q[1-4]$",
}


def with_periods(work: Adapter, period: str, columns: tuple[str, str, str]) -> Adapter:
    """Return the table with columns of the frequency, start and length of its rows' periods.

    Raises:
        FrameError: the column holds neither texts, nor years, nor dates.
    """
    dtype, column = work.schema[period], work.col(period)
    if work.is_text(period):
        return _with_texts(work, work.named(period), columns)
    if dtype.is_numeric():
        read = _years(work.space, column)
    elif type(dtype).__name__ in {"Date", "Datetime"}:
        read = _days(work.space, column, timed=type(dtype).__name__ == "Datetime")
    else:
        msg = f"column {period!r} holds {dtype}; periods are texts such as 2024-Q1, years or dates"
        raise FrameError(msg)
    return work.with_columns([made.alias(name) for name, made in zip(columns, read, strict=True)])


def _with_texts(work: Adapter, period: str, columns: tuple[str, str, str]) -> Adapter:
    """Read every distinct text once, and join what it says: patterns cost more than a join."""
    space = work.space
    texts = work.frame.select(space.col(period)).unique().filter(~space.col(period).is_null())
    read = _Texts(space).stages(texts, period, columns)
    work = work.left_join(read, [period])
    return work.with_columns([space.col(name).fill_null(_NOTHING).alias(name) for name in columns])


def _years(space: Any, column: Any) -> tuple[Any, Any, Any]:
    fine = (column >= 1000) & (column <= 9998) & (column % 1 == 0)
    return _given(space, fine, YEAR, column.cast(space.Int64) * 12, 12)


def _days(space: Any, column: Any, *, timed: bool) -> tuple[Any, Any, Any]:
    fine = ~column.is_null()
    if timed:
        fine = fine & (column.dt.hour() == 0) & (column.dt.minute() == 0) & (column.dt.second() == 0)
    parts = [part.cast(space.Int64) for part in (column.dt.year(), column.dt.month(), column.dt.day())]
    return _given(space, fine, DAY, parts[0] * 10_000 + parts[1] * 100 + parts[2], 0)


def _given(space: Any, fine: Any, frequency: int, start: Any, length: int) -> tuple[Any, Any, Any]:
    nothing = space.lit(_NOTHING)
    made = (space.lit(frequency), start, space.lit(length))
    found = [space.when(fine).then(value).otherwise(nothing).cast(space.Int64) for value in made]
    return found[0], found[1], found[2]


class _Texts:
    """Period texts, taken apart by pattern and position, in stages that each build on columns of the one before."""

    PARTS = ("text", "year", "first", "second", "digit", "last_year", "last_month", "quarter")

    def __init__(self, space: Any) -> None:
        self.space = space
        self.col = {name: space.col(f"__kz {name}") for name in self.PARTS}
        self.fits = {name: space.col(f"__kz is {name}") for name in _FORMS}

    def stages(self, texts: Any, period: str, columns: tuple[str, str, str]) -> Any:
        """Return the table of texts with columns of frequency, start and length; -1 where a text is no period."""
        text = self.space.col(period).cast(self.space.String)
        for pattern, plain in _REWRITINGS:
            text = text.str.replace_all(pattern, plain)
        texts = texts.with_columns(text.alias("__kz text"))
        forms = [self.col["text"].str.contains(pattern).alias(f"__kz is {n}") for n, pattern in _FORMS.items()]
        parts = [expression.alias(f"__kz {name}") for name, expression in self._parts().items()]
        texts = texts.with_columns(*forms, *parts)
        read = [made.alias(name) for name, made in zip(columns, self._read(), strict=True)]
        return texts.with_columns(*read).select(period, *columns)

    def _parts(self) -> dict[str, Any]:
        text = self.col["text"]
        rest = text.str.slice(5)
        second = rest.str.replace_all("^[0-9]+[^0-9]+", "").str.replace_all("[^0-9].*$", "")
        parts = {
            "year": text.str.slice(0, 4),
            "first": rest.str.replace_all("[^0-9].*$", ""),
            "second": second,
            "digit": text.str.replace_all("^.*[^0-9]", ""),
            "last_year": text.str.replace_all("^[^/~]*[/~]", "").str.slice(0, 4),
            "last_month": text.str.slice(13, 2),
            "quarter": text.str.slice(6, 1),
        }
        return {name: self._digits(part) for name, part in parts.items()}

    def _read(self) -> tuple[Any, Any, Any]:
        year, first, second, digit, last = (self.col[n] for n in ("year", "first", "second", "digit", "last_year"))
        month, apart = year * 12, (last - year) * 12
        starts = {
            "year": month,
            "half": month + (digit - 1) * 6,
            "quarter": month + (digit - 1) * 3,
            "month": month + first - 1,
            "day": year * 10_000 + first * 100 + second,
            "months": month + first - 1,
            "years": month,
            "month range": month + first - 1,
            "quarter range": month + (self.col["quarter"] - 1) * 3,
        }
        length = {"year": 12, "half": 6, "quarter": 3, "month": 1, "day": 0}
        lengths: dict[str, Any] = {name: self.space.lit(count) for name, count in length.items()}
        lengths["months"] = second - first + 1
        lengths["years"] = apart + 12
        lengths["month range"] = apart + self.col["last_month"] - first + 1
        lengths["quarter range"] = apart + (digit - self.col["quarter"] + 1) * 3
        frequency = {"year": YEAR, "half": HALF, "quarter": QUARTER, "month": MONTH, "day": DAY}
        codes = {name: self.space.lit(frequency.get(name, WINDOW)) for name in _FORMS}
        made = [self._chosen(each, lengths) for each in (codes, starts, lengths)]
        return made[0], made[1], made[2]

    def _chosen(self, values: dict[str, Any], lengths: dict[str, Any]) -> Any:
        """Return the value of the form that the text has; a range that ends before it starts has none."""
        chosen = self.space.lit(_NOTHING)
        for name, value in values.items():
            fits = self.fits[name] & (lengths[name] >= (0 if name == "day" else 1))
            chosen = self.space.when(fits).then(value).otherwise(chosen)
        return chosen.cast(self.space.Int64)

    def _digits(self, text: Any) -> Any:
        """Return digits as a number, 1 where there are none: a cast must never see anything else."""
        fine = text.str.contains("^[0-9]+$")
        return self.space.when(fine).then(text).otherwise(self.space.lit("1")).cast(self.space.Int64)
