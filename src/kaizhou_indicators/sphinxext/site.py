"""The domain ``kz`` of Sphinx: where each indicator, domain, unit and source is described, and how others reach it.

An object may be told in several places. The fullest one counts, and of equals that of the first page in order, so that
neither the order of reading nor the number of processes changes a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain, ObjType
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from ..engine.registry import Registry
from .domain_directive import DomainDirective
from .graph import GraphDirective
from .indicator import IndicatorDirective
from .indices import indices
from .places import Place
from .roles import roles
from .tables import IndicatorsDirective, SourcesDirective
from .units import UnitsDirective
from .words import Words

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

NAME = "kz"
_LOG = logging.getLogger(__name__)


class Site(Domain):
    """The objects of a site, and the registry they are read from."""

    name = NAME
    label = "indicators"
    object_types: ClassVar[dict[str, ObjType]] = {
        "indicator": ObjType("indicator", "ind", "ref"),
        "domain": ObjType("domain", "dom"),
        "unit": ObjType("unit", "unit"),
        "source": ObjType("source", "src"),
    }
    directives: ClassVar[dict[str, Any]] = {
        "domain": DomainDirective,
        "graph": GraphDirective,
        "indicator": IndicatorDirective,
        "indicators": IndicatorsDirective,
        "sources": SourcesDirective,
        "units": UnitsDirective,
    }
    roles: ClassVar[dict[str, Any]] = roles()
    initial_data: ClassVar[dict[str, Any]] = {"places": {}, "read": {}}
    data_version = 1

    registry: Registry
    _digest: str = ""

    def open(self, registry: Registry, digest: str) -> None:
        """Take the registry of this build."""
        self.registry = registry
        self._digest = digest

    @property
    def words(self) -> Words:
        """The texts of the pages, in the language of the build."""
        return Words.of_build(self.env.config.language)

    # -- what pages leave behind

    @property
    def places(self) -> dict[tuple[str, str], dict[str, Place]]:
        """Type and name -> page -> where the object is told on the page."""
        return cast("dict[tuple[str, str], dict[str, Place]]", self.data["places"])

    def note_use(self, page: str) -> None:
        """Remember that the page shows something of the registry."""
        self.data["read"][page] = self._digest

    def note(self, what: str, name: str, place: Place) -> None:
        """Remember where an object is told; of two places on one page the fuller one counts."""
        pages = self.places.setdefault((what, name), {})
        pages[place.page] = min(place, pages.get(place.page, place))

    def pages_of_another_registry(self) -> Set[str]:
        """Return the pages that were read with another registry than that of this build."""
        return {page for page, digest in self.data["read"].items() if digest != self._digest}

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self.data["read"].pop(docname, None)
        for key, pages in list(self.places.items()):
            pages.pop(docname, None)
            if not pages:
                del self.places[key]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take what another process read of these pages."""
        for page in docnames & otherdata["read"].keys():
            self.data["read"][page] = otherdata["read"][page]
        for key, pages in otherdata["places"].items():
            for page in docnames & pages.keys():
                self.places.setdefault(key, {})[page] = pages[page]

    def check_consistency(self) -> None:
        """Warn of an indicator or a domain that is described in full on two pages."""
        for (what, name), pages in sorted(self.places.items()):
            full = sorted(page for page, place in pages.items() if place.rank == 0 and what in {"indicator", "domain"})
            for page in full[1:]:
                msg = "%s %s is described in %s too; give one of them the option :no-index:"
                _LOG.warning(msg, what, name, full[0], location=page, type="kaizhou", subtype="twice")

    # -- how they are reached

    def find(self, what: str, name: str) -> Place | None:
        """Return where an object is told best; None where it is not."""
        return min(self.places.get((what, name), {}).values(), default=None)

    def resolve_xref(  # noqa: PLR0917  # Sphinx's signature
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Link a role to where its object is told."""
        return next(self._links(fromdocname, builder, typ, target, node=node, content=contnode), None)

    def _links(
        self, page: str, builder: Builder, role: str, target: str, *, node: pending_xref, content: nodes.Element
    ) -> Iterator[nodes.reference]:
        for what in self.objtypes_for_role(role) or ():
            place = self.find(what, target)
            if place is not None:
                title = node.get("kz_title") or place.title
                yield make_refnode(builder, page, place.page, place.anchor, content, title)

    def resolve_any_xref(  # noqa: PLR0917  # Sphinx's signature
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Link a reference of any kind (the role ``any``)."""
        found = []
        for role in ("ind", "dom", "unit", "src"):
            found += [
                (f"{NAME}:{role}", link)
                for link in self._links(fromdocname, builder, role, target, node=node, content=contnode)
            ]
        return found

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every object once, for the search index and for other projects' links."""
        for what, name in self.places:
            place = self.find(what, name)
            if place is not None:
                yield name, place.title, what, place.page, place.anchor, 1

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002, ARG002  # Sphinx's signature
        """Return what a type is called, in the language of the build."""
        return self.words(f"type.{type.lname}")


def setup(app: Sphinx) -> None:
    """Register the domain, its indices, and what is said of links that lead nowhere."""
    app.add_domain(Site)
    for index in indices(Words.of_build(app.config.language)):
        app.add_index_to_domain(NAME, index)
    app.connect("missing-reference", leave_as_text, priority=900)
    app.connect("warn-missing-reference", tell_missing)


def leave_as_text(_app: Sphinx, _env: BuildEnvironment, node: pending_xref, contnode: nodes.Element) -> Any:
    """Leave a link as text that a table made and for which this site has no page; no other project has one either."""
    return contnode if node.get("refdomain") == NAME and node.get("kz_soft") else None


def tell_missing(_app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Warn of a role whose object is not told anywhere, with the way out."""
    if not isinstance(domain, Site):
        return None
    said = _missing(domain, node["reftype"], node["reftarget"])
    _LOG.warning("%s", said, location=node, type="ref", subtype=node["reftype"])
    return True


def _missing(site: Site, role: str, target: str) -> str:
    registry = site.registry
    known: dict[str, Iterable[str]] = {"dom": registry.domains, "src": registry.sources}
    if role in {"ind", "ref"}:
        if target not in registry:
            return registry.unknown(target)
        domain = target.partition(".")[0]
        return f"indicator {target} is told on no page; add `kz:indicator:: {target}` or `kz:domain:: {domain}`"
    if role == "unit":
        return f"unit {target!r} stands in no table of units; add `kz:units::`, or mend the unit"
    if target not in known[role]:
        return f"no {'domain' if role == 'dom' else 'source'} {target!r} is loaded. Loaded: {', '.join(sorted(known[role]))}"
    directive = f"kz:domain:: {target.partition('.')[0]}"
    return f"{target} is told on no page; add `{directive}`"
