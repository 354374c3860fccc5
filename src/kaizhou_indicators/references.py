"""The one reference notation: ``key [@window] [@baseline [: [change]]]``. Reading and printing it happens here only.

::

    water.codmn                    the value
    water.codmn@2018               its value in a fixed period (定基)
    water.codmn@yoy:               its default change on the same period of last year (同比)
    co2.total@area=World:share     share of a reference area's value, in %
    projects.completed@ytd@yoy:pct running total of the year against the same months of last year (累计同比)

What a key or a named baseline means, and which changes a kind of indicator allows, is not known here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NoReturn

import attrs

from .errors import ReferenceTextError, did_you_mean

#: the changes a reference may ask for
CHANGES = ("pct", "pp", "abs", "times", "times_more", "share", "index", "rank")
#: the windows over time
WINDOWS = ("cum", "ytd")
#: words that mean something in a reference, so that no domain may name a baseline so
BUILTIN_BASELINES = ("yoy", "prev", "area", "peers", "rank", *WINDOWS)
#: ``peers.best`` is the best value of the group, ``peers.count`` how many of its areas have one
PEERS = ("peers", "peers.mean", "peers.best", "peers.count")
#: what a baseline may be
KINDS = ("yoy", "prev", "period", "area", *PEERS, "rank", "named")

_GRAMMAR = "key[@window][@baseline[:change]]"
_NAME = r"[a-z][a-z0-9_]*"
_KEY = re.compile(rf"{_NAME}\.{_NAME}\Z")
_NAMED = re.compile(rf"{_NAME}(?:\.{_NAME})?\Z")
_CUM = re.compile(r"cum\s*[(（]\s*(.*?)\s*[)）]\Z")
_AREA = re.compile(r"area\s*[=＝]\s*(.*)\Z")
_ISO = re.compile(
    r"""(?P<year>\d{4}) (?: -?A1 | -?[SH](?P<half>[12]) | -?Q(?P<quarter>[1-4])
    | (?:-|-?M)(?P<month>0?[1-9]|1[0-2]) (?:-(?P<day>0?[1-9]|[12]\d|3[01]))? )?\Z""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_PLAIN = str.maketrans("＠：", "@:")
#: quotes that may stand around the code of an area, within which every sign is taken as it is
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’"}
_QUOTED = re.compile(r"""(?<=[=＝])\s*("[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’)(?=\s*(?:[:：]|\Z))""")
_SIGNS = "@:＠："
_HIDDEN = str.maketrans(_SIGNS, "\x01\x02\x03\x04")
_SHOWN = str.maketrans("\x01\x02\x03\x04", _SIGNS)


@attrs.frozen
class Window:
    """A running total: ``cum`` since the first period, ``cum(2018)`` since 2018, ``ytd`` within the year.

    Attributes:
        kind: ``cum`` or ``ytd``.
        since: the first period of a ``cum``; None: the first there is.
    """

    kind: str = attrs.field(validator=attrs.validators.in_(WINDOWS))
    since: str | None = None

    def __str__(self) -> str:
        return f"{self.kind}({self.since})" if self.since else self.kind


@attrs.frozen
class Base:
    """What a value is compared with, as a reference says it.

    Attributes:
        kind: ``yoy``, ``prev``, ``period``, ``area``, one of ``PEERS``, ``rank`` or ``named``.
        value: the period, the code of the area, or the name of the baseline; empty for the other kinds.
    """

    kind: str = attrs.field(validator=attrs.validators.in_(KINDS))
    value: str = ""

    def __str__(self) -> str:
        if self.kind == "area":
            odd = self.value != self.value.strip() or any(sign in self.value for sign in "@:＠：\"'“”")
            return f"area={_quoted(self.value)}" if odd else f"area={self.value}"
        return self.value or self.kind


