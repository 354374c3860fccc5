"""How two sides are compared: in one process, in turn, in random order, without the garbage collector.

The times of a shared machine say little; the ratio of two shortest times taken in turn says more, and the ratio of the two
medians says how far to trust it. Nothing here asserts a time.
"""

from __future__ import annotations

import gc
import math
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Call = Callable[[], object]


@dataclass(frozen=True)
class Outcome:
    """One comparison.

    Attributes:
        case: what was done.
        rows: how many rows it was done to.
        ours, rival: the shortest seconds of either side (nan where there is no rival).
        ratio, median: of the shortest times, and of the medians.
        against: what the rival is.
        bar: the ratio that is wanted at most.
        note: what else is worth a word.
        unit: what ``ours`` and ``rival`` are in: ``s`` or ``B``.
    """

    case: str
    rows: int
    ours: float
    rival: float
    ratio: float
    median: float
    against: str
    bar: float | None = None
    note: str = ""
    unit: str = "s"

    @property
    def met(self) -> str:
        """Whether the shortest times meet the bar."""
        if self.bar is None:
            return ""
        return "yes" if self.ratio <= self.bar else "no"


@dataclass(frozen=True)
class Skipped:
    """A case that could not be run here, and why."""

    case: str
    why: str


@dataclass(frozen=True)
class Setting:
    """How long to measure: rounds of a comparison, and how many times the panel is enlarged."""

    rounds: int = 15
    times: tuple[int, ...] = (1, 10)

    def rounds_for(self, times: int) -> int:
        """Return fewer rounds for larger tables."""
        return max(3, self.rounds // (3 if times > 1 else 1))


def in_turn(ours: Call, rival: Call, rounds: int, number: int = 1) -> tuple[list[float], list[float]]:
    """Return the seconds a call of both sides, one entry a round, measured in random order."""
    draw = random.Random(1)
    taken: tuple[list[float], list[float]] = ([], [])
    ours(), rival()
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for side in draw.sample((0, 1), 2):
                taken[side].append(seconds((ours, rival)[side], number))
    finally:
        gc.enable()
    return taken


def seconds(call: Call, number: int = 1) -> float:
    """Return the seconds a call; what it returns is thrown away inside the measurement, as both sides do."""
    start = time.perf_counter()
    for _ in range(number):
        call()
    return (time.perf_counter() - start) / number


def compare(
    case: str,
    against: str,
    ours: Call,
    rival: Call,
    *,
    rows: int = 1,
    rounds: int = 15,
    number: int = 1,
    bar: float | None = None,
    note: str = "",
    scale: float = 1.0,
) -> Outcome:
    """Return the comparison of two calls; ``scale`` makes up for a rival that was given fewer rows."""
    one, other = in_turn(ours, rival, rounds, number)
    other = [taken * scale for taken in other]
    ratio, median = min(one) / min(other), statistics.median(one) / statistics.median(other)
    return Outcome(case, rows, min(one), min(other), ratio, median, against, bar, note)


def against_limit(
    case: str, call: Call, limit: float | None, *, rows: int = 1, rounds: int = 15, number: int = 1, note: str = ""
) -> Outcome:
    """Return a time against a limit in seconds rather than against a rival; without a limit only the time."""
    call()
    taken = [seconds(call, number) for _ in range(rounds)]
    shortest, middle, divisor = min(taken), statistics.median(taken), limit or math.nan
    told, bar = (f"{limit * 1e3:g} ms", 1.0) if limit else ("–", None)
    return Outcome(case, rows, shortest, divisor, shortest / divisor, middle / divisor, told, bar, note)
