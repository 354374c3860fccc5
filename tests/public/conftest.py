"""The public panels of the examples, compared once for all tests; the examples are imported as they are run."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
import pytest

import kaizhou_indicators as ki

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "examples"))

import co2  # noqa: E402  # found beside the examples
import owid  # noqa: E402


@pytest.fixture(scope="session")
def reg() -> ki.Registry:
    """The domain of emissions alone."""
    return ki.Registry([co2.co2])


@pytest.fixture(scope="session")
def cells(reg: ki.Registry) -> dict[str, pl.DataFrame]:
    """Edition -> every cell of its derived columns, compared on polars."""
    return {edition: owid.cells(reg, edition) for edition in owid.EDITIONS}
