"""Misuse: when a printed change contradicts its levels, the reading under which it would be right.

% printed for 个百分点 and the other way round, 增长n倍 for 是n倍, the two values exchanged, a sign, a rounding in two
steps. A reading that fits is a likely cause, never a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from ..errors import DerivationError
from ..figures import round_figure
from ..intervals import Interval
from ..model.kinds import Change
from ..text import Text
from .claim import Claim

if TYPE_CHECKING:
    from .implied import Told
    from .knowledge import Known

Reading = Callable[[Interval, Interval], Interval]

_READINGS: dict[str, Reading] = {
    "pct": lambda level, base: (level - base) / base * 100,
    "pp": lambda level, base: level - base,
    "times": lambda level, base: level / base,
    "times_more": lambda level, base: level / base - 1,
    "share": lambda level, base: level / base * 100,
    "exchanged": lambda level, base: (base - level) / level * 100,
    "sign": lambda level, base: (base - level) / base * 100,
}
_WORDS: dict[str, Text] = {
    "pct": Text(
        "若读作增长%则相符:疑把%印作个百分点", "read as a growth in % it fits: % was likely printed as 个百分点"
    ),
    "pp": Text("若读作个百分点则相符:疑把个百分点印作%", "read in 个百分点 it fits: 个百分点 were likely printed as %"),
    "times": Text(
        "若读作“是…倍”则相符:疑把“是n倍”印作“增长n倍”", "read as 是n倍 it fits: 是n倍 was likely printed as 增长n倍"
    ),
    "times_more": Text(
        "若读作“增长n倍”则相符:疑把“增长n倍”印作“是n倍”", "read as 增长n倍 it fits: it was likely printed as 是n倍"
    ),
    "share": Text("若读作“为基数的%”则相符", "read as % of the base it fits"),
    "exchanged": Text(
        "若以本期为基数则相符:疑分子分母颠倒", "on the later value as base it fits: the two were likely exchanged"
    ),
    "sign": Text("若改变正负号则相符", "with the other sign it fits"),
    "rounding": Text("若分两步取舍则相符:疑二次取舍", "rounded in two steps it fits: double rounding is likely"),
}
#: change -> the readings that are mistaken for it
_MISTAKEN: dict[Change, tuple[str, ...]] = {
    Change.PCT: ("pp", "sign", "exchanged", "share"),
    Change.PP: ("pct",),
    Change.ABS: ("pct",),
    Change.TIMES: ("times_more",),
    Change.TIMES_MORE: ("times",),
    Change.SHARE: ("pct",),
}


def likely(told: Told, level: Known, base: Known) -> tuple[str, list[Text]]:
    """Return the name of the reading under which a printed change fits, with its explanation; empty where none does."""
    for name in _MISTAKEN.get(told.change, ()):
        try:
            found = _READINGS[name](level.interval, base.interval)
        except DerivationError:
            continue
        if found.intersects(told.by.interval):
            return f"misuse:{name}", [_WORDS[name]]
    if told.change is Change.PCT and _rounded_twice(told.claim, level, base):
        return "misuse:rounding", [_WORDS["rounding"]]
    return "", []


def _rounded_twice(claim: Claim, level: Known, base: Known) -> bool:
    if level.value is None or not base.value or claim.figure is None:
        return False
    true = (level.value - base.value) / base.value * 100
    return any(claim.figure.value == twice for twice in _in_two_steps(true, claim.figure.decimals))


def _in_two_steps(value: Fraction, decimals: int) -> Iterator[Fraction]:
    for more in (1, 2):
        once = Fraction(round_figure(value, decimals + more, "half_up"))
        yield Fraction(round_figure(once, decimals, "half_up"))
