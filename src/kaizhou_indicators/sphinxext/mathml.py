"""Formulas as MathML that the browser sets itself: no script, no font and nothing from another host.

The renderer is called ``mathml``. Where a site loads no other, it is the one that Sphinx takes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils.math import latex2mathml
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

_NAMED = {r"\textasciitilde ": "~", r"\textasciicircum ": "^", r"\textbackslash ": "\\"}
_LOG = logging.getLogger(__name__)


def setup(app: Sphinx) -> None:
    """Register the renderer."""
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))


def mathml(tex: str, *, display: bool) -> str:
    r"""Return LaTeX as an element ``math``.

    Raises:
        MathError: it cannot be read; says what of it.
    """
    written = re.sub(r"\s*\n\s*", "", latex2mathml.tex2mathml(tex, as_block=display))
    return re.sub("(?<=<mtext>)[^<]*", lambda text: _plain(text[0]), written)


def _plain(text: str) -> str:
    """Return a text without the escapes of LaTeX, which the converter leaves in it."""
    for name, sign in _NAMED.items():
        text = text.replace(name, sign)
    return re.sub(r"\\([%&#_{}])", r"\1", text)


def visit_math(self: HTML5Translator, node: nodes.math) -> None:
    """Write a formula within a line."""
    self.body.append(f'<span class="kz-math">{_written(node, display=False)}</span>')
    raise nodes.SkipNode


def visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula on its own line, with its number where it has one."""
    self.body.append(self.starttag(node, "div", CLASS="kz-math-block"))
    if node.get("number"):
        self.body.append(f'<span class="kz-eqno">({node["number"]})</span>')
        self.add_permalink_ref(node, "")
    self.body.append(f"{_written(node, display=True)}</div>\n")
    raise nodes.SkipNode


def _written(node: nodes.Element, *, display: bool) -> str:
    try:
        return mathml(node.astext(), display=display)
    except Exception as error:  # the converter raises its own kind and, on odd input, Python's
        _LOG.warning("formula %r: %s", node.astext(), error, location=node, type="kaizhou", subtype="math")
        return str(nodes.Text(node.astext()))
