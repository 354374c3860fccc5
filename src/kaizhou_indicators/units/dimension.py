"""Dimension: what a unit measures, as exponents of base units; a value that can be multiplied and compared."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

_NAMES = {
    "meter": "length",
    "second": "time",
    "gram": "mass",
    "kilogram": "mass",
    "ampere": "current",
    "kelvin": "temperature",
    "mole": "amount of substance",
    "元": "money (元)",
    "个月": "calendar time (个月)",
}


@attrs.frozen(cache_hash=True)
class Dimension:
    """Exponents of base units, sorted by name.

    >>> length = Dimension((("meter", Fraction(1)),))
    >>> (length / length).dimensionless, str(length ** 2)
    (True, 'length²')
    """

    exponents: tuple[tuple[str, Fraction], ...] = ()

    @classmethod
    def of(cls, exponents: Iterable[tuple[str, Fraction]]) -> Dimension:
        """Return the dimension with these exponents, in any order."""
        return cls(tuple(sorted((name, Fraction(power)) for name, power in exponents if power)))

    @property
    def dimensionless(self) -> bool:
        """Whether it is a bare number, a share included."""
        return not self.exponents

    def __mul__(self, other: Dimension) -> Dimension:
        return self._combined(other, 1)

    def __truediv__(self, other: Dimension) -> Dimension:
        return self._combined(other, -1)

    def __pow__(self, power: Fraction | int) -> Dimension:
        return Dimension.of((name, exponent * power) for name, exponent in self.exponents)

    def _combined(self, other: Dimension, sign: int) -> Dimension:
        exponents = dict(self.exponents)
        for name, power in other.exponents:
            exponents[name] = exponents.get(name, Fraction(0)) + sign * power
        return Dimension.of(exponents.items())

    def __str__(self) -> str:
        above = [_power(name, power) for name, power in self.exponents if power > 0]
        below = [_power(name, -power) for name, power in self.exponents if power < 0]
        if not above and not below:
            return "a bare number"
        return "·".join(above or ["1"]) + (f"/{'·'.join(below)}" if below else "")


def _power(name: str, power: Fraction) -> str:
    shown = _NAMES.get(name, name)
    signs = {Fraction(1): "", Fraction(2): "²", Fraction(3): "³"}
    return shown + signs.get(power, f"^{power}")
