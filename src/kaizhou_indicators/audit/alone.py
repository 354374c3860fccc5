"""Alone: what can be said of one claim by itself, and of two claims on the same value.

The unit it is printed in, its indicator's range, a whole number where things are counted, the places of a rank; two
sources that print what cannot both be true are a conflict and are never averaged away.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..errors import ComparabilityError
from ..intervals import Interval
from ..model.kinds import Kind
from ..periods import Period
from ..processes import Consistency
from ..text import Text
from .claim import Claim
from .finding import Finding, finding
from .knowledge import Knowledge, place_of
from .words import amount, name_of


def check_unreadable(know: Knowledge) -> Iterator[Finding]:
    """Return a finding for every claim that cannot be read in its indicator's unit, or names no indicator."""
    for claim, error in know.unreadable:
        known = claim.reference.key in know.reg
        cause = "kind" if isinstance(error, ComparabilityError) else "unit" if known else "unknown"
        status = Consistency.INCONSISTENT if cause == "unit" else Consistency.UNDETERMINED
        yield finding("claim", status, [claim], Text(str(error), str(error)), cause=cause)


def check_alone(know: Knowledge, claim: Claim) -> list[Finding]:
    """Return what is wrong with a claim by itself."""
    found = [*_out_of_range(know, claim), *_broken_count(know, claim), *_points(know, claim)]
    return [finding("claim", Consistency.INCONSISTENT, [claim], text, cause=cause) for cause, text in found]


def _out_of_range(know: Knowledge, claim: Claim) -> Iterator[tuple[str, Text]]:
    indicator, said = know.reg[claim.reference.key], know.read(claim)[0]
    if (
        indicator.valid is None
        or said is None
        or claim.reference.change is not None
        or claim.reference.baseline is not None
    ):
        return
    if not said.intersects(Interval(*indicator.valid)):
        name, may = (
            name_of(know.reg, claim.reference, place_of(claim)),
            amount(Interval(*indicator.valid), indicator.unit),
        )
        yield (
            "range",
            Text(
                f"{name.zh}公布{claim.figure},超出可能的范围{may}",
                f"{name.en} printed {claim.figure}, outside the possible {may}",
            ),
        )


def _broken_count(know: Knowledge, claim: Claim) -> Iterator[tuple[str, Text]]:
    indicator, figure = know.reg[claim.reference.key], claim.figure
    if indicator.kind is not Kind.COUNT or figure is None or claim.reference.change is not None or not figure.decimals:
        return
    if not figure.parts.scale and figure.value.denominator != 1:
        name = name_of(know.reg, claim.reference, place_of(claim))
        yield (
            "count",
            Text(f"{name.zh}公布{figure},计数应为整数", f"{name.en} printed {figure}, and a count is a whole number"),
        )


def _points(know: Knowledge, claim: Claim) -> Iterator[tuple[str, Text]]:
    """Find a change of a percentage that is printed in %, and one of a level that is printed in 个百分点."""
    figure, change = claim.figure, claim.reference.change
    if figure is None or change is None:
        return
    wanted = know.reg.unit(claim.ref)
    if wanted == "个百分点" and figure.unit == "%":
        yield (
            "misuse:pp",
            Text(
                f"{claim.ref}:百分数之差应为个百分点,公布{figure}",
                f"{claim.ref}: a difference of percentages is in 个百分点, printed {figure}",
            ),
        )
    if wanted == "%" and figure.unit == "个百分点":
        yield (
            "misuse:pct",
            Text(f"{claim.ref}:增长率应以%表示,公布{figure}", f"{claim.ref}: a growth is in %, printed {figure}"),
        )


def check_conflicts(know: Knowledge) -> Iterator[Finding]:
    """Return the pairs of claims on one value that cannot both be true."""
    for (_, where), said in know.said.items():
        if where.period == str(Period.UNKNOWN):
            continue  # who knows whether they speak of one time
        for one, other in combinations(said, 2):
            if not one.interval.intersects(other.interval):
                a, b = one.claims[0], other.claims[0]
                name = name_of(know.reg, a.reference, place_of(a))
                sources = [claim.source or claim.place for claim in (a, b)]
                yield finding(
                    "conflict",
                    Consistency.INCONSISTENT,
                    [a, b],
                    Text(
                        f"{name.zh}:{a.figure}({sources[0]})与{b.figure}({sources[1]})不可能同时为真",
                        f"{name.en}: {a.figure} ({sources[0]}) and {b.figure} ({sources[1]}) cannot both be true",
                    ),
                    cause="conflict",
                )
