"""``kz:domain``: what a domain is about and all it brings, as tables; with ``:members:`` each of its indicators in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.util import logging

from .figures import figures_table
from .identities import relation
from .indicator import IndicatorDirective
from .reading import stands_for
from .tables import indicator_table, source_table
from .writing import Content, Page, paragraph, table, text

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from ..processes import Event
    from ..registry.parts import DomainInfo

_LOG = logging.getLogger(__name__)


class DomainDirective(Page):
    """One domain. Options: ``:members:`` describes each indicator in full, ``:no-index:`` leaves no anchors to link to."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"members": directives.flag, "no-index": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Write the domain."""
        self.use()
        name = self.arguments[0]
        info = self.registry.domains.get(name)
        if info is None:
            known = ", ".join(self.registry.domains) or "none"
            msg = "no domain %r is loaded. Loaded: %s. Install its plugin, or mend kaizhou_only and kaizhou_block"
            _LOG.warning(msg, name, known, location=self.get_location(), type="kaizhou", subtype="domain")
            return []
        return [*self._head(info), *self.parse_content_to_nodes(), *self._parts(info)]

    @property
    def indexed(self) -> bool:
        """Whether others may link to what is told here."""
        return "no-index" not in self.options

    def _head(self, info: DomainInfo) -> Iterator[nodes.Node]:
        head = paragraph(self._definition(info), "kz-domain")
        if self.indexed:
            self.anchor("domain", info.name, head, anchor=f"dom-{info.name}", title=self.say.of(info.title))
        yield head

    def _definition(self, info: DomainInfo) -> Content:
        say = self.say
        title = say.bracketed(say.of(info.title), say.other(info.title))
        told = [text(title, element=nodes.strong), say("clause"), text(info.name, element=nodes.literal)]
        count = say("clause") + say("count", count=len(info.keys)) + say("stop")
        return [*told, count, say.of(info.definition)]

    def _parts(self, info: DomainInfo) -> Iterator[nodes.Node]:
        rows = indicator_table(self, info.keys, indexed=self.indexed)
        yield from self._part(info, "indicators", [rows] if rows else [])
        yield from self._part(info, "baselines", self._baselines(info))
        yield from self._part(info, "settings", self._settings(info))
        yield from self._part(info, "identities", self._identities(info))
        yield from self._part(info, "published", self._published(info))
        yield from self._part(info, "honours", self._honours(info))
        own = [source for source in self.registry.sources.values() if source.key.startswith(f"{info.name}.")]
        yield from self._part(info, "sources", [source_table(self, own, indexed=self.indexed)] if own else [])
        if "members" in self.options:
            yield from self._part(info, "details", self._members(info))

    def _part(self, info: DomainInfo, part: str, content: list[nodes.Node]) -> list[nodes.Node]:
        return self.section(f"dom-{info.name}-{part}", self.say(f"heading.{part}"), *content)

    def _baselines(self, info: DomainInfo) -> list[nodes.Node]:
        own = [b for b in self.registry.parts.baselines.values() if b.key.startswith(f"{info.name}.")]
        head = [self.say(f"label.{name}") for name in ("baselines", "reference", "what", "source")]
        rows: list[list[Content]] = [
            [
                self.say.of(b.title),
                text(f"@{b.key.partition('.')[2]}", element=nodes.literal),
                stands_for(b, self.say),
                self.source(b.source, info.name),
            ]
            for b in own
        ]
        return [table(head, rows)] if rows else []

    def _settings(self, info: DomainInfo) -> list[nodes.Node]:
        own = [s for s in self.registry.parts.settings.values() if s.key.startswith(f"{info.name}.")]
        head = [self.say(f"label.{name}") for name in ("title", "key", "choices")]
        rows: list[list[Content]] = [
            [self.say.of(s.title), text(s.key, element=nodes.literal), self.say.listed(map(str, s.choices))]
            for s in own
        ]
        return [table(head, rows)] if rows else []

    def _identities(self, info: DomainInfo) -> list[nodes.Node]:
        own = {key: rule for key, rule in self.registry.identities.items() if key.startswith(f"{info.name}.")}
        head = [self.say("heading.identities"), self.say("label.relation")]
        rows: list[list[Content]] = [
            [text(key.partition(".")[2], element=nodes.literal), relation(self, rule, info.name)]
            for key, rule in own.items()
        ]
        return [table(head, rows)] if rows else []

    def _published(self, info: DomainInfo) -> list[nodes.Node]:
        own = [o for o in self.registry.observations if o.key.startswith(f"{info.name}.")]
        return [figures_table(self, own)] if own else []

    def _honours(self, info: DomainInfo) -> list[nodes.Node]:
        head = [self.say(f"label.{name}") for name in ("title", "level", "body", "date", "source", "note")]
        rows = [self._honour(event, info.name) for event in self.registry.events.get(info.name, ())]
        return [table(head, rows)] if rows else []

    def _honour(self, event: Event, domain: str) -> list[Content]:
        say = self.say
        told = [say.of(event.title), say.of(event.level.title), say.of(event.body), event.date]
        return [*told, self.source(event.source, domain), say.of(event.note)]

    def _members(self, info: DomainInfo) -> list[nodes.Node]:
        options = {} if self.indexed else {"no-index": None}
        return [node for key in info.keys for node in self._member(key, options)]

    def _member(self, key: str, options: dict[str, None]) -> list[nodes.Node]:
        how = (self.lineno, self.content_offset, self.block_text, self.state, self.state_machine)
        return IndicatorDirective("kz:indicator", [key], dict(options), StringList(), *how).run()
