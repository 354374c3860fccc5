"""Observations: the figures that domains ship, as a sequence and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from ..model.records import Observation

if TYPE_CHECKING:
    import polars


class Observations(Sequence[Observation]):
    """Published figures, ordered by key, area and period.

    Args:
        observations: the figures.
        units: key or reference -> the unit of a figure that states none.
    """

    def __init__(self, observations: Iterable[Observation], units: Mapping[str, str] | None = None) -> None:
        self._units = units or {}
        self._all = tuple(sorted(observations, key=lambda o: (o.key, o.area, o.period, o.printed)))

    @overload
    def __getitem__(self, index: int) -> Observation: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Observation]: ...
    def __getitem__(self, index: int | slice) -> Observation | Sequence[Observation]:
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)

    def of(self, key: str, area: str | None = None, period: str | None = None) -> Observations:
        """Return the observations of an indicator, or of a change of it, in an area and period."""
        return Observations(
            (o for o in self._all if o.key == key and area in {None, o.area} and period in {None, o.period}),
            self._units,
        )

    def rows(self) -> list[dict[str, Any]]:
        """Return one flat dictionary an observation, with the columns of a long table and one for each dimension."""
        return [
            {
                "area": o.area,
                "period": o.period,
                "indicator": o.key,
                "value": o.value if isinstance(o.value, int | float) else None,
                "label": o.value if isinstance(o.value, str) else None,
                "printed": o.printed,
                "unit": o.unit or self._units.get(o.key, ""),
                "status": o.status.value,
                "source": o.source,
                "note": o.note.zh,
                **{name: o.by.get(name) for name in self._dimensions},
            }
            for o in self._all
        ]

    @property
    def _dimensions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for o in self._all for name in o.by))

    def to_frame(self) -> polars.DataFrame:
        """Return a polars table: area, period, indicator, value, label, printed, unit, status, source, note, dimensions."""
        import polars as pl

        schema = dict.fromkeys(["area", "period", "indicator"], pl.String) | {"value": pl.Float64}
        schema |= dict.fromkeys(["label", "printed", "unit", "status", "source", "note", *self._dimensions], pl.String)
        return pl.DataFrame(self.rows(), schema=schema)

    def __repr__(self) -> str:
        return f"<{len(self)} observations>"
