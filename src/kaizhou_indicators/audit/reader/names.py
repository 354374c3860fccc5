"""Names: what a registry's indicators and baselines are called in running text, and which of them begins where.

A title or an alias is a name as it stands. Official texts shorten: 外联组织数 is printed as 外联组织154个, 提前季度数 as
提前1个季度, 全媒体人才占比 as 全媒体人才达72%, 固定资产投资同比增速 as 固定资产投资同比增长6.1%. Each such form says which
figures alone it may take.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import attrs

from ...model.kinds import Kind
from .plain import plain
from .words import GAP, MOVES, either

if TYPE_CHECKING:
    from ...model.indicator import Indicator
    from ...registry.catalogue import Catalogue

#: whole statements that some domains list as names
_STATEMENT = re.compile(r"连续[一二三四五六七八九十两\d]+|%")
#: names that say nothing but how something moves: 逐季攀升
_MOVEMENT = re.compile(f"(?:{either((*GAP, *MOVES))})+")
_GROWTH = re.compile(r"(同比|年均)?(?:增速|增长率|增长|增幅|递增)\Z")
_SHARE = re.compile(r"(?:占比|比例|比重)\Z")
_COMPARED = re.compile(r"(?:同比|环比)\Z")
_RANK = re.compile(r"(?:全市)?(?:位次|排名)\Z")
_TAIL = re.compile(r"\([^()]*\)\Z")
_AVERAGE = re.compile(r"(?:平均水平|平均数|平均值|均值|平均|水平)\Z")
#: units that count so many things that a verb before them says nothing: 服务, 处置
_COMMON = re.compile(r"(?:人|件|家|个|户|项|篇|人次|次|名|件次|场)数?\Z")
#: how much of what a short form leaves out is looked for, and up to which length a name is no name by itself
_HEAD, _BARE = 4, 3
#: what a title may begin with and its short form leave out, and nothing is lost
_SAYS_NOTHING = frozenset(["地区", "全市", "全区", "全县", "累计", "年末", "期末", "年度", "全年"])
#: the longest piece of text that may complete a name by what stood in the one before
_COMPLETED = 14


@attrs.frozen
class Meaning:
    """An indicator that a name may mean.

    Attributes:
        key: the indicator.
        role: ``title`` (as it stands), ``count`` (数 left out), ``unit`` (数 and the word of the unit left out),
            ``share`` (占比 left out), ``growth`` (增速 left out).
        compared: of a growth: 同比, 年均, or an empty text.
        head: what a short form leaves out of the title and the paragraph must name: 驿站 of 覆盖率.
        bare: whether it is so short that the paragraph must hold another name of its domain: 处置率.
    """

    key: str
    role: str = "title"
    compared: str = ""
    head: str = ""
    bare: bool = False


@attrs.frozen
class Names:
    """All names of a registry.

    Attributes:
        meanings: name -> what it may mean.
        lengths: first character -> the lengths of the names that begin with it, longest first.
        ranks: key -> the indicator that holds its rank.
        bases: what a baseline is called -> keys of baselines.
        grades: the labels of grades.
        passives: names with 被, which may hold who does it, with the patterns that find them.
    """

    meanings: dict[str, tuple[Meaning, ...]]
    lengths: dict[str, tuple[int, ...]]
    ranks: dict[str, str]
    bases: dict[str, tuple[str, ...]]
    grades: tuple[str, ...]
    passives: tuple[tuple[str, re.Pattern[str]], ...] = ()

    def longest(self, text: str, start: int, end: int) -> str:
        """Return the longest name that begins at a place; empty where none does."""
        return next(self.all(text, start, end), "")

    def all(self, text: str, start: int, end: int) -> Iterator[str]:
        """Yield the names that begin at a place, longer ones first."""
        for length in self.lengths.get(text[start], ()):
            piece = text[start : start + length]
            if start + length <= end and piece in self.meanings and _stands(text, start, start + length):
                yield piece

    def among(self, text: str) -> dict[str, frozenset[str]]:
        """Return the names in a text, with the domains of each."""
        found: dict[str, frozenset[str]] = {}
        at = 0
        while at < len(text):
            name = self.longest(text, at, len(text))
            if name:
                found[name] = frozenset(meaning.key.partition(".")[0] for meaning in self.meanings[name])
            at += len(name) or 1
        return found

    def completed(self, before: str, text: str, start: int, end: int) -> tuple[str, int]:
        """Return a name whose beginning stood in the name before it, and how much of the text it takes.

        After 粮食播种面积 the text 总产量 is 粮食总产量.
        """
        for length in range(min(_COMPLETED, end - start), 1, -1):
            piece = text[start : start + length]
            if piece in MOVES:
                continue  # 增长 after 固定资产投资 is a change
            for cut in range(len(before), 1, -1):
                if before[:cut] + piece in self.meanings:
                    return before[:cut] + piece, length
        return "", 0


def _stands(text: str, start: int, end: int) -> bool:
    """Say whether a name stands for itself: a Latin one as a word, one of one character with nothing before it."""
    piece = text[start:end]
    if piece.isascii():
        around = text[max(0, start - 1) : start] + text[end : end + 1]
        return not any(c.isascii() and c.isalnum() for c in around)
    if len(piece) > 1:
        return True
    return not "\u4e00" <= text[max(0, start - 1) : start] <= "\u9fff" and bool(re.match(r"[为达是(:]|\d", text[end:]))


_KNOWN: WeakKeyDictionary[Catalogue, Names] = WeakKeyDictionary()


def names_of(reg: Catalogue) -> Names:
    """Return the names of a registry; they are collected once."""
    if reg not in _KNOWN:
        _KNOWN[reg] = _collected(reg)
    return _KNOWN[reg]


def _collected(reg: Catalogue) -> Names:
    meanings: dict[str, list[Meaning]] = {}
    for indicator in (reg[key] for key in reg):
        for name, meaning in _forms(indicator):
            known = meanings.setdefault(name, [])
            if meaning not in known:
                known.append(meaning)
    labels = {label.zh for key in reg for label in reg[key].grades if label.zh}
    for name in labels & set(meanings):
        del meanings[name]  # A档占比 is not printed as A档
    for name in [n for n in meanings if _COMPARED.search(n) and _COMPARED.sub("", n) in meanings]:
        del meanings[name]  # 投诉量同比 is 投诉量 and a baseline
    lengths: dict[str, set[int]] = {}
    for name in meanings:
        lengths.setdefault(name[0], set()).add(len(name))
    ordered = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
    frozen = {name: tuple(found) for name, found in meanings.items()}
    graded = tuple(sorted(labels, key=len, reverse=True))
    return Names(frozen, ordered, dict(_ranks(reg)), _bases(reg), graded, tuple(_passives(meanings)))


def _passives(names: Mapping[str, Sequence[Meaning]]) -> Iterator[tuple[str, re.Pattern[str]]]:
    for name in names:
        thing, _, done = name.partition("被")
        if thing and len(done) > 1:
            same = {meaning.key for meaning in names[name]}
            longer = [n for n, m in names.items() if n.endswith(thing + done) and same & {one.key for one in m}]
            things = either({thing, *(n.removesuffix(done) for n in longer)})
            yield name, re.compile(rf"(?:{things})被[^，；。《》\d]{{1,40}}?{re.escape(done)}")


def _names(indicator: Indicator) -> Iterator[str]:
    for name in dict.fromkeys((indicator.title.zh, *indicator.aliases)):
        written = plain(name).text.replace("，", ",")
        if written and not (_STATEMENT.search(written) or _MOVEMENT.fullmatch(written) or written.isdigit()):
            yield written


def _forms(indicator: Indicator) -> Iterator[tuple[str, Meaning]]:
    """Yield the names of an indicator with what each may mean."""
    key, unit = indicator.key, indicator.unit.lstrip("万亿").removeprefix("个")
    for name in _names(indicator):
        yield name, Meaning(key, "title", "", _head(indicator, name), _is_bare(indicator, name))
        if indicator.kind is Kind.COUNT:
            yield from _shorter(re.sub("数量?$", "", name), name, Meaning(key, "count"))
            yield from _shorter(re.sub(f"{re.escape(unit)}份?数?$", "", name), name, Meaning(key, "unit"))
        if indicator.kind is Kind.SHARE:
            yield from _shorter(_SHARE.sub("", name), name, Meaning(key, "share"))
        if indicator.kind is Kind.RATE and (found := _GROWTH.search(name)):
            yield from _shorter(name[: found.start()], name, Meaning(key, "growth", found[1] or ""))


def _head(indicator: Indicator, name: str) -> str:
    title = plain(indicator.title.zh).text
    head = title.removesuffix(name) if title != name else ""
    if head in _SAYS_NOTHING:
        return ""
    return head[:_HEAD] if head != title and (len(head) > 2 or (len(head) == 2 and len(name) < _HEAD + 1)) else ""


def _is_bare(indicator: Indicator, name: str) -> bool:
    counted = indicator.kind in {Kind.SHARE, Kind.RATE, Kind.COUNT}
    return counted and len(name) <= _BARE and not name.isascii()


def _shorter(short: str, name: str, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    """Yield a short form, unless it is so short that it may be anything."""
    telling = meaning.role == "unit" and len(short) > 1 and not _COMMON.search(name)
    if short != name and (len(short) > 2 or telling):
        yield short, attrs.evolve(meaning, bare=len(short) <= _BARE and not short.isascii())


def _ranks(reg: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield an indicator with the one that holds its rank: 栏目量 and 栏目量位次."""
    whole = {name.replace(":", ""): key for key in reg for name in _names(reg[key]) if reg[key].kind is Kind.RANK}
    of = {_RANK.sub("", name): key for name, key in whole.items() if _RANK.search(name)}
    for key in reg:
        rank = next((of[name] for name in _names(reg[key]) if name in of), None)
        if rank is not None and reg[key].kind is not Kind.RANK:
            yield key, rank


def _bases(reg: Catalogue) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, baseline in reg.parts.baselines.items():
        title = plain(baseline.title.zh).text
        for name in {title, _TAIL.sub("", title)}:
            for form in {name, core(name), re.sub("投资$", "", name)}:
                if len(form) > 1 and not form.startswith("未注明"):
                    found.setdefault(form, []).append(key)
    return {name: tuple(keys) for name, keys in found.items()}


def core(name: str) -> str:
    """Return what a baseline is called without the word for average: 全市平均水平 is 全市."""
    return _AVERAGE.sub("", name)


def area_names(reg: Catalogue, given: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what areas are called in a text, with the code of each: those given, those of recorded figures."""
    recorded = {seen.area: seen.area for seen in reg.observations if re.search("[\u4e00-\u9fff]{2}", seen.area)}
    return {**recorded, **{plain(name).text: code for name, code in given}}
