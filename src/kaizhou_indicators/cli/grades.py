"""Grades as people write them and as they read them: ``II`` and ``Class II`` are Ⅱ类, and a table shows the language spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from unicodedata import normalize

from ..engine.values import position_of
from ..references import Reference
from ..text import Text

if TYPE_CHECKING:
    from ..registry.catalogue import Catalogue
    from .language import Words

_WORDS = re.compile(r"类|CLASS|\s")


def grades_of(reg: Catalogue, target: str) -> tuple[Text, ...]:
    """Return the grades that the values of a reference are; none where they are numbers."""
    reference = Reference.parse(target)
    return reg[reference.key].grades if reference.change is None else ()


def labels_of(grades: Iterable[Text]) -> list[str]:
    """Return the labels of grades in both languages."""
    return [name for grade in grades for name in (grade.zh, grade.en) if name]


def label_of(text: str, grades: tuple[Text, ...]) -> str | None:
    """Return the label of the scale that a text means, None if it means none, or one grade as well as another.

    Width and form of the characters, capitals, blanks and the words 类 and class do not count.

    >>> scale = (Text("Ⅰ类", "Class I"), Text("Ⅱ类", "Class II"), Text("劣Ⅱ类", "Worse than class II"))
    >>> [label_of(text, scale) for text in ("II", "class ii", "ＩＩ类", "劣II", "Ⅱ类", "Ⅳ类")]
    ['Ⅱ类', 'Ⅱ类', 'Ⅱ类', '劣Ⅱ类', 'Ⅱ类', None]
    """
    if position_of(grades, text) is not None:
        return text
    plain = _plain(text)
    found = [grade for grade in grades if plain and plain in {_plain(grade.zh), _plain(grade.en)}]
    return (found[0].zh or found[0].en) if len(found) == 1 else None


def _plain(text: str) -> str:
    return _WORDS.sub("", normalize("NFKC", text).upper())


def in_language(text: str, grades: tuple[Text, ...], say: Words) -> str:
    """Return a label in the language spoken; a text that is no label stays."""
    position = position_of(grades, text)
    return text if position is None else say.of(grades[position - 1])
