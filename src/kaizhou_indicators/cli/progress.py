"""Progress of long work: which stage runs, for how long, out of how many. On standard error, for a person only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from .screen import console

#: a file of so many bytes is long work
LONG = 1_000_000


@contextmanager
def stages(count: int, *, size: int, stream: TextIO | None = None) -> Iterator[Callable[[str], None]]:
    """Yield what tells that a stage begins.

    Args:
        count: how many stages there will be.
        size: bytes to be read; little work shows nothing.
        stream: where to show it; nothing is shown unless it is a terminal.
    """
    stream = sys.stderr if stream is None else stream
    if size < LONG or not stream.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console(stream), transient=True) as shown:
        task = shown.add_task("", total=count)
        begun: list[str] = []

        def begin(stage: str) -> None:
            shown.update(task, description=stage, advance=1 if begun else 0)
            begun.append(stage)

        yield begin
