"""``kz:units``: the units that indicators are in, what they measure, and what they are in base units."""

from __future__ import annotations

from docutils import nodes

from ..errors import KaizhouError
from .reading import factor_text, slug, unit_name
from .tables import Listing
from .writing import Content, joined, table, text


class UnitsDirective(Listing):
    """A table of units with their dimension and what uses them; each may be linked to."""

    def run(self) -> list[nodes.Node]:
        """Write the table."""
        used: dict[str, list[str]] = {}
        for key in (key for name in self.domains() for key in self.registry.domains[name].keys):
            if not self.registry[key].grades:
                used.setdefault(unit_name(self.registry[key].unit), []).append(key)
        head = [self.say(f"label.{name}") for name in ("unit", "dimension", "factor", "used_by")]
        rows = [self._row(unit, keys) for unit, keys in sorted(used.items()) if unit not in {"", "1"}]
        return [table(head, rows, "kz-units")] if rows else []

    def _row(self, unit: str, keys: list[str]) -> list[Content]:
        shown = text(unit, element=nodes.strong, classes=["kz-one-line"])
        self.anchor("unit", unit, shown, anchor=f"u-{slug(unit)}", title=unit)
        return [
            shown,
            *self._meaning(self.registry[keys[0]].unit),
            joined(map(self.indicator, keys), self.say("comma")),
        ]

    def _meaning(self, unit: str) -> tuple[str, str]:
        """Return the dimension in the language of the page, and the factor to base units."""
        try:
            factor, dimension = self.registry.unit_system.scale(unit)
        except KaizhouError:  # a unit with a zero of its own, such as ℃, has no factor
            return "", ""
        chinese, _, english = str(dimension).partition(" (")
        return (english.rstrip(")") or chinese) if self.say.language == "en" else chinese, factor_text(factor)
