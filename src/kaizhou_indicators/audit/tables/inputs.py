"""Inputs: where one other value of an input would explain cells that nothing else does.

The formula is turned round for that input. Cells that rest on one printed number, in several columns or several
periods, must then leave one value in common; or what they leave lies close to what is printed, as another edition would.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import attrs
import numpy as np

from ...engine.steps import Given, Look
from ...formula.tree import Call, Node, Ref, refs, walk
from ...text import Text
from .. import inverse
from .boxes import Box, Rows
from .causes import Cause
from .extension import column
from .readings import Case

#: another edition of a number lies within a tenth of it, in four cells of five
_NEARLY, _MOSTLY, _FEWEST = 0.1, 0.8, 5
_RESULT = Ref("the result")


@attrs.frozen
class _Cell:
    """Where an input must lie for a printed cell: of which column and row, and the number printed for it."""

    column: int
    row: int
    name: str
    printed: tuple[object, ...]
    lo: float
    hi: float


def causes_in_inputs(cases: Mapping[int, Case], left: Mapping[int, Rows]) -> dict[int, list[Cause]]:
    """Return for each column the input of which another value explains the rows that are left.

    Args:
        cases: number of a column -> the column.
        left: number of a column -> the contradicting rows that no reading explains.
    """
    cells = {number: list(_cells(number, cases[number], rows)) for number, rows in left.items()}
    shared = _shared([cell for own in cells.values() for cell in own])
    found: dict[int, list[Cause]] = {}
    for number, rows in left.items():
        causes = [_of_edition(cases[number], cells[number], rows), _of_one_value(cells[number], shared)]
        found[number] = sorted((c for c in causes if c is not None), key=lambda c: -len(c.rows))[:1]
    return found


def _cells(number: int, case: Case, rows: Rows) -> Iterator[_Cell]:
    uses = [node.name for node in walk(case.reckoning.tree) if isinstance(node, Ref)]
    for name in [n for n in dict.fromkeys(uses) if uses.count(n) == 1]:
        implied, places = _implied(case, name, rows), _places(case, name, rows)
        for at in np.flatnonzero(np.isfinite(implied.width)):
            yield _Cell(number, int(rows[at]), name, places[at], float(implied.lo[at]), float(implied.hi[at]))


def _implied(case: Case, name: str, rows: Rows) -> Box:
    """Return where an input must lie for what is printed."""
    tree: Node | None = inverse.freed(case.reckoning.tree, name, _RESULT)
    if tree is None:
        return Box.empty(len(rows))
    leaves = {other: case.reckoning.box(other).take(rows) for other in case.reckoning.leaves if other != name}
    return column(tree, {**leaves, _RESULT.name: case.printed.take(rows)}, len(rows)).box


def _places(case: Case, name: str, rows: Rows) -> list[tuple[object, ...]]:
    """Return what tells the printed number of an input from others: what it is, of which area, and the number."""
    step, box = case.reckoning.step(name), case.reckoning.box(name).take(rows)
    source, at = name, rows
    if isinstance(step, Look):
        source, at = step.source, case.reckoning.places(step)[rows]
    owners = case.sheet.series.owner[at] if isinstance(step, Given | Look) else rows
    return [(source, int(o), lo, hi) for o, lo, hi in zip(owners, box.lo.tolist(), box.hi.tolist(), strict=True)]


def _shared(cells: Sequence[_Cell]) -> set[_Cell]:
    """Return the cells that one other value of a printed number would explain together."""
    groups: dict[tuple[object, ...], list[_Cell]] = defaultdict(list)
    for cell in cells:
        groups[cell.printed].append(cell)
    return {cell for some in groups.values() for cell in _in_common(some)}


def _in_common(cells: Sequence[_Cell]) -> Sequence[_Cell]:
    """Return the most cells, at least two, whose intervals have a number in common."""
    ends = {cell.lo for cell in cells} if len(cells) > 1 else set()
    most = max(([cell for cell in cells if cell.lo <= end <= cell.hi] for end in ends), key=len, default=[])
    return most if len(most) > 1 else []


def _of_one_value(cells: Sequence[_Cell], shared: set[_Cell]) -> Cause | None:
    rows: dict[str, set[int]] = defaultdict(set)
    for cell in cells:
        if cell in shared:
            rows[cell.name].add(cell.row)
    if not rows:
        return None
    name = max(rows, key=lambda n: len(rows[n]))
    text = Text(
        f"若{name}另有其值则相符(同一数在各列、各期推得相同)",
        f"another value of {name} explains them, the same in all columns and periods that rest on it",
    )
    return Cause("input", text, np.array(sorted(rows[name]), dtype=np.int64))


def _of_edition(case: Case, cells: Sequence[_Cell], rows: Rows) -> Cause | None:
    """Return the input of which another edition would explain the rows; a divisor before others."""
    divisors = _divisors(case)
    for name in sorted({cell.name for cell in cells}, key=lambda n: n not in divisors):
        printed = case.reckoning.box(name).middle
        near = [cell.row for cell in cells if cell.name == name and _close(cell, float(printed[cell.row]))]
        if len(near) >= max(_FEWEST, _MOSTLY * len(rows)):
            text = Text(f"疑用{name}的另一版数据", f"another edition of {name} is likely")
            return Cause("vintage", text, np.array(near, dtype=np.int64))
    return None


def _close(cell: _Cell, printed: float) -> bool:
    return printed != 0 and abs((cell.lo + cell.hi) / 2 / printed - 1) <= _NEARLY


def _divisors(case: Case) -> set[str]:
    below = [node.args[1] for node in walk(case.reckoning.tree) if isinstance(node, Call) and node.op == "div"]
    return {ref.name for node in below for ref in refs(node)}
