"""How the tests make a site: a mini project is copied, built as Sphinx builds it, and looked at."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import attrs
import pytest

HERE = Path(__file__).parent
NO_SPHINX = "Sphinx is not installed: pip install 'kaizhou-indicators[docs]'"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def need_sphinx() -> None:
    """Skip what follows, in words, where Sphinx is not installed."""
    pytest.importorskip("sphinx.application", reason=NO_SPHINX)


@attrs.frozen
class Site:
    """A site as it was built.

    Attributes:
        out: what was written.
        warnings: what was warned of.
        read: the pages that were read for it.
    """

    out: Path
    warnings: list[str]
    read: set[str]

    def html(self, page: str = "index") -> str:
        """Return a page as written."""
        return (self.out / f"{page}.html").read_text("utf-8")

    def pages(self) -> dict[str, str]:
        """Return all pages, by their path."""
        return {str(path.relative_to(self.out)): path.read_text("utf-8") for path in sorted(self.out.rglob("*.html"))}

    def part(self, anchor: str, page: str = "index") -> str:
        """Return the text that follows an anchor, up to the next description."""
        return text_of(self.html(page).partition(f'id="{anchor}"')[2].partition('<dl class="kz indicator')[0])


def text_of(html: str) -> str:
    """Return what a reader sees of HTML, without the invisible signs of MathML."""
    seen = unescape(re.sub(r"<[^>]*>", " ", html.partition(">")[2]))
    return " ".join(seen.replace("\N{FUNCTION APPLICATION}", "").split())


def copied(root: str, place: Path, **pages: str) -> Path:
    """Copy a mini project, with further pages by name."""
    source = shutil.copytree(HERE / "roots" / root, place / root, dirs_exist_ok=True)
    for name, text in pages.items():
        (source / f"{name}.rst").write_text(text, "utf-8")
    return source


def built(source: Path, builder: str = "html", **settings: object) -> Site:
    """Build a project; what was built before is made use of, as Sphinx does."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    out, warnings = source / "_build" / builder, io.StringIO()
    read: set[str] = set()
    with patch_docutils(source), docutils_namespace():
        places = (source, source, out, source / "_build" / "doctrees", builder)
        app = Sphinx(*places, confoverrides=settings, status=None, warning=warnings)
        app.connect("source-read", lambda app, docname, content: read.add(docname))
        app.build()
    return Site(out, [line for line in _COLOUR.sub("", warnings.getvalue()).splitlines() if line], read)


def command(source: Path, *options: str, out: str = "_build/html") -> subprocess.CompletedProcess[str]:
    """Run ``sphinx-build`` as a program."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])}
    words = [sys.executable, "-X", "utf8", "-m", "sphinx", "-q", *options, str(source), str(source / out)]
    return subprocess.run(
        words, check=False, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
