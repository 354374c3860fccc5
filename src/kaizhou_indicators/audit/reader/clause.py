"""Clause: what has been met since the last stop. A stop ends it all but what the next clause may still speak of."""

from __future__ import annotations

import attrs

from .said import Move, Subject
from .tokens import Compared, Token
from .words import PLACE


@attrs.define
class Clause:
    """One clause while it is walked through.

    Attributes:
        since: where the first token stands behind the last name or figure.
        odd: the text behind the last name or figure that is not understood.
        strange: whether any of its text is not understood.
        named: whether a name stands in it.
        listing: whether a 、 stands behind the name, so that the next one joins it.
        opened: whether a word stands in it that a name must follow: 其中, 带动.
        whole: whether a word says that all there are are counted: 全区, 现有, 等.
        part: whether 其中 says that they are not.
        every: whether 均 says it of all.
        total: whether 合计 adds them up.
        of: whether 的 stands right behind the name.
        started: whether 由 or 从 makes the next figure a beginning.
        timed: whether it prints a period.
        dated: whether that period holds beyond its next figure.
        bound: whether one of its figures was bound.
        place: the area it prints.
        scope: the area among which it tells a rank.
        joined: a word that is no name and that 和 joins to the next name.
        local: the periods that hold for the next figure alone.
        streak: the periods that 连续三年 names.
        move: the word of change before the next figure.
        base: what it compares with.
    """

    since: int = 0
    odd: str = ""
    strange: bool = False
    named: bool = False
    listing: bool = False
    opened: bool = False
    whole: bool = False
    part: bool = False
    every: bool = False
    total: bool = False
    of: bool = False
    started: bool = False
    timed: bool = False
    dated: bool = False
    bound: bool = False
    place: str = ""
    scope: str = ""
    joined: str = ""
    local: tuple[str, ...] = ()
    streak: tuple[str, ...] = ()
    move: Move | None = None
    base: Compared | None = None

    @property
    def moved(self) -> bool:
        """Whether the next figure is a change."""
        return self.move is not None and not self.move.to

    def name(self, at: int) -> None:
        """Take a name that stands at a place: what stood before it is done with."""
        self.named, self.listing, self.odd, self.opened, self.since = True, False, "", False, at + 1
        self.move, self.of, self.every, self.started = None, False, False, False

    def figures(self, last: int, *, stays: bool, bound: bool) -> None:
        """Take figures, the last of them at a place; what stood before them is done with."""
        self.odd, self.since, self.named, self.bound = "", last + 1, self.named and stays, self.bound or bound
        self.move, self.of, self.every, self.listing = None, False, False, False
        self.local = ()


def subject_at(tokens: tuple[Token, ...], i: int, clause: Clause, area: str) -> Subject:
    """Return what the name at a place speaks of, with the words before it that may make it another quantity.

    Words of one character, such as 均 and 的, are looked through: behind a text they are part of it (人均, 某某的).
    """
    inside = tokens[i].text if len(tokens[i].text) > len(tokens[i].value) else ""
    name = Subject(tokens[i].value, area, "", clause.odd + inside, tokens[i].start)
    at = i - 1
    while at > 0 and tokens[at].kind in {"gap", "left"} and len(tokens[at].text) == 1 and tokens[at].text not in "等:":
        at -= 1
    before = tokens[at] if at >= 0 else None
    if before is not None and before.kind == "pause" and clause.joined:
        return attrs.evolve(name, before=clause.joined)
    if before is not None and before.kind == "figure" and not clause.bound and at == i - 1:
        return attrs.evolve(name, before=before.text)  # 其中15个 before a name: of a part of them
    if before is None or before.kind not in {"text", "move"}:
        return name
    printed = "".join(token.text for token in tokens[at:i])
    if before.kind == "text" and at == i - 1 and PLACE.fullmatch(printed):
        return attrs.evolve(name, area=printed)
    return attrs.evolve(name, before=printed)
