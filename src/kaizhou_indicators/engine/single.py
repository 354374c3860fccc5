"""Running a plan on single values: a mapping in, a mapping of quantities out. Undefined is an error that says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import DerivationError, MissingInputError
from ..formula.changes import is_graded
from ..formula.number import Compiled, compile_number
from ..references import Reference
from .build import unit_of
from .steps import Derive, Given, Over, Step
from .values import grade, reader
from .why import why
from .window import over_list

if TYPE_CHECKING:
    from ..registry.catalogue import Catalogue
    from .plan import Plan

Values = dict[str, Any]


class SingleRun:
    """The steps of a plan compiled for single values; built once, run often."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.catalogue: Catalogue = plan.catalogue
        self.listed = _listed(plan.steps)
        self._runs = [self._compiled(step) for step in plan.steps if not isinstance(step, Given)]
        self._out = [pair for target in plan.targets for pair in self._finished(target)]
        self._in = [self._entry(given) for given in plan.given]

    def __call__(self, values: Mapping[str, Any]) -> Values:
        """Return the targets as quantities, grades as ``Grade``."""
        numbers = self.numbers(values)
        return {name: out(numbers) for name, out in self._out}

    def numbers(self, values: Mapping[str, Any]) -> Values:
        """Return every value of the plan as a bare number in its declared unit."""
        numbers: Values = {}
        try:
            for column, target, read in self._in:
                numbers[target] = read(values[column])
        except KeyError as error:
            msg = (
                f"{error.args[0]} is not given; the plan was made for {', '.join(self.plan.columns)}."
                " Give it, or make the plan with given=[the names there are]"
            )
            raise MissingInputError(msg) from error
        for run in self._runs:
            run(numbers)
        return numbers

    def _entry(self, given: Given) -> tuple[str, str, Callable[[Any], Any]]:
        read = reader(catalogue_indicator(self.plan, given), given.unit, self.catalogue.unit_system, given.column)
        if (given.factor, given.offset) != (1.0, 0.0):
            read = _rescaled(read, given.factor, given.offset)
        if given.target in self.listed:
            return given.column, given.target, lambda value: [read(v) for v in _periods(value, given)]
        return given.column, given.target, read

    def _compiled(self, step: Step) -> Callable[[Values], None]:
        if isinstance(step, Derive):
            return self._compiled_derive(step)
        if isinstance(step, Over):
            return _compiled_over(step)
        msg = f"{step.target} needs the rows of other periods; give its value, or derive it on a table"
        raise DerivationError(msg)

    def _compiled_derive(self, step: Derive) -> Callable[[Values], None]:
        names = step.inputs
        function = compile_number(step.formula, names)
        target = step.target
        if self.listed.intersection(names):
            return _over_periods(function, names, target, self.listed)

        def run(numbers: Values) -> None:
            numbers[target] = function(*[numbers[name] for name in names])

        return run

    def _finished(self, target: Reference) -> list[tuple[str, Callable[[Values], Any]]]:
        step = self.plan.step(str(target))
        outs = [(target.column, self._quantity(target))]
        if isinstance(step, Over) and step.counts:
            outs.append((step.of_column, lambda numbers: int(numbers[step.of_column])))
        return outs

    def _quantity(self, target: Reference) -> Callable[[Values], Any]:
        plan, name, indicator = self.plan, str(target), self.catalogue[target.key]
        unit = self.catalogue.unit_system.parse(unit_of(self.catalogue, target))
        make = self.catalogue.units.Quantity
        graded = is_graded(indicator, target)

        def out(numbers: Values) -> Any:
            number = numbers[name]
            if number is None:
                raise DerivationError(why(plan, name, numbers))
            return grade(number, indicator) if graded else make(number, unit)

        def out_of_list(numbers: Values) -> Any:  # one a period, beside a window that reads them
            return [None if number is None else out({name: number}) for number in numbers[name]]

        return out_of_list if name in self.listed else out


def _rescaled(read: Callable[[Any], float | None], factor: float, offset: float) -> Callable[[Any], float | None]:
    def rescaled(value: Any) -> float | None:
        number = read(value)
        return None if number is None else number * factor + offset

    return rescaled


def catalogue_indicator(plan: Plan, given: Given) -> Any:
    """Return the indicator that a given value is one of."""
    return plan.catalogue[Reference.parse(given.target).key]


def _listed(steps: Sequence[Step]) -> frozenset[str]:
    """Return the values that come one a period: whatever a window reads, and what that is made from."""
    listed: set[str] = set()
    for step in reversed(steps):
        if isinstance(step, Over) or step.target in listed:
            listed.update(getattr(step, "inputs", ()))
    return frozenset(listed)


def _periods(value: Any, given: Given) -> Sequence[Any]:
    if isinstance(value, Mapping):
        return [value[period] for period in sorted(value, key=str)]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return value
    msg = f"{given.column} is read period by period; give a list with one value a period, None where it is missing"
    raise DerivationError(msg)


def _over_periods(
    function: Compiled, names: Sequence[str], target: str, listed: frozenset[str]
) -> Callable[[Values], None]:
    def run(numbers: Values) -> None:
        lists = {name: numbers[name] for name in names if name in listed}
        lengths = {name: len(values) for name, values in lists.items()}
        if len(set(lengths.values())) > 1:
            told = ", ".join(f"{name}: {length}" for name, length in lengths.items())
            msg = (
                f"{target}: the lists of periods differ in length ({told}); give one value a period, None where missing"
            )
            raise DerivationError(msg)
        rows = range(next(iter(lengths.values())))
        numbers[target] = [function(*[numbers[n][i] if n in lists else numbers[n] for n in names]) for i in rows]

    return run


def _compiled_over(step: Over) -> Callable[[Values], None]:
    holds = compile_condition(step)

    def run(numbers: Values) -> None:
        values = numbers[step.source]
        numbers[step.target], numbers[step.of_column] = over_list(step.how, values, holds)

    return run


def compile_condition(step: Over) -> Callable[[float], bool]:
    """Return the condition of a window as a function of one period's value."""
    if step.condition is None:
        return lambda value: True  # noqa: ARG005  # a running total takes every value
    function = compile_number(step.condition, [step.source])
    return lambda value: bool(function(value))
