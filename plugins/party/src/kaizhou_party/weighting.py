"""A weighted completion of the loop: no weights are public, so they are configuration without a default."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from kaizhou_indicators import Completion, Composite, Score, Text

from .errors import refuse, required, unexpected
from .loops import LOOP

_NEEDED = {
    "year": "the year for which the weights hold",
    "total": "1 or 100, what the weights add up to",
    "missing": "'refuse' or 'renormalise', where no element of a step applies",
    "weights": "{step: weight} for " + ", ".join(f"{step} ({step.name})" for step in LOOP.steps),
}


def weighting_of(table: Mapping[str, Any] | None = None) -> Composite:
    """Return the validated weights of the five steps of the loop.

    Args:
        table: ``year``, ``total``, ``missing`` and ``weights``.

    Raises:
        PartyError: what is missing; steps without weight, unknown steps.
        ProcessError: weights that do not add up to the total, or are not above zero.

    >>> weights = {"systems": 20, "start": 20, "process": 20, "support": 20, "result": 20}
    >>> weighting_of({"year": 2024, "total": 100, "missing": "refuse", "weights": weights}).names
    ('systems', 'start', 'process', 'support', 'result')
    """
    given = required("weights", table, _NEEDED)
    weights = given["weights"]
    steps = [step.name for step in LOOP.steps]
    faults = unexpected("weights", given, _NEEDED)
    faults += [f"step {word!r} is unknown; known: {', '.join(steps)}" for word in weights if word not in steps]
    faults += [f"step {step} has no weight; supply one" for step in steps if step not in weights]
    refuse("weights", faults)
    items = {
        step.name: {
            "title": step.title,
            "weight": weights[step.name],
            "benchmarks": {given["year"]: 1},
            "better": "higher",
            "cap": 1,
        }
        for step in LOOP.steps
    }
    title = Text("闭环加权完成度", "Weighted completion of the loop")
    return Composite(title, items, total=given["total"], missing=given["missing"])


def weighted(weights: Composite, done: Completion, year: int | str) -> Score:
    """Return the weighted completion, exact; ``weights.total`` is a closed loop.

    Args:
        weights: from ``weighting_of``.
        done: from ``LOOP.completion`` or ``LOOP.pooled``.
        year: whose weights hold.

    Raises:
        ProcessError: no weights for the year, or a step in which nothing applies where that is refused.
    """
    return weights.score({step: Fraction(k, n) if n else None for step, (k, n) in done.by_step.items()}, year)
