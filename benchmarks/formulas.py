"""Sixty indicators in three levels, written once with the public face: ten shapes of formula over the panel's columns.

``SPECS`` is the list that the rivals are written from too, each in its own words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from panel import AMOUNTS, CASES, PEOPLE

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text, ln, maximum, minimum, where

#: shape -> the formula, as a domain team writes it
SHAPES: Mapping[str, Callable[..., Any]] = {
    "quotient": lambda a, b: a / b,
    "growth": lambda a, b: (a - b) / b,
    "total": lambda a, b, c: a + b + c,
    "capped": lambda a, b: minimum(a / b, 1),
    "log": lambda a: 10 * (2.5 + 1.086 * ln(a)),
    "pick": lambda a, b: where(a > b, a - b, b),
    "mean": lambda a, b, c: (a + b + c) / 3,
    "weighted": lambda a, b, c: 0.5 * a + 0.3 * b + 0.2 * c,
    "best": lambda a, b: maximum(a, b),  # noqa: PLW0108  # a formula has named parameters
    "graded": lambda a, b, c: where(a >= 0, b, c),
}
#: the shapes whose result is in %, and the one that divides 万元 by 人 to give 元
PERCENT, TEN_THOUSAND = 100.0, 10_000.0


@dataclass(frozen=True)
class Spec:
    """One derived indicator: name, level, shape, inputs (names in the panel), unit, and the factor into that unit."""

    name: str
    level: int
    shape: str
    inputs: tuple[str, ...]
    unit: str
    factor: float = 1.0

    @property
    def key(self) -> str:
        """The indicator's key."""
        return f"panel.{self.name}"

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its inputs."""
        return tuple(f"panel.{name}" for name in self.inputs)


def _several(name: str, level: int, shape: str, lists: list[list[str]], count: int, *into: Any) -> list[Spec]:
    """Return specs that take the i-th of each list, the k-th list moved on by k; ``into`` is unit and factor."""
    picked = [tuple(names[(i + k) % len(names)] for k, names in enumerate(lists)) for i in range(count)]
    return [Spec(f"{name}_{i}", level, shape, inputs, *into) for i, inputs in enumerate(picked)]


def _names(specs: list[Spec]) -> list[str]:
    return [spec.name for spec in specs]


def _level_one() -> dict[str, list[Spec]]:
    return {
        "share": _several("share", 1, "quotient", [AMOUNTS, AMOUNTS], 4, "%", PERCENT),
        "head": _several("head", 1, "quotient", [AMOUNTS, PEOPLE], 4, "元/人", TEN_THOUSAND),
        "growth": _several("growth", 1, "growth", [AMOUNTS, AMOUNTS], 3, "%", PERCENT),
        "sum": _several("sum", 1, "total", [AMOUNTS, AMOUNTS, AMOUNTS], 3, "万元"),
        "capped": _several("capped", 1, "capped", [CASES, CASES], 2, "%", PERCENT),
        "log": _several("log", 1, "log", [CASES], 2, "1"),
        "pick": _several("pick", 1, "pick", [PEOPLE, PEOPLE], 2, "人"),
    }


def _level_two(one: Mapping[str, list[Spec]]) -> dict[str, list[Spec]]:
    share, growth, total, capped, log, pick = (
        _names(one[n]) for n in ("share", "growth", "sum", "capped", "log", "pick")
    )
    return {
        "part": _several("part", 2, "quotient", [total, total], 3, "%", PERCENT),
        "mean": _several("mean", 2, "mean", [share, share, share], 4, "%"),
        "index": _several("index", 2, "weighted", [log, share, growth], 4, "1"),
        "best": _several("best", 2, "best", [share, share], 3, "%"),
        "served": _several("served", 2, "quotient", [total, pick], 3, "元/人", TEN_THOUSAND),
        "graded": _several("graded", 2, "graded", [growth, share, capped], 3, "%"),
    }


def _level_three(one: Mapping[str, list[Spec]], two: Mapping[str, list[Spec]]) -> dict[str, list[Spec]]:
    head, served, mean, best, index = (
        _names(s) for s in (one["head"], two["served"], two["mean"], two["best"], two["index"])
    )
    return {
        "score": _several("score", 3, "weighted", [index, index, index], 5, "1"),
        "against": _several("against", 3, "quotient", [served, head], 5, "%", PERCENT),
        "reached": _several("reached", 3, "capped", [mean, best], 4, "%", PERCENT),
        "scale": _several("scale", 3, "log", [served], 3, "1"),
        "kept": _several("kept", 3, "pick", [mean, best], 3, "%"),
    }


def _specs() -> tuple[Spec, ...]:
    one = _level_one()
    two = _level_two(one)
    return tuple(s for group in (one, two, _level_three(one, two)) for several in group.values() for s in several)


SPECS = _specs()
LEVELS = tuple(tuple(spec for spec in SPECS if spec.level == level) for level in (1, 2, 3))
TARGETS = tuple(spec.key for spec in SPECS)
#: the shapes that take bare numbers
EMPIRICAL = {"log", "weighted"}


def registry() -> ki.Registry:
    """Return the registry of the sixty indicators."""
    domain = Domain("panel", Text("面板", "Panel"))
    for names, unit in ((AMOUNTS, "万元"), (PEOPLE, "人"), (CASES, "件")):
        for name in names:
            domain.indicator(name, Text(name, name), unit=unit, better="higher", over_time="sum", over_area="sum")
    units = {spec.name: spec.unit for spec in SPECS} | dict.fromkeys(CASES, "件")
    for spec in SPECS:
        parameters = "abc"[: len(spec.inputs)]
        how: dict[str, Any] = {"inputs": dict(zip(parameters, spec.keys, strict=True))}
        if spec.shape in EMPIRICAL:
            how["takes"] = {p: units[n] for p, n in zip(parameters, spec.inputs, strict=True)}
        if spec.shape == "growth":
            how["kind"] = "rate"
        domain.derived(spec.name, Text(spec.name, spec.name), unit=spec.unit, **how)(SHAPES[spec.shape])
    return ki.Registry([domain])


def reference(row: Mapping[str, float | None]) -> dict[str, float | None]:
    """Return the sixty values of a row in plain Python, None where a value is undefined."""
    values = dict(row)
    for spec in SPECS:
        taken = [values[key] for key in spec.keys]
        try:
            values[spec.key] = PLAIN[spec.shape](*taken) * spec.factor
        except (TypeError, ZeroDivisionError, ValueError):  # of a None, of a division by zero, of a logarithm
            values[spec.key] = None
    return values


#: shape -> the formula in plain Python
PLAIN: Mapping[str, Callable[..., float]] = {
    "quotient": lambda a, b: a / b,
    "growth": lambda a, b: (a - b) / b,
    "total": lambda a, b, c: a + b + c,
    "capped": lambda a, b: min(a / b, 1.0),
    "log": lambda a: 10 * (2.5 + 1.086 * math.log(a)),
    "pick": lambda a, b: a - b if a > b else b,
    "mean": lambda a, b, c: (a + b + c) / 3,
    "weighted": lambda a, b, c: 0.5 * a + 0.3 * b + 0.2 * c,
    "best": max,
    "graded": lambda a, b, c: b if a >= 0 else c,
}
