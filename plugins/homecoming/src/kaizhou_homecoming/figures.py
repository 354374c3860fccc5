"""Figures and honours of Kaizhou as published, from ``data/``; nothing here is calculated."""

from __future__ import annotations

from . import contribution, district, entities, giving, outreach, projects, rates  # noqa: F401  # the indicators observed are declared there
from .domain import DATA, homecoming

homecoming.read_figures(DATA / "figures.toml")
homecoming.read_honours(DATA / "honours.toml")
