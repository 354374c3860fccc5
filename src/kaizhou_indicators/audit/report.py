"""Report: all findings of an audit, to be read, filtered, exported, and to decide whether a text may be published."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from ..processes import Consistency
from .claim import Claim
from .finding import Finding

if TYPE_CHECKING:
    import polars

_COLUMNS = (
    "status",
    "kind",
    "cause",
    "ref",
    "area",
    "period",
    "printed",
    "implied",
    "candidates",
    "explanation",
    "exact",
    "places",
)
_ORDER = (Consistency.INCONSISTENT, Consistency.UNDETERMINED, Consistency.CONSISTENT)
_WORDS = {
    "zh": {Consistency.INCONSISTENT: "不符", Consistency.UNDETERMINED: "不能判定", Consistency.CONSISTENT: "相符"},
    "en": {status: str(status) for status in _ORDER},
}


class Report(Sequence[Finding]):
    """Findings, contradictions first.

    Args:
        findings: the findings.
        claims: the claims audited; those that no finding binds are in ``unbound``.
    """

    def __init__(self, findings: Sequence[Finding], claims: Sequence[Claim]) -> None:
        self._all = tuple(sorted(findings, key=lambda f: _ORDER.index(f.status)))
        self.claims = tuple(claims)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)

    @property
    def consistent(self) -> bool:
        """Whether nothing contradicts anything."""
        return not self.of(status=Consistency.INCONSISTENT)

    @property
    def counts(self) -> Mapping[Consistency, int]:
        """How many findings there are of each status."""
        found = Counter(finding.status for finding in self)
        return {status: found[status] for status in _ORDER}

    @property
    def unbound(self) -> tuple[Claim, ...]:
        """The claims of which nothing can be said: no other claim is tied to them."""
        bound = {claim for finding in self for claim in finding.claims}
        return tuple(claim for claim in self.claims if claim not in bound)

    def of(self, kind: str | None = None, *, key: str | None = None, status: Consistency | str | None = None) -> Report:
        """Return the findings of a kind, an indicator or a status."""
        wanted = None if status is None else Consistency(status)
        kept = [
            f
            for f in self
            if kind in {None, f.kind}
            and wanted in {None, f.status}
            and (key is None or any(c.reference.key == key for c in f.claims))
        ]
        return Report(kept, self.claims)

    def rows(self, language: str = "zh") -> list[dict[str, Any]]:
        """Return one flat dictionary a finding."""
        return [_row(finding, language) for finding in self]

    def to_frame(self, language: str = "zh") -> polars.DataFrame:
        """Return a polars table, one row a finding."""
        import polars as pl

        kinds = {name: pl.Boolean if name == "exact" else pl.String for name in _COLUMNS}
        return pl.DataFrame(self.rows(language), schema=kinds)

    def to_json(self, language: str = "zh") -> str:
        """Return the findings as JSON text, with the counts of each status."""
        counts = {str(status): number for status, number in self.counts.items()}
        return json.dumps({"counts": counts, "findings": self.rows(language)}, ensure_ascii=False, indent=1)

    def to_markdown(self, language: str = "zh") -> str:
        """Return a Markdown table."""
        heads = ("status", "ref", "printed", "explanation")
        lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
        for row, finding in zip(self.rows(language), self, strict=True):
            cells = {**row, "status": _WORDS[_language(language)][finding.status]}
            lines.append("| " + " | ".join(_escaped(str(cells[head] or "")) for head in heads) + " |")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        heads = ("status", "ref", "area", "period", "printed", "explanation")
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(str(row[head] or ''))}</td>" for head in heads) + "</tr>"
            for row in self.rows()
        )
        return f"<table><thead><tr>{''.join(f'<th>{h}</th>' for h in heads)}</tr></thead><tbody>{rows}</tbody></table>"

    def __repr__(self) -> str:
        return f"<Report {', '.join(f'{number} {status}' for status, number in self.counts.items())}>"


def _language(language: str) -> str:
    return "en" if language.startswith("en") else "zh"


def _row(finding: Finding, language: str) -> dict[str, Any]:
    first = finding.claims[0] if finding.claims else None
    return {
        "status": str(finding.status),
        "kind": finding.kind,
        "cause": finding.cause,
        "ref": first.ref if first else "",
        "area": first.area if first else "",
        "period": first.period if first else "",
        "printed": ", ".join(str(c.figure or c.label) for c in finding.claims),
        "implied": "; ".join(f"{ref} {where}" for ref, where in finding.implied.items()),
        "candidates": "; ".join(f"{ref}: {', '.join(fits)}" for ref, fits in finding.candidates.items() if fits),
        "explanation": finding.explanation.get(language),
        "exact": finding.exact,
        "places": "; ".join(_places(finding)),
    }


def _places(finding: Finding) -> Iterator[str]:
    return (claim.place for claim in finding.claims if claim.place)


def _escaped(cell: str) -> str:
    return html.escape(cell, quote=False).replace("|", "\\|").replace("\n", " ")
