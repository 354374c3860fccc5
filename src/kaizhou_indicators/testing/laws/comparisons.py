"""Laws of comparison: whatever an indicator may be compared with, every kind of table finds the same base and change."""

from __future__ import annotations

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from ...engine.registry import Registry
from ...references import Reference
from ..strategies import askable, columns, installed, tabled
from .ground import Ground
from .numbers import close, plain
from .trial import Draw, Trial, law

_FEW = 12


def _compared(ground: Ground) -> tuple[str, ...]:
    return tuple(name for name in ground.domains if _measured(ground, name)) if installed() else ()


def _measured(ground: Ground, domain: str) -> list[str]:
    registry = ground.registry
    return [k for k in registry.domains[domain].keys if not registry[k].by and not ground.away(k)]


@law(_compared)
def comparisons_agree(trial: Trial) -> None:
    """Require that every comparison that makes sense for an indicator is the same on every kind of table.

    Bases of last year, of the period before, of a fixed period, of another area, of the peers, and those the domain
    names; ranks, changes and running totals.
    """

    def body(registry: Registry, draw: Draw) -> None:
        key = draw(st.sampled_from(_measured(trial.ground, trial.key)))
        asked = draw(st.lists(st.sampled_from(_answerable(registry, key)), min_size=1, max_size=3, unique=True))
        data = draw(columns(registry, key, *asked, areas=2, periods=3, frequency="quarter"))
        assume(data["area"])
        numbered = {**data, "row": list(map(float, range(len(data["area"]))))}
        first, other = installed()[0], draw(st.sampled_from(installed()[1:] or installed()))
        expected, cells = (_derived(registry, tabled(kind, numbered), asked) for kind in (first, other))
        for text, i in ((t, i) for t in asked for i in range(len(data["area"]))):
            if not close(expected[text][i], cells[text][i], abs(expected[text][i] or 1.0)):
                what = f"{text} in row {i} is {expected[text][i]} on {first}, {cells[text][i]} on {other}"
                raise trial.violation(registry, what, {name: column[i] for name, column in data.items()})

    trial.hold(body, at_most=_FEW)


def _answerable(registry: Registry, key: str) -> tuple[str, ...]:
    """Return the references that a table without further columns answers: not those before an event without a date."""
    found = []
    for text in askable(registry, key):
        base = Reference.parse(text).baseline
        named = registry.baseline(base.value, key.partition(".")[0]) if base and base.kind == "named" else None
        if named is None or not named.event.zh:
            found.append(text)
    return tuple(found)


def _derived(registry: Registry, table: Any, asked: list[str]) -> dict[str, list[float | None]]:
    import narwhals.stable.v2 as nw

    frame = nw.from_native(registry.derive(table, *asked)).lazy().collect().sort("row")
    return {text: [plain(registry, cell, text) for cell in frame[text].to_list()] for text in asked}
