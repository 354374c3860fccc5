"""Text tables, .csv and .tsv: encoding, separator, lines. Every cell stays text, so that 2024-01 and 007 stay what they are.

polars reads the cells; Python's csv tells the lines, so that every complaint names one.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator

import polars as pl

from ..errors import FrameError
from .language import Words
from .tables import Table

_LOOKS = {
    b"PK\x03\x04": "XLSX",
    b"PAR1": "Parquet",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"%PDF": "PDF",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "PNG",
}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATORS = ",\t;"


def read_delimited(data: bytes, name: str, separators: str, say: Words, note: Callable[[str], None]) -> Table:
    """Read a text table.

    Args:
        data: the bytes of the file.
        name: the file, for messages.
        separators: what may part the cells; the one most frequent in the header does.
        say: the texts.
        note: takes what is worth knowing and no error.

    Raises:
        FrameError: the bytes are no text table; names the line.
    """
    text = _decoded(data, name, say, note)
    skipped = len(text) - len(text.lstrip("\r\n"))
    before = text[:skipped].count("\n")
    text = text[skipped:]
    if not text.strip():
        raise FrameError(say("file.empty", name=name))
    header = text.split("\n", 1)[0]
    separator = max(separators, key=header.count)
    lines = _lines(text, name, separator, before, say)
    try:
        frame = pl.read_csv(io.BytesIO(text.encode()), separator=separator, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        reason = str(error).partition("\n")[0]
        raise FrameError(say("file.broken", name=name, kind="CSV", reason=reason)) from error
    frame = frame.rename({column: column.strip() for column in frame.columns})
    return Table(frame, name, lines if len(lines) == frame.height else ())


def separators_of(suffix: str) -> str:
    """Return the separators that a file of this ending may have."""
    return "\t" if suffix == ".tsv" else _SEPARATORS


def _decoded(data: bytes, name: str, say: Words, note: Callable[[str], None]) -> str:
    if data.startswith(_UTF16):
        return data.decode("utf-16", errors="replace")
    looks = next((kind for start, kind in _LOOKS.items() if data.startswith(start)), None)
    if looks or b"\x00" in data:
        raise FrameError(say("file.binary", name=name, looks=say("file.looks", kind=looks) if looks else ""))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _gb18030(data, name, say, note)


def _gb18030(data: bytes, name: str, say: Words, note: Callable[[str], None]) -> str:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FrameError(say("file.encoding", name=name, line=line, byte=data[error.start])) from error
    if any(ord(c) < 0x20 and c not in "\t\r\n" for c in text):
        raise FrameError(say("file.binary", name=name, looks=""))
    note(say("file.gb18030", name=name))
    return text


def _lines(text: str, name: str, separator: str, before: int, say: Words) -> list[int]:
    """Return the line on which each row begins, blank ones included; check the header and that rows are as wide."""
    rows = _rows(text, name, separator, before, say)
    line, header = next(rows)
    _check_header([cell.strip() for cell in header], name, line, say)
    found: list[int] = []
    for line, row in rows:
        if row and len(row) != len(header):
            raise FrameError(say("file.ragged", name=name, line=line, count=len(row), width=len(header)))
        found.append(line)
    return found


def _rows(text: str, name: str, separator: str, before: int, say: Words) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = before + 1
    try:
        for row in reader:
            yield line, row
            line = before + reader.line_num + 1
    except csv.Error as error:
        raise FrameError(say("file.csv", name=name, line=line, reason=error)) from error


def _check_header(header: list[str], name: str, line: int, say: Words) -> None:
    for column in header:
        if header.count(column) > 1:
            raise FrameError(say("file.header_twice", name=name, line=line, column=column))
