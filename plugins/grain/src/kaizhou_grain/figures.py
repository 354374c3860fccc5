"""Figures and honours as published, from ``data/figures.toml`` and ``data/honours.toml``; nothing here is calculated."""

from __future__ import annotations

from kaizhou_indicators import Text

from . import benefit, bidding, crops, demonstration, farming, land, machinery, straw  # noqa: F401  # they declare what is observed
from .domain import DATA, grain

grain.baseline("city", title=Text("全市", "The whole city"), area="500000")
grain.read_figures(DATA / "figures.toml")
grain.read_honours(DATA / "honours.toml")
