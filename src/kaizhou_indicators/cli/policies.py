"""A policy from a file: what vague words leave open, as TOML. Every key is checked, and all that is wrong is told together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from pathlib import Path
from typing import Any

from ..errors import FrameError, RecordError
from ..figures import DEFAULT, Approximator, Policy
from ..model.data_files import read_table
from .language import Words
from .readers import existing

_AMOUNTS, _TRUTHS = ("below", "above"), ("holds", "far", "relative")
_KNOWN = (*_AMOUNTS, *_TRUTHS, "basis")


def policy_in(file: str, say: Words) -> Policy:
    """Return the default policy with what a file changes; ``below = "unlimited"`` is without limit.

    Raises:
        FrameError: the file cannot be read, or holds what is no policy; names the keys.
    """
    path = existing(file, say)
    try:
        table = read_table(path)
    except RecordError as error:
        raise FrameError(str(error)) from error
    faults: list[str] = []

    def wrong(key: str, reason: str) -> None:
        faults.append(say("audit.policy", name=file, key=key, reason=reason))

    words = _words(table.pop("words", {}), wrong, say)
    switches = {name: table.pop(name) for name in ("zeros", "exact_counts") if name in table}
    for name, value in switches.items():
        if not isinstance(value, bool):
            wrong(name, say("audit.policy_value", value=value, wanted=say("audit.policy_truth")))
    for other in table:
        wrong(other, say("audit.policy_key", known=say.listed(("words", "zeros", "exact_counts"))))
    if faults:
        raise FrameError("; ".join(faults))
    return DEFAULT.replace(words, **switches)


def _words(table: Any, wrong: Callable[[str, str], None], say: Words) -> dict[str, Approximator]:
    if not isinstance(table, Mapping):
        wrong("words", say("audit.policy_value", value=table, wanted=say("audit.policy_table")))
        return {}
    found = {}
    for word, entry in table.items():
        if isinstance(entry, Mapping):
            found[str(word)] = _approximator(f"words.{word}", entry, wrong, say)
        else:
            wrong(f"words.{word}", say("audit.policy_value", value=entry, wanted=say("audit.policy_table")))
    return found


def _approximator(key: str, entry: Mapping[str, Any], wrong: Callable[[str, str], None], say: Words) -> Approximator:
    made: dict[str, Any] = {"basis": str(entry.get("basis", Path(key).name))}
    for name, value in entry.items():
        if name in _AMOUNTS:
            if value == "unlimited":
                made[name] = None
            elif isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and value >= 0:
                made[name] = str(value)
            else:
                wrong(f"{key}.{name}", say("audit.policy_value", value=value, wanted=say("audit.policy_number")))
        elif name in _TRUTHS:
            made[name] = value
            if not isinstance(value, bool):
                wrong(f"{key}.{name}", say("audit.policy_value", value=value, wanted=say("audit.policy_truth")))
        elif name != "basis":
            wrong(f"{key}.{name}", say("audit.policy_key", known=say.listed(_KNOWN)))
    return Approximator(**made)
