"""What a plan lacks: inputs and settings, named together, each with who needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs

from ..errors import MissingInputError
from ..model.records import Setting
from ..registry.formula import Formula

_SHOWN = 160


@attrs.define
class Missing:
    """The inputs that are missing, and the formulas that have too few of their optional ones.

    Attributes:
        inputs: reference -> what needs it.
        short: one sentence a formula with too few inputs.
    """

    inputs: dict[str, list[str]] = attrs.field(factory=dict)
    short: list[str] = attrs.field(factory=list)

    def add(self, name: str, wanted_by: str) -> None:
        """Note that an input is missing."""
        who = self.inputs.setdefault(name, [])
        if wanted_by not in who:
            who.append(wanted_by)

    def too_few(self, formula: Formula, leaves: Iterable[str], there: Sequence[str]) -> None:
        """Note that a formula has fewer inputs than it needs at least."""
        for leaf in leaves:
            self.add(leaf, formula.key)
        written = formula.show()
        written = written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"
        told = f"{formula.key} = {written} has too few inputs, present: {', '.join(there) or 'none'}"
        if told not in self.short:
            self.short.append(told)

    def raise_all(self, unit_of: Callable[[str], str]) -> None:
        """Raise one MissingInputError over all of them, if there are any."""
        if self.inputs or self.short:
            lines = [f"{name} ({unit_of(name)}), needed by {', '.join(who)}" for name, who in self.inputs.items()]
            told = "; ".join([*lines, *self.short])
            msg = f"missing inputs: {told}. Give them as values or columns under these names"
            raise MissingInputError(msg)


def told_unset(key: str, settings: Sequence[Setting]) -> str:
    """Return the sentence that names the settings a formula needs and nobody supplied."""
    told = [f"{s.key} ({s.title}; {', '.join(map(repr, s.choices)) or 'a number'})" for s in settings]
    given = ", ".join(f"{s.key!r}: …" for s in settings)
    return (
        f"{key} needs settings that have no default: {'; '.join(told)}. Give settings={{{given}}} to load or Registry"
    )
