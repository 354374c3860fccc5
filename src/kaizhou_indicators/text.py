"""Text(zh, en): what people read, in both languages of the project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from .errors import RecordError, refuse_unknown


@attrs.frozen(init=False)
class Text:
    """A text in Chinese and English.

    Attributes:
        zh: the Chinese text.
        en: the English text; registration asks for both in a title.

    >>> Text("高锰酸盐指数", "Permanganate index").get("en")
    'Permanganate index'
    >>> str(Text("高锰酸盐指数"))
    '高锰酸盐指数'
    """

    zh: str
    en: str = ""

    def __init__(self, zh: str, en: str = "", **unknown: Any) -> None:
        refuse_unknown("Text", unknown, ("zh", "en"))
        texts: tuple[Any, ...] = (zh, en)
        if not all(isinstance(text, str) for text in texts):
            msg = f"Text({zh!r}, {en!r}) is no pair of texts; write Text('中文', 'English')"
            raise RecordError(msg)
        self.__attrs_init__(zh, en)

    def get(self, language: str = "zh") -> str:
        """Return the text in ``"zh"`` or ``"en"``; the other one where it is missing."""
        return (self.en or self.zh) if language.startswith("en") else (self.zh or self.en)

    def __str__(self) -> str:
        return self.get("zh")


#: what is taken for a text: a Text, a Chinese string, or a table ``{zh, en}`` of a configuration file
TextLike = Text | str | Mapping[str, str]


def as_text(value: TextLike) -> Text:
    """Take a Text, a Chinese string, or a table ``{zh, en}`` of a configuration file.

    >>> as_text("优"), as_text({"zh": "储备", "en": "In reserve"})
    (Text(zh='优', en=''), Text(zh='储备', en='In reserve'))
    """
    if isinstance(value, Mapping):
        return Text(**{"zh": "", **value})
    return value if isinstance(value, Text) else Text(value)
