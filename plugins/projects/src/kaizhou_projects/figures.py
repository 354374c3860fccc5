"""Figures and honours as published, from ``data/figures.toml`` and ``data/honours.toml``; nothing here is calculated."""

from __future__ import annotations

from . import batches, funds, growth, investment, progress, quarters, schedule  # noqa: F401  # they declare what is observed
from .domain import DATA, projects

projects.read_figures(DATA / "figures.toml")
projects.read_honours(DATA / "honours.toml")
