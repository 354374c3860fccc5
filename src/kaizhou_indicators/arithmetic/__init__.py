"""Arithmetic of official statistics (统计公报的算法): each change, share and index number once, with its source.

Three laws:

* A function is plain arithmetic: it works on bare numbers, and inside a formula it is traced like any other
  expression, so that units, columns, intervals and LaTeX follow from it. Only ``cumulative_growth`` (累计法) is numeric.
* Ratios are bare: 增长12% is 0.12, 是3.1倍 is 3.1; an indicator that declares ``unit="%"`` holds 12 when derived. Index
  numbers alone have 100 at their base, as they are printed (上年=100).
* What has no meaning has no value. A growth on a base of zero or below, a share of zero: on plain numbers a
  ``DerivationError`` that names the argument; in a formula it is undefined, null in a table.

>>> from kaizhou_indicators import arithmetic
>>> round(100 * arithmetic.growth(49070, 37681), 1)
30.2
"""

from __future__ import annotations

from .grading import quantile_grade
from .indices import deflate, fisher, index, inflate, laspeyres, paasche, real_growth, rebase
from .linking import chain_index, chained_growth, links
from .multiples import (
    doubled,
    doublings,
    more_from_times,
    percent_from_times,
    times,
    times_from_more,
    times_from_percent,
    times_more,
)
from .over_time import average_growth, cumulative_growth, grown, growth, implied_base, years_between, years_counted
from .parts import average_population, contribution, per_capita, points, points_of_growth, pull, share
from .schedule import ahead_of_schedule, elapsed

__all__ = [
    "ahead_of_schedule",
    "average_growth",
    "average_population",
    "chain_index",
    "chained_growth",
    "contribution",
    "cumulative_growth",
    "deflate",
    "doubled",
    "doublings",
    "elapsed",
    "fisher",
    "grown",
    "growth",
    "implied_base",
    "index",
    "inflate",
    "laspeyres",
    "links",
    "more_from_times",
    "paasche",
    "per_capita",
    "percent_from_times",
    "points",
    "points_of_growth",
    "pull",
    "quantile_grade",
    "real_growth",
    "rebase",
    "share",
    "times",
    "times_from_more",
    "times_from_percent",
    "times_more",
    "years_between",
    "years_counted",
]
