"""A declarative file as a table with the lines of its keys: TOML, or YAML where its library is there.

Reading never runs anything: TOML has values only, and of YAML only its plain part is taken, without tags, anchors and
aliases; its words ``yes`` and ``no`` are texts, and what looks like a date is one too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

import attrs

from ...errors import RecordError
from ...model.data_files import DataFile, file_name
from .toml_lines import Lines, toml_lines

#: how large a file may be, in characters
LARGEST = 20_000_000


@attrs.frozen
class Document:
    """A file that was read.

    Attributes:
        name: its name, as messages show it.
        table: what it says.
        lines: where it says so.
    """

    name: str
    table: Mapping[str, Any]
    lines: Lines

    def at(self, *path: str | int) -> Spot:
        """Return a spot in the file."""
        return Spot(self, path)


@attrs.frozen
class Spot:
    """A spot in a file: a table, an entry of a list, or a key.

    Attributes:
        document: the file.
        path: the keys that lead there.
    """

    document: Document
    path: tuple[str | int, ...]

    def below(self, key: str | int) -> Spot:
        """Return the spot of a key below."""
        return Spot(self.document, (*self.path, key))

    @property
    def place(self) -> str:
        """File and line, as in ``tea.toml:12``."""
        return f"{self.document.name}:{self.document.lines.line(*self.path)}"

    @property
    def text_place(self) -> str:
        """File and line where the text of a key begins."""
        return f"{self.document.name}:{self.document.lines.text(*self.path)}"


def read_document(file: DataFile) -> Document:
    """Read a declarative file; ``.yaml`` and ``.yml`` are YAML, all else TOML.

    Raises:
        RecordError: there is no such file, or it is no TOML or YAML; with the line.
    """
    name = file_name(file)
    text = _text(file, name)
    if name.lower().endswith((".yaml", ".yml")):
        from .yaml_lines import read_yaml

        return Document(name, *read_yaml(text, name))
    try:
        return Document(name, tomllib.loads(text), toml_lines(text))
    except (ValueError, RecursionError) as error:
        msg = f"{name} cannot be read: {str(error) or 'it nests too deep'}; mend the line named"
        raise RecordError(msg) from error


def _text(file: DataFile, name: str) -> str:
    try:
        text = (Path(file) if isinstance(file, str | PathLike) else file).read_text("utf-8")
    except (OSError, ValueError) as error:
        msg = f"{name} cannot be read: {error}; correct the path, or save the file as UTF-8"
        raise RecordError(msg) from error
    if len(text) > LARGEST:
        msg = f"{name} has more than {LARGEST} characters; keep published figures in files of their own"
        raise RecordError(msg)
    return text.removeprefix("\ufeff")
