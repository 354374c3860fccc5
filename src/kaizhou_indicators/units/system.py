"""UnitSystem: the units of the core and of the domains, on a private pint registry that is built on first use.

No application registry is ever set, no context used. Chinese prefixes are no pint prefixes: 万元 and its kin are units
of their own, made for every unit with a Chinese name, so that nothing of them reaches metres and grams.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from importlib.resources import files
from threading import RLock
from typing import TYPE_CHECKING, Any

from ..errors import DimensionError, UnitError, did_you_mean
from .build import Lines, build, definitions_of
from .dimension import Dimension
from .text import normalise

if TYPE_CHECKING:
    import pint

_QUANTITY = re.compile(r"\s*(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(?P<unit>.*)\Z", re.DOTALL)
_BARE = {"", "1", "dimensionless"}


class UnitSystem:
    """Units by text, with exact factors.

    Args:
        extra: (owner, line) pairs of further definitions in pint's format, ``标准箱 = [container] = _ = TEU``.

    Cheap to make; pint is imported at the first question. Safe to use from many threads.

    >>> units = UnitSystem()
    >>> units.factor("公斤/亩", "公斤/公顷"), units.factor("亿斤", "万吨")
    (Fraction(15, 1), Fraction(5, 1))
    """

    def __init__(self, extra: Iterable[tuple[str, str]] = ()) -> None:
        self._extra = tuple((str(owner), str(line)) for owner, line in extra)
        self._lock = RLock()
        self._units: dict[str, Any] = {}
        self._scales: dict[str, tuple[Fraction, Dimension]] = {}
        self._offsets: dict[str, Fraction] = {}
        self._factors: dict[tuple[Any, str], float | None] = {}

    # -- pint

    @property
    def registry(self) -> pint.UnitRegistry[Any]:
        """The pint registry; ``registry("480.9 亿元")`` reads a quantity.

        Raises:
            UnitError: a domain's line that cannot be read, or clashes with another owner's.
        """
        with self._lock:
            registry: pint.UnitRegistry[Any] = self._registry
        return registry

    @cached_property
    def _registry(self) -> Any:
        return build(self._lines, float)

    @cached_property
    def _exact(self) -> Any:
        return build(self._lines, Fraction)

    @cached_property
    def _lines(self) -> Lines:
        core = files(__package__).joinpath("definitions.txt").read_text("utf-8")
        return definitions_of(core, self._extra)

    # -- questions

    def check(self, text: str) -> None:
        """Raise UnitError unless the text is a unit."""
        self.parse(text)

    def parse(self, text: str) -> Any:
        """Return the pint unit of a text.

        Raises:
            UnitError: the text is no unit; with the nearest known names.
        """
        unit = self._units.get(text)
        if unit is None:
            with self._lock:
                unit = self._units[text] = self._parsed(text, self.registry)
        return unit

    def _parsed(self, text: str, registry: Any) -> Any:
        if not isinstance(text, str):
            msg = f"{text!r} is no unit; write a text such as 'mg/L'"
            raise UnitError(msg)
        if text.strip() in _BARE:
            return registry.Unit("dimensionless")
        try:
            return registry.parse_units(text)
        except UnitError:
            raise
        except Exception as error:
            msg = (
                f"unit {text!r} cannot be read.{self._hint(text)} Units are written like mg/L, 亿元, 元/亩, %, 个百分点"
            )
            raise UnitError(msg) from error

    def _hint(self, text: str) -> str:
        names = {name for name in dir(self.registry) if not name.startswith("_")}
        words = [w for w in re.split(r"[\s*/()^\d.-]+", text) if w]
        unknown = [w for w in words if w not in self.registry]
        return "".join(did_you_mean(word, names) or f" {word!r} is unknown." for word in unknown[:2])

    def scale(self, text: str) -> tuple[Fraction, Dimension]:
        """Return the exact factor to base units, and the dimension.

        Raises:
            UnitError: a unit with an offset, such as ℃, has no factor.
        """
        scale = self._scaled(text)
        if self._offsets.get(text):
            msg = f"unit {text!r} has an offset, so it cannot be multiplied; name it in takes={{...}} of an empirical formula"
            raise UnitError(msg)
        return scale

    def _scaled(self, text: str) -> tuple[Fraction, Dimension]:
        if text not in self._scales:
            with self._lock:
                self.check(text)
                unit = self._parsed(text, self._exact)
                offset = self._exact.Quantity(Fraction(0), unit).to_base_units().magnitude
                one = self._exact.Quantity(Fraction(1), unit).to_base_units()
                self._offsets[text] = Fraction(offset)
                powers = ((name, Fraction(power)) for name, power in one.unit_items())
                self._scales[text] = Fraction(one.magnitude) - Fraction(offset), Dimension.of(powers)
        return self._scales[text]

    def affine(self, a: str, b: str) -> tuple[Fraction, Fraction]:
        """Return (factor, offset) from unit ``a`` to unit ``b``.

        Raises:
            DimensionError: they measure different things.
        """
        (scale_a, kind_a), (scale_b, kind_b) = self._scaled(a), self._scaled(b)
        if kind_a != kind_b:
            msg = f"{a!r} ({kind_a}) cannot be converted to {b!r} ({kind_b}); check which of the two is meant"
            raise DimensionError(msg)
        return scale_a / scale_b, (self._offsets[a] - self._offsets[b]) / scale_b

    def factor(self, a: str, b: str) -> Fraction:
        """Return the exact factor from unit ``a`` to unit ``b``.

        Raises:
            UnitError: there is an offset between them; use ``convert``.
        """
        factor, offset = self.affine(a, b)
        if offset:
            msg = f"from {a!r} to {b!r} there is an offset and no factor; use convert(value, {a!r}, {b!r})"
            raise UnitError(msg)
        return factor

    def convert(self, value: Any, a: str, b: str) -> Any:
        """Return a number in unit ``a`` as a number in unit ``b``; a Fraction stays exact."""
        factor, offset = self.affine(a, b)
        if isinstance(value, Fraction | int):
            return value * factor + offset
        return float(value) * float(factor) + float(offset)

    # -- quantities

    def quantity(self, value: float, text: str) -> pint.Quantity[Any]:
        """Return a number in a unit as a pint Quantity of this system."""
        unit = self._units.get(text) or self.parse(text)
        quantity: pint.Quantity[Any] = self._make(value, unit)
        return quantity

    @cached_property
    def _make(self) -> Any:
        return self.registry.Quantity

    def read(self, text: str) -> tuple[float, str]:
        """Read a quantity text to number and unit text: ``"26.5 mg/m^3"``, ``"480.9 亿元"``, ``"1,181个"``.

        Raises:
            UnitError: the text has no number, or an unknown unit.
        """
        match = _QUANTITY.match(normalise(text))
        if match is None:
            msg = f"{text!r} is no quantity; write a number and a unit, such as '3.4 mg/L'"
            raise UnitError(msg)
        unit = match["unit"].strip().replace("percent", "%").replace("permille", "‰") or "1"
        self.check(unit)
        return float(match["number"]), unit

    def magnitude(self, quantity: Any, text: str) -> float:
        """Return the number of a Quantity in a unit; one of another pint registry is taken by its unit's text."""
        unit = quantity.units
        key = (unit, text)
        try:
            factor = self._factors[key]
        except KeyError:
            factor = self._factors[key] = self._factor_of(unit, text)
        if factor is None:
            return float(self.convert(quantity.magnitude, self._text_of(unit), text))
        return float(quantity.magnitude) * factor

    def _factor_of(self, unit: Any, text: str) -> float | None:
        factor, offset = self.affine(self._text_of(unit), text)
        return None if offset else float(factor)

    def _text_of(self, unit: Any) -> str:
        return str(unit) or "1"

    def __getstate__(self) -> dict[str, Any]:
        return {"extra": self._extra}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["extra"])  # type: ignore[misc]  # a unit system is its lines

    def __repr__(self) -> str:
        return f"UnitSystem({list(self._extra)!r})" if self._extra else "UnitSystem()"
