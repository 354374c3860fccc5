"""The reader: a text in, its printed figures out, each as a claim or with the reason why it is none. It never guesses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ...errors import RecordError
from ...figures import Figure
from ...figures.figure import COUNTED
from ...model.kinds import Kind
from ...periods import Period
from ..claim import Claim
from .binding import Binder
from .names import area_names, core, names_of
from .plain import LONGEST, Plain, plain
from .reading import Passage, Reading, why
from .said import NotBoundError, Said, Spoken, Subject, refuse
from .times import UNKNOWN, Clock, document_period
from .tokens import Compared, Cutter
from .walking import Walk
from .words import TARGETS

if TYPE_CHECKING:
    from ...registry.catalogue import Catalogue

_POINTS = {"个百分点", "百分点", "个千分点"}
_STAYS = {"baseline", "change", "growth", "streak", "target", "pairs", "start", "when", "unreadable", "rank"}


def read_claims(
    text: str,
    reg: Catalogue,
    *,
    area: str | None = None,
    period: Any = None,
    source: str | None = None,
    areas: Mapping[str, str] | None = None,
    baseline: str | None = None,
) -> Reading:
    """Read the printed figures of a Chinese official text as claims on the indicators of a registry.

    Args:
        text: the text.
        reg: the registry; its titles and aliases are what figures are bound by.
        area: the area of the text as a whole, and of 全区; without it the area stays empty.
        period: the period it speaks of where it prints none, which 今年 and 近两年 need; without it they are ``unknown``.
        source: key of the source, for the claims.
        areas: what areas are called in the text -> their codes, such as ``{"全市": "500000"}``.
        baseline: what a change is compared with where the text prints nothing: ``yoy``, ``prev`` or a period. A statistical
            bulletin means the year before; without it such a change is not bound.

    Returns:
        The claims, a list; ``.unbound`` holds the figures that could not be bound, each with its place and the reason.

    Raises:
        RecordError: the text is no text.
        PeriodError: the period, or the baseline, is no period.

    >>> import kaizhou_indicators as ki
    >>> toy = ki.Domain("farm", ki.Text("农业", "Farming"))
    >>> output = toy.indicator("output", ki.Text("粮食产量", "Grain output"), unit="万吨")
    >>> found = read_claims("2024年粮食产量为58.6万吨，同比增长0.6%，其中优质稻占一成。", ki.Registry([toy]), area="A")
    >>> [(claim.ref, claim.period, str(claim.figure)) for claim in found]
    [('farm.output', '2024', '58.6万吨'), ('farm.output@yoy:pct', '2024', '增长0.6%')]
    >>> [(passage.quote, passage.cause) for passage in found.unbound]
    [('一成', 'between')]
    """
    if not isinstance(text, str):
        msg = f"{text!r} is no text; hand in the text to read, as in read_claims(path.read_text('utf-8'), reg)"
        raise RecordError(msg)
    known = {**_of_baselines(reg), **area_names(reg, (areas or {}).items())}
    binder = Binder(reg, names_of(reg), known, area or "", source, _compared(baseline), _values(reg))
    reader = _Reader(text, plain(text), binder, Clock(document_period(period)))
    cutter = Cutter.of(reg, known)
    return Reading(_told_once(list(reader.passages(cutter)), reader.counted, reg))


def _compared(baseline: str | None) -> Compared | None:
    if baseline is None or baseline in {"yoy", "prev"}:
        return None if baseline is None else Compared(baseline)
    return Compared("period", str(Period.parse(baseline)))


def _of_baselines(reg: Catalogue) -> dict[str, str]:
    """Return the areas that baselines name: 全市平均水平 of 500000 says what 全市 is, unless two of them differ."""
    found: dict[str, set[str]] = {}
    for baseline in reg.parts.baselines.values():
        if baseline.area:
            name = core(plain(baseline.title.zh).text.partition("(")[0])
            found.setdefault(name, set()).add(baseline.area)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


def _values(reg: Catalogue) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return key -> the values of its further dimensions that recorded figures name."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for seen in reg.observations:
        for dimension, value in seen.by.items():
            found.setdefault(seen.key.partition("@")[0], {})[dimension, value] = None
    return {key: tuple(values) for key, values in found.items()}


@attrs.define
class _Reader:
    """A text while it is read."""

    original: str
    whole: Plain
    binder: Binder
    clock: Clock
    domains: list[str] = attrs.field(factory=list)
    grown: set[str] = attrs.field(factory=set)
    found: list[Passage] = attrs.field(factory=list)
    opens: int = 0
    #: the places of figures that stand before what they count, and may count a part of it
    counted: set[str] = attrs.field(factory=set)
    told: dict[tuple[object, ...], Figure | None] = attrs.field(factory=dict)

    def passages(self, cutter: Cutter) -> Iterator[Passage]:
        """Yield the figures of the text in their order."""
        for start, end, stop in self.whole.sentences():
            self.found, self.opens = [], start
            self.binder.within(self.whole, start)
            if end - start > LONGEST:
                yield Passage(*self.whole.span(start, end), "", (), "long", why("long"))
                continue
            Walk(self.clock, tuple(cutter.cut(self.whole, start, end)), self._settle).run()
            yield from self.found
            if ";" not in stop:
                self.clock.current = ()
                self.domains, self.grown = [], set()
            if "\n" in stop:
                self.clock.year = None

    def _settle(self, together: list[Spoken]) -> tuple[bool, bool]:
        """Bind figures that stand together; say whether that was done, and what is spoken of stays for those after them."""
        try:
            pairs = self._pairs(together)
        except NotBoundError as error:
            pairs = [(spoken, (), error) for spoken in together]
        causes = [self._one(*pair) for pair in pairs]
        return not any(causes), all(not cause or cause in _STAYS for cause in causes)

    def _pairs(self, together: list[Spoken]) -> list[tuple[Spoken, tuple[Subject, ...], NotBoundError | None]]:
        """Return the subjects of each figure: one each in their order, or all where 均 says so."""
        first = together[0]
        figures, subjects, periods = len(together), first.subjects, first.periods
        if first.follows >= 0 or first.cause:
            return [(spoken, subjects, None) for spoken in together]
        if figures == len(subjects) and (len(periods) == 1 or first.every):
            return [(spoken, (subject,), None) for spoken, subject in zip(together, subjects, strict=True)]
        if figures == 1 and first.every:
            return [(first, subjects, None)]
        if len(subjects) == 1 and figures == len(periods):
            single = zip(together, periods, strict=True)
            return [(attrs.evolve(spoken, periods=(period,)), subjects, None) for spoken, period in single]
        raise NotBoundError("pairs", "、".join(subject.name for subject in subjects))

    def _one(self, spoken: Spoken, subjects: Sequence[Subject], error: NotBoundError | None) -> str:
        start, end = self.whole.span(spoken.token.start, spoken.token.end)
        quote, place = self.original[start:end], f"chars {start}–{end}"
        try:
            if error is not None:
                raise error
            claims = tuple(self._claims(spoken, subjects, place))
        except NotBoundError as refused:
            quiet = spoken.token.kind == "label" or spoken.token.value.quiet
            if not (quiet and refused.cause in {"name", "between", "part", "unit", "ordinal", "pairs"}):
                self.found.append(Passage(start, end, quote, (), refused.cause, why(refused.cause, refused.printed)))
            return refused.cause
        self.found.append(Passage(start, end, quote, claims))
        self.told |= {_place(claim): claim.figure for claim in claims}
        self.domains += [claim.reference.key.partition(".")[0] for claim in claims]
        self.grown |= {s.name for s in subjects for c in claims if c.reference.change == "pct"}
        return ""

    def _claims(self, spoken: Spoken, subjects: Sequence[Subject], place: str) -> Iterator[Claim]:
        if spoken.token.kind == "label":
            yield from self._labels(spoken, subjects, place)
            return
        refuse(*_no_quantity(spoken))
        refuse(*self._hope(spoken))
        if spoken.follows >= 0:
            subjects = self._following(spoken, subjects, place)
            self.counted.add(place)
        else:
            refuse(spoken.cause, spoken.printed)
        for subject in subjects:
            points = spoken.said.found.unit in _POINTS and spoken.said.move is not None
            refuse("growth" if points and subject.name in self.grown else "")
            yield from self.binder.bind(subject, spoken.said, spoken.periods, place, self.domains)

    def _hope(self, spoken: Spoken) -> tuple[str, str]:
        """Return what makes the figure a target, where something between the last stop and it does."""
        stop = self.whole.text.rfind("，", self.opens, spoken.token.start) + 1
        hope = TARGETS.search(self.whole.text, max(stop, self.opens), spoken.token.start)
        return ("target", hope[0]) if hope else ("", "")

    def _following(self, spoken: Spoken, subjects: Sequence[Subject], place: str) -> Sequence[Subject]:
        """Return the subject of 40家基层医疗机构, whose name follows; that before the figure where none that follows fits."""
        end = len(self.whole.text)
        fitting = [
            Subject(name, spoken.area, at=spoken.follows)
            for name in self.binder.names.all(self.whole.text, spoken.follows, end)
        ]
        fitting = [s for s in fitting if self._fits(s, spoken, place)]
        before = not spoken.cause or spoken.cause == "part"
        if not fitting:
            refuse(spoken.cause if spoken.cause != "part" else "", spoken.printed)
            return subjects
        refuse("ambiguous" if before and any(self._fits(s, spoken, place) for s in subjects) else "", fitting[0].name)
        refuse("between" if spoken.odd else "", spoken.odd)
        claims = self.binder.bind(fitting[0], Said(spoken.said.found), spoken.periods, place, self.domains)
        other = any(self.told.get(_place(claim), claim.figure) != claim.figure for claim in claims)
        refuse("part" if other or not self._all_of(fitting[0], spoken) else "", fitting[0].name)
        return fitting[:1]

    def _all_of(self, subject: Subject, spoken: Spoken) -> bool:
        """Say whether 40家 before a name are all there are: a word says so, nothing is said of them, or what they did in all.

        15家基层医疗机构达标 is a part of them.
        """
        text, at = self.whole.text, spoken.follows + len(subject.name)
        names = self.binder.names
        ends = at == len(text) or text[at] in "，、;。()\n" or text.startswith(("全部", "均", "都"), at)
        goes_on = len(names.longest(text, spoken.follows, len(text))) > len(subject.name)
        return spoken.whole is not None and (spoken.whole or ends or goes_on)

    def _fits(self, subject: Subject, spoken: Spoken, place: str) -> bool:
        if spoken.said.found.unit not in COUNTED:
            return False
        said = Said(spoken.said.found)
        try:
            return bool(self.binder.bind(subject, said, spoken.periods, place, self.domains))
        except NotBoundError as error:
            return error.cause == "area"

    def _labels(self, spoken: Spoken, subjects: Sequence[Subject], place: str) -> Iterator[Claim]:
        refuse(spoken.cause, spoken.printed)
        for subject in subjects:
            refuse("modifier" if subject.before else "", subject.before)
            for key in self._graded(subject, spoken.token.text):
                area = self.binder.area_of(subject.area)
                for period in spoken.periods:
                    yield Claim(key, area, period, None, spoken.token.text, source=self.binder.source, place=place)

    def _graded(self, subject: Subject, label: str) -> list[str]:
        keys = [m.key for m in self.binder.names.meanings.get(subject.name, ()) if m.role == "title"]
        fits = [k for k in keys if self.binder.reg[k].kind is Kind.GRADE and label in self.binder.reg[k].labels]
        refuse("" if len(fits) == 1 else "ambiguous" if fits else "unit", subject.name)
        return fits


def _no_quantity(spoken: Spoken) -> tuple[str, str]:
    form = spoken.token.value.form
    return (form, "") if form in {"several", "ordinal", "streak", "unreadable"} else ("", "")


def _told_once(passages: list[Passage], counted: set[str], reg: Catalogue) -> list[Passage]:
    """Unbind the figures of which the text prints several for one place and does not say what parts them.

    So it is with an indicator that has further dimensions, where no period is known, and where a figure before a name
    counts a part of it; elsewhere they contradict.
    """
    seen: dict[tuple[object, ...], set[str]] = {}
    for claim in (c for p in passages for c in p.claims):
        seen.setdefault(_place(claim), set()).add(str(claim.figure or claim.label))
    return [_parted(passage, {k: len(v) for k, v in seen.items()}, counted, reg) for passage in passages]


def _place(claim: Claim) -> tuple[object, ...]:
    return claim.ref, claim.area, claim.period, claim.by


def _parted(passage: Passage, seen: Mapping[tuple[object, ...], int], counted: set[str], reg: Catalogue) -> Passage:
    for claim in passage.claims:
        indicator = reg[claim.reference.key]
        cause = (
            "when" if claim.period == UNKNOWN else "split" if indicator.by else "part" if claim.place in counted else ""
        )
        if cause and seen[_place(claim)] > 1:
            printed = "、".join(indicator.by) if cause == "split" else indicator.title.zh
            return attrs.evolve(passage, claims=(), cause=cause, reason=why(cause, printed))
    return passage
