"""The nodes that pages are written with. What is written here is in the language of the build and never translated.

A link made here is plain text where the site has no page for it; one that an author writes is then a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from docutils import nodes
from docutils.utils import column_width
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from ..references import Reference
from .places import Place
from .reading import in_words, unit_name
from .words import Words

if TYPE_CHECKING:
    from ..engine.registry import Registry
    from ..model.records import Source
    from .site import Site

_NARROWEST, _WIDEST = 4, 40
#: what a cell or a line may be made of
Content: TypeAlias = str | nodes.Node | Sequence[Any]


def text(content: Content, *, element: type[nodes.TextElement] = nodes.inline, **attributes: Any) -> nodes.TextElement:
    """Return an element of text, marked as not to be translated again; within a line nothing is, unless it is marked."""
    made = element("", "", *inlines(content), **attributes)
    if not isinstance(made, nodes.Inline):
        made["translatable"] = False
    return made


def inlines(content: Content) -> list[nodes.Node]:
    """Return content as nodes that stand within a line."""
    if isinstance(content, str):
        return [nodes.Text(content)] if content else []
    if isinstance(content, nodes.Node):
        return [content]
    return [node for part in content for node in inlines(part)]


def paragraph(content: Content, *classes: str) -> nodes.TextElement:
    """Return a paragraph."""
    return text(content, element=nodes.paragraph, classes=list(classes))


def joined(parts: Iterable[Content], between: str) -> list[nodes.Node]:
    """Return parts in a row with a text between them."""
    found: list[nodes.Node] = []
    for part in parts:
        found += [nodes.Text(between)] * bool(found) + inlines(part)
    return found


def table(head: Sequence[str], rows: Sequence[Sequence[Content]], *classes: str) -> nodes.table:
    """Return a table with a head; a column of which no row says anything is left out."""
    kept = [i for i in range(len(head)) if any(inlines(row[i]) for row in rows)]
    shown = [_row([row[i] for i in kept]) for row in [head, *rows]]
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in _widths(shown)), cols=len(kept))
    group += nodes.thead("", shown[0])
    group += nodes.tbody("", *shown[1:])
    return nodes.table("", group, classes=["kz-table", *classes])


def _widths(rows: Sequence[nodes.row]) -> list[int]:
    """Return the widths of columns in characters, for writers that need them; a Chinese one takes the room of two."""
    columns = zip(*(row.children for row in rows), strict=True)
    return [max(_NARROWEST, *(min(column_width(entry.astext()), _WIDEST) for entry in column)) for column in columns]


def _row(cells: Iterable[Content]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", paragraph(cell)) for cell in cells))


def facts(pairs: Iterable[tuple[str, Content]]) -> nodes.field_list:
    """Return labels, each with what it says; one that says nothing is left out."""
    fields = [_field(label, content) for label, content in pairs if inlines(content)]
    return nodes.field_list("", *fields, classes=["kz-facts"])


def _field(label: str, content: Content) -> nodes.field:
    return nodes.field("", text(label, element=nodes.field_name), nodes.field_body("", paragraph(content)))


def bullets(lines: Iterable[Content]) -> nodes.bullet_list:
    """Return a list."""
    return nodes.bullet_list("", *(nodes.list_item("", paragraph(line)) for line in lines), bullet="-")


def formula(tex: str, page: str) -> nodes.math_block:
    """Return a displayed formula; its LaTeX is no text to search in."""
    node = nodes.math_block(tex, tex, classes=["no-search"], nowrap=False, number=None, label=None, docname=page)
    node["no-wrap"] = False
    node["translatable"] = False
    return node


class Page(SphinxDirective):
    """A directive that writes from the registry."""

    @property
    def site(self) -> Site:
        """The site that the page belongs to."""
        return cast("Site", self.env.get_domain("kz"))

    @property
    def registry(self) -> Registry:
        """The registry of the build."""
        return self.site.registry

    @property
    def say(self) -> Words:
        """The texts in the language of the build."""
        return self.site.words

    def use(self) -> None:
        """Remember that this page shows the registry."""
        self.site.note_use(self.env.docname)

    # -- links

    def link(self, role: str, target: str, content: Content, title: str = "") -> addnodes.pending_xref:
        """Return a link to an object."""
        return addnodes.pending_xref(
            "",
            text(content),
            refdomain="kz",
            reftype=role,
            reftarget=target,
            refexplicit=True,
            refdoc=self.env.docname,
            refwarn=False,
            kz_soft=True,
            kz_title=title,
        )

    def indicator(self, key: str) -> addnodes.pending_xref:
        """Return a link to an indicator by its title; its key is what one sees on pointing at it."""
        found = self.registry.get(key)
        return self.link("ind", key, self.say.of(found.title) if found else key, key)

    def reference(self, written: str) -> addnodes.pending_xref:
        """Return a link to the indicator of a reference, in words."""
        reference = Reference.parse(written)
        return self.link("ind", reference.key, in_words(reference, self.registry, self.say), str(reference))

    def unit(self, written: str) -> Content:
        """Return a link to a unit; nothing for a bare number."""
        name = unit_name(written)
        return self.link("unit", name, name) if name not in {"", "1"} else "1"

    def source(self, key: str | None, domain: str) -> Content:
        """Return a link to a source by its title; nothing where there is none."""
        full = key if not key or "." in key else f"{domain}.{key}"
        found = self.registry.sources.get(full or "")
        return self.link("src", found.key, self.say.of(found.title)) if found else (key or "")

    def outside(self, source: Source) -> Content:
        """Return the title of a source, linked to its public address."""
        title = self.say.of(source.title)
        return nodes.reference("", "", text(title), refuri=source.url, internal=False) if source.url else title

    # -- parts of a page

    def anchor(self, what: str, name: str, node: nodes.Element, *, anchor: str, title: str, rank: int = 0) -> None:
        """Give a node the anchor of an object, and tell the site of it; once a page."""
        if anchor in self.state.document.ids:
            return
        node["ids"].append(anchor)
        self.state.document.note_explicit_target(node)
        self.site.note(what, name, Place(rank, self.env.docname, anchor, title))

    def section(self, anchor: str, title: str, *content: nodes.Node) -> list[nodes.Node]:
        """Return content under a heading: a section where one may stand, else a smaller heading."""
        if not content:
            return []
        if not self.state_machine.match_titles:
            return [text(title, element=nodes.rubric, ids=[anchor]), *content]
        made = nodes.section("", text(title, element=nodes.title), *content, ids=[anchor], names=[])
        self.state.document.note_explicit_target(made, made)
        return [made]
