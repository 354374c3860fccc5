"""What a plugin may implement. Hooks return nouns; their order carries no meaning.

A hook may be asked with more arguments in a later version; an implementation names those it wants, in any number, so that
one written before still fits.
"""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from ..model.domain import Domain

#: The pluggy project, and the entry-point group of plugin distributions.
PROJECT = "kaizhou_indicators"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Hooks:
    """The hooks of the project, and since which version each of their arguments is there."""

    @hookspec
    def kaizhou_domains(self, core: str) -> Iterable[Domain]:  # type: ignore[empty-body]  # a specification has no body
        """Return the domains that the plugin brings.

        Args:
            core: version of the library that asks, for a plugin that serves more than one; since 0.1. Leave it out unless
                it is used.

        A whole plugin module::

            from kaizhou_indicators import Domain, Text, hookimpl

            water = Domain("water", Text("三水统筹", "Three-water coordination"))
            water.indicator("codmn", Text("高锰酸盐指数", "Permanganate index"), unit="mg/L")

            @hookimpl
            def kaizhou_domains():
                return [water]

        and in its ``pyproject.toml``::

            [project.entry-points.kaizhou_indicators]
            water = "kaizhou_water"

        The entry point's name is the key namespace: the domain is called ``water`` and its keys ``water.…``.
        """
