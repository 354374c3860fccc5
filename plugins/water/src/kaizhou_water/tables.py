"""Tables: everything this package takes from a standard or a publication, read from ``data/`` and nowhere else.

A threshold, weight or figure stands in a data file beside its source; code holds none.
"""

from __future__ import annotations

import csv
import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Any

from kaizhou_indicators import Text

#: the folder of data files, inside the package wherever it is installed
DATA = files("kaizhou_water.data")
#: the two bodies of water that table 1 of GB 3838-2002 tells apart
BODIES = ("river", "lake")


@dataclass(frozen=True)
class Item:
    """One of the 24 basic items of GB 3838-2002, table 1.

    Attributes:
        name: name of its indicator.
        title: its name in both languages.
        unit: unit of its limits.
        aliases: other names it goes by.
        rated: whether it is one of the 21 items of the single-factor class.
        direction: ``at_most``, ``at_least``, ``band``, or empty where no class follows from a value.
        limits: body of water -> limits of the classes I to V (for a band: its two ends).
        highest: highest possible value, None for an open end.
        decimals: decimals it is assessed with, None where not known.
        priority: whether it comes first among the main pollutants (cyanide, heavy metals).
        clause: what the table says beside the limits.
    """

    name: str
    title: Text
    unit: str
    aliases: tuple[str, ...]
    rated: bool
    direction: str
    limits: Mapping[str, tuple[Decimal, ...]]
    highest: float | None
    decimals: int | None
    priority: bool
    clause: Text

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies of water for which the table gives limits."""
        return tuple(self.limits)

    @property
    def split(self) -> bool:
        """Whether rivers and lakes have different limits."""
        return len(set(self.limits.values())) > 1

    def class_name(self, body: str) -> str:
        """Name of the indicator that holds the item's class: ``class_codmn``, ``class_tp_lake``."""
        return f"class_{self.name}_{body}" if self.split else f"class_{self.name}"


@functools.cache
def table(name: str) -> dict[str, Any]:
    """Read a TOML file of ``data/``; decimal fractions stay exact.

    >>> table("tli_cn")["missing"]["at_least"]
    4
    """
    text = (DATA / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read a CSV file of ``data/`` as printed: every cell is a text.

    >>> rows("hulun_2011_2020")[0]["tli_sigma_cn"]
    '61.837'
    """
    text = (DATA / f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def text(entry: Mapping[str, str]) -> Text:
    """Make a Text of ``{zh = …, en = …}``."""
    return Text(entry["zh"], entry["en"])


@functools.cache
def items() -> Mapping[str, Item]:
    """Return the items of GB 3838-2002, table 1, by name.

    >>> items()["tp"].limits["lake"][2]
    Decimal('0.05')
    """
    return {name: _item(name, entry) for name, entry in table("gb3838_2002")["items"].items()}


def rated(body: str) -> tuple[Item, ...]:
    """Return the 21 items of the single-factor class of a body of water.

    >>> len(rated("river")), "tn" in {item.name for item in rated("lake")}
    (21, False)
    """
    return tuple(item for item in items().values() if item.rated and body in item.bodies)


def classes() -> tuple[Text, ...]:
    """Return the labels of the classes, best first."""
    return tuple(text(entry) for entry in table("gb3838_2002")["class"])


def _item(name: str, entry: Mapping[str, Any]) -> Item:
    return Item(
        name=name,
        title=text(entry),
        unit=entry["unit"],
        aliases=tuple(entry["aliases"]),
        rated=entry["rated"],
        direction=entry.get("direction", ""),
        limits=_limits(entry),
        highest=entry.get("highest"),
        decimals=entry.get("decimals"),
        priority=entry.get("priority", False),
        clause=Text(entry.get("clause", ""), entry.get("clause_en", "")),
    )


def _limits(entry: Mapping[str, Any]) -> dict[str, tuple[Decimal, ...]]:
    both = entry.get("limits")
    found = {body: entry.get(f"limits_{body}", both) for body in BODIES}
    return {body: tuple(Decimal(limit) for limit in limits) for body, limits in found.items() if limits is not None}
