"""Figures and honours of Kaizhou's primary care as published, from ``data``; nothing here is calculated."""

from __future__ import annotations

from . import community, grading, support, targets, visits  # noqa: F401  # the indicators observed are declared there
from .domain import DATA, health

health.read_figures(DATA / "figures.toml")
health.read_honours(DATA / "honours.toml")