@attrs.frozen(repr=False)
class Reference:
    """A value, a base value or a change, as the notation says it. Two texts of one meaning are equal.

    Attributes:
        key: the indicator, ``domain.name``.
        window: a running total; None: the value of the period.
        baseline: what it is compared with; None: nothing.
        change: None: the base value itself; empty: the default change; else the change.
        asked: the text it was read from.

    >>> reference = Reference.parse("projects.completed@ytd@yoy:pct")
    >>> reference.window, reference.baseline, reference.change
    (Window(kind='ytd', since=None), Base(kind='yoy', value=''), 'pct')
    >>> reference.current, reference.base
    (Reference('projects.completed@ytd'), Reference('projects.completed@ytd@yoy'))
    """

    key: str
    window: Window | None = None
    baseline: Base | None = None
    change: str | None = None
    asked: str = attrs.field(default="", eq=False)

    def __attrs_post_init__(self) -> None:
        if self.change is not None and (self.baseline is None or self.baseline.kind == "rank"):
            msg = f"{self.key}: the change {self.change!r} needs a baseline other than rank, as in {self.key}@yoy:pct"
            raise ReferenceTextError(msg)

    @classmethod
    def parse(cls, text: str | Reference) -> Reference:
        """Read a reference; full-width ＠ and ： are taken for @ and :.

        ReferenceTextError names the text, the position and what was expected there.

        >>> str(Reference.parse("water.codmn＠2018Q1：pct"))
        'water.codmn@2018-Q1:pct'
        """
        if isinstance(text, Reference):
            return text
        if not isinstance(text, str):
            msg = f"{text!r} is no reference; write a text {_GRAMMAR}, such as 'water.codmn@2018:pct'"
            raise ReferenceTextError(msg)
        return _parse(text)

    @property
    def column(self) -> str:
        """The name of its column in a table: the text as asked."""
        return self.asked or str(self)

    @property
    def current(self) -> Reference:
        """The value that is compared: the same without baseline and change."""
        return Reference(self.key, self.window)

    @property
    def base(self) -> Reference:
        """The base value that it is compared with: the same without its change."""
        return Reference(self.key, self.window, self.baseline)

    def __str__(self) -> str:
        window = f"@{self.window}" if self.window else ""
        baseline = f"@{self.baseline}" if self.baseline else ""
        return f"{self.key}{window}{baseline}" + ("" if self.change is None else f":{self.change}")

    def __repr__(self) -> str:
        return f"Reference({str(self)!r})"


@lru_cache(maxsize=4096)
def _parse(text: str) -> Reference:
    return _Text(text).reference()


