"""What people read: titles, definitions and notes in both languages, sources, names that can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...formula.tree import Const, walk
from ...text import Text
from .report import Finding
from .subject import Subject

_CHINESE = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
_PLACEHOLDER = re.compile(r"\bTODO\b|\bFIXME\b|\bXXX\b|lorem ipsum|待补充?|待定|待填|占位|请填写", re.IGNORECASE)
_LANGUAGES = {"zh": Text("中文", "Chinese"), "en": Text("英文", "English")}
#: a constant that is a coefficient of somebody, and not the making of a percentage
_PLAIN = frozenset({-1, 0, 1, 2, 100, 1000})

_What = tuple[str, Text, Text]


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is missing or unreadable in texts, and indicators without definition or source."""
    if not any(d.what in {"indicator", "derived", "windowed"} for d in subject.domain.declarations):
        yield subject.finding("empty-domain", subject.name)
    for key, what, text in _texts(subject):
        yield from _text(subject, key, what, text)
    yield from _told(subject)
    yield from _same_titles(subject)


def _texts(subject: Subject) -> Iterator[_What]:
    """Yield every text that a reader sees: key, what it is, the text."""
    title, definition = Text("名称", "the title"), Text("定义", "the definition")
    yield subject.name, title, subject.domain.title
    yield subject.name, definition, subject.domain.definition
    for i in subject.indicators:
        yield i.key, title, i.title
        yield i.key, definition, i.definition
        for grade in i.grades:
            yield i.key, Text(f"等级“{grade}”", f"the grade {str(grade)!r}"), grade
        for change in i.breaks:
            yield i.key, Text(f"断点{change.period}的说明", f"the note of the break {change.period}"), change.note
    for shelf in (subject.parts.sources, subject.parts.settings, subject.parts.baselines):
        for record in subject.own(shelf):
            yield record.key, title, record.title
    note = Text("说明", "the note")
    for observation in subject.observations:
        yield (
            observation.key,
            Text(f"{observation.period}公布数的说明", f"the note of the figure of {observation.period}"),
            observation.note,
        )
    for event in subject.events:
        honour = Text(f"荣誉“{event.title.zh}”", f"the honour {event.title.zh!r}")
        yield subject.name, honour, event.title
        yield subject.name, Text(f"{honour.zh}的授予机关", f"the body of {honour.en}"), event.body
        yield subject.name, Text(f"{honour.zh}的{note.zh}", f"{note.en} of {honour.en}"), event.note


def _text(subject: Subject, key: str, what: Text, text: Text) -> Iterator[Finding]:
    """Hold a text to its law: empty, or in both languages, each in its own, and meant."""
    if not (text.zh.strip() or text.en.strip()):
        return
    for language, letters in (("zh", _CHINESE), ("en", _LATIN)):
        said, named = getattr(text, language).strip(), _LANGUAGES[language]
        if not said:
            yield subject.finding("one-language", key, what=what, missing=named)
        elif not letters.search(said) and any(c.isalpha() for c in said) and text.zh != text.en:
            yield subject.finding("wrong-language", key, what=what, missing=named, text=said)
        placeholder = _PLACEHOLDER.search(said)
        if placeholder:
            yield subject.finding("placeholder", key, what=what, text=placeholder[0])


def _told(subject: Subject) -> Iterator[Finding]:
    """Ask what is measured for definition and source, and a formula with somebody's coefficients for its source."""
    for indicator in subject.measured:
        if not (indicator.definition.zh or indicator.definition.en):
            yield subject.finding("no-definition", indicator.key)
        if not indicator.source:
            yield subject.finding("no-source", indicator.key)
    for indicator, formula in subject.formulas:
        constants = (n.value for n in walk(formula.tree) if isinstance(n, Const) and not isinstance(n.value, str))
        borrowed = formula.empirical or any(constant not in _PLAIN for constant in constants)
        if not indicator.source:
            yield subject.finding("no-source" if borrowed else "unsourced-formula", indicator.key)


def _same_titles(subject: Subject) -> Iterator[Finding]:
    names: dict[str, dict[str, None]] = {}
    for indicator in subject.indicators:
        for name in (indicator.title.zh, indicator.title.en, *indicator.aliases):
            names.setdefault(name.casefold().strip(), {})[indicator.key] = None
    told: set[tuple[str, ...]] = set()
    for name, keys in names.items():
        if len(keys) > 1 and name and tuple(keys) not in told:
            told.add(tuple(keys))
            *others, last = keys
            yield subject.finding("same-title", last, title=name, others=", ".join(others))
