"""Binding: a figure with a name becomes a claim, if its unit, its change and its baseline leave one indicator; else a reason.

Nothing is chosen where two would do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from ...errors import KaizhouError
from ...figures.figure import COUNTED
from ...figures.reading import DOWN
from ...formula.changes import resolve
from ...model.kinds import ALLOWED, Kind
from ...references import Reference
from ...text import Text
from ..claim import Claim
from .bases import base_of
from .names import Meaning, Names
from .plain import Plain, plain
from .said import NotBoundError, Said, Subject
from .tokens import Compared
from .words import LEVELS, SAME_AS

if TYPE_CHECKING:
    from ...model.indicator import Indicator
    from ...registry.catalogue import Catalogue

_NEVER = re.compile(r"(?!)")
_PERCENT = {"%", "‰"}
_POINTS = {"个百分点", "百分点", "个千分点"}


@attrs.define
class Binder:
    """What figures are bound with.

    Attributes:
        reg: the registry.
        names: its names.
        areas: what areas are called -> their codes.
        area: the area of the text.
        source: the source of the claims.
        baseline: what a change is compared with where nothing is printed; None: nothing.
        values: key -> the values of its further dimensions that recorded figures name.
        text: the plain text that is read.
        paragraph: where the paragraph that is read begins and ends in it.
    """

    reg: Catalogue
    names: Names
    areas: Mapping[str, str]
    area: str
    source: str | None
    baseline: Compared | None
    values: Mapping[str, Sequence[tuple[str, str]]]
    text: str = ""
    paragraph: tuple[int, int] = (0, 0)
    _among: Mapping[str, frozenset[str]] | None = None

    def within(self, whole: Plain, at: int) -> None:
        """Begin a paragraph, or stay in the one that a place lies in."""
        found = whole.paragraph(at)
        if found != self.paragraph or self.text is not whole.text:
            self.text, self.paragraph, self._among = whole.text, found, None

    def _spoken_of(self, subject: Subject, meaning: Meaning) -> None:
        """Raise NotBoundError if a short form stands where nothing says what it is short for."""
        title = plain(self.reg[meaning.key].title.zh).text
        if meaning.head and meaning.head not in self.text[self.paragraph[0] : subject.at]:
            raise NotBoundError("context", title)
        if not meaning.bare or meaning.head:
            return
        if self._among is None:
            self._among = self.names.among(self.text[slice(*self.paragraph)])
        domain = meaning.key.partition(".")[0]
        if not any(domain in domains for other, domains in self._among.items() if other != subject.name):
            raise NotBoundError("context", title)

    def bind(
        self, subject: Subject, said: Said, periods: Sequence[str], place: str, domains: Sequence[str]
    ) -> list[Claim]:
        """Return the claims of one figure for one subject, one a period.

        Raises:
            NotBoundError: no indicator fits, or more than one.
        """
        refs, refused = self._readings(subject, said)
        if not refs and self.baseline is not None and said.base is None and said.move is not None and not said.move.to:
            refs, refused = self._readings(subject, attrs.evolve(said, base=self.baseline))
        if len(refs) > 1:
            refs = {r: t for r, t in refs.items() if r.partition(".")[0] in domains} or refs
        if len(refs) > 1:
            raise NotBoundError("ambiguous", subject.name)
        if not refs:
            raise refused[0] if refused else NotBoundError("name")
        ref, (text, by) = next(iter(refs.items()))
        area = self.area_of("" if "level" in by and subject.area.endswith("层面") else subject.area)
        return [
            Claim(
                ref,
                area,
                period,
                text,
                by=by,
                source=self.source,
                place=place,
                note=_note(subject, said, self.reg, ref),
            )
            for period in periods
        ]

    def area_of(self, printed: str) -> str:
        """Return the area of a name in the text.

        Raises:
            NotBoundError: it is not known.
        """
        if not printed:
            return self.area
        printed = SAME_AS.get(printed, printed)
        if printed in self.areas:
            return self.areas[printed]
        raise NotBoundError("area", printed)

    def _readings(
        self, subject: Subject, said: Said
    ) -> tuple[dict[str, tuple[str, Mapping[str, str]]], list[NotBoundError]]:
        """Return the references that fit with the text of the figure, the surest readings only, and why others do not."""
        refused: list[NotBoundError] = []
        for roles in (("growth",), ("title",), ("count", "unit", "share")):
            refs: dict[str, tuple[str, Mapping[str, str]]] = {}
            for meaning in self.names.meanings.get(subject.name, ()):
                if meaning.role in roles:
                    try:
                        self._spoken_of(subject, meaning)
                        by = self._by(subject, meaning.key)
                        ref, text = self._reference(meaning, said, subject)
                        self._check(ref, text)
                        refs[ref] = text, by
                    except NotBoundError as error:
                        refused.append(error)
            if refs:
                return refs, []
        return {}, sorted(refused, key=lambda r: r.cause in {"unit", "change"})

    def _by(self, subject: Subject, key: str) -> Mapping[str, str]:
        """Return the values of further dimensions that stand before or in the name, as figures recorded before call them.

        Raises:
            NotBoundError: something else stands before the name.
        """
        seen = self.values.get(key, ())
        by = {dim: value for dim, value in seen if value in subject.context or value in subject.name}
        if subject.before and subject.before not in by.values():
            raise NotBoundError("modifier", subject.before)
        printed = subject.context + (subject.area if subject.area.endswith("层面") else "")
        levels = [value for dim, value in seen if dim == "level" and LEVELS.get(value, _NEVER).search(printed)]
        return {**by, "level": levels[0]} if len(levels) == 1 else by

    def _reference(self, meaning: Meaning, said: Said, subject: Subject) -> tuple[str, str]:
        indicator = self.reg[meaning.key]
        signed = said.found.text[:1] in "+-" and said.base is not None and said.base.kind != "share"
        moved = (said.move is not None and not said.move.to) or signed
        if meaning.role == "growth":
            return self._growth(meaning, said)
        if said.found.form == "rank" or (said.found.unit in {"位", "名"} and moved):
            return self._rank(indicator, said, moved=moved)
        if said.base is not None and said.base.kind == "share":
            return self._change(indicator, said, "share")
        if not moved and (said.base is None or (said.move is not None and said.move.to)):
            return self._level(meaning, said, subject)
        if said.found.unit == "倍":
            return self._change(
                indicator, said, "times" if said.found.text.startswith("翻") or not moved else "times_more"
            )
        if meaning.role == "share" or (meaning.role == "unit" and said.found.unit not in _PERCENT):
            raise NotBoundError("unit", subject.name)
        if not moved:
            raise NotBoundError("change", subject.name)
        return self._change(indicator, said, self._kind_of_change(indicator, said))

    def _level(self, meaning: Meaning, said: Said, subject: Subject) -> tuple[str, str]:
        indicator, unit = self.reg[meaning.key], said.found.unit or said.unit
        if said.of and meaning.role in {"count", "unit"}:
            raise NotBoundError("part", f"{subject.name}的…")
        if meaning.role == "unit" and indicator.unit.lstrip("万亿") != unit:
            raise NotBoundError("unit", subject.name)
        if meaning.role == "count" and unit not in COUNTED:
            raise NotBoundError("unit", subject.name)
        if meaning.role == "share" and unit not in _PERCENT:
            raise NotBoundError("unit", subject.name)
        if (unit in _POINTS) != (indicator.unit in _POINTS) or unit == "倍":
            raise NotBoundError("unit", subject.name)
        if (unit in _PERCENT) != (indicator.unit in _PERCENT):
            raise NotBoundError("unit", subject.name)
        if not unit and indicator.unit != "1" and indicator.kind is not Kind.RANK:
            raise NotBoundError("unit", subject.name)
        return meaning.key, said.found.text + said.unit + _per(indicator, subject.name, unit)

    def _growth(self, meaning: Meaning, said: Said) -> tuple[str, str]:
        """Read 固定资产投资同比增长6.1% as the value of an indicator that is a growth."""
        if said.found.form == "rank":
            raise NotBoundError("rank")
        printed = "" if said.base is None else "同比" if said.base.kind == "yoy" else "?"
        if said.move is None or said.move.to or said.found.unit not in _PERCENT or printed != meaning.compared:
            raise NotBoundError("baseline", said.base.text if said.base else "")
        return meaning.key, said.move.movement + said.found.text

    def _rank(self, indicator: Indicator, said: Said, *, moved: bool) -> tuple[str, str]:
        held = self.names.ranks.get(indicator.key) or (indicator.key if indicator.kind is Kind.RANK else None)
        if said.scope not in {"", "全市", "全区", "全县"}:
            raise NotBoundError("rank")
        if moved:
            if held is None or said.move is None:
                raise NotBoundError("rank")
            return (
                f"{held}@{base_of(self.reg, self.names, self.areas, self.reg[held], said.base)}:rank",
                said.move.movement + said.found.text,
            )
        return held or f"{indicator.key}@rank", said.found.text

    def _kind_of_change(self, indicator: Indicator, said: Said) -> str:
        """Return the change that a figure prints; a unit that the kind refuses is told as what the kind has, for the audit."""
        allowed = [c.value for c in ALLOWED[indicator.kind]]
        if said.found.unit in _POINTS:
            return "pp" if "pp" in allowed or indicator.unit in _POINTS else "pct"
        if said.found.unit in _PERCENT:
            return "pct" if "pct" in allowed else "pp" if "pp" in allowed else allowed[0]
        return "abs"

    def _change(self, indicator: Indicator, said: Said, change: str) -> tuple[str, str]:
        base = base_of(self.reg, self.names, self.areas, indicator, said.base)
        if said.found.text[:1] in "+-" and said.move is not None and said.move.movement in DOWN:
            raise NotBoundError("unreadable")
        text = (said.move.movement if said.move and not said.move.to else "") + said.found.text + said.unit
        if change == "pct" and base == "yoy" and indicator.growth_key in self.reg.parts.indicators:
            return str(indicator.growth_key), text
        if said.comparable:
            raise NotBoundError("comparable", indicator.title.zh)
        reference = Reference.parse(f"{indicator.key}@{base}:{change}")
        try:
            resolve(indicator, reference)
        except KaizhouError:
            raise NotBoundError("change", indicator.title.zh) from None
        return str(reference), text

    def _check(self, ref: str, text: str) -> None:
        """Raise NotBoundError unless the figure can be read in the unit of the reference, or prints % for 个百分点."""
        try:
            claim = Claim(ref, self.area, "unknown", text)
        except KaizhouError:
            raise NotBoundError("unreadable") from None
        try:
            claim.interval(self.reg)
        except KaizhouError:
            raise NotBoundError("unit", self.reg[claim.reference.key].title.zh) from None


def _per(indicator: Indicator, name: str, unit: str) -> str:
    """Return the denominator of a unit that the name says itself: 亩产361公斤 is 361公斤/亩."""
    whole, slash, part = indicator.unit.partition("/")
    return f"/{part}" if slash and unit == re.sub("^[万亿]", "", whole) and part in name else ""


def _note(subject: Subject, said: Said, reg: Catalogue, ref: str) -> Text:
    title = reg[Reference.parse(ref).key].title
    shortened = (
        "@" not in ref
        and said.found.unit in _PERCENT
        and title.zh.startswith(subject.name)
        and title.zh[len(subject.name) :] in {"占比", "比例", "比重"}
    )
    return Text(f"原文作“{subject.name}”", f"printed as {subject.name}") if shortened else Text("")
