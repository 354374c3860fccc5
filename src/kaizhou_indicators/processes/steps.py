"""Named, ordered parts of a process: a stage, a step, a level, an element, a rule.

People may name a part by its name or by its title in either language; records keep the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from ..errors import ProcessError, RecordError, did_you_mean
from ..model.record import check_name, record
from ..text import Text, TextLike, as_text


@record
class Step:
    """One named part of a process.

    Attributes:
        name: how records and columns call it.
        title: how people call it; the name where nothing else is given.

    >>> str(Step("reserve", Text("储备", "In reserve"))), str(Step("储备"))
    ('储备', '储备')
    """

    name: str = attrs.field(validator=attrs.validators.instance_of(str))
    title: Text = attrs.field(default=Text(""), converter=as_text)

    def __attrs_post_init__(self) -> None:
        if not self.name.strip():
            msg = "a step without a name; give every step a name"
            raise ProcessError(msg)
        if not self.title.zh and not self.title.en:
            object.__setattr__(self, "title", Text(self.name))

    def __str__(self) -> str:
        return str(self.title)


StepsLike = Mapping[str, TextLike] | Iterable[Step | str]


def as_steps(value: StepsLike) -> tuple[Step, ...]:
    """Take ``{name: title}``, or steps and names in a row, and keep their order.

    >>> [step.name for step in as_steps(["储备", "开工"])]
    ['储备', '开工']
    """
    if isinstance(value, Mapping):
        return tuple(Step(name, as_text(title)) for name, title in value.items())
    if isinstance(value, str):
        msg = f"steps {value!r} are one text; write a list or a table of name and title"
        raise ProcessError(msg)
    return tuple(item if isinstance(item, Step) else Step(item) for item in value)


def find(word: object, steps: Iterable[Step]) -> Step | None:
    """Return the step that goes by this name or title, or None."""
    if not isinstance(word, str) or not word:
        return None
    known = tuple(steps)
    by_name = [step for step in known if step.name == word]
    return next((step for step in by_name or known if word in (step.name, step.title.zh, step.title.en)), None)


def unknown(kind: str, word: object, steps: Sequence[Step]) -> str:
    """Return the sentence for a word that names no step: what is known, and which is near."""
    words = [w for step in steps for w in dict.fromkeys((step.name, step.title.zh, step.title.en)) if w]
    return f"unknown {kind} {word!r}; known: {listed(steps)}.{did_you_mean(str(word), words)}"


def listed(steps: Iterable[Step]) -> str:
    """Return the steps as text, each with its name where the title differs.

    >>> listed(as_steps({"reserve": "储备"})), listed(as_steps(["储备"]))
    ('储备 (reserve)', '储备')
    """
    return ", ".join(str(s) if str(s) == s.name else f"{s} ({s.name})" for s in steps)


def step_faults(kind: str, steps: Sequence[Step], *, at_least: int = 1) -> list[str]:
    """Return what is wrong with a row of steps: too few, or a name or title used twice."""
    faults = [] if len(steps) >= at_least else [f"{len(steps)} {kind}s are too few; give at least {at_least}"]
    taken: dict[str, Step] = {}
    for step in steps:
        for word in dict.fromkeys(w for w in (step.name, step.title.zh, step.title.en) if w):
            if word in taken:
                faults.append(f"{kind} {word!r} occurs twice; every {kind} needs a name and a title of its own")
            taken[word] = step
    return faults


def key_faults(kind: str, steps: Iterable[Step]) -> list[str]:
    """Return the names that cannot become part of an indicator's key."""
    faults = []
    for step in steps:
        try:
            check_name(step.name, f"{kind} name")
        except RecordError as error:
            faults.append(f"{error}, and the Chinese into the title: {{'name': Text({step.name!r}, '…')}}")
    return faults


def joined(whole: Text, part: Text) -> Text:
    """Return the title of a part within its whole, in both languages where both have them.

    >>> joined(Text("风险处置", "Risk handling"), Text("推送", "Pushed"))
    Text(zh='风险处置:推送', en='Risk handling: pushed')
    """
    english = f"{whole.en}: {part.en[:1].lower()}{part.en[1:]}" if whole.en and part.en else ""
    return Text(f"{whole.zh}:{part.zh}", english)
