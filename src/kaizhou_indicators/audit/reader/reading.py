"""Reading: what comes back from a text: every figure found, what it was bound to, and why not where it was not."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ...text import Text
from ..claim import Claim


@attrs.frozen
class Passage:
    """A figure found in a text.

    Attributes:
        start: where it begins in the text, in characters from 0.
        end: where it ends; ``text[start:end]`` is the figure as printed.
        quote: the figure as printed.
        claims: what it says; several where 均 says it of several things; none where it could not be bound.
        cause: why it could not be bound, in a word: ``name``, ``between``, ``modifier``, ``unit``, ``baseline``, ``change``,
            ``ambiguous``, ``several``, ``pairs``, ``rank``, ``ordinal``, ``streak``, ``target``, ``area``, ``split``,
            ``growth``, ``comparable``, ``part``, ``start``, ``when``, ``context``, ``long``, ``unreadable``.
        reason: the same in a sentence, with the way out.
    """

    start: int
    end: int
    quote: str
    claims: tuple[Claim, ...] = ()
    cause: str = ""
    reason: Text = attrs.field(factory=lambda: Text(""))


class Reading(list[Claim]):
    """The claims of a text, in its order.

    Args:
        passages: the figures found.

    Attributes:
        passages: every figure found, bound or not, in the order of the text.
    """

    def __init__(self, passages: Iterable[Passage] = ()) -> None:
        self.passages = tuple(passages)
        super().__init__(claim for passage in self.passages for claim in passage.claims)

    @property
    def claims(self) -> list[Claim]:
        """The claims, as a list of their own."""
        return list(self)

    @property
    def unbound(self) -> tuple[Passage, ...]:
        """The figures that could not be bound, each with its reason."""
        return tuple(passage for passage in self.passages if not passage.claims)

    def __repr__(self) -> str:
        return f"<Reading of {len(self.passages)} figures: {len(self)} claims, {len(self.unbound)} unbound>"


#: cause -> the sentence; ``{}`` holds what was printed
REASONS = {
    "name": ("前文没有登记在册的指标名称", "no name of an indicator stands before it in its clause"),
    "between": ("“{}”不明其意，不能跨过它把数字归于前面的指标", "{} stands before it and is not understood, so the figure is not tied to the name before"),
    "modifier": ("指标名称前的“{}”可能另有所指；如为地区，请在 areas（命令行为 --place）中给出", "{} before the name may make it another quantity; if it is an area, name it in areas= (--place)"),
    "unit": ("单位与“{}”不合", "its unit does not fit {}"),
    "baseline": ("没有印出与何者相比，或所比的“{}”不是已知的基准", "what it is compared with is not printed, or is no baseline known: {}"),
    "change": ("“{}”没有这种变动", "{} has no such change"),
    "ambiguous": ("名称“{}”对应不止一个指标", "the name {} may mean several indicators"),
    "several": ("一处印有几个数字", "several numbers stand in one place"),
    "pairs": ("{}，数字与名称不能一一对应", "{}: figures and names do not pair off"),
    "rank": ("位次的范围或对象不明", "whose rank it is, or among whom, is not clear"),
    "ordinal": ("序数，不是数量", "it is an ordinal, no quantity"),
    "streak": ("连续的年数或期数；所连续者须另行核对", "it says for how long; what holds so long is to be checked by itself"),
    "target": ("“{}”：是目标或预计，不是已有的数", "{}: it is a target or a forecast, not a figure of what is"),
    "area": ("“{}”是哪一地区未知；请用 areas（命令行为 --place）给出", "which area {} is is not known; give it with areas= (--place)"),
    "split": ("同一指标在同处有几个不同的数，区分它们的“{}”不明", "the text prints several values of one indicator and the {} that parts them is not understood"),
    "growth": ("是增速的变动，不是数量的变动", "it is the change of a growth, not of the quantity"),
    "comparable": ("按可比价格或可比口径计算，不能由“{}”的两个数之比得出", "it is told at comparable prices, so it is not the ratio of two levels of {}"),
    "part": ("其后的“{}”才是所计数的事物", "what it counts is {} behind it"),
    "start": ("起点数或区间数的时期没有印出", "of which period it is, as the beginning or the end of a change, is not printed"),
    "when": ("文中不止一期，此处属于哪一期不明；如全文只有一期，请用 period 给出", "of which of several periods it is is not clear; if the text has but one, give it with period="),
    "context": ("“{}”的简称，前后文没有说到它", "it is short for {}, which the paragraph does not speak of"),
    "long": ("一段文字过长而没有停顿，未读", "a text too long without a stop was not read"),
    "unreadable": ("不能作为一个数字读出", "it cannot be read as one figure"),
}  # fmt: skip


def why(cause: str, printed: str = "") -> Text:
    """Return the reason of a cause, with what was printed in it."""
    zh, en = REASONS[cause]
    return Text(
        zh.replace("“{}”", f"“{printed}”" if printed else "该处").replace("{}", printed),
        en.replace("{}", repr(printed) if printed else "nothing named"),
    )
