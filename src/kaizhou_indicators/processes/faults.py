"""Faults are told together: every check of this room collects sentences and raises them in one message."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import ProcessError


def refuse(record: str, faults: Iterable[str]) -> None:
    """Raise one ProcessError over all faults, or return where there is none.

    Args:
        record: the record, as in ``Funnel 风险处置``.
        faults: one sentence a fault, each with its way out.

    >>> refuse("Funnel 风险处置", [])
    >>> refuse("Funnel 风险处置", ["推送 101 exceeds 预警 100; correct one of them"])
    Traceback (most recent call last):
    ...
    kaizhou_indicators.errors.ProcessError: Funnel 风险处置: 推送 101 exceeds 预警 100; correct one of them
    """
    found = tuple(dict.fromkeys(faults))
    if not found:
        return
    if len(found) == 1:
        msg = f"{record}: {found[0]}"
    else:
        lines = [f"  {number}. {fault}" for number, fault in enumerate(found, 1)]
        msg = "\n".join([f"{record}: {len(found)} faults", *lines])
    raise ProcessError(msg)
