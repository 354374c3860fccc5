"""Figures and honours of Kaizhou's waters as published, from ``data/``; nothing here is calculated."""

from __future__ import annotations

from . import ecology, environment, rating, resources, trophic  # noqa: F401  # the indicators observed are declared there
from .domain import water
from .tables import DATA

water.read_figures(DATA / "figures.toml")
water.read_honours(DATA / "honours.toml")
