"""The site, built once in both languages; one that is built already is taken from the folder that ``KAIZHOU_SITE`` names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from html_pages import Page, pages_of

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The folder of the built site."""
    for needed in ("sphinx", "furo", "myst_parser"):
        pytest.importorskip(needed, reason="the site needs the extra docs")
    given = os.environ.get("KAIZHOU_SITE")
    if given:
        return Path(given).resolve()
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, str(DOCS / "build.py"), str(folder)],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
    return folder


@pytest.fixture(scope="session")
def pages(site) -> dict[str, dict[str, Page]]:
    """Language -> path -> page."""
    return {language: pages_of(site / language) for language in ("zh", "en")}
