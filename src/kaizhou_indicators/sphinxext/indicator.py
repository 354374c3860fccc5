"""``kz:indicator``: all there is of one indicator, with its formula and an example that the build has worked out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.directives import ObjectDescription
from sphinx.util import logging

from ..errors import UnknownKeyError
from ..model.kinds import ALLOWED
from . import example
from .figures import figures_table
from .formulas import made_from
from .reading import aggregation, baselines_of, basis_of, dotless, interval, observations_of, unit_name
from .writing import Content, Page, facts, joined, paragraph, table, text

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from ..model.records import Indicator

_LOG = logging.getLogger(__name__)
_SHOWN_FIGURES = 40


class IndicatorDirective(ObjectDescription[str], Page):
    """One indicator, or several with one text below them.

    The content is the author's own text and follows what the registry says. Options:

    * ``:example:`` values to work out, ``chla = 26.5 mg/m^3``, one a line or between semicolons. Without it the
      figures published are worked out, where all that the formula needs is published for one area and period.
    * ``:no-example:`` shows none.
    """

    option_spec: ClassVar[OptionSpec] = {
        **ObjectDescription.option_spec,
        "example": directives.unchanged_required,
        "no-example": directives.flag,
    }

    def handle_signature(self, sig: str, signode: addnodes.desc_signature) -> str:
        """Write title, key and unit; an unknown key is a warning."""
        self.use()
        try:
            indicator = self.registry[sig]
        except UnknownKeyError as error:
            _LOG.warning("%s", error, location=signode, type="kaizhou", subtype="key")
            raise ValueError(sig) from error
        title = self.say.of(indicator.title)
        signode += text(title, element=addnodes.desc_name)
        signode += addnodes.desc_sig_space()
        signode += text(indicator.key, element=addnodes.desc_addname)
        unit = unit_name(indicator.unit)
        if unit not in {"", "1"}:
            signode += addnodes.desc_annotation("", "", addnodes.desc_sig_space(), nodes.Text(unit))
        signode["kz_title"] = title
        signode["translatable"] = False
        return indicator.key

    def add_target_and_index(self, name: str, sig: str, signode: addnodes.desc_signature) -> None:  # noqa: ARG002
        """Give the signature its anchor and tell the site of it."""
        anchor = f"ind-{dotless(name)}"
        if anchor in self.state.document.ids:
            msg = "indicator %s is described on this page already; give one of them the option :no-index:"
            _LOG.warning(msg, name, location=signode, type="kaizhou", subtype="twice")
            return
        self.anchor("indicator", name, signode, anchor=anchor, title=signode["kz_title"])

    def _object_hierarchy_parts(self, sig_node: addnodes.desc_signature) -> tuple[str, ...]:
        return (sig_node.get("kz_title", ""),)

    def _toc_entry_name(self, sig_node: addnodes.desc_signature) -> str:
        return str(sig_node.get("kz_title", ""))

    def transform_content(self, content_node: addnodes.desc_content) -> None:
        """Put what the registry says before the author's own text."""
        said = [node for key in self.names for node in self._described(self.registry[key])]
        content_node[:0] = said

    def _described(self, indicator: Indicator) -> Iterator[nodes.Node]:
        definition = self.say.of(indicator.definition)
        if definition:
            yield paragraph(definition)
        yield from made_from(self, indicator.key)
        yield nodes.container("", facts(self._facts(indicator)))
        yield from self._baselines(indicator)
        yield from self._published(indicator)
        if "no-example" not in self.options:
            yield from example.worked(self, indicator.key, self.options.get("example"))

    def _facts(self, indicator: Indicator) -> Iterator[tuple[str, Content]]:
        yield from self._names(indicator)
        yield from self._rules(indicator)
        yield from self._validity(indicator)
        dependants = self.registry.dependants(indicator.key)
        yield self.say("label.dependants"), joined(map(self.indicator, dependants), self.say("comma"))

    def _names(self, indicator: Indicator) -> Iterator[tuple[str, Content]]:
        say = self.say
        yield say("label.other_title"), say.other(indicator.title)
        yield say("label.aliases"), say.listed(indicator.aliases)
        yield say("label.unit"), self.unit(indicator.unit) if not indicator.grades else ""
        yield say("label.grades"), say.listed(say.of(grade) for grade in indicator.grades)
        yield say("label.kind"), say.code("kind", indicator.kind.value)
        yield say("label.better"), say.code("better", indicator.better.value)

    def _rules(self, indicator: Indicator) -> Iterator[tuple[str, Content]]:
        say, registry = self.say, self.registry
        yield say("label.over_time"), aggregation(indicator, indicator.over_time, registry, say)
        yield say("label.over_area"), aggregation(indicator, indicator.over_area, registry, say)
        yield say("label.changes"), say.listed(say.code("change", change.value) for change in ALLOWED[indicator.kind])
        yield say("label.valid"), interval(*indicator.valid) if indicator.valid else ""
        if indicator.decimals is not None:
            rule = say.code("rounding", indicator.rounding.value)
            yield say("label.decimals"), say.bracketed(str(indicator.decimals), rule)
        yield say("label.by"), joined([text(name, element=nodes.literal) for name in indicator.by], say("comma"))

    def _validity(self, indicator: Indicator) -> Iterator[tuple[str, Content]]:
        say = self.say
        since, until = indicator.since, indicator.until
        yield say("label.validity"), f"{since or '…'} – {until or '…'}" if since or until else ""
        yield say("label.breaks"), say.listed(say.bracketed(str(b.period), say.of(b.note)) for b in indicator.breaks)
        yield say("label.basis"), basis_of(indicator, say)
        yield say("label.published_only"), say("yes") if indicator.published_only else ""
        yield say("label.growth"), self.indicator(indicator.growth_key) if indicator.growth_key else ""
        yield say("label.source"), self.source(indicator.source, indicator.domain)

    def _baselines(self, indicator: Indicator) -> Iterator[nodes.Node]:
        found = baselines_of(self.registry, indicator, self.say)
        if found:
            head = [self.say(f"label.{name}") for name in ("baselines", "reference", "what")]
            rows: list[list[Content]] = [
                [one.title, text(one.reference, element=nodes.literal), one.what] for one in found
            ]
            yield table(head, rows, "kz-baselines")

    def _published(self, indicator: Indicator) -> Iterator[nodes.Node]:
        found = list(observations_of(self.registry, indicator.key))[:_SHOWN_FIGURES]
        if found:
            yield paragraph(self.say("heading.published"), "kz-label")
            yield figures_table(self, found, own=indicator.key)
