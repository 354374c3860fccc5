"""What a stage folds, and how the rows lie in the whole: records only, ``fold`` does the work."""

from __future__ import annotations

from typing import Any

import attrs

#: companions that say how many parts there were, and how many there are to be
PARTS, OF = "#parts", "#parts_of"


@attrs.frozen
class Item:
    """One value to be rolled up.

    Attributes:
        name: the reference.
        rule: the rule it goes by.
        needed: number or fraction of parts that must be present; None: all of them.
        joint: names that must be there as well for a part to count.
        weight: the reference that weighs.
        source: what a window counts; a part is there where this is.
        stated: whether it has a status.
        weight_stated: whether its weight has one.
        earlier: whether an earlier stage has told how many parts there were.
        companion: whether it has an ``#of`` column, n of N.
    """

    name: str
    rule: str
    needed: int | float | None = None
    joint: tuple[str, ...] = ()
    weight: str | None = None
    source: str | None = None
    stated: bool = False
    weight_stated: bool = False
    earlier: bool = False
    companion: bool = False


@attrs.frozen
class Layout:
    """How the rows of a group lie in the whole.

    Attributes:
        keys: the columns that make a group.
        length: expression of how much of the whole a row covers.
        total: expression of how much there is to cover.
        unit: how much one part covers; None: it is found out group by group.
        first: expression of where a row begins, for what has an order.
        own: expression that says a row is the whole itself; None: no row is.
        apart: whether no two rows of a group can overlap.
    """

    keys: tuple[str, ...]
    length: Any
    total: Any
    unit: Any = None
    first: Any = None
    own: Any = None
    apart: bool = True
