"""Tables and cells for people: widths as a screen shows them, plain text where there is no screen.

Only here is a number rounded. Control characters of the data never reach a terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from math import isfinite
from typing import Any, TextIO

import attrs
from rich import box
from rich.console import Console
from rich.table import Table

from ..model.kinds import Rounding

#: width of a page that nobody sees: lines are never broken in a pipe or file
_UNBROKEN = 100_000
_CONTROL = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 0x0A}
NOTHING = "–"
#: digits shown of a number that no rule rounds
_DIGITS = 6


@attrs.frozen
class Column:
    """A column of a table: its heading, and whether it holds numbers."""

    heading: str
    numeric: bool = False


def console(stream: TextIO | None = None) -> Console:
    """Return a console that writes plain text unless the stream is a terminal."""
    stream = sys.stdout if stream is None else stream
    terminal = stream.isatty()
    return Console(
        file=stream,
        force_terminal=terminal,
        width=None if terminal else _UNBROKEN,
        markup=False,
        emoji=False,
        highlight=False,
    )


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """Print a table to standard output."""
    screen = console()
    seen = screen.is_terminal
    table = Table(box=box.SIMPLE_HEAD if seen else None, pad_edge=seen, padding=(0, 1) if seen else (0, 2, 0, 0))
    for column in columns:
        table.add_column(safe(column.heading), justify="right" if column.numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(safe(cell) for cell in row))
    if seen:
        screen.print(table)
        return
    with screen.capture() as captured:
        screen.print(table)
    for line in captured.get().splitlines():
        sys.stdout.write(line.rstrip() + "\n")


def print_fields(fields: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Print labels, each with one line or several, to standard output; a label with none is left out."""
    screen = console()
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    for label, lines in fields:
        for number, line in enumerate(lines):
            grid.add_row(label if number == 0 else "", safe(line))
    with screen.capture() as captured:
        screen.print(grid)
    for line in captured.get().splitlines():
        sys.stdout.write(line.rstrip() + "\n")


def safe(text: str) -> str:
    r"""Return a text without control characters, which could steer a terminal.

    >>> safe("a\x1b[31mb")
    'a�[31mb'
    """
    return text.translate(_CONTROL)


@attrs.frozen
class Precision:
    """How the numbers of a column are rounded: to so many decimals, by the indicator's rule."""

    decimals: int
    rounding: Rounding = Rounding.HALF_EVEN


def column_texts(values: Sequence[Any], precision: Precision | None = None) -> list[str]:
    """Return the cells of a column as people read them; all its numbers have the same decimals.

    Without a precision these are as many as the number that needs most has within six digits.

    >>> column_texts([9.4, 20.0, None]), column_texts([200 / 3, 9.4], Precision(1))
    (['9.4', '20.0', '–'], ['66.7', '9.4'])
    """
    numbers = [value for value in values if isinstance(value, float) and isfinite(value)]
    if precision is None:
        precision = Precision(max((_decimals(_exact(value)) for value in numbers), default=0))
    rule = ROUND_HALF_UP if precision.rounding is Rounding.HALF_UP else ROUND_HALF_EVEN
    return [
        rounded_text(_exact(value), precision.decimals, rule)
        if isinstance(value, float) and isfinite(value)
        else cell_text(value)
        for value in values
    ]


def number_text(value: float) -> str:
    """Return a number with six digits, those before the point always kept.

    >>> number_text(0.1 + 0.2), number_text(200 / 3), number_text(12345678.9), number_text(1e-07)
    ('0.3', '66.6667', '12345679', '0.0000001')
    """
    if not isfinite(value):
        return str(value)
    exact = _exact(value)
    return rounded_text(exact, _decimals(exact), ROUND_HALF_EVEN)


def _exact(value: float) -> Decimal:
    return Decimal(repr(float(value)))


def _decimals(exact: Decimal) -> int:
    """Return how many decimals six digits of a number need; zeros at its end are none."""
    text = rounded_text(exact, max(0, _DIGITS - 1 - exact.adjusted()), ROUND_HALF_EVEN)
    return len(text.rstrip("0").partition(".")[2])


def rounded_text(exact: Decimal, decimals: int, rule: str) -> str:
    """Return a number with so many decimals."""
    with localcontext(prec=700):  # a float has up to 309 digits before the point and 324 after it
        return format(exact.quantize(Decimal(1).scaleb(-decimals), rounding=rule), "f")


def cell_text(value: Any) -> str:
    """Return a cell as people read it."""
    if value is None or value != value:  # noqa: PLR0124  # NaN is nothing
        return NOTHING
    return number_text(value) if isinstance(value, float) else str(value)
