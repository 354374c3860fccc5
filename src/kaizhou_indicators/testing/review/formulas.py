"""What a reviewer reads off a formula: inputs without use, % converted by hand, differences that are percentage points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ...formula.changes import unit_of
from ...formula.show import number_text
from ...formula.trace import unused
from ...formula.tree import Call, Const, Node, Ref, refs, walk
from ...model.kinds import Better, Kind
from ...model.records import Indicator
from ...references import Reference
from ...registry.formula import Formula
from .report import Finding
from .subject import Subject

PERCENT = frozenset({"%", "％", "percent", "‰", "permille"})
POINTS = frozenset({"个百分点", "百分点", "个千分点"})
_BY_HAND = frozenset({Fraction(100), Fraction(1000), Fraction(1, 100), Fraction(1, 1000)})
#: words in a title that say it is a difference
_DIFFERENCE = re.compile(
    "之差|差额|差距|差值|差\\Z|变动|变化|提高|提升|提前|上升|下降|降低|增加|减少|拉动|偏离|相比|较(?![差好大小高低重轻多少])"
)
_DIFFERENCE_EN = re.compile(
    r"\b(?:differ\w*|chang\w*|gaps?|rise|fall|distance|pull|above|below|gain\w*|drop|ahead|behind)\b", re.IGNORECASE
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the domain's formulas as written."""
    for indicator, formula in subject.formulas:
        for name in unused(formula.order, formula.tree):
            yield subject.finding("unused-input", indicator.key, name=name)
        if not refs(formula.tree) and not formula.order:
            yield subject.finding("constant", indicator.key, formula=formula.show())
        yield from _by_hand(subject, indicator, formula)
        yield from _difference(subject, indicator, formula)
        yield from _undirected(subject, formula)
    yield from _twins(subject)


def unit_of_input(subject: Subject, key: str) -> str:
    """Return the unit of an input, or an empty text where its domain is not loaded."""
    reference = Reference.parse(key)
    indicator = subject.parts.indicators.get(reference.key)
    return unit_of(indicator, reference) if indicator is not None else ""


def _by_hand(subject: Subject, indicator: Indicator, formula: Formula) -> Iterator[Finding]:
    """Find a factor of 100 where % is folded in already: such a formula is a hundred times too large."""
    if formula.empirical:
        return
    percents = {n for n, key in formula.inputs.items() if unit_of_input(subject, key) in PERCENT | POINTS}
    if indicator.unit not in PERCENT | POINTS and not percents:
        return
    for node in walk(formula.tree):
        constant = _constant_by_hand(node, percents, indicator.unit in PERCENT | POINTS)
        if constant is not None:
            yield subject.finding(
                "percent-by-hand", indicator.key, formula=formula.show(), factor=number_text(constant)
            )
            return


def _constant_by_hand(node: Node, percents: set[str], result: bool) -> Fraction | None:
    if not isinstance(node, Call) or node.op not in {"mul", "div", "add", "sub"}:
        return None
    for constant, other in (node.args, node.args[::-1]):
        if not isinstance(constant, Const) or constant.value not in _BY_HAND:
            continue
        touches = any(ref.name in percents for ref in refs(other))
        if touches or (result and node.op in {"mul", "div"}):
            return constant.value if isinstance(constant.value, Fraction) else None
    return None


def _difference(subject: Subject, indicator: Indicator, formula: Formula) -> Iterator[Finding]:
    """Find a difference of two percentages: it is in percentage points, unless both are of one whole."""
    tree = formula.tree
    if indicator.unit not in PERCENT or not (isinstance(tree, Call) and tree.op == "sub"):
        return
    inputs = [formula.inputs.get(arg.name, "") for arg in tree.args if isinstance(arg, Ref)]
    if len(inputs) != 2 or not all(unit_of_input(subject, key) in PERCENT for key in inputs if key):
        return
    same = len({Reference.parse(key).key for key in inputs}) == 1
    code = "percent-difference" if same or says_difference(indicator) else "difference-or-points"
    yield subject.finding(code, indicator.key, formula=formula.show(), unit=indicator.unit)


def says_difference(indicator: Indicator) -> bool:
    """Say whether a title speaks of a difference."""
    return bool(_DIFFERENCE.search(indicator.title.zh) or _DIFFERENCE_EN.search(indicator.title.en))


def _undirected(subject: Subject, formula: Formula) -> Iterator[Finding]:
    """Find ranks, and bests of peers, of what has no better and worse."""
    for text in formula.inputs.values():
        reference = Reference.parse(text)
        read = subject.parts.indicators.get(reference.key)
        ordered = reference.baseline is not None and reference.baseline.kind in {"rank", "peers.best"}
        told = read is None or read.kind in {Kind.RANK, Kind.GRADE} or read.better in {Better.HIGHER, Better.LOWER}
        if ordered and not told:
            yield subject.finding("rank-undirected", formula.key, reference=str(reference), input=reference.key)


def _twins(subject: Subject) -> Iterator[Finding]:
    seen: dict[tuple[Node, str], str] = {}
    for indicator, formula in subject.formulas:
        first = seen.setdefault((formula.bare, indicator.unit), indicator.key)
        if first != indicator.key and refs(formula.bare) and not isinstance(formula.bare, Ref):
            yield subject.finding("same-formula", indicator.key, others=first)
