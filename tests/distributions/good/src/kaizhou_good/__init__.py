"""Orchards (果园): two indicators, a formula, a baseline and a unit of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kaizhou_indicators import Domain, Text, hookimpl

good = Domain("good", Text("果园", "Orchards"), units=["柑筐 = 25 * kilogram"])

good.indicator("harvest", Text("柑橘产量", "Harvest"), unit="万柑筐", better="higher", over_time="sum", over_area="sum")
good.indicator("area", Text("挂果面积", "Bearing area"), unit="亩", over_time="last", over_area="sum")


@good.derived("yield_per_mu", Text("亩产", "Yield per mu"), unit="公斤/亩", better="higher")
def yield_per_mu(harvest: Any, area: Any) -> Any:
    """What a mu bears."""
    return harvest / area


good.baseline("before", title=Text("2018年", "2018"), period="2018")


@hookimpl
def kaizhou_domains() -> Iterable[Domain]:
    """Return the domain of this plugin."""
    return [good]
