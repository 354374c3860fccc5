"""Report of a table: a line a published column, its deviating rows with both values, and whether anything contradicts."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

import attrs

from ...errors import FrameError, did_you_mean
from ...model.record import Frozen
from ...processes import Consistency
from ...text import Text
from .words import STATUS, reason_text, summary

if TYPE_CHECKING:
    import polars

_COUNTS = ("printed", "agree", "disagree", "uninformative", "undetermined", "unprinted")
_HEADS = ("column", "reference", "status", *_COUNTS[:-1], "cause", "explained", "explanation")


@attrs.frozen
class LikelyCause:
    """A reading under which cells that do not follow would.

    Attributes:
        cause: the class of the mistake: ``gap``, ``missing``, ``base``, ``vintage``, ``input``, ``precedence``, ``window``,
            ``area``, ``label``, ``points``, ``change``, ``factor``, ``exchanged``, ``sign``, ``row``, ``float32``,
            ``truncated``, ``decimals``.
        text: what it is, in both languages.
        rows: how many cells it explains.
    """

    cause: str
    text: Text
    rows: int


@attrs.frozen(kw_only=True)
class ColumnReport:
    """What can be said of a published column.

    Attributes:
        column: its name in the table.
        reference: what it should be.
        unit: the unit of the reference.
        decimals: the decimals that it was printed with; None where its cells differ.
        status: inconsistent where a cell contradicts, consistent where some agree and none does, else undetermined.
        printed: the cells printed.
        agree: those that follow from the other columns.
        disagree: those that cannot.
        uninformative: those that follow, as the opposite sign, ten times and a tenth would: near zero, or left wide open.
        undetermined: those that have nothing to be held to.
        unprinted: the cells that would follow and are empty.
        enclosed: the agreeing cells whose range is only enclosed, not shown.
        why: reason -> how many cells are undetermined for it: ``missing KEY``, ``gap KEY``, ``start KEY``, ``area CODE``,
            ``break KEY``, ``undefined``, ``infinite``, ``absent``, ``comparable``, ``setting``.
        likely: the readings that explain cells, the likeliest first.
        explained: the share of the contradicting cells, or where none contradicts of the undetermined ones, that a
            reading explains; None where all follow.
        told: why nothing follows from the table at all, where nothing does.
    """

    column: str
    reference: str
    unit: str
    decimals: int | None
    status: Consistency
    printed: int
    agree: int
    disagree: int
    uninformative: int
    undetermined: int
    unprinted: int
    enclosed: int = 0
    why: Mapping[str, int] = attrs.field(factory=dict, converter=Frozen)
    likely: tuple[LikelyCause, ...] = ()
    explained: float | None = None
    told: str = ""

    @property
    def cause(self) -> str:
        """The likeliest cause of the cells that do not follow; empty where none is found."""
        return self.likely[0].cause if self.likely else ""

    @property
    def explanation(self) -> Text:
        """What there is to say, in both languages."""
        return summary(self)

    def as_row(self, language: str = "zh") -> dict[str, Any]:
        """Return it as one flat dictionary."""
        share = self.explained
        return {
            "column": self.column,
            "reference": self.reference,
            "status": str(self.status),
            **{name: getattr(self, name) for name in _COUNTS},
            "decimals": self.decimals,
            "cause": self.cause,
            "explained": None if share is None else round(share, 4),
            "why": "; ".join(f"{reason_text(reason).get(language)}: {count}" for reason, count in self.why.items()),
            "explanation": self.explanation.get(language),
        }


class TableReport(Sequence[ColumnReport]):
    """What can be said of a table: one report a published column, in their order.

    Args:
        columns: the reports.
        deviating: column -> its cells that do not simply agree.
    """

    def __init__(self, columns: Sequence[ColumnReport], deviating: Mapping[str, polars.DataFrame]) -> None:
        self._all = tuple(columns)
        self._rows = dict(deviating)

    @overload
    def __getitem__(self, index: int) -> ColumnReport: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ColumnReport]: ...
    def __getitem__(self, index: int | slice) -> ColumnReport | Sequence[ColumnReport]:
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)

    @property
    def consistent(self) -> bool:
        """Whether no cell contradicts the others."""
        return all(column.status is not Consistency.INCONSISTENT for column in self)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many cells there are of each verdict, over all columns."""
        return {name: sum(getattr(column, name) for column in self) for name in _COUNTS}

    def of(self, column: str) -> ColumnReport:
        """Return the report of a column.

        Raises:
            FrameError: the column was not audited.
        """
        for report in self:
            if report.column == column:
                return report
        msg = f"{column!r} was not audited.{did_you_mean(column, [report.column for report in self])}"
        raise FrameError(msg)

    def rows(self, column: str, *verdicts: str) -> polars.DataFrame:
        """Return the cells of a column that do not follow, with what is printed and what the formula gives.

        Args:
            column: the published column.
            verdicts: ``disagree``, ``undetermined``, ``uninformative``; none: the first two.

        Returns:
            A polars table: ``row`` (from 0), the columns that tell rows apart, ``printed`` as in the table, ``derived``
            (from the printed numbers), ``lowest`` and ``highest`` (what it can be), in the unit of the reference,
            ``verdict``, ``reason`` and ``cause``.
        """
        self.of(column)
        wanted = list(verdicts or ("disagree", "undetermined"))
        return self._rows[column].filter(self._rows[column]["verdict"].is_in(wanted))

    def to_frame(self, language: str = "zh") -> polars.DataFrame:
        """Return a polars table, one row a column."""
        import polars as pl

        counts = dict.fromkeys((*_COUNTS, "decimals"), pl.Int64)
        texts = dict.fromkeys(("column", "reference", "status", "cause", "why", "explanation"), pl.String)
        rows = [column.as_row(language) for column in self]
        return pl.DataFrame(rows, schema_overrides={**counts, **texts, "explained": pl.Float64})

    def to_json(self, language: str = "zh") -> str:
        """Return the reports as JSON text, each with its likely causes and the cells that contradict."""
        columns = [
            {
                **column.as_row(language),
                "likely": [{"cause": c.cause, "text": c.text.get(language), "rows": c.rows} for c in column.likely],
                "rows": self.rows(column.column, "disagree").to_dicts(),
            }
            for column in self
        ]
        return json.dumps(
            {"consistent": self.consistent, "counts": self.counts, "columns": columns},
            ensure_ascii=False,
            indent=1,
            default=str,
        )

    def to_markdown(self, language: str = "zh") -> str:
        """Return a Markdown table."""
        lines = [f"| {' | '.join(_HEADS)} |", f"|{'---|' * len(_HEADS)}"]
        lines += [f"| {' | '.join(_escaped(cell) for cell in cells)} |" for cells in self._cells(language)]
        return "\n".join(lines)

    def _cells(self, language: str) -> list[list[str]]:
        rows = [{**c.as_row(language), "status": STATUS[c.status].get(language)} for c in self]
        for row in rows:
            row["explained"] = "" if row["explained"] is None else f"{row['explained']:.1%}"
        return [[str(row[head]) for head in _HEADS] for row in rows]

    def _repr_html_(self) -> str:
        heads = "".join(f"<th>{head}</th>" for head in _HEADS)
        rows = "".join(
            f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>" for cells in self._cells("zh")
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"

    def __repr__(self) -> str:
        return f"<TableReport {len(self)} columns: {', '.join(f'{n} {name}' for name, n in self.counts.items())}>"


def _escaped(cell: str) -> str:
    return html.escape(cell, quote=False).replace("|", "\\|").replace("\n", " ")
