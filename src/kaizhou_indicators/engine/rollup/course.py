"""Courses: which plan runs before the first stage, between two stages and after the last one.

After a stage there are the values that have a rule for it, aggregated; all else is derived from them by the plan that
follows, with the engine's own formulas. So a ratio is re-derived and never averaged, and what declares a rule has its
own values aggregated.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from ...errors import ComparabilityError
from ...formula.tree import refs
from ...registry.catalogue import Catalogue
from ..build import Builder
from ..columns import read_headers
from ..plan import Plan
from ..steps import Derive, Given
from .stages import Stage, made, refusal, rule


@attrs.frozen
class Setup:
    """What a rollup is asked to do, apart from its targets.

    Attributes:
        catalogue: the definitions.
        columns: the columns of the table.
        stages: its directions, time first.
        units: column -> unit of its numbers.
        area: name of the area column.
        period: name of the period column.
    """

    catalogue: Catalogue
    columns: tuple[str, ...]
    stages: tuple[Stage, ...]
    units: Mapping[str, str]
    area: str
    period: str


@attrs.frozen
class Course:
    """The way of some targets through the stages.

    Attributes:
        targets: their keys.
        stages: the stages in the order they are taken.
        plans: ``plans[0]`` runs before any stage, ``plans[i]`` after the i-th.
    """

    targets: tuple[str, ...]
    stages: tuple[Stage, ...]
    plans: tuple[Plan, ...]

    def folded(self, at: int) -> tuple[str, ...]:
        """Return the names that the ``at``-th stage, from 1, aggregates."""
        return self.plans[at].inputs

    def required(self, at: int) -> set[str]:
        """Return those without which the targets are not defined."""
        names = set(self.targets)
        for plan in reversed(self.plans[at:]):
            names = leaves(plan, names)[0]
        return names


def leaves(plan: Plan, names: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return what some values of a plan are made from: what they need, and what they can do without."""
    needed: set[str] = set()
    optional: set[str] = set()
    for name in names:
        _walk(plan, name, needed, optional, can_miss=False)
    return needed, optional - needed


def _walk(plan: Plan, name: str, needed: set[str], optional: set[str], *, can_miss: bool) -> None:
    step = plan.step(name)
    if step is None or isinstance(step, Given):
        (optional if can_miss else needed).add(name)
        return
    skipped = {ref.name for ref in refs(step.tree) if ref.optional} if isinstance(step, Derive) else set()
    for need in step.inputs:
        _walk(plan, need, needed, optional, can_miss=can_miss or need in skipped)


def courses(setup: Setup, targets: Sequence[str], *, apart: bool) -> list[Course]:
    """Return the courses of the targets: one for those that go the same way.

    Args:
        setup: what is asked.
        targets: keys.
        apart: whether targets of different parts go apart, because gaps in the parts are allowed.

    Raises:
        ComparabilityError: targets that are not rolled up, all of them with the reason.
    """
    ways: dict[tuple[object, ...], list[str]] = {}
    reasons: dict[str, str] = {}
    for target in targets:
        try:
            stages = in_order(setup, target)
            reason = _why_not(setup, stages, target)
        except ComparabilityError as error:
            stages, reason = setup.stages, str(error)
        if reason:
            reasons[target] = reason
        ways.setdefault((stages, _parts(setup, stages, target) if apart and not reason else ()), []).append(target)
    if reasons:
        raise ComparabilityError(_told(reasons))
    return [_course(setup, stages, names) for (stages, _), names in ways.items()]  # type: ignore[arg-type]  # a tuple


def _told(reasons: Mapping[str, str]) -> str:
    told = dict.fromkeys(r if r.startswith(t) else f"{t}: {r}" for t, r in reasons.items())
    return "; ".join(told)


def _parts(setup: Setup, stages: tuple[Stage, ...], target: str) -> tuple[object, ...]:
    course = _course(setup, stages, [target])
    ways = range(1, len(stages) + 1)
    return tuple((course.folded(at), frozenset(course.required(at))) for at in ways)


def _course(setup: Setup, stages: tuple[Stage, ...], targets: Sequence[str]) -> Course:
    shelves = _shelves(setup, stages, targets)
    plans: list[Plan] = []
    wanted: Collection[str] = targets
    for stage, given in reversed(list(zip(stages, shelves[1:], strict=True))):
        plan = Plan(setup.catalogue, wanted, sorted(given), area=setup.area, period=setup.period)
        _refuse_unweighted(setup.catalogue, plan, stage)
        plans.append(plan)
        weights = [w for name in plan.inputs if (w := weight(setup.catalogue, name, stage))]
        wanted = list(dict.fromkeys([*plan.inputs, *weights]))
    first = Plan(setup.catalogue, wanted, setup.columns, units=setup.units, area=setup.area, period=setup.period)
    return Course(tuple(targets), stages, (first, *reversed(plans)))


