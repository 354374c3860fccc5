"""Invocation: one call of the command, with its language and what it loads the registry with."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import attrs
import click

from .language import Words

if TYPE_CHECKING:
    from ..engine.registry import Registry


@attrs.define
class Invocation:
    """What the commands share.

    Attributes:
        say: the texts in the language of this call.
        load: what loads the registry.
        only: names of the plugins to load; empty: all.
        block: names of plugins not to load.
        settings: key of a setting -> its value.
        strict: whether a plugin that does not load is an error.
        files: declarative files whose domains are loaded as well.
        used: the registry once it is loaded.
    """

    say: Words
    load: Callable[..., Registry]
    only: tuple[str, ...] = ()
    block: tuple[str, ...] = ()
    settings: Mapping[str, Any] = attrs.field(factory=dict)
    strict: bool = False
    files: tuple[str, ...] = ()
    used: Registry | None = None

    def registry(self) -> Registry:
        """Load the registry; plugins that did not load are noted, or with ``strict`` raised."""
        reg = self.loaded(strict=self.strict)
        if reg.failures:
            names = self.say.listed(f.plugin for f in reg.failures)
            self.note(self.say("failed_plugins", count=len(reg.failures), names=names))
        return reg

    def loaded(self, *, strict: bool) -> Registry:
        """Load the registry without a word."""
        from ..registry.declarative.reading import read_domain

        further: dict[str, Any] = {"domains": [read_domain(file) for file in self.files]} if self.files else {}
        reg = self.load(only=self.only or None, block=self.block, strict=strict, settings=self.settings, **further)
        self.used = reg
        return reg

    def note(self, message: str) -> None:
        """Tell something that is no error."""
        self.tell(self.say("note", message=message))

    def tell(self, message: str) -> None:
        """Write a line to standard error."""
        click.echo(message, file=sys.stderr)
