"""Scores per mu published elsewhere with weights and dated benchmarks: examples, read from ``data/benchmarks.toml``."""

from __future__ import annotations

import tomllib
from typing import Any

from kaizhou_indicators import Composite, Quantiles, SettingError

from .domain import DATA

_SCORES = ("huangyan_large", "huangyan_small")


def _table() -> dict[str, Any]:
    return tomllib.loads((DATA / "benchmarks.toml").read_text("utf-8"))


def published(name: str) -> Composite:
    """Return a published score of industrial enterprises, with the benchmarks of 2021 and 2022.

    Args:
        name: ``huangyan_large`` or ``huangyan_small`` (enterprises above and below the size limit).

    Raises:
        SettingError: another name.

    Source: 黄岩区工业企业综合评价公示 2021, 2022 (read in copies, not official here).

    >>> large = published("huangyan_large")
    >>> met = {item.name: float(item.benchmarks["2022"]) for item in large.items}
    >>> large.score(met, year=2022).value
    Fraction(100, 1)
    """
    if name not in _SCORES:
        msg = f"no published score {name!r}; there are {', '.join(_SCORES)}, and mu_benefit(table) takes your own"
        raise SettingError(msg)
    table = _table()[name]
    # the mean of the group stands in for a missing item there; score_group(missing="group_mean") applies it
    policy = "refuse" if table["missing"] == "group_mean" else table["missing"]
    return Composite(table["title"], table["items"], total=table["total"], missing=policy)


def published_shares(*, rounding: str) -> Quantiles:
    """Return the shares of the grades A to D that Wenling printed for five industries in 2022.

    Args:
        rounding: ``down`` or ``up``, where a share is no whole number of units; not printed, so it must be said.

    >>> {label: float(share) for label, share in published_shares(rounding="up").shares.items()}
    {'A': 0.2, 'B': 0.6, 'C': 0.15, 'D': 0.05}
    """
    return Quantiles(_table()["wenling_shares"]["shares"], rounding=rounding, better="higher")
