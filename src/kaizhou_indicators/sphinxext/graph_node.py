"""The picture of a graph as SVG within the page: drawn here, linked to where its members are told, coloured by the theme.

Other writers than that of HTML show the list that the node holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from unicodedata import east_asian_width

from docutils import nodes

from .layout import Box, Picture, lay_out

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from .site import Site

_SIZE, _LINE, _PAD, _EDGE = 13, 18, 10, 4
#: ems that fit a line of a label
_ROOM = 12


class Member(NamedTuple):
    """An indicator of the graph: its key, its title, and the classes that say what it is."""

    key: str
    title: str
    classes: str


class Graph(nodes.General, nodes.Element):
    """A derivation graph; its children tell the same as a list."""


def setup(app: Sphinx) -> None:
    """Register the node with all writers."""
    others = dict.fromkeys(("latex", "text", "man", "texinfo"), (_pass, _pass))
    app.add_node(Graph, html=(visit_graph, _pass), **cast("dict[str, Any]", others))


def _pass(self: object, node: nodes.Node) -> None:
    """Write nothing around the children."""


def visit_graph(self: HTML5Translator, node: Graph) -> None:
    """Write the picture in place of the list."""
    site = cast("Site", self.builder.env.get_domain("kz"))
    page = self.builder.current_docname
    links: dict[str, str] = {}
    for key, *_ in node["members"]:
        place = site.find("indicator", key)
        if place is not None:  # the address of a page has a # of its own where all pages are one
            uri = self.builder.get_relative_uri(page, place.page)
            links[key] = f"{uri.partition('#')[0]}#{place.anchor}"
    self.body.append(f'<div class="kz-graph">{svg(node, links)}</div>\n')
    raise nodes.SkipNode


def svg(node: Graph, links: Mapping[str, str]) -> str:
    """Return the picture; ``links`` maps keys to addresses."""
    members: list[Member] = [Member(*member) for member in node["members"]]
    labels = {member.key: broken(member.title) for member in members}
    picture = lay_out({key: size_of(lines) for key, lines in labels.items()}, map(tuple, node["edges"]))
    width, height = picture.width + 2 * _EDGE, picture.height + 2 * _EDGE
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-_EDGE} {-_EDGE} {width:g} {height:g}" width="{width:g}" height="{height:g}" role="group">'
    told = f"<title>{escape(node['kz_title'])}</title><desc>{escape(node['kz_description'])}</desc>"
    drawn = [*_lines(picture), *(_box(m, picture.boxes[m.key], labels[m.key], links.get(m.key)) for m in members)]
    return "".join([head, told, *drawn, "</svg>"])


def ems(text: str) -> float:
    """Return how wide a label is in ems: a Chinese character is 1, a Latin letter a little more than half.

    >>> ems("汉丰湖"), ems("pH")
    (3, 1.16)
    """
    return round(sum(1 if east_asian_width(sign) in "WF" else 0.58 for sign in text), 2)


def broken(title: str) -> list[str]:
    """Return a title in lines that fit and are about as long: English between words, Chinese between characters.

    >>> broken("Share of sections at class I–III"), broken("第一产业对经济增长的贡献率")
    (['Share of sections', 'at class I–III'], ['第一产业对经济', '增长的贡献率'])
    """
    lines = _filled(title, _ROOM)
    room = ems(title) / len(lines)
    while room < _ROOM and len(_filled(title, room)) > len(lines):
        room += 0.5
    return _filled(title, min(room, _ROOM))


def _filled(title: str, room: float) -> list[str]:
    lines = [""]
    for piece in _pieces(title):
        if lines[-1] and ems(lines[-1] + piece.rstrip()) > room:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _pieces(title: str) -> Iterator[str]:
    """Yield words with the blank after them, and Chinese characters one by one, brackets with what they enclose."""
    word = ""
    for sign, following in zip(title, f"{title[1:]} ", strict=True):
        word += sign
        wide = east_asian_width(sign) in "WF" or east_asian_width(following) in "WF"
        if sign == " " or (wide and sign not in "（《“" and following not in "）》”、，"):
            yield word
            word = ""
    yield from filter(None, [word])


def size_of(lines: list[str]) -> tuple[float, float]:
    """Return the size of a box that holds the lines."""
    return max(map(ems, lines)) * _SIZE + 2 * _PAD, len(lines) * _LINE + _PAD


def _lines(picture: Picture) -> Iterator[str]:
    for points in picture.lines.values():
        yield f'<path class="kz-line" d="{_curve(points)}"/>'
        x, y = points[-1]
        yield f'<path class="kz-head" d="M{x:g},{y:g}l-7,-3.5v7z"/>'


def _curve(points: tuple[tuple[float, float], ...]) -> str:
    """Return a path that is level where it leaves and where it arrives."""
    start = f"M{points[0][0]:g},{points[0][1]:g}"
    bends = (f"C{(x + u) / 2:g},{y:g} {(x + u) / 2:g},{v:g} {u:g},{v:g}" for (x, y), (u, v) in pairwise(points))
    return start + "".join(bends)


def _box(member: Member, box: Box, lines: list[str], link: str | None) -> str:
    top = box.middle - _LINE * (len(lines) - 1) / 2
    texts = "".join(
        f'<text x="{box.x + box.width / 2:g}" y="{top + _LINE * n:g}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    frame = f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="5"/>'
    inside = f"<title>{escape(member.key)}</title>{frame}{texts}"
    drawn = f'<a href="{escape(link)}">{inside}</a>' if link else inside
    return f'<g class="kz-box {member.classes}">{drawn}</g>'
