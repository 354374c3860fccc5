"""Rule documents (制度性文件) and their versions: which was in force when, and which replaced which.

Of one document no two versions hold on the same day. Three titles of the municipality's twelve are public, no text and no
date; a date that nobody published is never guessed, so a count in force needs the dates supplied.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kaizhou_indicators import Identity, KaizhouError, Period, Text

from .domain import DATA, minors
from .errors import RuleError, refuse


@dataclass(frozen=True)
class RuleDocument:
    """One version of a rule document.

    Attributes:
        title: its title; versions of the same document share it.
        version: which version, in the issuer's words.
        valid_from: first day it holds, as a date or ISO text; None where it is not public.
        valid_until: last day it holds; None while it holds.
        replaced_by: the version that replaced it, empty for none.

    Raises:
        RuleError: no title, no version, texts that are no days, an end before the start, a replacement without an end.
    """

    title: str
    version: str = "1"
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    replaced_by: str = ""

    def __post_init__(self) -> None:
        faults = [f"{name} is empty" for name in ("title", "version") if not str(getattr(self, name)).strip()]
        for name in ("valid_from", "valid_until"):
            try:
                object.__setattr__(self, name, _day(getattr(self, name)))
            except KaizhouError as error:
                faults.append(f"{name}: {error}")
        refuse(RuleError, self.label, faults or self._span_faults())

    @property
    def label(self) -> str:
        """The version as messages name it."""
        return f"《{self.title}》 version {self.version}"

    def holds_on(self, day: dt.date) -> bool:
        """Say whether it is in force on a day; a document without a start is in force on none."""
        if self.valid_from is None or day < self.valid_from:
            return False
        return self.valid_until is None or day <= self.valid_until

    def _span_faults(self) -> list[str]:
        faults = []
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            faults.append(
                f"valid_until {self.valid_until} lies before valid_from {self.valid_from}; correct one of them"
            )
        if self.valid_until and not self.valid_from:
            faults.append("has valid_until and no valid_from; give its first day")
        if self.replaced_by and not self.valid_until:
            faults.append(f"was replaced by version {self.replaced_by} and has no valid_until; give its last day")
        return faults


@dataclass(frozen=True)
class RuleBook:
    """Rule documents in all their versions, checked against each other.

    Attributes:
        documents: the versions, in any order.

    Raises:
        RuleError: all versions that hold at once, that are listed twice, that have no date beside others of their
            title, and replacements that are not in the book or do not come after.

    >>> book = RuleBook([
    ...     RuleDocument("办法", "试行", "2022-03-01", "2024-06-30", replaced_by="正式"),
    ...     RuleDocument("办法", "正式", "2024-07-01"), RuleDocument("标准", "1", "2023-01-01"),
    ... ])
    >>> book.count_in_force("2022-12-31"), book.count_in_force("2024-07-01")
    (1, 2)
    """

    documents: tuple[RuleDocument, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "documents", tuple(self.documents))
        by_title: dict[str, list[RuleDocument]] = {}
        for document in self.documents:
            by_title.setdefault(document.title, []).append(document)
        refuse(RuleError, "rule documents", [f for versions in by_title.values() for f in _version_faults(versions)])

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles, each once."""
        return tuple(dict.fromkeys(document.title for document in self.documents))

    @property
    def undated(self) -> tuple[RuleDocument, ...]:
        """The documents whose first day is not known."""
        return tuple(document for document in self.documents if document.valid_from is None)

    def in_force(self, on: dt.date | str) -> tuple[RuleDocument, ...]:
        """Return the versions in force on a day, at most one of each title.

        Raises:
            RuleError: documents without a first day: whether they are in force nobody can say.
        """
        refuse(
            RuleError,
            "rule documents",
            [
                f"{d.label} has no valid_from, which is not public; supply it, or leave the document out"
                for d in self.undated
            ],
        )
        day = _day(on)
        return tuple(document for document in self.documents if day is not None and document.holds_on(day))

    def count_in_force(self, on: dt.date | str) -> int:
        """Return how many documents are in force on a day, the value of ``minors.rule_documents``."""
        return len(self.in_force(on))


