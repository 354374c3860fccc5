"""Reading a table from a file: the ending tells the format, and whatever cannot be read is a sentence with the file's name."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import polars as pl

from ..errors import FrameError
from .delimited import read_delimited, separators_of
from .language import Words
from .tables import Table, without_empty_rows

STDIN = "-"
TEXT = (".csv", ".tsv", ".txt")
READ = (*TEXT, ".parquet", ".xlsx")


def read_table(file: str, say: Words, note: Callable[[str], None], sheet: str | None = None) -> Table:
    """Read a table.

    Args:
        file: its path; ``-`` is CSV from standard input.
        say: the texts.
        note: takes what is worth knowing and no error.
        sheet: the sheet of an .xlsx; None: the first.

    Raises:
        FrameError: the file cannot be read.
        ModuleNotFoundError: an .xlsx, and fastexcel is not installed.
    """
    if Path(file).is_dir():
        raise FrameError(say("file.directory", name=file))
    suffix = suffix_of(file, say, READ) if file != STDIN else ".csv"
    if sheet is not None and suffix != ".xlsx":
        raise FrameError(say("file.sheet_only_xlsx", name=file))
    if suffix == ".parquet":
        table = _parquet(existing(file, say), say)
    elif suffix == ".xlsx":
        table = _xlsx(existing(file, say), sheet, say)
    else:
        data = sys.stdin.buffer.read() if file == STDIN else _bytes(existing(file, say), say)
        table = read_delimited(data, file, separators_of(suffix), say, note)
    return without_empty_rows(table)


def suffix_of(file: str, say: Words, known: tuple[str, ...]) -> str:
    """Return the file's ending in lower case.

    Raises:
        FrameError: it is none of those known.
    """
    suffix = Path(file).suffix.lower()
    if suffix not in known:
        raise FrameError(say("file.kind", name=file, known=say.listed(known)))
    return suffix


def existing(file: str, say: Words) -> Path:
    """Return the path of a file that exists; a missing one is answered with the nearest name beside it."""
    path = Path(file)
    if not path.exists():
        beside = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
        raise FrameError(say("file.missing", name=file, near=say.near(path.name, beside)))
    return path


def size_of(file: str) -> int:
    """Return the size of a file in bytes; 0 where it is not known."""
    path = Path(file)
    return path.stat().st_size if path.is_file() else 0


def _bytes(path: Path, say: Words) -> bytes:
    data = path.read_bytes()
    if not data:
        raise FrameError(say("file.empty", name=str(path)))
    return data


def _parquet(path: Path, say: Words) -> Table:
    try:
        return Table(pl.read_parquet(path), str(path))
    except pl.exceptions.PolarsError as error:
        raise _broken(path, "Parquet", error, say) from error


def _xlsx(path: Path, sheet: str | None, say: Words) -> Table:
    if find_spec("fastexcel") is None:
        raise ModuleNotFoundError(name="fastexcel")
    import fastexcel

    logging.getLogger("fastexcel").addHandler(logging.NullHandler())  # its guesses at types are no news
    try:
        names = fastexcel.read_excel(path).sheet_names
        if sheet is not None and sheet not in names:
            near = say.near(sheet, names)
            raise FrameError(say("file.no_sheet", name=path, sheet=sheet, near=near, known=say.listed(names)))
        frame = pl.read_excel(path, sheet_name=sheet or names[0], raise_if_empty=False)
    except (fastexcel.FastExcelError, pl.exceptions.PolarsError) as error:
        raise _broken(path, "XLSX", error, say) from error
    if not frame.width:
        raise FrameError(say("file.empty", name=path))
    return Table(frame.rename({column: column.strip() for column in frame.columns}), str(path))


def _broken(path: Path, kind: str, error: Exception, say: Words) -> FrameError:
    return FrameError(say("file.broken", name=path, kind=kind, reason=str(error).partition("\n")[0]))
