"""Shapes of tables: long to wide and back, one row of a table as single values, faults of a table in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import FrameError, KaizhouError, UnitError, did_you_mean
from ..formula.changes import is_graded
from ..references import Reference
from .adapter import Adapter
from .build import unit_of
from .columns import Header, read_headers
from .rows import check_long, check_rows, number_faults
from .steps import Look, Over

if TYPE_CHECKING:
    from .registry import Registry


#: columns of published figures that tell of a value and do not tell rows apart
_TOLD = ("label", "printed", "source", "note")


def keep(native: Any, columns: Iterable[str]) -> Any:
    """Return the table with these columns only.

    Raises:
        FrameError: a column that the table does not have.
    """
    adapter = Adapter.of(native)
    wanted = list(dict.fromkeys([columns] if isinstance(columns, str) else columns))
    for name in wanted:
        if name not in adapter.columns:
            msg = f"columns: the result has no {name!r}.{did_you_mean(str(name), adapter.columns)}"
            raise FrameError(msg)
    return adapter.result(wanted)


def one_row(
    registry: Registry, native: Any, targets: Sequence[Any], where: Mapping[str, Any], units: Mapping[str, str] | None
) -> dict[str, Any]:
    """Return the one row of an eager table that ``where`` picks, as a mapping of column to value.

    Bases that the targets look up in other rows are part of it.

    Raises:
        FrameError: the table is lazy, or not exactly one row is picked.
    """
    adapter = _eager(native)
    for name in where:
        if name not in adapter.columns:
            hint = did_you_mean(str(name), adapter.columns) or f" It has {', '.join(adapter.columns)}."
            msg = f"where={{{name!r}: …}} names no column.{hint}"
            raise FrameError(msg)
    bases = _bases(registry, adapter.columns, targets, units)
    rows = rows_of(Adapter.of(registry.derive(native, *bases, units=units)) if bases else adapter)
    picked = [row for row in rows if all(str(row[n]) == str(v) for n, v in where.items())]
    if len(picked) != 1:
        msg = (
            f"where={dict(where)!r} picks {len(picked)} rows of {len(rows)};"
            " pick one, e.g. where={'area': …, 'period': …}"
        )
        raise FrameError(msg)
    taken = {h.column for h in read_headers(registry, picked[0]).values()}
    return {name: value for name, value in picked[0].items() if name in taken}


def _bases(
    registry: Registry, columns: Sequence[str], targets: Sequence[Any], units: Mapping[str, str] | None
) -> list[str]:
    if not {"area", "period"} <= set(columns):
        return []
    return [step.target for step in registry.plan(targets, columns, units=units).steps if isinstance(step, Look | Over)]


def wide(registry: Registry, native: Any, area: str, period: str) -> Any:
    """Turn a long table into a wide one; rows keep the order in which their keys first appear."""
    adapter = _eager(native)
    _require(adapter, [area, period, "indicator", "value"])
    by = [c for c in adapter.columns if c not in {area, period, "indicator", "value", "unit", "status", *_TOLD}]
    keys = [area, period, *by]
    cells: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows_of(adapter):
        key = tuple(row[k] for k in keys)
        cell = cells.setdefault(key, {})
        name, value, status = _cell(registry, row)
        if name in cell:
            msg = f"{name} has two values for {', '.join(f'{k}={v}' for k, v in zip(keys, key, strict=True))}; keep one"
            raise FrameError(msg)
        cell[name] = value
        if status not in {None, "", "A"}:
            cell[f"{name}#status"] = status
    return adapter.from_dict(_table(keys, cells))


def _table(keys: list[str], cells: Mapping[tuple[Any, ...], Mapping[str, Any]]) -> dict[str, list[Any]]:
    names = list(dict.fromkeys(name for cell in cells.values() for name in cell))
    table = {key: [k[i] for k in cells] for i, key in enumerate(keys)}
    return {**table, **{name: [cell.get(name) for cell in cells.values()] for name in names}}


def _cell(registry: Registry, row: Mapping[str, Any]) -> tuple[str, Any, Any]:
    header = read_headers(registry, [str(row["indicator"])])
    if not header:
        raise FrameError(f"row of area {row.get('area')!r}: {registry.unknown(str(row['indicator']))}")
    name = next(iter(header))
    value, unit = row["value"], row.get("unit")
    reference = Reference.parse(name)
    declared = unit_of(registry, reference)
    if is_graded(registry[reference.key], reference):
        return name, row.get("label") if value is None else value, row.get("status")
    value = _float(name, value)
    if unit and value is not None and unit != declared:
        try:
            value = float(registry.unit_system.convert(value, str(unit), declared))
        except UnitError as error:
            msg = f"{name}: {error}"
            raise FrameError(msg) from error
    return name, value, row.get("status")


def _float(name: str, value: Any) -> float | None:
    try:
        return None if value is None or value == "" else float(value)
    except (TypeError, ValueError) as error:
        msg = f"{name}: {value!r} is no number; mend the cell"
        raise FrameError(msg) from error


def long(registry: Registry, native: Any, area: str, period: str) -> Any:
    """Turn a wide table into a long one, in the order of rows and columns; labels of grades in a column ``label``."""
    adapter = _eager(native)
    check_long(adapter.columns)
    _require(adapter, [area, period])
    headers = read_headers(registry, adapter.columns)
    taken = {h.column for h in headers.values()}
    keys = [c for c in adapter.columns if c not in taken and not c.endswith("#status")]
    graded = any(isinstance(v, str) for h in headers.values() for v in adapter.to_list(h.column))
    told = ["indicator", "value", *(["label"] if graded else []), "unit", "status"]
    table: dict[str, list[Any]] = {name: [] for name in [*keys, *told]}
    for row in rows_of(adapter):
        for name, header in headers.items():
            value = row[header.column]
            if value is not None:
                unit = header.unit or unit_of(registry, Reference.parse(name))
                status = row.get(f"{header.column}#status") or "A"
                label = isinstance(value, str)
                cells = [value if label else None] if graded else []
                cells = [*(row[k] for k in keys), name, None if label else float(value), *cells, unit, status]
                for column, cell in zip(table, cells, strict=True):
                    table[column].append(cell)
    return adapter.from_dict(table)


def faults(registry: Registry, native: Any, area: str, period: str) -> list[str]:
    """Return everything that is wrong with a table: columns, numbers, periods, keys, ranges."""
    adapter = _eager(native)
    try:
        headers = read_headers(registry, adapter.columns)
    except KaizhouError as error:
        return [str(error)]
    found = [_unknown_column(registry, column) for column in adapter.columns if _stray(registry, headers, column)]
    found += [f"the table has no column {name!r}" for name in (area, period) if name not in adapter.columns]
    if not headers:
        return [*found, "the table has no column that is an indicator"]
    plan = registry.plan(list(headers), adapter.columns, area=area, period=period)
    for check in (number_faults, check_rows):
        try:
            found += check(adapter, plan) or []
        except KaizhouError as error:
            found.append(str(error))
    for name, header in headers.items():
        found += _out_of_range(registry, adapter, name, header.column)
    return found


def _stray(registry: Registry, headers: Mapping[str, Header], column: str) -> bool:
    """Say whether a column is named like a key of a loaded domain and is none."""
    taken = {h.column for h in headers.values()}
    return column not in taken and "#" not in column and column.partition(".")[0] in registry.domains and "." in column


def _unknown_column(registry: Registry, column: str) -> str:
    return f"column {column!r} is no indicator.{registry.parts.near(column)}"


def _out_of_range(registry: Registry, adapter: Adapter, name: str, column: str) -> list[str]:
    reference = Reference.parse(name)
    indicator = registry[reference.key]
    if indicator.valid is None or reference.change is not None or not adapter.is_number(column):
        return []
    low, high = indicator.valid
    wrong = [
        f"row {i}: {v}"
        for i, v in enumerate(adapter.to_list(column))
        if v is not None and ((low is not None and v < low) or (high is not None and v > high))
    ]
    return [f"column {column!r} leaves the valid range {indicator.valid}: {', '.join(wrong[:5])}"] if wrong else []


def _eager(native: Any) -> Adapter:
    adapter = Adapter.of(native)
    if adapter.lazy:
        msg = "the table is lazy; collect it first"
        raise FrameError(msg)
    return adapter


def _require(adapter: Adapter, names: Iterable[str]) -> None:
    missing = [name for name in names if name not in adapter.columns]
    if missing:
        msg = f"the table has no column {', '.join(map(repr, missing))}; it has {', '.join(adapter.columns)}"
        raise FrameError(msg)


def rows_of(adapter: Adapter) -> list[dict[str, Any]]:
    """Return the rows of an eager table, each a mapping of column to value."""
    columns = {name: adapter.to_list(name) for name in adapter.columns}
    count = len(next(iter(columns.values()), []))
    return [{name: values[i] for name, values in columns.items()} for i in range(count)]
