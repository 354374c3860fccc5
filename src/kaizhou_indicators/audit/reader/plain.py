"""Plain: a text as the reader sees it, character by character, with the way back to where each character stands.

Width and dashes are unified one for one; quotes, blanks and marks of emphasis are left out; a comma stays one only
between the groups of a number and is a stop everywhere else. What stands in quotes is remembered: it is mostly a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import attrs

#: a minus and a hyphen are one sign, a dash is another, since it never makes a number negative
_DASHES = {**dict.fromkeys("−－‐‑", "-"), **dict.fromkeys("–—―", "—"), **dict.fromkeys("~～", "~")}
_OPEN, _CLOSE = "“‘「『", "”’」』"
_LEFT_OUT = frozenset(f"{_OPEN}{_CLOSE}\"'*`_# \t\r\u3000\u00a0\ufeff\u200b")
_STOP = "，"
#: 1,181 is one number; 第1,181个 is a rank and a count, since no rank is printed with groups
_GROUPED = re.compile(r"(?<![\d.第前])\d{1,3}(?:,\d{3}){1,6}(?![\d])")
_WIDE_GROUP = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
#: characters of the longest sentence that is read as one
LONGEST = 800
_POINT = re.compile(r"(?<=[^\d\s.])\.(?=\s|$)")
_SENTENCE = re.compile(r"[。！!？?;\n]+")


@attrs.frozen
class Plain:
    """A text in its plain form.

    Attributes:
        text: the plain text.
        at: where each of its characters stands in the original; one more at the end.
        quoted: whether each stands in quotes that hold a name, or in the title of a document.
    """

    text: str
    at: tuple[int, ...]
    quoted: tuple[bool, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a piece of the plain text stands in the original."""
        return self.at[start], self.at[end - 1] + 1

    def paragraph(self, at: int) -> tuple[int, int]:
        """Return where the paragraph begins and ends that a place lies in."""
        end = self.text.find("\n", at)
        return self.text.rfind("\n", 0, at) + 1, end if end >= 0 else len(self.text)

    def sentences(self) -> Iterator[tuple[int, int, str]]:
        """Yield where each sentence begins and ends, and the sign that ends it."""
        start = 0
        for stop in _SENTENCE.finditer(self.text):
            yield from self._pieces(start, stop.start(), stop[0])
            start = stop.end()
        yield from self._pieces(start, len(self.text), "")

    def _pieces(self, start: int, end: int, stop: str) -> Iterator[tuple[int, int, str]]:
        """Yield a sentence; one longer than anybody writes is parted at its commas."""
        while end - start > LONGEST:
            comma = self.text.rfind("，", start, start + LONGEST)
            comma = self.text.find("，", start, end) if comma < 0 else comma
            if comma < 0:
                break
            if comma > start:
                yield start, comma, ";"
            start = comma + 1
        if end > start:
            yield start, end, stop


def plain(text: str) -> Plain:
    """Return a text in its plain form.

    >>> plain("“五个一批”完成１，１８１个，居第1,181项").text
    '五个一批完成1,181个，居第1，181项'
    """
    marked = _quotes(text)
    written = _POINT.sub("。", _WIDE_GROUP.sub(",", text))
    kept = [i for i, c in enumerate(written) if c not in _LEFT_OUT]
    joined = "".join(_one(written[i]) for i in kept)
    groups = {i for group in _GROUPED.finditer(joined) for i in range(*group.span())}
    stops = "".join(_STOP if c == "," and i not in groups else c for i, c in enumerate(joined))
    return Plain(stops, (*kept, len(text)), tuple(marked[i] for i in kept))


def _one(character: str) -> str:
    if character == _STOP:
        return character
    form = unicodedata.normalize("NFKC", character)
    return _DASHES.get(character) or (form if len(form) == 1 else character)


def _quotes(text: str) -> list[bool]:
    """Say of each character whether it stands in the title of a document, or in quotes without a stop, which hold a name."""
    marked = [False] * len(text)
    for quoted in re.finditer(r"《[^《》\n]{0,200}》|[“「『][^“”「」『』，。；：\n]{0,40}[”」』]", text):
        marked[quoted.start() : quoted.end()] = [True] * (quoted.end() - quoted.start())
    return marked
