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
from .tokens import tokens

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
        faults: ``(owner, error)`` of each line that cannot be; a clash is a fault of everybody who takes part in it.
    """

    brought: tuple[Brought, ...] = ()
    faults: tuple[tuple[str, UnitError], ...] = ()


def settle(extra: Iterable[tuple[str, str]], exact: Registry) -> Settled:
    """Define every line that can be in an exact registry, and say which cannot and why."""
    lines, owners, faults = _read(extra)
    table = _Table(exact, owners)
    waiting = lines
    while waiting:
        later = [line for line in waiting if not table.take(line)]
        if len(later) == len(waiting):
            break
        waiting = later
    for line in waiting:
        table.fault(table.unknown(line), line)
    return Settled(tuple(table.brought), (*faults, *table.faults))


def _read(extra: Iterable[tuple[str, str]]) -> tuple[list[Line], dict[str, list[str]], list[tuple[str, UnitError]]]:
    """Return the lines sorted by text, the owners of each, and the lines that cannot be read."""
    lines: dict[str, Line] = {}
    owners: dict[str, list[str]] = {}
    faults = []
    for owner, text in sorted(set(extra)):
        try:
            line = read_line(owner, text)
            lines.setdefault(line.text, line)
            owners.setdefault(line.text, []).append(owner)
        except UnitError as error:
            faults.append((owner, error))
    return [lines[text] for text in sorted(lines)], owners, faults


class _Table:
    """The names taken so far, and by whom."""

    def __init__(self, exact: Registry, sharers: dict[str, list[str]]) -> None:
        self.exact = exact
        self.sharers = sharers
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
            self.fault(UnitError(f"unit line {line}: {line.reference!r} cannot be read{why}"), line)
            return True
        reason, other = next(self._clashes(line, meaning), ("", None))
        if reason:
            self.fault(UnitError(f"unit line {line}: {reason}"), line, other)
        else:
            self._bring(line)
        return True

    def fault(self, error: UnitError, *lines: Line | None) -> None:
        """File an error under every owner of the lines but the core."""
        owners = dict.fromkeys(owner for line in lines if line for owner in self.sharers.get(line.text, ()))
        self.faults += [(owner, error) for owner in owners]

    def unknown(self, line: Line) -> UnitError:
        """Return the error of a line that refers to an unknown unit."""
        words = [word.text for word in tokens(line.reference) if word.kind == "name"]
        word = next((word for word in words if not self._readable(word)), line.reference)
        hint = did_you_mean(word, self.owners)
        return UnitError(f"unit line {line}: {word!r} is not known.{hint} Define it in a line of its own first")

    def _meaning(self, line: Line) -> Meaning | None:
        if line.dimension:
            return Fraction(1), Fraction(0), Dimension({line.dimension: 1})
        if line.offset:
            return None
        return self.exact.meaning(self.exact.parse_expression(line.reference))

    def _clashes(self, line: Line, meaning: Meaning | None) -> Iterator[tuple[str, Line | None]]:
        for name in line.names:
            if normalise(name) != name:
                yield f"{name!r} is read as {normalise(name)!r} and would never be found. Choose another name", None
            elif self._readable(name) and (meaning is None or self.exact.meaning(name) != meaning):
                other = self.owners.get(name)
                what = f"already {other}" if other else f"already {self.exact.get_name(name)!r} of {CORE!r}"
                yield f"{name!r} is {what}, with another meaning. Rename one, or write the same line", other
        founder = self.founders.get(line.dimension)
        if founder and not any(map(self._readable, line.names)):
            way_out = f"Write `{line.name} = {founder.name}`, or choose another dimension"
            yield f"[{line.dimension}] is already founded by {founder}. {way_out}", founder

    def _readable(self, name: str) -> bool:
        try:
            self.exact.get_name(name)
        except AttributeError:
            return False
        return True

    def _bring(self, line: Line) -> None:
        fresh = tuple(name for name in line.names if not self._readable(name))
        host = next((name for name in line.names if name not in fresh), "")
        self.exact.bring(line, fresh, host)
        self.brought.append((line, fresh, host))
        self.owners.update(dict.fromkeys(fresh, line))
        if line.dimension:
            self.founders.setdefault(line.dimension, line)
