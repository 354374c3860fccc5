"""Table: what was read from a file, and where in the file each of its rows stands."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import polars as pl

from .language import Words


@attrs.frozen
class Table:
    """A table read from a file.

    Attributes:
        frame: its cells; text is text as written, an empty cell is null.
        name: the file, for messages.
        lines: the line of the file where each row begins; empty where the format has no lines.
    """

    frame: pl.DataFrame
    name: str
    lines: Sequence[int] = ()

    def place(self, row: int, say: Words) -> str:
        """Return where a row stands: "line 7", or "data row 6" counted from 1."""
        if self.lines:
            return say("place.line", number=self.lines[row])
        return say("place.row", number=row + 1)

    def with_frame(self, frame: pl.DataFrame) -> Table:
        """Return the table with other cells in the same rows."""
        return attrs.evolve(self, frame=frame)


def without_empty_rows(table: Table) -> Table:
    """Return the table without rows that have no cell at all, which spreadsheets leave behind."""
    text = [name for name, kind in table.frame.schema.items() if kind == pl.String]
    frame = table.frame.with_columns(
        pl.when(pl.col(n).str.strip_chars() == "").then(None).otherwise(pl.col(n)).alias(n) for n in text
    )
    kept = (
        frame.select(~pl.all_horizontal(pl.all().is_null())).to_series()
        if frame.width
        else pl.Series([], dtype=pl.Boolean)
    )
    lines = [line for line, keep in zip(table.lines, kept, strict=True) if keep] if table.lines else ()
    return Table(frame.filter(kept), table.name, lines)
