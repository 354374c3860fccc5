"""Text(zh, en): what people read, in both languages of the project."""

from __future__ import annotations

import attrs


@attrs.frozen
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

    zh: str = attrs.field(validator=attrs.validators.instance_of(str))
    en: str = attrs.field(default="", validator=attrs.validators.instance_of(str))

    def get(self, language: str = "zh") -> str:
        """Return the text in ``"zh"`` or ``"en"``; the other one where it is missing."""
        return (self.en or self.zh) if language.startswith("en") else (self.zh or self.en)

    def __str__(self) -> str:
        return self.get("zh")


def as_text(value: Text | str) -> Text:
    """Take a Text or a Chinese string.

    >>> as_text("优")
    Text(zh='优', en='')
    """
    return value if isinstance(value, Text) else Text(value)
