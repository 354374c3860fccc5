"""Mechanisation after another standard (such as NY/T 1408.7 for hills): operations and weights are the user's.

The formula is one: Σ weight × (area worked by machine / area due), with weights that add up to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from inspect import Parameter, Signature
from operator import add
from typing import Any

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Identity, SettingError, Text, refuse

from .domain import FLOW

_NEED = "standard (its name and year), operations = {name: {title, weight}} with weights that add up to 1"


@dataclass(frozen=True)
class Mechanization:
    """A mechanisation rate as its user configured it.

    Attributes:
        standard: the standard whose operations and weights these are.
        operations: name -> title, in their order.
        weights: name -> weight; they add up to 1.
    """

    standard: str
    operations: Mapping[str, Text]
    weights: Mapping[str, Fraction]

    def rate(self, areas: Mapping[str, tuple[Any, Any]]) -> Fraction:
        """Return the rate, 1 for all, from (area worked by machine, area due) of every operation.

        Raises:
            ProcessError: every operation that is missing or unknown, or worked on more than is due.
        """
        faults = [
            f"unknown operation {name!r}; known: {', '.join(self.weights)}"
            for name in areas
            if name not in self.weights
        ]
        faults += [f"{name} is missing; give (by machine, due)" for name in self.weights if name not in areas]
        read = {name: tuple(Fraction(str(area)) for area in pair) for name, pair in areas.items()}
        faults += [
            f"{name}: {float(a):g} by machine exceeds {float(b):g} due; correct one of them"
            for name, (a, b) in read.items()
            if not 0 <= a <= b or b == 0
        ]
        refuse(self.standard, faults)
        return Fraction(_formula(self.weights)(*(read[name][0] / read[name][1] for name in self.weights)))

    def domain(self, name: str) -> Domain:
        """Return a domain of the user's name with areas, rates and ``mechanization_rate`` of the standard."""
        made = Domain(name, Text(f"农业机械化（{self.standard}）", f"Mechanisation ({self.standard})"))
        for operation, title in self.operations.items():
            self._declare(made, operation, title)
        made.derived(
            "mechanization_rate",
            Text(f"综合机械化率（{self.standard}）", f"Mechanisation rate ({self.standard})"),
            unit="%",
            better="higher",
            valid=(0, 100),
            decimals=2,
        )(_formula(self.weights))
        return made

    def _declare(self, made: Domain, operation: str, title: Text) -> None:
        zh, en = title.zh, title.en or operation
        area: dict[str, Any] = {"unit": "万亩", "decimals": 2, **FLOW}
        parts = {
            "part": made.indicator(
                f"{operation}_area_machine", Text(f"{zh}机械作业面积", f"Area by machine, {en}"), **area
            ),
            "whole": made.indicator(f"{operation}_area_due", Text(f"{zh}应作业面积", f"Area due, {en}"), **area),
        }
        made.derived(
            f"{operation}_rate",
            Text(f"{zh}机械化率", f"Rate, {en}"),
            unit="%",
            better="higher",
            valid=(0, 100),
            inputs=parts,
        )(ki.arithmetic.share)
        made.identity(f"{operation}_within_due", Identity.funnel([parts["whole"], parts["part"]]))


def mechanization(table: Mapping[str, Any] | None = None) -> Mechanization:
    """Return the mechanisation rate that a table configures.

    Args:
        table: ``standard`` and ``operations``, name -> ``title`` and ``weight``.

    Raises:
        SettingError: no table; the weights of NY/T 1408.7 were not read and have no default.
        ProcessError: all faults of the table.

    A synthetic example:

    >>> two = mechanization({"standard": "合成示例", "operations": {
    ...     "ploughing": {"title": "耕整", "weight": 0.6}, "harvesting": {"title": "收获", "weight": 0.4}}})
    >>> float(two.rate({"ploughing": (80, 100), "harvesting": (30, 60)}))
    0.68
    """
    if table is None:
        msg = f"the standard for hills (NY/T 1408.7) was not read, so its weights have no default: supply a table with {_NEED}"
        raise SettingError(msg)
    standard, operations = str(table.get("standard", "")), table.get("operations", {})
    faults = [] if standard else ["no standard; name it, with its year"]
    faults += [] if operations else ["no operations; give operations = {name: {title, weight}}"]
    faults += [
        f"operation {name!r} is no name; use letters, digits and _, and the Chinese as its title"
        for name in operations
        if not (name.isascii() and name.isidentifier() and name.islower())
    ]
    weights = {name: _weight(name, entry, faults) for name, entry in operations.items()}
    total = sum(weights.values(), Fraction(0))
    faults += [f"weights add up to {float(total):g}; they must add up to 1"] if operations and total != 1 else []
    refuse(standard or "mechanisation", faults)
    titles = {name: _text(entry.get("title", name)) for name, entry in operations.items()}
    return Mechanization(standard, titles, weights)


def _formula(weights: Mapping[str, Fraction]) -> Callable[..., Any]:
    """Return Σ weight × rate as a function of the rates, named like the indicators it reads."""
    names = [f"{name}_rate" for name in weights]
    signature = Signature([Parameter(name, Parameter.POSITIONAL_OR_KEYWORD) for name in names])

    def mechanization_rate(*rates: Any, **named: Any) -> Any:
        given = signature.bind(*rates, **named).arguments
        return reduce(add, [weight * given[name] for name, weight in zip(names, weights.values(), strict=True)])

    mechanization_rate.__signature__ = signature  # type: ignore[attr-defined]  # what inspect.signature reads
    return mechanization_rate


def _weight(name: str, entry: Any, faults: list[str]) -> Fraction:
    try:
        weight = Fraction(str(entry["weight"]))
    except (KeyError, TypeError, ValueError):
        faults.append(f"{name} has no weight; give a number above 0")
        return Fraction(0)
    if weight <= 0:
        faults.append(f"{name} has the weight {float(weight):g}; it must be above 0")
    return weight


def _text(value: Any) -> Text:
    return Text(**{"zh": "", **value}) if isinstance(value, Mapping) else Text(str(value))
