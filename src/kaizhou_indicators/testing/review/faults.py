"""What registration refuses, as findings: the same faults, their place, key and sentence told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...errors import (
    ComparabilityError,
    DimensionError,
    FormulaError,
    KaizhouError,
    PluginError,
    ProcessError,
    RecordError,
    SettingError,
    UnitError,
    UnknownKeywordError,
)
from .report import Finding
from .rules import RULES
from .subject import Subject, located

#: the kind of an error -> the rule, the narrower kinds first
_CODES: tuple[tuple[type[KaizhouError], str], ...] = (
    (DimensionError, "dimension"),
    (UnitError, "unit"),
    (FormulaError, "formula"),
    (UnknownKeywordError, "keyword"),
    (RecordError, "record"),
    (SettingError, "setting"),
    (ComparabilityError, "comparability"),
    (ProcessError, "process"),
    (PluginError, "plugin"),
)
_FAULT = re.compile(r"domain '(?P<domain>[^']*)', (?P<place>.*?): (?P<told>.*)\Z", re.DOTALL)
_FILE = re.compile(r" \((?P<place>[^()]+\.(?:py|toml|ya?ml)(?::\d+)?)\)\Z")
_DATA = re.compile(r"\.(?:toml|ya?ml)\Z")
_LINE = re.compile(r"\bline (\d+)")
_WHAT = re.compile(r"\w+ '(?P<name>[^']*)'\Z")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the faults of the domain."""
    for owner, error in subject.collected.faults.found:
        if owner == subject.name:
            yield _finding(subject, error)


def _finding(subject: Subject, error: KaizhouError) -> Finding:
    found = _FAULT.match(str(error))
    place, told = (found["place"], found["told"]) if found else ("", str(error))
    file = _FILE.search(place)
    place = _FILE.sub("", place)
    what = _WHAT.match(place)
    named = what["name"] if what else place
    if _DATA.search(named):  # a file that cannot be read: no record has a name yet
        line = _LINE.search(told)
        return fault(code_of(error), subject.name, told, named, int(line[1]) if line else 0)
    key = named if not named or "." in named or " " in named else f"{subject.name}.{named}"
    where = located(file["place"] if file else subject.place(key))
    return fault(code_of(error), key or subject.name, told, *where)


def code_of(error: KaizhouError) -> str:
    """Return the rule that an error of registration belongs to."""
    if isinstance(error, FormulaError) and "goes round in a circle" in str(error):
        return "cycle"
    return next((code for kind, code in _CODES if isinstance(error, kind)), "fault")


def fault(code: str, key: str, told: str, file: str = "", line: int = 0) -> Finding:
    """Make the finding of a fault."""
    rule = RULES[code]
    return Finding(code, key, rule.say(told=told), file, line, rule.severity)
