"""``picture``: a drawing made when the site is built, in the language of the build, with the content as its caption."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import compared
import drawn
import published
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from svg import Drawing

#: name -> language ("zh" or "en") -> drawing
PICTURES: dict[str, Callable[[str], Drawing]] = {
    "bases": drawn.bases,
    "completion": published.completion,
    "hulun": drawn.hulun,
    "peers": compared.ratios,
    "points": drawn.points,
    "pooled": drawn.pooled,
    "primary-care": published.primary_care,
    "readings": drawn.readings,
    "rounding": drawn.rounding,
    "sectors": published.sectors,
}


class Picture(SphinxDirective):
    """A drawing by its name."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Draw it."""
        name = self.arguments[0]
        if name not in PICTURES:
            raise self.error(f"no picture {name!r}; there are {', '.join(PICTURES)}")
        drawing = PICTURES[name]("zh" if str(self.config.language).startswith("zh") else "en")
        figure = nodes.figure("", classes=["site-picture"])
        figure += nodes.raw("", f'<div class="site-drawing">{drawing.svg()}</div>', format="html")
        figure += [self._caption(node) for node in self.parse_content_to_nodes()[:1]]
        return [figure]

    def _caption(self, node: nodes.Node) -> nodes.caption:
        assert isinstance(node, nodes.paragraph)
        made = nodes.caption(node.rawsource, "", *node.children)
        made.source, made.line = node.source, node.line
        return made


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    app.add_directive("picture", Picture)
    app.add_directive("compared", compared.Compared)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
