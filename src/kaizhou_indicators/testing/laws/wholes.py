"""Laws of wholes: a place made of parts is derived from the parts' sums, and twice as large a place has the same ratios."""

from __future__ import annotations

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from ...engine.registry import Registry
from ...errors import ComparabilityError
from ...model.kinds import Aggregation, Kind
from ...references import Reference
from ..strategies import columns, installed, tabled
from .ground import Ground
from .numbers import close, plain
from .trial import Draw, Trial, law

_PARENTS = {"500154": "500000", "500155": "500000", "500101": "500000"}
_HOW: tuple[dict[str, Any], ...] = (
    {"period": None, "area": _PARENTS},
    {"period": "year"},
    {"period": "quarter", "area": _PARENTS},
)

_FEW = 6


def _summed(ground: Ground) -> tuple[str, ...]:
    return tuple(key for key in ground.formulas() if _all_summed(ground, key))


def _all_summed(ground: Ground, key: str) -> bool:
    registry = ground.registry
    names = ground.rows(registry, key).inputs
    return bool(names) and all(registry[Reference.parse(n).key].over_area is Aggregation.SUM for n in names)


@law(_summed)
def size_free(trial: Trial) -> None:
    """Require that a place twice as large in all that is summed has the same shares and ratios, and twice the sums."""

    def body(registry: Registry, draw: Draw) -> None:
        rows = trial.rows(registry)
        row = rows.drawn(draw)
        times = draw(st.sampled_from([2, 3, 10]))
        given = {name: row[name] for name in rows.inputs}
        larger = {name: number * times for name, number in given.items() if number is not None}
        one, many = rows.derived(given, trial.key), rows.derived(larger, trial.key)
        if one is None or many is None:
            return
        expected = (
            [one]
            if _ratio(registry, trial.key)
            else [times * one]
            if _sums(registry, trial.key)
            else [one, times * one]
        )
        if not any(close(many, e, abs(e) or 1.0) for e in expected):
            what = f"it is {one:.9g}, and {many:.9g} for a place {times} times as large; expected {expected[0]:.9g}"
            way_out = "a share, rate or ratio has no term that does not grow with the place; a sum has only such terms"
            raise trial.violation(registry, what, given, way_out)

    trial.hold(body)


def _ratio(registry: Registry, key: str) -> bool:
    return registry[key].kind in {Kind.SHARE, Kind.RATE, Kind.INDEX, Kind.GRADE, Kind.RANK}


def _sums(registry: Registry, key: str) -> bool:
    return registry[key].kind is Kind.COUNT or registry[key].over_area is Aggregation.SUM


def _rolled(ground: Ground) -> tuple[str, ...]:
    if not installed():
        return ()
    return tuple(key for key in ground.formulas() if any(_allowed(ground, key, how) for how in _HOW))


def _allowed(ground: Ground, key: str, how: dict[str, Any]) -> bool:
    """Say whether a roll-up has a meaning for a key and for all that it is made from."""
    registry, names = ground.registry, ground.rows(ground.registry, key).inputs
    dims = {registry[Reference.parse(name).key].by for name in (key, *names)}
    if any("@" in name or name in registry.parts.windows for name in names) or len(dims) > 1:
        return False
    table: dict[str, list[Any]] = {"area": ["500154"], "period": ["2024-01"]}
    table |= {name: ["甲"] for name in registry[key].by} | {name: [None] for name in names}
    try:
        registry.rollup(tabled(installed()[0], table), *names, key, **how)
    except ComparabilityError:
        return False
    except Exception:  # what else a roll-up refuses is no matter of this law
        return False
    return True


@law(_rolled)
def rollup_commutes(trial: Trial) -> None:
    """Require that a value of the whole is what the rolled-up parts give, also where it is added up itself.

    Over areas, over time and over both: rolled up at once, and derived from what was rolled up before.
    """
    hows = [how for how in _HOW if _allowed(trial.ground, trial.key, how)]

    def body(registry: Registry, draw: Draw) -> None:
        data = draw(columns(registry, trial.key, areas=3, periods=3, frequency="month", gaps=False, nulls=False))
        how = draw(st.sampled_from(hows))
        names = trial.rows(registry).inputs
        table = tabled(installed()[0], data)
        assume(data["area"])
        parts = registry.rollup(table, *names, **{**how, "complete": 1})
        at_once = _column(registry, registry.rollup(table, trial.key, **{**how, "complete": 1}), trial.key)
        later = _column(registry, registry.derive(parts, trial.key), trial.key)
        own = registry[trial.key].over_area if how.get("area") else None
        if own is not None and not _additive(trial, registry):
            return
        for where, expected in later.items():
            if expected is not None and not close(at_once.get(where), expected, abs(expected) or 1.0):
                what = f"rolled up it is {at_once.get(where)}, derived from the rolled-up parts {expected}, in {where} ({how})"
                way_out = "leave over_area= and over_time= out, so that it is derived again from its parts"
                raise trial.violation(registry, what, None, way_out)

    trial.hold(body, at_most=_FEW)


def _additive(trial: Trial, registry: Registry) -> bool:
    return registry[trial.key].over_area is Aggregation.SUM and _all_summed(trial.ground, trial.key)


def _column(registry: Registry, table: Any, key: str) -> dict[tuple[Any, ...], float | None]:
    import narwhals.stable.v2 as nw

    frame = nw.from_native(table)
    keys = [c for c in frame.columns if "." not in c and "#" not in c]
    places = zip(*(frame[c].to_list() for c in keys), strict=True)
    return {place: plain(registry, cell, key) for place, cell in zip(places, frame[key].to_list(), strict=True)}
