"""Which language the command speaks, and the one way to its texts: ``say("name", value=…)``."""

from __future__ import annotations

import locale
import os
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

import attrs

from ..text import Text
from .texts import CLICK, TEXTS

LANGUAGES = ("zh", "en")
VARIABLE = "KAIZHOU_LANG"
_CHINESE = ("zh", "chinese")
_KNOWN = (*_CHINESE, "en")


def language_of(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """Return ``"zh"`` or ``"en"``: the option ``--lang``, else KAIZHOU_LANG, else the locale.

    It is read before the arguments are, because help and usage errors are spoken too.

    >>> language_of(["--lang", "zh", "list"], {"LANG": "en_GB.UTF-8"})
    'zh'
    >>> language_of([], {"LC_ALL": "zh_CN.UTF-8", "LANG": "C"}), language_of([], {"LANG": "C"})
    ('zh', 'en')
    """
    environment = os.environ if environment is None else environment
    asked = [value for value in _options(arguments, "--lang") if value in LANGUAGES]
    if asked:
        return asked[-1]
    names = (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG")
    given = next((environment[name] for name in names if environment.get(name)), None)
    chosen = given if given is not None else (locale.getlocale()[0] or "")
    return "zh" if chosen.casefold().startswith(_CHINESE) else "en"


def unknown_language(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> str | None:
    """Return what KAIZHOU_LANG asks for if that is no language known here and no option overrides it.

    >>> unknown_language([], {"KAIZHOU_LANG": "fr"}), unknown_language(["--lang", "en"], {"KAIZHOU_LANG": "fr"})
    ('fr', None)
    """
    asked = (os.environ if environment is None else environment).get(VARIABLE)
    chosen = any(value in LANGUAGES for value in _options(arguments, "--lang"))
    return asked if asked and not chosen and not asked.casefold().startswith(_KNOWN) else None


def _options(arguments: Sequence[str], name: str) -> Iterable[str]:
    for word, following in zip(arguments, [*arguments, ""][1:], strict=True):
        if word == "--":
            return
        if word == name:
            yield following
        elif word.startswith(f"{name}="):
            yield word.partition("=")[2]


@attrs.frozen
class Words:
    """The texts of the command in one language.

    >>> Words("zh")("error", message="没有文件")
    '错误：没有文件'
    """

    language: str

    def __call__(self, name: str, /, **values: object) -> str:
        """Return a text by its name, its gaps filled with the values."""
        return TEXTS[name].get(self.language).format(**values)

    def of(self, text: Text) -> str:
        """Return a text of a record."""
        return text.get(self.language)

    def code(self, group: str, code: str) -> str:
        """Return the word for a code such as ``share``: the Chinese word with the code in brackets, or the code alone."""
        return f"{self(f'{group}.{code}')}（{code}）" if self.language == "zh" else code

    def listed(self, items: Iterable[object]) -> str:
        """Return the items with the language's own comma."""
        return ("、" if self.language == "zh" else ", ").join(map(str, items))

    def near(self, word: str, known: Iterable[str]) -> str:
        """Return "did you mean …" for the nearest known words, or an empty text."""
        close = get_close_matches(word, list(known), n=3, cutoff=0.6)
        return self("near", names=self.listed(map(repr, close))) if close else ""

    def click(self, text: str) -> str:
        """Return a text of click's own in this language."""
        for phrase, translated in CLICK.items():
            text = text.replace(phrase, translated.get(self.language))
        return text
