"""Search on pages in Chinese: the language ``zh`` of Sphinx's search, by pairs of characters instead of a dictionary.

Results are ordered so that what is called what was asked for comes first, unless the site has an order of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.search import SearchLanguage

from .splitting import index_terms, script

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


class ChineseSearch(SearchLanguage):
    """Texts cut by the rule of ``splitting``; words of other scripts stay whole and are found by their parts."""

    lang = "zh"
    language_name = "Chinese"
    js_splitter_code = script()

    def split(self, input: str) -> list[str]:  # noqa: A002  # Sphinx's name
        """Return the terms of a text."""
        return index_terms(input)


def setup(app: Sphinx) -> None:
    """Register the language; it stands in for the one that Sphinx brings."""
    app.add_search_language(ChineseSearch)
    app.connect("config-inited", add_order)


def add_order(_app: Sphinx, config: Config) -> None:
    """Order the results, where the site does not."""
    config.html_search_scorer = config.html_search_scorer or str(Path(__file__).parent / "scorer.js")
