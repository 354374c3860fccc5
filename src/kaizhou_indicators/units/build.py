"""Building a pint registry from definition lines: whose line it is, clashes, and units with Chinese prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from threading import RLock
from typing import Any

import attrs

from ..errors import UnitError
from .text import PREFIXES, normalise

CORE = "the core"
_CJK_WORD = re.compile(r"[\u4e00-\u9fff]+")
_CJK_NAME = re.compile(r"[\u4e00-\u9fff]+\Z")
_NAME = re.compile(r"[^\W\d][\w]*\Z|[%‰°Ω][A-Z]?\Z")
#: no 万天 as a unit of its own, no 百百分点; SI units take SI prefixes only
_WITHOUT_PREFIX = frozenset(
    [
        "秒",
        "天",
        "日",
        "周",
        "小时",
        "分钟",
        "年",
        "周年",
        "月",
        "个月",
        "季",
        "季度",
        "个季度",
        "摄氏度",
        "毫克",
        "微克",
        "毫升",
        "毫米",
        "厘米",
        "里",
        "两",
        "倍",
        "百分比",
        "个百分点",
        "百分点",
        "个千分点",
        "千分点",
        "克",
        "米",
        "瓦",
        "升",
        "方",
        "公亩",
        "千克",
        "千米",
        "度",
        "度电",
        "平方千米",
    ]  # a list of forty words
)


@attrs.frozen
class Lines:
    """The definitions of a system.

    Attributes:
        core: the core's file.
        owned: lines of domains.
        bases: the units with a Chinese name, of which there are multiples 百 千 万 亿 ….
    """

    core: str
    owned: tuple[str, ...]
    bases: frozenset[str]


def definitions_of(core: str, extra: Iterable[tuple[str, str]]) -> Lines:
    """Return all lines: the core's, the owners', and those of the Chinese prefixes.

    Raises:
        UnitError: a line that is no definition, or a name that two owners define differently.
    """
    owners: dict[str, tuple[str, str]] = {}
    for line in core.splitlines():
        for name in _names(line):
            owners[name] = (CORE, line)
    owned = tuple(line for owner, line in dict.fromkeys(extra) if _claimed(owners, owner, line))
    bases = frozenset(n for n in owners if _CJK_NAME.match(n) and n not in _WITHOUT_PREFIX)
    return Lines(core, owned, bases)


def _claimed(owners: dict[str, tuple[str, str]], owner: str, line: str) -> bool:
    """Enter the names of a line; False if the very line is there already."""
    names = _names(line)
    if not names:
        msg = f"domain {owner!r}: {line!r} is no unit definition; write it like '标准箱 = [container] = _ = TEU'"
        raise UnitError(msg)
    held = {name: owners[name] for name in names if name in owners}
    held |= {name: owners[base] for name in names if (base := _without_prefix(name, owners))}
    if held and all(theirs[1].split() == line.split() for theirs in held.values()):
        return False
    for name, (other, theirs) in held.items():
        msg = (
            f"the unit {name!r} is defined by domain {owner!r} ({line!r}) and by {_named(other)} ({theirs.strip()!r});"
            " rename one of the two, or use the unit that is there"
        )
        raise UnitError(msg)
    owners.update(dict.fromkeys(names, (owner, line)))
    return True


def _named(owner: str) -> str:
    return owner if owner == CORE else f"domain {owner!r}"


def _without_prefix(name: str, owners: dict[str, tuple[str, str]]) -> str | None:
    """Return the unit that a name would be a Chinese multiple of."""
    bases = (name.removeprefix(prefix) for prefix in PREFIXES if name.startswith(prefix))
    return next((base for base in bases if base in owners and base not in _WITHOUT_PREFIX), None)


def _names(line: str) -> list[str]:
    """Return the names that a definition line gives; none for comments, prefixes and directives."""
    text = line.partition("#")[0].strip()
    if "=" not in text or text.startswith("@") or text.partition("=")[0].strip() in {"group", "system"}:
        return []
    name, *rest = (part.strip() for part in text.split("="))
    names = [n for n in (name, *rest[1:]) if n != "_"]
    bad = [n for n in names if not _NAME.match(n)]
    return [] if bad else names


class Multiples:
    """The preprocessor of a registry: a text is normalised, and the multiples in it (万元) are made when first met.

    A multiple is a unit of its own with an exact factor, no pint prefix: prefixes would reach metres and grams too.
    """

    def __init__(self, bases: frozenset[str]) -> None:
        self.bases = bases
        self.registry: Any = None
        self.lock = RLock()

    def __call__(self, text: str) -> str:
        """Return the text for pint to read."""
        plain = normalise(text)
        for word in _CJK_WORD.findall(plain):
            if word not in self.bases and self.registry is not None:
                self._make(word)
        return plain

    def _make(self, word: str) -> None:
        for prefix, value in PREFIXES.items():
            if word.startswith(prefix) and word.removeprefix(prefix) in self.bases:
                with self.lock:
                    if word not in self.registry._units:  # `in registry` would parse, and so come back here
                        self.registry.define(f"{word} = {value} * {word.removeprefix(prefix)}")
                return


def build(lines: Lines, number: type) -> Any:
    """Return a pint registry of these lines, calculating with ``number``.

    Raises:
        UnitError: a line that pint cannot read.
    """
    import pint

    multiples = Multiples(lines.bases)
    registry: Any = pint.UnitRegistry(None, non_int_type=number, on_redefinition="raise", preprocessors=[multiples])
    registry.load_definitions(lines.core.splitlines())
    multiples.registry = registry
    for line in lines.owned:
        define(registry, line)
    registry.formatter = _formatter(registry)
    registry.formatter.default_format = "~P"
    return registry


def _formatter(registry: Any) -> Any:
    from pint.delegates import Formatter

    class Written(Formatter):
        """Prints as people write: 480.9 亿元 after a space, 10.5% without."""

        def format_quantity(self, quantity: Any, spec: str = "", **how: Any) -> str:
            """Return the quantity as text."""
            return re.sub(r" (?=[%‰])", "", super().format_quantity(quantity, spec, **how))

    return Written(registry)


def define(registry: Any, line: str) -> None:
    """Define one unit and look whether its right side can be understood.

    Raises:
        UnitError: it cannot.
    """
    try:
        registry.define(line)
        registry.get_base_units(line.partition("=")[0].strip())
    except Exception as error:
        msg = f"the unit definition {line!r} cannot be used: {error}; write it like '标准箱 = [container] = _ = TEU'"
        raise UnitError(msg) from error
