"""Said: what a figure may be said of, and all that stands around it in its sentence."""

from __future__ import annotations

import attrs

from .numbers import Found
from .tokens import Compared, Token
from .words import GROWTH_NOUNS, MOVES


class NotBoundError(Exception):
    """Why a figure says nothing of an indicator.

    Args:
        cause: the cause in a word, as ``Passage`` tells it.
        printed: what was printed that is at fault.
    """

    def __init__(self, cause: str, printed: str = "") -> None:
        super().__init__(cause, printed)
        self.cause = cause
        self.printed = printed


@attrs.frozen
class Move:
    """A word of change before a figure.

    Attributes:
        word: the word as printed.
        to: whether 至 or 到 makes what follows a level.
        of_growth: whether a growth was named before it, which is then what changes.
    """

    word: str
    to: bool = False
    of_growth: bool = False

    @property
    def movement(self) -> str:
        """The word as a figure knows it."""
        return MOVES.get(self.word, self.word)

    @property
    def noun(self) -> bool:
        """Whether it names a growth: 增速, 降幅."""
        return self.word in GROWTH_NOUNS


@attrs.frozen
class Subject:
    """What a figure may be said of.

    Attributes:
        name: its name in the text.
        area: the area printed with it; empty: that of the text.
        before: words right before the name that may make it another quantity.
        context: all words before it in its clause that are not understood.
        at: where the name stands in the plain text.
    """

    name: str
    area: str = ""
    before: str = ""
    context: str = ""
    at: int = 0


@attrs.frozen
class Said:
    """A figure with what stands around it.

    Attributes:
        found: the figure.
        move: the word of change before it.
        base: what it is compared with.
        of: whether 的 stands between name and figure.
        unit: the unit that stands behind the last of several figures.
        scope: the area among which a rank is told.
        comparable: whether it is told at comparable prices, so that levels beside it do not give it.
    """

    found: Found
    move: Move | None = None
    base: Compared | None = None
    of: bool = False
    unit: str = ""
    scope: str = ""
    comparable: bool = False


@attrs.frozen
class Spoken:
    """A figure in its sentence, with all that stands around it.

    Attributes:
        token: the figure, or the label of a grade.
        subjects: what it may be said of: one name; several where figures and names are to be paired, or 均 joins them.
        said: the figure with its change and baseline.
        periods: the periods it holds for.
        every: whether 均 says it of all subjects and periods.
        follows: where a name begins right behind it, else -1.
        area: the area printed before it.
        odd: the text before it, behind the last name or figure, that is not understood.
        whole: whether a word before it says that all there are are counted; None: that they are not.
        cause: why it can be said of none of the subjects; empty where nothing speaks against it.
        printed: what was printed that is the cause.
    """

    token: Token
    subjects: tuple[Subject, ...]
    said: Said
    periods: tuple[str, ...]
    every: bool
    follows: int
    area: str
    odd: str = ""
    whole: bool | None = False
    cause: str = ""
    printed: str = ""


def refuse(cause: str, printed: str = "") -> None:
    """Raise NotBoundError if there is a cause."""
    if cause:
        raise NotBoundError(cause, printed)