def printed_rules() -> RuleBook:
    """Return the three rule documents whose titles the review prints; their dates and texts are not public.

    >>> [len(printed_rules().documents), len(printed_rules().undated)]
    [3, 3]
    """
    entries = tomllib.loads((DATA / "rule_documents.toml").read_text("utf-8"))["document"]
    return RuleBook(tuple(RuleDocument(entry["title"]["zh"]) for entry in entries))


def rules_of(table: Iterable[dict[str, Any]] | None) -> RuleBook:
    """Return the rule documents of a user's configuration, one table a version.

    Raises:
        RuleError: nothing is supplied; versions that cannot be.
    """
    entries = list(table or ())
    if not entries:
        msg = (
            "rule documents: three of twelve titles are public (printed_rules()), versions and dates are not; supply"
            " them: rules_of([{'title': …, 'version': …, 'valid_from': '2024-01-01'}])"
        )
        raise RuleError(msg)
    try:
        return RuleBook(tuple(RuleDocument(**entry) for entry in entries))
    except TypeError as error:
        msg = f"rule documents: {str(error).replace('RuleDocument.__init__() ', '')}; a version takes title, version, valid_from, valid_until, replaced_by"
        raise RuleError(msg) from error


def _day(value: Any) -> dt.date | None:
    if value is None or isinstance(value, dt.date):
        return value
    period = Period.parse(value)
    if period.frequency is None or period.start != period.end:
        msg = f"{value!r} is no day; write as in 2024-07-01"
        raise RuleError(msg)
    return period.start


def _version_faults(versions: list[RuleDocument]) -> list[str]:
    names = [document.version for document in versions]
    faults = [f"{d.label} stands twice" for d in dict.fromkeys(versions) if names.count(d.version) > 1]
    if len(versions) > 1:
        faults += [
            f"{d.label} has no valid_from and the title has other versions; give it"
            for d in versions
            if not d.valid_from
        ]
    faults += [
        fault for document in versions if document.replaced_by for fault in _replacement_faults(document, versions)
    ]
    dated = sorted((d for d in versions if d.valid_from), key=lambda d: (d.valid_from or dt.date.min, d.version))
    return faults + [
        f"{a.label} holds until {a.valid_until or 'further notice'} and {b.label} from {b.valid_from}: two versions at"
        " once; end the earlier one the day before"
        for a, b in pairwise(dated)
        if a.valid_until is None or (b.valid_from and b.valid_from <= a.valid_until)
    ]


def _replacement_faults(document: RuleDocument, versions: list[RuleDocument]) -> list[str]:
    successor = next((d for d in versions if d.version == document.replaced_by), None)
    if successor is None or successor is document:
        return [f"{document.label} was replaced by version {document.replaced_by}, which is not in the book; add it"]
    if document.valid_from and successor.valid_from and successor.valid_from <= document.valid_from:
        return [f"{document.label} was replaced by version {successor.version}, which is not later; turn them round"]
    return []


minors.indicator(
    "rule_documents",
    Text("制度性文件数", "Rule documents"),
    unit="个",
    kind="count",
    better="neutral",
    valid=(0, None),
    over_time="last",
    aliases=["制度性文件"],
    definition=Text(
        "期末有效的制度性文件件数，同一文件的各版本只计当时有效的一版",
        "rule documents in force at the end of the period; of the versions of one document, the one in force",
    ),
    source="kaizhou_review_2024",
)
minors.indicator(
    "rule_documents_named",
    Text("名称已公开的制度性文件数", "Rule documents whose titles are public"),
    unit="个",
    kind="count",
    better="neutral",
    valid=(0, None),
    over_time="last",
    definition=Text("制度性文件中名称已公开的件数", "of the rule documents, those whose titles are public"),
    source="kaizhou_review_2024",
)
minors.identity("rule_documents", Identity.k_of_n("minors.rule_documents_named", "minors.rule_documents"))
