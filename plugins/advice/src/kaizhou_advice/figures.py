"""Figures and honours of Kaizhou as published, from ``data/``; nothing here is calculated."""

from __future__ import annotations

from . import handling, papers, roster, topics  # noqa: F401  # the indicators of the domain are declared there
from .domain import DATA, advice

advice.read_figures(DATA / "figures.toml")
advice.read_honours(DATA / "honours.toml")
