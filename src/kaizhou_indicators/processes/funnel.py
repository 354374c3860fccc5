"""Funnel: ordered steps of which each holds no more than the one before (预警 ≥ 推送 ≥ 签收 ≥ 处置 ≥ 销号).

Rates of a funnel are shares of counts: over several rows they are pooled, Σ/Σ, and never averaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs

from ..model.domain import Domain
from ..model.record import record
from ..text import Text, as_text
from .counts import number_text, read_amounts
from .faults import refuse
from .formulas import SHARE, NamedFormula, ratio
from .identity import Identity
from .steps import Step, as_steps, joined, key_faults, step_faults

Amounts = Mapping[str, Any]


@attrs.frozen
class StepRate:
    """How much of what entered a step is left after it, as exact fractions.

    Attributes:
        previous: step / the step before; None for the first step, a missing number, or a base of zero.
        first: step / the first step; None alike.
    """

    previous: Fraction | None
    first: Fraction | None


@record
class Funnel:
    """Ordered steps whose numbers never grow.

    Attributes:
        title: what passes through the steps.
        steps: name -> title, in their order; at least two.
        whole: whether the steps are counted (whole numbers only) or measured (contracted and realised 亿元).

    Raises:
        ProcessError: fewer than two steps, or a name or title that occurs twice.

    >>> handling = Funnel("风险处置", {"warned": "预警", "pushed": "推送", "signed": "签收"})
    >>> handling.rates({"warned": 100, "pushed": 98, "signed": 49})["signed"]
    StepRate(previous=Fraction(1, 2), first=Fraction(49, 100))
    >>> handling.check({"warned": 100, "signed": 101})
    Traceback (most recent call last):
    ...
    kaizhou_indicators.errors.ProcessError: Funnel 风险处置: 签收 101 exceeds 预警 100; a later step never holds more
    """

    title: Text = attrs.field(converter=as_text)
    steps: tuple[Step, ...] = attrs.field(converter=as_steps)
    whole: bool = attrs.field(default=True, validator=attrs.validators.instance_of(bool))

    def __attrs_post_init__(self) -> None:
        refuse(self.label, step_faults("step", self.steps, at_least=2))

    @property
    def label(self) -> str:
        """The record as messages name it."""
        return f"Funnel {self.title}"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the steps in their order."""
        return tuple(step.name for step in self.steps)

    def faults(self, amounts: Amounts) -> tuple[str, ...]:
        """Return what is wrong with one row; a step that is None or absent is skipped over."""
        read, wrong = read_amounts(amounts, self.steps, "step", whole=self.whole)
        present = [(step, value) for step in self.steps if (value := read[step.name]) is not None]
        growing = [
            f"{later} {number_text(b)} exceeds {earlier} {number_text(a)}; a later step never holds more"
            for (earlier, a), (later, b) in pairwise(present)
            if b > a
        ]
        return (*wrong, *growing)

    def check(self, amounts: Amounts) -> dict[str, Fraction | None]:
        """Return the numbers by step name.

        Args:
            amounts: step name or title -> number, None where it is missing.

        Raises:
            ProcessError: every step that grows, and every word or number that cannot be, in one message.
        """
        refuse(self.label, self.faults(amounts))
        return read_amounts(amounts, self.steps, "step", whole=self.whole)[0]

    def rates(self, amounts: Amounts) -> dict[str, StepRate]:
        """Return the rates of one row, by step name."""
        return self.pooled_rates([amounts])

    def pooled_rates(self, rows: Iterable[Amounts]) -> dict[str, StepRate]:
        """Return the rates of many rows: Σ/Σ over the rows that have both numbers.

        >>> steps = Funnel("招商", ["签约", "到位"])
        >>> steps.pooled_rates([{"签约": 90, "到位": 45}, {"签约": 10, "到位": 10}, {"签约": 5}])["到位"].previous
        Fraction(11, 20)
        """
        checked = [self.check(row) for row in rows]
        names = self.names
        before: dict[str, str | None] = {names[0]: None, **{b: a for a, b in pairwise(names)}}
        return {
            name: StepRate(
                _pooled(checked, name, before[name]), _pooled(checked, name, names[0] if before[name] else None)
            )
            for name in names
        }

    def identity(self, prefix: str = "") -> Identity:
        """Return the identity that the figures of the steps satisfy, each called ``prefix`` + step name."""
        return Identity.funnel([f"{prefix}{name}" for name in self.names])

    def declare(
        self,
        domain: Domain,
        name: str,
        *,
        unit: str = "件",
        over_time: str | None = "sum",
        over_area: str | None = "sum",
        **shared: Any,
    ) -> tuple[str, ...]:
        """Declare ``name_STEP`` for every step, ``name_STEP_rate`` (% of the step before), and the identity.

        Args:
            domain: the domain that gets the indicators.
            name: how their names begin.
            unit: unit of the steps.
            over_time: how the steps add up over time; the rates are re-derived.
            over_area: how the steps add up over areas.
            shared: attributes that all of the indicators have (``source``, ``since``, ``by`` …).
        """
        refuse(self.label, key_faults("step", self.steps))
        kind = "count" if self.whole else "level"
        rules = {"unit": unit, "kind": kind, "over_time": over_time, "over_area": over_area, "valid": (0, None)}
        keys = [
            domain.indicator(f"{name}_{s.name}", joined(self.title, s.title), **{**rules, **shared}) for s in self.steps
        ]
        for earlier, later in pairwise(self.steps):
            keys.append(self._declare_rate(domain, name, earlier, later, shared))
        domain.identity(f"{name}_funnel", Identity.funnel(keys[: len(self.steps)]))
        return tuple(keys)

    def _declare_rate(self, domain: Domain, name: str, earlier: Step, later: Step, shared: dict[str, Any]) -> str:
        rate = f"{name}_{later.name}_rate"
        title = Text(f"{later.title.zh}率", f"{later.title.en} rate" if later.title.en else "")
        formula = NamedFormula(rate, (f"{name}_{later.name}", f"{name}_{earlier.name}"), ratio)
        domain.derived(rate, joined(self.title, title), **{**SHARE, **shared})(formula)
        return f"{domain.name}.{rate}"


def _pooled(rows: Iterable[Mapping[str, Fraction | None]], part: str, base: str | None) -> Fraction | None:
    pairs = [(a, b) for row in rows if base and (a := row[part]) is not None and (b := row[base]) is not None]
    whole = sum((b for _, b in pairs), Fraction(0))
    return sum((a for a, _ in pairs), Fraction(0)) / whole if whole else None
