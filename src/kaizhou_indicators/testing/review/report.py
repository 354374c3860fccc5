"""Report: what a review found, as a value. Nothing is looked up or judged here.

An error keeps the domain from registering; a warning is what a reviewer would object to; a note is what one would ask.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Any, overload

import attrs

from ...errors import KaizhouError, RecordError, did_you_mean
from ...text import Text
from .rules import RULES, Severity


@attrs.frozen
class Finding:
    """One thing that a review found.

    Attributes:
        code: the rule, a key of ``RULES``.
        key: what it is about: a key, ``domain.name``, or the name of the domain, plugin or file.
        message: what is wrong and the way out, in both languages.
        file: the file of the formula or declaration, or an empty text.
        line: the line in it, 0 where it is not known.
        severity: error, warning or note.
    """

    code: str
    key: str
    message: Text
    file: str = ""
    line: int = 0
    severity: Severity = Severity.WARNING

    @property
    def place(self) -> str:
        """File and line as editors and CI services read them, or an empty text."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def text(self, language: str = "en") -> str:
        """Return one line: place, severity, code, key and message."""
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.severity}[{self.code}] {self.key}: {self.message.get(language)}"

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON types."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "key": self.key,
            "file": self.file or None,
            "line": self.line or None,
            "message": {"zh": self.message.zh, "en": self.message.en},
        }

    def __str__(self) -> str:
        return self.text()


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=_order))


@attrs.frozen
class Report(Sequence[Finding]):
    """All that a review found in one domain or distribution, the gravest first.

    Attributes:
        name: the domain, plugin or file reviewed.
        findings: what was found.

    >>> from kaizhou_indicators import Domain, Text
    >>> from kaizhou_indicators.testing import review
    >>> toy = Domain("toy", Text("玩具", "Toys"), definition=Text("一例", "An example"))
    >>> toy.indicator("cars", Text("小车", "Cars"), unit="gee")
    'toy.cars'
    >>> report = review(toy)
    >>> len(report.errors), report.passes(), report[0].code
    (1, False, 'unit')
    """

    name: str
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=_sorted)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return self.findings[index]

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __bool__(self) -> bool:
        return True  # a report without findings is one too

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What keeps the domain from registering."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What a reviewer would object to."""
        return self._of(Severity.WARNING)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What a reviewer would ask."""
        return self._of(Severity.NOTE)

    def _of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is severity)

    def passes(self, *, strict: bool = False) -> bool:
        """Say whether there is no error, and with ``strict`` no warning either."""
        return not (self.errors or (strict and self.warnings))

    def without(self, ignore: Iterable[str]) -> Report:
        """Return the report without what was looked at and accepted.

        Args:
            ignore: texts ``code`` or ``code:key``; the key may hold ``*``. Errors stay.

        Raises:
            RecordError: a text names no rule.
        """
        asked = [_accepted(text) for text in ignore]
        kept = (f for f in self.findings if f.severity is Severity.ERROR or not _covered(f, asked))
        return attrs.evolve(self, findings=tuple(kept))

    def faults(self, *, strict: bool = False) -> tuple[KaizhouError, ...]:
        """Return the errors, and with ``strict`` the warnings too, as exceptions to raise together."""
        told = (*self.errors, *(self.warnings if strict else ()))
        return tuple(KaizhouError(finding.text()) for finding in told)

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON types: name, counts and findings."""
        counts = {"error": len(self.errors), "warning": len(self.warnings), "note": len(self.notes)}
        return {"name": self.name, "counts": counts, "findings": [finding.to_dict() for finding in self.findings]}

    def to_json(self) -> str:
        """Return it as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def text(self, language: str = "en") -> str:
        """Return one line a finding, under a line with the counts."""
        zh = language.startswith("zh")
        counts = [len(self.errors), len(self.warnings), len(self.notes)]
        words = ("{}：错误 {}，警告 {}，提示 {}" if zh else "{}: errors {}, warnings {}, notes {}").format(
            self.name, *counts
        )
        return "\n".join([words, *(finding.text(language) for finding in self.findings)])

    def __str__(self) -> str:
        return self.text()


def _order(finding: Finding) -> tuple[Any, ...]:
    return list(Severity).index(finding.severity), finding.file, finding.line, finding.key, finding.code


def _accepted(text: str) -> tuple[str, str]:
    code, _, key = text.partition(":")
    if code not in RULES:
        msg = f"ignore={text!r}: there is no rule {code!r}.{did_you_mean(code, RULES)} The rules are {', '.join(RULES)}"
        raise RecordError(msg)
    return code, key or "*"


def _covered(finding: Finding, asked: Iterable[tuple[str, str]]) -> bool:
    return any(finding.code == code and fnmatchcase(finding.key, key) for code, key in asked)
