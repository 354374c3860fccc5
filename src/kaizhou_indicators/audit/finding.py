"""Finding: what the audit says of one relation between claims; consistent, inconsistent or undetermined, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ..intervals import Interval
from ..model.record import Frozen
from ..processes import Consistency
from ..text import Text
from .claim import Claim

#: a mark between words is Chinese; one inside a list of numbers has a blank behind it
_MARKS = re.compile(r"[,;:](?=[^\s\d])(?![a-z]+\b)")
_WIDE = {",": "，", ";": "；", ":": "："}


@attrs.frozen(kw_only=True)
class Finding:
    """What can be said of a relation.

    Attributes:
        kind: the relation: ``change``, ``base`` and ``level`` (what a change implies), ``derived``, ``input``,
            ``share``, ``count``, ``window``, ``growth``, ``identity``, ``conflict``, ``claim`` (of one alone).
        status: consistent, inconsistent or undetermined.
        claims: the claims that it binds.
        explanation: the reason, for a reader to check by hand.
        implied: reference -> where its value must lie, in its unit.
        candidates: reference -> the values, as they would be printed or counted, that fit; empty where too many do.
        cause: the class of the reason: ``comparable``, ``window``, ``unit``, ``unpublished``, ``setting``, ``misuse`` …
        exact: whether implied intervals and computed bounds are the ranges themselves, not only enclosures.
    """

    kind: str
    status: Consistency
    claims: tuple[Claim, ...]
    explanation: Text
    implied: Mapping[str, Interval] = attrs.field(factory=dict, converter=Frozen)
    candidates: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=Frozen)
    cause: str = ""
    exact: bool = True

    @property
    def key(self) -> str:
        """The indicator of its first claim."""
        return self.claims[0].reference.key if self.claims else ""


def finding(kind: str, status: Consistency, claims: Iterable[Claim], text: Text, **more: Any) -> Finding:
    """Make a finding; every claim is named once, and the Chinese text has Chinese marks."""
    told = Text(_MARKS.sub(lambda mark: _WIDE[mark[0]], text.zh), text.en)
    return Finding(kind=kind, status=status, claims=tuple(dict.fromkeys(claims)), explanation=told, **more)
