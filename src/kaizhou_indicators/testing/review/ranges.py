"""Where a formula can go while its inputs stay inside their valid ranges: points that prove it, and the interval reading.

Only what is certain is said: that the formula is undefined everywhere, that it always lies outside of its valid range,
or that it leaves it at a point that is named. Points that contradict a declared Identity are no points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, islice, product
from math import prod
from random import Random

import attrs

from ...errors import DerivationError, FormulaError
from ...formula.guard import guarded
from ...formula.interval import evaluate
from ...formula.number import compile_number
from ...formula.reason import reason
from ...formula.show import number_text
from ...formula.tree import Const, Node, refs, substitute
from ...intervals import Interval
from ...model.kinds import Kind
from ...model.records import Indicator
from ...processes import Identity
from ...references import Reference
from ...registry.formula import Formula
from .report import Finding
from .subject import Subject

_POINTS, _DRAWN, _CHOICES = 256, 100, 16
_EVERYTHING = Interval(None, None)
Point = dict[str, Fraction]
Orders = Sequence[tuple[frozenset[str], str]]


@attrs.frozen
class _Reading:
    """One formula with its settings chosen, and the ranges of its inputs."""

    node: Node
    box: Mapping[str, Interval]
    known: bool
    bounded: bool


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the formulas that are undefined everywhere, and those that leave the range declared."""
    orders = _orders(subject)
    for indicator, formula in subject.formulas:
        found = [_look(subject, indicator, reading, orders) for reading in _readings(subject, formula)]
        told = [finding for finding in found if finding is not None]
        undefined = [finding for finding in told if finding.code == "undefined"]
        if undefined and len(undefined) < len(found):  # one choice of a setting defines it
            told = [finding for finding in told if finding.code != "undefined"]
        yield from told[:1]


def _look(subject: Subject, indicator: Indicator, reading: _Reading, orders: Orders) -> Finding | None:
    points = [p for p in _points(reading.box) if _possible(p, orders)]
    if not points:
        return None
    calculate = compile_number(guarded(reading.node), list(reading.box))
    results = [(point, calculate(*map(float, point.values()))) for point in points]
    defined = [(point, result) for point, result in results if result is not None]
    if not defined:
        told = reason(reading.node, {name: float(x) for name, x in points[-1].items()}) or ""
        return subject.finding("undefined", indicator.key, reason=told.removeprefix("undefined: "))
    valid = _valid(indicator)
    return _leaving(subject, indicator, reading, defined, valid) if valid is not None else None


def _leaving(
    subject: Subject,
    indicator: Indicator,
    reading: _Reading,
    defined: Sequence[tuple[Point, float]],
    valid: Interval,
) -> Finding | None:
    outside = [(point, result) for point, result in defined if not _near(result, valid)]
    if not outside or not reading.known:
        return None
    text = valid.text()
    bounds = _bounds(reading) if len(outside) == len(defined) else None
    if bounds is not None and valid.intersection(bounds) is None:
        return subject.finding("outside-range", indicator.key, found=bounds.text(), valid=text)
    point, result = min(outside, key=lambda pair: _plainness(pair[0]))
    where = ", ".join(f"{name} = {number_text(x)}" for name, x in point.items())
    code = "leaves-range" if reading.bounded else "may-leave-range"
    return subject.finding(code, indicator.key, valid=text, value=f"{result:.6g}", where=where)


def _plainness(point: Point) -> tuple[int, Fraction]:
    """Return how hard the numbers of a point are to read: whole ones and small ones are easy."""
    return sum(x.denominator != 1 for x in point.values()), sum((abs(x) for x in point.values()), Fraction(0))


def _near(value: float, valid: Interval) -> bool:
    """Say whether a float lies in the range, the rounding of its calculation forgiven."""
    slack = Fraction(abs(value)) / 10**9
    return valid.intersects(Interval.closed(Fraction(value) - slack, Fraction(value) + slack))


def _bounds(reading: _Reading) -> Interval | None:
    """Return what holds every value of the formula; where an end of an input makes it undefined, without that end."""
    opened = {name: _opened(x) for name, x in reading.box.items()}
    for box in (reading.box, opened):
        try:
            return evaluate(reading.node, box).interval
        except (DerivationError, FormulaError):
            continue
    return None


def _opened(x: Interval) -> Interval:
    if x.is_point:
        return x
    return Interval(x.lo, x.hi, x.lo_closed and x.lo != 0, x.hi_closed and x.hi != 0)


def _valid(indicator: Indicator) -> Interval | None:
    """Return the range of an indicator: the one declared, or what its kind says."""
    if indicator.kind is Kind.GRADE:
        return Interval.closed(1, len(indicator.grades))
    if indicator.valid is not None:
        low, high = indicator.valid
        return Interval(low, high)
    return Interval(0, None) if indicator.kind is Kind.COUNT else None


