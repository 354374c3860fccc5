"""Explanations: every step of a derivation with its formula, inputs, units, result and source, for a reader to check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ..formula.changes import is_graded, resolve
from ..references import Reference
from ..text import Text
from ..units import format_quantity
from .build import unit_of
from .steps import Derive, Given, Over, Step
from .values import grade
from .why import why

if TYPE_CHECKING:
    from .plan import Plan


@attrs.frozen
class Line:
    """One step of an explanation.

    Attributes:
        key: the reference made or given.
        title: its title.
        formula: the formula as one line of text; empty for a value given.
        latex: the formula in its published form.
        inputs: reference -> its value with unit.
        result: the value with unit, or the reason why there is none.
        value: the bare number in ``unit``, None where undefined.
        unit: the unit declared.
        source: title of the source of the definition.
        place: file and line of the formula.
    """

    key: str
    title: Text
    formula: str
    latex: str
    inputs: Mapping[str, str]
    result: str
    value: float | None
    unit: str
    source: str = ""
    place: str = ""

    def __str__(self) -> str:
        made = f" = {self.formula}" if self.formula else ""
        given = "".join(f"\n      {name} = {value}" for name, value in self.inputs.items())
        source = f"\n      source: {self.source}" if self.source else ""
        return f"  {self.key} ({self.title.zh}, {self.title.en}){made}{given}\n      -> {self.result}{source}"


@attrs.frozen
class Explanation:
    """All steps that lead to the targets, in the order of calculation."""

    targets: tuple[str, ...]
    steps: tuple[Line, ...]

    def __iter__(self) -> Iterator[Line]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def __getitem__(self, key: str) -> Line:
        return next(line for line in self.steps if line.key == key)

    def __str__(self) -> str:
        return "\n".join([", ".join(self.targets), *map(str, self.steps)])

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as JSON types."""
        return {"targets": list(self.targets), "steps": [_line_dict(line) for line in self.steps]}


def _line_dict(line: Line) -> dict[str, Any]:
    data = {field.name: getattr(line, field.name) for field in attrs.fields(Line)}
    return {**data, "title": {"zh": line.title.zh, "en": line.title.en}, "inputs": dict(line.inputs)}


def explain(plan: Plan, values: Mapping[str, Any]) -> Explanation:
    """Explain a plan on single values. An undefined value is told with its reason, not raised."""
    numbers = plan.single.numbers(values)
    lines = tuple(_line(plan, step, numbers) for step in plan.steps)
    return Explanation(tuple(map(str, plan.targets)), lines)


def _line(plan: Plan, step: Step, numbers: Mapping[str, Any]) -> Line:
    reference = Reference.parse(step.target)
    indicator = plan.catalogue[reference.key]
    formula, latex, place = _formula(plan, step, reference)
    inputs = {name: text_of(plan, name, numbers) for name in getattr(step, "inputs", ())}
    value = numbers.get(step.target)
    source = plan.catalogue.source_of(indicator)
    return Line(
        step.target,
        indicator.title,
        formula,
        latex,
        inputs,
        text_of(plan, step.target, numbers),
        value if isinstance(value, float) else None,
        unit_of(plan.catalogue, reference),
        str(source.title) if source and formula else "",
        place,
    )


def _formula(plan: Plan, step: Step, reference: Reference) -> tuple[str, str, str]:
    formulas = plan.catalogue.parts.formulas
    if isinstance(step, Given):
        return "", "", ""
    if isinstance(step, Over):
        return f"{step.how} over {step.over} of {step.source}", "", ""
    if step.target in formulas:
        formula = formulas[step.target]
        return formula.show(), formula.latex(), formula.place
    if isinstance(step, Derive) and reference.change is not None:
        change = resolve(plan.catalogue[reference.key], reference)
        return f"{change.value} of {reference.current} on {reference.base}", "", ""
    return f"baseline {reference.baseline}", "", ""


def text_of(plan: Plan, name: str, numbers: Mapping[str, Any]) -> str:
    """Return a value with its unit as people write it, or the reason why there is none."""
    value = numbers.get(name)
    if value is None:
        return why(plan, name, numbers)
    if isinstance(value, list):
        return f"[{', '.join(_one(plan, name, v) for v in value)}]"
    return _one(plan, name, value)


def _one(plan: Plan, name: str, value: float | None) -> str:
    reference = Reference.parse(name)
    indicator = plan.catalogue[reference.key]
    if value is None:
        return "missing"
    if is_graded(indicator, reference):
        return str(grade(value, indicator))
    return format_quantity(_shortened(value), unit_of(plan.catalogue, reference))


def _shortened(value: float) -> float:
    """Return the value with as many digits as a reader can use; float dust is none of them."""
    return float(f"{value:.10g}")
