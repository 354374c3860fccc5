"""What is said of a law that does not hold: the law, the key, the formula and its place, a row, and the way out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

from ...errors import KaizhouError
from ...formula.changes import unit_of
from ...references import Reference
from ...registry.catalogue import Catalogue

__all__ = ["LawError", "told"]

_LONGEST = 160


class LawError(KaizhouError, AssertionError):
    """A law of a domain that does not hold; says where, with a counterexample as small as one was found.

    Attributes:
        law: name of the law.
        key: what it does not hold for.
    """

    def __init__(self, law: str, key: str, message: str) -> None:
        super().__init__(message)
        self.law = law
        self.key = key

    def __reduce__(self) -> tuple[Any, ...]:
        return LawError, (self.law, self.key, str(self))


def told(
    registry: Catalogue,
    law: str,
    key: str,
    what: str,
    *,
    row: Mapping[str, Any] | None = None,
    settings: Collection[str] = (),
    way_out: str = "",
) -> LawError:
    """Return a violation in words.

    Args:
        registry: the definitions.
        law: name of the law.
        key: the indicator, identity or domain it does not hold for.
        what: what is wrong.
        row: the counterexample: key or reference -> number in its unit.
        settings: the settings that matter.
        way_out: what the author can do.
    """
    lines = [f"{law}: {key}{_formula(registry, key)}: {what}"]
    if row:
        lines.append(f"  with {', '.join(_cell(registry, name, value) for name, value in row.items())}")
    if settings:
        lines.append(f"  and the settings {', '.join(f'{k}={registry.settings[k]!r}' for k in settings)}")
    if way_out:
        lines.append(f"  {way_out}")
    return LawError(law, key, "\n".join(lines))


def _formula(registry: Catalogue, key: str) -> str:
    formula = registry.parts.formulas.get(key)
    if formula is None:
        return ""
    written = formula.show()
    written = written if len(written) <= _LONGEST else f"{written[:_LONGEST]}…"
    return f" = {written}" + (f" ({formula.place})" if formula.place else "")


def _cell(registry: Catalogue, name: str, value: Any) -> str:
    reference = Reference.parse(name)
    if value is None or reference.key not in registry:
        return f"{name} {'missing' if value is None else f'= {value}'}"
    unit = unit_of(registry[reference.key], reference)
    number = f"{float(value):.12g}" if isinstance(value, int | float | Fraction) else str(value)
    return f"{name} = {number}{'' if unit == '1' else ' ' * (unit not in {'%', '‰'}) + unit}"
