"""The rules of a review: code -> how grave it is and what is said. What is not listed here is not said.

The codes are part of the interface: they stand in JSON and in ``ignore``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import attrs

from ...text import Text
from .sayings import FAULTS, FORMULAS, MEANING, NOTES, PACKAGE, PUBLISHED, WORDS


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen
class Rule:
    """A rule: how grave its findings are and what they say."""

    severity: Severity
    says: Text

    def say(self, **values: object) -> Text:
        """Return what it says, its gaps filled; a Text fills each language with its own."""
        zh, en = ({k: v.get(lang) if isinstance(v, Text) else v for k, v in values.items()} for lang in ("zh", "en"))
        return Text(self.says.zh.format(**zh), self.says.en.format(**en))


def _rules(severity: Severity, texts: Mapping[str, tuple[str, str]]) -> dict[str, Rule]:
    return {code: Rule(severity, Text(*pair)) for code, pair in texts.items()}


RULES: Mapping[str, Rule] = {
    **_rules(Severity.ERROR, FAULTS),
    **_rules(Severity.WARNING, {**FORMULAS, **MEANING, **WORDS, **PUBLISHED, **PACKAGE}),
    **_rules(Severity.NOTE, NOTES),
}
