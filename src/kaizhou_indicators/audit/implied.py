"""What a change implies: the level or the base that was not printed, and the whole numbers that a percentage leaves."""

from __future__ import annotations

from fractions import Fraction

import attrs

from ..errors import DerivationError
from ..figures import round_figure
from ..formula.changes import change_formula
from ..formula.interval import evaluate
from ..formula.tree import Node
from ..intervals import Interval
from ..model.kinds import Change, Kind
from ..processes import Consistency
from ..text import Text
from .claim import Claim
from .finding import Finding, finding
from .integers import Bases, bases_of, whole_numbers
from .inverse import base_of, level_of
from .knowledge import Knowledge, Known, place_of
from .words import amount, base_name, joined, listed, name_of

#: printed values looked through; where more fit they say too little to be named
_MOST = 1000
_UNDETERMINED = Consistency.UNDETERMINED


@attrs.frozen
class Told:
    """A claim on a change, and what it says."""

    know: Knowledge
    claim: Claim
    change: Change
    by: Known


def implied(told: Told, known: Known, *, of_base: bool) -> Finding:
    """Return where the value that was not printed lies, and what of it fits when it is printed or counted."""
    ref = told.claim.reference
    wanted = ref.base if of_base else ref.current
    claims = [told.claim, *known.claims]
    try:
        where = (base_of if of_base else level_of)(told.change, known.interval, told.by.interval)
    except DerivationError as error:
        why = Text(f"由{told.claim.figure}推不出:{error}", f"nothing follows from {told.claim.figure}: {error}")
        return finding("change", _UNDETERMINED, claims, why, cause="base")
    reg, unit = told.know.reg, told.know.reg.unit(ref.current)
    name, given = name_of(reg, wanted, place_of(told.claim)), amount(known.interval, unit)
    lies = amount(where, unit, _precision(where))
    text = Text(
        f"{name.zh}未公布;由{given}与{told.claim.figure}推得{lies}",
        f"{name.en} was not printed; {given} and {told.claim.figure} leave {lies}",
    )
    counted = reg[ref.key].kind is Kind.COUNT and _counted(known)
    status, text, fits = (
        _whole(text, where, unit) if counted else _as_printed(told, text, where, known, of_base=of_base)
    )
    more = {"implied": {str(wanted): where}, "candidates": {str(wanted): fits}}
    cause = "unpublished" if status is _UNDETERMINED else "count"
    return finding("base" if of_base else "level", status, claims, text, cause=cause, **more)


def _counted(known: Known) -> bool:
    return known.interval.is_point and known.interval.lo is not None and known.interval.lo.denominator == 1


def _whole(text: Text, where: Interval, unit: str) -> tuple[Consistency, Text, tuple[str, ...]]:
    numbers = whole_numbers(where)
    if numbers == ():
        told = Text(f"{text.zh},其中没有整数,不符", f"{text.en}, in which no whole number lies: inconsistent")
        return Consistency.INCONSISTENT, told, ()
    fits = tuple(map(str, numbers or ()))
    every = amount(where, unit)
    found = listed(fits) if fits else Text(f"{every}内任何整数", f"any whole number in {every}")
    return _UNDETERMINED, Text(f"{text.zh},整数只能为{found.zh}", f"{text.en}; as whole numbers {found.en}"), fits


def _as_printed(
    told: Told, text: Text, where: Interval, known: Known, *, of_base: bool
) -> tuple[Consistency, Text, tuple[str, ...]]:
    """Name the values that the unprinted number may be printed as, and those that give the change by themselves."""
    values = _printable(told, where, known)
    fits = tuple(map(_text, values))
    if not fits:
        return _UNDETERMINED, text, ()
    alone = tuple(_text(v) for v in values if _gives(told, v, known, of_base=of_base))
    shown, text_of = listed(fits), Text("", "")
    if alone and alone != fits:
        narrow = listed(alone)
        text_of = Text(
            f";若百分比由印出的数算得,只能为{narrow.zh}", f"; if it was computed from printed levels, only {narrow.en}"
        )
    return (
        _UNDETERMINED,
        Text(f"{text.zh},印出可为{shown.zh}{text_of.zh}", f"{text.en}; printed alike it can be {shown.en}{text_of.en}"),
        fits,
    )


def _printable(told: Told, where: Interval, known: Known) -> list[Fraction]:
    if not known.claims or known.claims[0].figure is None or where.lo is None or where.hi is None:
        return []
    step = known.claims[0].step(told.know.reg)
    if (where.hi - where.lo) / step > _MOST:
        return []
    low, high = where.lo - step / 2, where.hi + step / 2
    return [n * step for n in range(-int(-low // step), int(high // step) + 1)]


def _gives(told: Told, value: Fraction, known: Known, *, of_base: bool) -> bool:
    if known.value is None:
        return False
    base, level = (value, known.value) if of_base else (known.value, value)
    tree: Node = change_formula(told.know.reg[told.claim.reference.key], told.change, "level", "base")[0]
    try:
        found = evaluate(tree, {"level": Interval.point(level), "base": Interval.point(base)}).interval
    except DerivationError:
        return False
    return found.intersects(told.by.interval)


def _text(value: Fraction) -> str:
    places = next((d for d in range(12) if (value * 10**d).denominator == 1), 12)
    return f"{round_figure(value, places):f}"


def _precision(where: Interval) -> int:
    """Return the decimals that show two digits of the width."""
    width = where.width
    return next((d for d in range(12) if width * 10**d >= 10), 12) if width else 6  # two digits


def alone(told: Told) -> Finding:
    """Return what a change says of counts of which neither is printed; of levels it says nothing."""
    claim, reg = told.claim, told.know.reg
    ref = claim.reference
    name, base = name_of(reg, ref.current, place_of(claim)), base_name(reg, ref)
    text = Text(
        f"{name.zh}及其{base.zh}值均未公布,只有变动{claim.figure}",
        f"neither {name.en} nor its value at {base.en} was printed, only the change {claim.figure}",
    )
    if reg[ref.key].kind is not Kind.COUNT or told.change is not Change.PCT:
        return finding("change", _UNDETERMINED, [claim], text, cause="unpublished")
    found = bases_of(1 + told.by.interval / 100)
    status = _UNDETERMINED if found.pairs else Consistency.INCONSISTENT
    candidates = {str(ref.base): tuple(str(n) for n, _ in found.pairs)}
    told_pairs = joined([text, _pairs(found)])
    return finding("count", status, [claim], told_pairs, cause="unpublished", candidates=candidates)


def _pairs(found: Bases) -> Text:
    if not found.pairs:
        return Text("没有整数基数可得", "no whole base gives it")
    shown = ", ".join(f"{n}→{k}" for n, k in found.pairs[:5])
    multiple, silent = Text("", ""), Text("", "")
    if found.step > 1:
        multiple = Text(f"（均为{found.step}的倍数）", f" (all multiples of {found.step})")
    if found.every:
        silent = Text(
            f";基数自{found.every}起每个都可得,不再有信息",
            f"; from {found.every} on every base gives it, and it says nothing",
        )
    return Text(
        f"可得此变动的最小整数为{shown}{multiple.zh}{silent.zh}",
        f"the smallest whole numbers that give it are {shown}{multiple.en}{silent.en}",
    )
