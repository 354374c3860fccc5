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
from ..model.records import Indicator

#: width of a page that nobody sees: lines are never broken in a pipe or file
_UNBROKEN = 100_000
_CONTROL = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 0x0A}
NOTHING = "–"
#: digits shown of a number whose indicator declares no decimals
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


def number_text(value: float, indicator: Indicator | None = None) -> str:
    """Return a number as people read it.

    It is rounded to the indicator's decimals by its rule; where it has none to six digits, digits before the point
    always kept.

    >>> number_text(0.1 + 0.2), number_text(200 / 3), number_text(12345678.9), number_text(1e-07)
    ('0.3', '66.6667', '12345679', '0.0000001')
    """
    if not isfinite(value):
        return str(value)
    exact = Decimal(repr(float(value)))
    if indicator is not None and indicator.decimals is not None:
        rule = ROUND_HALF_UP if indicator.rounding is Rounding.HALF_UP else ROUND_HALF_EVEN
        return rounded_text(exact, indicator.decimals, rule)
    text = rounded_text(exact, max(0, _DIGITS - 1 - exact.adjusted()), ROUND_HALF_EVEN)
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded_text(exact: Decimal, decimals: int, rule: str) -> str:
    """Return a number with so many decimals."""
    with localcontext(prec=700):  # a float has up to 309 digits before the point and 324 after it
        return format(exact.quantize(Decimal(1).scaleb(-decimals), rounding=rule), "f")


def cell_text(value: Any, indicator: Indicator | None = None) -> str:
    """Return a cell as people read it."""
    if value is None or value != value:  # noqa: PLR0124  # NaN is nothing
        return NOTHING
    if isinstance(value, float):
        return number_text(value, indicator)
    return str(value)
