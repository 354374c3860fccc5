"""Published figures as a table: where, when, what was printed, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .reading import printed
from .writing import Content, Page, table

if TYPE_CHECKING:
    from docutils import nodes

    from ..model.records import Observation


def figures_table(page: Page, figures: Sequence[Observation], own: str = "") -> nodes.table:
    """Return a table of published figures.

    Args:
        page: the page it stands on.
        figures: the figures.
        own: the indicator that the table stands with; its own name is not repeated.
    """
    say = page.say
    head = [say(f"label.{name}") for name in ("indicator", "area", "period", "figure", "source", "note")]
    return table(head, [_row(page, figure, own) for figure in figures], "kz-figures")


def _row(page: Page, figure: Observation, own: str) -> list[Content]:
    dimensions = page.say.listed(figure.by.values())
    name: Content = "" if figure.key == own else page.reference(figure.key)
    area = page.say.bracketed(figure.area, dimensions)
    source = page.source(figure.source, figure.key.partition(".")[0])
    return [name, area, figure.period, printed(figure, page.registry), source, page.say.of(figure.note)]
