"""Readings: other ways to make a column from the same table, each a mistake that publishers make.

A reading gives boxes like the definition does. Where its boxes meet what is printed, and the definition's do not, it is
a likely cause, never a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ...formula.changes import change_formula
from ...formula.show import show
from ...formula.tree import Call, Node, substitute
from ...model.kinds import Change
from ...references import Reference
from ...text import Text
from .boxes import SINGLE, Box, Mask, Numbers, Rows
from .decimals import shortest
from .reckoning import Other, Reckoning
from .slips import exchanged, regrouped
from .verdicts import Audited, Mark

if TYPE_CHECKING:
    from .sheet import Sheet

Boxes = Callable[[Rows], Box]


@attrs.frozen(eq=False)
class Reading:
    """Another way to make a column.

    Attributes:
        cause: the class of the mistake.
        text: what it is, in both languages.
        boxes: what it gives in some rows.
        printed: what the printed cells are then known to be; None: as they are.
        reasons: why cells without a value can be so that it explains them; the others it never explains.
        open: whether it explains these even where it leaves everything open, or gives zero.
        whole: whether it is believed only where it explains nearly all: it lies so near to the definition.
    """

    cause: str
    text: Text
    boxes: Boxes
    printed: Boxes | None = None
    reasons: tuple[str, ...] = ()
    open: bool = False
    whole: bool = False


class Case:
    """A column that does not follow everywhere, and the table it stands in.

    Args:
        sheet: the table.
        audited: the column.
        others: the other columns that were audited.
    """

    def __init__(self, sheet: Sheet, audited: Audited, others: Sequence[Audited]) -> None:
        assert audited.reckoning is not None
        self.sheet, self.audited, self.others = sheet, audited, others
        self.reckoning: Reckoning = audited.reckoning
        self.reference = Reference.parse(audited.reference)

    @property
    def printed(self) -> Box:
        """The printed cells."""
        return self.audited.printed.box

    @cached_property
    def whole(self) -> Box:
        """What the definition gives in every row."""
        return self.reckoning.column().box

    @property
    def deviating(self) -> Rows:
        """The rows that contradict."""
        return self.audited.of(Mark.DISAGREES)

    @property
    def undetermined(self) -> Rows:
        """The rows that are printed, and that the definition gives no value for."""
        return self.audited.of(Mark.UNDETERMINED)

    def other(self, **how: object) -> Boxes:
        """Return the boxes of the same reference, read in another way."""
        other = Other(**how)  # type: ignore[arg-type]  # the attributes of Other
        inputs = cache(lambda: self.reckoning.inputs(other))
        return lambda rows: self.reckoning.column(rows, other, inputs()).box

    def there(self, name: str) -> Mask:
        """Say in which rows an input has a value."""
        return ~self.reckoning.box(name).missing


def readings_of_formula(case: Case) -> Iterator[Reading]:
    """Yield what slips of the formula give: its sign, exchanged operands, another change, brackets, a factor."""
    tree = case.reckoning.tree
    yield Reading("sign", Text("正负号相反", "the opposite sign"), case.other(tree=Call("neg", (tree,))))
    yield from _changes(case)
    yield from (_slip("exchanged", "两数颠倒", "exchanged operands", case, other) for other in exchanged(tree))
    yield from (_slip("precedence", "运算次序不同", "another order of operations", case, t) for t in regrouped(tree))
    yield from (_factor(case, n) for n in (*_POWERS, *(-power for power in _POWERS)))


def _slip(cause: str, zh: str, en: str, case: Case, tree: Node) -> Reading:
    return Reading(cause, Text(f"{zh}:{show(tree)}", f"{en}: {show(tree)}"), case.other(tree=tree))


#: powers of ten that a number is off by
_POWERS = (1, 2, 3, 4, 6, 8)
_MULTIPLES = {4: "万", 8: "亿", -4: "万", -8: "亿"}


def _factor(case: Case, power: int) -> Reading:
    word = f"({'以' if power > 0 else '误作'}{_MULTIPLES[power]}计)" if power in _MULTIPLES else ""
    text = Text(f"差10的{power}次方倍{word}", f"off by a factor of 10^{power}")
    return Reading("factor", text, lambda rows: case.whole.take(rows).times(10.0**power))


_POINTS = frozenset({Change.PCT, Change.PP, Change.ABS})


def _changes(case: Case) -> Iterator[Reading]:
    """Yield the other changes on the same base: % for 个百分点, 增长n倍 for 是n倍."""
    if case.reference.change is None:
        return
    indicator = case.sheet.reg[case.reference.key]
    own = Change(case.reference.change or indicator.default_change)
    current, base = (case.reckoning.written(str(ref)) for ref in (case.reference.current, case.reference.base))
    for change in Change:
        if change in {own, Change.RANK}:
            continue
        tree = _of_change(case, change, current, base)
        cause = "points" if {own, change} <= _POINTS and Change.PCT in {own, change} else "change"
        text = Text(f"{_NAMES[change].zh}印作{_NAMES[own].zh}", f"{_NAMES[change].en} printed as {_NAMES[own].en}")
        yield Reading(cause, text, case.other(tree=tree, any_base=True))


def _of_change(case: Case, change: Change, current: Node, base: Node) -> Node:
    indicator = case.sheet.reg[case.reference.key]
    tree, _ = change_formula(indicator, change, "current", "base")
    return substitute(tree, {"current": current, "base": base})


_NAMES = {
    Change.PCT: Text("增长%", "a growth in %"),
    Change.PP: Text("个百分点之差", "a difference in 个百分点"),
    Change.ABS: Text("增减量", "a difference"),
    Change.TIMES: Text("是…倍", "a multiple (是n倍)"),
    Change.TIMES_MORE: Text("增长…倍", "a growth by n times (增长n倍)"),
    Change.SHARE: Text("占比", "a share in %"),
    Change.INDEX: Text("指数", "an index"),
    Change.RANK: Text("位次变动", "a change of places"),
}


def readings_of_rounding(case: Case) -> Iterator[Reading]:
    """Yield what other roundings give: digits cut off, fewer decimals, single precision."""
    half = np.where(case.printed.width > 0, case.printed.width / 2, 0.0)
    value = case.audited.printed.value

    def cut(rows: Rows) -> Box:
        number, unit = value[rows], 2 * half[rows]
        return Box(np.where(number > 0, number, number - unit), np.where(number < 0, number, number + unit))

    def coarse(rows: Rows) -> Box:
        places = _own_places(value[rows])
        reach = np.maximum(0.5 * 10.0**-places, half[rows])
        return Box(value[rows] - reach, value[rows] + reach)

    same = case.other()
    yield Reading(
        "float32", Text("以单精度计算", "worked out in single precision"), case.other(part=SINGLE), whole=True
    )
    yield Reading("truncated", Text("末位舍去而未进位", "cut off, not rounded"), same, cut, whole=True)
    yield Reading("decimals", Text("印出的位数较少", "printed with fewer decimals"), same, coarse, whole=True)


def _own_places(values: Numbers) -> Numbers:
    return np.minimum(shortest(values), 12).astype(np.float64)
