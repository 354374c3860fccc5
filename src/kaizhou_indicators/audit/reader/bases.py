"""Bases: what a text compares with, as the baseline of a reference: a built-in one, a period, one that the domain names, an area."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from .names import Names, core
from .said import NotBoundError
from .times import fixed_base
from .tokens import Compared

if TYPE_CHECKING:
    from ...model.indicator import Indicator
    from ...registry.catalogue import Catalogue


def base_of(reg: Catalogue, names: Names, areas: Mapping[str, str], indicator: Indicator, base: Compared | None) -> str:
    """Return what a change of an indicator is compared with, as a reference says it.

    Raises:
        NotBoundError: it is not printed, or is no baseline of the indicator.
    """
    if base is None or base.kind == "odd":
        raise NotBoundError("baseline", base.text if base else "")
    if base.kind in {"yoy", "prev"}:
        return base.kind
    if base.kind == "period":
        period = fixed_base(base.text)
        if period is None:
            raise NotBoundError("baseline", base.text)
        return period
    named = dict.fromkeys(_named(reg, names, indicator, base.text))
    if len(named) == 1:
        return next(iter(named))
    if not named and base.text in areas:
        return f"area={areas[base.text]}"
    raise NotBoundError("baseline", base.text)


def _named(reg: Catalogue, names: Names, indicator: Indicator, printed: str) -> Iterator[str]:
    """Yield the baselines of the indicator's own domain that are called so and hold for it."""
    for key in dict.fromkeys((*names.bases.get(printed, ()), *names.bases.get(core(printed), ()))):
        owner, _, name = key.partition(".")
        record = reg.parts.baselines[key]
        listed = {*record.indicators, *record.limits}
        if owner == indicator.domain and (not listed or indicator.name in listed):
            yield name
