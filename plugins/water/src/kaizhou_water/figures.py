"""Figures of Kaizhou's waters as published, from ``data/figures.toml``; nothing here is calculated."""

from __future__ import annotations

from kaizhou_indicators import Text

from . import ecology, environment, rating, resources, trophic  # noqa: F401  # the indicators observed are declared there
from .domain import water
from .tables import table, text


def _observe_all() -> None:
    for figure in table("figures")["figure"]:
        value = figure.get("value")
        water.observe(
            figure["name"],
            area=figure["area"],
            period=figure["period"],
            value=None if value is None else float(value),
            printed=figure["printed"],
            unit=figure.get("unit", ""),
            source=f"water.{figure['source']}",
            note=text(figure["note"]) if "note" in figure else Text(""),
        )


_observe_all()
