"""The one error of this package: configuration that no source gives was not supplied, or records that cannot be."""

from __future__ import annotations

from functools import partial

import kaizhou_indicators as ki
from kaizhou_indicators import KaizhouError


class MediaError(KaizhouError, ValueError):
    """Configuration that is missing or records that cannot be; the message names the place and what to supply."""


refuse = partial(ki.refuse, error=MediaError)
configured = partial(ki.configured, error=MediaError)


def is_whole(value: object, low: int, high: int | None = None) -> bool:
    """Say whether a value is a whole number from ``low`` to ``high``.

    >>> is_whole(3, 1), is_whole(True, 1), is_whole(4, 1, 3)
    (True, False, False)
    """
    return isinstance(value, int) and not isinstance(value, bool) and low <= value and (high is None or value <= high)
