"""Figures of Kaizhou as published, from ``data/figures.toml``; nothing here is calculated."""

from __future__ import annotations

from . import loops, reports, subjects, targets  # noqa: F401  # the indicators observed are declared there
from .domain import DATA, party

party.read_figures(DATA / "figures.toml")
