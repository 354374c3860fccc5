"""Growth: a growth published at comparable prices beside the levels at current prices that it is not the ratio of."""

from __future__ import annotations

from collections.abc import Iterator

from ..processes import Consistency
from ..references import Reference
from ..text import Text
from .claim import Claim
from .finding import Finding, finding
from .knowledge import Knowledge, place_of
from .words import amount, name_of


def check_growth(know: Knowledge, claim: Claim) -> Iterator[Finding]:
    """Return why a level and its published growth are not held to each other; only where both levels are known."""
    indicator, ref = know.reg[claim.reference.key], claim.reference
    growth = indicator.growth_key
    if growth is None or ref.baseline is not None or ref.window is not None or claim.figure is None:
        return
    place = place_of(claim)
    published = know.claimed(growth, place)
    last = know.of(Reference.parse(f"{ref.key}@yoy"), place)
    said = know.read(claim)[0]
    if not published or last is None or said is None or not last.interval.certainly_gt(0):
        return
    ratio = amount((said - last.interval) / last.interval * 100, "%", 2)
    name, told = name_of(know.reg, ref, place), published[0].claims[0]
    text = Text(
        f"{name.zh}公布{claim.figure},与上年之比为{ratio},公布的增速{told.figure}按可比价格计算,两者不可互证",
        f"{name.en} printed {claim.figure}; on last year the levels give {ratio}; the growth {told.figure} is published at"
        " comparable prices, and neither can be held to the other",
    )
    yield finding("growth", Consistency.UNDETERMINED, [claim, told, *last.claims], text, cause="comparable")
