"""Tokens: a sentence cut into names, figures, periods, baselines, words of change and stops; what is left is not understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from .names import Names, core, names_of
from .numbers import found_in
from .patterns import Patterns, patterns_of
from .plain import Plain
from .times import BASE_TIME, PRINTED, RELATIVE, YEAR
from .words import COMPARABLE, GAP, LEFT, MOVES, OTHER, OWN, SHORT_MOVES, either

if TYPE_CHECKING:
    from ...registry.catalogue import Catalogue


@attrs.frozen
class Token:
    """A piece of a sentence.

    Attributes:
        kind: ``name``, ``figure``, ``label``, ``period``, ``base``, ``move``, ``place``, ``gap`` or ``left`` (words that
            change nothing), ``stop``, ``pause`` (、), or ``text`` (not understood).
        start: where it begins in the plain text.
        end: where it ends.
        text: what it says.
        value: what was read from it: the meanings of a name, a ``Found``, the match of a period, a ``Compared``.
    """

    kind: str
    start: int
    end: int
    text: str
    value: Any = None


@attrs.frozen
class Compared:
    """What a text says a value is compared with.

    Attributes:
        kind: ``yoy``, ``prev``, ``period``, ``named``, ``share`` (占…的), or ``odd`` where it is none of them.
        text: the period, or what the baseline is called.
        movement: the word of change it holds itself: 高出全市平均.
    """

    kind: str
    text: str = ""
    movement: str = ""


_MOVED = either(word for word in MOVES if len(word) > 1)
_MOVE = re.compile(rf"(?P<word>{_MOVED})(?:了|幅度?(?:为|达)?)?(?P<to>至|到|为)?")
_SHORT_MOVE = re.compile(
    rf"(?<![新净累])(?P<word>{either(w for w in MOVES if len(w) == 1)})(?:(?P<to>至|到|为)|(?=[约近超]?\d|$))"
)
_ABOVE = {"高出": "高出", "高于": "高出", "超出": "高出", "超过": "高出", "领先": "高出", "优于": "高出", "快于": "高出", "好于": "高出",
          "低于": "低出", "落后于": "低出", "落后": "低出", "慢于": "低出"}  # fmt: skip
_BASES = re.compile(
    rf"(?P<same>同比|环比)|(?:较|比|与|(?:是|为|相当于)(?=[^，]{{2,12}}的[约近超]*[\d.]+倍))(?P<time>{BASE_TIME})(?:相比|的)?"
    rf"|(?P<above>{either(_ABOVE)})(?P<what>[\u4e00-\u9fff]{{2,12}}?)(?P<mean>平均水平|平均值|均值|平均|水平)?(?={'|'.join([_MOVED, '[多约近超]?[0-9]'])})"
    rf"|(?:较(?![快大好高低强为])|比|与)(?P<other>[^，、；;。()\d]{{1,14}}?)(?:相比)?(?=(?:{_MOVED})|(?:{either(SHORT_MOVES)})\d)"
    rf"|占(?P<whole>[^，、；;。()\d]{{1,14}}?)(?:的比重|比重|的比例|比例|的)(?:为|达到|达|约)?(?=[多约近超]*\d)"
    rf"|完成(?P<part>[^，、；;。()\d]{{1,14}}?)的(?=[多约近超]*\d+(?:\.\d+)?%)"
)
_TITLED = re.compile(r"《[^《》]*》")
_STOP = re.compile(r"[，()|><\[\]{}]|-{2,}")
_PAUSE = re.compile(r"、|和(?!谐|平)|与(?!会)|及|以及")
_WORDS = re.compile(either((*GAP, *LEFT)))
#: those among whom a rank is told
_AMONG = re.compile(rf"(?:{either((*OWN, *OTHER))})(?:各?区县|各?县区|各地)?(?=[第前][\d一二三四五六七八九十])")


class Sentence:
    """A sentence while it is cut: what is taken is not taken again.

    Args:
        whole: the plain text.
        start: where the sentence begins.
        end: where it ends.
    """

    def __init__(self, whole: Plain, start: int, end: int) -> None:
        self.whole, self.text, self.start, self.end = whole, whole.text, start, end
        self.tokens: list[Token] = []
        self._taken = bytearray(end - start)

    def free(self, start: int, end: int) -> bool:
        """Say whether nothing of a piece is taken."""
        return start < end and not any(self._taken[start - self.start : end - self.start])

    def take(self, kind: str, start: int, end: int, value: Any = None) -> None:
        """Take a piece if it is free."""
        if self.free(start, end):
            self._taken[start - self.start : end - self.start] = b"\x01" * (end - start)
            self.tokens.append(Token(kind, start, end, self.text[start:end], value))

    def each(self, pattern: re.Pattern[str], kind: str, value: Callable[[re.Match[str]], Any] = lambda m: m) -> None:
        """Take every piece that a pattern finds in what is free."""
        for low, high in self.gaps():
            for match in pattern.finditer(self.text, low, high):
                if match.end() > match.start():
                    self.take(kind, *match.span(), value(match))

    def gaps(self) -> list[tuple[int, int]]:
        """Return the pieces that are free."""
        found, at = [], self.start
        for match in re.finditer(rb"\x01+", bytes(self._taken)):
            low, high = match.start() + self.start, match.end() + self.start
            found += [(at, low)] if at < low else []
            at = high
        return [*found, (at, self.end)] if at < self.end else found


@attrs.frozen
class Cutter:
    """What sentences are cut with: the names, units and areas of a registry."""

    names: Names
    patterns: Patterns
    areas: Mapping[str, str]
    _area: re.Pattern[str]
    _labels: re.Pattern[str]

    @classmethod
    def of(cls, reg: Catalogue, areas: Mapping[str, str]) -> Cutter:
        """Make the cutter of a registry."""
        words = re.compile(either((*areas, *OWN, *OTHER)))
        names = names_of(reg)
        labels = re.compile(either(label for label in names.grades if len(label) > 1) or "(?!)")
        return cls(names, patterns_of(reg), areas, words, labels)

    def cut(self, whole: Plain, start: int, end: int) -> list[Token]:
        """Return the tokens of a sentence in their order."""
        s = Sentence(whole, start, end)
        figures = list(found_in(whole.text, start, end, self.patterns))
        if not figures and not self._labels.search(whole.text, start, end):
            s.each(PRINTED, "period")
            return s.tokens
        s.each(_TITLED, "gap")
        self._compared(s, timed=True)
        s.each(_AMONG, "place")
        s.each(PRINTED, "period")
        self._passives(s)
        self._names(s)
        self._compared(s, timed=False)
        s.each(RELATIVE, "period")
        for found in figures:
            if not whole.quoted[found.start]:
                s.take("figure", found.start, found.end, found)
        s.each(_MOVE, "move")
        s.each(_SHORT_MOVE, "move")
        s.each(self._area, "place")
        s.each(self._labels, "label")
        s.each(_STOP, "stop")
        s.each(COMPARABLE, "comparable")
        s.each(_PAUSE, "pause")
        self._words(s)
        for low, high in s.gaps():
            s.take("text", low, high)
        return sorted(s.tokens, key=lambda token: token.start)

    def _words(self, s: Sentence) -> None:
        for low, high in s.gaps():
            for match in _WORDS.finditer(s.text, low, high):
                s.take("gap" if match[0] in GAP else "left", *match.span(), match)

    def _compared(self, s: Sentence, *, timed: bool) -> None:
        for low, high in s.gaps():
            for match in _BASES.finditer(s.text, low, high):
                if timed == bool(match["time"] and re.search(YEAR, match["time"])):
                    self._base(s, match)

    def _base(self, s: Sentence, match: re.Match[str]) -> None:
        found = _read_base(match, self.names.bases, self.areas)
        if found is not None:
            s.take("base", *match.span(), found)

    def _names(self, s: Sentence) -> None:
        passives = {token.start: token for token in s.tokens if token.kind == "name"}
        before, at = "", s.start
        while at < s.end:
            if at in passives:
                before, at = passives[at].value, passives[at].end
                continue
            name, length = self._name(s, at, before)
            if name and s.free(at, at + length):
                s.take("name", at, at + length, name)
                before, at = name, at + length
            else:
                at += 1

    def _name(self, s: Sentence, at: int, before: str) -> tuple[str, int]:
        own = self.names.longest(s.text, at, s.end)
        opens = at == s.start or s.text[at - 1] in "，、和及与(:"
        opens = opens or s.text.endswith(OTHER, s.start, at)
        whole = any(m.role == "title" and not m.head for m in self.names.meanings.get(own, ()))
        if before and opens and not whole:
            name, length = self.names.completed(before, s.text, at, s.end)
            if length >= len(own):
                return name, length
        return own, len(own)

    def _passives(self, s: Sentence) -> None:
        """Take 建言被中央采用 as the name 建言被采用 with what stands in it."""
        for name, pattern in self.names.passives:
            for match in pattern.finditer(s.text, s.start, s.end):
                s.take("name", *match.span(), name)


def _read_base(match: re.Match[str], bases: Mapping[str, Any], areas: Mapping[str, str]) -> Compared | None:
    """Return what a match compares with; None where the words are no comparison after all."""
    if match["same"]:
        return Compared("yoy" if match["same"] == "同比" else "prev")
    if match["time"]:
        kind = "yoy" if match["yoy"] else "prev" if match["prev"] else "period"
        return Compared(kind, match["fixed"] or "")
    movement = _ABOVE.get(match["above"] or "", "")
    what = match["what"] or match["other"] or match["whole"] or match["part"] or ""
    known = next((name for name in (what, core(what)) if name in bases or name in areas), "")
    if match["whole"] or match["part"]:
        return Compared("share", known) if known else (Compared("odd", what) if match["whole"] else None)
    if known:
        return Compared("named", known, movement)
    return Compared("odd", what + (match["mean"] or ""), movement) if match["other"] or match["mean"] else None
