"""Writing results: full values as CSV, Parquet, JSON or XLSX, to a file that is complete or not there at all."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from ..errors import FrameError
from .language import Words
from .readers import suffix_of

WRITTEN = (".csv", ".tsv", ".parquet", ".json", ".xlsx")


def check_output(file: str, source: str, say: Words) -> None:
    """Refuse a file to write that has no known ending, no directory, or is the one read.

    Raises:
        FrameError: as said.
        ModuleNotFoundError: an .xlsx, and xlsxwriter is not installed.
    """
    path = Path(file)
    if path.is_dir():
        raise FrameError(say("file.directory", name=file))
    suffix = suffix_of(file, say, WRITTEN)
    if not path.parent.is_dir():
        raise FrameError(say("file.no_directory", name=str(path.parent)))
    if path.exists() and Path(source).exists() and path.samefile(source):
        raise FrameError(say("same_file", name=file))
    if suffix == ".xlsx" and find_spec("xlsxwriter") is None:
        raise ModuleNotFoundError(name="xlsxwriter")


def write_file(frame: pl.DataFrame, file: str, say: Words) -> None:
    """Write a table to a file; an older one is replaced when the new one is complete."""
    path = Path(file)
    with TemporaryDirectory(prefix=".kaizhou-", dir=path.parent) as directory:
        fresh = Path(directory) / path.name
        with _writable(file, say):
            _WRITE[path.suffix.lower()](frame, fresh)
        os.replace(fresh, path)


def write_text(text: str, file: str) -> None:
    """Write a text to a file in UTF-8; an older one is replaced when the new one is complete."""
    path = Path(file)
    with TemporaryDirectory(prefix=".kaizhou-", dir=path.parent) as directory:
        fresh = Path(directory) / path.name
        fresh.write_text(text, "utf-8")
        os.replace(fresh, path)


@contextmanager
def _writable(name: str, say: Words) -> Iterator[None]:
    try:
        yield
    except pl.exceptions.PolarsError as error:
        raise FrameError(say("not_written", name=name, reason=error)) from error


def print_frame(frame: pl.DataFrame, form: str, say: Words) -> None:
    """Print a table to standard output as ``csv``, or as ``json``: a list with one object a row."""
    with _writable(form, say):
        text = frame.write_csv() if form == "csv" else frame.write_json() + "\n"
    sys.stdout.write(text)


def print_json(data: Any) -> None:
    """Print JSON to standard output."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n")


def _xlsx(frame: pl.DataFrame, path: Path) -> None:
    frame.write_excel(path, dtype_formats={pl.Float64: "General", pl.Int64: "General"})


_WRITE: dict[str, Callable[[pl.DataFrame, Path], object]] = {
    ".csv": lambda frame, path: frame.write_csv(path),
    ".tsv": lambda frame, path: frame.write_csv(path, separator="\t"),
    ".parquet": lambda frame, path: frame.write_parquet(path),
    ".json": lambda frame, path: frame.write_json(path),
    ".xlsx": _xlsx,
}
