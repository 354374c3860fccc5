"""Walking: through a sentence from left to right, keeping what is spoken of, since when and compared with what.

What is spoken of is carried into the next clause only if everything there is understood: 占比达72.25%、高出全市平均水平
15.9个百分点 is carried, 占比达72.25%，工业产值增长5% is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from ...figures.figure import COUNTED
from .clause import Clause, subject_at
from .said import Move, Said, Spoken, Subject
from .times import UNKNOWN, Clock
from .tokens import Compared, Token
from .words import ALL, OWN, SAME_AS, TOTAL, WHOLE


@attrs.define
class Walk:
    """One sentence while it is walked through.

    Attributes:
        clock: what the text has said of time.
        tokens: the tokens of the sentence.
        settle: what is done with figures that stand together; says whether they were bound, and whether what is spoken
            of stays for those after them.
    """

    clock: Clock
    tokens: tuple[Token, ...]
    settle: Callable[[list[Spoken]], tuple[bool, bool]]
    clause: Clause = attrs.field(factory=Clause)
    subjects: tuple[Subject, ...] = ()
    area: str = ""
    comparable: bool = False
    #: the baselines printed so far, whose subjects were compared with one, and whose level was printed
    bases: list[Compared] = attrs.field(factory=list)
    told: set[str] = attrs.field(factory=set)
    levelled: set[str] = attrs.field(factory=set)
    #: the periods of the figures of what is spoken of
    seen: set[tuple[str, ...]] = attrs.field(factory=set)

    def run(self) -> None:
        """Walk to the end."""
        steps: Mapping[str, Callable[[int], None]] = {
            "stop": self._stop, "pause": self._pause, "text": self._text, "left": self._left, "gap": self._gap,
            "comparable": self._comparable, "period": self._period, "base": self._base, "move": self._move,
            "place": self._place, "name": self._name,
        }  # fmt: skip
        i = 0
        while i < len(self.tokens):
            kind = self.tokens[i].kind
            if kind in {"figure", "label"}:
                i = self._figures(i)
            else:
                steps[kind](i)
            i += 1
        self._stop(i)

    def _kind(self, i: int) -> str:
        return self.tokens[i].kind if 0 <= i < len(self.tokens) else ""

    # -- what stands between figures

    def _stop(self, i: int) -> None:
        """Begin a clause: what was not understood in the last one ends what was spoken of, its area and its period."""
        clause = self.clause
        if clause.odd:
            self.subjects = ()
        if clause.strange and not clause.bound:
            self.area = f"{clause.place}…" if clause.place else self.area
            document = (str(self.clock.document),) if self.clock.document is not None else ()
            if clause.dated and self.clock.current != document:
                self.clock.current = (UNKNOWN,)
        self.clause = Clause(since=i + 1)

    def _pause(self, i: int) -> None:
        before = self._kind(i - 1)
        if before == "name":
            self.clause.listing = True
        elif self.tokens[i].text == "、" and not (before == "period" and self._kind(i + 1) == "period"):
            self._stop(i)
        elif before == "text":
            self.clause.joined = self.tokens[i - 1].text + self.tokens[i].text

    def _text(self, i: int) -> None:
        self.clause.odd += self.tokens[i].text
        self.clause.strange = True

    def _left(self, i: int) -> None:
        self.clause.opened = True
        self.clause.part = self.clause.part or self.tokens[i].text == "其中"
        self.clause.whole = self.clause.whole or self.tokens[i].text in WHOLE

    def _comparable(self, _: int) -> None:
        self.comparable = True

    def _gap(self, i: int) -> None:
        text, clause = self.tokens[i].text, self.clause
        clause.every = clause.every or text in ALL
        clause.total = clause.total or text in TOTAL
        clause.whole = clause.whole or text in WHOLE
        clause.started = clause.started or text in {"由", "从"}
        clause.of = text == "的" and self._kind(i - 1) == "name"

    def _period(self, i: int) -> None:
        token, clause = self.tokens[i], self.clause
        read = (
            self.clock.printed(token.value)
            if "first" in token.value.re.groupindex
            else self.clock.relative(token.value)
        )
        if self._kind(i - 1) == "pause" and self._kind(i - 2) == "period":
            read = (*(clause.local or self.clock.current), *read)
        clause.timed = True
        behind = i + 1 < len(self.tokens) and self.tokens[i + 1].text == "的"
        if (
            token.value.groupdict().get("of")
            or behind
            or (token.text in {"上年", "去年", "前年"} and not self._names(i))
        ):
            clause.local = read
        else:
            self.clock.current, clause.local, clause.dated = read, (), True

    def _names(self, i: int) -> bool:
        """Say whether the clause names something behind a place."""
        ahead = i + 1
        while self._kind(ahead) not in {"", "stop", "name"}:
            ahead += 1
        return self._kind(ahead) == "name"

    def _base(self, i: int) -> None:
        base: Compared = self.tokens[i].value
        self.clause.base = base
        self.bases.append(base)
        if base.movement:
            self.clause.move = Move(base.movement)

    def _move(self, i: int) -> None:
        found = self.tokens[i].value
        move = Move(found["word"], bool(found["to"]) and not Move(found["word"]).noun)
        grown = self.clause.move is not None and self.clause.move.noun and not move.noun
        self.clause.move = attrs.evolve(move, of_growth=grown)

    def _place(self, i: int) -> None:
        text = self.tokens[i].text
        ahead = i + 1
        while self._kind(ahead) == "gap":
            ahead += 1
        if self._kind(ahead) == "figure" and self.tokens[ahead].value.form in {"rank", "ordinal"}:
            self.clause.scope = SAME_AS.get(text[:2], text[:2])
        elif self.clause.named:
            self._text(i)
        else:
            self.area = self.clause.place = "" if text in OWN else text
            self.clause.whole = True

    def _name(self, i: int) -> None:
        """Take a name: with those before it in a list, or alone as what is spoken of from here on."""
        if self.clause.listing and self.clause.named:
            first = self.subjects[-1]
            self.subjects = (*self.subjects, attrs.evolve(first, name=self.tokens[i].value, at=self.tokens[i].start))
        else:
            self.subjects = (subject_at(self.tokens, i, self.clause, self.area),)
            self.seen = set()
        self.clause.name(i)

    # -- figures

    def _figures(self, i: int) -> int:
        """Settle the figures that stand together from here; return where the last of them stands."""
        token = self.tokens[i]
        if token.kind == "label" and not (self.clause.named and not self.clause.odd):
            self._text(i)
            return i
        if token.kind == "figure" and token.value.form not in {"plain", "rank"}:
            self._no_quantity(i)
            return i
        group = self._group(i)
        together = [self._spoken(g, group[-1]) for g in group]
        bound, stays = self.settle(together)
        if bound:
            self.seen.add(self.clock.now())
            self.levelled |= set() if self.clause.moved else {subject.name for subject in self.subjects}
        self.subjects = self.subjects if stays else ()
        self.clause.figures(group[-1], stays=stays, bound=bound)
        return group[-1]

    def _no_quantity(self, i: int) -> None:
        """Tell a streak, an ordinal or a range; a streak alone is understood by what follows it."""
        found = self.tokens[i].value
        if not found.quiet:
            self.settle([self._spoken(i, i)])
        if found.form != "streak":
            self._text(i)
        elif found.text.endswith("年"):
            self.clause.streak = self.clock.last_years(found.text.removeprefix("连续").removesuffix("年"))

    def _group(self, i: int) -> list[int]:
        """Return where the figures stand that follow each other with only 、 or 和 between them."""
        found = [i]
        while self.tokens[i].kind == "figure" and self._kind(found[-1] + 1) == "pause":
            after = found[-1] + 2
            if self._kind(after) != "figure" or self.tokens[after].value.form != "plain":
                break
            found.append(after)
        return found

    def _spoken(self, i: int, last: int) -> Spoken:
        token, clause = self.tokens[i], self.clause
        follows = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        name = follows.start if follows is not None and follows.kind == "name" and i == last else -1
        unit = ""
        if token.kind == "figure" and not token.value.unit and self.tokens[last].kind == "figure":
            unit = self.tokens[last].value.unit
        said = Said(token.value, clause.move, self._compared(), clause.of, unit, clause.scope, self.comparable)
        cause, printed = self._cause(i, follows)
        when = self._when()
        return Spoken(
            token,
            self.subjects,
            said,
            when,
            clause.every,
            name,
            self.area,
            clause.odd,
            _whole(clause),
            cause,
            printed,
        )

    def _when(self) -> tuple[str, ...]:
        known = self.clause.streak if self.clock.document is not None else ()
        return self.clause.local or known or self.clock.now()

    def _compared(self) -> Compared | None:
        """Return what is compared with; in a list of clauses with names of their own, what the first one said."""
        distinct = list(dict.fromkeys(b for b in self.bases if b.kind != "share"))
        fresh = self.clause.named or not any(subject.name in self.told for subject in self.subjects)
        inherits = self.clause.base is None and self.clause.moved and fresh
        self.told |= {subject.name for subject in self.subjects} if self.clause.base is not None else set()
        return distinct[0] if inherits and len(distinct) == 1 else self.clause.base

    def _cause(self, i: int, follows: Token | None) -> tuple[str, str]:
        """Return why the figure is not said of what stands before it."""
        token, clause = self.tokens[i], self.clause
        if clause.odd and self.subjects:
            return "between", "".join(t.text for t in self.tokens[clause.since : i])
        if not self.subjects or not (clause.named or self._carried(i)):
            return "name", ""
        if clause.total and len(self.subjects) > 1:
            return "pairs", "、".join(subject.name for subject in self.subjects)
        counted = token.kind == "figure" and token.value.unit in COUNTED
        if follows is not None and (follows.text == "的" or (counted and follows.kind in {"text", "label", "name"})):
            return "part", follows.text if follows.text != "的" else "的…"
        return self._cause_in_time()

    def _cause_in_time(self) -> tuple[str, str]:
        clause, window = self.clause, any("/" in period for period in self._when())
        if clause.move is not None and clause.move.of_growth:
            return "growth", ""
        if clause.started and not clause.local and not (clause.move is not None and clause.move.to and not window):
            return "start", ""
        lost = not clause.named and not clause.timed and len(self.seen) > 1
        return ("when", "") if lost else ("", "")

    def _carried(self, i: int) -> bool:
        """Say whether a figure without a name in its clause may be said of what the last clause spoke of.

        It may as a change, a rank, with a period or baseline of its own, or behind 达 if no level was printed yet;
        another bare number is of something else.
        """
        clause, token = self.clause, self.tokens[i]
        ranked = token.kind == "figure" and token.value.form == "rank"
        reached = self.tokens[i - 1].text in {"达", "达到", "为"} or (clause.move is not None and clause.move.to)
        fresh = not any(subject.name in self.levelled for subject in self.subjects)
        return not clause.opened and (
            clause.moved or ranked or clause.timed or clause.base is not None or (reached and fresh)
        )


def _whole(clause: Clause) -> bool | None:
    """Return whether a word says that all are counted; None where 其中 says that they are not."""
    return None if clause.part else clause.whole
