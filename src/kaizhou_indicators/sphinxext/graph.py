"""``kz:graph``: what is derived from what, as a picture with links; a list of the same relations where no picture can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging

from ..errors import UnknownKeyError
from .graph_node import Graph, Member
from .writing import Content, Page, bullets, joined, paragraph

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from .layout import Edge

_LOG = logging.getLogger(__name__)


class GraphDirective(Page):
    """The graph of a domain, or of one indicator with all that it is made from and what is made of it directly.

    Option ``:depth:`` limits how many steps are followed back from an indicator.
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"depth": directives.nonnegative_int}

    def run(self) -> list[nodes.Node]:
        """Write the picture and, for readers without one, the list."""
        self.use()
        name = self.arguments[0]
        try:
            edges, title = self._edges(name)
        except UnknownKeyError as error:
            _LOG.warning("%s", error, location=self.get_location(), type="kaizhou", subtype="key")
            return []
        if not edges:
            return [paragraph(self.say("graph.nothing"))]
        members = self._members({key for edge in edges for key in edge}, name)
        picture = Graph("", members=members, edges=edges, **self._told(title, edges, members))
        picture += bullets(self._lines(edges))
        return [picture]

    def _edges(self, name: str) -> tuple[list[Edge], str]:
        """Return the relations, and what they are of."""
        if name in self.registry.domains:
            keys: Iterable[str] = self.registry.domains[name].keys
            title = self.say.of(self.registry.domains[name].title)
        else:
            keys, title = self._around(name), self.say.of(self.registry[name].title)
        found = {(source, key) for key in keys for source in self.registry.needs(key)}
        if name not in self.registry.domains:
            found |= {(name, made) for made in self.registry.dependants(name)}
        return sorted(found), title

    def _around(self, key: str) -> set[str]:
        """Return an indicator and what it is made from, as many steps back as are asked for."""
        found, newest = {key}, {key}
        for _ in range(self.options.get("depth", len(self.registry))):
            newest = {s for made in newest if made in self.registry for s in self.registry.needs(made)} - found
            if not newest:
                break
            found |= newest
        edge = newest if "depth" in self.options else set()
        return {k for k in found - edge if k in self.registry}

    def _members(self, keys: Iterable[str], about: str) -> list[Member]:
        domain = about.partition(".")[0]
        return [self._member(key, domain, about) for key in sorted(keys)]

    def _member(self, key: str, domain: str, about: str) -> Member:
        found = self.registry.get(key)
        derived = bool(found and self.registry.needs(key))
        kind = "kz-derived" if derived else "kz-measured"
        classes = [
            kind,
            *(["kz-elsewhere"] if key.partition(".")[0] != domain else []),
            *(["kz-about"] if key == about else []),
        ]
        return Member(key, self.say.of(found.title) if found else key, " ".join(classes))

    def _told(self, title: str, edges: list[Edge], members: list[Member]) -> dict[str, str]:
        say = self.say
        described = say("graph.description", nodes=len(members), edges=len(edges), lines=say("graph.key"))
        return {"kz_title": say("graph.title", name=title), "kz_description": described}

    def _lines(self, edges: list[Edge]) -> Iterator[Content]:
        made_from: dict[str, list[str]] = {}
        for source, made in edges:
            made_from.setdefault(made, []).append(source)
        for made, sources in made_from.items():
            told = self.say("graph.line", made="\0", inputs="\1")
            before, _, rest = told.partition("\0")
            between, _, after = rest.partition("\1")
            inputs = joined(map(self.indicator, sources), self.say("comma"))
            yield [before, self.indicator(made), between, *inputs, after]
