"""Laws of the identities: what domains say that figures must satisfy follows from the formulas, wherever it is left to them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...engine.registry import Registry
from ...figures import round_figure
from ..strategies import Rows
from ..strategies.relations import Relation, relations_of, upstream
from .ground import Ground
from .trial import Draw, Trial, law


def _following(ground: Ground) -> tuple[str, ...]:
    """Return the identities of the domains tested that are left to formulas, at least in part."""
    registry = ground.registry
    found = [r for r in relations_of(registry) if r.key.partition(".")[0] in ground.domains]
    return tuple(
        dict.fromkeys(r.key for r in found if r.follows(upstream(registry, r.figures)) and not _away(ground, r))
    )


def _away(ground: Ground, relation: Relation) -> bool:
    return any(name in ground.registry and ground.away(name) for name in relation.figures)


@law(_following)
def identities_hold(trial: Trial) -> None:
    """Require of an identity that is left to formulas that it holds for all measured figures that keep the other ones.

    Graded and ungraded institutions are all of them, whatever the numbers are; a share is that of its parts as printed.
    """

    def body(registry: Registry, draw: Draw) -> None:
        rows = _rows(trial, registry)
        row = rows.drawn(draw)
        for relation in rows.conclusions:
            if relation.key != trial.key or any(row.get(name) is None for name in relation.figures):
                continue
            wrong = relation.broken(_printed(relation, row))
            if wrong:
                way_out = "correct the formula, or declare the identity that keeps its inputs together"
                figures = {name: row[name] for name in rows.leaves}
                raise trial.violation(registry, f"valid figures break it: {wrong}", figures, way_out)

    trial.hold(body)


def _rows(trial: Trial, registry: Registry) -> Rows:
    relations = [r for r in relations_of(registry) if r.key == trial.key]
    return trial.rows(registry, *dict.fromkeys(name for r in relations for name in r.figures))


def _printed(relation: Relation, row: Any) -> dict[str, Any]:
    """Return the figures of a relation; shares as they would be printed, to the decimals that the identity states."""
    values = {name: row[name] for name in relation.figures}
    if relation.rule.kind not in {"share", "shares"} or not relation.rule.slack:
        return values
    decimals = 0
    while Fraction(1, 2) / 10**decimals > relation.rule.slack:
        decimals += 1
    return values | {name: Fraction(round_figure(values[name], decimals)) for name in relation.rule.plus}
