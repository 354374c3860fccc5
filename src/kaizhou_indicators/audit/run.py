"""Audit: claims against each other, against the definitions, and against the figures that a registry records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..errors import RecordError
from ..figures import DEFAULT, Policy
from .alone import check_alone, check_conflicts, check_unreadable
from .changes import check_change
from .claim import Claim
from .derived import check_derived
from .finding import Finding
from .growth import check_growth
from .knowledge import Knowledge, place_of
from .relations import check_relations
from .report import Report

if TYPE_CHECKING:
    from ..registry.catalogue import Catalogue


def claims_of(reg: Catalogue, *domains: str) -> list[Claim]:
    """Return the figures that a registry records as claims; those of some domains only, where named."""
    return [Claim.of(seen, reg) for seen in reg.observations if not domains or seen.key.partition(".")[0] in domains]


def audit(claims: Iterable[Claim], reg: Catalogue, *, recorded: bool = False, policy: Policy = DEFAULT) -> Report:
    """Hold claims to each other and to the definitions of a registry.

    Args:
        claims: the claims.
        reg: the registry that defines what they speak of.
        recorded: whether the figures recorded in the registry count as claims too; only what binds a claim given is told.
        policy: what vague words (超, 约 …) leave open.

    Returns:
        The findings: consistent, inconsistent or undetermined, with the reason; never "true".

    >>> import kaizhou_indicators as ki
    >>> toy = ki.Domain("press", ki.Text("报刊", "Press"))
    >>> pieces = toy.indicator("pieces", ki.Text("篇数", "Pieces"), unit="篇", kind="count")
    >>> claims = [
    ...     Claim(ref="press.pieces", area="A", period="2024", figure="14篇"),
    ...     Claim(ref="press.pieces@yoy:pct", area="A", period="2024", figure="增长56%"),
    ... ]
    >>> audit(claims, ki.Registry([toy]))[0].candidates["press.pieces@yoy"]
    ('9',)
    """
    given = list(claims)
    things: list[object] = list(given)
    wrong = [thing for thing in things if not isinstance(thing, Claim)]
    if wrong:
        msg = f"{wrong[0]!r} is no Claim; write Claim(ref=…, area=…, period=…, figure=…)"
        raise RecordError(msg)
    further = [claim for claim in claims_of(reg) if claim not in given] if recorded else []
    know = Knowledge([*given, *further], reg, policy)
    findings = _all(know, [*given, *further])
    if recorded:
        own = set(given)
        findings = [finding for finding in findings if own.intersection(finding.claims)]
    return Report(_once(findings), given)


def _all(know: Knowledge, claims: list[Claim]) -> list[Finding]:
    found = [*check_unreadable(know), *check_conflicts(know), *check_relations(know, claims)]
    for claim in claims:
        if claim.figure is None or not know.claimed(claim.ref, place_of(claim)):
            continue
        found += check_alone(know, claim)
        found += check_change(know, claim) if claim.reference.change is not None else check_derived(know, claim)
        found += check_growth(know, claim)
    return found


def _once(findings: Iterable[Finding]) -> list[Finding]:
    return list(dict.fromkeys(findings))
