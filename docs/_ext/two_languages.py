"""Two languages from one source: pages that are written twice, and the place of a page in the other language.

Law: the builds of all languages have the same pages under the same names, so that a switch of language keeps the place.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

#: language of a build -> folder of its pages, the name the language gives itself, and its code in HTML
LANGUAGES = {"zh_CN": ("zh", "中文", "zh-CN"), "en": ("en", "English", "en")}
#: the line by which a page written twice links to the other, where no site is around it
_SWITCH = re.compile(r"^\[(?:中文|English)\]\(\S+\)\n", re.MULTILINE)


def twice_written(source: Path) -> Path:
    """Return where the Chinese of a page stands if it is written twice."""
    return source.with_name(f"{source.stem}.zh-CN.md")


def choose_page(app: Sphinx, page: str, text: list[str]) -> None:
    """Take the page in the language of the build where it is written twice."""
    other = twice_written(Path(app.env.doc2path(page)))
    if other.exists():
        app.env.note_dependency(str(other))
        chosen = other.read_text("utf-8") if app.config.language == "zh_CN" else text[0]
        text[0] = _SWITCH.sub("", chosen)


def add_languages(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell the templates where this page stands in each language."""
    del template, doctree
    root = context["pathto"]("", 1).removesuffix("#")
    root = f"{root}/" if root and not root.endswith("/") else root
    context["languages"] = [
        {"name": name, "code": code, "here": language == app.config.language, "url": f"{root}../{folder}/{page}.html"}
        for language, (folder, name, code) in LANGUAGES.items()
    ]


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect."""
    app.connect("source-read", choose_page)
    app.connect("html-page-context", add_languages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
