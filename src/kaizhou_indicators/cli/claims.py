"""Claims from a file: a list of them, or a text whose printed figures are read. Every fault has its line; all are told together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ..audit import Claim
from ..audit.reader import Passage, Reading, read_claims
from ..errors import FigureError, FrameError, KaizhouError
from ..figures import Figure
from ..model.data_files import placed_entries
from ..references import Reference
from ..text import as_text
from .columns import target_of
from .grades import label_of
from .language import Words
from .readers import existing, read_table, suffix_of

if TYPE_CHECKING:
    from ..engine.registry import Registry

Row = Mapping[str, Any]
PROSE = (".txt", ".md")
READ = (*PROSE, ".toml", ".csv", ".tsv", ".xlsx", ".parquet")
#: the columns of a list, with what else they may be called
_COLUMNS = {
    "ref": ("ref", "指标", "indicator"),
    "area": ("area", "地区"),
    "period": ("period", "时期"),
    "printed": ("printed", "公布数", "figure"),
    "source": ("source", "来源"),
    "note": ("note", "备注"),
}
_SHOWN = 50


@attrs.frozen
class Defaults:
    """What holds for claims that do not say it, and what areas are called in a text."""

    area: str | None = None
    period: str | None = None
    places: Mapping[str, str] = attrs.field(factory=dict)
    baseline: str | None = None
    sheet: str | None = None


def claims_in(file: str, reg: Registry, defaults: Defaults, say: Words, note: Callable[[str], None]) -> list[Claim]:
    """Return the claims of a file; of a text as a ``Reading``, which knows what it could not bind.

    Raises:
        FrameError: the file cannot be read, or some of its entries are no claims; names all of them with their lines.
    """
    if Path(file).is_dir():
        raise FrameError(say("file.directory", name=file))
    suffix = suffix_of(file, say, READ) if file != "-" else ".csv"
    if suffix in PROSE:
        return _of_text(existing(file, say), reg, defaults, say, note)
    if suffix == ".toml":
        path = existing(file, say)
        entries = [(entry, place.removeprefix(f"{path}:")) for entry, place in placed_entries(path, "claim")]
        rows: list[tuple[Row, str]] = [
            (entry, say("place.line", number=place) if place.isdecimal() else str(path)) for entry, place in entries
        ]
    else:
        rows = _of_table(file, defaults, say, note)
    return _of_rows(file, rows, reg, defaults, say)


def _of_text(path: Path, reg: Registry, defaults: Defaults, say: Words, note: Callable[[str], None]) -> Reading:
    text = _decoded(path, say, note)
    found = read_claims(
        text, reg, area=defaults.area, period=defaults.period, areas=defaults.places, baseline=defaults.baseline
    )
    return Reading(_placed(passage, text, say) for passage in found.passages)


def _decoded(path: Path, say: Words, note: Callable[[str], None]) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise FrameError(say("file.encoding", name=path, line=line, byte=data[error.start])) from error
    note(say("file.gb18030", name=path))
    return text


def _placed(passage: Passage, text: str, say: Words) -> Passage:
    """Return a figure of a text whose claims say line and character."""
    place = place_of(passage, text, say)
    return attrs.evolve(passage, claims=tuple(attrs.evolve(claim, place=place) for claim in passage.claims))


def place_of(passage: Passage, text: str, say: Words) -> str:
    """Return the line and the character, both from 1, at which a figure stands in a text."""
    line = text.count("\n", 0, passage.start) + 1
    character = passage.start - text.rfind("\n", 0, passage.start)
    return say("audit.place", line=line, character=character)


def _of_table(file: str, defaults: Defaults, say: Words, note: Callable[[str], None]) -> list[tuple[Row, str]]:
    """Return the rows of a table, each with its place."""
    table = read_table(file, say, note, defaults.sheet)
    columns = table.frame.columns
    for name in ("ref", "printed"):
        if not any(known in columns for known in _COLUMNS[name]):
            near, listed = say.near(name, columns), say.listed(columns)
            raise FrameError(say("audit.no_column", name=table.name, column=name, near=near, known=listed))
    return [(row, table.place(at, say)) for at, row in enumerate(table.frame.to_dicts())]


def _of_rows(file: str, rows: Sequence[tuple[Row, str]], reg: Registry, defaults: Defaults, say: Words) -> list[Claim]:
    claims: list[Claim] = []
    faults: list[str] = []
    for row, place in rows:
        try:
            claims.append(_claim(row, place, reg, defaults, say))
        except KaizhouError as error:
            faults.append(say("audit.fault", place=place, reason=error))
    if faults:
        shown = faults[:_SHOWN]
        more = say("and_more", count=len(faults) - _SHOWN) if len(faults) > _SHOWN else ""
        raise FrameError(say("audit.faults", name=file, count=len(faults), faults="\n".join(shown) + more))
    return claims


def _claim(row: Row, place: str, reg: Registry, defaults: Defaults, say: Words) -> Claim:
    given = {name: _cell(row, names) for name, names in _COLUMNS.items()}
    area, period = given["area"] or defaults.area, given["period"] or defaults.period
    for name, value in (("ref", given["ref"]), ("printed", given["printed"]), ("area", area), ("period", period)):
        if not value:
            raise FrameError(say(_MISSING[name]))
    ref = target_of(str(given["ref"]), reg)
    indicator = reg[Reference.parse(ref).key]
    printed, label = str(given["printed"]), ""
    if indicator.grades and Reference.parse(ref).change is None:
        label = label_of(printed, indicator.grades) or ""
    figure = None if label else _figure(printed, ref, say)
    by = _dimensions(row, indicator.by, say)
    return Claim(ref, str(area), str(period), figure, label, by, given["source"] or None, place, as_text(_note(row)))


_MISSING = {
    "ref": "audit.no_ref",
    "printed": "audit.no_printed",
    "area": "audit.no_area",
    "period": "audit.no_period",
}


def _figure(printed: str, ref: str, say: Words) -> Figure:
    try:
        return Figure.parse(printed)
    except FigureError as error:
        msg = f"{ref}{say('colon')} {error}"
        raise FigureError(msg) from None


def _cell(row: Row, names: Sequence[str]) -> str:
    """Return a cell as text; 58.0 from a spreadsheet is 58, and nothing is an empty text."""
    value = next((row[name] for name in names if row.get(name) is not None), None)
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return str(value).strip()


def _note(row: Row) -> str | dict[str, str]:
    note = next((row[name] for name in _COLUMNS["note"] if row.get(name) is not None), "")
    return {k: str(v) for k, v in note.items() if k in {"zh", "en"}} if isinstance(note, dict) else str(note)


def _dimensions(row: Row, wanted: Sequence[str], say: Words) -> dict[str, str]:
    """Return the values of the indicator's further dimensions; another column that is filled is refused.

    Raises:
        FrameError: a column that is none of a claim.
    """
    known = {name for names in _COLUMNS.values() for name in names}
    nested = row.get("by")
    further = {
        **{k: v for k, v in row.items() if k not in known and k != "by"},
        **(nested if isinstance(nested, dict) else {}),
    }
    filled = {name: str(value) for name, value in further.items() if value not in {None, ""}}
    for name in filled:
        if name not in wanted:
            raise FrameError(say("audit.unknown_column", column=name))
    return filled
