"""The plain part of YAML with its lines: mappings, lists, texts, numbers, true and false, null.

Only the syntax is left to PyYAML (extra ``yaml``); no value is constructed by it, so that a tag can run nothing.
"""

from __future__ import annotations

import re
from typing import Any

from ...errors import RecordError
from .toml_lines import Lines, Path

_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}
_WHOLE = re.compile(r"[-+]?[0-9]{1,300}")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?")
_INFINITE = {".inf": float("inf"), "+.inf": float("inf"), "-.inf": float("-inf")}
_TAGS = {"str", "map", "seq"}
#: how deep a file may nest
DEPTH = 30


def read_yaml(text: str, name: str) -> tuple[dict[str, Any], Lines]:
    """Return what a YAML text says, and where.

    Raises:
        RecordError: it is no YAML, or uses what is not taken here; with the line.
    """
    try:
        import yaml
    except ModuleNotFoundError as error:
        msg = f"{name}: reading YAML needs PyYAML; install kaizhou-indicators[yaml], or write the file as TOML"
        raise RecordError(msg) from error
    try:
        _refuse_aliases(yaml, text, name)
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        msg = f"{name} cannot be read: {' '.join(str(error).split())}; mend the line named"
        raise RecordError(msg) from error
    made = _Made(name)
    found = {} if node is None else made.value(node, ())
    if not isinstance(found, dict):
        msg = f"{name} holds no table; begin it with domain:"
        raise RecordError(msg)
    return found, Lines(made.keys, made.texts)


def _refuse_aliases(yaml: Any, text: str, name: str) -> None:
    """Refuse anchors and aliases: a few lines of them can stand for millions of values."""
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if getattr(event, "anchor", None) is not None:
            msg = f"{name}:{event.start_mark.line + 1}: anchors and aliases (& and *) are not read; write the value out"
            raise RecordError(msg)


class _Made:
    """Values made from nodes, with the lines of their keys."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.keys: dict[Path, int] = {}
        self.texts: dict[Path, int] = {}

    def value(self, node: Any, path: Path) -> Any:
        """Return the value of a node."""
        self._check(node, path)
        if node.id == "mapping":
            return self._table(node, path)
        if node.id == "sequence":
            return [self._entry(item, (*path, i)) for i, item in enumerate(node.value)]
        if node.style is None:
            return _plain(node.value)
        self.texts[path] = node.start_mark.line + 1 + (node.style in "|>")
        return node.value

    def _check(self, node: Any, path: Path) -> None:
        line = node.start_mark.line + 1
        if str(node.tag).removeprefix("tag:yaml.org,2002:") not in _TAGS:
            msg = f"{self.name}:{line}: the tag {node.tag!r} is not read; write the plain value"
            raise RecordError(msg)
        if len(path) > DEPTH:
            msg = f"{self.name}:{line}: more than {DEPTH} levels"
            raise RecordError(msg)

    def _entry(self, node: Any, path: Path) -> Any:
        self.keys.setdefault(path, node.start_mark.line + 1)
        return self.value(node, path)

    def _table(self, node: Any, path: Path) -> dict[str, Any]:
        table: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.id != "scalar" or key.value in table:
                what = "a key is a text" if key.id != "scalar" else f"the key {key.value!r} stands twice"
                msg = f"{self.name}:{line}: {what}; rename or drop one"
                raise RecordError(msg)
            self.keys.setdefault((*path, key.value), line)
            table[key.value] = self.value(value, (*path, key.value))
        return table


def _plain(text: str) -> Any:
    """Return the number, truth value or text that an unquoted word means.

    >>> [_plain(word) for word in ("12", "1.5", "no", "2024-01", "true")]
    [12, 1.5, 'no', '2024-01', True]
    """
    if text in _PLAIN:
        return _PLAIN[text]
    if text in _INFINITE:
        return _INFINITE[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text
