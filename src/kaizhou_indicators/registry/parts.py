"""Parts: everything the domains of a registry declared, as checked records under their keys. Dumb and picklable."""

from __future__ import annotations

from typing import Any

import attrs

from ..errors import did_you_mean
from ..formula.tree import Node
from ..model.record import Frozen
from ..model.records import Baseline, Indicator, Observation, Setting, Source
from ..processes import Event
from ..references import Reference
from ..text import Text
from .formula import Formula


@attrs.frozen
class Windowed:
    """An indicator made from the periods of another, its condition traced.

    Attributes:
        key: the indicator made.
        of: the indicator read.
        how: ``count_where``, ``first_when``, ``streak``, ``running_total`` or ``decumulated``.
        over: ``year`` or ``all``.
        each: the periods that belong to the window, or an empty text.
        condition: the condition on bare numbers, inputs named by keys; None for a running total.
        settings: keys of the settings it needs.
    """

    key: str
    of: str
    how: str
    over: str
    condition: Node | None = None
    settings: tuple[str, ...] = ()
    each: str = ""


@attrs.frozen
class DomainInfo:
    """What a registry knows of a domain.

    Attributes:
        name: its name.
        title: its title.
        definition: what it is about.
        plugin: the plugin that brought it, or an empty text.
        units: its unit lines.
        keys: keys of its indicators, in order of declaration.
    """

    name: str
    title: Text
    definition: Text = attrs.field(default=Text(""))
    plugin: str = ""
    units: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@attrs.define
class Parts:
    """The records of all domains, by key; filled while a registry is built and never changed after."""

    indicators: dict[str, Indicator] = attrs.field(factory=dict)
    formulas: dict[str, Formula] = attrs.field(factory=dict)
    windows: dict[str, Windowed] = attrs.field(factory=dict)
    baselines: dict[str, Baseline] = attrs.field(factory=dict)
    sources: dict[str, Source] = attrs.field(factory=dict)
    settings: dict[str, Setting] = attrs.field(factory=dict)
    identities: dict[str, Any] = attrs.field(factory=dict)
    observations: list[Observation] = attrs.field(factory=list)
    events: dict[str, list[Event]] = attrs.field(factory=dict)
    domains: dict[str, DomainInfo] = attrs.field(factory=dict)
    values: Frozen = attrs.field(factory=Frozen)

    def near(self, key: str) -> str:
        """Return ``" Did you mean 'water.codmn'?"`` for the nearest keys, or an empty text."""
        domain, _, name = key.partition(".")
        names = {k.partition(".")[2]: k for k in self.indicators if k.startswith(f"{domain}.")}
        return did_you_mean(name, names) or did_you_mean(key, [k for k in self.indicators if k not in names.values()])

    def needs(self, key: str) -> tuple[str, ...]:
        """Return the keys that an indicator is made from, each once."""
        if key in self.formulas:
            return tuple(dict.fromkeys(Reference.parse(name).key for name in self.formulas[key].needs))
        return (self.windows[key].of,) if key in self.windows else ()
