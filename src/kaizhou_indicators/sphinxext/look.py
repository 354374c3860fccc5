"""The style sheet, which follows the theme in light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

STATIC = Path(__file__).parent / "static"
SHEET = "kaizhou.css"


def setup(app: Sphinx) -> None:
    """Register the style sheet."""
    app.add_css_file(SHEET)
    app.connect("config-inited", add_static)


def add_static(_app: Sphinx, config: Config) -> None:
    """Have the style sheet copied with the site's own static files, which come later and may replace it."""
    config.html_static_path = [str(STATIC), *config.html_static_path]
