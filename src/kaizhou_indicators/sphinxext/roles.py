"""The roles: what stands in the text, and what they are links to. A reference is checked before it is a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util import logging

from ..errors import KaizhouError, SettingError
from ..references import Reference
from .reading import in_words, unit_name

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.environment import BuildEnvironment

    from ..engine.registry import Registry
    from .site import Site

_LOG = logging.getLogger(__name__)


def roles() -> dict[str, XRefRole]:
    """Return the roles by name.

    ``:kz:ind:`water.codmn```, ``:kz:dom:`water``` and ``:kz:src:`water.gb3838``` show the title of what they name.
    """
    return {
        "dom": TitleRole(lambda registry: registry.domains),
        "ind": TitleRole(lambda registry: registry),
        "ref": ReferenceRole(warn_dangling=True, innernodeclass=nodes.literal),
        "src": TitleRole(lambda registry: registry.sources),
        "unit": UnitRole(warn_dangling=True, innernodeclass=nodes.inline),
    }


def _site(env: BuildEnvironment) -> Site:
    """Return the site, which remembers that the page shows something of the registry."""
    site = cast("Site", env.get_domain("kz"))
    site.note_use(env.docname)
    return site


class TitleRole(XRefRole):
    """A role whose text, where the author gives none, is the title of what it names.

    Args:
        shelf: registry -> name -> what has the title.
    """

    def __init__(self, shelf: Callable[[Registry], Mapping[str, Any]]) -> None:
        super().__init__(warn_dangling=True, innernodeclass=nodes.inline)
        self.shelf = shelf

    def process_link(
        self, env: BuildEnvironment, refnode: Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Return text and name."""
        site = _site(env)
        found = self.shelf(site.registry).get(target)
        refnode["refexplicit"] = refnode["refexplicit"] or found is not None
        return (title if has_explicit_title or found is None else site.words.of(found.title)), target


class UnitRole(XRefRole):
    """``:kz:unit:`mg/m^3```: a unit as people write it."""

    def process_link(
        self, env: BuildEnvironment, refnode: Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Return text and unit."""
        _site(env)
        refnode["refexplicit"] = True
        return (title if has_explicit_title else unit_name(target)), unit_name(target)


class ReferenceRole(XRefRole):
    """``:kz:ref:`water.codmn@2018:pct```: a reference as it is written, linked to its indicator; its meaning is its title."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,  # noqa: ARG002  # Sphinx's signature
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Return text and key; a reference that means nothing is a warning."""
        site = _site(env)
        refnode["refexplicit"] = True
        try:
            reference = Reference.parse(target)
            refnode["kz_title"] = in_words(reference, site.registry, site.words)
            if reference.key in site.registry:
                with suppress(SettingError):  # a page needs no settings to speak of a reference
                    site.registry.plan([reference])
        except KaizhouError as error:
            refnode["kz_soft"] = True
            _LOG.warning("%s", error, location=self.get_location(), type="kaizhou", subtype="reference")
            return title, target
        return title, reference.key
