"""UnitSystem: the units of one registry, the core's and its domains', exact and safe between threads.

Two pint registries stand behind it, both built on first use: an exact one, whose numbers are fractions, answers
every question about factors and dimensions; the other one is handed to users and makes quantities.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..errors import UnitError
from .dimension import Dimension
from .faults import no_conversion, refuse_malformed, unknown
from .text import split_quantity

if TYPE_CHECKING:
    import pint

    from .registry import Registry
    from .settle import Settled

_LOSES_ZERO = "has a zero of its own: use .convert() or .affine(), and in a formula name the unit in takes={...}"


class UnitSystem:
    """The units of the core and of some domains.

    Args:
        extra: ``(owner, line)`` pairs, the line in pint's format. The lines are read on first use.

    Raises:
        UnitError: on first use, if a line cannot be read or clashes with another; every fault is named, and
            none of the lines is in force.

    >>> units = UnitSystem([("port", "标准箱 = [container] = _ = TEU")])
    >>> units.factor("万标准箱", "TEU"), units.factor("公斤/亩", "公斤/公顷")
    (Fraction(10000, 1), Fraction(15, 1))
    >>> units.check("mg/Ll")
    Traceback (most recent call last):
    ...
    kaizhou_indicators.errors.UnitError: unit 'mg/Ll': 'Ll' is not known. Did you mean 'l' or 'L'?
    """

    def __init__(self, extra: Iterable[tuple[str, str]] = ()) -> None:
        self.extra = tuple((str(owner), str(line)) for owner, line in extra)
        self._lock = threading.RLock()
        self._settled: Settled | None = None
        self._exact: Registry | None = None
        self._registry: Registry | None = None
        self._units: dict[str, pint.Unit] = {}
        self._roots: dict[str, tuple[Fraction, Fraction, Dimension]] = {}
        self._scales: dict[str, tuple[Fraction, Dimension]] = {}
        self._affine: dict[tuple[str, str], tuple[Fraction, Fraction]] = {}
        self._lines: dict[tuple[Any, str], tuple[float, float, float]] = {}

    def __reduce__(self) -> tuple[type[UnitSystem], tuple[tuple[tuple[str, str], ...]]]:
        return UnitSystem, (self.extra,)

    def __repr__(self) -> str:
        return f"<UnitSystem with {len(self.extra)} lines of domains>"

    def faults(self) -> tuple[tuple[str, UnitError], ...]:
        """Return ``(owner, error)`` for each line of a domain that cannot be; nothing is raised."""
        with self._lock:
            if self._settled is None:
                from .registry import Registry  # pint is loaded here and not before
                from .settle import settle

                exact = Registry(Fraction)
                self._settled = settle(self.extra, exact)
                self._exact = None if self._settled.faults else exact
            return self._settled.faults

    @property
    def registry(self) -> pint.UnitRegistry[Any]:
        """The pint registry of this system: ``registry("480.9 亿元")``."""
        if self._registry is None:
            with self._lock:
                if self._registry is None:
                    self._registry = self._build()
        return self._registry

    def _build(self) -> Registry:
        self._exactly()
        from .registry import Registry  # pint is loaded here and not before

        registry = Registry(float)
        for line, names, host in self._settled.brought if self._settled else ():
            registry.bring(line, names, host)
        return registry

    def _exactly(self) -> Registry:
        if self._exact is None:
            faults = self.faults()
            if self._exact is None:
                raise UnitError("; ".join(str(error) for _, error in faults))
        return self._exact

    def check(self, text: str) -> None:
        """Raise UnitError if the text is no unit; ``did you mean`` names the nearest ones."""
        self._root(text)

    def parse(self, text: str) -> pint.Unit:
        """Return the unit of a text.

        Raises:
            UnitError: an unknown or malformed unit.
        """
        found = self._units.get(text)
        if found is None:
            self._root(text)
            found = self._units[text] = self.registry.parse_units(text)
        return found

    def scale(self, text: str) -> tuple[Fraction, Dimension]:
        """Return the exact factor to base units, and the dimension.

        Base units are metre, gram, second …, 元, 人, 个月 and each count; ``%`` and 个百分点 are 1/100 of a pure number.

        Raises:
            UnitError: an unknown unit, or one with a zero of its own such as ℃.

        >>> UnitSystem().scale("%")
        (Fraction(1, 100), Dimension(parts=()))
        """
        found = self._scales.get(text)
        if found is None:
            factor, zero, dimension = self._root(text)
            if zero:
                msg = f"unit {text!r} {_LOSES_ZERO}"
                raise UnitError(msg)
            found = self._scales[text] = (factor, dimension)
        return found

    def factor(self, a: str, b: str) -> Fraction:
        """Return by what a number in unit ``a`` is multiplied to be in unit ``b``.

        Raises:
            DimensionError: names both units, their dimensions and the way out.
            UnitError: an unknown unit, or one with a zero of its own.

        >>> UnitSystem().factor("亩", "m²")
        Fraction(2000, 3)
        """
        factor, zero = self.affine(a, b)
        if zero or self._root(a)[1]:
            msg = f"{a!r} to {b!r} is no factor: one of them {_LOSES_ZERO}"
            raise UnitError(msg)
        return factor

    def affine(self, a: str, b: str) -> tuple[Fraction, Fraction]:
        """Return ``(factor, offset)``: a number x in ``a`` is factor · x + offset in ``b``.

        >>> UnitSystem().affine("℃", "K")
        (Fraction(1, 1), Fraction(5463, 20))
        """
        found = self._affine.get((a, b))
        if found is None:
            (factor_a, zero_a, of_a), (factor_b, zero_b, of_b) = self._root(a), self._root(b)
            if of_a != of_b:
                raise no_conversion(a, of_a, b, of_b)
            found = self._affine[a, b] = (factor_a / factor_b, (zero_a - zero_b) / factor_b)
        return found

    def convert(self, value: Any, a: str, b: str) -> Any:
        """Convert a number from unit ``a`` to unit ``b``: exactly for a Fraction, to its precision for a Decimal, as a float otherwise.

        >>> UnitSystem().convert(58.24, "万吨", "亿斤")
        11.648
        """
        factor, offset = self.affine(a, b)
        if isinstance(value, Fraction):
            return value * factor + offset
        if isinstance(value, Decimal):
            return value * factor.numerator / factor.denominator + Decimal(offset.numerator) / offset.denominator
        return value * float(factor.numerator) / float(factor.denominator) + float(offset)

    def quantity(self, value: Any, text: str) -> pint.Quantity[Any]:
        """Return a number with a unit, in this system's registry."""
        return self.registry.Quantity(value, self.parse(text))

    def read(self, text: str) -> tuple[float, str]:
        """Read a quantity such as ``26.5 mg/m^3`` or ``480.9 亿元`` to its number and unit.

        Raises:
            UnitError: no number at the beginning, or an unknown unit.

        >>> UnitSystem().read("1,181个"), UnitSystem().read("３.４mg/L"), UnitSystem().read("10.5%")
        ((1181.0, '个'), (3.4, 'mg/L'), (10.5, '%'))
        """
        try:
            number, unit = split_quantity(text)
            self.check(unit)
        except UnitError as error:
            msg = f"quantity {text!r}: {error}"
            raise UnitError(msg) from error
        return number, unit

    def magnitude(self, quantity: Any, text: str) -> Any:
        """Return the number of a quantity in a unit; the quantity may come from another pint registry.

        Raises:
            UnitError: no quantity, or a unit that is not known here.
            DimensionError: the units do not go together.
        """
        try:
            key = (tuple(quantity.unit_items()), text)
        except AttributeError as error:
            msg = f"{quantity!r} is no quantity with a unit. Hand in a number in {text!r}, or registry.Quantity(…)"
            raise UnitError(msg) from error
        line = self._lines.get(key)
        if line is None:
            factor, offset = self.affine(f"{quantity.units:D}", text)
            line = self._lines[key] = (float(factor.numerator), float(factor.denominator), float(offset))
        return quantity.magnitude * line[0] / line[1] + line[2]

    def _root(self, text: str) -> tuple[Fraction, Fraction, Dimension]:
        """Return factor and zero in base units, and the dimension."""
        found = self._roots.get(text)
        if found is None:
            refuse_malformed(text)
            exact = self._exactly()
            with self._lock:
                try:
                    found = self._roots[text] = exact.meaning(text)
                except UnitError:
                    raise
                except Exception as error:  # pint raises a dozen kinds, and other ones in other versions
                    raise unknown(text, exact, self.extra) from error
        return found
