"""Peak memory of a derivation, each side in a fresh process of its own; run as a script it is such a process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from measure import Outcome, Setting
from panel import COUNTIES, MONTHS

BAR = 1.15
SIDES = ("nothing", "ours", "by hand")


def peak_memory(setting: Setting) -> Iterator[Outcome]:
    """Compare the peaks of whole processes that build the panel and derive sixty columns."""
    for times in setting.times:
        rounds = 3 if times == 1 else 2
        taken = {side: sorted(_peak(side, times) for _ in range(rounds)) for side in SIDES}
        ours, rival, idle = taken["ours"], taken["by hand"], taken["nothing"][0]
        above = (ours[0] - idle) / (rival[0] - idle)
        yield Outcome(
            "peak memory of the process, 60 columns, polars",
            COUNTIES * MONTHS * times,
            ours[0],
            rival[0],
            ours[0] / rival[0],
            ours[-1] / rival[-1],
            "polars by hand, level by level",
            BAR,
            f"above a process that only holds the table: {above:.2f}×",
            "B",
        )


def _peak(side: str, times: int) -> int:
    command = [sys.executable, str(Path(__file__)), side, str(times)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        msg = f"the process of {side!r} failed:\n{done.stderr}"
        raise RuntimeError(msg)
    return int(done.stdout.split()[-1])


def derive_once(side: str, times: int) -> None:
    """Build the panel and derive the sixty columns once; everything is imported on every side."""
    import rivals
    from formulas import TARGETS, registry
    from panel import panel

    frame = panel(times)
    plan, levels = registry().plan(TARGETS, frame.columns), rivals.polars_levels()
    runs = {"nothing": lambda: frame, "ours": lambda: plan(frame), "by hand": lambda: rivals.polars_run(frame, levels)}
    runs[side]()


def highest() -> int:
    """Return the peak memory of this process in bytes.

    Linux tells it for the program alone; ``ru_maxrss`` there starts with what the process that started it held.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    derive_once(sys.argv[1], int(sys.argv[2]))
    print(highest())
