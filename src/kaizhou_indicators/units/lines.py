"""Lines of unit definitions as text: what a line names, and the lines of the core. Nothing here knows pint."""

from __future__ import annotations

import functools
import re
from importlib.resources import files

import attrs

from ..errors import UnitError

CORE = "kaizhou_indicators"

#: word -> power of ten. A word in front of a unit multiplies it: 亿元, 十万人.
NUMERALS = {
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}
_WITHOUT_NUMERAL = frozenset({*NUMERALS, "个百分点", "百分点", "个千分点", "千分点", "成", "摄氏度", "半年"})
_SETTINGS = frozenset({"group", "system"})
_DIMENSION = re.compile(r"\[([^\W\d]\w*)\]")
_WAY_OUT = "Write `name = [dimension]` or `name = 3 * known_unit`, then `= symbol or _ = alias …`"


@attrs.frozen
class Line:
    """One definition of a unit.

    Attributes:
        owner: the domain (or the core) that brings it.
        text: the line with single blanks and without comment.
        name: the canonical name.
        reference: what it is defined by.
        aliases: the symbol, if there is one, and the other names.
    """

    owner: str
    text: str
    name: str
    reference: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name and the others."""
        return (self.name, *self.aliases)

    @property
    def dimension(self) -> str:
        """The base dimension that this unit founds, or an empty text."""
        found = _DIMENSION.fullmatch(self.reference)
        return found.group(1) if found else ""

    @property
    def offset(self) -> bool:
        """Whether the unit has a zero of its own, as ℃ has."""
        return ";" in self.reference

    def __str__(self) -> str:
        return f"`{self.text}` of {self.owner!r}"


def read_line(owner: str, text: str) -> Line:
    """Read one definition.

    Raises:
        UnitError: names the owner, the line and the way out.

    >>> read_line("port", "标准箱 = [container] = _ = TEU").names
    ('标准箱', 'TEU')
    """
    clean = " ".join(text.partition("#")[0].split())
    parts = [part.strip() for part in clean.split("=")]
    if len(parts) < 2 or not all(parts):
        raise _refused(owner, text, "it is no definition")
    name, reference, *others = parts
    for word in (name, *others):
        if not word.isidentifier() or name == "_":
            raise _refused(owner, text, f"{word!r} is no name of a unit (prefixes, aliases and groups are the core's)")
    line = Line(owner, clean, name, reference, tuple(word for word in others if word != "_"))
    if "[" in reference and not line.dimension:
        raise _refused(owner, text, "a unit founds one dimension `[word]` or refers to units")
    return line


def _refused(owner: str, text: str, reason: str) -> UnitError:
    return UnitError(f"unit line `{text}` of {owner!r}: {reason}. {_WAY_OUT}")


@functools.cache
def si_text() -> tuple[str, ...]:
    """Return the definitions that every registry loads at once."""
    return _file("definitions.txt")


@functools.cache
def core_lines() -> tuple[Line, ...]:
    """Return the core's units, SI first; prefixes and derived dimensions are not among them."""
    return (*_units("definitions.txt"), *chinese_lines())


@functools.cache
def chinese_lines() -> tuple[Line, ...]:
    """Return the units that a registry makes when somebody asks for them."""
    return _units("chinese.txt")


def _file(name: str) -> tuple[str, ...]:
    return tuple(files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines())


def _units(name: str) -> tuple[Line, ...]:
    split = [[part.strip() for part in text.partition("#")[0].split("=")] for text in _file(name)]
    return tuple(
        Line(CORE, " = ".join(parts), parts[0], parts[1], tuple(word for word in parts[2:] if word != "_"))
        for parts in split
        if len(parts) > 1 and parts[0].isidentifier() and parts[0] not in _SETTINGS
    )


@functools.cache
def core_numerable() -> frozenset[str]:
    """Return the core's units that take 万 and 亿: those whose name is Chinese."""
    names = (name for line in chinese_lines() for name in line.names)
    return frozenset(name for name in names if "\u4e00" <= name[0] <= "\u9fff") - _WITHOUT_NUMERAL
