"""The service: starts once with its definitions, and answers for one file of figures after another."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

import kaizhou_indicators as ki

from .config import Config
from .definitions import Definitions, load
from .errors import FiguresError
from .figures import read_figures
from .rows import Row, Rows


class Answer(TypedDict):
    """What a caller gets; all of it can be written by ``json``."""

    fingerprint: str
    pinned: bool
    warnings: list[str]
    rows: list[Row]


class Dashboard:
    """A service with its definitions loaded.

    Args:
        config: what it needs and shows.

    Raises:
        DefinitionsError: a plugin that it needs did not load.
        PinError: the definitions are not those that were pinned.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self.definitions: Definitions = load(config)
        self._compiled: dict[tuple[str, ...], Rows] = {}

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the definitions in use."""
        return self.definitions.registry.fingerprint

    def answer(self, file: str | Path) -> Answer:
        """Return the rows of a CSV of monthly figures.

        Raises:
            FiguresError: the figures are at fault, or do not suffice for a target; all faults together.
        """
        figures = read_figures(file, self.definitions.registry)
        rows = self._rows(Path(file).name, figures.columns).of(figures)
        return {
            "fingerprint": self.fingerprint,
            "pinned": self.definitions.pinned,
            "warnings": list(self.definitions.warnings),
            "rows": rows,
        }

    def _rows(self, name: str, columns: list[str]) -> Rows:
        """Return the targets compiled for these columns; files of one shape are compiled for once."""
        shape = tuple(columns)
        if shape not in self._compiled:
            try:
                self._compiled[shape] = Rows(self.definitions.registry, self.config.targets, columns)
            except ki.KaizhouError as error:
                raise FiguresError(name, [str(error)]) from error
        return self._compiled[shape]
