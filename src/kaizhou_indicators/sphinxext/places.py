"""Where an object is told: what pages leave behind for others to link to."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where an object is told.

    Attributes:
        rank: 0 for its description, 1 for a row of a table.
        page: the page.
        anchor: the anchor on the page.
        title: what it is called there.
    """

    rank: int
    page: str
    anchor: str
    title: str
