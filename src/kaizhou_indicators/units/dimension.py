"""Dimension: what a unit measures, apart from its size. Immutable, hashable, and readable in both languages."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from .lines import core_lines

_PHYSICAL = {
    "length": "长度",
    "time": "时间",
    "mass": "质量",
    "current": "电流",
    "luminosity": "发光强度",
    "substance": "物质的量",
    "temperature": "温度",
    "calendar": "日历时间",
    "currency": "货币",
    "rank": "位次",
    "score": "得分",
}
_SUPERSCRIPTS = str.maketrans("0123456789-/", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᐟ")


def _pairs(parts: Mapping[str, object] | Iterable[tuple[str, object]]) -> tuple[tuple[str, Fraction], ...]:
    items = parts.items() if isinstance(parts, Mapping) else parts
    exact = ((name, Fraction(power)) for name, power in items)  # type: ignore[arg-type]  # Fraction says what it takes
    return tuple(sorted((name, power) for name, power in exact if power))


@attrs.frozen
class Dimension:
    """A product of base dimensions to rational powers; without arguments, the dimension of a pure number.

    Attributes:
        parts: ``(name, exponent)`` pairs sorted by name, no exponent zero; a mapping is taken too.

    >>> money, person = Dimension({"currency": 1}), Dimension({"person": 1})
    >>> money / person
    Dimension(parts=(('currency', Fraction(1, 1)), ('person', Fraction(-1, 1))))
    >>> print(money / person)
    货币/人 (currency/person)
    >>> (money / money).dimensionless
    True
    """

    parts: tuple[tuple[str, Fraction], ...] = attrs.field(default=(), converter=_pairs)

    @property
    def dimensionless(self) -> bool:
        """Whether this is the dimension of a pure number."""
        return not self.parts

    def __mul__(self, other: Dimension) -> Dimension:
        if not isinstance(other, Dimension):
            return NotImplemented
        powers = dict(self.parts)
        for name, power in other.parts:
            powers[name] = powers.get(name, Fraction(0)) + power
        return Dimension(powers)

    def __truediv__(self, other: Dimension) -> Dimension:
        if not isinstance(other, Dimension):
            return NotImplemented
        return self * other**-1

    def __pow__(self, exponent: int | Fraction) -> Dimension:
        return Dimension((name, power * Fraction(exponent)) for name, power in self.parts)

    def __str__(self) -> str:
        if self.dimensionless:
            return "无量纲 (dimensionless)"
        chinese = self._written({name: _chinese(name) for name, _ in self.parts})
        english = self._written({})
        return chinese if chinese == english else f"{chinese} ({english})"

    def _written(self, words: Mapping[str, str]) -> str:
        above = [_power(words.get(name, name), power) for name, power in self.parts if power > 0]
        below = [_power(words.get(name, name), -power) for name, power in self.parts if power < 0]
        return "/".join(["·".join(above) or "1", *below])


def _power(name: str, power: Fraction) -> str:
    return name if power == 1 else name + str(power).translate(_SUPERSCRIPTS)


def _chinese(name: str) -> str:
    return _PHYSICAL.get(name) or _counted().get(name, name)


@functools.cache
def _counted() -> Mapping[str, str]:
    """Return dimension -> the Chinese unit that counts it."""
    return {line.dimension: line.name for line in core_lines() if line.dimension}
