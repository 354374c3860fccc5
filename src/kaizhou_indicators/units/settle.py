"""The units that domains bring: which lines go together, which clash, and with whom. The order of the lines is of no account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from ..errors import UnitError, did_you_mean
from .dimension import Dimension
from .lines import CORE, Line, core_lines, read_line
from .text import normalise

if TYPE_CHECKING:
    from .registry import Registry

Brought = tuple[Line, tuple[str, ...], str]
Meaning = tuple[Fraction, Fraction, Dimension]


@attrs.frozen
class Settled:
    """What became of the lines.

    Attributes:
        brought: each line, the names it adds, and the unit that has the others already (empty if none has); a line
            that several owners bring stands here once.
        faults: ``(owner, error)`` of each line that cannot be.
    """

    brought: tuple[Brought, ...] = ()
    faults: tuple[tuple[str, UnitError], ...] = ()


def settle(extra: Iterable[tuple[str, str]], exact: Registry) -> Settled:
    """Define every line that can be in an exact registry, and say which cannot and why."""
    lines, faults = _read(extra)
    table = _Table(exact)
    waiting: list[Line] = sorted(lines, key=lambda line: (line.text, line.owner))
    while waiting:
        later = [line for line in waiting if not table.take(line)]
        if len(later) == len(waiting):
            break
        waiting = later
    faults += table.faults + [(line.owner, table.unknown(line)) for line in waiting]
    return Settled(tuple(table.brought), tuple(faults))


def _read(extra: Iterable[tuple[str, str]]) -> tuple[list[Line], list[tuple[str, UnitError]]]:
    lines: dict[str, Line] = {}
    faults = []
    for owner, text in sorted(extra):
        try:
            line = read_line(owner, text)
            lines.setdefault(line.text, line)
        except UnitError as error:
            faults.append((owner, error))
    return list(lines.values()), faults


class _Table:
    """The names taken so far, and by whom."""

    def __init__(self, exact: Registry) -> None:
        self.exact = exact
        self.owners = {name: line for line in core_lines() for name in line.names}
        self.founders = {line.dimension: line for line in core_lines() if line.dimension}
        self.brought: list[Brought] = []
        self.faults: list[tuple[str, UnitError]] = []

    def take(self, line: Line) -> bool:
        """Define a line or note its fault; False if it refers to a unit that is not known yet."""
        try:
            meaning = self._meaning(line)
        except AttributeError:  # pint's UndefinedUnitError is one
            return False
        except Exception as error:  # pint raises a dozen kinds for a malformed expression
            why = f" ({error})" if str(error) else ""
            self._fault(line, f"{line.reference!r} cannot be read{why}")
            return True
        clash = next(self._clashes(line, meaning), "")
        if clash:
            self._fault(line, clash)
        else:
            self._bring(line)
        return True

    def unknown(self, line: Line) -> UnitError:
        """Return the error of a line that refers to an unknown unit."""
        try:
            self._meaning(line)
        except AttributeError as error:
            names = getattr(error, "unit_names", str(error))
            word = names if isinstance(names, str) else ", ".join(names)
            hint = did_you_mean(word, self.owners)
            return UnitError(f"unit line {line}: {word!r} is not known.{hint} Define it in a line of its own first")
        return UnitError(f"unit line {line}: it refers to itself")

    def _meaning(self, line: Line) -> Meaning | None:
        if line.dimension:
            return Fraction(1), Fraction(0), Dimension({line.dimension: 1})
        if line.offset:
            return None
        return self.exact.meaning(self.exact.parse_expression(line.reference))

    def _clashes(self, line: Line, meaning: Meaning | None) -> Iterator[str]:
        for name in line.names:
            if normalise(name) != name:
                yield f"{name!r} is read as {normalise(name)!r} and would never be found. Choose another name"
            elif self._readable(name) and (meaning is None or self.exact.meaning(name) != meaning):
                yield f"{name!r} is already {self._other(name)}, with another meaning. Rename one, or write the same line"
        founder = self.founders.get(line.dimension)
        if founder and not any(map(self._readable, line.names)):
            yield f"[{line.dimension}] is already founded by {founder}. Write `{line.name} = {founder.name}`"

    def _readable(self, name: str) -> bool:
        try:
            self.exact.get_name(name)
        except AttributeError:
            return False
        return True

    def _other(self, name: str) -> str:
        line = self.owners.get(name)
        return str(line) if line else f"read as {self.exact.get_name(name)!r} by {CORE!r}"

    def _bring(self, line: Line) -> None:
        fresh = tuple(name for name in line.names if not self._readable(name))
        host = next((name for name in line.names if name not in fresh), "")
        self.exact.bring(line, fresh, host)
        self.brought.append((line, fresh, host))
        self.owners.update(dict.fromkeys(fresh, line))
        if line.dimension:
            self.founders.setdefault(line.dimension, line)

    def _fault(self, line: Line, reason: str) -> None:
        self.faults.append((line.owner, UnitError(f"unit line {line}: {reason}")))
