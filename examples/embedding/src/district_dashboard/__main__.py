"""The command: ``district-dashboard --config dashboard.toml figures.csv`` prints the answer as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from .config import read_config
from .definitions import load
from .errors import DashboardError
from .service import Dashboard


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 2 with the error on stderr."""
    parser = argparse.ArgumentParser(prog="district-dashboard", description="Monthly figures in, JSON rows out.")
    parser.add_argument("figures", nargs="?", help="CSV of area, period and one column an indicator")
    parser.add_argument("--config", required=True, help="TOML file: plugins, targets, settings, fingerprint")
    parser.add_argument("--pin", action="store_true", help="print the line that pins the definitions installed now")
    given = parser.parse_args(arguments)
    if given.pin == bool(given.figures):
        parser.error("give a file of figures, or --pin")
    try:
        print(_pin(given.config) if given.pin else _answer(given.config, given.figures))
    except DashboardError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 2
    return 0


def _answer(config: str, figures: str) -> str:
    answer = Dashboard(read_config(config)).answer(figures)
    return json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False)


def _pin(config: str) -> str:
    told = read_config(config)
    unpinned = type(told)(told.plugins, told.targets, None, told.settings)
    return f'fingerprint = "{load(unpinned).registry.fingerprint}"'


if __name__ == "__main__":
    sys.exit(main())
