"""district_dashboard: a small service that embeds kaizhou_indicators and one plugin.

It reads monthly figures from a CSV, has the library check them, derives what a configuration asks for and returns rows
that ``json`` can write, each with unit, baseline, sources and, where there is no value, the reason.
"""

from __future__ import annotations

from .config import Config, read_config
from .errors import ConfigError, DashboardError, DefinitionsError, FiguresError, PinError
from .service import Answer, Dashboard

__all__ = [
    "Answer",
    "Config",
    "ConfigError",
    "Dashboard",
    "DashboardError",
    "DefinitionsError",
    "FiguresError",
    "PinError",
    "read_config",
]