def _refuse_unweighted(catalogue: Catalogue, plan: Plan, stage: Stage) -> None:
    """Refuse to re-derive a value that has a rule of its own and lacks what weighs it."""
    for step in plan.steps:
        key = step.target
        if isinstance(step, Derive) and key in catalogue.parts.formulas and rule(catalogue, key, stage) is not None:
            raise ComparabilityError(_no_weight(key, weight(catalogue, key, stage) or key))


def weight(catalogue: Catalogue, key: str, stage: Stage) -> str | None:
    """Return the key that weighs a value in a stage; None where it is not weighted."""
    return catalogue[key].weight_key if rule(catalogue, key, stage) == "weighted" else None


# -- which values there are at each stage


def closure(catalogue: Catalogue, targets: Iterable[str]) -> list[str]:
    """Return the targets and all that they are made from and weighed with."""
    found: dict[str, None] = {}
    waiting = list(targets)
    while waiting:
        key = waiting.pop()
        if key not in found and key in catalogue.parts.indicators:
            found[key] = None
            waiting += [*catalogue.needs(key), *([w] if (w := catalogue[key].weight_key) else [])]
    return list(found)


def _shelves(setup: Setup, stages: Sequence[Stage], targets: Iterable[str]) -> list[set[str]]:
    """Return what is given before the first stage, and what is aggregated by each."""
    catalogue, keys = setup.catalogue, closure(setup.catalogue, targets)
    shelves = [set(read_headers(catalogue, setup.columns))]
    for stage in stages:
        before = Builder(catalogue, shelves[-1], rows=True)
        weights = {key: weight(catalogue, key, stage) for key in keys}
        ruled = [key for key in keys if rule(catalogue, key, stage) is not None and before.available(key)]
        shelves.append({key for key in ruled if not (w := weights[key]) or before.available(w)})
    return shelves


# -- in which order the stages are taken


def in_order(setup: Setup, target: str) -> tuple[Stage, ...]:
    """Return the stages in the order that a target asks for: time first, unless values over time belong to the whole area.

    An index whose mean over time is declared, and which is re-derived over areas, is derived for the area before its
    mean is taken. One whose mean over areas is declared is re-derived over time first.

    Raises:
        ComparabilityError: parts of the target ask for both.
    """
    space_first: list[str] = []
    time_first: list[str] = []
    _ask(setup, target, space_first, time_first, set())
    if space_first and time_first:
        msg = (
            f"{target} is not rolled up in both directions at once: {', '.join(space_first)} goes over areas first,"
            f" {', '.join(time_first)} over time first; roll up twice, in the order you mean"
        )
        raise ComparabilityError(msg)
    if space_first:
        return tuple(sorted(setup.stages, key=lambda s: s.kind == "time"))
    return setup.stages


def _ask(setup: Setup, key: str, space_first: list[str], time_first: list[str], seen: set[str]) -> None:
    if key in seen or key not in setup.catalogue or not made(setup.catalogue, key):
        return
    seen.add(key)
    ruled = [stage for stage in setup.stages if rule(setup.catalogue, key, stage) is not None]
    if len(ruled) == len(setup.stages):
        return
    time = any(stage.kind == "time" for stage in ruled)
    if ruled and any(stage.kind == "time" for stage in setup.stages):
        (space_first if time else time_first).append(key)
    for need in setup.catalogue.needs(key):
        _ask(setup, need, space_first, time_first, seen)


# -- why a target is not rolled up


def _why_not(setup: Setup, stages: tuple[Stage, ...], target: str) -> str:
    """Return why a target cannot be rolled up; an empty text where it can, or where only columns are missing."""
    shelves = _shelves(setup, stages, [target])
    return _reason(setup, stages, shelves, target, len(stages))


def _reason(setup: Setup, stages: Sequence[Stage], shelves: Sequence[set[str]], key: str, at: int) -> str:
    catalogue = setup.catalogue
    if at == 0 or key not in catalogue or Builder(catalogue, shelves[at], rows=True).available(key):
        return ""
    stage = stages[at - 1]
    before = Builder(catalogue, shelves[at - 1], rows=True)
    if rule(catalogue, key, stage) is not None:
        weighs = weight(catalogue, key, stage)
        lacking = weighs if weighs and before.available(key) else key
        return _reason(setup, stages, shelves, lacking, at - 1) or _no_weight(key, lacking)
    if not made(catalogue, key) or key in catalogue.parts.windows:
        return refusal(catalogue, key, stage) if before.available(key) else _reason(setup, stages, shelves, key, at - 1)
    told = [r for need in catalogue.needs(key) if (r := _reason(setup, stages, shelves, need, at))]
    if told:
        return f"{key} is re-derived from its parts, and {told[0]}"
    return refusal(catalogue, key, stage) if key in shelves[0] else ""


def _no_weight(key: str, lacking: str) -> str:
    if key == lacking:
        return ""
    return f"{key} is weighted by {lacking}, and the table has no column {lacking!r}; add it"
