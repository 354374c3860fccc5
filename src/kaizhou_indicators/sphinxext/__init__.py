"""Sphinx pages made from a registry: one line in ``conf.py``, ``extensions = ["kaizhou_indicators.sphinxext"]``.

What a page says of an indicator is read from the registry when the page is built, in the language of the build; nothing
of it is written twice, and nothing that a reader's browser loads comes from another host.

* Directives ``kz:domain``, ``kz:indicator``, ``kz:indicators``, ``kz:graph``, ``kz:units``, ``kz:sources``.
* Roles ``kz:ind``, ``kz:dom``, ``kz:unit``, ``kz:src`` and ``kz:ref``.
* Search in Chinese by pairs of characters, formulas as MathML.

Configuration: ``kaizhou_only``, ``kaizhou_block`` and ``kaizhou_settings`` are handed to ``load``; ``kaizhou_registry``,
a function without arguments that returns a ``Registry``, stands in for all three.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]

#: raised when the data that pages leave behind in the environment change their form
ENV_VERSION = 1


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx, which calls this."""
    from . import graph_node, loading, look, mathml, search, site

    for room in (loading, site, graph_node, mathml, search, look):
        room.setup(app)
    return {"env_version": ENV_VERSION, "parallel_read_safe": True, "parallel_write_safe": True}