# -- the box of a formula


def _readings(subject: Subject, formula: Formula) -> Iterator[_Reading]:
    """Yield the formula with each choice of its settings."""
    settings = [subject.parts.settings[key] for key in formula.settings.values()]
    chosen = [s for s in settings if any(isinstance(c, str) for c in s.choices)]
    ranges = {s.key: _choices(s.choices) for s in settings if s not in chosen}
    for choice in islice(product(*(s.choices for s in chosen)), _CHOICES):
        constants = {s.key: _constant(value) for s, value in zip(chosen, choice, strict=True)}
        node = substitute(formula.bare, constants)
        box: dict[str, Interval] = {}
        known, bounded = True, True
        for ref in refs(node):
            found = ranges.get(ref.name) or _range(subject, ref.name)
            box[ref.name] = found or _EVERYTHING
            known = known and found is not None
            bounded = bounded and found is not None and found.width is not None
        yield _Reading(node, box, known, bounded)


def _constant(value: float | str) -> Const:
    return Const(value if isinstance(value, str) else Fraction(str(value)))


def _choices(choices: Sequence[float | str]) -> Interval:
    numbers = [Fraction(str(c)) for c in choices if not isinstance(c, str)]
    return Interval.closed(min(numbers), max(numbers)) if numbers else _EVERYTHING


def _range(subject: Subject, text: str) -> Interval | None:
    """Return where an input lies: a value in its indicator's range, a running total where all its terms have one sign."""
    reference = Reference.parse(text)
    indicator = subject.parts.indicators.get(reference.key)
    if indicator is None or reference.change is not None:
        return None
    if reference.baseline is not None and reference.baseline.kind in {"rank", "peers.count"}:
        return Interval(1, None)
    valid = _valid(indicator)
    if valid is not None and reference.window is not None:
        return Interval(0, None) if valid.lo is not None and valid.lo >= 0 else None
    return valid


# -- points of the box


def _points(box: Mapping[str, Interval]) -> Iterator[Point]:
    """Yield corners and inner points of a box, the same ones every time."""
    draw = Random(0)
    for spots in ([_corners(x) for x in box.values()], [_spots(x) for x in box.values()]):
        grid = product(*spots)
        if prod(map(len, spots)) > _POINTS:
            grid = (tuple(map(draw.choice, spots)) for _ in range(_POINTS))  # type: ignore[assignment]  # tuples too
        yield from (dict(zip(box, numbers, strict=True)) for numbers in grid)
    for _ in range(_DRAWN if box else 0):
        yield {name: _drawn(x, draw) for name, x in box.items()}


def _corners(x: Interval) -> list[Fraction]:
    return [end for end in dict.fromkeys(_ends(x)) if end in x]


def _spots(x: Interval) -> list[Fraction]:
    low, high = _ends(x)
    found = [low, low + (high - low) / 100, (low + high) / 2, high]
    return [spot for spot in dict.fromkeys(found) if spot in x]


def _drawn(x: Interval, draw: Random) -> Fraction:
    low, high = _ends(x)
    return low + (high - low) * Fraction(draw.randrange(1, 10_000), 10_000)


def _ends(x: Interval) -> tuple[Fraction, Fraction]:
    """Return the ends, a thousand away where there is none."""
    if x.lo is not None:
        return x.lo, x.hi if x.hi is not None else x.lo + 1000
    return (x.hi - 1000, x.hi) if x.hi is not None else (Fraction(-1000), Fraction(1000))


# -- what identities say of the inputs


def _orders(subject: Subject) -> Orders:
    """Return pairs (parts, whole) of which an identity says that the parts together are never above the whole."""
    found: dict[tuple[frozenset[str], str], None] = {}
    for key, rule in subject.identities:
        owner = key.partition(".")[0]
        for parts, whole in _ordered(rule):
            found[frozenset(_full(owner, part) for part in parts), _full(owner, whole)] = None
    return tuple(found)


def _ordered(rule: Identity) -> Iterator[tuple[tuple[str, ...], str]]:
    whole = rule.right
    if rule.kind in {"funnel", "k_of_n"}:
        yield from (((small,), large) for large, small in combinations(rule.plus, 2))
    elif rule.kind == "share" and isinstance(whole, str):
        yield rule.minus, whole
    elif rule.kind in {"total", "partition"} and isinstance(whole, str) and not rule.signed:
        yield rule.plus, whole


def _full(owner: str, name: str) -> str:
    return name if "." in name else f"{owner}.{name}"


def _possible(point: Point, orders: Orders) -> bool:
    return all(sum(point[p] for p in parts if p in point) <= point[whole] for parts, whole in orders if whole in point)
