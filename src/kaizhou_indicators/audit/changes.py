"""Changes: a claim on a change, held to the two values it ties together, or used to find the one that was not printed."""

from __future__ import annotations

from ..errors import ComparabilityError, DerivationError
from ..formula.changes import change_formula, check_comparable, resolve
from ..formula.interval import evaluate
from ..model.indicator import Indicator
from ..periods import Period
from ..processes import Consistency
from ..text import Text
from . import misuse
from .claim import Claim
from .finding import Finding, finding
from .implied import Told, alone, implied
from .knowledge import Knowledge, Known, place_of
from .words import amount, joined, name_of


def check_change(know: Knowledge, claim: Claim) -> list[Finding]:
    """Return what can be said of a claim on a change."""
    ref, place = claim.reference, place_of(claim)
    indicator = know.reg[ref.key]
    refused = _refused(know, claim, indicator)
    if refused is not None:
        return [refused]
    change = resolve(indicator, ref)
    by = know.claimed(ref, place)[0] if len(know.claimed(ref, place)) == 1 else _own(know, claim)
    level, base = know.of(ref.current, place), know.of(ref.base, place)
    told = Told(know, claim, change, by)
    if level is not None and base is not None:
        return [_compared(told, level, base)]
    if level is not None or base is not None:
        return [implied(told, level or base, of_base=level is not None)]  # type: ignore[arg-type]  # one of them is known
    return [alone(told)]


def _own(know: Knowledge, claim: Claim) -> Known:
    interval = know.read(claim)[0]
    assert interval is not None
    return Known(interval, (claim,), know.read(claim)[1])


def _refused(know: Knowledge, claim: Claim, indicator: Indicator) -> Finding | None:
    """Return why a change cannot be held to levels at all: its kind has none, prices differ, a window has no 同比."""
    ref = claim.reference
    named = ref.baseline is not None and ref.baseline.kind == "named"
    baseline = know.reg.baseline(ref.baseline.value, indicator.domain) if named and ref.baseline else None
    try:
        resolve(indicator, ref)
        check_comparable(indicator, ref, baseline)
    except ComparabilityError as error:
        zh = f"{claim.ref}:{error}"
        return finding("change", Consistency.UNDETERMINED, [claim], Text(zh, str(error)), cause="comparable")
    if ref.baseline is not None and ref.baseline.kind == "yoy" and _is_window(claim.period):
        text = Text(
            f"{Period.parse(claim.period).label('zh')}是跨年窗口,“同比”未说明与哪一窗口相比(上一个窗口,或各年与上年)",
            f"{Period.parse(claim.period).label('en')} is a window of several years; 同比 does not say what it is compared"
            " with, the window before or each year with the year before",
        )
        return finding("change", Consistency.UNDETERMINED, [claim], text, cause="window")
    return None


def _is_window(period: str) -> bool:
    read = Period.parse(period)
    return read.span is not None and read.frequency is None and read.months > 12  # longer than a year


def _compared(told: Told, level: Known, base: Known) -> Finding:
    know, claim, change, by = told.know, told.claim, told.change, told.by
    indicator = know.reg[claim.reference.key]
    claims = [claim, *level.claims, *base.claims]
    tree, further = change_formula(indicator, change, "level", "base")
    try:
        if further and not base.interval.certainly_gt(0):
            msg = "the base is zero or below, or may be"
            raise DerivationError(msg)
        bounds = evaluate(tree, {"level": level.interval, "base": base.interval})
    except DerivationError as error:
        text = _row(know, claim, level, base)
        why = Text(f"{text.zh}:基数为零或负,或区间含零,变动无定义", f"{text.en}: {error}")
        return finding("change", Consistency.UNDETERMINED, claims, why, cause="base")
    unit, row = know.reg.unit(claim.ref), _row(know, claim, level, base)
    holds = bounds.interval.intersects(by.interval)
    can = amount(bounds.interval, unit, _places(claim))
    if holds:
        text = Text(f"{row.zh};由两数可得{can},相符", f"{row.en}; the two give {can}: consistent")
        return finding("change", Consistency.CONSISTENT, claims, text, exact=bounds.exact)
    cause, causes = misuse.likely(told, level, base)
    text = Text(f"{row.zh};由两数只能得{can},不符", f"{row.en}; the two give {can} only: inconsistent")
    return finding("change", Consistency.INCONSISTENT, claims, joined([text, *causes]), cause=cause, exact=bounds.exact)


def _places(claim: Claim) -> int:
    return (claim.figure.decimals if claim.figure else 0) + 2


def _row(know: Knowledge, claim: Claim, level: Known, base: Known) -> Text:
    ref, place = claim.reference, place_of(claim)
    now, then = name_of(know.reg, ref.current, place), name_of(know.reg, ref.base, place)
    unit = know.reg.unit(ref.current)
    values = [amount(level.interval, unit), amount(base.interval, unit)]
    return Text(
        f"{now.zh}{values[0]},{then.zh}{values[1]},公布变动{claim.figure}",
        f"{now.en} {values[0]}, {then.en} {values[1]}, change printed {claim.figure}",
    )
