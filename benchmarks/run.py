"""Ratios, each against a rival in the same run: `python benchmarks/run.py`.

Times of a shared machine say little; ratios taken in one process, the two sides in turn, say more. Every row is the
smallest of many rounds of the one divided by the smallest of many rounds of the other.
"""

from __future__ import annotations

import gc
import math
import subprocess
import sys
import time
from collections.abc import Callable

import kaizhou_indicators as ki

ROUNDS = 15


def best(one: Callable[[], object], other: Callable[[], object], number: int) -> tuple[float, float]:
    """Return the shortest time of each, in seconds a call, measured in turn."""
    shortest = [math.inf, math.inf]
    gc.disable()
    for _ in range(ROUNDS):
        for side, call in enumerate((one, other)):
            start = time.perf_counter()
            for _ in range(number):
                call()
            shortest[side] = min(shortest[side], (time.perf_counter() - start) / number)
    gc.enable()
    return shortest[0], shortest[1]


def row(name: str, bar: str, ours: float, rival: float) -> None:
    """Print one comparison."""
    print(f"{name:58} {ours * 1e6:10.2f} µs {rival * 1e6:10.2f} µs {ours / rival:7.2f}×   {bar}")


def tli(chla: float) -> float:
    """Calculate the published formula as one would write it by hand."""
    return 10 * (2.5 + 1.086 * math.log(chla))


def one_float(reg: ki.Registry) -> None:
    compiled = reg.derivation("water.tli_chla").compiled
    row("one value, floats, guarded / bare Python", "≤ 8×", *best(lambda: compiled(26.5), lambda: tli(26.5), 20_000))


def one_quantity(reg: ki.Registry) -> None:
    units = reg.units
    plan = reg.plan(["water.share_class_i_iii"], ["water.sections_i_iii", "water.sections"])
    good, whole = units.Quantity(9, "个"), units.Quantity(12, "个")
    values = {"water.sections_i_iii": good, "water.sections": whole}
    percent = units.Unit("%")
    row(
        "one value, quantities in and out / the same in pint",
        "≤ 0.33×",
        *best(lambda: plan(values), lambda: (good / whole).to(percent), 2_000),
    )


def trace_and_check() -> None:
    from kaizhou_indicators.formula.dimension import measure
    from kaizhou_indicators.formula.trace import trace

    units = ki.UnitSystem()
    scales = {"done": units.scale("亿元"), "plan": units.scale("万元")}

    def ours() -> object:
        return measure(trace(lambda done, plan: (done - plan) / plan), scales)

    shortest, _ = best(ours, lambda: None, 500)
    print(f"{'trace and check one formula, warm':58} {shortest * 1e6:10.2f} µs {'':21}   ≤ 500 µs")


def bulk(reg: ki.Registry) -> None:
    import polars as pl

    rows = 300_000
    frame = pl.DataFrame({"water.chla": [0.5 + (i * 7919 % 100_000) / 1000 for i in range(rows)]})
    plan = reg.plan(["water.tli_chla"], frame.columns)
    by_hand = (10 * (2.5 + 1.086 * pl.col("water.chla").log())).alias("water.tli_chla")
    row(
        f"{rows:,} rows on polars, guarded / by hand, unguarded",
        "",
        *best(lambda: plan(frame), lambda: frame.with_columns(by_hand), 3),
    )


def imports() -> None:
    def seconds(code: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - start

    ours = min(seconds("import kaizhou_indicators") for _ in range(5))
    rival = min(seconds("import attrs, pluggy") for _ in range(5))
    bare = min(seconds("pass") for _ in range(5))
    row("import kaizhou_indicators / import attrs and pluggy", "", ours - bare, rival - bare)


def main() -> None:
    """Print all comparisons."""
    print(f"{'':58} {'ours':>13} {'rival':>13} {'ratio':>8}   wanted")
    reg = ki.load(only=["water"])
    one_float(reg)
    one_quantity(reg)
    trace_and_check()
    bulk(reg)
    imports()


if __name__ == "__main__":
    main()
