"""Changes: a value against its baseline, as trees, so that every engine calculates them alike.

% is not 个百分点 and 增长1.4倍 is not 是1.4倍: which change a kind allows is decided here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from ..errors import ComparabilityError
from ..model.kinds import ALLOWED, REFUSED, Change, Kind
from ..model.records import Baseline, Indicator
from ..references import Reference
from .tree import Call, Const, Node, Ref

_ZERO, _ONE, _HUNDRED = (Const(Fraction(n)) for n in (0, 1, 100))
PERMILLE = {"‰", "permille", "个千分点"}


def _difference(a: Node, b: Node) -> Node:
    return Call("sub", (a, b))


def _ratio(a: Node, b: Node) -> Node:
    return Call("div", (a, b))


def _percent(node: Node) -> Node:
    return Call("mul", (node, _HUNDRED))


_TREES: Mapping[Change, Callable[[Node, Node], Node]] = {
    Change.PCT: lambda a, b: _percent(_ratio(_difference(a, b), b)),
    Change.PP: _difference,
    Change.ABS: _difference,
    Change.TIMES: _ratio,
    Change.TIMES_MORE: lambda a, b: _difference(_ratio(a, b), _ONE),
    Change.SHARE: lambda a, b: _percent(_ratio(a, b)),
    Change.INDEX: lambda a, b: _percent(_ratio(a, b)),
    Change.RANK: lambda a, b: _difference(b, a),
}
#: a growth on a base of zero or below means nothing
_NEEDS_POSITIVE_BASE = {Change.PCT, Change.TIMES, Change.TIMES_MORE, Change.INDEX}

#: what a growth can be told as: each is the ratio of two levels
_GROWTH = {Change.PCT, Change.TIMES, Change.TIMES_MORE, Change.INDEX, Change.SHARE}


#: baselines that are no values of the indicator, and their units
_COUNTS = {"rank": "位", "peers.count": "个"}


def resolve(indicator: Indicator, reference: Reference) -> Change:
    """Return the change that a reference asks for, checked against the indicator's kind.

    Raises:
        ComparabilityError: the kind has no such change.
    """
    change = Change(reference.change or indicator.default_change)
    kind = Kind.RANK if reference.baseline is not None and reference.baseline.kind == "rank" else indicator.kind
    if reference.baseline is not None and reference.baseline.kind == "peers.count":
        msg = f"{reference}: the number of peers is no value of {indicator.key}, so nothing is compared with it"
        raise ComparabilityError(msg)
    allowed = ALLOWED[kind]
    points = indicator.unit in {"个百分点", "百分点", "个千分点"} and change is Change.PP
    if change not in allowed and not points:
        usable = ", ".join(c.value for c in allowed)
        msg = (
            f"{reference}: {indicator.key} is a {kind}; {REFUSED[kind]}."
            f" Use one of: {usable}, as in {indicator.key}@{reference.baseline}:{allowed[0].value}"
        )
        raise ComparabilityError(msg)
    return change


def change_formula(indicator: Indicator, change: Change, current: str, base: str) -> tuple[Node, tuple[Node, ...]]:
    """Return the tree of a change over the inputs named ``current`` and ``base``, and what it needs beyond being defined."""
    a, b = Ref(current), Ref(base)
    if indicator.kind is Kind.GRADE:
        a, b = b, a  # a step towards the first, best grade is positive
    tree = _TREES[change](a, b)
    if change is Change.PP and indicator.unit in PERMILLE:
        tree = Call("div", (tree, Const(Fraction(10))))
    return tree, (Call("gt", (b, _ZERO)),) if change in _NEEDS_POSITIVE_BASE else ()


def change_unit(indicator: Indicator, change: Change) -> str:
    """Return the unit of a change: %, 个百分点, 位, bare, or the indicator's own."""
    if change is Change.ABS:
        return "1" if indicator.kind is Kind.GRADE else indicator.unit
    fixed = {Change.PCT: "%", Change.SHARE: "%", Change.PP: "个百分点", Change.RANK: "位"}
    return fixed.get(change, "1")


def check_comparable(indicator: Indicator, reference: Reference, baseline: Baseline | None = None) -> None:
    """Refuse a comparison that would not mean what it says.

    Args:
        indicator: what is compared.
        reference: the comparison.
        baseline: the record of a named baseline, which says whether it lies in another period.

    Raises:
        ComparabilityError: 环比 of an accumulated (累计) or a seasonally raw series; growth from the levels of an indicator
            whose growth is published on another basis.
    """
    _check_growth(indicator, reference, baseline)
    if reference.baseline is None or reference.baseline.kind != "prev" or reference.change is None:
        return
    accumulated = indicator.basis.accumulation == "ytd" or (reference.window is not None)
    if accumulated:
        msg = f"{reference}: an accumulated value (累计) has no 环比; compare with yoy, or take the value of the period"
        raise ComparabilityError(msg)
    if indicator.basis.seasonal == "raw":
        msg = (
            f"{reference}: {indicator.key} is not seasonally adjusted, and official 环比 is never rebuilt from raw"
            " levels; use the published 环比, or compare with yoy"
        )
        raise ComparabilityError(msg)


def _check_growth(indicator: Indicator, reference: Reference, baseline: Baseline | None) -> None:
    key = indicator.growth_key
    if key is None or reference.change is None or not _over_time(reference, baseline):
        return
    if (reference.change or indicator.default_change) in _GROWTH:
        msg = (
            f"{reference}: growth of {indicator.key} is published at comparable prices (可比价格, 可比口径) as {key} and"
            f" never rebuilt from its levels at current prices (现价); take {key}, or"
            f" {reference.base}:abs for the difference of the levels"
        )
        raise ComparabilityError(msg)


def _over_time(reference: Reference, baseline: Baseline | None) -> bool:
    assert reference.baseline is not None
    if reference.baseline.kind == "named":
        return baseline is not None and bool(baseline.period or baseline.event.zh)
    return reference.baseline.kind in {"yoy", "prev", "period"}


def is_graded(indicator: Indicator, reference: Reference) -> bool:
    """Say whether the value of a reference is a grade: a change of one is not, nor a rank, nor a number of peers."""
    counted = reference.baseline is not None and reference.baseline.kind in _COUNTS
    return indicator.kind is Kind.GRADE and reference.change is None and not counted


def unit_of(indicator: Indicator, reference: Reference) -> str:
    """Return the unit that the value of a reference to the indicator is in."""
    if reference.baseline is not None and reference.baseline.kind in _COUNTS:
        return _COUNTS[reference.baseline.kind]
    if reference.baseline is None or reference.change is None:
        return indicator.unit
    return change_unit(indicator, resolve(indicator, reference))
