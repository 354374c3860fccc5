"""Data files: sources, published figures and honours that a domain keeps in TOML beside its code.

A file is read when the domain is declared; what is wrong with it or with one of its entries is a fault of the domain,
told with all others when a registry is built, under the name of the file and of the entry.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, Protocol

from ..errors import RecordError
from ..text import Text, as_text


class Readable(Protocol):
    """What a data file may be beside a path: a resource of a package (``importlib.resources.files(...) / name``)."""

    @property
    def name(self) -> str:
        """The name of the file."""

    def read_text(self, encoding: str | None = None) -> str:
        """Return its text."""


DataFile = str | PathLike[str] | Readable

_TABLE, _ENTRY = re.compile(r"\s*\[\s*([A-Za-z0-9_-]+)\s*\]"), re.compile(r"\s*\[\[\s*([A-Za-z0-9_-]+)\s*\]\]")
#: how a document was read; only what was read as text may be official
_READ = ("text", "quoted", "second_hand", "implementation")


def file_name(file: DataFile) -> str:
    """Return the name of a data file as messages show it."""
    return Path(file).name if isinstance(file, str | PathLike) else file.name


def read_text(file: DataFile) -> str:
    """Return the text of a data file.

    Raises:
        RecordError: there is no such file, or it is no text.
    """
    try:
        return (Path(file) if isinstance(file, str | PathLike) else file).read_text("utf-8")
    except (OSError, ValueError) as error:
        msg = f"{file_name(file)} cannot be read: {error}; correct the path, or the line named"
        raise RecordError(msg) from error


def read_table(file: DataFile) -> dict[str, Any]:
    """Return a TOML file as a table.

    Raises:
        RecordError: there is no such file, or it is no TOML; with the line.
    """
    text = read_text(file)
    try:
        return tomllib.loads(text)
    except ValueError as error:
        msg = f"{file_name(file)} cannot be read: {error}; correct the path, or the line named"
        raise RecordError(msg) from error


def placed_tables(file: DataFile) -> Iterator[tuple[str, Any, str]]:
    """Return the tables ``[name]`` of a file, each with its place."""
    lines = {name: number for number, name in _headers(file, _TABLE)}
    return ((name, entry, _place(file, lines.get(name))) for name, entry in read_table(file).items())


def placed_entries(file: DataFile, what: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Return the entries ``[[what]]`` of a file in their order, each with its place."""
    found = list(entries(file, what))
    lines: list[int | None] = [number for number, name in _headers(file, _ENTRY) if name == what]
    if len(lines) != len(found):  # entries that are not written as [[what]], or such a line in a text
        lines = [None] * len(found)
    return ((entry, _place(file, line)) for entry, line in zip(found, lines, strict=True))


def _headers(file: DataFile, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    numbered = enumerate(read_text(file).splitlines(), 1)
    return ((number, match[1]) for number, line in numbered if (match := pattern.match(line)))


def _place(file: DataFile, line: int | None) -> str:
    name = str(file)  # a resource of a package shows its path too
    return f"{name}:{line}" if line else name


def entries(file: DataFile, what: str) -> Iterator[dict[str, Any]]:
    """Return the entries ``[[what]]`` of a file, in their order.

    Raises:
        RecordError: the file cannot be read, or holds anything else.
    """
    table = read_table(file)
    others = [name for name in table if name != what]
    found = table.get(what, [])
    if others or not isinstance(found, list):
        msg = f"{file_name(file)} holds {', '.join(others) or what + ' once'}; it takes entries [[{what}]] and nothing else"
        raise RecordError(msg)
    return iter(found)


def source_attributes(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of a Source that one entry gives.

    ``read`` says how the document was read (text, quoted, second_hand, implementation); ``note`` is for those who keep
    the file. Neither becomes part of the record.

    Raises:
        RecordError: ``official`` is claimed for a document that nobody read.
    """
    read = entry.get("read")
    if read is not None and read not in _READ:
        msg = f"read={read!r} is none of {', '.join(_READ)}"
        raise RecordError(msg)
    if entry.get("official") and read != "text":
        msg = f"official=true with read={read!r}; only a document whose text was read is official, so say read='text' or official=false"
        raise RecordError(msg)
    return {name: value for name, value in entry.items() if name not in {"read", "note"}}


def figure_attributes(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of an Observation that one entry gives, without its name.

    Raises:
        RecordError: the entry has no name.
    """
    if not isinstance(entry.get("name"), str):
        msg = "a figure without name; give name='indicator' or the reference of its change"
        raise RecordError(msg)
    note: Any = entry.get("note", Text(""))
    return {**{name: value for name, value in entry.items() if name != "name"}, "note": as_text(note)}
