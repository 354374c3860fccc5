"""Figures and honours as published, from ``data/``; nothing here is calculated."""

from __future__ import annotations

from . import crime, evaluation, funnel, people, register, rules  # noqa: F401  # the indicators observed are declared there
from .domain import DATA, minors

minors.read_figures(DATA / "figures.toml")
minors.read_honours(DATA / "honours.toml")
