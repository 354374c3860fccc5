"""The command ``kaizhou``: the only room that speaks to a terminal.

Its libraries (click, rich, polars) come with the extra ``cli`` and are imported when the command runs, so that their
absence is one sentence and not a traceback.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from .exits import FINE, NOT_INSTALLED, STOPPED, USAGE, WRONG
from .language import Words, language_of

if TYPE_CHECKING:
    from ..engine.registry import Registry

#: what the command cannot run without
REQUIRED = ("click", "rich", "polars")


def main(arguments: Sequence[str] | None = None, *, load: Callable[..., Registry] | None = None) -> int:
    """Run the command and return its exit code.

    Args:
        arguments: the words after ``kaizhou``; None: those of the process.
        load: what loads the registry; None: ``kaizhou_indicators.load``.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    missing = [name for name in REQUIRED if find_spec(name) is None]
    if missing:
        say = Words(language_of(words))
        sys.stderr.write(f"{say('error', message=say('missing.cli', names=', '.join(missing)))}\n")
        return NOT_INSTALLED
    from .app import run

    return run(words, load)


__all__ = ["FINE", "NOT_INSTALLED", "STOPPED", "USAGE", "WRONG", "main"]
