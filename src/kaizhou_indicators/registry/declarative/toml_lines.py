"""The lines of a TOML text: where each table, each entry and each key stands.

``tomllib`` gives values without places. The text was read by it before it comes here, so that only valid TOML is met:
its words are skimmed, and nothing is read twice but keys.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping

import attrs

Path = tuple[str | int, ...]

_WORD = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:""|"(?!"))?|\'\'\'.*?\'\'\'(?:\'\'|\'(?!\'))?'
    r'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    r"|\#[^\n]*|\n|[\[\]{}=,]|[^\s\[\]{}=,\"'#]+",
    re.DOTALL,
)
_OPEN, _CLOSE = ("[", "{"), ("]", "}")


@attrs.frozen
class Lines:
    """Where things stand in a file.

    Attributes:
        of_keys: path of a table, an entry of a list of tables, or a key -> its line.
        of_texts: path of a key whose value is a text -> the line where the text itself begins.
    """

    of_keys: Mapping[Path, int]
    of_texts: Mapping[Path, int]

    def line(self, *path: str | int) -> int:
        r"""Return the line of a path, or that of the nearest thing around it.

        >>> toml_lines("[domain]\nname = 'tea'").line("domain", "name")
        2
        """
        while path and path not in self.of_keys:
            path = path[:-1]
        return self.of_keys.get(path, 1)

    def text(self, *path: str | int) -> int:
        """Return the line where the text of a key begins."""
        return self.of_texts.get(path, self.line(*path))


def toml_lines(text: str) -> Lines:
    """Return where things stand in a valid TOML text."""
    keys: dict[Path, int] = {}
    texts: dict[Path, int] = {}
    lists: dict[Path, int] = {}
    prefix: Path = ()
    for words in _statements(text):
        line = words[0][1]
        said = [word for word, _ in words]
        if said[0] == "[":
            prefix = _header(said, lists)
            for length in range(1, len(prefix) + 1):
                keys.setdefault(prefix[:length], line)
            continue
        split = said.index("=")
        path = prefix
        for key in _keys("".join(said[:split])):
            path = (*path, key)
            keys.setdefault(path, line)
        value, at = words[split + 1]
        if value[0] in "\"'":
            texts[path] = at + value.startswith(('"""\n', "'''\n"))
    return Lines(keys, texts)


def _statements(text: str) -> Iterator[list[tuple[str, int]]]:
    """Yield headers and ``key = value`` as their words, each with its line; comments are left out."""
    words: list[tuple[str, int]] = []
    depth, line = 0, 1
    for found in _WORD.finditer(text.replace("\r\n", "\n")):
        word = found[0]
        if word == "\n" and not depth and words:
            yield words
            words = []
        elif word != "\n" and not word.startswith("#"):
            words.append((word, line))
            depth += (word in _OPEN) - (word in _CLOSE)
        line += word.count("\n")
    if words:
        yield words


def _header(said: list[str], lists: dict[Path, int]) -> Path:
    """Return the path of a header; a list of tables counts its entries."""
    several = said[1] == "["
    path: Path = ()
    keys = _keys("".join(said[1 + several : -1 - several]))
    for number, key in enumerate(keys, 1):
        path = (*path, key)
        if several and number == len(keys):
            lists[path] = lists.get(path, -1) + 1
        path = (*path, lists[path]) if path in lists else path
    return path


def _keys(dotted: str) -> list[str]:
    """Return the keys of ``a.b."c d"``."""
    keys, table = [], tomllib.loads(f"{dotted} = 0")
    while isinstance(table, dict):
        ((key, table),) = table.items()
        keys.append(key)
    return keys
