"""Tables of a domain: areas by periods and dimensions, rows that could be true, with gaps and nulls, of any kind."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import product
from typing import Any

from hypothesis import strategies as st

from ...periods import Frequency
from ...references import Reference
from ...registry.catalogue import Catalogue
from .places import AREAS, run_of_periods
from .rows import Rows
from .span import span_of
from .values import as_value

__all__ = ["KINDS", "Columns", "columns", "columns_of", "frames", "installed", "tabled"]

Columns = Mapping[str, Sequence[Any]]
_VALUES = ("甲", "乙")


#: name of a kind of table -> the libraries it takes
KINDS: Mapping[str, tuple[str, ...]] = {
    "polars": ("polars",),
    "polars lazy": ("polars",),
    "pandas": ("pandas",),
    "pyarrow": ("pyarrow",),
    "duckdb": ("duckdb", "pyarrow"),
}


def installed() -> tuple[str, ...]:
    """Return the kinds of tables whose libraries are installed."""
    return tuple(kind for kind, needed in KINDS.items() if all(map(find_spec, needed)))


def tabled(kind: str, data: Columns) -> Any:
    """Return columns as a table of a kind: polars, polars lazy, pandas, pyarrow, duckdb, or narwhals around one.

    Raises:
        ValueError: there is no such kind.
    """
    if kind not in {*KINDS, "narwhals"}:
        msg = f"kind={kind!r} is no kind of table; take one of {', '.join([*KINDS, 'narwhals'])}"
        raise ValueError(msg)
    import narwhals.stable.v2 as nw

    texts = {name for name, values in data.items() if any(isinstance(v, str) for v in values)}
    schema = {name: nw.String if name in texts else nw.Float64 for name in data}
    backend: Any = {"duckdb": "pyarrow", "narwhals": "polars" if find_spec("polars") else "pandas"}.get(
        kind, kind.split(maxsplit=1)[0]
    )
    table = nw.from_dict(_typed(data, texts), schema, backend=backend)
    return table if kind == "narwhals" else _native(table.to_native(), kind)


def _typed(data: Columns, texts: Container[str]) -> dict[str, list[Any]]:
    return {n: list(v) if n in texts else [None if x is None else float(x) for x in v] for n, v in data.items()}


def _native(table: Any, kind: str) -> Any:
    if kind == "polars lazy":
        return table.lazy()
    if kind == "duckdb":
        import duckdb

        return duckdb.connect().from_arrow(table)
    return table


def columns(
    registry: Catalogue,
    *keys: str,
    areas: int = 3,
    periods: int = 4,
    frequency: Frequency | str | None = None,
    gaps: bool = True,
    nulls: bool = True,
    identities: bool = True,
) -> st.SearchStrategy[dict[str, list[Any]]]:
    """Draw the columns of a wide table: area, period, the dimensions, and one for each value the keys are made from.

    Args:
        registry: the definitions.
        keys: what the table must be good for; derived ones stand for what they are made from, a domain's name for all
            that it measures without dimensions.
        areas: how many areas.
        periods: how many consecutive periods.
        frequency: of the periods; None: year, quarter or month.
        gaps: whether rows may be missing.
        nulls: whether cells may be.
        identities: whether every row keeps the identities before cells are taken out.
    """
    wanted = [key for name in keys for key in ([name] if "." in name else _measured(registry, name))]
    names = tuple(dict.fromkeys(name for key in wanted for name in columns_of(registry, key)))
    space = Rows(registry, names, identities=identities)
    dims = tuple(dict.fromkeys(d for name in names for d in registry[Reference.parse(name).key].by))
    kinds = st.sampled_from([Frequency.QUARTER, Frequency.MONTH, Frequency.YEAR])

    @st.composite
    def drawn(draw: st.DrawFn) -> dict[str, list[Any]]:
        run = draw(run_of_periods(draw(kinds) if frequency is None else frequency, periods))
        places = [*product(AREAS[:areas], run, *[_VALUES] * len(dims))]
        if gaps:
            gone = draw(st.sets(st.sampled_from(places), max_size=max(0, len(places) // 3)))
            places = [place for place in places if place not in gone]
        table: dict[str, list[Any]] = dict(
            zip(("area", "period", *dims), map(list, zip(*places, strict=True)), strict=True)
        )
        cells = [_cells(draw, space, names, nulls) for _ in places]
        return table | {name: [cell[name] for cell in cells] for name in names}

    return drawn()


def frames(registry: Catalogue, *keys: str, kind: str = "polars", **how: Any) -> st.SearchStrategy[Any]:
    """Draw wide tables for keys: areas by periods and dimensions, values that could be true, with gaps and nulls.

    Args:
        registry: the definitions.
        keys: what the table must be good for, as for ``columns``.
        kind: ``polars``, ``polars lazy``, ``pandas``, ``pyarrow``, ``duckdb``, or ``narwhals`` around one of them.
        how: the keywords of ``columns``: areas, periods, frequency, gaps, nulls, identities.

    >>> import kaizhou_indicators as ki
    >>> toy = ki.Domain("toy", ki.Text("玩具", "Toys"))
    >>> for name in ("sold", "made"):
    ...     _ = toy.indicator(name, ki.Text(name, name), unit="件", kind="count")
    >>> from hypothesis import find
    >>> table = find(frames(ki.Registry([toy]), "toy", areas=1, periods=1), lambda frame: frame["toy.made"][0] == 1)
    >>> table.columns
    ['area', 'period', 'toy.sold', 'toy.made']
    """
    return columns(registry, *keys, **how).map(lambda data: tabled(kind, data))


def _measured(registry: Catalogue, domain: str) -> Iterable[str]:
    made = {*registry.parts.formulas, *registry.parts.windows}
    return [k for k in registry.domains[domain].keys if k not in made and not registry[k].by]


def columns_of(registry: Catalogue, name: str) -> Iterator[str]:
    """Yield the columns that a value needs: what is looked up in other rows is a column of its own rows."""
    reference = Reference.parse(name)
    base, key = reference.baseline, reference.key
    baseline = registry.baseline(base.value, key.partition(".")[0]) if base and base.kind == "named" else None
    if baseline is not None and baseline.event.zh:
        yield name  # no row holds what was before an event without a date
        return
    further = [*baseline.indicators.values(), *([baseline.weight] if baseline.weight else [])] if baseline else []
    for other in further:
        yield from columns_of(registry, other if "." in other else f"{key.partition('.')[0]}.{other}")
    if key in registry.parts.windows:
        yield from columns_of(registry, registry.parts.windows[key].of)
    elif key in registry.parts.formulas:
        for need in registry.parts.formulas[key].needs:
            yield from columns_of(registry, need)
    else:
        yield key


def _cells(draw: st.DrawFn, space: Rows, names: Iterable[str], nulls: bool) -> dict[str, Any]:
    row = space.drawn(draw)
    cells = {name: as_value(span_of(space.registry, name), row[name]) for name in names}
    if nulls and draw(st.integers(0, 4)) == 0:
        cells |= dict.fromkeys(draw(st.sets(st.sampled_from(list(names)))), None)
    return cells
