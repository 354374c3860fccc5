"""What the tests look at in a built page: its links, what it loads, its anchors, what it says."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import attrs

_TOLD = {"p", "figcaption", "h1", "h2", "h3"}
_APART = {"code", "pre", "svg", "math", "footer", "script"}
#: what the registry says, which holds both languages
_OF_REGISTRY = re.compile(r"kz-facts|kz-table")
_LOADING = {"script", "img", "iframe", "source", "embed", "video", "audio", "link", "object", "use"}


@attrs.define
class Page(HTMLParser):
    """One page; ``switches`` are its links to other languages, ``paragraphs`` what stands in it outside code."""

    links: list[str] = attrs.field(factory=list)
    loads: list[str] = attrs.field(factory=list)
    ids: set[str] = attrs.field(factory=set)
    switches: list[dict[str, str]] = attrs.field(factory=list)
    paragraphs: list[str] = attrs.field(factory=list)
    language: str = ""
    _open: list[str] = attrs.field(factory=list)

    def __attrs_pre_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        self.ids.update({given[name] for name in ("id", "name") if name in given})
        if tag == "html":
            self.language = given["lang"]
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
            if "hreflang" in given:
                self.switches.append(given)
        if tag in _LOADING:
            self.loads += [given[name] for name in ("src", "href", "data", "srcset") if name in given]
        if tag in _TOLD:
            self.paragraphs.append("")
        if tag in _TOLD | _APART or _OF_REGISTRY.search(given.get("class", "")):
            self._open.append(tag)

    def handle_endtag(self, tag):
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data):
        if self._open and self._open[-1] in _TOLD and not {"footer", "dl", "table"} & {*self._open}:
            self.paragraphs[-1] += data


def pages_of(folder: Path) -> dict[str, Page]:
    """Return path -> page of a site in one language."""
    found = {}
    for file in sorted(folder.rglob("*.html")):
        if "_static" not in file.parts:
            page = found[file.relative_to(folder).as_posix()] = Page()
            page.feed(file.read_text("utf-8"))
    return found
