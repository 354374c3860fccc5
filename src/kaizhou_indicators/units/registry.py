"""The pint side of the room: the one file that imports pint, itself imported on first use only.

A registry is built from the core's definitions and made read Chinese: 万吨 or 亿元 is made when somebody asks
for it, beside pint's prefixes and not among them, so that metres never become 万m.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable, Iterator
from fractions import Fraction
from numbers import Real
from tokenize import TokenError
from typing import Any

import pint
from pint.delegates.formatter.full import FullFormatter

from ..errors import UnitError
from .dimension import Dimension
from .lines import NUMERALS, Line, chinese_lines, core_numerable, si_text
from .multiples import split_numeral
from .text import normalise, split_quantity

_UNIT_FLAGS = ("~", "D", "P", "L", "H", "C", "raw")
_TENFOLD_THOUSANDS = {0: "", 4: "万", 8: "亿", 12: "万亿"}


class Quantity(pint.UnitRegistry.Quantity):  # type: ignore[type-arg]  # not generic when Python runs it
    """A number with a unit."""

    def to_compact(self, unit: Any = None) -> Any:
        """Rescale to a readable size: Chinese units by 万 and 亿, SI units by kilo and mega."""
        quantity = self if unit is None else self.to(unit)
        parts: list[tuple[str, Any]] = list(quantity.unit_items())
        name, power = next((part for part in parts if part[1] > 0), ("", 0))
        registry: Any = quantity._REGISTRY
        chinese = registry.counted_unit(name)
        if not chinese or not isinstance(quantity.magnitude, Real):
            return super().to_compact(unit)
        others = [part for part in parts if part[0] != name]
        plain = quantity.to(registry.container([(chinese, power), *others]))
        size = abs(float(plain.magnitude))
        if power != 1 or not size or not math.isfinite(size):
            return quantity
        steps = min(max(math.floor(math.log10(size) / 4) * 4, 0), 12)
        parts = [(_TENFOLD_THOUSANDS[steps] + chinese, 1), *others]
        return registry.Quantity(plain.magnitude / 10**steps, registry.container(parts))


def _written(text: str) -> str:
    return text.replace("⋅", "·").replace("/十万", "/10万")


class Written(FullFormatter):
    """Prints quantities as people write them."""

    default_format = "~P"

    def format_unit(self, *args: Any, **options: Any) -> str:
        """Print a unit: ``元/亩``, ``件/10万人``."""
        return _written(super().format_unit(*args, **options))

    def format_quantity(self, quantity: Any, spec: str = "", **options: Any) -> str:
        """Print a number and its unit: ``10.5%``, and ``480.9 亿元``."""
        if spec and not any(flag in spec for flag in _UNIT_FLAGS):
            spec += self.default_format
        text = super().format_quantity(quantity, spec, **options)
        return _written(text).replace(" %", "%").replace(" ‰", "‰")


class UndefinedUnitTextError(UnitError, pint.UndefinedUnitError):
    """A unit that is not known: the library's error, and pint's for those who expect that one."""

    def __init__(self, text: str, names: Any) -> None:
        named = [names] if isinstance(names, str) else list(names)
        Exception.__init__(
            self, f"{text!r}: {', '.join(map(repr, named))} is not known; write units like mg/L, 亿元, 元/亩"
        )
        self.unit_names = names

    def __str__(self) -> str:
        return str(self.args[0])


class Registry(pint.UnitRegistry):  # type: ignore[type-arg]  # not generic when Python runs it
    """A pint registry that reads Chinese, owned by one :class:`~kaizhou_indicators.units.UnitSystem`."""

    Quantity = Quantity

    def __init__(self, numbers: type) -> None:
        self._making = threading.RLock()
        self._shelf = {name: line for line in chinese_lines() for name in line.names}
        self._made: set[str] = set()
        self._numerable = set(core_numerable())
        super().__init__(list(si_text()), on_redefinition="raise", preprocessors=[normalise], non_int_type=numbers)
        self.formatter: Any = Written(self)

    def get_name(self, name_or_alias: str, case_sensitive: bool | None = None) -> str:
        """Return the canonical name of a unit; a Chinese unit is made when it is asked for first."""
        for name in (name_or_alias, name_or_alias.removesuffix("s")):
            if line := self._shelf.get(name):
                self._make(line.name, " = ".join([line.name, line.reference, "_", *line.aliases]))
        numeral, unit = split_numeral(name_or_alias)
        if numeral and unit in self._numerable and name_or_alias not in self._shelf:
            self._make(name_or_alias, f"{name_or_alias} = 1e{NUMERALS[numeral]} * {unit}")
        return super().get_name(name_or_alias, case_sensitive)

    def _make(self, name: str, definition: str) -> None:
        if name not in self._made:
            with self._making:
                if name not in self._made:
                    super().define(definition)
                    self._made.add(name)

    def define(self, definition: Any) -> None:
        """Define a unit; a name that is taken raises, even if nobody has asked for its unit yet."""
        for word in definition.replace("@alias", "=").split("=") if isinstance(definition, str) else ():
            if line := self._shelf.get(word.strip()):
                self.get_name(line.name)
        super().define(definition)

    def parse_unit_name(self, unit_name: str, case_sensitive: bool | None = None) -> tuple[tuple[str, str, str], ...]:
        """Split a name into prefix, unit and suffix; kilo and mega go with no Chinese unit."""
        found = super().parse_unit_name(unit_name, case_sensitive)
        chinese = self._shelf.keys() | self._made
        return tuple(parts for parts in found if not (parts[0] and parts[1] in chinese))

    def parse_expression(self, input_string: str, *args: Any, **values: Any) -> Any:
        """Read a quantity, ``25 ℃`` too, which is no product of 25 and one degree."""
        try:
            found = super().parse_expression(input_string, *args, **values)
        except pint.OffsetUnitCalculusError:
            number, unit = split_quantity(input_string)
            return self.Quantity(int(number) if number.is_integer() else number, self.parse_units(unit))
        return found if isinstance(found, self.Quantity) else self.Quantity(found)  # 0.24 gives a bare 50 for "50"

    def __call__(self, input_string: str, *args: Any, **values: Any) -> Any:
        """Read a quantity as ``parse_expression`` does; what cannot be read is a UnitError, and pint's own error too."""
        if not isinstance(input_string, str):
            msg = f"{input_string!r} is no text; write a quantity such as '3.4 mg/L'"
            raise UnitError(msg)
        try:
            return self.parse_expression(input_string, *args, **values)
        except pint.UndefinedUnitError as error:
            raise UndefinedUnitTextError(input_string, error.unit_names) from error
        except (AssertionError, SyntaxError, TokenError) as error:
            msg = f"{input_string!r} is no quantity; write a number and a unit, such as '3.4 mg/L'"
            raise UnitError(msg) from error

    def meaning(self, what: Any) -> tuple[Fraction, Fraction, Dimension]:
        """Return the factor to base units, the zero in base units and the dimension of a unit or quantity."""
        unit, times = (self.parse_units(what), 1) if isinstance(what, str) else (what.units, what.magnitude)
        zero, one = (Fraction(self.Quantity(Fraction(x), unit).to_root_units().magnitude) for x in (0, 1))
        parts = self.get_dimensionality(unit).items()
        return (one - zero) * Fraction(times), zero, Dimension((name.strip("[]"), power) for name, power in parts)

    def container(self, parts: Iterable[tuple[str, Any]]) -> Any:
        """Return what pint keeps of a unit, for names and their powers."""
        return self.UnitsContainer({self.get_name(name): power for name, power in parts})

    def counted_unit(self, name: str) -> str:
        """Return 元 for 亿元 and for 元, and an empty text for units that take no 万 and 亿."""
        unit = split_numeral(name)[1]
        return unit if unit in self._numerable else ""

    def bring(self, line: Line, names: Iterable[str], host: str) -> None:
        """Define a domain's unit, or give the unit ``host``, which means the same, some more names."""
        if host:
            words = [f"@alias {self.get_name(host)}", *names]
        else:
            reference = line.reference if line.dimension or line.offset else normalise(line.reference)
            words = [line.name, reference, "_", *(name for name in names if name != line.name)]
        if len(words) > 1:
            self.define(" = ".join(words))
        self._numerable.update(line.names)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._shelf]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*super().__iter__(), *self._shelf}))
