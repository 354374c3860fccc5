"""kaizhou_water: three-water coordination (三水统筹) as a domain of kaizhou_indicators.

The package declares the domain ``water`` and adds a few functions for single samples: ``assess`` a sample against
GB 3838-2002, read what lies ``below_detection``, take means, round as the standards do.
"""

from __future__ import annotations

from collections.abc import Iterable

from kaizhou_indicators import Domain, hookimpl

from . import figures as _figures  # noqa: F401  # declares the figures as published, and with them every module's indicators
from .assess import Assessment, AssessmentError, assess
from .domain import water
from .ecology import Bloom, BloomError, bloom_values
from .headings import HEADINGS
from .rating import exceedance_multiple
from .samples import Mean, Reading, SampleError, below_detection, for_assessment, gbt8170, mean_of, mean_ph
from .tables import Item, items, rows

__all__ = [
    "HEADINGS",
    "Assessment",
    "AssessmentError",
    "Bloom",
    "BloomError",
    "Item",
    "Mean",
    "Reading",
    "SampleError",
    "assess",
    "below_detection",
    "bloom_values",
    "exceedance_multiple",
    "for_assessment",
    "gbt8170",
    "items",
    "kaizhou_domains",
    "mean_of",
    "mean_ph",
    "rows",
    "water",
]


@hookimpl
def kaizhou_domains() -> Iterable[Domain]:
    """Return the domain of this plugin."""
    return [water]
