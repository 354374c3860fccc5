"""Tables of indicators and sources: ``kz:indicators``, ``kz:sources``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging

from ..errors import did_you_mean
from ..model.kinds import Better, Kind
from .reading import dotless
from .writing import Content, Page, joined, paragraph, table, text

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from ..model.records import Indicator, Source

_LOG = logging.getLogger(__name__)


def indicator_table(page: Page, keys: Iterable[str], *, indexed: bool = False) -> nodes.table | None:
    """Return a table of indicators; None where there are none.

    Args:
        page: the page it stands on.
        keys: the indicators.
        indexed: whether a row may be linked to where an indicator is described nowhere else.
    """
    say = page.say
    head = [say(f"label.{name}") for name in ("title", "unit", "kind", "better", "inputs")]
    rows = [_row(page, page.registry[key], indexed) for key in keys]
    return table(head, rows, "kz-indicators") if rows else None


def _row(page: Page, indicator: Indicator, indexed: bool) -> list[Content]:
    say = page.say
    key = text(indicator.key, element=nodes.literal, classes=["kz-below"])
    if indexed:
        page.anchor(
            "indicator",
            indicator.key,
            key,
            anchor=f"row-{dotless(indicator.key)}",
            title=say.of(indicator.title),
            rank=1,
        )
    kind = text(say.code("kind", indicator.kind.value), classes=["kz-one-line"])
    unit: Content = "" if indicator.grades else page.unit(indicator.unit)
    better = "" if indicator.better is Better.NEUTRAL else say.code("better", indicator.better.value)
    inputs = joined(map(page.indicator, page.registry.needs(indicator.key)), say("comma"))
    return [
        [page.indicator(indicator.key), key],
        unit,
        kind,
        text(better, classes=["kz-one-line"]) if better else "",
        inputs,
    ]


def source_table(page: Page, sources: Iterable[Source], *, indexed: bool = True, rank: int = 0) -> nodes.table:
    """Return a table of sources, to whose rows others may link; the lower the rank, the rather to them."""
    say = page.say
    head = [say(f"label.{name}") for name in ("source", "key", "issuer", "year", "clause", "official")]
    return table(head, [_source(page, source, indexed, rank) for source in sources], "kz-sources")


def _source(page: Page, source: Source, indexed: bool, rank: int) -> list[Content]:
    key = text(source.key, element=nodes.literal)
    if indexed:
        page.anchor(
            "source", source.key, key, anchor=f"src-{dotless(source.key)}", title=page.say.of(source.title), rank=rank
        )
    official = page.say("official.yes" if source.official else "official.no")
    year = "" if source.year is None else str(source.year)
    return [page.outside(source), key, source.issuer, year, source.clause, official]


class Listing(Page):
    """A table of what some domains have; without a domain, of all."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {"domain": directives.unchanged_required}

    def domains(self) -> list[str]:
        """Return the domains asked for; one that is not loaded is a warning."""
        self.use()
        asked = " ".join([*self.arguments, self.options.get("domain", "")]).replace(",", " ").split()
        for name in asked:
            if name not in self.registry.domains:
                known = ", ".join(self.registry.domains)
                self.warn(f"no domain {name!r} is loaded.{did_you_mean(name, self.registry.domains)} Loaded: {known}")
        return [name for name in self.registry.domains if not asked or name in asked]

    def warn(self, message: str) -> None:
        """Warn of something that was asked for and is not there."""
        _LOG.warning("%s", message, location=self.get_location(), type="kaizhou", subtype="domain")


class IndicatorsDirective(Listing):
    """A table of indicators. Options: ``:domain:`` and ``:kind:``, one or several; ``:derived:`` those with a formula."""

    option_spec: ClassVar[OptionSpec] = {
        **Listing.option_spec,
        "kind": directives.unchanged_required,
        "derived": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Write the table."""
        kinds = self._kinds()
        keys = [key for name in self.domains() for key in self.registry.domains[name].keys if self._fits(key, kinds)]
        found = indicator_table(self, keys)
        return [found if found is not None else paragraph(self.say("nothing"))]

    def _kinds(self) -> list[str]:
        asked: list[str] = self.options.get("kind", "").replace(",", " ").split()
        for kind in asked:
            if kind not in set(Kind):
                self.warn(f"kind {kind!r} is none of {', '.join(Kind)}.{did_you_mean(kind, map(str, Kind))}")
        return asked

    def _fits(self, key: str, kinds: Sequence[str]) -> bool:
        derived = key in self.registry.parts.formulas or key in self.registry.parts.windows
        return (not kinds or self.registry[key].kind.value in kinds) and (derived or "derived" not in self.options)


class SourcesDirective(Listing):
    """A table of the sources that definitions and figures name."""

    def run(self) -> list[nodes.Node]:
        """Write the table."""
        domains = self.domains()
        own = [source for source in self.registry.sources.values() if source.key.partition(".")[0] in domains]
        return [source_table(self, own, rank=1)] if own else []
