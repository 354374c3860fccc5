"""Completeness: how many of the parts must have a value. Without a word of the caller's: all of them.

A value of the whole with parts missing is a decision, so it is declared and never the engine's own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import attrs

from ...errors import FrameError, did_you_mean
from ...model.record import Frozen
from .stages import Stage

OPTIONS = ("over_time", "over_area", "over")
_WAY_OUT = "a number of parts (11), a fraction of them (0.9), or a mapping such as {'over_time': 11, 'over_area': 0.9}"


@attrs.frozen
class Completeness:
    """How many parts must be present.

    Attributes:
        every: option (``over_time``, ``over_area``, ``over``) -> number or fraction, for all indicators.
        single: key -> the same, for one indicator.
    """

    every: Frozen = attrs.field(factory=Frozen)
    single: Frozen = attrs.field(factory=Frozen)

    @classmethod
    def read(cls, complete: Any, keys: Collection[str]) -> Completeness:
        """Read what a caller writes: a number, a fraction, or a mapping of options and keys to them.

        Raises:
            FrameError: what is written says nothing that is known.
        """
        if complete is None:
            return cls()
        if not isinstance(complete, Mapping):
            return cls(Frozen(_options("complete", complete)))
        every, single = {}, {}
        for name, value in complete.items():
            if name in OPTIONS:
                every[name] = _number(f"complete[{name!r}]", value)
            elif name in keys:
                single[name] = Frozen(_options(f"complete[{name!r}]", value))
            else:
                near = did_you_mean(str(name), [*OPTIONS, *keys])
                msg = f"complete: {name!r} is none of {', '.join(OPTIONS)} and no indicator of the rollup.{near}"
                raise FrameError(msg)
        return cls(Frozen(every), Frozen(single))

    @property
    def strict(self) -> bool:
        """Whether every part must be present, everywhere."""
        return not self.every and not self.single

    def needed(self, key: str, stage: Stage) -> int | float | None:
        """Return how many parts a value needs: a number, a fraction as a float, or None for all of them."""
        found: int | float | None = self.single.get(key, Frozen()).get(stage.option, self.every.get(stage.option))
        return found


def _options(place: str, value: Any) -> dict[str, int | float]:
    if not isinstance(value, Mapping):
        return dict.fromkeys(OPTIONS, _number(place, value))
    for name in value:
        if name not in OPTIONS:
            msg = f"{place}: {name!r} is none of {', '.join(OPTIONS)}.{did_you_mean(str(name), OPTIONS)}"
            raise FrameError(msg)
    return {name: _number(f"{place}[{name!r}]", number) for name, number in value.items()}


def _number(place: str, value: Any) -> int | float:
    whole = isinstance(value, int) and not isinstance(value, bool) and value >= 1
    fraction = isinstance(value, float) and 0 < value <= 1
    if not whole and not fraction:
        msg = f"{place}={value!r} says not how many parts must be present; write {_WAY_OUT}"
        raise FrameError(msg)
    number: int | float = value
    return number
