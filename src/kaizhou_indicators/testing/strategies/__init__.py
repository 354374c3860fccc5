"""Strategies: values, rows, tables, figures, references and settings for property tests, made from a registry alone.

A domain that says what its indicators are has said what valid data look like; the strategies draw such data, the ends
of ranges and the limits of classes often, and shrink to small numbers. They need the extra ``testing`` (hypothesis).

>>> import kaizhou_indicators as ki
>>> from kaizhou_indicators.testing import strategies
>>> registry = ki.load(only=["water"])
>>> from hypothesis import find
>>> find(strategies.values(registry, "water.ph"), lambda ph: ph > 7)
14.0
"""

from __future__ import annotations

from .asked import askable, baselines, references, settings, settings_to_try
from .choosing import numbers
from .places import areas, dimensions, frequencies, periods, run_of_periods
from .printed import figures, print_value
from .rows import Rows, rows
from .span import Span, span_of
from .tables import columns, frames, installed, tabled
from .values import observations, units, values

__all__ = [
    "Rows",
    "Span",
    "areas",
    "askable",
    "baselines",
    "columns",
    "dimensions",
    "figures",
    "frames",
    "frequencies",
    "installed",
    "numbers",
    "observations",
    "periods",
    "print_value",
    "references",
    "rows",
    "run_of_periods",
    "settings",
    "settings_to_try",
    "span_of",
    "tabled",
    "units",
    "values",
]
