"""The reform behind the work: three 重, named in public, and three 融, of which only the number is.

The review names three starting points and calls the whole “三重”“三融”; that the three are the 三重 is read from their words.
What is done under each heading is the user's; a heading without a measure is no reform and is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kaizhou_indicators import Loop, Text

from .errors import configured, refuse

#: the three 重 as the review names them
REBUILDS: Mapping[str, Text] = {
    "mechanism": Text("机制重塑", "Mechanisms reshaped"),
    "system": Text("体系重建", "Systems rebuilt"),
    "process": Text("流程重构", "Processes re-engineered"),
}
_NEEDED = {
    "rebuilds": "the measures under each of mechanism, system, process: {mechanism = ['…'], …}",
    "merges": "the three 融 with the measures under each: {'name' = ['…'], …}",
}


@dataclass(frozen=True)
class Reform:
    """The measures of the reform under its six headings, checkable one by one.

    Attributes:
        rebuilds: the three 重 with their measures.
        merges: the three 融 with their measures.
    """

    rebuilds: Loop
    merges: Loop


def reform_of(table: Mapping[str, Any] | None = None) -> Reform:
    """Return the validated measures of the reform; the names of the three 融 and all measures have no default.

    Args:
        table: ``rebuilds`` (``mechanism``, ``system``, ``process`` -> measures) and ``merges`` (name -> measures).

    Raises:
        MediaError: what is missing, or another number of 融 than three.
        ProcessError: headings that are none, headings without measures, measures named twice.
    """
    given = configured("reform", table, _NEEDED)
    tables = [
        f"{n} {given[n]!r} is no table {{heading = [measures]}}" for n in _NEEDED if not isinstance(given[n], Mapping)
    ]
    refuse("reform", tables)
    merges = given["merges"]
    refuse("reform", [] if len(merges) == 3 else [f"merges have {len(merges)} headings; “三融” are exactly three"])
    return Reform(
        Loop(Text("“三重”", "Three 重"), REBUILDS, given["rebuilds"]),
        Loop(Text("“三融”", "Three 融"), list(merges), merges),
    )
