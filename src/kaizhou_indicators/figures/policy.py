"""Policy: what the words beside a printed number (超, 余, 近, 约 …) leave open. One explicit, replaceable object.

Only 以上, 以下, 以内 (the number included) and 不满, 超过, 以外 (excluded) are settled by law: 民法典 art. 1259, 刑法
art. 99. All other words follow usage; how far they reach is a convention that a policy states and a user may change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from ..errors import RecordError
from ..intervals import Interval, exact


def _amount(value: Any) -> Fraction | None:
    return None if value is None else exact(value)


@attrs.frozen(kw_only=True)
class Approximator:
    """How far a true value may lie from the printed one.

    ``below`` and ``above`` are multiples of the unit of the last digit that is not zero (of 160万 it is 10万), or,
    with ``relative``, parts of the number itself. None: without limit.

    Attributes:
        below: how far below the printed number the value may lie.
        above: how far above.
        holds: whether the printed number itself is possible.
        far: whether the far end is possible.
        relative: whether the reach is a part of the number.
        zero: whether the lower end is never below zero.
        basis: the law, standard or usage it rests on.

    >>> Approximator(below=0, above=1).interval(Fraction(1600000), Fraction(100000)).text()
    '[1600000, 1700000)'
    """

    below: Fraction | None = attrs.field(default=Fraction(0), converter=_amount)
    above: Fraction | None = attrs.field(default=Fraction(0), converter=_amount)
    holds: bool = True
    far: bool = False
    relative: bool = False
    basis: str = "usage"

    def interval(self, value: Fraction, unit: Fraction) -> Interval:
        """Return where the true value lies; ``value`` is printed and not negative, ``unit`` is of its last digit."""
        reach = value if self.relative else unit
        low = None if self.below is None else value - self.below * reach
        high = None if self.above is None else value + self.above * reach
        return Interval(low, high, self._closed(self.below), self._closed(self.above))

    def _closed(self, reach: Fraction | None) -> bool:
        return reach is not None and (self.holds if reach == 0 else self.far)


_LAW = "民法典第一千二百五十九条"
_MORE = Approximator(above=10, holds=False)
_LITTLE_MORE = Approximator(above=1)
_UP_TO = Approximator(below=None)
_LESS = Approximator(below=None, holds=False)
_ABOUT = Approximator(below=Fraction(1, 10), above=Fraction(1, 10), far=True, relative=True)
_NEARLY = Approximator(below=1, holds=False, far=True)
_NOT_QUITE = Approximator(below=1, holds=False)
_PLAIN = Approximator(basis="no word of vagueness: rounded like any printed number")

#: word -> what it leaves open
TABLE: Mapping[str, Approximator] = {
    **dict.fromkeys(["超过"], attrs.evolve(_MORE, basis=_LAW)),
    **dict.fromkeys(["超", "逾", "突破", "多于"], _MORE),
    **dict.fromkeys(["大于", "高于"], Approximator(above=None, holds=False)),
    "以上": Approximator(above=None, basis=_LAW),
    **dict.fromkeys(["不低于", "不少于", "不小于", "至少"], Approximator(above=None)),
    **dict.fromkeys(["以下", "以内"], attrs.evolve(_UP_TO, basis=_LAW)),
    **dict.fromkeys(["不超过", "不高于", "不大于", "不多于", "至多", "最多"], _UP_TO),
    **dict.fromkeys(["小于", "低于", "少于"], _LESS),
    **dict.fromkeys(["余", "多"], _LITTLE_MORE),
    **dict.fromkeys(["近", "接近", "将近"], _NEARLY),
    "不满": attrs.evolve(_NOT_QUITE, basis=_LAW),
    **dict.fromkeys(["不足", "不到"], _NOT_QUITE),
    **dict.fromkeys(["约", "大约", "约为", "左右", "上下"], _ABOUT),
    **dict.fromkeys(["达", "达到", "为", "共", "共计", "合计", "累计"], _PLAIN),
    "过": _MORE,
}
PLAIN_WORDS = frozenset(word for word, meaning in TABLE.items() if meaning is _PLAIN)


@attrs.frozen(kw_only=True)
class Policy:
    """What printed numbers leave open: the words beside them, and what rounding does without a word.

    Attributes:
        words: word -> ``Approximator``.
        zeros: whether the zeros at the end of an integer are digits like others (3200万 is then known to 1万).
        exact_counts: whether a count printed without 万 or 亿 is exact.

    >>> DEFAULT.word("约").relative, DEFAULT.replace({"约": Approximator(below=1, above=1, far=True)}).word("约").relative
    (True, False)
    """

    words: Mapping[str, Approximator] = attrs.field(factory=lambda: dict(TABLE))
    zeros: bool = True
    exact_counts: bool = True

    def word(self, word: str) -> Approximator:
        """Return what a word leaves open.

        Raises:
            RecordError: the policy has no such word.
        """
        if word in self.words:
            return self.words[word]
        msg = f"the policy does not know {word!r}; it knows {', '.join(self.words)}; add it with replace()"
        raise RecordError(msg)

    def replace(self, words: Mapping[str, Approximator] | Iterable[tuple[str, Approximator]], **others: bool) -> Policy:
        """Return a policy with some words, or the treatment of zeros and counts, changed."""
        return attrs.evolve(self, words={**self.words, **dict(words)}, **others)


#: the policy where none is given
DEFAULT = Policy()
