"""Figures and honours of Kaizhou as published, from ``data/``; nothing here is calculated."""

from __future__ import annotations

from . import awards, columns, grades, items, reporters, talent  # noqa: F401  # the indicators observed are declared there
from .domain import DATA, media

media.read_figures(DATA / "figures.toml")
media.read_honours(DATA / "honours.toml")