class _Text:
    """A text while it is read: its segments between the @, and where each starts."""

    def __init__(self, text: str) -> None:
        self.text = text
        plain = _QUOTED.sub(lambda quoted: quoted[0].translate(_HIDDEN), text).translate(_PLAIN)
        self.key, *self.segments = plain.split("@")

    def reference(self) -> Reference:
        key = self.key.strip()
        if ":" in key:
            self.refuse(self.key.index(":"), "':' stands before any baseline", f"write {key.partition(':')[0]}@yoy:pct")
        if not _KEY.match(key):
            self.refuse(0, f"{key!r} is no key", "a key is domain.name in lower-case letters, digits and _")
        if len(self.segments) > 2:
            self.refuse(self.start(2) - 1, "a third '@'", "at most one window and one baseline follow the key")
        window = self.window(self.segments[0], self.start(0)) if self.segments else None
        rest = len(self.segments) - (window is not None)
        if rest > 1:
            self.refuse_window(self.segments[0])
        if not rest:
            return Reference(key, window, asked=self.text)
        baseline, change = self.comparison(self.segments[-1], self.start(len(self.segments) - 1))
        return Reference(key, window, baseline, change, self.text)

    def start(self, segment: int) -> int:
        return len(self.key) + 1 + sum(len(s) + 1 for s in self.segments[:segment])

    def window(self, segment: str, at: int) -> Window | None:
        word, colon, _ = segment.partition(":")
        name = word.strip()
        match = _CUM.match(name)
        if name not in WINDOWS and not match:
            return None
        if colon:
            expected = f"a change needs a baseline, as in {self.key.strip()}@{name}@yoy:pct"
            self.refuse(at + len(word), "':' follows a window", expected)
        if not match:
            return Window(name)
        since = _period(match[1])
        if since is None or "/" in since:
            self.refuse(
                at, f"{match[1]!r} is no period that a running total starts with", "write cum(2018) or cum(2018-03)"
            )
        return Window("cum", since)

    def comparison(self, segment: str, at: int) -> tuple[Base, str | None]:
        word, colon, rest = segment.partition(":")
        baseline, change = self.baseline(word.strip(), at), rest.strip()
        if not colon:
            return baseline, None
        if baseline.kind == "rank":
            self.refuse(at + len(word), "rank takes no change", f"{self.key.strip()}@rank is the position itself")
        if change and change not in CHANGES:
            hint = did_you_mean(change, CHANGES)
            self.refuse(at + len(word) + 1, f"{change!r} is no change", f"take one of {', '.join(CHANGES)}.{hint}")
        return baseline, change

    def baseline(self, word: str, at: int) -> Base:
        if word in {"yoy", "prev", *PEERS, "rank"}:
            return Base(word)
        if match := _AREA.match(word):
            code = _unquoted(match[1].strip()).translate(_SHOWN)
            return Base("area", code) if code else self.refuse(at, "area= has no code", "write area=CODE")
        if period := _period(word):
            return Base("period", period)
        if word.partition(".")[0] not in BUILTIN_BASELINES and _NAMED.match(word):
            return Base("named", word)
        return self.refuse(at, f"{word!r} is no baseline" if word else "a baseline is missing", self.expected(word))

    def expected(self, word: str) -> str:
        if word in WINDOWS or _CUM.match(word):
            return "a window stands before the baseline, as in key@ytd@yoy:pct"
        kinds = "yoy, prev, a period such as 2018, 2018-Q1 or 2018-03, area=CODE, peers, peers.mean, peers.best, peers.count, rank"
        return f"take {kinds}, or the name of a baseline.{did_you_mean(word, KINDS[:-1])}"

    def refuse_window(self, segment: str) -> NoReturn:
        word = segment.partition(":")[0].strip()
        hint = did_you_mean(word, WINDOWS)
        self.refuse(self.start(0), f"{word!r} is no window", f"before a baseline take cum, cum(2018) or ytd.{hint}")

    def refuse(self, at: int, problem: str, expected: str) -> NoReturn:
        tail = "" if expected.endswith("?") else f"; the form is {_GRAMMAR}"
        msg = f"reference {self.text!r}, position {at + 1}: {problem}; {expected.rstrip('.')}{tail}"
        raise ReferenceTextError(msg)


def _unquoted(code: str) -> str:
    return code[1:-1] if len(code) > 1 and _QUOTES.get(code[0]) == code[-1] else code


def _quoted(code: str) -> str:
    """Return the code of an area between quotes that it does not hold itself."""
    opening = next((o for o, c in _QUOTES.items() if o not in code and c not in code), '"')
    return f"{opening}{code}{_QUOTES[opening]}"


def _period(text: str) -> str | None:
    """Return the canonical text of a period in ISO or SDMX form, or of a range of two; None for all others."""
    first, slash, last = text.partition("/")
    if not slash:
        return _one_period(text)
    low, high = _one_period(first), _one_period(last)
    if low is None or high is None or len(low) != len(high) or ("Q" in low) != ("Q" in high) or low > high:
        return None
    return low if low == high else f"{low}/{high}"


def _one_period(text: str) -> str | None:
    match = _ISO.match(text)
    if not match:
        return None
    year, half, quarter, month, day = match.groups()
    tail = f"-H{half}" if half else f"-Q{quarter}" if quarter else f"-{int(month):02}" if month else ""
    return year + tail + (f"-{int(day):02}" if day else "")
