"""Loop: steps with elements that have to be done before the loop is closed (闭环).

What is not said is not done; only what does not apply leaves the count. k of n is kept, not only the percentage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any

import attrs

from ..model.domain import Domain
from ..model.record import Frozen, record
from ..text import Text, as_text
from .faults import refuse
from .formulas import SHARE, NamedFormula, ratio
from .identity import Identity
from .steps import Step, StepsLike, as_steps, find, joined, step_faults, unknown


class Mark(StrEnum):
    """What is said of one element."""

    DONE = "done"
    NOT_DONE = "not_done"
    NOT_APPLICABLE = "not_applicable"


_MARKS: Mapping[Any, Mark] = {True: Mark.DONE, False: Mark.NOT_DONE, None: Mark.NOT_DONE, **{m.value: m for m in Mark}}

#: step -> elements done, or step -> (element -> True, False, "not_applicable")
Checked = Mapping[str, Iterable[str] | Mapping[str, Any]]


@attrs.frozen
class Completion:
    """How far a loop, or several together, is closed.

    Attributes:
        done: elements done.
        required: elements that apply.
        by_step: step -> (done, required).
    """

    done: int
    required: int
    by_step: Mapping[str, tuple[int, int]]

    @property
    def share(self) -> Fraction | None:
        """Done of required as an exact fraction; None where nothing applies."""
        return Fraction(self.done, self.required) if self.required else None

    @property
    def closed(self) -> bool:
        """Whether everything that applies is done."""
        return self.done == self.required


def _elements(given: Mapping[str, StepsLike]) -> Mapping[str, tuple[Step, ...]]:
    return Frozen({step: as_steps(elements) for step, elements in given.items()})


@record
class Loop:
    """Steps, each with the elements that must be done (事前: 梳理, 归口; 事中: 沟通, 督促; 事后: 评价, 通报).

    Attributes:
        title: what is carried round.
        steps: name -> title, in their order.
        elements: step -> its elements, as names or as name -> title. The same name may occur in several steps.

    Raises:
        ProcessError: steps without elements, elements of unknown steps, names used twice within a step.

    >>> advice = Loop("建言办理", ["办理前", "办理中"], {"办理前": ["梳理", "归口"], "办理中": ["沟通", "督促"]})
    >>> advice.completion({"办理前": ["梳理", "归口"], "办理中": {"沟通": True, "督促": "not_applicable"}})
    Completion(done=3, required=3, by_step={'办理前': (2, 2), '办理中': (1, 1)})
    """

    title: Text = attrs.field(converter=as_text)
    steps: tuple[Step, ...] = attrs.field(converter=as_steps)
    elements: Mapping[str, tuple[Step, ...]] = attrs.field(converter=_elements)

    def __attrs_post_init__(self) -> None:
        refuse(self.label, [*step_faults("step", self.steps), *self._unknown_steps(self.elements)])
        elements = {self._step(word).name: value for word, value in self.elements.items()}
        ordered = {step.name: elements.get(step.name, ()) for step in self.steps}
        refuse(
            self.label,
            [f"{self._step(name)}: {fault}" for name, es in ordered.items() for fault in step_faults("element", es)],
        )
        object.__setattr__(self, "elements", Frozen(ordered))

    @property
    def label(self) -> str:
        """The record as messages name it."""
        return f"Loop {self.title}"

    def faults(self, given: Checked) -> tuple[str, ...]:
        """Return the unknown steps and elements, and the marks that are none."""
        found = self._unknown_steps(given)
        for word, marks in given.items():
            if (step := find(word, self.steps)) is not None:
                found += self._element_faults(step, _as_marks(marks))
        return tuple(found)

    def check(self, given: Checked) -> dict[str, dict[str, Mark]]:
        """Return the mark of every element, step by step; what is not mentioned is not done.

        Args:
            given: step -> the elements done, or step -> (element -> True, False, None or a Mark).

        Raises:
            ProcessError: all unknown steps, unknown elements and unreadable marks, in one message.
        """
        refuse(self.label, self.faults(given))
        marks = {step.name: dict.fromkeys([e.name for e in self._of(step)], Mark.NOT_DONE) for step in self.steps}
        for word, table in given.items():
            step = self._step(word)
            for element, mark in _as_marks(table).items():
                marks[step.name][_named(element, self._of(step))] = _MARKS[mark]
        return marks

    def completion(self, given: Checked) -> Completion:
        """Count the elements done of those that apply, overall and by step."""
        return self.pooled([given])

    def pooled(self, records: Iterable[Checked]) -> Completion:
        """Count over many records: Σ done of Σ required."""
        by_step = {step.name: (0, 0) for step in self.steps}
        for given in records:
            for name, marks in self.check(given).items():
                done, required = by_step[name]
                applying = [mark for mark in marks.values() if mark is not Mark.NOT_APPLICABLE]
                by_step[name] = done + applying.count(Mark.DONE), required + len(applying)
        return Completion(sum(k for k, _ in by_step.values()), sum(n for _, n in by_step.values()), by_step)

    def missing(self, given: Checked) -> tuple[str, ...]:
        """Return what is still to be done, as ``step/element`` by titles."""
        marks = self.check(given)
        return tuple(
            f"{step}/{element}"
            for step in self.steps
            for element in self._of(step)
            if marks[step.name][element.name] is Mark.NOT_DONE
        )

    def declare(
        self, domain: Domain, name: str, *, unit: str = "项", by_step: bool = False, **shared: Any
    ) -> tuple[str, ...]:
        """Declare ``name_done``, ``name_required``, ``name_completion`` (%) and the identity k of n between them.

        Args:
            domain: the domain that gets the indicators.
            name: how their names begin.
            unit: unit of the elements.
            by_step: whether they carry the dimension ``step``.
            shared: attributes that all three have.
        """
        if by_step:
            shared = {**shared, "by": (*shared.get("by", ()), "step")}
        rules = {"unit": unit, "kind": "count", "over_time": "last", "over_area": "sum", "valid": (0, None), **shared}
        done = domain.indicator(f"{name}_done", joined(self.title, Text("已完成要素", "Elements done")), **rules)
        required = domain.indicator(
            f"{name}_required", joined(self.title, Text("应完成要素", "Elements required")), **rules
        )
        completion = f"{name}_completion"
        formula = NamedFormula(completion, (f"{name}_done", f"{name}_required"), ratio)
        title = joined(self.title, Text("闭环完成率", "Closed-loop completion"))
        domain.derived(completion, title, **{**SHARE, "better": "higher", **shared})(formula)
        domain.identity(f"{name}_k_of_n", Identity.k_of_n(done, required))
        return done, required, f"{domain.name}.{completion}"

    def _of(self, step: Step) -> tuple[Step, ...]:
        return self.elements[step.name]

    def _step(self, word: str) -> Step:
        return find(word, self.steps) or Step(word)

    def _unknown_steps(self, words: Iterable[str]) -> list[str]:
        return [unknown("step", word, self.steps) for word in words if find(word, self.steps) is None]

    def _element_faults(self, step: Step, marks: Mapping[str, Any]) -> list[str]:
        elements = self._of(step)
        found = [f"{step}: {unknown('element', word, elements)}" for word in marks if find(word, elements) is None]
        known = "True, False, None or " + ", ".join(repr(m.value) for m in Mark)
        wrong = [
            f"{step}/{word}: mark {mark!r} is none of {known}" for word, mark in marks.items() if not _readable(mark)
        ]
        return found + wrong


def _as_marks(value: Iterable[str] | Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    return dict.fromkeys([value] if isinstance(value, str) else value, True)


def _readable(mark: object) -> bool:
    return mark is None or isinstance(mark, bool) or (isinstance(mark, str) and mark in _MARKS)


def _named(word: str, steps: tuple[Step, ...]) -> str:
    step = find(word, steps)
    return step.name if step else word
